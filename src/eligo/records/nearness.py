"""How near a patient is to a condition, so that a search can tell better from worse."""

from __future__ import annotations

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.selection import entries_of
from eligo.core.truth import FALSE, TRUE, UNKNOWN

from .reach import Reach

_DEPTH = 40


def nearness(interpreter: Interpreter, reach: Reach, node: n.Condition, wanted: bool, depth: int = 0) -> float:
    """How near a condition is to being true (or false): 1 when it is, else the share of its parts that are."""
    truth = interpreter.truth(node)
    if truth is (TRUE if wanted else FALSE):
        return 1.0
    if depth < _DEPTH:
        match node:
            case n.Not(operand):
                return nearness(interpreter, reach, operand, not wanted, depth + 1)
            case n.Ref(name):
                body: n.Condition = reach.program.body(name)  # type: ignore[assignment]  # a Ref names a condition
                return nearness(interpreter, reach, body, wanted, depth + 1)
            case n.All(members) | n.Any(members) | n.Count(_, _, members) if members:
                near = [nearness(interpreter, reach, member, wanted, depth + 1) for member in members]
                return 0.9 * sum(near) / len(near)
            case n.Several(series, among, test, low, high) if high is None or not low:
                at_least = low if high is None else high + 1
                near = _of_entries(interpreter, reach, series, n.All((among, test)), wanted is (high is None), depth)
                if wanted is (high is None):
                    return 0.9 * sum(sorted(near)[-at_least:]) / max(1, at_least)
                return 0.9 * sum(near) / max(1, len(near))
            case n.PickIs(series, _, _, among, test):
                part = n.All((among, test if wanted else n.Not(test)))
                return 0.9 * max(_of_entries(interpreter, reach, series, part, True, depth), default=0.0)
    return 0.2 if truth is UNKNOWN else 0.0


def _of_entries(
    interpreter: Interpreter, reach: Reach, series: str, part: n.Condition, wanted: bool, depth: int
) -> list[float]:
    """How near each entry of a list is to passing (or failing) a condition."""
    found = entries_of(interpreter, series).entries
    inside = [interpreter.inside(series, dict(entry), place) for place, entry in enumerate(found)]
    return [nearness(one, reach, part, wanted, depth + 1) for one in inside]
