"""Diagnostics for a person: the code and the message, the place, the source line with its marks, and the way out.

Text of a source never reaches the terminal as control: whatever is not printable is shown as an escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligo.diagnostics.model import Diagnostic, Severity
from eligo.printable import printable
from eligo.source import Source, Span

MAX_COLUMNS = 110
"""Longer source lines are cut around the place."""
TAB = 4
MAX_SHOWN = 1000
"""Nobody reads on; a file of a million mistakes ends all the same."""

_BOLD = "\x1b[1m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_FRAME = "\x1b[1;34m"
_PLAIN = "\x1b[0m"


def render_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """The diagnostics one below the other, an empty line after each; empty when there are none.

    Of more than :data:`MAX_SHOWN` the others are counted; errors are the last to be left out.
    """
    paint = _Paint(colour)
    found = list(diagnostics)
    gravest = sorted(range(len(found)), key=lambda place: found[place].severity is not Severity.ERROR)[:MAX_SHOWN]
    shown = "".join(_render(found[place], paint) + "\n" for place in sorted(gravest))
    more = len(found) - len(gravest)
    return shown + (f"... and {more:,} more, which are not shown here\n\n" if more else "")


class _Paint:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self.colour and text else text


def _render(diagnostic: Diagnostic, paint: _Paint) -> str:
    style = _COLOURS[diagnostic.severity]
    head = paint(style, f"{diagnostic.severity}[{diagnostic.code}]")
    lines = [f"{head}{paint(_BOLD, ': ' + _one_line(diagnostic.message))}"]
    if diagnostic.source is not None:
        lines += _Excerpt(diagnostic, diagnostic.source, paint).lines()
    for way_out in diagnostic.help:
        lines.append(f"{paint(_BOLD, 'help')}: {_one_line(way_out)}")
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return printable(text.replace("\t", " "))


class _Excerpt:
    """The source lines that a diagnostic speaks of, with their marks."""

    def __init__(self, diagnostic: Diagnostic, source: Source, paint: _Paint) -> None:
        self.diagnostic = diagnostic
        self.source = source
        self.paint = paint
        marks = [_Mark(source, diagnostic.span, diagnostic.label, "^")]
        marks += [_Mark(source, label.span, label.text, "-") for label in diagnostic.labels if label.source is None]
        self.rows: dict[int, list[_Mark]] = {}
        for mark in marks:
            self.rows.setdefault(mark.line, []).append(mark)
        self.elsewhere = [(x.source, _Mark(x.source, x.span, x.text, "-")) for x in diagnostic.labels if x.source]
        self.margin = max(len(str(line)) for line in [*self.rows, *(mark.line for _, mark in self.elsewhere)])

    def lines(self) -> list[str]:
        """The place, then each line that is marked, in the order of the text."""
        start = self.source.place(self.diagnostic.span.start)
        where = f"{printable(self.source.name)}:{start.line}:{start.column}"
        context = f"   {_one_line(self.diagnostic.context)}" if self.diagnostic.context else ""
        blank = " " * self.margin
        result = [f"{blank}{self.paint(_FRAME, '-->')} {where}{context}", f"{blank} {self.paint(_FRAME, '|')}"]
        before = 0
        for number in sorted(self.rows):
            if before and number > before + 1:
                result.append(f"{blank}{self.paint(_FRAME, '...')}")
            result += self.row(self.source, number, self.rows[number])
            before = number
        result.append(f"{blank} {self.paint(_FRAME, '|')}")
        for source, mark in self.elsewhere:
            result.append(f"{blank}{self.paint(_FRAME, ':::')} {printable(source.name)}:{mark.line}:{mark.start + 1}")
            result += [f"{blank} {self.paint(_FRAME, '|')}", *self.row(source, mark.line, [mark])]
            result.append(f"{blank} {self.paint(_FRAME, '|')}")
        return result

    def row(self, source: Source, number: int, marks: Sequence[_Mark]) -> list[str]:
        """One source line and what is marked in it."""
        shown = _Shown(source, number, marks[0])
        gutter = self.paint(_FRAME, f"{number:>{self.margin}} |")
        empty = self.paint(_FRAME, f"{'':>{self.margin}} |")
        result = [f"{gutter} {shown.text}".rstrip()]
        placed = [(*shown.columns(mark), mark) for mark in marks]
        last = max(placed, key=lambda p: p[0])[2]
        under = _underline(placed)
        style = _COLOURS[self.diagnostic.severity]
        tail = f" {_one_line(last.text)}" if last.text else ""
        result.append(f"{empty} {self.paint(style if last.sign == '^' else _FRAME, under + tail)}")
        for column, _, mark in sorted((p for p in placed if p[2] is not last and p[2].text), key=lambda p: -p[0]):
            words = " " * column + _one_line(mark.text)
            result.append(f"{empty} {self.paint(style if mark.sign == '^' else _FRAME, words)}")
        return result


class _Mark:
    """A span on its first line: from which to which character, counted from 0."""

    def __init__(self, source: Source, span: Span, text: str, sign: str) -> None:
        place = source.place(span.start)
        self.line = place.line
        self.start = place.column - 1
        line = source.stretch_of(place.line)
        self.end = max(self.start + 1, min(self.start + span.end - span.start, line.end - line.start))
        self.text = text
        self.sign = sign


def _underline(placed: Sequence[tuple[int, int, _Mark]]) -> str:
    signs = [" "] * max(end for _, end, _ in placed)
    for start, end, mark in sorted(placed, key=lambda p: p[2].sign == "^"):
        signs[start:end] = [mark.sign] * (end - start)
    return "".join(signs)


class _Shown:
    """A source line as it is shown: tabs as blanks, control characters as escapes, a long line cut around a mark."""

    def __init__(self, source: Source, number: int, around: _Mark) -> None:
        line = source.stretch_of(number)
        length = line.end - line.start
        start = max(0, min(around.start, length) - MAX_COLUMNS // 2) if length > MAX_COLUMNS else 0
        end = min(length, start + MAX_COLUMNS)
        self.first = start
        self.last = end
        self.at = [3 if start else 0]
        pieces = ["..."] if start else []
        for character in source.text[line.start + start : line.start + end]:
            piece = " " * (TAB - self.at[-1] % TAB) if character == "\t" else printable(character)
            pieces.append(piece)
            self.at.append(self.at[-1] + (_columns(character) if piece == character else len(piece)))
        self.text = "".join(pieces) + ("..." if end < length else "")

    def columns(self, mark: _Mark) -> tuple[int, int]:
        """From which to which column a mark reaches."""
        start = self.at[max(0, min(mark.start, self.last) - self.first)]
        beyond = mark.end > self.last
        end = self.at[-1] if beyond else self.at[max(0, mark.end - self.first)]
        return start, max(start + 1, end)


def _columns(character: str) -> int:
    """How many columns a character takes on a terminal: none for a combining mark, two for a wide one."""
    if character.isascii():
        return 1
    import unicodedata

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
