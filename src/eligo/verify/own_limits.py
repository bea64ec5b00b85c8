"""Numbers that a record gives as a limit for others: a laboratory's upper limit of normal, a value from before.

They are known by how the protocol uses them: other measured numbers are compared with them, or with so many times their
value, and nothing else is asked of them.
"""

from __future__ import annotations

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.residual import parts


def own_limits(program: Program) -> frozenset[str]:
    """The facts that nothing is asked of but how another number compares with them."""
    reads = Reads(program)
    limits: set[str] = set()
    used: set[str] = set()
    waiting: list[object] = [c.condition for c in program.criteria] + [d.body for d in program.definitions]
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Measured):
            used.add(node.fact)
        limit = _limit(node, reads) if isinstance(node, n.Compare) else None
        if isinstance(node, n.Compare) and limit is not None:
            side, fact = limit
            limits.add(fact)
            waiting.append(node.left if side is node.right else node.right)
        else:
            waiting += parts(node)
    return frozenset(limits - used)


def _limit(node: n.Compare, reads: Reads) -> tuple[n.Numeric, str] | None:
    """The side of a comparison that is a limit from the record, and the fact that it is some times over."""
    sides = [(side, found) for side in (node.right, node.left) if (found := _times(side)) is not None]
    several = [(side, fact) for side, (fact, times) in sides if times]
    plain = [(side, fact) for side, (fact, times) in sides if not times]
    if len(several) == 1 and reads.of(node.left if several[0][0] is node.right else node.right):
        return several[0]
    return plain[0] if len(plain) == 2 else None


def _times(node: n.Numeric) -> tuple[str, bool] | None:
    """The fact that a number is, or is some times over, and which of both; None of any other number."""
    match node:
        case n.Measured(fact):
            return fact, False
        case n.Arithmetic("*", n.Number(), inner) | n.Arithmetic("*", inner, n.Number()):
            found = _times(inner)
            return None if found is None else (found[0], True)
        case _:
            return None
