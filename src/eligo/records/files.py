"""Opening a patient file by its extension and reading it row by row, in constant memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from eligo.core.program import Fact

from .columns import fact_columns, may_identify, nearest_fact, unknown_columns
from .csv_rows import CsvBlock, CsvTable
from .identifiers import Identifiers
from .json_rows import json_document, json_lines
from .parquet_rows import ParquetTable
from .rows import RawRow, RecordFileError

EXTENSIONS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
"""What can be read; all but Parquet also compressed, as in ``.csv.gz``."""

_MAX_UNKNOWN = 200
"""How many unknown keys of JSON records are remembered."""

_MEANT = 5
"""How many facts are proposed where no column is one."""


def extension_of(path: Path) -> tuple[str, bool]:
    """A file's kind, such as ``.csv``, and whether it is compressed; raises RecordFileError for any other."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    found = Path(name.removesuffix(".gz")).suffix
    if found not in EXTENSIONS or (packed and found == ".parquet"):
        raise RecordFileError("the file's name ends in none of " + " ".join(EXTENSIONS) + ", nor in .gz after these")
    return found, packed


class Records:
    """A patient file: iterate it once, and close it (or use it in a ``with`` statement).

    Reading raises RecordFileError when the file cannot be read at all, or not to its end. Anything wrong with a single
    row is that row's ``problem``.
    """

    def __init__(self, path: Path, facts: Sequence[Fact], *, wanted_id: str | None = None) -> None:
        self._path = path
        self._facts = facts
        self._wanted_id = wanted_id
        self._kind, self._packed = extension_of(path)
        self._identifiers = Identifiers(facts, wanted_id)
        self._unknown: dict[str, str | None] = {}
        self._identified = False
        self._rows_read = 0
        self._file: BinaryIO | None = None
        try:
            self._size = path.stat().st_size
            if self._kind != ".parquet":
                self._file = path.open("rb")
        except OSError as error:
            raise RecordFileError(error.strerror or "it cannot be opened") from None
        try:
            self._table = self._open_table()
        except BaseException:
            self.close()
            raise

    def _open_table(self) -> CsvTable | ParquetTable | None:
        table: CsvTable | ParquetTable
        if self._kind == ".parquet":
            table = ParquetTable(self._path, self._facts, self._identifiers)
        elif self._kind in (".csv", ".tsv"):
            delimiter = "," if self._kind == ".csv" else "\t"
            with _readable():
                table = CsvTable(self._stream(), self._facts, self._identifiers, delimiter=delimiter)
        else:
            return None
        if self._wanted_id is not None and self._wanted_id not in table.columns:
            raise RecordFileError(f"there is no column {self._wanted_id[:60]!a} to identify patients by")
        if not fact_columns(self._facts).keys() & set(table.columns):
            raise RecordFileError(_no_fact(self._facts, table.columns))
        self._identified = bool(table.ids)
        self._unknown = dict(unknown_columns(self._facts, table.columns, self._wanted_id))
        return table

    def _stream(self) -> BinaryIO:
        file = cast(BinaryIO, self._file)
        return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if self._packed else file

    @property
    def unknown(self) -> list[tuple[str, str | None]]:
        """The columns that no declaration knows, each with the nearest fact; of JSON, those met so far."""
        return list(self._unknown.items())

    @property
    def notes(self) -> list[str]:
        """What is to be said of the patients' identifiers, as far as the file has been read."""
        if not self._identified:
            likely = [name for name in self._unknown if may_identify(name)]
            if likely:
                return [f"nothing identifies the patients; should {likely[0][:60]} do so, name it with --id"]
        return self._identifiers.notes

    @property
    def table(self) -> CsvTable | ParquetTable | None:
        """The table that the file holds; None for JSON."""
        return self._table

    @property
    def progress(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        if isinstance(self._table, ParquetTable):
            return self._rows_read / self._table.height if self._table.height else 1.0
        if self._file is None or self._file.closed or not self._size:
            return 1.0
        return min(1.0, self._file.tell() / self._size)

    def __iter__(self) -> Iterator[RawRow]:
        with _readable():
            for row in self._table or self._json_rows():
                self._rows_read += 1
                yield row

    def csv_blocks(self, table: CsvTable, size: int) -> Iterator[CsvBlock]:
        """The rows of a CSV file, so many at a time, as they stand in it."""
        with _readable():
            yield from table.blocks(size)

    def _json_rows(self) -> Iterator[RawRow]:
        known = {fact.name for fact in self._facts}
        for row in self._document(known) if self._kind == ".json" else json_lines(self._stream()):
            if row.raw is None:
                yield row
                continue
            ids = self._identifiers.columns(row.raw)
            self._identified = self._identified or bool(ids)
            self._notice(row.raw.keys() - known - set(ids))
            yield RawRow(row.number, row.raw, None, self._identifiers.of(row.raw, ids))

    def _document(self, known: set[str]) -> Iterator[RawRow]:
        rows = json_document(self._stream())
        first = list(islice(rows, 2))
        if len(first) == 1 and first[0].raw is not None and not known & first[0].raw.keys():
            wrapped = next((key for key, value in first[0].raw.items() if _are_objects(value)), None)
            if wrapped is not None:
                raise RecordFileError(f"its patients are inside {wrapped[:60]!a}; the file must hold that list alone")
        return chain(first, rows)

    def _notice(self, keys: set[str]) -> None:
        for key in sorted(keys - self._unknown.keys()):
            if len(self._unknown) < _MAX_UNKNOWN:
                self._unknown[key] = nearest_fact(self._facts, key)

    def close(self) -> None:
        """Close the file; nothing can be read after it."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _readable:  # noqa: N801  # used as a statement
    """Turns what a damaged file raises into RecordFileError."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, EOFError):
            raise RecordFileError("the compressed file ends too early") from None
        if isinstance(error, zlib.error | gzip.BadGzipFile):
            raise RecordFileError("the compressed file is damaged, or is none although its name ends in .gz") from None
        if isinstance(error, OSError):
            raise RecordFileError(error.strerror or "it cannot be read") from None


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(element, dict) for element in value)


def _no_fact(facts: Sequence[Fact], columns: Sequence[str]) -> str:
    """Why a table is none of patients, with the facts that its columns may have meant."""
    near = [(name, fact) for name in columns[:_MAX_UNKNOWN] if (fact := nearest_fact(facts, name)) is not None]
    if not near:
        return "none of its columns has the name of a fact of the protocol"
    meant = ", ".join(f"{fact} for {name[:60]!a}" for name, fact in near[:_MEANT])
    return f"none of its columns is a fact of the protocol; did you mean {meant}?"


def open_records(path: Path, facts: Sequence[Fact], *, id_column: str | None = None) -> Records:
    """Open a patient file: ``.json .jsonl .ndjson .csv .tsv .parquet``, all but Parquet also with ``.gz``.

    Args:
        path: the file.
        facts: the data dictionary, by which cells are read and columns recognised.
        id_column: the column that identifies patients; ``patient_id`` or ``id`` when not given.

    Raises:
        RecordFileError: the file cannot be read; the message does not name it.
    """
    return Records(path, facts, wanted_id=id_column)
