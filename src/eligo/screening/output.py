"""Writing tables of results, block by block, to a file that appears under its name only when it is whole.

In CSV the names in a list are joined by ``; ``. A label or an identifier that a spreadsheet would take for a formula
(it begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return) gets an apostrophe in front, as spreadsheets do
themselves; an identifier that is a plain number, such as ``-5``, is left alone. Parquet and JSON Lines hold both as
they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from eligo.records.part import Part, reason_of
from eligo.records.rows import RecordFileError

from .table import CONFLICTS, ID, IMPLAUSIBLE, NEEDS

_LINES = (".jsonl", ".ndjson")
EXTENSIONS = (".csv", *_LINES, ".parquet")

_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


def check_extension(path: Path) -> str:
    """The form that the name of a file of verdicts asks for; raises RecordFileError for any other."""
    return _ending(path, EXTENSIONS, "verdicts")


def check_rejects(path: Path) -> None:
    """Raises RecordFileError for a file of rejects whose name says that it is something else, such as a protocol."""
    _ending(path, _LINES, "rejected rows")


def _ending(path: Path, able: Sequence[str], what: str) -> str:
    found = path.suffix.lower()
    if found not in able:
        raise RecordFileError(f"{what} are written to {', '.join(able)} files, and {path.name[:60]!a} is none of these")
    return found


def write_tables(tables: Iterator[pl.DataFrame], path: Path, schema: dict[str, pl.DataType]) -> None:
    """Write tables as they come; the file appears under its name when all are written, and not at all on an error.

    Raises:
        RecordFileError: the file's name has no ending that can be written, or the file cannot be written.
    """
    kind = check_extension(path)
    source = _Source(tables)
    try:
        part = Part(path)
        try:
            with part.path.open("wb") as file:
                if kind == ".parquet":
                    _parquet(source, file, schema)
                else:
                    _text(source, file, schema, kind)
            part.keep()
        finally:
            part.drop()
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if source.failure is not None:
            raise source.failure from None
        raise RecordFileError(f"{path.name} cannot be written: {reason_of(error)}") from None


class _Source:
    """Tables as they come, and what went wrong in making them: Polars reports that as a failure of its own."""

    def __init__(self, tables: Iterator[pl.DataFrame]) -> None:
        self._tables = tables
        self.failure: BaseException | None = None

    def __iter__(self) -> Iterator[pl.DataFrame]:
        try:
            yield from self._tables
        except GeneratorExit:
            raise
        except BaseException as error:
            self.failure = error
            raise


def _text(tables: Iterable[pl.DataFrame], file: BinaryIO, schema: dict[str, pl.DataType], kind: str) -> None:
    if kind == ".csv":
        spelt_out(pl.DataFrame(schema=schema)).write_csv(file)
    for table in tables:
        if kind == ".csv":
            spelt_out(table).write_csv(file, include_header=False)
        else:
            table.write_ndjson(file)


def _parquet(tables: Iterable[pl.DataFrame], file: BinaryIO, schema: dict[str, pl.DataType]) -> None:
    from polars.io.plugins import register_io_source

    def source(*_: object) -> Iterator[pl.DataFrame]:
        yield from tables

    register_io_source(source, schema=schema).sink_parquet(file, compression="zstd")


def spelt_out(table: pl.DataFrame) -> pl.DataFrame:
    """A table whose lists are joined, and in which no text can be taken for a formula."""
    lists = [name for name in (NEEDS, IMPLAUSIBLE, CONFLICTS) if name in table.columns]
    joined = table.with_columns(pl.col(lists).list.join("; "))
    texts = [name for name in (ID, CONFLICTS) if name in table.columns]
    return joined.with_columns(_harmless(pl.col(name)).alias(name) for name in texts)


def _harmless(text: pl.Expr) -> pl.Expr:
    formula = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(formula).then(pl.lit("'") + text).otherwise(text)
