"""A compiled protocol: everything that the backends, the engines and the verifier read, and all they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .facts import SCREENING, Code, CodesFrom, Fact, NamedList, ValueSet, around
from .nodes import Condition, MomentRef, Numeric, Temporal

if TYPE_CHECKING:
    from .signs import Signs

__all__ = [
    "SCREENING", "Assumption", "Claim", "Code", "CodesFrom", "Criterion", "Definition", "Exemption", "Expectation",
    "Fact", "Item", "NamedList", "Origin", "Program", "SourceDocument", "ValueSet", "Vignette", "around",
]  # fmt: skip


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

    def body(self, name: str) -> Condition | Numeric | Temporal:
        """What a name stands for: the condition of a criterion, or the body of a definition."""
        criterion = self.criterion.get(name)
        return criterion.condition if criterion is not None else self.definition[name].body

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
