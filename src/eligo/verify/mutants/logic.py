"""The wrong connective: and for or, one more or one fewer of a count, a denial too many or too few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Program

from .places import ATOMS


def connectives(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """And for or, or for and."""
    del program
    if isinstance(node, n.All) and len(node.members) > 1:
        yield "`or` for `and`", n.Any(node.members, line=node.line)
    elif isinstance(node, n.Any) and len(node.members) > 1:
        yield "`and` for `or`", n.All(node.members, line=node.line)


def counts(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """One more or one fewer than so many, of conditions and of entries."""
    del program
    if not isinstance(node, n.Count | n.Several):
        return
    most = len(node.members) if isinstance(node, n.Count) else None
    for name, limit in (("low", node.low), ("high", node.high)):
        if limit is None or (name == "low" and limit == 0):
            continue
        for wrong in (limit - 1, limit + 1):
            open_above = name == "high" and most is not None and wrong >= most and limit >= most
            if wrong >= 0 and not open_above:
                side = "at least" if name == "low" else "at most"
                yield f"{side} {wrong} for {side} {limit}", replace(node, **{name: wrong})  # type: ignore[arg-type]


def negations(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A `not` left out, and one put before a condition that has none."""
    del program
    if isinstance(node, n.Not):
        yield "`not` left out", node.operand
    elif isinstance(node, ATOMS | n.Ref):
        yield "`not` put in", n.Not(node, line=node.line)
