"""Program to all that its generated test suite is made from."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.program import Program
from eligo.core.vectors import Evidence, OtherUnit
from eligo.units import conversion, parse_unit

from ..mutants.units import other_unit, unit_of_substance
from .collect import collected
from .completions import completions
from .contradictions import contradictions
from .directions import directions


def evidence(program: Program) -> Evidence:
    """Everything that the suite of a program is made from; the same on every machine."""
    vectors, gaps = collected(program)
    return Evidence(
        vectors,
        tuple(directions(program)),
        tuple(_units(program)),
        tuple(completions(program)),
        tuple(contradictions(program)),
        gaps,
    )


def _units(program: Program) -> Iterator[OtherUnit]:
    """Another unit for each number, those in lists too: of the amount of substance where there is a molar mass."""
    for fact in program.facts:
        for number in (fact, *(field for field in fact.fields if fact.kind == "events")):
            unit = (unit_of_substance(number) or other_unit(number.unit)) if number.kind == "number" else None
            if unit is not None:
                scale, _ = conversion(parse_unit(number.unit), parse_unit(unit), number.molar_mass)
                yield OtherUnit(number.name, unit, scale)
