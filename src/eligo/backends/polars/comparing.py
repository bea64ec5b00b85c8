"""Comparing numbers: truth, and the rows in which a rounding error could turn it."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from eligo.core.nodes import MIRRORED, Relation

from .arithmetic import difference
from .cuts import cut
from .numbers import Num, near
from .times import NULL, Unsupported, agreed

Decided = tuple[pl.Expr, tuple[pl.Expr, ...]]
"""A condition, and the rows in which it cannot be trusted."""


def swapped(relation: Relation) -> Relation:
    """The relation seen from its right side."""
    return MIRRORED[relation]


def compare_with_constant(a: Num, relation: Relation, threshold: Fraction) -> Decided:
    """A number against an exact constant."""
    if a.exact:
        at = cut(relation, threshold)
        return stands(a.low, a.high, relation, at), ()
    try:
        at = float(threshold)
    except OverflowError:
        raise Unsupported from None
    return stands(a.low, a.high, relation, at), a.doubt + near(a, at)


def compare(a: Num, relation: Relation, b: Num) -> Decided:
    """Two numbers, neither of which is a constant."""
    if a.nothing or b.nothing:
        return NULL, ()
    if a.exact and b.exact and a.point and b.point:
        return _holds(a.low, relation, b.low), ()
    return compare_with_constant(difference(a, b), relation, Fraction(0))


def stands(low: pl.Expr, high: pl.Expr, relation: Relation, at: pl.Expr | float) -> pl.Expr:
    """Whether all numbers from ``low`` to ``high`` (true), none (false) or some stand in a relation to a limit."""
    if low is high:
        return _holds(low, relation, at)
    match relation:
        case "<" | "<=":
            return agreed(_holds(high, relation, at), _holds(low, relation, at))
        case ">" | ">=":
            return agreed(_holds(low, relation, at), _holds(high, relation, at))
        case "=":
            return agreed((low == at) & (high == at), (low <= at) & (high >= at))
        case "!=":
            return ~stands(low, high, "=", at)


def _holds(a: pl.Expr, relation: Relation, b: pl.Expr | float) -> pl.Expr:
    match relation:
        case "<":
            return a < b
        case "<=":
            return a <= b
        case "=":
            return a == b
        case "!=":
            return a != b
        case ">=":
            return a >= b
        case ">":
            return a > b
