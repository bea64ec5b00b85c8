"""W408: two numbers whose units differ in an annotation only, such as mL/min and mL/min/{1.73_m2}."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.types import NumberType
from eligo.units.model import shown

from .finding import finding
from .meetings import meetings


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Numbers that meet with different annotations, which UCUM gives no meaning but people do."""
    for root, expr in checked.expressions:
        for left, right in meetings(expr):
            a, b = checked.type_of(left), checked.type_of(right)
            if not isinstance(a, NumberType) or not isinstance(b, NumberType) or a.bare or b.bare:
                continue
            if a.unit.annotations != b.unit.annotations and a.unit.dimension == b.unit.dimension:
                yield finding(
                    checked,
                    "W408",
                    right.span,
                    f"{shown(b.unit.text)} meets {shown(a.unit.text)}: they differ in what stands in braces",
                    label=shown(b.unit.text),
                    labels=(Label(left.span, shown(a.unit.text)),),
                    context=root.context,
                    hints=("units convert as if the braces were not there: check that both mean the same quantity",),
                )
