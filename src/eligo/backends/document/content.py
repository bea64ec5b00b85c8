"""What the document says, section by section, without any markup: both renderers set the same content."""

from __future__ import annotations

from dataclasses import dataclass

from eligo.core.phrases import Bit, Outline


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or a code, exactly as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place of the document; ``target`` is an anchor."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words that links lead to."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict or an agreement, shown in words and in colour; ``tone`` is good, bad or open."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a cell."""


Run = Bit | Code | Link | Place | Mark | Break
Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; columns that are empty in every row are left out."""

    anchor: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A reading, with its number in the decision register."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source item as the protocol restates it."""

    title: str
    text: str
    target: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Except:
    """An exemption from a criterion."""

    label: str
    words: Outline


@dataclass(frozen=True, slots=True)
class CriterionSection:
    """One criterion."""

    anchor: str
    name: str
    label: str
    kind: str
    words: Outline
    limits: Table
    applies: Outline | None
    sources: tuple[SourceText, ...]
    decisions: tuple[Decision, ...]
    exemptions: tuple[Except, ...]
    missing: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DefinitionSection:
    """One definition."""

    anchor: str
    name: str
    label: str
    unit: str
    words: Outline
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An assumption or a claim."""

    label: str
    words: Outline


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document."""

    id: str
    title: str
    properties: tuple[tuple[str, str], ...]
    inclusions: tuple[CriterionSection, ...]
    exclusions: tuple[CriterionSection, ...]
    definitions: tuple[DefinitionSection, ...]
    lists: Table
    value_sets: Table
    dictionary: Table
    register: Table
    assumptions: tuple[Statement, ...]
    claims: tuple[Statement, ...]
    sources: tuple[Table, ...]
    vignettes: Table
    repeats: bool = False
    """Whether it speaks of records that repeat."""
