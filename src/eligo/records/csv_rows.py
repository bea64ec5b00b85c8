"""Rows of a CSV file (RFC 4180) with a header, comma or tab between cells.

A quoted cell may hold line breaks. A quotation mark that is never closed costs its own line only, not the lines that it
would swallow: they are read again as rows of their own.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from eligo.core.program import Fact

from .cells import from_cells
from .columns import fact_columns
from .identifiers import Identifiers
from .rows import MAX_ROW, RawRow, RecordFileError

_MAX_LINES = 200
"""How many lines one row may take."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str | None
    """None when the line is too long."""


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """Some rows of a CSV file.

    Attributes:
        numbers: the line that each begins on.
        rows: their cells.
        broken: rows of the file, among these, that are none.
    """

    numbers: list[int]
    rows: list[list[str]]
    broken: list[RawRow]


class CsvTable:
    """A CSV file being read.

    Attributes:
        columns: the names in its header.
        ids: those that identify patients.
        identifiers: what reads the identifiers.
    """

    def __init__(self, stream: BinaryIO, facts: Sequence[Fact], identifiers: Identifiers, *, delimiter: str = ","):
        self._facts = facts
        self._delimiter = delimiter
        self._lines = _Lines(stream)
        self.columns = self._header()
        self._known = fact_columns(facts)
        self.identifiers = identifiers
        self.ids = identifiers.columns(self.columns)

    def _header(self) -> list[str]:
        while (line := self._lines.take()) is not None and line.text is not None and not line.text.strip(" "):
            pass
        if line is None:
            raise RecordFileError("the file is empty: a CSV file begins with a line of column names")
        cells = None if line.text is None else self._cells([line.text])
        if cells is None:
            raise RecordFileError("the first line is not a line of column names")
        names = [cell.strip() for cell in cells]
        if any("\udc80" <= c <= "\udcff" or c in "\0\r" for name in names for c in name):
            raise RecordFileError("the column names are not UTF-8 text; save the file as UTF-8")
        twice = next((name for name in names if name and names.count(name) > 1), None)
        if twice is not None:
            raise RecordFileError(f"the column {twice[:60]!a} stands twice in the header")
        if len(names) == 1 and ";" in names[0]:
            raise RecordFileError("the cells are separated by semicolons; save the file with commas")
        return names

    def __iter__(self) -> Iterator[RawRow]:
        for number, cells in self._rows():
            yield self.row(number, cells)

    def row(self, number: int, cells: Sequence[str] | str) -> RawRow:
        """A row by the number of its line, of its cells, or of what is wrong with it."""
        if isinstance(cells, str):
            return RawRow(number, None, cells)
        row = dict(zip(self.columns, cells, strict=True))
        return RawRow(number, from_cells(self._facts, row), None, self.identifiers.of(row, self.ids), table=True)

    def blocks(self, size: int) -> Iterator[CsvBlock]:
        """So many rows at a time, as they stand in the file."""
        rows = self._rows()
        while some := list(islice(rows, size)):
            whole = [(number, cells) for number, cells in some if not isinstance(cells, str)]
            broken = [self.row(number, cells) for number, cells in some if isinstance(cells, str)]
            yield CsvBlock([number for number, _ in whole], [cells for _, cells in whole], broken)

    def _rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row's line number, and its cells or what is wrong with it."""
        while (line := self._lines.take()) is not None:
            if line.text is None:
                yield line.number, f"the line is longer than {MAX_ROW} bytes"
            elif line.text.strip(" "):
                yield line.number, self._row(line.text)

    def _row(self, text: str) -> list[str] | str:
        plain = '"' not in text
        cells = text.split(self._delimiter) if plain else self._quoted(text)
        if cells is None:
            return "a quotation mark is out of place or never closed"
        if len(cells) != len(self.columns):
            return f"{len(cells)} cells where the header has {len(self.columns)}"
        if not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text):
            return "not UTF-8"
        return cells

    def _quoted(self, first: str) -> list[str] | None:
        """The cells of a row with quotation marks, its further lines taken as needed, or None: then none is taken."""
        texts, taken, size = [first], [], len(first)
        while (cells := self._cells(texts)) is None:
            if not self._is_open(texts) or len(texts) >= _MAX_LINES or size > MAX_ROW:
                break
            line = self._lines.take()
            if line is None:
                break
            taken.append(line)
            if line.text is None:
                break
            texts.append(line.text)
            size += len(line.text)
        if cells is None or (taken and not self._fits(cells)):
            self._lines.put_back(taken)
            return None
        return cells

    def _fits(self, cells: list[str]) -> bool:
        """Whether a row of several lines is one: as many cells as columns, and no line break in a fact's cell."""
        if len(cells) != len(self.columns):
            return False
        return not any("\n" in c for name, c in zip(self.columns, cells, strict=True) if name in self._known)

    def _cells(self, texts: list[str]) -> list[str] | None:
        try:
            rows = list(csv.reader(_with_breaks(texts), delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None

    def _is_open(self, texts: list[str]) -> bool:
        """Whether the row ends inside quotation marks."""
        return sum(text.count('"') for text in texts) % 2 == 1


def _with_breaks(texts: list[str]) -> Iterator[str]:
    yield from (text + "\n" for text in texts[:-1])
    yield texts[-1]


class _Lines:
    """Lines of a stream, with those put back read again first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._again: deque[_Line] = deque()
        self._number = 0

    def put_back(self, lines: list[_Line]) -> None:
        self._again.extendleft(reversed(lines))

    def take(self) -> _Line | None:
        if self._again:
            return self._again.popleft()
        line = self._stream.readline(MAX_ROW + 1)
        if not line:
            return None
        self._number += 1
        if len(line) > MAX_ROW:
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(MAX_ROW)
            return _Line(self._number, None)
        if self._number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise RecordFileError("the file is UTF-16; save it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        return _Line(self._number, line.decode("utf-8", "surrogateescape").rstrip("\r\n"))
