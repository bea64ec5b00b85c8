"""The data dictionary: a row for each fact, and one for each field of what repeats."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.display import display_unit, show_number, with_unit
from eligo.core.phrases import Bit, clean, plain
from eligo.core.program import SCREENING, Definition, Fact, Program
from eligo.core.values import NEVER

from .anchors import anchor
from .content import Break, Cell, Code, Link, Place, Run

Row = tuple[Cell, ...]

HEADERS = (
    "Fact",
    "Kind",
    "Unit",
    "Plausible range",
    "Codes",
    "About",
    "Judged by",
    "Attested by",
    "Planned",
    "When missing",
)


def rows(program: Program) -> Iterator[Row]:
    """The rows in the author's order, the fields of events and what is computed of them below them."""
    for fact in program.facts:
        named = Place(label_of(fact), anchor("fact", fact.name))
        yield _row(program, fact, (named, Break(), Code(clean(fact.name))))
        for field in fact.fields if fact.kind == "events" else ():
            yield _row(program, field, (*plain(f"– {label_of(field)}"), Break(), Code(clean(field.name))))
        for definition in program.definitions:
            if definition.within == fact.name:
                yield _computed(definition)


def label_of(fact: Fact) -> str:
    """The author's words for a fact, or its name where there are none."""
    return "Moment of screening" if fact.name == SCREENING else clean(fact.label) or clean(fact.name)


def _computed(definition: Definition) -> Row:
    """What is computed of each entry, and never asked for."""
    label = Link(clean(definition.label) or clean(definition.name), anchor("definition", definition.name))
    kind = plain("computed from the entry" if definition.unit else "yes or no, computed from the entry")
    named: Cell = (Bit("– "), label, Break(), Code(clean(definition.name)))
    return (named, kind, _unit(definition.unit or ""), *[()] * (len(HEADERS) - 3))


def _unit(unit: str) -> Cell:
    if not unit:
        return ()
    shown = display_unit(unit)
    return (Code(clean(unit)),) if shown == unit else (*plain(shown or "pure number"), Break(), Code(clean(unit)))


def _row(program: Program, fact: Fact, named: Cell) -> Row:
    plausible = ""
    if fact.plausible is not None:
        low, high = map(show_number, fact.plausible)
        plausible = f"{low} to {with_unit(high, fact.unit)}"
    codes: list[Run] = []
    for code in fact.codes:
        codes += [*([Break()] if codes else []), Bit(f"{clean(code.system)} "), Code(clean(code.code))]
    for name in fact.value_sets:
        shown = clean(program.value_set[name].label) or clean(name)
        codes += [*([Break()] if codes else []), Link(shown, anchor("codes", name))]
    return (
        named,
        _kind(fact),
        _unit(fact.unit),
        plain(plausible),
        tuple(codes),
        plain(clean(fact.about).replace("_", " ")),
        plain(clean(fact.judged_by).replace("_", " ")),
        plain(clean(fact.attested_by).replace("_", " ")),
        plain("yes" if fact.planned else ""),
        plain("unknown" if fact.missing is None else f"counts as {default_word(fact)}"),
    )


def _kind(fact: Fact) -> Cell:
    words = {
        "number": "number",
        "flag": "yes or no",
        "moment": "moment",
        "period": "period",
        "events": "any number of entries, each of the fields below",
    }.get(fact.kind)
    again = plain("; may repeat, each with its time" if fact.repeated else "")
    if words is not None:
        return (*plain(words), *again)
    cells: list[Run] = [Bit("one of ")]
    joint = " < " if fact.ordered else ", "
    for index, option in enumerate(fact.options):
        cells += [*plain(joint if index else ""), Code(clean(option))]
    return (*cells, *again)


def default_word(fact: Fact) -> str:
    """What a missing value counts as."""
    if fact.missing is NEVER or fact.missing is False:
        return "no"
    return "yes" if fact.missing is True else clean(str(fact.missing)).replace("_", " ")
