"""Calendar days and months for the solver: exact for the years 1901 to 2099, in which every fourth year is a leap year.

Moments are held to those years (:data:`FIRST`, :data:`LAST`). A day that calendar arithmetic moves out of them lies
beyond every moment on the same side whichever calendar is asked, so that no comparison comes out wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import z3

from eligo.core.values import DAY, Duration
from eligo.verify.solver.terms import Bool, Term, Tick, conj, disj

FIRST = (dt.date(1901, 1, 1).toordinal() - 1) * DAY
LAST = dt.date(2100, 1, 1).toordinal() * DAY - DAY - 1
"""The last microsecond of 2099."""

_EPOCH = dt.date(1901, 1, 1).toordinal() - 1
_CYCLE_DAYS = 4 * 365 + 1
_CYCLE_MONTHS = 48
_FIRST_DAYS = [dt.date(1901, month, 1).toordinal() - 1 - _EPOCH for month in range(1, 13)]
"""The days before each month of an ordinary year; the fourth year of a cycle is a leap year."""


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar day: months since January 1901, the day in the month from 0, and whether it is the month's last."""

    day: Term
    month: Term
    of_month: Term
    last: Bool


class Calendar:
    """The calendar days of instants, each worked out once; ``constraints`` say what they are."""

    def __init__(self) -> None:
        self.constraints: list[Bool] = []
        self._days: dict[int, tuple[Term, Term]] = {}
        self._dates: dict[int, tuple[Term, Date]] = {}

    def day(self, tick: Tick) -> Term:
        """The day of an instant, counted from the calendar's first."""
        key = tick.at.get_id()
        if key not in self._days:
            known = _numeral(tick)
            if known is not None:
                self._days[key] = (z3.IntVal(known // DAY), tick.at)
                return self._days[key][0]
            day, clock = (z3.Int(f"{part}!{key}") for part in ("day", "clock"))
            self.constraints += [tick.at == DAY * day + clock, clock >= 0, clock < DAY]
            self._days[key] = (day, tick.at)  # the term is kept: its number would be given away again
        return self._days[key][0]

    def date(self, tick: Tick) -> Date:
        """The calendar date of an instant."""
        key, known = tick.at.get_id(), _numeral(tick)
        if key not in self._dates:
            self._dates[key] = (tick.at, self._dated(self.day(tick), key) if known is None else _date_of(known))
        return self._dates[key][1]

    def _dated(self, day: Term, key: int) -> Date:
        cycle, year, month, of_month = (z3.Int(f"{part}!{key}") for part in ("cycle", "year", "month", "dom"))
        starts = z3.IntVal(_FIRST_DAYS[-1])
        for place in reversed(range(11)):
            starts = z3.If(month <= place, z3.IntVal(_FIRST_DAYS[place]), starts)
        starts = starts + 365 * year + z3.If(z3.And(year == 3, month >= 2), 1, 0)
        february = z3.If(year == 3, z3.IntVal(29), z3.IntVal(28))
        short = disj(month == place for place in (3, 5, 8, 10))
        length = z3.If(month == 1, february, z3.If(short, z3.IntVal(30), z3.IntVal(31)))
        self.constraints += [
            day == _EPOCH + _CYCLE_DAYS * cycle + starts + of_month,
            *(year >= 0, year < 4, month >= 0, month < 12, of_month >= 0, of_month < length),
        ]
        return Date(day, _CYCLE_MONTHS * cycle + 12 * year + month, of_month, of_month == length - 1)

    # ------------------------------------------------------------ the core's comparisons

    def reaches(self, subject: Tick, anchor: Tick, by: Duration, *, strict: bool) -> Bool:
        """Whether the subject lies at or after (after, when strict) the anchor moved by a duration.

        By calendar months both are days, and a day that the month reached lacks is that month's last: as
        :func:`moments.shift` has it. ``by`` is either months or a fixed length.
        """
        if not by.months:
            edge = anchor.at + by.micros
            return subject.at > edge if strict else subject.at >= edge
        here, there = self.date(subject), self.date(anchor)
        month = there.month + by.months
        day_reached = here.of_month > there.of_month if strict else disj((here.of_month >= there.of_month, here.last))
        return disj((here.month > month, conj((here.month == month, day_reached))))

    def reaches_day(self, subject: Tick, anchor: Tick, by: Duration, *, strict: bool) -> Bool:
        """The same of the days that the subject and the moved anchor lie on, whatever the duration."""
        if by.months:
            return self.reaches(subject, anchor, by, strict=strict)
        here, edge = self.day(subject), self.day(Tick(anchor.at + by.micros) if by.micros else anchor)
        return here > edge if strict else here >= edge

    def completed_months(self, start: Tick, end: Tick) -> Term:
        """Calendar months completed from one instant to another, as :func:`moments.completed_months` counts them.

        ``n`` are completed when the start's day is at or before the end's day moved back by ``n`` months. Where both
        then lie in one month, the start's day is none that the month lacks, so that the days compare as they are.
        """
        first, last = self.date(start), self.date(end)
        return last.month - first.month - z3.If(first.of_month > last.of_month, 1, 0)


def _numeral(tick: Tick) -> int | None:
    """An instant that is known, within the years of the calendar."""
    at = tick.at.as_long() if z3.is_int_value(tick.at) else None
    return at if at is not None and FIRST <= at <= LAST else None


def _date_of(at: int) -> Date:
    day = dt.date.fromordinal(at // DAY + 1)
    month = (day.year - 1901) * 12 + day.month - 1
    last = (day + dt.timedelta(days=1)).month != day.month
    return Date(z3.IntVal(at // DAY), z3.IntVal(month), z3.IntVal(day.day - 1), last)
