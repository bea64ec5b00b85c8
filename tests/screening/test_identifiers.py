"""A column of identifiers is what its cells are, one by one."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.records.identifiers import MAX_ID, identifier
from eligo.records.typed import readable
from eligo.screening.sources import identifiers

BLANKS = "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u2003\u3000"
TEXTS = st.text(st.sampled_from(f"S07-é\u200b{BLANKS}"), max_size=6)
LONG = st.sampled_from(["x" * MAX_ID, "x" * (MAX_ID + 1), "é" * MAX_ID, f" {'x' * MAX_ID} ", "é" * (MAX_ID + 1)])


@given(st.lists(st.none() | TEXTS | LONG, max_size=4))
def test_texts(cells: list[str | None]) -> None:
    assert identifiers(pl.Series(cells, dtype=pl.String)).to_list() == [identifier(cell) for cell in cells]


@pytest.mark.parametrize("blank", BLANKS)
def test_every_blank_by_itself(blank: str) -> None:
    for cells in ([f"{blank}S1"], [f"S1{blank}", "S2"], [f"S{blank}1"], [blank]):
        assert identifiers(pl.Series(cells)).to_list() == [identifier(cell) for cell in cells]


DAY = 86_400_000_000
FIRST = (dt.date(1, 1, 1) - dt.date(1970, 1, 1)).days
LAST = (dt.date(9999, 12, 31) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize("day", [FIRST - 1, FIRST, 0, LAST, LAST + 1])
def test_dates_and_times_beyond_pythons_calendar_break_their_row_alone(day: int) -> None:
    broken = {1: "x: a date or a time that is not in the years 1 to 9999"} if not FIRST <= day <= LAST else {}
    for cells in (pl.Series("x", [0, day, None], dtype=pl.Int32).cast(pl.Date), _instants([0, day * DAY, None])):
        found = readable(cells.to_frame())
        assert found.problems == broken
        assert found.cells["x"].null_count() == 1 + len(broken)


def test_a_column_of_no_dates_is_read() -> None:
    assert readable(_instants([None, None]).to_frame()).problems == {}


def _instants(micros: list[int | None]) -> pl.Series:
    return pl.Series("x", micros, dtype=pl.Int64).cast(pl.Datetime("us"))
