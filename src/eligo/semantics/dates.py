"""Dates and times in a patient: whether they exist, and where on a clock they lie."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?|(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?(?P<offset>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)
_DAY = 86_400_000_000
_MAX_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class Instant:
    """A written moment: first and last microsecond it can be, on its own clock.

    Attributes:
        low: first microsecond, in UTC when there is an offset.
        high: last microsecond; a date is its whole day, a month or a year all of its days.
        timed: has a time of day.
        zoned: has an offset from UTC.
    """

    low: int
    high: int
    timed: bool
    zoned: bool


def read_instant(text: str) -> Instant | str:
    """A written moment, or why it is impossible."""
    match = _FORM.fullmatch(text)
    if match is None:
        return "it is not of the form 2025-10-21 or 2025-10-21T14:30, nor a month 2025-10 or a year 2025"
    if match["year"] is not None:
        return _partial(int(match["year"]), match["month"])
    try:
        day = dt.date.fromisoformat(match["date"])
    except ValueError:
        return f"there is no day {match['date']}"
    start = (day.toordinal() - 1) * _DAY
    if match["hour"] is None:
        return Instant(start, start + _DAY - 1, False, False)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return f"there is no time {text[11:].removesuffix('Z')[:8]}"
    offset = _offset(match["offset"])
    if offset is None:
        return f"there is no UTC offset {match['offset']}"
    micros = int((match["fraction"] or "0").ljust(6, "0")[:6])
    at = start + ((hour * 60 + minute - offset) * 60 + second) * 1_000_000 + micros
    return Instant(at, at, True, match["offset"] is not None)


def _partial(year: int, month: str | None) -> Instant | str:
    """A month or a year: from the beginning of its first day to the end of its last."""
    first, last = (1, 12) if month is None else (int(month), int(month))
    if not year >= 1 or not 1 <= first <= 12:
        return f"there is no {'year' if month is None else 'month'} {year:04}{'' if month is None else f'-{month}'}"
    start = dt.date(year, first, 1).toordinal() - 1
    end = dt.date(year, last, monthrange(year, last)[1]).toordinal()
    return Instant(start * _DAY, end * _DAY - 1, False, False)


def _offset(text: str | None) -> int | None:
    """Minutes east of UTC; None when no place has such an offset."""
    if text is None or text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    total = hours * 60 + minutes
    if minutes > 59 or total > _MAX_OFFSET:
        return None
    return -total if text[0] == "-" else total
