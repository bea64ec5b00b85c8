"""Another relation in a comparison: the limit itself in or out, the other side, the other direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Program

_WRONG: dict[str, tuple[n.Relation, ...]] = {
    "<": ("<=", ">=", ">"),
    "<=": ("<", ">", ">="),
    ">": (">=", "<=", "<"),
    ">=": (">", "<", "<="),
    "=": ("!=", "<=", ">="),
    "!=": ("=", "<", ">"),
}


def relations(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """``<=`` for ``<``, and its like, of numbers and of a period's length."""
    del program
    if isinstance(node, n.Compare | n.Lasting):
        for wrong in _WRONG[node.relation]:
            yield f"`{wrong}` for `{node.relation}`", replace(node, relation=wrong)  # type: ignore[arg-type]
