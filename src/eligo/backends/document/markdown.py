"""Phrases and cells as Markdown that python-markdown and CommonMark read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from eligo.core.phrases import Bit, Bits, Outline

from .anchors import target_of
from .content import Break, Code, Link, Mark, Place, Run, Table

_SPECIAL = re.compile(
    r"[\\`*{}\[\]<>&#|~^$@]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # an underscore within a word is never emphasis
    r"|=(?==)|(?<==)="
    r"|:(?=//|\w+:)|(?<=www)\.",  # an address, an emoji
    re.IGNORECASE,
)
_LEADING = re.compile(r"[-+](?=[\s-]|$)|\d+(?=[.)](?:\s|$))|:(?=\s)|!(?=!)|=(?=\s|$)")
_ENTITY = "&#{};".format


def escape(words: str) -> str:
    """Text that no Markdown reader takes for markup: every character with a meaning becomes a numeric entity."""
    return _SPECIAL.sub(lambda m: _ENTITY(ord(m[0])), words)


def escape_line(words: str) -> str:
    """Text at the beginning of a line, where a dash or a number with a dot has a meaning too."""
    line = escape(words)
    lead = _LEADING.match(line)
    if lead is None:
        return line
    at = lead.end() if lead[0].isdigit() else 0
    return f"{line[:at]}{_ENTITY(ord(line[at]))}{line[at + 1 :]}"


def finalize(value: object) -> object:
    """What a template prints: escaped, unless it is Markdown made here."""
    return value if isinstance(value, Markup) else Markup(escape_line(str(value)))  # escaped for Markdown


def runs(cell: Iterable[Run]) -> Markup:
    """The runs of a cell or phrase."""
    return Markup("".join(_run(run) for run in cell))  # each run escapes its own text


def _run(run: Run) -> str:
    match run:
        case Code(words):
            return f"<code>{escape(words)}</code>"
        case Link(words, target):
            return f"[{escape(words)}](#{target})"
        case Place(words, anchor):
            return f'<a id="{anchor}"></a>{escape(words)}'
        case Mark(words, tone):
            return f"**{escape(words)}**" if tone == "bad" else escape(words)
        case Break():
            return "<br>"
        case Bit(words, "limit"):
            return f"**{escape(words)}**"
        case Bit(words, "text"):
            return escape(words)
        case Bit():
            leads_to = target_of(run)
            return f"**{escape(run.text)}**" if leads_to is None else f"[{escape(run.text)}](#{leads_to})"


def outline(top: Outline) -> Markup:
    """An outline as a list within a list; four spaces a level suit every reader."""
    lines = [f"{'    ' * depth}- {_first(phrase.bits)}{runs(phrase.bits[1:])}" for depth, phrase in top.walk()]
    return Markup("\n".join(lines))  # made of runs


def _first(bits: Bits) -> str:
    return escape_line(bits[0].text) if bits and bits[0].role == "text" else runs(bits[:1])


def table(content: Table) -> Markup:
    """A pipe table."""
    lines = [_line(escape(header) for header in content.headers), _line("---" for _ in content.headers)]
    lines += [_line(runs(cell) for cell in row) for row in content.rows]
    return Markup("\n".join(lines))  # made of runs


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
