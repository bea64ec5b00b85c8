"""Writing raw records to a file that :mod:`files` reads back."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TextIO, cast

from eligo.core.program import Fact

from .cells import cell_columns, to_cells
from .columns import UNIT, free_id_column
from .files import extension_of
from .listed_cells import repeats
from .part import Part, reason_of
from .rows import RecordFileError

_BLOCK = 50_000

RawRecord = Mapping[str, object]


def write_records(path: Path, facts: Sequence[Fact], records: Iterable[RawRecord]) -> int:
    """Write raw records in the form that the file's extension names.

    The identifier that a record holds beside its facts, under ``patient_id`` or, where that is a fact's name, ``id``,
    is written too. The file appears under its name when it is complete.

    Returns:
        How many were written.

    Raises:
        RecordFileError: the extension is none that can be read back, or Parquet cannot be written.
        OSError: the file cannot be written.
    """
    kind, packed = extension_of(path)
    part = Part(path)
    try:
        if kind == ".parquet":
            count = _parquet(part.path, facts, records)
        else:
            with _text(part.path, packed) as stream:
                count = write_text(stream, kind, facts, records)
        part.keep()
    finally:
        part.drop()
    return count


def write_text(stream: TextIO, kind: str, facts: Sequence[Fact], records: Iterable[RawRecord]) -> int:
    """Write raw records to an open text stream; ``kind`` is an extension such as ``.jsonl``, not ``.parquet``."""
    if kind in (".csv", ".tsv"):
        return _table(stream, facts, records, "\t" if kind == ".tsv" else ",")
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in records)
    if kind == ".json":
        return _array(stream, lines)
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  # the count is the result
        stream.write(line + "\n")
    return count


def _array(stream: TextIO, lines: Iterator[str]) -> int:
    count = 0
    stream.write("[")
    for count, line in enumerate(lines, 1):
        stream.write(("\n" if count == 1 else ",\n") + line)
    stream.write("\n]\n")
    return count


def _table(stream: TextIO, facts: Sequence[Fact], records: Iterable[RawRecord], delimiter: str) -> int:
    identifying = free_id_column(facts)
    columns = cell_columns(facts) if identifying is None else [identifying, *cell_columns(facts)]
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for record in records:
        cells = to_cells(facts, record)
        if identifying is not None:
            cells[identifying] = str(record.get(identifying, ""))
        writer.writerow([cells.get(column, "") for column in columns])
        count += 1
    return count


@contextmanager
def _text(path: Path, packed: bool) -> Iterator[TextIO]:
    with path.open("wb") as file:
        # No name and no time in the header: the same records, the same bytes.
        binary = cast(BinaryIO, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) if packed else file)
        with io.TextIOWrapper(binary, encoding="utf-8", newline="") as stream:
            yield stream


def _parquet(path: Path, facts: Sequence[Fact], records: Iterable[RawRecord]) -> int:
    import polars as pl

    try:
        return _in_blocks(path, facts, records)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise RecordFileError(f"the file cannot be written: {reason_of(error)}") from None


def _in_blocks(path: Path, facts: Sequence[Fact], records: Iterable[RawRecord]) -> int:
    """Block by block into parts, then the parts into one file, so that memory stays bounded."""
    import polars as pl

    schema = _schema(facts)
    count = 0
    source = iter(records)
    with TemporaryDirectory(dir=path.parent, prefix=".records-") as folder:
        parts: list[Path] = []
        while (block := list(islice(source, _BLOCK))) or not parts:
            parts.append(Path(folder) / f"{len(parts):06}.parquet")
            rows = [_typed(facts, record) for record in block]
            pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema).write_parquet(
                parts[-1]
            )
            count += len(block)
        pl.scan_parquet(parts).sink_parquet(path)
    return count


def _schema(facts: Sequence[Fact]) -> dict[str, Any]:
    import polars as pl

    types: dict[str, Any] = {"number": pl.Float64, "flag": pl.Boolean}
    columns = [
        [(name, types.get(fact.kind, pl.String) if _is_typed(fact) else pl.String) for name in cell_columns([fact])]
        for fact in facts
    ]
    units = [[(fact.name + UNIT, pl.String)] if fact.kind == "number" and _is_typed(fact) else [] for fact in facts]
    pairs = chain.from_iterable(own + unit for own, unit in zip(columns, units, strict=True))
    identifying = free_id_column(facts)
    return dict(pairs) if identifying is None else {identifying: pl.String, **dict(pairs)}


def _is_typed(fact: Fact) -> bool:
    """Whether a fact has a column of its own type; what repeats is a JSON text, which holds single values as well."""
    return fact.kind in ("number", "flag") and not repeats(fact)


def _typed(facts: Sequence[Fact], record: RawRecord) -> dict[str, object]:
    row: dict[str, object] = dict(to_cells((f for f in facts if not _is_typed(f)), record))
    for fact in filter(_is_typed, facts):
        value = record.get(fact.name)
        if fact.kind == "flag":
            row[fact.name] = value
        elif isinstance(value, Mapping) and fact.kind == "number":
            row[fact.name], row[fact.name + UNIT] = float(value["value"]), value["unit"]
        elif fact.kind == "number" and value is not None:
            row[fact.name] = float(value)  # type: ignore[arg-type]  # a number fact holds a number
    identifying = free_id_column(facts)
    if identifying is not None:
        row[identifying] = str(record.get(identifying, ""))
    return row
