"""Words with a structure: what a rule says in plain English, so that any renderer can set it without parsing text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..units.model import escaped

Role = Literal["text", "fact", "limit", "member", "definition", "computed", "criterion"]


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of words.

    Attributes:
        text: what is read; a single line without control characters.
        role: what it stands for: connecting text, a fact, a limit, the heading of a labelled member, something defined
            (a labelled member is named ``I3.shock``), something computed of an entry (named ``blood_gas.ratio``), a
            criterion.
        name: the identifier of the fact, definition or criterion; empty for text and limits.
    """

    text: str
    role: Role = "text"
    name: str = ""


Bits = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A phrase, with the phrases that it introduces below it."""

    bits: Bits
    children: tuple[Outline, ...] = ()

    @property
    def text(self) -> str:
        """The phrase itself, without what stands below it."""
        return text_of(self.bits)

    def walk(self) -> Iterator[tuple[int, Outline]]:
        """This phrase and all below it in reading order, each with its depth."""
        stack = [(0, self)]
        while stack:
            depth, outline = stack.pop()
            yield depth, outline
            stack.extend((depth + 1, child) for child in reversed(outline.children))

    def __str__(self) -> str:
        return "\n".join("  " * depth + outline.text for depth, outline in self.walk())


def text_of(bits: Bits) -> str:
    """The words alone."""
    return "".join(bit.text for bit in bits)


def plain(*texts: str) -> Bits:
    """Connecting words."""
    return tuple(Bit(text) for text in texts if text)


def prefixed(prefix: Bits, outline: Outline) -> Outline:
    """An outline with words put before its first phrase."""
    return Outline((*prefix, *outline.bits), outline.children)


def roles(judged_by: str, attested_by: str, about: str, *, planned: bool) -> str:
    """Whom a fact is about and who stands for it, such as ``about partner, judged by physician``; empty if no one."""
    people = (("about", about), ("judged by", judged_by), ("attested by", attested_by))
    words = [f"{role} {clean(who.replace('_', ' '))}" for role, who in people if who]
    return ", ".join([*words, *(["planned"] if planned else [])])


def clean(text: str) -> str:
    """A text on one line, every control character (a bidirectional override is one) written out as its code."""
    return escaped(" ".join(text.split()))
