"""Symbolic interval arithmetic: the bounds of a number that is a range for every patient in a box, each as a formula.

Of an unknown sex an eGFR is a range, for every creatinine another. It surely passes a limit where its lower bound does,
and surely not where its upper bound does not; between them that is unknown. So a comparison of ranges becomes one of
exact numbers, which interval arithmetic alone could not tell apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eligo.core import nodes as n
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import Range

if TYPE_CHECKING:
    from .boxed import Boxed

_Bounds = tuple[n.Numeric, n.Numeric]
"""The lower and the upper bound; the same object for both of a number that is exact."""


def by_bounds(boxed: Boxed, node: n.Compare) -> n.Condition | None:
    """The comparison as one of exact numbers; None where nothing is told of the bounds, or where it is one already."""
    left, right = _bounds(boxed, node.left), _bounds(boxed, node.right)
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


def _bounds(boxed: Boxed, node: n.Numeric) -> _Bounds | None:
    """The bounds of a number; None where it may be unknown, or nothing is told of it."""
    match node:
        case n.Number():
            return node, node
        case n.Measured(fact):
            return (node, node) if isinstance(boxed.box.get(fact), Range) else None
        case n.NumberRef(name):
            return _bounds(boxed, boxed.program.definition[name].body)  # type: ignore[arg-type]  # it names a number
        case n.FirstKnown((first, *_)) if boxed.number(first)[0].surely is not None:
            return _bounds(boxed, first)
        case n.Arithmetic(_, left, right):
            a, b = _bounds(boxed, left), _bounds(boxed, right)
            return None if a is None or b is None else _calculated(boxed, node, a, b)
        case n.Choose(condition, then, otherwise):
            truths, _ = boxed.condition(condition)
            if truths in ({TRUE}, {FALSE}):
                return _bounds(boxed, then if truths == {TRUE} else otherwise)
            a, b = _bounds(boxed, then), _bounds(boxed, otherwise)
            if a is None or b is None or truths != {UNKNOWN}:
                return None
            return n.Arithmetic("min", a[0], b[0]), n.Arithmetic("max", a[1], b[1])
        case _:
            return None


def _calculated(boxed: Boxed, node: n.Arithmetic, a: _Bounds, b: _Bounds) -> _Bounds | None:
    """The bounds of what is calculated: it rises or falls with each of the two numbers."""
    rises = _rises(boxed, node.op, a, b)
    if rises is None:
        return None
    low, high = (replace(node, left=a[upper == rises[0]], right=b[upper == rises[1]]) for upper in (False, True))
    return (low, low) if a[0] is a[1] and b[0] is b[1] else (low, high)


def _rises(boxed: Boxed, op: str, a: _Bounds, b: _Bounds) -> tuple[bool, bool] | None:
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


def _limits(boxed: Boxed, bounds: _Bounds) -> Range | None:
    """What both bounds lie between."""
    low, high = (boxed.number(bound)[0].surely for bound in bounds)
    return None if low is None or high is None else Range(low.low, high.high)
