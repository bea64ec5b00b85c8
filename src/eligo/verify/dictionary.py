"""Two data dictionaries for one record: what both can read, and what they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from eligo.core.program import Fact, Program
from eligo.core.reading import read_number
from eligo.units import UnitError, convert, parse_unit


def merged(old: Program, new: Program) -> tuple[Fact, ...]:
    """The facts of either program, each such that it holds what both can read; in the new unit."""
    facts = {fact.name: fact for fact in new.facts}
    for fact in old.facts:
        facts[fact.name] = _widest(fact, facts[fact.name]) if fact.name in facts else fact
    return tuple(facts.values())


def _widest(old: Fact, new: Fact) -> Fact:
    if new.kind == "choice":
        return replace(new, options=tuple(dict.fromkeys((*new.options, *old.options))))
    if new.kind != "number" or new.plausible is None or old.plausible is None:
        return replace(new, plausible=None)
    low, high = (convert(end, parse_unit(old.unit), parse_unit(new.unit), new.molar_mass) for end in old.plausible)
    return replace(new, plausible=(min(low, new.plausible[0]), max(high, new.plausible[1])))


def unlike(old: Program, new: Program) -> tuple[str, ...]:
    """The facts of one name that no record holds for both: of another kind or dimension, or with other fields."""
    names = [fact.name for fact in old.facts if fact.name in new.fact]
    return tuple(name for name in names if not _alike(old.fact[name], new.fact[name]))


def _alike(old: Fact, new: Fact) -> bool:
    if (old.kind, old.repeated) != (new.kind, new.repeated):
        return False
    if old.fields or new.fields:
        return list(map(_data, old.fields)) == list(map(_data, new.fields)) and old.missing == new.missing
    if old.kind != "number" or old.unit == new.unit:
        return True
    try:
        convert(Fraction(1), parse_unit(old.unit), parse_unit(new.unit), new.molar_mass)
    except UnitError:
        return False
    return True


def _data(fact: Fact) -> tuple[object, ...]:
    return (fact.name, fact.kind, fact.unit, fact.options, fact.plausible, fact.molar_mass, fact.missing, fact.repeated)


def data_of(program: Program, name: str) -> tuple[object, ...] | None:
    """What of a fact's declaration a record depends on; None when nothing of that name is a fact."""
    fact = program.fact.get(name)
    return None if fact is None else (_data(fact), *map(_data, fact.fields))


def readable(raw: Mapping[str, object], program: Program) -> dict[str, object]:
    """What of a record one of the programs can read: not the facts, nor the values of a choice, of the other alone."""
    return {
        name: value
        for name, value in raw.items()
        if name in program.fact and not (isinstance(value, str) and _foreign(program.fact[name], value))
    }


def plain(raw: Mapping[str, object], program: Program, unit_of: Mapping[str, Fact] | None = None) -> dict[str, object]:
    """A record with its single numbers in their declared units, or in those of another dictionary of the same facts."""
    found: dict[str, object] = {}
    for name, value in raw.items():
        fact = program.fact[name]
        if fact.kind != "number" or isinstance(value, list) or (isinstance(value, Mapping) and "time" in value):
            found[name] = value
            continue
        number, unit = read_number(fact, value), (unit_of or program.fact)[name].unit
        same = unit == fact.unit
        found[name] = number if same else convert(number, parse_unit(fact.unit), parse_unit(unit), fact.molar_mass)
    return found


def with_units(raw: Mapping[str, object], old: Program, new: Program) -> dict[str, object]:
    """A record whose numbers carry their unit wherever the two programs would take them in another."""
    return {name: _with_unit(name, value, old, new) for name, value in raw.items()}


def _with_unit(name: str, value: object, old: Program, new: Program) -> object:
    both = name in old.fact and name in new.fact and isinstance(value, Fraction)
    if not both or old.fact[name].unit == new.fact[name].unit:
        return value
    return {"value": value, "unit": new.fact[name].unit}


def _foreign(fact: Fact, value: str) -> bool:
    return fact.kind == "choice" and value not in fact.options
