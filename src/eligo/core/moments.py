"""Calendar time: reading ISO 8601 moments, moving them by calendar months, counting completed months.

Instants are microseconds since 0001-01-01T00:00 of the proleptic Gregorian calendar.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from .values import DAY, HOUR, MINUTE, SECOND, Duration, Moment

LAST = dt.date.max.toordinal() * DAY - 1
"""The last microsecond of the year 9999, the end of the calendar."""

JULIAN = (dt.datetime(1901, 1, 1), dt.datetime(2100, 1, 1))  # noqa: DTZ001  # the record's own clock
"""From the first of these instants to just before the second, each fourth year has a leap day."""

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
"""After so many years of so many days the Gregorian calendar repeats itself."""

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?)?"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?)?)?)?",
    re.ASCII,
)
_LONGEST = len("2025-10-21T14:30:00.123456789+00:00")
_MAX_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as it was written: local clock time from ``low`` to ``high``, and its UTC offset in minutes, if given.

    ``timed`` tells a moment with a time of day from a date.
    """

    low: int
    high: int
    timed: bool
    offset: int | None = None


def parse_moment(text: str) -> Written | None:
    """Read ``2025-10-21T14:30``, with seconds, fraction and offset if present, or a date, a month or a year.

    None when the text is not of that form or names a day or hour that does not exist.
    """
    return _parsed(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Written | None:
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    try:
        if part["month"] is None:
            year = int(part["year"])
            return _dates(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if part["day"] is None:
            year, month = int(part["year"]), int(part["month"])
            return _dates(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))
        day = dt.date(int(part["year"]), int(part["month"]), int(part["day"]))
    except ValueError:  # calendar.IllegalMonthError is one too
        return None
    if part["hour"] is None:
        return _dates(day, day)
    hour, minute, second = int(part["hour"]), int(part["minute"]), int(part["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = _offset(part["offset"])
    if offset is not None and abs(offset) > _MAX_OFFSET:
        return None
    micros = int((part["fraction"] or "0").ljust(6, "0")[:6])
    at = (day.toordinal() - 1) * DAY + hour * HOUR + minute * MINUTE + second * SECOND + micros
    return Written(at, at, True, offset)


def written(value: dt.date | dt.datetime) -> Written:
    """A Python date or datetime as if it had been written."""
    if not isinstance(value, dt.datetime):
        return _dates(value, value)
    clock = value.hour * HOUR + value.minute * MINUTE + value.second * SECOND + value.microsecond
    at = (value.toordinal() - 1) * DAY + clock
    offset = value.utcoffset()
    return Written(at, at, True, None if offset is None else round(offset.total_seconds() / 60))


def on_clock(moment: Written, offsets: frozenset[int], base: int) -> Moment:
    """Put a written moment on its record's clock: local time at the offset ``base``, or as it is without ``offsets``.

    ``offsets`` are those that the record's moments carry. A date has none of its own: it is the whole day wherever one
    of them has it, so that a record with one offset keeps its calendar days.
    """
    if not offsets:
        return Moment(moment.low, moment.high)
    if moment.offset is not None:
        by = (base - moment.offset) * MINUTE
        return Moment(moment.low + by, moment.high + by)
    return Moment(moment.low + (base - max(offsets)) * MINUTE, moment.high + (base - min(offsets)) * MINUTE)


def shift(instant: int, duration: Duration, sign: int = 1) -> int:
    """Move an instant by a duration: calendar months first, a day that a month lacks becoming its last, then the rest.

    The calendar goes on in both directions, so that what lies beyond the years 1 to 9999 lies before or after all
    moments of a record.
    """
    months = duration.months * sign
    if months:
        days, clock = divmod(instant, DAY)
        day, cycles = _in_first_cycle(days)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        further, year = divmod(year - 1, _CYCLE_YEARS)
        last = monthrange(year + 1, month + 1)[1]
        there = dt.date(year + 1, month + 1, min(day.day, last)).toordinal() - 1
        instant = (there + (cycles + further) * _CYCLE_DAYS) * DAY + clock
    return instant + duration.micros * sign


def _in_first_cycle(days: int) -> tuple[dt.date, int]:
    """A day of the calendar's first 400 years, and how many times 400 years it lies from there."""
    cycles, day = divmod(days, _CYCLE_DAYS)
    return dt.date.fromordinal(day + 1), cycles


def completed_months(start: int, end: int, step: int = 1) -> int:
    """How many times ``step`` calendar months have been completed from ``start`` to ``end``; negative before ``start``.

    Calendar days count, not hours: a year is completed on its anniversary, from the first minute. ``n`` are completed
    when ``start``'s day is at or before ``end``'s day moved back by ``n`` steps, so that someone born on 29 February
    completes a year on 1 March of a year without that day.
    """
    first, earlier = _in_first_cycle(start // DAY)  # an offset can carry an instant a little beyond the years 1 to 9999
    last, later = _in_first_cycle(end // DAY)
    years = last.year - first.year + (later - earlier) * _CYCLE_YEARS
    # Moved back into the start's month, the end keeps its day or takes the month's last: no start is after that one.
    months = years * 12 + last.month - first.month - (first.day > last.day)
    return months // step


def _dates(first: dt.date, last: dt.date) -> Written:
    return Written((first.toordinal() - 1) * DAY, last.toordinal() * DAY - 1, False)


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return (-minutes if text[0] == "-" else minutes) if int(text[4:6]) < 60 else _MAX_OFFSET + 1
