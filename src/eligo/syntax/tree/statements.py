"""Statements: what a protocol declares, requires, excludes and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .base import Node, Text, Unit, Word
from .expressions import Expr, Quantity


@dataclass(frozen=True, slots=True)
class Property(Node):
    """One line of the protocol header: ``version 2025-10-21``, ``phase 2``, ``sponsor "..."``."""

    key: Word
    value: Text | Word


@dataclass(frozen=True, slots=True)
class Header(Node):
    """``protocol ID "Title" { ... }``."""

    id: Word
    title: Text
    properties: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRef(Node):
    """``inclusion 3``, ``exclusion 4`` or ``field minimum_age``; with several sources, ``registry inclusion 3``."""

    kind: Literal["inclusion", "exclusion", "field"]
    number: str
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class SourceItem(Node):
    """``inclusion 3 "..."``, with ``not computable "why"`` when no criterion can answer it.

    ``defect "..."`` says what is wrong with the item as it was published, ``reading "..."`` how it was understood.
    """

    ref: ItemRef
    text: Text
    not_computable: Text | None = None
    defects: tuple[Text, ...] = ()
    readings: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDoc(Node):
    """``source registry "ClinicalTrials.gov NCT05914454" { items }``."""

    name: Word
    title: Text
    items: tuple[SourceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plausible(Node):
    """``plausible 20 to 700``: numbers in the declared unit unless they carry their own."""

    low: Quantity
    high: Quantity


@dataclass(frozen=True, slots=True)
class Code(Node):
    """``code LOINC 50984-4``."""

    system: Word
    code: Text


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """``number``, ``flag``, ``choice``, ``moment``, ``period`` or ``events``; what a kind does not have is empty."""

    kind: Literal["number", "flag", "choice", "moment", "period", "events"]
    name: Word
    label: Text
    unit: Unit | None = None
    options: tuple[Word, ...] = ()
    plausible: Plausible | None = None
    precision: Quantity | None = None
    molar_mass: Quantity | None = None
    missing: Word | None = None
    """``missing means no``, ``missing means yes`` or, for a choice, one of its values."""
    judged_by: Word | None = None
    attested_by: Word | None = None
    about: Word | None = None
    """Whom the fact is about, when it is not the patient: ``about partner``."""
    planned: bool = False
    """A plan or forecast for the time of the trial, not a finding."""
    ordered: bool = False
    """Whether the values of a choice go from the least to the greatest: ``of I < II < III < IV``."""
    codes: tuple[Code, ...] = ()
    value_sets: tuple[Word, ...] = ()
    repeated: bool = False
    """A record may give several values, each with its time."""
    fields: tuple[Fact, ...] = ()
    """What an entry of ``events`` holds."""
    defines: tuple[Define, ...] = ()
    """What follows from that for each entry, or from the value of each sample of a repeated fact."""

    @property
    def lines(self) -> tuple[Fact | Define, ...]:
        """What stands between the braces, in the author's order."""
        return tuple(sorted((*self.fields, *self.defines), key=lambda line: line.span.start))


@dataclass(frozen=True, slots=True)
class NamedList(Node):
    """``list strong_cyp3a "Strong CYP3A inhibitors" { clarithromycin, itraconazole }``: values, and other lists."""

    name: Word
    label: Text
    members: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class CodesFrom(Node):
    """``from SNOMED 363346000 with descendants except 254701007``.

    ``descendants`` takes in all that the terminology places below the codes; ``excluded`` then takes out those codes
    and all below them.
    """

    system: Word
    codes: tuple[Text, ...]
    descendants: bool = False
    excluded: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueSet(Node):
    """``codes malignancy "Malignant disease" from SNOMED ... from ICD10 ...``."""

    name: Word
    label: Text
    parts: tuple[CodesFrom, ...]


@dataclass(frozen=True, slots=True)
class UseFile(Node):
    """``use "shared/labs.eligo"``: what that file declares is declared here as well."""

    path: Text


@dataclass(frozen=True, slots=True)
class UseLibrary(Node):
    """``use library bmi``: the same, of a file that eligo brings along."""

    name: Word


@dataclass(frozen=True, slots=True)
class Define(Node):
    """``define pf "P/F ratio" in mm[Hg] = pf_ratio otherwise pao2 / fio2``."""

    name: Word
    label: Text
    unit: Unit | None
    body: Expr
    note: Text | None = None
    """``from "the formula's source"``."""


@dataclass(frozen=True, slots=True)
class Assume(Node):
    """``assume "Only women are pregnant": pregnant implies sex = female``."""

    label: Text
    condition: Expr


@dataclass(frozen=True, slots=True)
class Unless(Node):
    """``unless "label": condition`` in a criterion; the label may be absent."""

    label: Text | None
    condition: Expr


@dataclass(frozen=True, slots=True)
class Applies(Node):
    """``applies to condition`` in a criterion: whoever it does not apply to passes it."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """``include I3 "..." { from .. applies to .. require .. unless .. reading .. }``; ``exclude`` has ``when ..``."""

    kind: Literal["include", "exclude"]
    name: Word
    label: Text
    origins: tuple[ItemRef, ...]
    condition: Expr
    unless: tuple[Unless, ...] = ()
    readings: tuple[Text, ...] = ()
    applies: Applies | None = None


@dataclass(frozen=True, slots=True)
class Claim(Node):
    """``claim "A ratio of 200 mmHg or more is never eligible": condition``."""

    label: Text
    condition: Expr
