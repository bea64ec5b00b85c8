"""Elapsed time as expressions: exact lengths, and completed years and months of the calendar."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import ceil, floor

import polars as pl

from eligo.core import nodes as n
from eligo.core.moments import JULIAN, shift
from eligo.core.values import DAY, Duration

from .lanes import EPOCH
from .times import Instant, Span, Stage, Unsupported


def elapsed_at_least(measure: n.Measure, start: Span, end: Span, least: int) -> pl.Expr:
    """Whether at least so many calendar years or months are completed; null when a moment is unknown."""
    back = Duration(months=-least * (12 if measure == "years" else 1))
    first, last = _day(start), _day(end)
    if isinstance(last.at, int):  # before the day after
        return first.expr < last.day().moved(back).moved(Duration(micros=DAY)).expr
    return first.day().expr <= last.moved(back).day().expr


def elapsed_micros(start: Span, end: Span) -> tuple[pl.Expr, pl.Expr]:
    """The shortest and the longest time from one moment to another, in microseconds."""
    low = end.low.micros() - start.high.micros()
    return low, low if start.sharp and end.sharp else end.high.micros() - start.low.micros()


def completed(measure: n.Measure, start: Span, end: Span, stage: Stage) -> pl.Expr:
    """The number of completed calendar years or months, as :func:`eligo.core.moments.completed_months`.

    Moved back into the start's month the end keeps its day, or takes the last that this month has: the count is the
    months apart on the calendar, one fewer when the start's day of the month is not reached yet.
    """
    first, last = _day(start), _day(end)
    if measure == "years" and first.julian and isinstance(last.at, int) and _is_julian(last.at):
        return _years_before(last.at // DAY, first)
    apart = _day_on_calendar(last, stage) - _day_on_calendar(first, stage)
    return apart // (32 * (12 if measure == "years" else 1))


def _is_julian(at: int) -> bool:
    first, end = ((edge.toordinal() - 1) * DAY for edge in JULIAN)
    return first <= at < end


def _years_before(day: int, start: Instant) -> pl.Expr:
    """The number of completed years to a day, in years of which each fourth has a leap day.

    So many days before it lie the ends of 1, 2, 3... years: 365 times as many, and one more from the first year on that
    has a leap day, another one four years later, and so on. Of 4 years the first ``late`` have none.
    """
    # Four years on, all is the same, and the last three years are certainly years of that kind.
    alike = day + 1461 if day < dt.date(1905, 1, 1).toordinal() - 1 else day
    late = sum(alike - shift(alike * DAY, Duration(months=-12 * k)) // DAY == 365 * k for k in (1, 2, 3))
    # A float holds a microsecond of these years, and the quotients lie further from a whole number than it rounds.
    born = (start.micros().cast(pl.Float64) / float(DAY)).floor()
    return ((float(4 * (day - EPOCH // DAY) + late) - born * 4.0) / 1461.0).floor()


def _day_on_calendar(at: Instant, stage: Stage) -> pl.Expr:
    """32 times the months, plus the day of the month, since a certain first of March.

    In a calendar that begins in March every leap day is the last day of a year, and all months but the last follow one
    pattern of lengths: H. Hinnant, *chrono-compatible low-level date algorithms*, ``civil_from_days``.
    """
    if isinstance(at.at, int):
        day = dt.date.fromordinal(at.at // DAY + 1)
        years, month = divmod(day.year * 12 + day.month - 3, 12)
        return pl.lit((years * 12 + month) * 32 + day.day, dtype=pl.Int32)
    days = stage((at.at.to_physical() // DAY).cast(pl.Int32) + 719_468)  # since 0000-03-01
    era = stage(days // 146_097)  # of 400 years
    of_era = stage(days - era * 146_097)
    year = stage((of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365)
    of_year = stage(of_era - (year * 365 + year // 4 - year // 100))
    from_march = stage((of_year * 5 + 2) // 153)
    return stage(((era * 400 + year) * 12 + from_march) * 32 + of_year - (from_march * 153 + 2) // 5 + 1)


def _day(moment: Span) -> Instant:
    """An instant of the day of a moment. Uncertain lanes hold dates: the day is certain."""
    low, high = moment.low.at, moment.high.at
    if isinstance(low, int) and isinstance(high, int) and low // DAY != high // DAY:
        raise Unsupported
    return moment.low


def whole(relation: n.Relation, threshold: Fraction) -> tuple[n.Relation, int]:
    """The comparison of whole numbers that is equivalent to one with a fraction; only for orders."""
    if relation in ("<", ">="):
        return relation, ceil(threshold)
    return relation, floor(threshold)
