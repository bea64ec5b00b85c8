"""Typed cells that no fact can have and that Python cannot even hold, such as a date in the year 20000."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eligo.core.moments import JULIAN

from .narrow import widened

if TYPE_CHECKING:
    import polars as pl

_EPOCH = dt.date(1970, 1, 1).toordinal()
_FIRST = dt.date.min.toordinal() - _EPOCH
_LAST = dt.date.max.toordinal() - _EPOCH
_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}

_FAR = "a date or a time that is not in the years 1 to 9999"
_STRANGE = "a list, a duration or a time without a date, which no fact has"


@dataclass(frozen=True, slots=True)
class Readable:
    """A table that can be read row by row.

    Attributes:
        cells: the columns of facts and identifiers.
        problems: the places of the rows to be rejected, in order, with the reason.
        noted: the columns where something was made null that is no reason to reject a row.
        julian: columns of times of which :func:`all_julian` holds.
    """

    cells: pl.DataFrame
    problems: dict[int, str]
    noted: list[str]
    julian: frozenset[str]


def readable(cells: pl.DataFrame, aside: Container[str] = (), lists: Container[str] = ()) -> Readable:
    """A table that can be read row by row: what Python cannot hold is made null in it, narrow numbers are doubles.

    Args:
        cells: the columns of facts and identifiers.
        aside: columns that are no reason to reject a row.
        lists: columns of facts that repeat, which may hold lists.
    """
    import polars as pl

    problems: dict[int, str] = {}
    noted: list[str] = []
    instants = [name for name, kind in cells.schema.items() if kind == pl.Datetime("us")]
    julian = frozenset(name for name in instants if all_julian(cells[name]))
    for name in cells.columns:
        found = None if name in julian else _unreadable(cells[name], lists=name in lists)
        if found is None or not found[0].any():
            continue
        mask, reason = found[0].fill_null(False), found[1]
        cells = cells.with_columns(pl.when(~mask).then(pl.col(name)).alias(name))
        if name in aside:
            noted.append(name)
            continue
        for place in mask.arg_true():
            problems[place] = f"{problems[place]}; {name}: {reason}" if place in problems else f"{name}: {reason}"
    return Readable(widened(cells, aside), dict(sorted(problems.items())), noted, julian)


def all_julian(instants: pl.Series) -> bool:
    """Whether no instant, stored in microseconds, lies outside the years of :data:`eligo.core.moments.JULIAN`."""
    first, end = ((year.toordinal() - _EPOCH) * _A_DAY["us"] for year in JULIAN)
    return instants.to_physical().is_between(first, end - 1).all()


def _unreadable(cells: pl.Series, *, lists: bool) -> tuple[pl.Series, str] | None:
    """Where a column's cells cannot be read, and why; None when all can. Numbers are compared: dates may overflow."""
    import polars as pl

    kind = cells.dtype
    if isinstance(kind, pl.Date):
        return _beyond(cells, _FIRST, _LAST)
    if isinstance(kind, pl.Datetime):
        margin = 0 if kind.time_zone is None else 1  # the local date may be another
        first, last = (_FIRST + margin) * _A_DAY[kind.time_unit], (_LAST + 1 - margin) * _A_DAY[kind.time_unit]
        if kind.time_unit == "ns":  # reaches from 1677 to 2262
            return None
        return _beyond(cells, first, last - 1)
    if isinstance(kind, pl.Struct):
        masks = [found for field in kind.fields if (found := _unreadable(cells.struct.field(field.name), lists=lists))]
        if not masks:
            return None
        return pl.DataFrame([m.alias(str(i)) for i, (m, _) in enumerate(masks)]).select(
            pl.any_horizontal(pl.all())
        ).to_series(), masks[0][1]
    if lists and isinstance(kind, pl.List | pl.Array):
        return _unreadable_items(cells)
    if isinstance(kind, pl.List | pl.Array | pl.Duration | pl.Time | pl.Object):
        return cells.is_not_null(), _STRANGE
    return None


def _beyond(cells: pl.Series, first: int, last: int) -> tuple[pl.Series, str] | None:
    """Where dates or times lie beyond the years that Python knows; None when none does, which their ends tell."""
    numbers = cells.to_physical()
    least, most = numbers.min(), numbers.max()
    if least is None or most is None or (least >= first and most <= last):  # type: ignore[operator]
        return None
    return ~numbers.is_between(first, last), _FAR


def _unreadable_items(cells: pl.Series) -> tuple[pl.Series, str] | None:
    """Where one of a list's items cannot be read."""
    import polars as pl

    rows = pl.DataFrame({"row": pl.int_range(len(cells), eager=True), "item": cells}).explode("item")
    found = _unreadable(rows["item"], lists=True)
    if found is None:
        return None
    broken = rows["row"].filter(found[0].fill_null(False)).unique()
    return pl.int_range(len(cells), eager=True).is_in(broken.implode()), found[1]
