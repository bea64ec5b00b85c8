"""Numbers of single and half precision are the decimals that they were written as, wherever in a cell they stand."""

from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal
from math import isfinite

import polars as pl
import pytest

from eligo.records.narrow import widened

WRITTEN = [0.4, 0.21, 250.0, 1e-45, 3.4e38, -0.1, 16777216.0, None]


def of(cells: pl.Series) -> list[object]:
    return widened(pl.DataFrame({"x": cells}))["x"].to_list()


def test_a_single_is_its_shortest_decimal() -> None:
    assert of(pl.Series(WRITTEN, dtype=pl.Float32)) == WRITTEN


def test_what_is_no_number_stays_none() -> None:
    for kind in (pl.Float32, pl.Float16):
        assert list(map(str, of(pl.Series([float("nan"), float("inf"), -float("inf")], dtype=kind)))) == [
            "nan",
            "inf",
            "-inf",
        ]


def test_doubles_and_all_else_are_left_as_they_are() -> None:
    table = pl.DataFrame({"x": [0.4000000059604645], "when": [dt.date(2025, 11, 3)], "text": ["0.40000001"]})
    assert widened(table).equals(table)


def test_columns_set_aside_are_left_as_they_are() -> None:
    table = pl.DataFrame({"id": [0.1], "x": [0.1]}, schema={"id": pl.Float32, "x": pl.Float32})
    assert widened(table, aside=["id"]).dtypes == [pl.Float32, pl.Float64]


ENTRY = pl.Struct({"value": pl.Float32, "time": pl.Datetime("us")})
NOON = dt.datetime(2025, 11, 3, 12)  # the record's own clock


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (pl.List(pl.Float32), [[0.4, None], [], None]),
        (ENTRY, [{"value": 0.4, "time": NOON}, {"value": None, "time": None}, None]),
        (pl.List(ENTRY), [[{"value": 0.4, "time": NOON}], [None], [], None]),
        (pl.List(pl.Struct({"value": pl.Struct({"value": pl.Float16})})), [[{"value": {"value": 0.4}}], None]),
        (pl.Array(pl.Float32, 2), [[0.4, 0.21], None]),
    ],
    ids=["list", "struct", "list of structs", "struct in struct", "array"],
)
def test_numbers_inside_a_cell(kind: pl.DataType, cells: list[object]) -> None:
    assert of(pl.Series(cells, dtype=kind)) == cells


def is_half(text: Decimal, half: float) -> bool:
    try:
        return struct.pack("<e", float(text)) == struct.pack("<e", half)
    except OverflowError:
        return False


def test_every_half_is_a_decimal_of_as_few_digits_as_can_be_that_reads_back_as_it() -> None:
    halves = [half for (half,) in struct.iter_unpack("<e", struct.pack("<65536H", *range(65536))) if isfinite(half)]
    for half, found in zip(halves, of(pl.Series(halves, dtype=pl.Float16)), strict=True):
        told = Decimal(repr(found)).normalize()
        assert is_half(told, half)
        digits = len(told.as_tuple().digits)
        if digits > 1:
            last = Decimal(1).scaleb(told.adjusted() - digits + 2)  # the last place of a decimal with one digit less
            toward_zero = told // last * last
            assert not is_half(toward_zero, half)
            assert not is_half(toward_zero + last.copy_sign(told), half)
