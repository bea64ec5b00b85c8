"""Completed years up to one day: the division by four years that holds from 1901 to 2099, on every day of these."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from eligo.backends.polars.elapsed import completed
from eligo.backends.polars.times import Instant, Span
from eligo.core.moments import JULIAN, completed_months
from eligo.core.values import DAY

FIRST, END = JULIAN
EVERY_DAY = pl.DataFrame({"born": pl.datetime_range(FIRST, END, "1d", closed="left", time_unit="us", eager=True)})
DAYS = [(day.toordinal() - 1) * DAY for day in EVERY_DAY["born"]]


def years_before(end: int, born: pl.DataFrame) -> list[int]:
    """The expression's answer for each birth; it needs no column on the way."""
    start, last = Instant(pl.col("born"), julian=True), Instant(end)

    def no_column(_: pl.Expr) -> pl.Expr:
        raise AssertionError("this is the way of instants beyond those years")

    years = completed("years", Span(start, start), Span(last, last), no_column)
    return born.select(years.cast(pl.Int64)).to_series().to_list()


@pytest.mark.parametrize(
    "day",
    ["2024-02-29", "2023-02-28", "2023-03-01", "2024-03-01", "1901-01-01", "1904-12-31", "2099-12-31", "2000-02-29"],
)
def test_every_birth_counts_the_years_that_the_definition_counts(day: str) -> None:
    end = (dt.date.fromisoformat(day).toordinal() - 1) * DAY + DAY // 2
    assert years_before(end, EVERY_DAY) == [completed_months(born, end, 12) for born in DAYS]


def test_the_last_microsecond_of_a_day_is_that_day() -> None:
    end = (dt.date(2025, 6, 30).toordinal() - 1) * DAY
    latest = EVERY_DAY.select(pl.col("born") + pl.duration(microseconds=DAY - 1))
    assert years_before(end, latest) == years_before(end, EVERY_DAY)


@pytest.mark.parametrize("end", [dt.date(1900, 12, 31), dt.date(2100, 1, 1)])
def test_an_end_beyond_those_years_goes_the_other_way(end: dt.date) -> None:
    with pytest.raises(AssertionError, match="beyond those years"):
        years_before((end.toordinal() - 1) * DAY, EVERY_DAY)
