"""W417: a code that its terminology cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from .coded import coded
from .finding import finding

_LOINC = re.compile(r"([0-9]{1,8})-([0-9])")
_KNOWN_ISSUES = frozenset(
    {"11491-6", "11501-6", "5895-7", "5896-5", "5897-3", "5928-1", "6028-3", "6415-5", "6580-7", "6645-7", "6646-5"}
    | {"6647-3", "6648-1", "6649-9"}
)
"""Codes that LOINC has published with a wrong check digit (LOINC Users' Guide, appendix C)."""
_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
_SNOMED = re.compile(r"[1-9][0-9]{5,17}")
_WRONG_DIGIT = "is no {} code: its check digit is wrong"
_MISTYPED = "a digit was mistyped, or two exchanged: look the code up"
_PART = re.compile(r"L[PAGL][0-9]{1,8}-[0-9]")


def check(checked: Checked) -> Iterator[Diagnostic]:
    """LOINC and SNOMED codes without the form of one, or with a check digit that is not theirs."""
    faults = {"LOINC": loinc_fault, "SNOMED": snomed_fault}
    for each in coded(checked):
        fault_of = faults.get(each.system.text)
        for code in each.codes if fault_of is not None else ():
            fault = fault_of(code.text) if fault_of is not None else None
            if fault is not None:
                message, way_out = fault
                text = f"`{code.text[:60]}`, of `{each.owner}`, {message}"
                yield finding(checked, "W417", code.span, text, hints=(way_out,))


def loinc_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a LOINC code, and the way out."""
    if _PART.fullmatch(text) or text in _KNOWN_ISSUES:
        return None
    form = _LOINC.fullmatch(text)
    if form is None:
        return "has not the form of a LOINC code", "it is digits, `-` and a check digit"
    if loinc_check_digit(form.group(1)) != int(form.group(2)):
        return _WRONG_DIGIT.format("LOINC"), f"{_MISTYPED} at loinc.org"
    return None


def snomed_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with the identifier of a SNOMED CT concept, and the way out.

    Source: SNOMED CT Release File Specifications, "SCTID": 6 to 18 digits, not beginning with 0; the last is the check
    digit; the two before it are the partition, `00` or `10` for a concept.
    """
    if _SNOMED.fullmatch(text) is None:
        return "has not the form of a SNOMED CT identifier", "it is 6 to 18 digits"
    if not verhoeff(text):
        return _WRONG_DIGIT.format("SNOMED CT"), f"{_MISTYPED} at browser.ihtsdotools.org"
    if text[-3:-1] not in ("00", "10"):
        return "identifies no SNOMED CT concept", "the digits before the last tell: a concept has `00` or `10`"
    return None


def verhoeff(digits: str) -> bool:
    """Whether a number ends in its check digit by the dihedral scheme.

    Source: J. Verhoeff, *Error Detecting Decimal Codes*, Mathematical Centre Tracts 29, Amsterdam 1969: the digits are
    elements of the dihedral group of order ten; each is permuted by its place, counted from the right, and their
    product is the neutral element.
    """
    product = 0
    for place, digit in enumerate(reversed(digits)):
        permuted = int(digit)
        for _ in range(place % 8):
            permuted = _PERMUTATION[permuted]
        product = _times(product, permuted)
    return product == 0


def _times(a: int, b: int) -> int:
    """The dihedral group of order ten: 0 to 4 are rotations of the pentagon, 5 to 9 its reflections."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


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
