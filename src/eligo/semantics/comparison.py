"""Types of comparisons: numbers with numbers, choices with their values, conditions with yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import convert

from . import ranks, timing
from .types import CONDITION, BrokenType, ChoiceType, ConditionType, MomentType, NumberType, PeriodType, Type, describe

if TYPE_CHECKING:
    from .infer import Typer


def compare(typer: Typer, node: tree.Compare) -> Type:
    """``x < y`` and its fellows."""
    if _is_option(typer, node.right) or _is_option(typer, node.left):
        kinds = typer.infer(node.left), typer.infer(node.right)
        choice = next((kind for kind in kinds if isinstance(kind, ChoiceType)), None)
        if node.op not in ("=", "!=") and choice is not None:
            ranks.compared(typer, node, choice)
        return CONDITION
    left, right = typer.infer(node.left), typer.infer(node.right)
    match left, right:
        case (BrokenType(), _) | (_, BrokenType()):
            pass
        case NumberType(), NumberType():
            typer.quantities.meet((node.left, left), (node.right, right))
        case (MomentType() | PeriodType(), _) | (_, MomentType() | PeriodType()):
            timing.moments_compared(typer, node, left, right)
        case ConditionType(), ConditionType():
            _conditions_compared(typer, node)
        case ChoiceType(), _:
            typer.mismatch(node.right, f"a value of `{typer.quantities.text(node.left)}`", right)
        case _, ChoiceType():
            typer.mismatch(node.left, f"a value of `{typer.quantities.text(node.right)}`", left)
        case _:
            typer.mismatch(node.right, describe(left), right)
    return CONDITION


def _is_option(typer: Typer, expr: tree.Expr) -> bool:
    """Whether an expression is a value of the choice that it is compared with."""
    meaning = typer.meanings.get(id(expr))
    return meaning is not None and meaning.kind == "option"


def _conditions_compared(typer: Typer, node: tree.Compare) -> None:
    """Conditions are compared with `yes` and `no` alone."""
    literal = isinstance(node.left, tree.Truth) or isinstance(node.right, tree.Truth)
    if node.op in ("=", "!=") and literal:
        return
    a, b = typer.quantities.text(node.left), typer.quantities.text(node.right)
    hint = f"write `{a} implies {b}`, or combine them with `and`, `or`, `not`"
    typer.findings.error(
        "E207", node.span, f"`{a}` and `{b}` are conditions and cannot be compared with `{node.op}`", hints=(hint,)
    )


def between(typer: Typer, node: tree.Between) -> Type:
    """``x between a and b``."""
    found = typer.infer(node.operand)
    low, high = typer.infer(node.low), typer.infer(node.high)
    ends = (node.low, node.high)
    if isinstance(found, ChoiceType) and all(isinstance(typer.types[id(end)], BrokenType) for end in ends):
        if all(_is_option(typer, end) for end in ends):
            ranks.between(typer, node, found)
        return CONDITION
    if any(isinstance(kind, MomentType | PeriodType) for kind in (found, low, high)):
        timing.moments_compared(typer, node, found, low)
        return CONDITION
    sides = ((node.operand, found), (node.low, low), (node.high, high))
    for expr, kind in sides:
        if not isinstance(kind, NumberType | BrokenType):
            typer.mismatch(expr, "a number", kind)
    if isinstance(found, NumberType) and isinstance(low, NumberType) and isinstance(high, NumberType):
        operand = (node.operand, found)
        fits = [typer.quantities.meet(operand, end) for end in ((node.low, low), (node.high, high))]
        if all(fits):
            _ordered(typer, node, found, low, high)
    return CONDITION


def _ordered(typer: Typer, node: tree.Between, found: NumberType, low: NumberType, high: NumberType) -> None:
    """Report a range whose ends are constants in the wrong order."""
    if low.constant is None or high.constant is None:
        return
    first = convert(low.constant, low.unit, found.unit, found.molar_mass)
    last = convert(high.constant, high.unit, found.unit, found.molar_mass)
    if first > last:
        a, b = typer.quantities.text(node.low), typer.quantities.text(node.high)
        typer.findings.error(
            "E220",
            node.low.span.cover(node.high.span),
            f"nothing lies between {a} and {b}: the first is the larger",
            hints=(f"write `between {b} and {a}`",),
        )
