"""The data dictionary: a row for each fact, and one for each field of what repeats."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.display import display_unit, show_number, with_unit
from eligo.core.phrases import Bit, clean, plain
from eligo.core.program import SCREENING, Fact, Program
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
    """The rows in the author's order, the fields of events below them."""
    for fact in program.facts:
        label = "Moment of screening" if fact.name == SCREENING else clean(fact.label) or clean(fact.name)
        yield _row(program, fact, (Place(label, anchor("fact", fact.name)), Break(), Code(clean(fact.name))))
        for field in fact.fields if fact.kind == "events" else ():
            shown = f"– {clean(field.label) or clean(field.name)}"
            yield _row(program, field, (*plain(shown), Break(), Code(clean(field.name))))


def _row(program: Program, fact: Fact, named: Cell) -> Row:
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
    for name in fact.value_sets:
        shown = clean(program.value_set[name].label) or clean(name)
        codes += [*([Break()] if codes else []), Link(shown, anchor("codes", name))]
    return (
        named,
        _kind(fact),
        unit,
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
