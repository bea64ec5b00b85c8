"""The names that a protocol declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eligo.source import Span
from eligo.syntax import tree

from .series import fields_of

ANCHOR = "anchor"
"""The word for the protocol's own anchor moment, and the header's property that names it."""
SCREENING = "screening"
"""The moment that every protocol has; an author may declare it to give it a label."""

VERDICTS = ("eligible", "ineligible")
"""What claims and assumptions may say of the whole protocol."""

RESERVED = frozenset({*VERDICTS, "undetermined", "unknown"})
"""Words that patients, expectations and claims use; nothing may be declared under them."""

KINDS = {
    tree.Define: "definition",
    tree.NamedList: "list",
    tree.ValueSet: "set of codes",
    tree.Patient: "patient",
    tree.SourceDoc: "source",
}


@dataclass(frozen=True, slots=True)
class MemberSymbol:
    """A labelled member of a criterion, such as ``I3.shock``."""

    key: str
    owner: str
    name: tree.Word
    node: tree.Member


Declared = tree.Fact | tree.Define | tree.Criterion | tree.NamedList | tree.ValueSet


@dataclass(frozen=True, slots=True)
class Symbols:
    """Everything that has a name, by name, in the author's order; of duplicates the first."""

    facts: dict[str, tree.Fact] = field(default_factory=dict)
    defines: dict[str, tree.Define] = field(default_factory=dict)
    inner: dict[str, tree.Define] = field(default_factory=dict)
    """What is defined of the entries of a list, by full names such as ``blood_gas.ratio``."""
    criteria: dict[str, tree.Criterion] = field(default_factory=dict)
    members: dict[str, MemberSymbol] = field(default_factory=dict)
    lists: dict[str, tree.NamedList] = field(default_factory=dict)
    value_sets: dict[str, tree.ValueSet] = field(default_factory=dict)
    patients: dict[str, tree.Patient] = field(default_factory=dict)
    sources: dict[str, tree.SourceDoc] = field(default_factory=dict)
    replaced: list[tuple[tree.Fact, tree.Fact]] = field(default_factory=list)
    """A fact that counts, and the one of a used file that it takes the place of."""
    computed: list[tuple[tree.Define, tree.Fact]] = field(default_factory=list)
    """A definition of the protocol, and the fact of a used file that it takes the place of."""
    anchor: str = SCREENING
    """The moment that the word ``anchor`` stands for, as the header says."""

    def declared(self, name: str) -> Declared | None:
        """The fact, definition, criterion, list or set of codes of a name."""
        tables: tuple[Mapping[str, Declared], ...] = (
            self.facts, self.defines, self.criteria, self.lists, self.value_sets,
        )  # fmt: skip
        return next((table[name] for table in tables if name in table), None)

    def choice(self, key: str) -> tree.Fact:
        """The declaration of a choice, by its own name or, of a field, by its full one."""
        name, _, field = key.partition(".")
        return fields_of(self.facts[name])[field] if field else self.facts[name]

    def names(self) -> Iterator[str]:
        """Every name that an expression may use, labelled members by their full names."""
        yield SCREENING
        yield ANCHOR
        yield from self.facts
        yield from self.defines
        yield from self.criteria
        yield from self.members

    def place(self, key: str) -> Span:
        """Where a full name is declared."""
        member = self.members.get(key)
        if member is not None:
            return member.name.span
        if key in self.inner:
            return self.inner[key].name.span
        fact = self.facts.get(key.partition(".")[0])
        if fact is not None and "." in key:
            field = fields_of(fact).get(key.partition(".")[2])
            return fact.name.span if field is None else field.name.span
        declared = self.declared(key)
        return declared.name.span if declared is not None else Span(0, 0)


def describe(node: Declared | tree.Patient | tree.SourceDoc) -> str:
    """A declaration in a reader's words, such as ``flag`` or ``inclusion criterion``."""
    if isinstance(node, tree.Fact):
        return node.kind
    if isinstance(node, tree.Criterion):
        return "inclusion criterion" if node.kind == "include" else "exclusion criterion"
    return KINDS[type(node)]


def item_text(ref: tree.ItemRef) -> str:
    """A source item as the author writes it, such as ``inclusion 3``."""
    prefix = f"{ref.source.text} " if ref.source is not None else ""
    return f"{prefix}{ref.kind} {ref.number}"


def context_of(criterion: tree.Criterion) -> str:
    """Where findings in a criterion are, in the protocol's own terms."""
    return ", ".join(map(item_text, criterion.origins)) or f"criterion {criterion.name.text}"


def conditions_of(criterion: tree.Criterion) -> Iterator[tree.Expr]:
    """Whom a criterion applies to, its condition, then its exemptions."""
    if criterion.applies is not None:
        yield criterion.applies.condition
    yield criterion.condition
    for exemption in criterion.unless:
        yield exemption.condition
