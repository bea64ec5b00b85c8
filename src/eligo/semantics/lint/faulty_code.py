"""W417: a code that its terminology cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from .finding import finding

_LOINC = re.compile(r"([0-9]{1,8})-([0-9])")
_KNOWN_ISSUES = frozenset(
    {"11491-6", "11501-6", "5895-7", "5896-5", "5897-3", "5928-1", "6028-3", "6415-5", "6580-7", "6645-7", "6646-5"}
    | {"6647-3", "6648-1", "6649-9"}
)
"""Codes that LOINC has published with a wrong check digit (LOINC Users' Guide, appendix C)."""
_PART = re.compile(r"L[PAGL][0-9]{1,8}-[0-9]")


def check(checked: Checked) -> Iterator[Diagnostic]:
    """LOINC codes without the form of one, or with a check digit that is not theirs."""
    for name, fact in checked.symbols.facts.items():
        for code in fact.codes:
            text = code.code.text
            if code.system.text != "LOINC" or _PART.fullmatch(text):
                continue
            form = _LOINC.fullmatch(text)
            if form is None:
                message = f"`{text[:60]}`, of `{name}`, has not the form of a LOINC code"
                yield finding(checked, "W417", code.code.span, message, hints=("it is digits, `-` and a check digit",))
            elif text not in _KNOWN_ISSUES and loinc_check_digit(form.group(1)) != int(form.group(2)):
                yield finding(
                    checked,
                    "W417",
                    code.code.span,
                    f"`{text}`, of `{name}`, is no LOINC code: its check digit is wrong",
                    hints=("a digit was mistyped, or two exchanged: look the code up at loinc.org",),
                )


def loinc_check_digit(digits: str) -> int:
    """The last digit of a LOINC code, from those before the hyphen.

    Source: LOINC Users' Guide, appendix C, "Calculating Mod 10 Check Digits": the digits in odd places, counted from
    the right, are written as one number and doubled; the digits of that product and those in even places are added up;
    what the sum lacks to the next multiple of ten is the check digit.
    """
    from_right = digits[::-1]
    doubled = str(2 * int(from_right[::2]))
    total = sum(map(int, doubled)) + sum(map(int, from_right[1::2]))
    return -total % 10
