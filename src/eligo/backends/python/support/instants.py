"""Moments without an offset, as pairs of datetimes: the earliest and the latest that each can be.

None is an unknown moment, False one that never was. Anything with an offset, and any other form, is ``Unusual``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Any

from .doubles import NAN
from .frozen import Frozen
from .sharp import LAST, clock, complete
from .unusual import Unusual

Pair = tuple[Any, Any]
"""Two datetimes, two times None, or two times False."""

INSTANT = timedelta(microseconds=1)
BEFORE_LAST = LAST - INSTANT
"""The last instant that another follows."""


def instant(given: object) -> Pair:
    """The earliest and latest instant of a value that a record gives for a moment."""
    kind = type(given)
    if kind is str:
        return _read(given)
    if kind is date:
        return _whole_day(given)
    if kind is datetime and given.tzinfo is None:  # type: ignore[attr-defined]
        return given, given
    if given is None or given is False:
        return given, given
    raise Unusual


def screened(given: object) -> Pair:
    """The same of a screening, which always is."""
    if given is False:
        raise Unusual
    return instant(given)


def _read(text: Any) -> Pair:
    if len(text) != 10:
        at = clock(text)
        return at, at
    try:
        if text[4] == text[7] == "-":
            return _whole_day(date.fromisoformat(text))
    except ValueError:
        pass
    raise Unusual


def _whole_day(day: Any) -> Pair:
    return datetime.combine(day, time.min), datetime.combine(day, time.max)


def span(given: Any) -> tuple[Any, Any, Any, Any]:
    """Earliest and latest start, earliest and latest end (None while running) of a period.

    All four are None of an unknown period, and False of one that never was.
    """
    if given is None or given is False:
        return given, given, given, given
    if type(given) is not dict and type(given) is not Frozen:
        raise Unusual
    start, start_high = instant(given.get("start"))
    end, end_high = instant(given.get("end"))
    if type(start) is not datetime or end is False or len(given) != 1 + ("end" in given):
        raise Unusual
    if end is not None and end_high < start:
        raise Unusual
    return start, start_high, end, end_high


def ending(start: Any, end: Any, end_high: Any, now: Any, now_high: Any) -> Pair:
    """The end of a period; of one that still runs, after a screening that is known to the instant."""
    if end is not None or not start:
        return end, end_high
    if type(now) is not datetime or now != now_high:
        raise Unusual
    return max(start, min(now, BEFORE_LAST) + INSTANT), LAST


def moved(at: datetime, months: int, rest: timedelta) -> int:
    """The calendar day of an instant moved by calendar months and then by the rest.

    A day that a month lacks becomes its last. Days are numbered as :meth:`datetime.date.toordinal` numbers them.
    """
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Unusual
    day = min(at.day, monthrange(year, month + 1)[1])
    return (at.replace(year=year, month=month + 1, day=day) + rest).toordinal()


def completed(start: Any, start_high: Any, end: Any, end_high: Any, step: int) -> tuple[float, float]:
    """How many times ``step`` calendar months have been completed between two moments, at least and at most."""
    if not start or not end:
        return NAN, NAN
    low = complete(start_high, end, step)
    return low, low if start is start_high and end is end_high else complete(start, end_high, step)


def elapsed(start: Any, start_high: Any, end: Any, end_high: Any, unit: timedelta) -> tuple[float, float]:
    """The time between two moments in a unit, at least and at most."""
    if not start or not end:
        return NAN, NAN
    return (end - start_high) / unit, (end_high - start) / unit


def lasts(
    start: datetime,
    start_high: datetime,
    end: datetime | None,
    end_high: datetime | None,
    now: Any,
    now_high: Any,
    months: int,
    rest: timedelta,
    strict: bool,
) -> bool | None:
    """Whether a period, up to now, is as long as a duration (longer, when strict); None when that is unknown."""
    if not now:
        earliest, latest = start_high, end_high
    elif end is None or end_high is None:
        earliest, latest = now, now_high
    else:
        earliest, latest = min(end, now), min(end_high, now_high)
    if _reached(start_high, max(earliest, start_high), months, rest, strict):
        return True
    return None if latest is None or _reached(start, max(latest, start), months, rest, strict) else False


def _reached(start: datetime, end: datetime, months: int, rest: timedelta, strict: bool) -> bool:
    if months:
        due = moved(start, months, rest)
        return due < end.toordinal() if strict else due <= end.toordinal()
    return start + rest < end if strict else start + rest <= end
