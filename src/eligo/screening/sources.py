"""Patient files as blocks of cells for the polars engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import polars as pl

from eligo.core.program import SCREENING, Fact, Program
from eligo.records.columns import END, START, fact_columns
from eligo.records.csv_rows import CsvBlock, CsvTable
from eligo.records.files import Records
from eligo.records.identifiers import MAX_ID, identifier
from eligo.records.parquet_rows import ParquetTable
from eligo.records.rows import RawRow

BLOCK = 50_000
"""Rows in a block of a file that is read row by row."""

ODD = "?"
"""A cell that no fact can read, so that its row is read from the record."""

_DATE = len("2025-10-21")
_PYTHONS_OWN_BLANKS = "\x1c\x1d\x1e\x1f"
"""Blanks to Python, and none to Polars."""

_BLANKS = "\t\n\v\f\r " + _PYTHONS_OWN_BLANKS
_UNIT = re.compile(r"[!-~]+")
_LONGEST_UNIT = 200
_WHOLE = 1e15
"""Whole floats below are the integers that they were."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a file.

    Attributes:
        cells: the columns that facts have.
        numbers: each row's number in the file.
        ids: each row's identifier; None when no row has one.
        raw: the row at a place of the block, as the slow engine reads it.
        broken: rows of the file, among these, that are none.
        julian: columns of times of which :func:`eligo.records.typed.all_julian` is known to hold.
    """

    cells: pl.DataFrame
    numbers: pl.Series
    ids: pl.Series | None
    raw: Callable[[int], RawRow]
    broken: Sequence[RawRow] = ()
    julian: Container[str] = frozenset()


def blocks_of(program: Program, records: Records) -> Iterator[Block]:
    """The rows of a patient file, in its order."""
    if isinstance(records.table, ParquetTable):
        return _parquet_blocks(records.table)
    if isinstance(records.table, CsvTable):
        return _csv_blocks(program, records, records.table)
    return _row_blocks(program, records)


def _parquet_blocks(table: ParquetTable) -> Iterator[Block]:
    for offset, block in table.blocks():
        cells, problems = block.cells, block.problems
        broken = [table.row(offset + place, cells.row(place, named=True), why) for place, why in problems.items()]
        numbers = pl.int_range(offset + 1, offset + len(cells) + 1, dtype=pl.Int64, eager=True)
        if problems:
            whole = ~(numbers - offset - 1).is_in(list(problems))
            cells, numbers = cells.filter(whole), numbers.filter(whole)
        yield Block(cells, numbers, _ids(table, cells), _reader(table, numbers, cells), broken, block.julian)


def _reader(table: ParquetTable, numbers: pl.Series, cells: pl.DataFrame) -> Callable[[int], RawRow]:
    return lambda place: table.row(numbers[place] - 1, cells.row(place, named=True))


def _csv_blocks(program: Program, records: Records, table: CsvTable) -> Iterator[Block]:
    known = fact_columns(program.facts)
    wanted = [(place, name) for place, name in enumerate(table.columns) if name in known or name in table.ids]
    for block in records.csv_blocks(table, BLOCK):
        columns = list(zip(*block.rows, strict=True)) or [()] * len(table.columns)
        cells = pl.DataFrame({name: _column([cell or None for cell in columns[place]]) for place, name in wanted})
        numbers = pl.Series(block.numbers, dtype=pl.Int64)
        yield Block(cells, numbers, _ids(table, cells), _csv_reader(table, block), block.broken)


def _csv_reader(table: CsvTable, block: CsvBlock) -> Callable[[int], RawRow]:
    return lambda place: table.row(block.numbers[place], block.rows[place])


def _ids(table: CsvTable | ParquetTable, cells: pl.DataFrame) -> pl.Series | None:
    found: pl.Series | None = None
    for column in table.ids:
        given = identifiers(cells[column])
        wanted = pl.Series([True]).new_from_index(0, len(given)) if found is None else found == ""
        if (given.is_null() & wanted).any():
            table.identifiers.unusable(column)
        given = given.fill_null("")
        found = given if found is None else found.zip_with(~wanted, given)
    return found


def identifiers(cells: pl.Series) -> pl.Series:
    """A column of identifiers as text, as :func:`eligo.records.identifiers.identifier` has them; null is of no use."""
    if cells.dtype.is_integer():
        return cells.cast(pl.String).fill_null("")
    if cells.dtype == pl.String:
        text = _without_blanks(cells)
        if text is not None:
            text = text.fill_null("")
            longest = text.str.len_bytes().max()  # in bytes first: that is known of each, characters are counted
            long = isinstance(longest, int) and longest > MAX_ID
            return text.set(text.str.len_chars() > MAX_ID, None) if long else text
    if cells.dtype.is_float() and (cells.is_null() | ((cells == cells.floor()) & (cells.abs() < _WHOLE))).all():
        return cells.cast(pl.Int64).cast(pl.String).fill_null("")
    return pl.Series([identifier(cell) for cell in cells], dtype=pl.String)


def _without_blanks(cells: pl.Series) -> pl.Series | None:
    """Text without blanks around it; None where only Python knows what they are.

    Most identifiers have none anywhere, which is soonest told of all of them in one.
    """
    joined = cells.str.join("").item() or ""
    if joined.isascii() and not any(blank in joined for blank in _BLANKS):
        return cells
    return None if any(blank in joined for blank in _PYTHONS_OWN_BLANKS) else cells.str.strip_chars()


def _row_blocks(program: Program, records: Records) -> Iterator[Block]:
    rows = iter(records)
    while block := list(islice(rows, BLOCK)):
        whole = [row for row in block if row.problem is None and row.raw is not None]
        yield Block(
            cells_of(program.facts, [row.raw for row in whole if row.raw is not None]),
            pl.Series([row.number for row in whole], dtype=pl.Int64),
            pl.Series([row.id for row in whole], dtype=pl.String),
            whole.__getitem__,
            [row for row in block if row.problem is not None or row.raw is None],
        )


def cells_of(facts: Sequence[Fact], raws: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Raw records as cells. What no plain cell can say is the mark :data:`ODD`, which is none of any kind."""
    columns: dict[str, pl.Series] = {}
    own = {fact.name for fact in facts}
    for fact in facts:
        given = [raw.get(fact.name) for raw in raws]
        if not any(value is not None for value in given):
            continue
        match fact.kind:
            case "number":
                columns[fact.name] = _column([_number(value) for value in given])
            case "flag":
                columns[fact.name] = _column(["yes" if v is True else "no" if v is False else _odd(v) for v in given])
            case "choice":
                options = frozenset(fact.options)
                plain = (v if isinstance(v, str) and v in options else _odd(v) for v in given)
                columns[fact.name] = _column(list(plain))
            case "moment":
                columns[fact.name] = _column(["no" if v is False else _moment(v) for v in given])
            case "period":
                if own & {fact.name + START, fact.name + END}:
                    columns[fact.name] = _column(["no" if v is False else _odd(v) for v in given])
                else:
                    columns |= _period(fact, given)
    return pl.DataFrame(columns or {SCREENING: _column([None] * len(raws))})  # a table keeps its rows in its columns


def _column(cells: list[str | None]) -> pl.Series:
    return pl.Series(cells, dtype=pl.String)


def _odd(value: object) -> str | None:
    return None if value is None else ODD


def _number(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Mapping) and value.keys() == {"value", "unit"} and _plain_unit(value["unit"]):
        number = _number(value["value"])
        return ODD if number is None or number == ODD else f"{number} {value['unit']}"
    return str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else ODD


def _plain_unit(unit: object) -> bool:
    """Whether a unit can stand behind its number in a cell, and be found there as it is."""
    return isinstance(unit, str) and len(unit) <= _LONGEST_UNIT and _UNIT.fullmatch(unit) is not None


def _moment(value: object) -> str | None:
    """A moment's text when it is long enough to be one and has no blanks about it, which cells may have."""
    if value is None:
        return None
    return value if isinstance(value, str) and len(value) >= _DATE and value == value.strip() else ODD


def _period(fact: Fact, given: Sequence[object]) -> dict[str, pl.Series]:
    whole: list[str | None] = []
    starts: list[str | None] = []
    ends: list[str | None] = []
    for value in given:
        plain = (
            isinstance(value, Mapping) and {"start"} <= set(value) <= {"start", "end"} and value["start"] is not None
        )
        whole.append(None if plain or value is None else "no" if value is False else ODD)
        starts.append(_moment(value["start"]) if plain and isinstance(value, Mapping) else None)
        ends.append(_moment(value.get("end")) if plain and isinstance(value, Mapping) else None)
    columns = {fact.name: whole, fact.name + START: starts, fact.name + END: ends}
    return {name: _column(cells) for name, cells in columns.items()}
