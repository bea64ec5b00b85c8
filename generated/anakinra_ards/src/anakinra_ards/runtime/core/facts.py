"""The data dictionary: the facts that a record may hold, their codes, and values that go by one name."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .phrases import roles
from .values import Value

SCREENING = "screening"
"""The built-in moment that windows and periods are measured against."""


def around(key: str) -> str:
    """How a field is called from within others of the same record: ``biologic.dose`` is then ``biologic..dose``."""
    return key.replace(".", "..", 1)


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a terminology, such as LOINC 50984-4."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class CodesFrom:
    """Codes of one terminology.

    Attributes:
        system: the terminology's name.
        codes: the codes.
        descendants: whether all that the terminology places below them belongs to it too.
        excluded: with ``descendants``, the codes that are taken out again with all below them.
    """

    system: str
    codes: tuple[str, ...]
    descendants: bool = False
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Codes by one name, out of one terminology or several: data for readers of records."""

    name: str
    label: str
    parts: tuple[CodesFrom, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class NamedList:
    """Values by one name; ``values`` holds those of lists in it too. Conditions hold the values themselves."""

    name: str
    label: str
    values: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the data dictionary.

    Attributes:
        name: the identifier used in records.
        label: the author's words.
        kind: what sort of value it holds.
        unit: UCUM unit of a number, ``1`` when it has none; empty for other kinds.
        options: the values of a choice, in the author's order.
        plausible: inclusive limits of a number in ``unit``; a value outside decides nothing.
        precision: the smallest step that measurements distinguish, in ``unit``; None when not declared.
        molar_mass: g/mol, when mass and amount of substance may be converted; None otherwise.
        missing: the value that a record without this fact has, or None: then it is unknown.
        judged_by: who decides it, such as ``investigator``; empty when it is data.
        attested_by: who vouches for it, such as ``patient`` or ``legal_representative``; empty when nobody does.
        about: whom it is about, such as ``partner``, when it is another person than the patient; otherwise empty.
        planned: whether it is a plan or a forecast for the time of the trial.
        ordered: whether ``options`` go from the least to the greatest.
        codes: its codes in terminologies.
        value_sets: the names of the sets of codes that stand for it.
        line: where it is declared; 0 for the built-in screening.
        repeated: a record may give several values, each with its time.
        fields: what an entry of events or a sample of repeated values holds, by full names such as ``biologic.dose``.
    """

    name: str
    label: str
    kind: Literal["number", "flag", "choice", "moment", "period", "events"]
    unit: str = ""
    options: tuple[str, ...] = ()
    plausible: tuple[Fraction, Fraction] | None = None
    precision: Fraction | None = None
    molar_mass: Fraction | None = None
    missing: Value | None = None
    judged_by: str = ""
    attested_by: str = ""
    about: str = ""
    planned: bool = False
    ordered: bool = False
    codes: tuple[Code, ...] = ()
    value_sets: tuple[str, ...] = ()
    line: int = 0
    repeated: bool = False
    fields: tuple[Fact, ...] = ()

    @property
    def roles(self) -> str:
        """Whom it is about and who stands for it, in words; empty of data about the patient."""
        return roles(self.judged_by, self.attested_by, self.about, planned=self.planned)
