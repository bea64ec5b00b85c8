"""Choices whose values have an order: which of them a comparison means, and whether it means anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree

from .relations import FLIPPED, HOLDS
from .types import ChoiceType

if TYPE_CHECKING:
    from .infer import Typer

_SHOWN = 8


def ranked(kind: ChoiceType, relation: str, value: str, *, flipped: bool = False) -> tuple[str, ...]:
    """The values of a choice that stand in a relation to one of them; ``flipped`` when that one stands on the left."""
    place, holds = kind.options.index(value), HOLDS[FLIPPED[relation] if flipped else relation]
    return tuple(option for index, option in enumerate(kind.options) if holds(index, place))


def compared(typer: Typer, node: tree.Compare, kind: ChoiceType) -> None:
    """Check ``nyha >= III``: the choice declares an order, and the comparison tells patients apart."""
    flipped = typer.meanings[id(node.left)].kind == "option"
    value = node.left if flipped else node.right
    if not isinstance(value, tree.Name) or not _has_order(typer, node, kind) or value.name not in kind.options:
        return
    count = len(ranked(kind, node.op, value.name, flipped=flipped))
    if count in (0, len(kind.options)):
        always = "false" if count == 0 else "true"
        typer.findings.error(
            "E220",
            node.span,
            f"this is always {always}: the values of `{kind.fact}` go from {kind.options[0]} to {kind.options[-1]}",
            hints=("compare it with another value",),
        )


def between(typer: Typer, node: tree.Between, kind: ChoiceType) -> None:
    """Check ``nyha between II and III``."""
    low, high = node.low, node.high
    if not isinstance(low, tree.Name) or not isinstance(high, tree.Name) or not _has_order(typer, node, kind):
        return
    known = low.name in kind.options and high.name in kind.options
    if known and kind.options.index(low.name) > kind.options.index(high.name):
        typer.findings.error(
            "E220",
            low.span.cover(high.span),
            f"nothing lies between {low.name} and {high.name}: the first is the larger",
            hints=(f"write `between {high.name} and {low.name}`",),
        )


def _has_order(typer: Typer, node: tree.Expr, kind: ChoiceType) -> bool:
    if kind.ordered:
        return True
    values = " < ".join(kind.options[:_SHOWN])
    typer.findings.error(
        "E232",
        node.span,
        f"the values of `{kind.fact}` have no order",
        hints=(
            f"if they go from the least to the greatest, declare that: `of {values}`",
            f"or name the values that are meant: `{kind.fact} is one of {{ {', '.join(kind.options[:2])} }}`",
        ),
    )
    return False
