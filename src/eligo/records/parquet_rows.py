"""Rows of a Parquet file, a block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eligo.core.program import Fact

from .cells import from_cells
from .columns import fact_columns, id_column
from .rows import RawRow, RecordFileError, identifier

if TYPE_CHECKING:
    import polars as pl

_BLOCK = 100_000


class ParquetTable:
    """A Parquet file being read; ``columns`` are its column names, ``height`` its number of rows, ``id`` the identifier's column."""

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
        self.id = id_column(facts, self.columns, wanted_id)

    def __iter__(self) -> Iterator[RawRow]:
        for offset, block in self.blocks():
            for place, row in enumerate(
                block.iter_rows(named=True) if block.width else ({} for _ in range(len(block)))
            ):
                yield self.row(offset + place, row)

    def row(self, offset: int, cells: Mapping[str, object]) -> RawRow:
        """The row that stands ``offset`` rows after the first."""
        patient = "" if self.id is None else identifier(cells[self.id])
        return RawRow(offset + 1, from_cells(self._facts, cells), None, patient)

    def blocks(self) -> Iterator[tuple[int, pl.DataFrame]]:
        """The columns of the facts and the identifier, some rows at a time, with the number of rows before them."""
        known = fact_columns(self._facts)
        names = [name for name in self.columns if name in known or name == self.id]
        offset = 0
        try:
            for block in self._scan.select(names).collect_batches(chunk_size=_BLOCK, maintain_order=True):
                yield offset, block
                offset += len(block)
        except self._failures as error:
            raise RecordFileError(f"the file is damaged after row {offset}: {_first_line(error)}") from None
        if offset != self.height:
            raise RecordFileError(f"the file is damaged after row {offset}")


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:200]
