"""How near a condition is to what it is to be, so that a search can tell better from worse."""

from __future__ import annotations

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

Goal = tuple[n.Condition, Truth]
"""A condition and what it is to be."""

_DEPTH = 40


def nearness(seen: Interpreter, node: n.Condition, wanted: Truth, depth: int = 0) -> float:
    """1 when it is, else the share of its parts that are."""
    truth = seen.truth(node)
    if truth is wanted:
        return 1.0
    if wanted is UNKNOWN:
        return 0.0
    if depth < _DEPTH:
        match node:
            case n.Not(operand):
                return nearness(seen, operand, FALSE if wanted is TRUE else TRUE, depth + 1)
            case n.Ref(name):
                body = seen.program.definition[name].body
                return nearness(seen, body, wanted, depth + 1)  # type: ignore[arg-type]  # a Ref names a condition
            case n.All(members) | n.Any(members) | n.Count(_, _, members) if members:
                return 0.9 * sum(nearness(seen, m, wanted, depth + 1) for m in members) / len(members)
    return 0.2 if truth is UNKNOWN else 0.0
