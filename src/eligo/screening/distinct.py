"""Work that is done once for each of the distinct rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from .table import NAMES


def numbered(table: pl.DataFrame) -> tuple[pl.Series, list[tuple[object, ...]]]:
    """The distinct rows of a table, numbered as they come, and the number of each row."""
    names = table.columns
    groups = table.with_row_index("!row").group_by(names, maintain_order=True).agg("!row")
    rows = groups.select("!row").with_row_index("!number").explode("!row")
    numbers = pl.zeros(len(table), dtype=pl.UInt32, eager=True).scatter(rows["!row"], rows["!number"])
    return numbers, groups.select(names).rows()


def named(rows: pl.Series, numbers: pl.Series, lists: Sequence[Sequence[str]]) -> pl.Series:
    """A column of lists of names.

    Args:
        rows: true for each row that has one of the lists; the others have an empty one.
        numbers: for each row that has one, which of the lists.
        lists: the lists that occur.
    """
    if not lists:
        return pl.Series([], dtype=NAMES.inner).reshape((len(rows), 0)).cast(NAMES)  # sooner than so many empty lists
    every = pl.Series([*lists, [], []], dtype=NAMES)  # polars gathers from a single list far more slowly
    places = pl.repeat(len(lists), len(rows), dtype=pl.UInt32, eager=True)
    return every.gather(places.scatter(rows.arg_true(), numbers))
