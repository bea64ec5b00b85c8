"""What every node of the syntax tree is, and the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from eligo.source import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with a place."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A name where it is used or declared, such as ``pf_ratio`` or ``I3.shock``."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted string, its escapes resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Unit(Node):
    """A UCUM unit as written, without quotes."""

    text: str
