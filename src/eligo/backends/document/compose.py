"""Composing the document's content from a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligo.core.display import display_unit
from eligo.core.numberwords import label_bit
from eligo.core.phrases import Bit, clean, plain
from eligo.core.program import SCREENING, Criterion, Definition, Fact, Item, NamedList, Origin, Program, ValueSet
from eligo.core.reads import Reads
from eligo.core.residual import selects
from eligo.core.words import condition_words, criterion_words, definition_words

from . import dictionary
from .anchors import anchor
from .content import (
    Break,
    Cell,
    Code,
    CriterionSection,
    Decision,
    DefinitionSection,
    Document,
    Except,
    Link,
    Place,
    Run,
    SourceText,
    Statement,
    Table,
)
from .limits import limits_of
from .vignettes import vignette_rows


def compose(program: Program) -> Document:
    """The whole content, in the author's order."""
    return _Composer(program).document()


class _Composer:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.reads = Reads(program)
        self.items: dict[Origin, Item] = {i.origin: i for source in program.sources for i in source.items}
        self.number: dict[tuple[str | Origin, int], int] = {}
        for criterion in program.criteria:
            for index in range(len(criterion.readings)):
                self.number[criterion.name, index] = len(self.number) + 1
        for origin, item in self.items.items():
            for index in range(len(item.defects) + len(item.readings)):
                self.number[origin, index] = len(self.number) + 1

    def document(self) -> Document:
        program = self.program
        return Document(
            clean(program.id),
            clean(program.title),
            tuple((clean(key).replace("_", " ").capitalize(), clean(value)) for key, value in program.properties),
            tuple(self.criterion(c) for c in program.criteria if c.kind == "include"),
            tuple(self.criterion(c) for c in program.criteria if c.kind == "exclude"),
            tuple(self.definition(d) for d in program.definitions if not d.owner),
            _table("lists", "Values by one name", _LISTS, map(_list_row, program.lists)),
            _table("value-sets", "Codes by one name", _VALUE_SETS, map(_value_set_row, program.value_sets)),
            self.dictionary(),
            self.register(),
            tuple(Statement(clean(a.label), condition_words(program, a.condition)) for a in program.assumptions),
            tuple(Statement(clean(c.label), condition_words(program, c.condition)) for c in program.claims),
            tuple(self.traceability()),
            _table("vignettes", "Patients in words, and what the rule says of them", _VIGNETTE, vignette_rows(program)),
            selects(program),
        )

    # ------------------------------------------------------------ criteria

    def criterion(self, criterion: Criterion) -> CriterionSection:
        program = self.program
        limits = [
            (lim.subject, lim.limit, plain(lim.converted), plain(lim.plausible), plain(lim.edge))
            for lim in limits_of(program, criterion)
        ]
        return CriterionSection(
            anchor("criterion", criterion.name),
            clean(criterion.name),
            clean(criterion.label),
            criterion.kind,
            criterion_words(program, criterion),
            _table(f"limits-{anchor('of', criterion.name)}", f"Limits of {clean(criterion.name)}", _LIMITS, limits),
            None if criterion.applies is None else condition_words(program, criterion.applies, criterion.name),
            tuple(self.source(origin) for origin in criterion.origins),
            tuple(Decision(self.number[criterion.name, i], clean(text)) for i, text in enumerate(criterion.readings)),
            tuple(
                Except(clean(e.label), condition_words(program, e.condition, criterion.name))
                for e in criterion.exemptions
            ),
            tuple(self.missing(criterion)),
        )

    def source(self, origin: Origin) -> SourceText:
        item = self.items.get(origin)
        text = "" if item is None else clean(item.text)
        notes = () if item is None else tuple(text for _, text in self.notes(item))
        return SourceText(f"{_place(origin)} of {clean(origin.source)}", text, anchor("source", origin.source), notes)

    def notes(self, item: Item) -> Iterable[tuple[int, str]]:
        """What is said of a source item, with its numbers in the decision register."""
        said = (*(f"Defect: {clean(d)}" for d in item.defects), *(f"Reading: {clean(r)}" for r in item.readings))
        for index, text in enumerate(said):
            yield self.number[item.origin, index], text

    def missing(self, criterion: Criterion) -> Iterable[Cell]:
        """How missing data count for a criterion."""
        facts = self.reads.facts(criterion.condition)
        open_facts = [f for f in facts if f.missing is None]
        if open_facts:
            lead = (
                "Unknown while missing or implausible; the criterion is then undecided unless its other parts settle it"
            )
            yield (Bit(f"{lead}: "), *_listed(open_facts), Bit("."))
        for fact in facts:
            if fact.missing is not None:
                yield (
                    Bit(f"Missing means {dictionary.default_word(fact)}: "),
                    label_bit(fact.label, fact.name, "fact", alone=True),
                    Bit("."),
                )

    # ------------------------------------------------------------ the other sections

    def definition(self, definition: Definition) -> DefinitionSection:
        label = clean(definition.label) or clean(definition.name)
        if definition.within:
            label += f", of each entry of {dictionary.label_of(self.program.fact[definition.within])}"
        return DefinitionSection(
            anchor("definition", definition.name),
            clean(definition.name),
            label,
            "" if definition.unit is None else display_unit(definition.unit),
            definition_words(self.program, definition),
            clean(definition.note),
        )

    def dictionary(self) -> Table:
        return _table(
            "dictionary", "All facts that the criteria read", dictionary.HEADERS, dictionary.rows(self.program)
        )

    def register(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                (Link(f"D{self.number[c.name, i]}", f"decision-{self.number[c.name, i]}"),),
                (Link(clean(c.name), anchor("criterion", c.name)),),
                plain(clean(text)),
            )
            for c in self.program.criteria
            for i, text in enumerate(c.readings)
        ]
        for item in self.items.values():
            place = f"{_place(item.origin)} of {clean(item.origin.source)}"
            link = (Link(place, anchor("source", item.origin.source)),)
            rows += [((Place(f"D{n}", f"decision-{n}"),), link, plain(text)) for n, text in self.notes(item)]
        return _table(
            "register", "How ambiguous sentences were understood", ("No.", "Place", "Reading or defect"), rows
        )

    def traceability(self) -> Iterable[Table]:
        for source in self.program.sources:
            rows = [(plain(_place(i.origin)), plain(clean(i.text)), self.answers(i)) for i in source.items]
            headers = ("Item", "As restated here", "Answered by")
            yield _table(anchor("source", source.name), clean(source.title) or clean(source.name), headers, rows)

    def answers(self, item: Item) -> Cell:
        found: list[Run] = []
        for criterion in self.program.criteria:
            if item.origin in criterion.origins:
                found += [
                    *plain(", " if found else ""),
                    Link(clean(criterion.name), anchor("criterion", criterion.name)),
                ]
        for number, text in self.notes(item):
            found += [
                *([Break()] if found else []),
                Bit(f"{text} ("),
                Link(f"D{number}", f"decision-{number}"),
                Bit(")"),
            ]
        if item.not_computable:
            found += [*([Break()] if found else []), Bit(f"Not computable: {clean(item.not_computable)}")]
        return tuple(found) or plain("No criterion answers this item")


_LIMITS = ("What", "Limit", "In the data's unit", "Plausible range", "The limit itself")
_LISTS = ("List", "Values")
_VALUE_SETS = ("Set", "Codes")
_VIGNETTE = ("Patient", "Expected", "Found by the rule", "Agreement")


def _table(name: str, caption: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    kept = [tuple(row) for row in rows]
    used = [i for i in range(len(headers)) if any(row[i] for row in kept)]
    return Table(name, caption, tuple(headers[i] for i in used), tuple(tuple(row[i] for i in used) for row in kept))


def _list_row(named: NamedList) -> tuple[Cell, ...]:
    values: list[Run] = []
    for value in named.values:
        values += [*plain(", " if values else ""), Code(clean(value))]
    return (_named(named.label, named.name, "list"), tuple(values))


def _value_set_row(value_set: ValueSet) -> tuple[Cell, ...]:
    parts: list[Run] = []
    for part in value_set.parts:
        parts += [*([Break()] if parts else []), Bit(f"{clean(part.system)} "), *_codes(part.codes)]
        if part.descendants:
            parts += plain(" and all below")
        if part.excluded:
            parts += [Bit(", except "), *_codes(part.excluded), Bit(" and all below")]
    return (_named(value_set.label, value_set.name, "codes"), tuple(parts))


def _codes(codes: Sequence[str]) -> Iterable[Run]:
    for index, code in enumerate(codes):
        yield from plain(", " if index else "")
        yield Code(clean(code))


def _named(label: str, name: str, kind: str) -> Cell:
    return (Place(clean(label) or clean(name), anchor(kind, name)), Break(), Code(clean(name)))


def _listed(facts: Sequence[Fact]) -> Cell:
    bits: list[Run] = []
    for index, fact in enumerate(facts):
        joint = "; " if index else ""
        judge = f" ({fact.roles})" if fact.roles else ""
        label = "Moment of screening" if fact.name == SCREENING else fact.label
        bits += [*plain(joint), label_bit(label, fact.name, "fact", alone=True), *plain(judge)]
    return tuple(bits)


def _place(origin: Origin) -> str:
    return f"{origin.kind.capitalize()} {clean(origin.number).replace('_', ' ')}"
