"""Kleene's strong three-valued logic, the truth of every eligo condition.

S. C. Kleene, *Introduction to Metamathematics*, 1952, section 64: unknown is a truth value not yet found out; a
compound is definite exactly when its known parts settle it by the strong tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """True, false or unknown. It has no Python truthiness on purpose: write ``t is Truth.TRUE``."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a three-valued truth has no Python truth value; compare it with `is`")


TRUE = Truth.TRUE
FALSE = Truth.FALSE
UNKNOWN = Truth.UNKNOWN


def truth_of(value: bool | None) -> Truth:
    """The truth of a Python Boolean, None being unknown."""
    return UNKNOWN if value is None else TRUE if value else FALSE


def negate(a: Truth) -> Truth:
    """Not: swaps true and false, keeps unknown."""
    return FALSE if a is TRUE else TRUE if a is FALSE else UNKNOWN


def conjoin(parts: Iterable[Truth]) -> Truth:
    """And: false if any part is false, true if all are true, otherwise unknown; true of no parts."""
    result = TRUE
    for part in parts:
        if part is FALSE:
            return FALSE
        if part is UNKNOWN:
            result = UNKNOWN
    return result


def disjoin(parts: Iterable[Truth]) -> Truth:
    """Or: true if any part is true, false if all are false, otherwise unknown; false of no parts."""
    result = FALSE
    for part in parts:
        if part is TRUE:
            return TRUE
        if part is UNKNOWN:
            result = UNKNOWN
    return result


def count_between(parts: Iterable[Truth], low: int, high: int | None) -> Truth:
    """Whether the number of true parts lies in ``[low, high]``; high None is no upper limit.

    The number is known to lie between the true parts and the true and unknown parts together.
    """
    sure = possible = 0
    for part in parts:
        if part is TRUE:
            sure += 1
            possible += 1
        elif part is UNKNOWN:
            possible += 1
    if possible < low or (high is not None and (sure > high or high < low)):
        return FALSE
    if sure >= low and (high is None or possible <= high):
        return TRUE
    return UNKNOWN
