"""Columns of moments as instants, as far as they are written plainly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from eligo.backends.polars.lanes import EARLIEST, EPOCH, INSTANT, LATEST
from eligo.core.values import DAY, Moment
from eligo.records.typed import all_julian

PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PLAIN_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-5][0-9](\.[0-9]{1,6})?)?Z?$"

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001  # the record's own clock
EARLIEST_INSTANT, LATEST_INSTANT = ((at - _EPOCH) // dt.timedelta(microseconds=1) for at in (EARLIEST, LATEST))
"""Instants that lanes may hold, as the numbers that they are stored as."""

_REST_OF_DAY = dt.timedelta(microseconds=DAY - 1)


@dataclass(frozen=True, slots=True)
class Instants:
    """A column of moments.

    Attributes:
        low: the first instant that each may be; null where there is none.
        high: the last; None when all are sharp.
        never: where it is known not to have happened; None when nowhere.
        odd: cells that are not written plainly; None when there are none.
        zoned: not null where a time of day is given in UTC; None when nowhere.
        local: not null where a time of day is given without an offset; None when nowhere.
        julian: none lies outside the years of :data:`eligo.core.moments.JULIAN`.
    """

    low: pl.Series
    high: pl.Series | None = None
    never: pl.Series | None = None
    odd: pl.Series | None = None
    zoned: pl.Series | None = None
    local: pl.Series | None = None
    julian: bool = False


def instants_of(cells: pl.Series, *, may_be_no: bool, julian: bool = False) -> Instants:
    """Read a column of moments.

    Args:
        cells: text without surrounding blanks, dates, or times; anything else is odd.
        may_be_no: ``no`` says that it never happened.
        julian: that :func:`eligo.records.typed.all_julian` holds of the cells is known already.
    """
    if cells.dtype == pl.String:
        return _of_text(cells, may_be_no=may_be_no)
    if cells.dtype == pl.Date:
        low = cells.cast(INSTANT)
        julian = all_julian(low)
        return Instants(low, low + _REST_OF_DAY, odd=None if julian else _far(low), julian=julian)
    if isinstance(cells.dtype, pl.Datetime) and cells.dtype.time_zone in (None, "UTC"):
        low = cells if cells.dtype == INSTANT else cells.dt.replace_time_zone(None).cast(INSTANT)
        julian = julian or all_julian(low)
        odd = None if julian else _far(low)
        if cells.dtype.time_unit == "ns":  # a part of a microsecond is cut off where it is read
            parts = cells.to_physical() % 1000 != 0
            odd = parts if odd is None else odd | parts
        if cells.dtype.time_zone is None:
            return Instants(low, odd=odd, local=low, julian=julian)
        return Instants(low, odd=odd, zoned=low, julian=julian)
    return Instants(pl.Series([None], dtype=INSTANT).new_from_index(0, len(cells)), odd=cells.is_not_null())


def _of_text(cells: pl.Series, *, may_be_no: bool) -> Instants:
    dated = cells.str.contains(PLAIN_DATE)
    timed = cells.str.contains(PLAIN_TIME)
    never = cells.str.to_lowercase() == "no" if may_be_no else None
    low: pl.Series | None = None
    high: pl.Series | None = None
    if dated.any():
        low = cells.set(~dated, None).str.to_date("%Y-%m-%d", strict=False).cast(INSTANT)
        high = low + _REST_OF_DAY
    zoned = local = None
    if timed.any():
        text = cells.set(~timed, None)
        utc = text.str.ends_with("Z")
        at = _times(text)
        low = at if low is None else low.zip_with(dated.fill_null(False), at)
        high = None if high is None else high.zip_with(dated.fill_null(False), at)
        zoned = utc.set(~utc, None) if utc.any() else None
        local = utc.set(utc, None) if not utc.all() else None
    if low is None:
        low = pl.Series([None], dtype=INSTANT).new_from_index(0, len(cells))
    julian = all_julian(low)
    read = low.is_not_null() if never is None else low.is_not_null() | never
    odd = cells.is_not_null() & ~read
    far = None if julian else _far(low)
    if never is not None and not never.any():
        never = None
    return Instants(low, high, never, odd if far is None else odd | far, zoned, local, julian)


def _times(text: pl.Series) -> pl.Series:
    frame = text.alias("t").to_frame()
    bare = pl.col("t").str.strip_chars_end("Z")
    spelt = pl.concat_str(bare.str.slice(0, 10), pl.lit("T"), bare.str.slice(11))
    full = pl.when(spelt.str.len_bytes() == 16).then(spelt + ":00").otherwise(spelt)
    return frame.select(full.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)).to_series()


def _far(low: pl.Series) -> pl.Series | None:
    """Instants too far off for lanes; None when there are none. As numbers, for Python has no year 0."""
    given = low.to_physical()
    least, most = given.min(), given.max()
    if least is None or most is None or (least >= EARLIEST_INSTANT and most <= LATEST_INSTANT):  # type: ignore[operator]
        return None
    return ~given.is_between(EARLIEST_INSTANT, LATEST_INSTANT)


def one_moment(low: pl.Series, high: pl.Series | None) -> Moment | None:
    """The moment that a column has in every row; None when there is no such, or it is too far off for lanes."""
    if not len(low) or low.null_count() or not EARLIEST_INSTANT <= int(low.to_physical()[0]) <= LATEST_INSTANT:
        return None
    ends = [edge.to_physical() for edge in (low, low if high is None else high)]
    if any(edge.min() != edge.max() for edge in ends):
        return None
    first, last = (int(edge[0]) + EPOCH for edge in ends)
    return Moment(first, last)
