"""Columns of numbers as floats, as far as each cell stands for one exactly."""

from __future__ import annotations

import math

import polars as pl

from eligo.core.cuts import EXACT_INTEGERS

PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,14})?$"
PLAIN_LENGTH = 16
"""So short a decimal has at most 15 digits, and its float stands for it exactly."""


def floats_of(cells: pl.Series) -> tuple[pl.Series, pl.Series | None]:
    """A column of numbers, and where its cells are not plain ones; None when nowhere.

    Args:
        cells: text without surrounding blanks, or numbers; anything else is not plain.
    """
    if cells.dtype == pl.String:
        plain = cells.str.contains(PLAIN_NUMBER) & (cells.str.len_bytes() <= PLAIN_LENGTH)
        return cells.cast(pl.Float64, strict=False), ~plain
    if cells.dtype.is_integer():
        strange = None
        if cells.dtype in (pl.Int64, pl.UInt64, pl.Int128, pl.UInt128) and not _small(cells):
            beyond = cells > EXACT_INTEGERS
            strange = beyond if cells.dtype.is_unsigned_integer() else beyond | (cells < -EXACT_INTEGERS)
        return cells.cast(pl.Float64), strange
    if cells.dtype.is_float():
        cells = cells.cast(pl.Float64)
        some = not math.isfinite(cells.sum())  # some value may not be finite
        return cells, ~cells.is_finite() if some else None
    return pl.Series([None], dtype=pl.Float64).new_from_index(0, len(cells)), cells.is_not_null()


def _small(cells: pl.Series) -> bool:
    least, most = cells.min(), cells.max()
    if not isinstance(least, int) or not isinstance(most, int):
        return False
    return least >= -EXACT_INTEGERS and most <= EXACT_INTEGERS
