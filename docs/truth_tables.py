"""The examples of a page: blocks of eligo, and the truth tables that stand beside them.

A table is a fenced block of the language ``truth``, after the block of eligo that it speaks of::

    every row { screening 2025-06-15T10:00 }
    { neutrophils 1.5 10*9/L } -> passed        # the limit itself
    { } -> unknown

A row is a patient in the language's own notation, and what comes of it: the outcome of the only criterion, or
``I1 passed, E2 failed`` where there are several, or the verdict. The site shows such a block as a table, and a test
runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FENCE = re.compile(
    r"^(?P<mark><!-- (?:continues|not run) -->\n+)?```(?P<language>eligo|truth)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"\{(?P<given>.*)\}\s*->\s*(?P<outcome>[^#]+?)\s*(?:#\s*(?P<note>.*))?", re.DOTALL)
_EVERY = re.compile(r"every row \{(?P<given>.*)\}", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One patient and what comes of it.

    Attributes:
        given: what stands between the braces.
        outcome: what is expected, as written.
        note: why, for the reader.
        line: where in the page, from 1.
    """

    given: str
    outcome: str
    note: str
    line: int


@dataclass(frozen=True)
class Table:
    """The rows of one block, and what all of them have in common."""

    every: str
    rows: tuple[Row, ...]


@dataclass
class Example:
    """A text that a page shows, and the tables that speak of it.

    Attributes:
        text: the block, after those that it continues.
        line: where the block begins in the page, from 1.
        run: false for a block that is there to be read only.
        tables: in the order of the page.
    """

    text: str
    line: int
    run: bool = True
    tables: list[Table] = field(default_factory=list)


class BadTable(ValueError):
    """A block of the language ``truth`` that says something else."""


def examples(page: str) -> list[Example]:
    """The examples of a page.

    Raises:
        BadTable: a table is not one, or stands before any example.
    """
    found: list[Example] = []
    for block in FENCE.finditer(page):
        line = page.count("\n", 0, block.start("text")) + 1
        mark = block["mark"] or ""
        if block["language"] == "truth":
            if not found:
                raise BadTable(f"line {line}: a table before any example")
            found[-1].tables.append(table(block["text"], line))
        elif "continues" in mark:
            found.append(Example(f"{found[-1].text}\n{block['text']}", line))
        else:
            found.append(Example(block["text"], line, run="not run" not in mark))
    return found


def table(text: str, line: int = 1) -> Table:
    """A block as a table; ``line`` is that of its first line.

    Raises:
        BadTable: a row is not one.
    """
    every, rows = "", []
    for at, statement in _statements(text, line):
        if shared := _EVERY.fullmatch(statement):
            every = shared["given"].strip()
        elif row := _ROW.fullmatch(statement):
            rows.append(Row(row["given"].strip(), row["outcome"], row["note"] or "", at))
        else:
            raise BadTable(f"line {at}: `{statement}` is no row")
    return Table(every, tuple(rows))


def _statements(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Rows with the line on which each begins: a line that begins with a blank goes on with the one before."""
    held: list[str] = []
    start = first
    for number, line in enumerate(text.splitlines(), first):
        if held and not line.startswith(" "):
            yield start, "\n".join(held)
            held = []
        if line.strip():
            if not held:
                start = number
            held.append(line.rstrip())
    if held:
        yield start, "\n".join(held)


def as_markdown(page: str) -> str:
    """The page with its truth tables as tables."""
    return FENCE.sub(lambda block: _shown(block["text"]) if block["language"] == "truth" else block[0], page)


def _shown(text: str) -> str:
    made = table(text)
    noted = any(row.note for row in made.rows)
    lines = [f"Every patient here has `{' '.join(made.every.split())}`.", ""] if made.every else []
    lines += ["| Patient | Outcome | |", "|---|---|---|"] if noted else ["| Patient | Outcome |", "|---|---|"]
    for row in made.rows:
        given = f"`{' '.join(row.given.split())}`" if row.given else "nothing known"
        cells = [given, f"**{row.outcome}**", *([row.note] if noted else [])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(["", *lines, ""])
