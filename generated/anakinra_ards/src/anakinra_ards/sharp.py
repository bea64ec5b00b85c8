"""Moments that are certain: datetimes without an offset, or microseconds as doubles.

A date without an hour, a moment that never was and anything with an offset are ``Unusual`` here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .doubles import INF, NAN
from .frozen import Frozen
from .unusual import Unusual

START = datetime.combine(date(2000, 1, 1), time.min)
MICROSECOND = timedelta(microseconds=1)
SIZES = {"--T::": 19, "-- ::": 19, "--T:": 16, "-- :": 16}
"""The lengths of ``2025-10-21T14:30:00`` and ``2025-10-21T14:30`` by what separates their numbers."""
LONGEST = 2**52
"""Microseconds; sums of two numbers up to this size are exact doubles."""


def clock(given: object) -> datetime:
    """The datetime of a text, or of a datetime without an offset."""
    if type(given) is str:
        # fromisoformat accepts more than a record may hold: only these two forms have these marks at every third place.
        if SIZES.get(given[4::3]) == len(given):
            try:
                at = datetime.fromisoformat(given)
            except ValueError:
                raise Unusual from None
            if at.hour or given[11:13] != "24":
                return at
    elif type(given) is datetime and given.tzinfo is None:
        return given
    raise Unusual


def stretch(given: object) -> tuple[datetime, datetime | None]:
    """Start and end of a known period; the end of one that is still running is None."""
    if type(given) is not dict and type(given) is not Frozen:
        raise Unusual
    start = clock(given.get("start"))
    end = given.get("end")
    if len(given) != 1 + ("end" in given):
        raise Unusual
    if end is None:
        return start, None
    end = clock(end)
    if end < start:
        raise Unusual
    return start, end


def ticks(given: object) -> tuple[float, datetime | None]:
    """A moment in microseconds from the start of 2000, and as a datetime; NAN and None when it is unknown."""
    if given is None:
        return NAN, None
    at = clock(given)
    count = (at - START) // MICROSECOND
    if not -LONGEST < count < LONGEST:
        raise Unusual
    return float(count), at


def ticking(given: object) -> tuple[float, float, datetime | None, datetime | None]:
    """Start and end of a period in microseconds, then as datetimes.

    The end of a period that is still running is INF, and so are both ends of one that never was.
    """
    if given is None:
        return NAN, NAN, None, None
    if given is False:
        return INF, INF, None, None
    start, end = stretch(given)
    started = ticks(start)[0]
    return started, INF if end is None else ticks(end)[0], start, end
