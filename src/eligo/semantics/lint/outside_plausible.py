"""W404: a threshold outside the plausible range of what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.facts import CheckedFact
from eligo.semantics.numerals import decimal
from eligo.semantics.roots import Root
from eligo.semantics.types import NumberType
from eligo.syntax import tree
from eligo.units import compatible, convert

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Comparisons of a fact with a constant that no plausible value of it comes near."""
    for root, expr in checked.expressions:
        match expr:
            case tree.Compare(left=left, right=right):
                pairs = [(left, right), (right, left)]
            case tree.Between(operand=operand, low=low, high=high):
                pairs = [(operand, low), (operand, high)]
            case _:
                continue
        for measured, threshold in pairs:
            fact = _fact(checked, measured)
            if fact is not None:
                yield from _outside(checked, root, fact, threshold)


def _fact(checked: Checked, expr: tree.Expr) -> CheckedFact | None:
    if isinstance(expr, tree.Select) and expr.how in ("sum", "count"):
        return None  # the range is that of one value
    meaning = checked.meanings.get(id(expr))
    if meaning is None or meaning.kind not in ("fact", "selected"):
        return None
    return checked.facts.get(meaning.key) or checked.fields.get(meaning.key)


def _outside(checked: Checked, root: Root, fact: CheckedFact, threshold: tree.Expr) -> Iterator[Diagnostic]:
    kind = checked.type_of(threshold)
    if not isinstance(kind, NumberType) or kind.constant is None or fact.plausible is None or fact.unit is None:
        return
    if not compatible(kind.unit, fact.unit, fact.molar_mass):
        return
    value = convert(kind.constant, kind.unit, fact.unit, fact.molar_mass)
    low, high = fact.plausible
    if low <= value <= high:
        return
    name, unit = fact.node.name.text, "" if fact.unit.text == "1" else f" {fact.unit.text}"
    side = "below" if value < low else "above"
    shown = f"{decimal(low)} to {decimal(high)}{unit}"
    declared = fact.node.plausible
    yield finding(
        checked,
        "W404",
        threshold.span,
        f"this limit lies {side} every plausible value of `{name}` ({shown})",
        label=f"{decimal(value)}{unit}" if kind.unit.text != fact.unit.text else "",
        labels=() if declared is None else (Label(declared.span, "the plausible range"),),
        context=root.context,
        hints=("the comparison comes out the same for every patient: check the number, its unit and the range",),
    )
