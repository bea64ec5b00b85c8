"""What is known of a number before any patient: its range, and how large an exact computation of it can grow."""

from __future__ import annotations

from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.intervals import BITS, combine, hull
from eligo.core.program import Fact, Program
from eligo.core.residual import parts
from eligo.core.values import Range, exactly

SMALLEST = Fraction(1, 10**15)
LARGEST = Fraction(2**53)
MOST_LEAVES = 16
LEAF_BITS = 200
"""Numerator and denominator of the decimal of a double between :data:`SMALLEST` and :data:`LARGEST` need no more."""


def static_range(program: Program, node: n.Numeric) -> Range | None:
    """The range that plausible values give a number, None when they give none."""
    match node:
        case n.Number(value):
            return exactly(value)
        case n.Measured(fact):
            return _measured(program.fact[fact])
        case n.Arithmetic(op, left, right):
            return combine(static_range(program, left), op, static_range(program, right))
        case n.Choose(_, then, otherwise):
            return hull(static_range(program, then), static_range(program, otherwise))
        case n.FirstKnown(operands):
            result = static_range(program, operands[0])
            for operand in operands[1:]:
                result = hull(result, static_range(program, operand))
            return result
        case n.NumberRef(name):
            return static_range(program, program.definition[name].body)  # type: ignore[arg-type]  # names a number
        case _:
            return None


def _measured(fact: Fact) -> Range | None:
    if fact.plausible is None:
        return None
    plausible = Range(*fact.plausible)
    return hull(plausible, exactly(fact.missing)) if isinstance(fact.missing, Fraction) else plausible


def never_negative(program: Program, node: n.Numeric) -> bool:
    """Whether plausible values never make a number negative."""
    found = static_range(program, node)
    return found is not None and found.low >= 0


def never_zero(program: Program, node: n.Numeric) -> bool:
    """Whether plausible values never make a number zero."""
    found = static_range(program, node)
    return found is not None and not found.low <= 0 <= found.high


def always_point(program: Program, node: n.Numeric) -> bool:
    """Whether a number, when it is known, is one number and never a range."""
    match node:
        case n.Choose() | n.Elapsed():
            return False
        case n.NumberRef(name):
            return always_point(program, program.definition[name].body)  # type: ignore[arg-type]  # names a number
        case _:
            return all(always_point(program, part) for part in parts(node))  # type: ignore[arg-type]  # numbers only


def never_rounded(program: Program, node: n.Numeric) -> bool:
    """Whether a number is the same in floating point: measured or counted, not computed."""
    match node:
        case n.Measured():
            return True
        case n.Elapsed(measure):
            return measure in ("years", "months")
        case n.NumberRef(name):
            return never_rounded(program, program.definition[name].body)  # type: ignore[arg-type]  # names a number
        case n.Choose(_, then, otherwise):
            return never_rounded(program, then) and never_rounded(program, otherwise)
        case n.FirstKnown(operands):
            return all(never_rounded(program, operand) for operand in operands)
        case _:
            return False


def fits_doubles(program: Program, node: n.Numeric) -> bool:
    """Whether a computation is small enough for its rounding errors and its exact value to stay within bounds."""
    leaves, bits = _growth(program, node)
    return leaves <= MOST_LEAVES and bits <= BITS - 64


def _growth(program: Program, node: object) -> tuple[int, int]:
    match node:
        case n.Number(value):
            return 1, value.numerator.bit_length() + value.denominator.bit_length()
        case n.Measured() | n.Elapsed():
            return 1, LEAF_BITS
        case n.NumberRef(name):
            return _growth(program, program.definition[name].body)
        case n.Choose(_, then, otherwise):
            found = [_growth(program, then), _growth(program, otherwise)]
        case n.FirstKnown(operands):
            found = [_growth(program, operand) for operand in operands]
        case _:
            found = [_growth(program, part) for part in parts(node)]
            return sum(c for c, _ in found), sum(b for _, b in found) + 1
    return max(c for c, _ in found), max(b for _, b in found)
