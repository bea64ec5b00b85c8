"""Laying text out in lines: words, places where a line may end, and groups that stay on one line if they fit.

After Philip Wadler, *A prettier printer*, 1998, with comments that wait for the end of their line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 120
INDENT = 4
_ENDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end.

    Attributes:
        flat: what stands there instead while the line goes on.
        hard: the line ends here in any case.
        blank: an empty line comes between.
    """

    flat: str = " "
    hard: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class AtLineEnd:
    """A comment that stands after whatever the line still holds."""

    text: str


@dataclass(frozen=True, slots=True)
class Nest:
    """Parts whose lines are indented one step further."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand on one line if they fit, and otherwise end their line at each of their own breaks."""

    parts: tuple[Doc, ...]


Doc: TypeAlias = "str | Break | AtLineEnd | Nest | Group"

HARD = Break(hard=True)


def flat(parts: tuple[Doc, ...]) -> str:
    """All on one line, hard breaks too; comments are left out."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, Break):
            words.append(part.flat)
        elif isinstance(part, Nest | Group):
            words.append(flat(part.parts))
    return "".join(words)


def lay_out(parts: tuple[Doc, ...]) -> str:
    """The text, without blanks at line ends."""
    page = _Page()
    page.put(parts, 0, broken=True)
    page.end_line()
    return "\n".join(page.lines)


def _width(part: Doc) -> int:
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Break):
        return _ENDLESS if part.hard else len(part.flat)
    if isinstance(part, AtLineEnd):
        return _ENDLESS
    return sum(_width(p) for p in part.parts)


class _Page:
    """Lines written so far, and the one being written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.column = 0
        self.comments: list[str] = []

    def put(self, parts: tuple[Doc, ...], indent: int, *, broken: bool) -> None:
        for part in parts:
            if isinstance(part, str):
                self.write(part)
            elif isinstance(part, Break):
                if broken or part.hard:
                    self.end_line()
                    if part.blank:
                        self.lines.append("")
                    self.write(" " * indent)
                else:
                    self.write(part.flat)
            elif isinstance(part, AtLineEnd):
                self.comments.append(part.text)
            elif isinstance(part, Nest):
                self.put(part.parts, indent + INDENT, broken=broken)
            else:
                self.put(part.parts, indent, broken=self.column + _width(part) > WIDTH)

    def write(self, text: str) -> None:
        self.line.append(text)
        self.column += len(text)

    def end_line(self) -> None:
        text = "".join(self.line).rstrip()
        self.lines.append("  ".join([text, *self.comments] if text else self.comments))
        self.line.clear()
        self.comments.clear()
        self.column = 0
