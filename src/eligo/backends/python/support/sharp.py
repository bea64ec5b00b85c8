"""Moments that are certain: datetimes without an offset, or microseconds as doubles.

A date without an hour, a moment that never was and anything with an offset are ``Unusual`` here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from . import micros
from .doubles import INF, NAN
from .frozen import Frozen
from .unusual import Unusual

LAST = datetime(9999, 12, 31, 23, 59, 59, 999999)  # noqa: DTZ001  # the record's own clock
"""The end of the calendar."""

LONGEST = 2.0**52
"""Microseconds; sums of two numbers up to this size are exact doubles."""


def clock(given: object) -> datetime:
    """The datetime of a text, or of a datetime without an offset; not the calendar's last, which nothing follows."""
    if type(given) is datetime:
        at: datetime = given
        if at.tzinfo is None and (not at.microsecond or at != LAST):
            return at
    elif type(given) is str and _marked(given):
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            raise Unusual from None
        if at.tzinfo is None and (at.hour or given[11:13] != "24") and (not at.microsecond or at != LAST):
            return at
    raise Unusual


def _marked(text: str) -> bool:
    """Whether a text has the length and the marks of ``2025-10-21T14:30``, with seconds and their fraction or without.

    ``datetime.fromisoformat`` accepts more forms than a record may hold, but with these marks only an offset.
    """
    length = len(text)
    if length != 16:
        if length != 19 and ((length != 23 and length != 26) or text[19] != "."):
            return False
        if text[16] != ":":
            return False
    return text[4] == "-" and text[7] == "-" and text[13] == ":" and (text[10] == "T" or text[10] == " ")


def stretch(given: object) -> tuple[datetime, datetime | None]:
    """Start and end of a known period; the end of one that is still running is None."""
    if type(given) is dict:
        period: dict[str, Any] = given
    elif type(given) is Frozen:
        period = dict(given)
    else:
        raise Unusual
    start = clock(period.get("start"))
    end = period.get("end")
    if len(period) != 1 + ("end" in period):
        raise Unusual
    if end is None:
        return start, None
    end = clock(end)
    if end < start:
        raise Unusual
    return start, end


def dated(given: object) -> datetime | None:
    """The datetime of a moment; None when it is unknown."""
    return None if given is None else clock(given)


def ticks(given: object) -> float:
    """A moment in microseconds from the start of 2000; NAN when it is unknown."""
    if given is None:
        return NAN
    count = micros.since_2000(clock(given))
    if not -LONGEST < count < LONGEST:
        raise Unusual
    return count


def ending(given: datetime | None) -> float:
    """The end of a known period in microseconds; INF while it is running."""
    return INF if given is None else ticks(given)


def full(start: datetime | None, end: datetime | None, step: float) -> float:
    """How many times ``step`` calendar months have been completed between two certain moments."""
    return NAN if start is None or end is None else complete(start, end, step)


def complete(start: datetime, end: datetime, step: float) -> float:
    """The same between two known moments."""
    count, rest = divmod((end.year - start.year) * 12 + end.month - start.month, step)
    if not rest and start.day > end.day:
        count -= 1
    return count
