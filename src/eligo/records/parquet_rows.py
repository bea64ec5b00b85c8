"""Rows of a Parquet file, a block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eligo.core.program import Fact

from .cells import from_cells
from .columns import fact_columns
from .identifiers import Identifiers
from .listed_cells import repeats
from .rows import RawRow, RecordFileError
from .typed import Readable, readable

if TYPE_CHECKING:
    pass

_BLOCK = 250_000


class ParquetTable:
    """A Parquet file being read.

    Attributes:
        columns: its column names.
        ids: those that identify patients.
        height: its number of rows.
        identifiers: what reads the identifiers.
    """

    def __init__(self, path: Path, facts: Sequence[Fact], identifiers: Identifiers) -> None:
        import polars as pl

        self._failures = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
        self._facts = facts
        self.identifiers = identifiers
        try:
            self._scan = pl.scan_parquet(path, glob=False)
            self.columns = self._scan.collect_schema().names()
            self.height = int(self._scan.select(pl.len()).collect().item())
        except self._failures as error:
            raise RecordFileError(f"not a Parquet file that can be read: {_first_line(error)}") from None
        self.ids = identifiers.columns(self.columns)

    def __iter__(self) -> Iterator[RawRow]:
        for offset, block in self.blocks():
            cells = block.cells
            rows = cells.iter_rows(named=True) if cells.width else iter([{}] * len(cells))
            for place, row in enumerate(rows):
                yield self.row(offset + place, row, block.problems.get(place))

    def row(self, offset: int, cells: Mapping[str, object], problem: str | None = None) -> RawRow:
        """The row that stands ``offset`` rows after the first, or what is wrong with it."""
        patient = self.identifiers.of(cells, self.ids)
        raw = None if problem is not None else from_cells(self._facts, cells)
        return RawRow(offset + 1, raw, problem, patient, table=True)

    def blocks(self) -> Iterator[tuple[int, Readable]]:
        """Blocks of rows, with the number of rows before each."""
        known = fact_columns(self._facts)
        names = [name for name in self.columns if name in known or name in self.ids]
        aside = [name for name in self.ids if name not in known]
        lists = [fact.name for fact in self._facts if repeats(fact)]
        offset = 0
        try:
            for block in self._scan.select(names).collect_batches(chunk_size=_BLOCK, maintain_order=True):
                found = readable(block, aside, lists)
                for name in found.noted:
                    self.identifiers.unusable(name)
                yield offset, found
                offset += len(block)
        except self._failures as error:
            raise RecordFileError(f"the file is damaged after row {offset}: {_first_line(error)}") from None
        if offset != self.height:
            raise RecordFileError(f"the file is damaged after row {offset}")


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:200]
