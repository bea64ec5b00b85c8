"""Time for the oracle: instants tried one by one, on Python's own calendar.

Instants are microseconds since 0001-01-01T00:00; :class:`datetime.datetime` does the arithmetic of dates.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

DAY = 86_400_000_000
ORIGIN = dt.datetime(1, 1, 1)  # a local clock
LAST = dt.date.max.toordinal() * DAY - 1
CYCLE = dt.date(401, 1, 1).toordinal() - 1  # days
MICROSECONDS = {"wk": 7 * DAY, "d": DAY, "h": DAY // 24, "min": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}


@dataclass(frozen=True)
class Stretch:
    """The instants at which something may lie, from the first to the last."""

    first: int
    last: int

    def around(self, *instants: int) -> list[int]:
        """Instants worth trying: both ends, the middle, and what lies on or beside the given ones."""
        wanted = {self.first, self.last, (self.first + self.last) // 2}
        for instant in instants:
            wanted |= {instant - DAY, instant - 1, instant, instant + 1, instant + DAY}
            wanted |= {instant // DAY * DAY, instant // DAY * DAY - 1, (instant // DAY + 1) * DAY}
        return sorted(i for i in wanted if self.first <= i <= self.last)


@dataclass(frozen=True)
class Length:
    """A duration: calendar months, or microseconds."""

    months: int
    micros: int


def length(number: str, unit: str) -> Length:
    """A duration as written."""
    if unit in ("a", "mo"):
        months = Fraction(number) * (12 if unit == "a" else 1)
        return Length(int(months), 0)
    return Length(0, int(Fraction(number) * MICROSECONDS[unit]))


def micros(moment: dt.datetime) -> int:
    return (moment - ORIGIN) // dt.timedelta(microseconds=1)


def moved(instant: int, by: Length, sign: int) -> int:
    """An instant moved by a duration; beyond the years 1 to 9999 the calendar goes on, as it does every 400 years."""
    if not by.months:
        return instant + sign * by.micros
    day, clock = divmod(instant, DAY)
    start = dt.date.fromordinal(day % CYCLE + 1)
    count = start.year * 12 + start.month - 1 + sign * by.months
    cycles, years = day // CYCLE, 0
    while count < 12:
        count, years = count + 4800, years - 1
    while count >= 12 * 401:
        count, years = count - 4800, years + 1
    year, month = count // 12, count % 12 + 1
    end = dt.date(year, month, min(start.day, monthrange(year, month)[1]))
    return (end.toordinal() - 1 + (cycles + years) * CYCLE) * DAY + clock


def compared(a: int, b: int, by: Length) -> int:
    """Negative, zero or positive as ``a`` lies before, at or after ``b``; months away, days are compared."""
    return a // DAY - b // DAY if by.months else a - b


def completed(step: int, start: int, end: int) -> int:
    """How many times ``step`` months are completed, counted one after the other."""

    def done(n: int) -> bool:
        return start // DAY <= moved(end // DAY * DAY, Length(step * abs(n), 0), -1 if n >= 0 else 1) // DAY

    n = 0
    while done(n + 1):
        n += 1
    while not done(n):
        n -= 1
    return n


# ---------------------------------------------------------------- moments as written


@dataclass(frozen=True)
class Stamp:
    """A moment as written: its local stretch, whether it has a time of day, and its offset in minutes."""

    stretch: Stretch
    timed: bool
    offset: int | None


def read_stamp(given: object) -> Stamp | None:
    """A moment of a record; None when it cannot be read."""
    if isinstance(given, dt.datetime):
        offset = given.utcoffset()
        at = micros(given.replace(tzinfo=None))
        return Stamp(Stretch(at, at), True, None if offset is None else offset // dt.timedelta(minutes=1))
    if isinstance(given, dt.date):
        return _days(given, given)
    if not isinstance(given, str) or not given.isascii():
        return None
    try:
        if re.fullmatch(r"\d{4}", given):
            return _days(dt.date(int(given), 1, 1), dt.date(int(given), 12, 31))
        if re.fullmatch(r"\d{4}-\d\d", given):
            year, month = int(given[:4]), int(given[5:])
            return _days(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            return _days(dt.date.fromisoformat(given), dt.date.fromisoformat(given))
        if not re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:[0-5]\d)?", given):
            return None
        moment = dt.datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", given))
    except ValueError:
        return None
    stamp = read_stamp(moment)
    return None if stamp is None or abs(stamp.offset or 0) > 14 * 60 else stamp


def _days(first: dt.date, last: dt.date) -> Stamp:
    return Stamp(Stretch((first.toordinal() - 1) * DAY, last.toordinal() * DAY - 1), False, None)


def on_one_clock(stamps: Iterable[Stamp], screening: Stamp | None) -> dict[Stamp, Stretch] | None:
    """Where each moment of a record lies on the clock of its screening; None when only some carry an offset.

    A date is the whole day wherever one of the record's offsets has it.
    """
    stamps = list(stamps)
    offsets = {s.offset for s in stamps if s.offset is not None}
    if offsets and any(s.timed and s.offset is None for s in stamps):
        return None
    own = screening.offset if screening is not None else None
    clock = own if own is not None else max(offsets, default=0)
    placed = {}
    for stamp in stamps:
        ways = [stamp.offset] if stamp.offset is not None else sorted(offsets) or [clock]
        shifts = [(clock - offset) * 60_000_000 for offset in ways]
        placed[stamp] = Stretch(stamp.stretch.first + min(shifts), stamp.stretch.last + max(shifts))
    return placed
