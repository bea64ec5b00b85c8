"""The ends of a number that is a range for every patient in a box, each as a formula of its own.

Of an unknown sex an eGFR is a range, for every creatinine another. A limit is surely kept where the lower end keeps it,
and surely not where the upper does not; between them it is unknown. So two formulas are compared end by end.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eligo.core import nodes as n
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import Range

if TYPE_CHECKING:
    from .boxed import Boxed

_Ends = tuple[n.Numeric, n.Numeric]
"""The lower and the upper end; the same object for both of a number that is exact."""


def by_ends(boxed: Boxed, node: n.Compare) -> n.Condition | None:
    """The comparison as one of exact numbers; None where nothing is told of the ends, or where it is one already."""
    left, right = _ends(boxed, node.left), _ends(boxed, node.right)
    if left is None or right is None or (left[0] is left[1] and right[0] is right[1]):
        return None
    match node.relation:
        case "<" | "<=":
            surely, perhaps = (left[1], right[0]), (left[0], right[1])
        case ">" | ">=":
            surely, perhaps = (left[0], right[1]), (left[1], right[0])
        case _:
            return None
    hold, may = (n.Compare(one, node.relation, other) for one, other in (surely, perhaps))
    return n.Any((hold, n.All((may, n.Always(UNKNOWN)))))


def _ends(boxed: Boxed, node: n.Numeric) -> _Ends | None:
    """The ends of a number; None where it may be unknown, or nothing is told of it."""
    match node:
        case n.Number():
            return node, node
        case n.Measured(fact):
            return (node, node) if isinstance(boxed.box.get(fact), Range) else None
        case n.NumberRef(name):
            return _ends(boxed, boxed.program.definition[name].body)  # type: ignore[arg-type]  # it names a number
        case n.FirstKnown((first, *_)) if boxed.number(first)[0].surely is not None:
            return _ends(boxed, first)
        case n.Arithmetic(_, left, right):
            a, b = _ends(boxed, left), _ends(boxed, right)
            return None if a is None or b is None else _calculated(boxed, node, a, b)
        case n.Choose(condition, then, otherwise):
            truths, _ = boxed.condition(condition)
            if truths in ({TRUE}, {FALSE}):
                return _ends(boxed, then if truths == {TRUE} else otherwise)
            a, b = _ends(boxed, then), _ends(boxed, otherwise)
            if a is None or b is None or truths != {UNKNOWN}:
                return None
            return n.Arithmetic("min", a[0], b[0]), n.Arithmetic("max", a[1], b[1])
        case _:
            return None


def _calculated(boxed: Boxed, node: n.Arithmetic, a: _Ends, b: _Ends) -> _Ends | None:
    """The ends of what is calculated: it rises or falls with each of the two numbers."""
    rises = _rises(boxed, node.op, a, b)
    if rises is None:
        return None
    low, high = (replace(node, left=a[end == rises[0]], right=b[end == rises[1]]) for end in (False, True))
    return (low, low) if a[0] is a[1] and b[0] is b[1] else (low, high)


def _rises(boxed: Boxed, op: str, a: _Ends, b: _Ends) -> tuple[bool, bool] | None:
    """Whether what is calculated rises with the first number, and with the second; None where that is not told."""
    if op in ("+", "-", "max", "min"):
        return True, op != "-"
    one, other = _limits(boxed, a), _limits(boxed, b)
    if one is None or other is None:
        return None
    match op:
        case "*" if one.low >= 0 and other.low >= 0:
            return True, True
        case "/" if one.low >= 0 and other.low > 0:
            return True, False
        case "^" if one.low > 0 and (other.low >= 0 or other.high <= 0) and (one.low >= 1 or one.high <= 1):
            return other.low >= 0, one.low >= 1
        case "^" if one.low > 0 and (other.low >= 0 or other.high <= 0) and b[0] is b[1]:
            return other.low >= 0, True
    return None


def _limits(boxed: Boxed, ends: _Ends) -> Range | None:
    """What both ends lie between."""
    low, high = (boxed.number(end)[0].surely for end in ends)
    return None if low is None or high is None else Range(low.low, high.high)
