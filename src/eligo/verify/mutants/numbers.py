"""A number computed wrongly: another operator, operands the wrong way round, a preference turned round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from eligo.core import nodes as n
from eligo.core.program import Program

_Op = Literal["+", "-", "*", "/", "^", "max", "min"]
_WRONG: dict[str, _Op] = {"+": "-", "-": "+", "*": "/", "/": "*", "^": "*", "max": "min", "min": "max"}


def arithmetic(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """Another operator, another base; minuend and subtrahend, dividend and divisor swapped."""
    del program
    if isinstance(node, n.Arithmetic):
        yield f"`{_WRONG[node.op]}` for `{node.op}`", replace(node, op=_WRONG[node.op])
        if node.op in ("-", "/", "^") and node.left != node.right:
            yield f"`{node.op}` the other way round", replace(node, left=node.right, right=node.left)
    elif isinstance(node, n.Logarithm):
        name = {"e": "ln", "10": "log10"}
        other: Literal["e", "10"] = "10" if node.base == "e" else "e"
        yield f"`{name[other]}` for `{name[node.base]}`", replace(node, base=other)


def preferences(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """`otherwise` in the wrong order, or one of its numbers never used; the branches of `if` swapped."""
    del program
    if isinstance(node, n.FirstKnown | n.FirstMoment) and len(node.operands) > 1:
        reversed_ = node.operands[::-1]
        yield "`otherwise` the other way round", replace(node, operands=reversed_)  # type: ignore[arg-type]
        for index in range(len(node.operands)):
            kept = node.operands[:index] + node.operands[index + 1 :]
            yield f"part {index + 1} of `otherwise` left out", replace(node, operands=kept)  # type: ignore[arg-type]
    elif isinstance(node, n.Choose):
        yield "`then` and `else` swapped", replace(node, then=node.otherwise, otherwise=node.then)
