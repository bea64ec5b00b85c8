"""Rows of a Parquet file, a block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from eligo.core.program import Fact

from .cells import from_cells
from .columns import fact_columns, id_column
from .rows import RawRow, RecordFileError, identifier

_BLOCK = 50_000


class ParquetTable:
    """A Parquet file being read; ``columns`` are its column names, ``height`` its number of rows."""

    def __init__(self, path: Path, facts: Sequence[Fact], *, wanted_id: str | None = None) -> None:
        import polars as pl

        self._failures = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
        self._facts = facts
        try:
            self._scan = pl.scan_parquet(path, glob=False)
            self.columns = self._scan.collect_schema().names()
            self.height = int(self._scan.select(pl.len()).collect().item())
        except self._failures as error:
            raise RecordFileError(f"not a Parquet file that can be read: {_first_line(error)}") from None
        self._id = id_column(facts, self.columns, wanted_id)

    def __iter__(self) -> Iterator[RawRow]:
        known = fact_columns(self._facts)
        names = [name for name in self.columns if name in known or name == self._id]
        for offset in range(0, self.height, _BLOCK):
            try:
                block = self._scan.select(names).slice(offset, _BLOCK).collect()
            except self._failures as error:
                raise RecordFileError(f"the file is damaged after row {offset}: {_first_line(error)}") from None
            rows = block.iter_rows() if names else (() for _ in range(min(_BLOCK, self.height - offset)))
            for number, cells in enumerate(rows, offset + 1):
                row = dict(zip(names, cells, strict=True))
                patient = "" if self._id is None else identifier(row[self._id])
                yield RawRow(number, from_cells(self._facts, row), None, patient)


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:200]
