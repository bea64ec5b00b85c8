"""Expressions as text, with no more parentheses than they need, or with all that they can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BRANCH, EXPRESSION, OR, AND, NOT, RELATION, VALUE, SUM, PRODUCT, SIGN, POWER, MEASURE, PRIMARY = range(13)
"""How tightly an expression binds; ``if`` extends as far right as it can, hence binds loosest."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an expression: parentheses are needed when it binds less tightly than ``level``."""

    piece: Piece
    level: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression: how tightly it binds, and its words and places in their order."""

    level: int
    parts: tuple[str | Slot, ...]

    def text(self, *, full: bool = False) -> str:
        """The expression as an author may write it; with ``full``, every part in parentheses that may be."""
        written = []
        for part in self.parts:
            if isinstance(part, str):
                written.append(part)
                continue
            inner = part.piece.text(full=full)
            written.append(f"({inner})" if full or part.piece.level < part.level else inner)
        return "".join(written)


def piece(level: int, *parts: str | Slot) -> Piece:
    return Piece(level, parts)


def atom(text: str) -> Piece:
    return Piece(PRIMARY, (text,))


def infix(level: int, operator: str, left: Piece, right: Piece, *, left_level: int | None = None) -> Piece:
    """Two operands, the right one binding more tightly unless ``left_level`` says otherwise."""
    first = Slot(left, level if left_level is None else left_level)
    return Piece(level, (first, f" {operator} ", Slot(right, level + 1)))


def chain(level: int, operator: str, operands: Sequence[Piece]) -> Piece:
    """Operands that all bind more tightly than the operator between them."""
    parts: list[str | Slot] = []
    for operand in operands:
        if parts:
            parts.append(f" {operator} ")
        parts.append(Slot(operand, level + 1))
    return Piece(level, tuple(parts))
