"""Exact interval arithmetic: what follows for numbers that are known only as a range."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .nodes import Relation
from .powers import BITS, power
from .truth import FALSE, TRUE, UNKNOWN, Truth, negate
from .values import UNBOUNDED, Range

__all__ = ["BITS", "combine", "compare", "hull"]


def combine(a: Range | None, op: str, b: Range | None) -> Range | None:
    """``a op b`` for ``+ - * / ^ max min``; None when either is unknown, or when some numbers have none.

    There is none of a division by what may be zero, and of some powers, see :func:`powers.power`. Of the greater or
    lesser of a known and an unknown number, the known one is a limit.
    """
    if op in ("max", "min"):
        return greatest(a, b) if op == "max" else least(a, b)
    if a is None or b is None:
        return None
    if not a.partial and not b.partial:
        return _calculated(a, op, b)
    result = None if op == "^" else _calculated(a, op, b)
    return None if result is None else replace(result, partial=True)


def greatest(a: Range | None, b: Range | None) -> Range | None:
    """The greater of two numbers: at least the known one while the other is unknown; None when both are."""
    if a is None or b is None:
        known = a or b
        return None if known is None else Range(known.low, UNBOUNDED, partial=True)
    return Range(max(a.low, b.low), max(a.high, b.high), a.partial or b.partial)


def least(a: Range | None, b: Range | None) -> Range | None:
    """The lesser of two numbers: at most the known one while the other is unknown; None when both are."""
    if a is None or b is None:
        known = a or b
        return None if known is None else Range(-UNBOUNDED, known.high, partial=True)
    return Range(min(a.low, b.low), min(a.high, b.high), a.partial or b.partial)


def _calculated(a: Range, op: str, b: Range) -> Range | None:
    if op == "+":
        return _bounded(a.low + b.low, a.high + b.high)
    if op == "-":
        return _bounded(a.low - b.high, a.high - b.low)
    if op == "^":
        return power(a, b)
    if op == "/":
        if b.low <= 0 <= b.high:
            return None
        b = Range(1 / b.high, 1 / b.low)
    if a.exact and b.exact:
        product = a.low * b.low
        return _bounded(product, product)
    corners = (a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
    return _bounded(min(corners), max(corners))


def hull(a: Range | None, b: Range | None) -> Range | None:
    """The smallest range that holds both; None when either is unknown."""
    if a is None or b is None:
        return None
    return Range(min(a.low, b.low), max(a.high, b.high), a.partial or b.partial)


def compare(a: Range | None, relation: Relation, b: Range | None) -> Truth:
    """Whether a relation holds for every (true), for no (false) or for some choice of numbers in the two ranges."""
    if a is None or b is None:
        return UNKNOWN
    match relation:
        case "<":
            return _less(a, b)
        case ">":
            return _less(b, a)
        case ">=":
            return negate(_less(a, b))
        case "<=":
            return negate(_less(b, a))
        case "=":
            return _equal(a, b)
        case "!=":
            return negate(_equal(a, b))


def _less(a: Range, b: Range) -> Truth:
    if a.high < b.low:
        return TRUE
    return FALSE if a.low >= b.high else UNKNOWN


def _equal(a: Range, b: Range) -> Truth:
    if a.high < b.low or b.high < a.low:
        return FALSE
    return TRUE if a.exact and b.exact else UNKNOWN


def _bounded(low: Fraction, high: Fraction) -> Range | None:
    size = max(low.numerator.bit_length(), low.denominator.bit_length())
    if max(size, high.numerator.bit_length(), high.denominator.bit_length()) > BITS:
        return None
    return Range(low, high)
