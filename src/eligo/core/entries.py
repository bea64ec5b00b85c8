"""Selections among the entries of a record that repeats, when membership, times and values may each be uncertain.

Every function says what follows for all ways in which the uncertain may turn out: a truth that holds in each of them,
the range of the numbers or moments that are possible, or unknown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .intervals import hull
from .truth import FALSE, TRUE, UNKNOWN, Truth
from .values import UNBOUNDED, Moment, Range

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may count.

    Attributes:
        place: which entry it is.
        counts: whether it does; never false.
        time: when it was; None is unknown.
    """

    place: int
    counts: Truth
    time: Moment | None = None


def how_many(truths: Iterable[Truth], low: int, high: int | None, *, complete: bool) -> Truth:
    """Whether between ``low`` and ``high`` entries are true, of a list that may lack entries unless it is complete."""
    found = list(truths)
    sure, open_ = found.count(TRUE), found.count(UNKNOWN)
    most = sure + open_ if complete else None
    if high is not None and (sure > high or low > high):
        return FALSE
    if most is not None and most < low:
        return FALSE
    if sure >= low and (high is None or (most is not None and most <= high)):
        return TRUE
    return UNKNOWN


# ---------------------------------------------------------------- by time


def ranked(candidates: Sequence[Candidate], rank: int, *, earliest: bool) -> list[int] | None:
    """The places of the entries that may be the one with ``rank`` others beyond it: 0 is the latest (or earliest).

    Entries at one instant, or whose times overlap, may stand in either order. None when there may be too few entries.
    """
    if sum(c.counts is TRUE for c in candidates) <= rank:
        return None
    spans = {c.place: _Span.of(c.time, earliest) for c in candidates if c.time is not None}
    surely_from = sorted(spans[c.place].near for c in candidates if c.counts is TRUE and c.place in spans)
    maybe_to = sorted(span.far for span in spans.values())
    undated = len(candidates) - len(spans)
    found = []
    for one in candidates:
        span = spans.get(one.place)
        if span is None:  # nothing is known of its place in the order
            found.append(one.place)
            continue
        surely = len(surely_from) - bisect_right(surely_from, span.far)
        maybe = len(maybe_to) - bisect_left(maybe_to, span.near) - 1 + undated
        if surely <= rank <= maybe:
            found.append(one.place)
    return found


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an entry may stand in the order: further is later (or earlier)."""

    near: int
    far: int

    @staticmethod
    def of(time: Moment, earliest: bool) -> _Span:
        return _Span(-time.high, -time.low) if earliest else _Span(time.low, time.high)


def ranked_time(candidates: Sequence[Candidate], rank: int, *, earliest: bool) -> Moment | None:
    """The time of the entry with ``rank`` others beyond it; None when there may be too few, or a time is unknown."""
    sure = [c.time for c in candidates if c.counts is TRUE and c.time is not None]
    times = [c.time for c in candidates if c.time is not None]
    if len(sure) <= rank or len(times) < len(candidates):
        return None
    if earliest:
        low, high = sorted(t.low for t in times)[rank], sorted(t.high for t in sure)[rank]
    else:
        low = sorted((t.low for t in sure), reverse=True)[rank]
        high = sorted((t.high for t in times), reverse=True)[rank]
    return Moment(low, high)


def agreed(truths: Iterable[Truth]) -> Truth:
    """What holds whichever of several is meant; unknown when they differ."""
    found = set(truths)
    return found.pop() if len(found) == 1 else UNKNOWN


def either_number(values: Iterable[Range | None]) -> Range | None:
    """The range of a number that is one of several; None when one of them is unknown."""
    found = list(values)
    result = found[0]
    for value in found[1:]:
        result = hull(result, value)
    return result


def either_moment(values: Iterable[Moment | None]) -> Moment | None:
    """The moment that is one of several; None when one of them is unknown."""
    found = list(values)
    known = [value for value in found if value is not None]
    if len(known) < len(found):
        return None
    return Moment(min(m.low for m in known), max(m.high for m in known))


# ---------------------------------------------------------------- by value


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that may count: its range, as wide as it can be when it is unknown."""

    counts: Truth
    value: Range
    known: bool


def lowest(numbers: Sequence[Counted], limits: Range, *, complete: bool) -> Range | None:
    """The least of the numbers; None when none surely counts that is known."""
    sure = [n.value.high for n in numbers if n.counts is TRUE]
    if not any(n.counts is TRUE and n.known for n in numbers):
        return None
    least = min(n.value.low for n in numbers)
    return Range(least if complete else min(least, limits.low), min(sure))


def highest(numbers: Sequence[Counted], limits: Range, *, complete: bool) -> Range | None:
    """The greatest of the numbers; None when none surely counts that is known."""
    flipped = [Counted(n.counts, _flipped(n.value), n.known) for n in numbers]
    found = lowest(flipped, _flipped(limits), complete=complete)
    return None if found is None else _flipped(found)


def _flipped(value: Range) -> Range:
    return Range(-value.high, -value.low)


def total(numbers: Sequence[Counted], limits: Range, *, complete: bool) -> Range | None:
    """The sum of the numbers, zero of none; what an incomplete list lacks may add to it without end."""
    low = high = _ZERO
    for number in numbers:
        sure = number.counts is TRUE
        low += number.value.low if sure else min(number.value.low, _ZERO)
        high += number.value.high if sure else max(number.value.high, _ZERO)
    if not complete:
        low = low if limits.low >= 0 else -UNBOUNDED
        high = high if limits.high <= 0 else UNBOUNDED
    return Range(low, high) if low > -UNBOUNDED or high < UNBOUNDED else None


def mean(numbers: Sequence[Counted], *, complete: bool) -> Range | None:
    """The mean of the numbers; None when there may be none, or one that surely counts is unknown."""
    if not complete or not numbers or any(n.counts is TRUE and not n.known for n in numbers):
        return None
    if not any(n.counts is TRUE for n in numbers):
        return None
    low = _least_mean([(n.counts, n.value.low) for n in numbers])
    high = -_least_mean([(n.counts, -n.value.high) for n in numbers])
    return Range(low, high)


def _least_mean(numbers: Sequence[tuple[Truth, Fraction]]) -> Fraction:
    """The least mean that taking in or leaving out the uncertain ones can give."""
    values = [value for counts, value in numbers if counts is TRUE]
    amount, count = sum(values, _ZERO), len(values)
    for value in sorted(value for counts, value in numbers if counts is not TRUE):
        if value * count >= amount:
            break
        amount, count = amount + value, count + 1
    return amount / count
