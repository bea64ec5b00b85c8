"""Times that have passed between two moments: where a comparison hangs from one, and how long it has to be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from . import nodes as n
from .program import Program
from .values import DAY, HOUR, MINUTE, Duration

MONTHS = {"years": 12, "months": 1}
"""The measures that count calendar months, and how many."""

MICROS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}


def times_passed(node: object, program: Program) -> Iterator[n.Elapsed]:
    """The times passed that a number may be equal to."""
    match node:
        case n.Elapsed():
            yield node
        case n.FirstKnown(operands):
            for operand in operands:
                yield from times_passed(operand, program)
        case n.NumberRef(name):
            yield from times_passed(program.definition[name].body, program)


def lengths(measure: n.Measure, relation: n.Relation, limit: Fraction) -> Iterator[tuple[Fraction, Duration]]:
    """How much time has to pass for a comparison to change, as a count and a duration; years and months are whole."""
    for count in _counts(measure, relation, limit):
        length = count * (MONTHS[measure] if measure in MONTHS else MICROS[measure])
        if length.denominator == 1:
            yield count, Duration(months=int(length)) if measure in MONTHS else Duration(micros=int(length))


def _counts(measure: n.Measure, relation: n.Relation, limit: Fraction) -> Iterator[Fraction]:
    if measure not in MONTHS:
        yield limit
        return
    if relation in (">=", "<", "=", "!="):
        yield Fraction(math.ceil(limit))
    if relation in (">", "<=", "=", "!="):
        yield Fraction(math.floor(limit) + 1)
