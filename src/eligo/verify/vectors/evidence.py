"""Program to all that its generated test suite is made from."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.program import Program
from eligo.core.vectors import Evidence, OtherUnit
from eligo.units import conversion, parse_unit

from ..mutants.units import other_unit
from .collect import vectors
from .completions import completions
from .directions import directions


def evidence(program: Program) -> Evidence:
    """The vectors, directions, other units and completions of a program; the same on every machine."""
    return Evidence(vectors(program), tuple(directions(program)), tuple(_units(program)), tuple(completions(program)))


def _units(program: Program) -> Iterator[OtherUnit]:
    for fact in program.facts:
        unit = other_unit(fact.unit) if fact.kind == "number" and not fact.repeated else None
        if unit is not None:
            yield OtherUnit(fact.name, unit, conversion(parse_unit(fact.unit), parse_unit(unit))[0])
