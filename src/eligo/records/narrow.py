"""Numbers of single and half precision in typed cells: as doubles, each by its own shortest decimal.

A number in a record is the decimal that it was written as, and a float stands for the shortest one that reads back as
it. Of the single 0.4 that is 0.4; of the double of the same value it is 0.4000000059604645.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl
    from polars._typing import PolarsDataType

_HALF_DIGITS = 5
"""So many digits tell any two numbers of half precision apart."""


def widened(cells: pl.DataFrame, aside: Container[str] = ()) -> pl.DataFrame:
    """A table with the numbers of single and half precision as doubles, those inside lists and structs, too.

    Args:
        cells: the columns of facts and identifiers.
        aside: columns that are left as they are.
    """
    import polars as pl

    narrow = [name for name, kind in cells.schema.items() if name not in aside and _is_narrow(kind)]
    return cells.with_columns(_widened(pl.col(name), cells.schema[name]).alias(name) for name in narrow)


def _is_narrow(kind: PolarsDataType) -> bool:
    """Whether there are numbers of less than double precision in a type."""
    import polars as pl

    if isinstance(kind, pl.List | pl.Array):
        return _is_narrow(kind.inner)
    if isinstance(kind, pl.Struct):
        return any(_is_narrow(field.dtype) for field in kind.fields)
    return kind == pl.Float32 or kind == _half()


def _widened(cells: pl.Expr, kind: PolarsDataType) -> pl.Expr:
    import polars as pl

    if not _is_narrow(kind):
        return cells
    if isinstance(kind, pl.List | pl.Array):
        return cells.cast(pl.List(kind.inner)).list.eval(_widened(pl.element(), kind.inner))
    if isinstance(kind, pl.Struct):
        fields = [_widened(cells.struct.field(f.name), f.dtype).alias(f.name) for f in kind.fields]
        return pl.when(cells.is_not_null()).then(pl.struct(fields))
    return cells.cast(pl.String).cast(pl.Float64) if kind == pl.Float32 else _of_half(cells)


def _of_half(cells: pl.Expr) -> pl.Expr:
    """Polars writes a half as if it were a single: the first of its roundings is taken that is still the same half."""
    import polars as pl

    exact = cells.cast(pl.Float64)
    rounded = [exact.round_sig_figs(digits) for digits in range(1, _HALF_DIGITS)]
    alike = [pl.when(short.cast(_half()) == cells).then(short) for short in rounded]
    return pl.coalesce(*alike, exact.round_sig_figs(_HALF_DIGITS))


def _half() -> Any:
    """The type of half precision; None in versions of Polars that have none, and read singles."""
    import polars as pl

    return getattr(pl, "Float16", None)
