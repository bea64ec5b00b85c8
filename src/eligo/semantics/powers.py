"""Types of powers and logarithms: of which numbers they are taken, and the unit of what they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import UNITY, UnitError, UnitOfMeasure, divide, multiply

from .types import BROKEN, NumberType, Type, describe

if TYPE_CHECKING:
    from .infer import Typer

LARGEST_EXPONENT = 12
"""Of a number with a unit: no unit is used in a higher power."""
LARGEST_FOLDED = 64
"""Of a constant: a higher power is left to the runtime, which bounds it."""


def power(typer: Typer, node: tree.Power) -> Type:
    """A pure number to any pure power, or a number with a unit to a constant whole one."""
    base, exponent = typer.number(node.base), typer.number(node.exponent)
    if base is None or exponent is None:
        return BROKEN
    if not exponent.pure:
        name = typer.quantities.text(node.exponent)
        typer.mismatch(
            node.exponent, "a pure number as an exponent", exponent, f"take its bare number: `{name} in ...`"
        )
        return BROKEN
    whole = exponent.constant
    if base.constant == 0 and whole is not None and whole <= 0:
        typer.findings.error("E215", node.span, "zero has no power of zero or less")
        return BROKEN
    if base.pure:
        return _number(typer, node, UNITY, base, exponent)
    if whole is None or whole.denominator != 1 or abs(whole) > LARGEST_EXPONENT:
        _no_unit(typer, node, base)
        return BROKEN
    if not base.unit.is_ratio:
        typer.quantities.scale(node.base, base)
        return BROKEN
    try:
        return _number(typer, node, _raised(base.unit, int(whole)), base, exponent)
    except UnitError as error:
        typer.findings.error("E214", node.span, str(error), hints=("take its bare number first, in a unit",))
        return BROKEN


def logarithm(typer: Typer, node: tree.Logarithm) -> Type:
    """The logarithm of a pure number, a pure number itself."""
    operand = typer.number(node.operand)
    if operand is None:
        return BROKEN
    if not operand.pure:
        name, unit = typer.quantities.text(node.operand), operand.unit.text
        typer.mismatch(
            node.operand,
            f"a pure number to take `{node.which}` of",
            operand,
            f"take its bare number, in the unit of the published formula: `{node.which} of ({name} in {unit})`",
        )
        return BROKEN
    if operand.constant is not None and operand.constant <= 0:
        typer.findings.error("E215", node.span, "only a number above zero has a logarithm")
        return BROKEN
    return NumberType(UNITY)


def _number(typer: Typer, node: tree.Power, unit: UnitOfMeasure, base: NumberType, exponent: NumberType) -> Type:
    """A power in its unit; a whole power of a constant is a constant."""
    constant, whole = base.constant, exponent.constant
    if constant is None or whole is None or whole.denominator != 1 or abs(whole) > LARGEST_FOLDED:
        return NumberType(unit)
    value = constant ** int(whole)
    return NumberType(unit, None, value) if typer.quantities.measurable(node, value) else BROKEN


def _raised(unit: UnitOfMeasure, exponent: int) -> UnitOfMeasure:
    result = UNITY
    for _ in range(abs(exponent)):
        result = multiply(result, unit) if exponent > 0 else divide(result, unit)
    return result


def _no_unit(typer: Typer, node: tree.Power, base: NumberType) -> None:
    name, unit = typer.quantities.text(node.base), base.unit.text
    typer.findings.error(
        "E231",
        node.span,
        f"`{name}` is {describe(base)}: a power of it has a unit only where the exponent is a whole number, at most "
        f"{LARGEST_EXPONENT}, that the protocol itself says",
        hints=(f"take its bare number: `({name} in {unit}) ^ {typer.quantities.text(node.exponent)}`",),
    )
