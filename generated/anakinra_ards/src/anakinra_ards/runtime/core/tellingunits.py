"""In which unit the two sides of a comparison are told."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import nodes as n
from .display import written_quantity
from .program import Program

_UNIT_OF: dict[n.Measure, str] = {
    "years": "a",
    "months": "mo",
    "weeks": "wk",
    "days": "d",
    "hours": "h",
    "minutes": "min",
}
"""The unit that a length of time is counted in."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The unit of a comparison's numbers, None where they have none; ``scale`` brings what is computed into it."""

    unit: str | None
    scale: Fraction = Fraction(1)


def telling(program: Program, left: n.Numeric, right: n.Numeric) -> Telling:
    """The unit of two compared numbers: that of what is declared, otherwise the one that the author compares with."""
    unit = unit_of(program, left) or unit_of(program, right)
    if unit is not None:
        return Telling(unit)
    for side in (right, left):
        written = written_quantity(side.shown) if isinstance(side, n.Number) else None
        if isinstance(side, n.Number) and written is not None and side.value:
            return Telling(written[1], Fraction(written[0]) / side.value)
    return Telling(None)


def unit_of(program: Program, node: n.Numeric) -> str | None:
    """The unit that a number is in, as far as what it comes from says so."""
    match node:
        case n.Measured(fact):
            return program.fact[fact].unit
        case n.NumberRef(name):
            return program.definition[name].unit
        case n.Elapsed(measure):
            return _UNIT_OF[measure]
        case n.Pick(value=value) if value is not None:
            return unit_of(program, value)
        case n.Choose(_, then, otherwise):
            return unit_of(program, then) or unit_of(program, otherwise)
        case n.FirstKnown(operands):
            return next((unit for operand in operands if (unit := unit_of(program, operand))), None)
        case n.Arithmetic("+" | "-" | "max" | "min", left, right):
            return unit_of(program, left) or unit_of(program, right)
        case n.Number(value, shown):
            written = written_quantity(shown)
            return written[1] if written is not None and Fraction(written[0]) == value and written[1] != "1" else None
        case _:
            return None
