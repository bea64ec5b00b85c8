"""Types of ``case``: its arms are all numbers of one dimension, or all conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree

from . import calculation
from .quantities import Side
from .types import BROKEN, CONDITION, BrokenType, ConditionType, NumberType, Type

if TYPE_CHECKING:
    from .infer import Typer


def case(typer: Typer, node: tree.Case) -> Type:
    """A condition or a number, as the first arm that is in order."""
    for arm in node.arms:
        if arm.condition is not None:
            typer.condition(arm.condition)
    found = [(arm.value, typer.infer(arm.value)) for arm in node.arms]
    if any(isinstance(kind, BrokenType) for _, kind in found):
        return BROKEN
    first = found[0][1]
    if not isinstance(first, NumberType | ConditionType):
        typer.mismatch(found[0][0], "a condition or a number", first)
        return BROKEN
    wanted = "a number" if isinstance(first, NumberType) else "a condition"
    sides: list[Side] = []
    for value, kind in found:
        if type(kind) is not type(first):
            typer.mismatch(value, wanted, kind)
            return BROKEN
        if isinstance(kind, NumberType):
            sides.append((value, kind))
    return calculation.alike(typer, sides) if sides else CONDITION
