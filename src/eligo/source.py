"""Source texts and places in them.

A :class:`Source` is a file's text under the name a person knows it by; a :class:`Span` is a stretch of it.
Every node of the syntax tree carries a span, so that every message can point at what it speaks of.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a source, in characters from its beginning."""

    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Place:
    """A position as editors count it: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """The text of one protocol file.

    Attributes:
        name: the path as the user typed it, for messages only; never opened.
        text: the whole text, line ends normalised to ``\\n``.
    """

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def place(self, offset: int) -> Place:
        """Line and column of a character offset; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (counted from 1), without its line end; empty when there is none."""
        stretch = self.stretch_of(number)
        return self.text[stretch.start : stretch.end]

    def stretch_of(self, number: int) -> Span:
        """Where a line (counted from 1) lies, without its line end; the end of the text for one that it does not have.

        Takes no longer for a long line than for a short one.
        """
        start = self.start_of(number)
        last = not 1 <= number < len(self._line_starts)
        return Span(start, len(self.text) if last else self._line_starts[number] - 1)

    def start_of(self, number: int) -> int:
        """Where a line (counted from 1) begins, in characters; the end of the text for a line that it does not have."""
        return self._line_starts[number - 1] if 1 <= number <= len(self._line_starts) else len(self.text)
