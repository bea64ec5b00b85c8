"""A compiled protocol: everything that the backends, the engines and the verifier read, and all they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .nodes import Condition, MomentRef, Numeric, Temporal
from .phrases import roles
from .values import Value

if TYPE_CHECKING:
    from .signs import Signs

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


@dataclass(frozen=True, slots=True)
class Definition:
    """A named condition, number or moment; ``unit`` is a number's UCUM unit, None for the others.

    ``owner`` is the criterion whose labelled member this is (then ``name`` is ``I3.shock``), empty for a ``define``.
    ``note`` is the source that the author gave for a formula. ``within`` is the list of whose entries each has a value
    of its own (then ``name`` is ``blood_gas.ratio``), empty for what the patient has one of.
    """

    name: str
    label: str
    body: Condition | Numeric | Temporal
    unit: str | None = None
    owner: str = ""
    note: str = ""
    line: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """A source item, such as inclusion 3 of ``registry``."""

    source: str
    kind: Literal["inclusion", "exclusion", "field"]
    number: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """An ``unless`` of a criterion."""

    label: str
    condition: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One inclusion or exclusion criterion.

    Attributes:
        condition: true when the criterion is met as written, exceptions applied. An inclusion passes when it is true,
            an exclusion when it is false.
        stated: the condition without its exceptions, as if it applied to everyone.
        exemptions: its `unless` parts, for the document and the explanation.
        applies: whom it applies to; a criterion that does not apply passes. None: to everyone.
    """

    name: str
    label: str
    kind: Literal["include", "exclude"]
    condition: Condition
    stated: Condition
    exemptions: tuple[Exemption, ...] = ()
    origins: tuple[Origin, ...] = ()
    readings: tuple[str, ...] = ()
    line: int = 0
    applies: Condition | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """What holds of every real patient; a record that makes it false contradicts itself."""

    label: str
    condition: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What the author says is so: refuted by a record that makes it false."""

    label: str
    condition: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class Vignette:
    """A patient written in the protocol, ``like`` already resolved.

    ``raw`` holds the values as a record would: what :func:`reading.read_record` reads.
    """

    name: str
    label: str
    raw: tuple[tuple[str, object], ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the author expects of a vignette; ``because`` and ``needing`` are None where nothing was said."""

    patient: str
    verdict: Literal["eligible", "ineligible", "undetermined"]
    because: tuple[str, ...] | None = None
    needing: tuple[str, ...] | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a source document; what is wrong with it as published, and how it was understood."""

    origin: Origin
    text: str
    not_computable: str = ""
    line: int = 0
    defects: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that the criteria restate."""

    name: str
    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Program:
    """A whole protocol in the core.

    ``order`` names all definitions and criteria so that each refers only to earlier ones: one pass in this order
    evaluates everything, the definitions of entries apart, which have a value for each entry. ``facts`` holds
    :data:`SCREENING` first, then the author's order.
    """

    id: str
    title: str
    properties: tuple[tuple[str, str], ...] = ()
    sources: tuple[SourceDocument, ...] = ()
    lists: tuple[NamedList, ...] = ()
    value_sets: tuple[ValueSet, ...] = ()
    facts: tuple[Fact, ...] = ()
    definitions: tuple[Definition, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    claims: tuple[Claim, ...] = ()
    vignettes: tuple[Vignette, ...] = field(default=(), repr=False)
    expectations: tuple[Expectation, ...] = field(default=(), repr=False)
    order: tuple[str, ...] = ()

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by name, and what entries hold by full names such as ``biologic.dose``, or ``biologic..dose``."""
        fields = {field.name: field for fact in self.facts for field in fact.fields}
        from_within = {around(name): field for name, field in fields.items()}
        return {f.name: f for f in self.facts} | fields | from_within

    @cached_property
    def value_set(self) -> dict[str, ValueSet]:
        """Sets of codes by name."""
        return {s.name: s for s in self.value_sets}

    @cached_property
    def definition(self) -> dict[str, Definition]:
        """Definitions by name."""
        return {d.name: d for d in self.definitions}

    @cached_property
    def of_entries(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each list the definitions of its entries, each with those of them that it uses itself."""
        from .residual import names_in

        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for one in self.definitions:
            if one.within:
                used = (name for name in names_in(one.body) if name in self.definition)
                own = tuple(name for name in used if self.definition[name].within == one.within)
                found.setdefault(one.within, {})[one.name] = own
        return found

    @cached_property
    def signs(self) -> Signs:
        """On which side of zero each number lies."""
        from .signs import Signs

        return Signs(self.fact, self.definitions)

    def resolved(self, moment: Temporal) -> Temporal:
        """A moment, names looked through."""
        while isinstance(moment, MomentRef):
            moment = self.definition[moment.name].body  # type: ignore[assignment]  # it names a moment
        return moment

    @cached_property
    def place(self) -> dict[str, int]:
        """Where in the order each definition and criterion stands."""
        return {name: place for place, name in enumerate(self.order)}

    @cached_property
    def criterion(self) -> dict[str, Criterion]:
        """Criteria by name."""
        return {c.name: c for c in self.criteria}
