"""Composing the document's content from a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligo.core.display import display_unit, show_number, with_unit
from eligo.core.numberwords import label_bit
from eligo.core.phrases import Bit, clean, plain
from eligo.core.program import SCREENING, Criterion, Definition, Fact, Item, Origin, Program
from eligo.core.reads import Reads
from eligo.core.residual import selects
from eligo.core.values import NEVER
from eligo.core.words import condition_words, criterion_words, definition_words

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
        self.number: dict[tuple[str, int], int] = {}
        for criterion in program.criteria:
            for index in range(len(criterion.readings)):
                self.number[criterion.name, index] = len(self.number) + 1

    def document(self) -> Document:
        program = self.program
        return Document(
            clean(program.id),
            clean(program.title),
            tuple((clean(key).replace("_", " ").capitalize(), clean(value)) for key, value in program.properties),
            tuple(self.criterion(c) for c in program.criteria if c.kind == "include"),
            tuple(self.criterion(c) for c in program.criteria if c.kind == "exclude"),
            tuple(self.definition(d) for d in program.definitions if not d.owner),
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
        return SourceText(f"{_place(origin)} of {clean(origin.source)}", text, anchor("source", origin.source))

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
                    Bit(f"Missing means {_value(fact)}: "),
                    label_bit(fact.label, fact.name, "fact", alone=True),
                    Bit("."),
                )

    # ------------------------------------------------------------ the other sections

    def definition(self, definition: Definition) -> DefinitionSection:
        return DefinitionSection(
            anchor("definition", definition.name),
            clean(definition.name),
            clean(definition.label) or clean(definition.name),
            "" if definition.unit is None else display_unit(definition.unit),
            definition_words(self.program, definition),
            clean(definition.note),
        )

    def dictionary(self) -> Table:
        # What a sample holds needs no rows of its own: the fact's say it.
        every = [one for f in self.program.facts for one in (f, *(f.fields if f.kind == "events" else ()))]
        return _table("dictionary", "All facts that the criteria read", _DICTIONARY, map(_fact_row, every))

    def register(self) -> Table:
        rows = [
            (
                (Link(f"D{self.number[c.name, i]}", f"decision-{self.number[c.name, i]}"),),
                (Link(clean(c.name), anchor("criterion", c.name)),),
                plain(clean(text)),
            )
            for c in self.program.criteria
            for i, text in enumerate(c.readings)
        ]
        return _table("register", "How ambiguous sentences were understood", ("No.", "Criterion", "Reading"), rows)

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
        if item.not_computable:
            found += [*([Break()] if found else []), Bit(f"Not computable: {clean(item.not_computable)}")]
        return tuple(found) or plain("No criterion answers this item")


_LIMITS = ("What", "Limit", "In the data's unit", "Plausible range", "The limit itself")
_DICTIONARY = ("Fact", "Kind", "Unit", "Plausible range", "Codes", "Judged by", "When missing")
_VIGNETTE = ("Patient", "Expected", "Found by the rule", "Agreement")


def _table(name: str, caption: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    kept = [tuple(row) for row in rows]
    used = [i for i in range(len(headers)) if any(row[i] for row in kept)]
    return Table(name, caption, tuple(headers[i] for i in used), tuple(tuple(row[i] for i in used) for row in kept))


def _fact_row(fact: Fact) -> tuple[Cell, ...]:
    label = "Moment of screening" if fact.name == SCREENING else clean(fact.label) or clean(fact.name)
    unit: Cell = ()
    if fact.unit:
        shown = display_unit(fact.unit)
        same = shown == fact.unit
        unit = (Code(clean(fact.unit)),) if same else (*plain(shown or "pure number"), Break(), Code(clean(fact.unit)))
    plausible = ""
    if fact.plausible is not None:
        low, high = map(show_number, fact.plausible)
        plausible = f"{low} to {with_unit(high, fact.unit)}"
    codes: list[Run] = []
    for code in fact.codes:
        codes += [*([Break()] if codes else []), Bit(f"{clean(code.system)} "), Code(clean(code.code))]
    return (
        (Place(label, anchor("fact", fact.name)), Break(), Code(clean(fact.name))),
        _kind(fact),
        unit,
        plain(plausible),
        tuple(codes),
        plain(clean(fact.judged_by).replace("_", " ")),
        plain("unknown" if fact.missing is None else f"counts as {_value(fact)}"),
    )


def _kind(fact: Fact) -> Cell:
    words = {"number": "number", "flag": "yes or no", "moment": "moment", "period": "period"}.get(fact.kind)
    again = ", several with their times" if fact.repeated else ""
    if fact.kind == "events":
        held = ", ".join(clean(field.label) or clean(field.name) for field in fact.fields)
        return plain(f"entries that repeat, each with: {held}")
    if words is not None:
        return plain(words + again)
    cells: list[Run] = [Bit("several with their times, each one of " if again else "one of ")]
    for index, option in enumerate(fact.options):
        cells += [*plain(", " if index else ""), Code(clean(option))]
    return tuple(cells)


def _value(fact: Fact) -> str:
    if fact.missing is NEVER or fact.missing is False:
        return "no"
    return "yes" if fact.missing is True else clean(str(fact.missing)).replace("_", " ")


def _listed(facts: Sequence[Fact]) -> Cell:
    bits: list[Run] = []
    for index, fact in enumerate(facts):
        joint = "; " if index else ""
        judge = f" (judged by {clean(fact.judged_by).replace('_', ' ')})" if fact.judged_by else ""
        label = "Moment of screening" if fact.name == SCREENING else fact.label
        bits += [*plain(joint), label_bit(label, fact.name, "fact", alone=True), *plain(judge)]
    return tuple(bits)


def _place(origin: Origin) -> str:
    return f"{origin.kind.capitalize()} {clean(origin.number).replace('_', ' ')}"
