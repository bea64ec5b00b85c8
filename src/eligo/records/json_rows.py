"""Rows of JSON Lines, and of a JSON file that holds one object or an array of them.

Numbers are read as the decimals that were written. A repeated key, NaN and Infinity are errors here, although Python's
reader lets them pass: of two values for one fact nobody can tell which is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from eligo.core.reading import BEYOND

from .rows import MAX_ROW, RawRow, RecordFileError

_MAX_DIGITS = 400
_CHUNK = 1 << 16
_ESCAPED_HALF = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""An escaped backslash, an escaped pair, or (the group) half of a pair that stands alone."""

_STRUCTURE = re.compile(r'\\.|["\[\]{},]', re.DOTALL)
_BLANK = " \t\r\n"


class _BrokenError(ValueError):
    """JSON that Python would read but that is no record."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _BrokenError(f"the key {json.dumps(twice[:60])} stands twice in one object")
    return found


def _decimal(text: str) -> Decimal:
    if len(text) > _MAX_DIGITS:
        raise _BrokenError("a number has too many digits")
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of some twenty digits
        raise _BrokenError(BEYOND) from None


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise _BrokenError("a number has too many digits")
    return int(text)


def _constant(text: str) -> object:
    raise _BrokenError(f"{text} is not a JSON number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_decimal, parse_int=_integer, parse_constant=_constant
)


def read_object(text: str) -> dict[str, object]:
    """The object that a JSON text holds; raises ValueError with the reason when there is none."""
    found = read_value(text)
    if not isinstance(found, dict):
        raise _BrokenError("not a JSON object")
    return found


def read_value(text: str) -> object:
    """What a JSON text holds; raises ValueError with the reason when it is none."""
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise _BrokenError("not UTF-8")
    if "\\u" in text and any(match[1] for match in _ESCAPED_HALF.finditer(text)):
        raise _BrokenError("an escape such as \\ud800 is half a character: not text")  # which no output could hold
    try:
        found: object = _DECODER.decode(text)
    except _BrokenError:
        raise
    except RecursionError:
        raise _BrokenError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _BrokenError(f"not JSON: {error.msg}, at character {error.pos + 1}") from None
    return found


def _row(number: int, text: str) -> RawRow:
    try:
        return RawRow(number, read_object(text))
    except ValueError as error:
        return RawRow(number, None, str(error))


def json_lines(stream: BinaryIO) -> Iterator[RawRow]:
    """One row for each line that is not blank."""
    number = 0
    while line := stream.readline(MAX_ROW + 1):
        number += 1
        if len(line) > MAX_ROW:
            _skip_line(stream, line)
            yield RawRow(number, None, f"the line is longer than {MAX_ROW} bytes")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _row(number, line.decode("utf-8", "surrogateescape"))


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_ROW)


def json_document(stream: BinaryIO) -> Iterator[RawRow]:
    """The rows of a JSON file: its one object, or the elements of its array, one at a time."""
    chunks = _chunks(stream)
    head = ""
    for chunk in chunks:
        head = (head + chunk).lstrip(_BLANK + "\ufeff")
        if head:
            break
    if not head.startswith("["):
        yield _single(head, chunks)
        return
    for number, element in enumerate(_elements(head[1:], chunks), 1):
        yield RawRow(number, None, element.problem) if element.problem else _row(number, element.text)


_TOO_LONG = f"the record is longer than {MAX_ROW} characters"
_NO_END = "the array has no end; what follows its last comma was not read"


@dataclass(frozen=True, slots=True)
class _Element:
    """The text of an array's element, or why it has none."""

    text: str
    problem: str = ""


def _chunks(stream: BinaryIO) -> Iterator[str]:
    """The text, never cut inside an escape or (UTF-8) a character."""
    held = b""
    while block := stream.read(_CHUNK):
        block = held + block
        cut = len(block)
        while cut and (block[cut - 1] == 0x5C or block[cut - 1] >= 0x80) and len(block) - cut < _CHUNK:
            cut -= 1
        held = block[cut:]
        yield block[:cut].decode("utf-8", "surrogateescape")
    if held:
        yield held.decode("utf-8", "surrogateescape")


def _single(head: str, chunks: Iterator[str]) -> RawRow:
    parts, size = [head], len(head)
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > MAX_ROW:
            return RawRow(1, None, f"{_TOO_LONG}; several patients are a list of objects: [{{...}}, {{...}}]")
    if not any(part.strip() for part in parts):
        raise RecordFileError("the file is empty")
    return _row(1, "".join(parts))


def _elements(head: str, chunks: Iterator[str]) -> Iterator[_Element]:
    """The elements of an array, from the text after its opening bracket."""
    splitter = _Splitter()
    yield from splitter.feed(head)
    while not splitter.done and (chunk := next(chunks, None)) is not None:
        yield from splitter.feed(chunk)
    if not splitter.done:
        yield _Element("", _NO_END)
    elif any(rest.strip(_BLANK) for rest in (splitter.after, *chunks)):
        raise RecordFileError("the file goes on after the array's end")


class _Splitter:
    """Cuts a growing text at the commas between an array's elements.

    Attributes:
        done: whether the array's closing bracket was met.
        after: what follows it.
    """

    def __init__(self) -> None:
        self.done = False
        self.after = ""
        self._depth = 0
        self._quoted = False
        self._parts: list[str] = []
        self._size = 0
        self._empty = True

    def feed(self, text: str) -> Iterator[_Element]:
        """The elements that end in the next stretch of text."""
        start = 0
        for match in _STRUCTURE.finditer(text):
            mark = match.group()
            if self._quoted or mark == '"':
                if mark == '"':
                    self._quoted = not self._quoted
            elif mark in "[{":
                self._depth += 1
            elif mark in "]}" and self._depth:
                self._depth -= 1
            elif mark == "," and not self._depth:
                self._keep(text[start : match.start()])
                yield self._take()
                start = match.end()
            elif mark == "]":
                self._keep(text[start : match.start()])
                self.done, self.after = True, text[match.end() :]
                if not self._empty or any(part.strip(_BLANK) for part in self._parts):
                    yield self._take()
                return
        self._keep(text[start:])

    def _keep(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_ROW:
            self._parts.clear()
        else:
            self._parts.append(text)

    def _take(self) -> _Element:
        element = _Element("", _TOO_LONG) if self._size > MAX_ROW else _Element("".join(self._parts).strip(_BLANK))
        self._parts.clear()
        self._size, self._empty = 0, False
        return element
