"""What two versions declare otherwise, apart from their criteria: it may be why a criterion written alike changed."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.program import Fact, Program


def declared_otherwise(old: Program, new: Program) -> tuple[str, ...]:
    """One line for each fact and each assumption, as data for whoever shows it."""
    return (*_facts(old, new), *_assumptions(old, new))


def _facts(old: Program, new: Program) -> Iterator[str]:
    for fact in new.facts:
        if fact.name in old.fact:
            changed = list(_changed(old.fact[fact.name], fact))
            if changed:
                yield f"{fact.name} is declared otherwise: {', '.join(changed)}"


def _changed(old: Fact, new: Fact) -> Iterator[str]:
    pairs = (
        ("kind", old.kind, new.kind),
        ("unit", old.unit, new.unit),
        ("values", old.options, new.options),
        ("plausible range", old.plausible, new.plausible),
        ("molar mass", old.molar_mass, new.molar_mass),
        ("what missing means", old.missing, new.missing),
        ("repeated", old.repeated, new.repeated),
    )
    yield from (what for what, one, other in pairs if one != other)
    before = {field.name: field for field in old.fields}
    if before.keys() != {field.name for field in new.fields}:
        yield "fields"
        return
    for field in new.fields:
        name = field.name.rpartition(".")[2]
        yield from (f"{what} of {name}" for what in _changed(before[field.name], field))


def _assumptions(old: Program, new: Program) -> Iterator[str]:
    """The comparison speaks of patients of whom all of both versions hold."""
    for said, here, there in (("no longer assumed", old, new), ("newly assumed", new, old)):
        others = {assumption.condition for assumption in there.assumptions}
        yield from (f'{said}: "{one.label}"' for one in here.assumptions if one.condition not in others)
