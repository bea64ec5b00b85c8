"""Writing Python source: literals, comments and calls, laid out as ``ruff format`` lays them out.

Text of the author reaches a source file only through :func:`text` (a string literal) and :func:`comment` (a comment
of one line), so that no label or unit can become code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH = 120
INDENT = "    "


def text(value: str) -> str:
    """A string literal in the quotes that need fewer escapes, double ones for choice."""
    quote = "'" if value.count('"') > value.count("'") else '"'
    body = "".join(_escaped(c, quote) for c in value)
    return f"{quote}{body}{quote}"


def _escaped(character: str, quote: str) -> str:
    if character in (quote, "\\"):
        return "\\" + character
    return character if character.isprintable() else repr(character)[1:-1]


def comment(value: str, limit: int = 90) -> str:
    """The author's words as a comment of one line, or part of one: no control characters, no ``#`` directive."""
    words = " ".join("".join(c if c.isprintable() else " " for c in value.replace("#", " ")).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Call:
    """A call, or with an empty name a tuple; each argument is a finished text or another call.

    ``brackets`` are those around the arguments: round for a call, square for a subscript, braces for a mapping.
    """

    name: str
    arguments: tuple[Argument, ...]
    brackets: str = "()"


@dataclass(frozen=True, slots=True)
class Keyword:
    """An argument given by name, or a key and its value; ``joint`` stands between them."""

    name: str
    value: str | Call
    joint: str = "="


Argument = str | Call | Keyword


def flat(item: Argument) -> str:
    """On one line."""
    if isinstance(item, str):
        return item
    if isinstance(item, Keyword):
        return f"{item.name}{item.joint}{flat(item.value)}"
    inside = ", ".join(map(flat, item.arguments))
    opening, closing = item.brackets[0], item.brackets[1]
    comma = "," if not item.name and item.brackets == "()" and len(item.arguments) == 1 else ""
    return f"{item.name}{opening}{inside}{comma}{closing}"


def laid_out(item: Argument, indent: str = "", before: int = 0, after: int = 0) -> str:
    """On one line if that fits between ``before`` and ``after`` characters, otherwise one argument a line."""
    line = flat(item)
    if len(indent) + before + len(line) + after <= WIDTH or isinstance(item, str):
        return line
    if isinstance(item, Keyword):
        name = item.name + item.joint
        return f"{name}{laid_out(item.value, indent, before + len(name), after)}"
    if not item.arguments:
        return line
    inner = indent + INDENT
    lines = [f"{inner}{laid_out(argument, inner, 0, 1)},\n" for argument in item.arguments]
    opening, closing = item.brackets[0], item.brackets[1]
    return f"{item.name}{opening}\n{''.join(lines)}{indent}{closing}"


def assignment(name: str, item: Argument, indent: str = "") -> str:
    """A statement ``name = item``."""
    return f"{indent}{name} = {laid_out(item, indent, len(name) + 3)}\n"


def sequence(items: Sequence[Argument]) -> Call:
    """A tuple."""
    return Call("", tuple(items))


def mapping(items: Sequence[tuple[str, str | Call]]) -> Call:
    """A dictionary with texts for keys."""
    return Call("", tuple(Keyword(text(key), value, ": ") for key, value in items), "{}")


def fraction(value: Fraction) -> Call:
    """A constructor of an exact number."""
    parts = (str(value.numerator),) if value.denominator == 1 else (str(value.numerator), str(value.denominator))
    return Call("Fraction", parts)


def long_lines(source: str) -> set[str]:
    """The linter's rule against long lines, if the author's texts or names break it."""
    return {"E501"} if any(len(line) > WIDTH for line in source.splitlines()) else set()


def exceptions(rules: set[str]) -> str:
    """The line at the top of a module that tells a linter which rules it breaks."""
    return f"# ruff: noqa: {', '.join(sorted(rules))}\n\n" if rules else ""
