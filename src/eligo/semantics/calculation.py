"""Types of calculations: signs, sums, products, first known numbers, and numbers taken in a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import UNITY

from . import timing
from .quantities import Side, molar_mass_of, moved
from .types import BROKEN, CONDITION, MOMENT, BrokenType, ConditionType, MomentType, NumberType, Type, describe

if TYPE_CHECKING:
    from .infer import Typer


def negative(typer: Typer, node: tree.Negative) -> Type:
    """A number with its sign changed; of a temperature in degrees only a constant such as ``-5 Cel``."""
    kind = typer.number(node.operand)
    if kind is None:
        return BROKEN
    if kind.constant is not None:
        return NumberType(kind.unit, kind.molar_mass, -kind.constant)
    if not kind.unit.is_ratio:
        typer.quantities.scale(node.operand, kind)
        return BROKEN
    return kind


def arithmetic(typer: Typer, node: tree.Arithmetic) -> Type:
    """A sum, difference, product or quotient."""
    left, right = typer.number(node.left), typer.number(node.right)
    if left is None or right is None:
        return BROKEN
    return typer.quantities.arithmetic(node, left, right) or BROKEN


def in_unit(typer: Typer, node: tree.InUnit) -> Type:
    """The bare number of a quantity in a unit."""
    kind, unit = typer.number(node.operand), typer.quantities.unit(node.unit)
    if kind is None or unit is None or not typer.quantities.fits((node.operand, kind), unit, node.unit.span):
        return BROKEN
    return NumberType(UNITY, None, moved(kind, unit).constant)


def otherwise(typer: Typer, node: tree.Otherwise) -> Type:
    """The first known of several numbers, or of several moments."""
    found = [(operand, typer.infer(operand)) for operand in node.operands]
    if any(isinstance(kind, BrokenType) for _, kind in found):
        return BROKEN
    if isinstance(found[0][1], MomentType):
        for operand, kind in found:
            if not isinstance(kind, MomentType):
                typer.mismatch(operand, "a moment", kind)
                return BROKEN
        return MOMENT
    sides: list[Side] = []
    for operand, kind in found:
        if isinstance(kind, ConditionType):
            typer.findings.error(
                "E217",
                operand.span,
                f"`otherwise` chooses among numbers or moments; `{typer.quantities.text(operand)}` is {describe(kind)}",
                hints=("for conditions write `or`; to count missing as no, declare `missing means no`",),
            )
            return BROKEN
        if not isinstance(kind, NumberType):
            typer.mismatch(operand, "a number", kind, *_another_end(typer, node, kind))
            return BROKEN
        sides.append((operand, kind))
    return alike(typer, sides)


def _another_end(typer: Typer, node: tree.Otherwise, kind: Type) -> tuple[str, ...]:
    """The way out where ``years from a to b otherwise c`` was meant to end with c."""
    first = node.operands[0]
    if not isinstance(first, tree.Elapsed) or not isinstance(kind, MomentType):
        return ()
    start, *ends = map(typer.quantities.text, (first.start, first.end, *node.operands[1:]))
    return (f"for the first known end write `{first.measure} from {start} to ({' otherwise '.join(ends)})`",)


def extreme(typer: Typer, node: tree.Extreme) -> Type:
    """The greatest or the least of several numbers."""
    sides: list[Side] = []
    for operand in node.operands:
        kind = typer.number(operand)
        if kind is not None:
            sides.append((operand, kind))
    return alike(typer, sides) if len(sides) == len(node.operands) else BROKEN


def then_alone(typer: Typer, node: tree.If, then: Type) -> Type:
    """``if`` without ``else``: a condition, true where its own condition is false."""
    if isinstance(then, NumberType):
        typer.findings.error(
            "E218",
            node.span,
            "`if` without `else` gives no number where its condition is false",
            hints=("add `else` and the other number",),
        )
        return BROKEN
    if not isinstance(then, ConditionType | BrokenType):
        timing.not_a_condition(typer, node.then, then)
    return CONDITION


def alike(typer: Typer, sides: list[Side]) -> Type:
    """The type of one number out of several: the first one's unit, into which the others convert."""
    first = sides[0]
    fits = [typer.quantities.meet(first, other) for other in sides[1:]]
    if not all(fits):
        return BROKEN
    return NumberType(first[1].unit, molar_mass_of(*(kind for _, kind in sides)))
