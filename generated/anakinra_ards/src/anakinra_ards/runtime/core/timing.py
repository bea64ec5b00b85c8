"""How uncertain moments lie to each other: windows around them, the lengths of periods, the time between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from . import nodes as n
from .moments import LAST, completed_months, shift
from .truth import FALSE, TRUE, UNKNOWN, Truth, conjoin, negate
from .values import DAY, HOUR, MINUTE, Duration, Moment, Never, Period, Range, Value

Instant = Moment | Never | None
"""A moment, one that never happened, or None: unknown."""


def precedes(a: Moment, b: Moment, *, strict: bool = False) -> Truth:
    """Whether ``a`` is at or before ``b`` (before it, when ``strict``)."""
    if (a.high < b.low) or (not strict and a.high == b.low):
        return TRUE
    if (a.low > b.high) or (strict and a.low == b.high):
        return FALSE
    return UNKNOWN


def within(subject: Moment, anchor: Moment, window: n.Window, *, by_days: bool = False) -> Truth:
    """Whether a moment lies in the window that an anchor and its two offsets span.

    An end that lies calendar months or years from the anchor compares days, any other end compares instants unless
    ``by_days``.
    """
    parts = []
    if window.low is not None:
        here, edge = _comparable(subject, anchor, window.low, by_days)
        parts.append(precedes(edge, here, strict=window.strict_low))
    if window.high is not None:
        here, edge = _comparable(subject, anchor, window.high, by_days)
        parts.append(precedes(here, edge, strict=window.strict_high))
    return conjoin(parts)


def still_to_come(period: Period, screening: Moment | None) -> Moment:
    """The end of a period that still runs: after the screening, and not before the period's start."""
    start = period.start.low
    return Moment(start if screening is None else max(start, min(screening.low + 1, LAST)), LAST)


def beside_screening(window: n.Window, period: Period, screening: Value | None, *, screened: bool) -> Truth:
    """Whether the end of a period that still runs and the screening lie in a window of each other.

    However little is known of the screening, the end is after it: it is looked at as the first and as the last
    instant that it can be, between which the answer changes at most once. Of none, any instant of the period will do.
    ``screened`` is when the screening is what lies in the window.
    """
    ways = (screening.low, screening.high) if isinstance(screening, Moment) else (period.start.high,)
    found = set()
    for at in ways:
        now = Moment(at, at)
        end = still_to_come(period, now)
        found.add(within(now, end, window) if screened else within(end, now, window))
    return found.pop() if len(found) == 1 else UNKNOWN


def _comparable(subject: Moment, anchor: Moment, offset: Duration, by_days: bool) -> tuple[Moment, Moment]:
    edge = Moment(shift(anchor.low, offset), shift(anchor.high, offset))
    return (days_of(subject), days_of(edge)) if offset.months or by_days else (subject, edge)


def in_progress(period: Period, anchor: Moment, *, by_days: bool = False) -> Truth:
    """Whether a period is in progress at a moment, or ``by_days`` at some time of its day."""
    placed = days_of if by_days else (lambda moment: moment)
    begun = precedes(placed(period.start), placed(anchor))
    return begun if period.end is None else conjoin((begun, precedes(placed(anchor), placed(period.end))))


def days_of(moment: Moment) -> Moment:
    """The first instants of the days that a moment may lie on."""
    return Moment(moment.low // DAY * DAY, moment.high // DAY * DAY)


def lasting(period: Period, now: Moment | None, relation: n.Relation, duration: Duration) -> Truth:
    """Whether a period's length, up to now, stands in a relation to a duration."""
    end = _effective_end(period, now)
    longest = None if end.high is None else _length_from(period.start.low, end.high, duration)
    shortest = _length_from(period.start.high, end.low, duration)
    low, high = Fraction(shortest), None if longest is None else Fraction(longest)
    if relation in (">=", ">"):
        return _above(low, high, strict=relation == ">")
    return negate(_above(low, high, strict=relation == "<="))


@dataclass(frozen=True, slots=True)
class _End:
    """When a period's counted stretch ends: at least ``low``, at most ``high`` (None: no limit known)."""

    low: int
    high: int | None


def _effective_end(period: Period, now: Moment | None) -> _End:
    end = period.end
    if now is None:  # the screening could be at any time: nothing, or all of the period, may lie before it
        return _End(period.start.high, None if end is None else end.high)
    if end is None:
        return _End(now.low, now.high)
    return _End(min(end.low, now.low), min(end.high, now.high))


def _length_from(start: int, end: int, duration: Duration) -> int:
    """How far ``end`` lies beyond ``start`` moved by the duration: at least 0 exactly when that length is reached."""
    end = max(end, start)
    if duration.months:
        return end // DAY - shift(start, duration) // DAY
    return end - shift(start, duration)


def _above(low: Fraction, high: Fraction | None, *, strict: bool) -> Truth:
    """Whether a number in ``[low, high]`` is at least (more than, when strict) zero."""
    if low > 0 or (not strict and low == 0):
        return TRUE
    if high is not None and (high < 0 or (strict and high == 0)):
        return FALSE
    return UNKNOWN


def holds(a: int, relation: n.Relation, b: int) -> bool:
    tests: dict[str, Callable[[int, int], bool]] = {
        "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
    }  # fmt: skip
    return tests[relation](a, b)


_FIXED = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}


def elapsed(measure: n.Measure, start: Instant, end: Instant) -> Range | None:
    """The time from one moment to another as a range of numbers; unknown if either is unknown or never happened."""
    if not isinstance(start, Moment) or not isinstance(end, Moment):
        return None
    if measure in ("years", "months"):
        step = 12 if measure == "years" else 1
        low = completed_months(start.high, end.low, step)
        return Range(Fraction(low), Fraction(completed_months(start.low, end.high, step)))
    unit = _FIXED[measure]
    return Range(Fraction(end.low - start.high, unit), Fraction(end.high - start.low, unit))
