"""W418: units that convert by the book, but not for the quantity that is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.types import NumberType
from eligo.units.model import shown

from .finding import finding
from .meetings import meetings

_EQUIVALENTS = re.compile(r"(?<![A-Za-z])[a-z]{0,2}eq(?![A-Za-z])")
_MOLES = re.compile(r"(?<![A-Za-z])[a-z]{0,2}mol(?![A-Za-z])")
_MOLE_RATIO = re.compile(r"[a-z]{0,2}mol/[a-z]{0,2}mol")
_VALENCE = "an ion has as many equivalents as its valence: right for Na+, K+, Cl-, HCO3-, half as much for Ca2+, Mg2+"
_STANDARDS = "HbA1c in % (NGSP) is not a tenth of HbA1c in mmol/mol (IFCC): 6.5 % is 48 mmol/mol"


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Equivalents that meet moles, and per cent that meet moles per mole."""
    for root, expr in checked.expressions:
        for left, right in meetings(expr):
            a, b = checked.type_of(left), checked.type_of(right)
            if not isinstance(a, NumberType) or not isinstance(b, NumberType) or a.unit.dimension != b.unit.dimension:
                continue
            why = _why(a.unit.text, b.unit.text) or _why(b.unit.text, a.unit.text)
            if why:
                yield finding(
                    checked,
                    "W418",
                    right.span,
                    f"{shown(b.unit.text)} meets {shown(a.unit.text)}: how they convert depends on what is measured",
                    label=shown(b.unit.text),
                    labels=(Label(left.span, shown(a.unit.text)),),
                    context=root.context,
                    hints=(why, f"write the limit in {shown(a.unit.text)}"),
                )


def _why(one: str, other: str) -> str:
    """Why two units should not meet; empty if they may."""
    if _EQUIVALENTS.search(one) and _MOLES.search(other) and not _EQUIVALENTS.search(other):
        return _VALENCE
    if one == "%" and _MOLE_RATIO.fullmatch(other):
        return _STANDARDS
    return ""
