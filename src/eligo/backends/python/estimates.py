"""What is known of a number before any patient: its range, and how large an exact computation of it can grow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.intervals import BITS, combine, hull
from eligo.core.logarithms import logarithm
from eligo.core.powers import EXACT_BITS, EXACT_EXPONENT
from eligo.core.program import Fact, Program
from eligo.core.values import Range, exactly

SMALLEST = Fraction(1, 10**15)
LARGEST = Fraction(2**53)
MOST_LEAVES = 16
LEAF_BITS = 200
"""Numerator and denominator of the decimal of a double between :data:`SMALLEST` and :data:`LARGEST` need no more."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of one number before any patient.

    Attributes:
        range: what plausible values give it, None when they give none.
        point: when it is known, it is one number and never a range.
        rounded: floating point may round it: it is computed, not measured or counted.
        leaves: how many numbers enter its computation.
        bits: how many binary digits its exact value may need.
        open: an end of its range may be infinite: an operand of a greatest or least number may be missing. One that is
            calculated with is left to the exact path.
    """

    range: Range | None
    point: bool
    rounded: bool
    leaves: int
    bits: int
    open: bool = False

    @property
    def never_negative(self) -> bool:
        """Whether plausible values never make it negative."""
        return self.range is not None and self.range.low >= 0

    @property
    def never_zero(self) -> bool:
        """Whether plausible values never make it zero."""
        return self.range is not None and not self.range.low <= 0 <= self.range.high

    @property
    def fits_doubles(self) -> bool:
        """Whether its computation is small enough for its rounding errors and its exact value to stay within bounds."""
        return self.leaves <= MOST_LEAVES and self.bits <= BITS - 64


NOTHING = Estimate(None, point=True, rounded=False, leaves=1, bits=1)
"""A number that nobody knows."""


class Estimates:
    """The estimates of a program's numbers; named ones are made once, in the program's order."""

    def __init__(self, program: Program, *, sharp: bool = False) -> None:
        self._program = program
        self._sharp = sharp
        """Whether every moment is certain, so that the time between two is one number."""
        self._named: dict[str, Estimate] = {}
        for name in program.order:
            definition = program.definition.get(name)
            if definition is not None and definition.unit is not None:
                self._named[name] = self.of(definition.body)  # type: ignore[arg-type]  # a unit marks a number

    def of(self, node: n.Numeric) -> Estimate:
        """What is known of a number."""
        match node:
            case n.Number(value):
                bits = value.numerator.bit_length() + value.denominator.bit_length()
                return Estimate(exactly(value), True, True, 1, bits)
            case n.Measured(fact):
                return Estimate(_measured(self._program.fact[fact]), True, False, 1, LEAF_BITS)
            case n.Elapsed(measure):
                return Estimate(None, self._sharp, measure not in ("years", "months"), 1, LEAF_BITS)
            case n.Pick(_, "count"):
                return Estimate(None, False, False, 1, LEAF_BITS)
            case n.Pick(_, "sum" | "mean", n.Measured()):
                return Estimate(None, True, True, 2, 2 * LEAF_BITS)
            case n.Pick(_, "sum" | "mean"):  # the denominators of computed numbers have no bound together
                return Estimate(None, True, True, 2, BITS)
            case n.Pick(_, _, n.Measured() as value):
                return self.of(value)
            case n.Pick(_, _, value):
                return NOTHING if value is None else replace(self.of(value), point=True, rounded=True, open=False)
            case n.NumberRef(name):
                return self._named[name]
            case n.Arithmetic(op, left, right):
                a, b = self.of(left), self.of(right)
                result = None if a.range is None or b.range is None else combine(a.range, op, b.range)
                point = a.point and b.point
                if op == "^":
                    # A power rounds more than a sum; beyond a short whole one, its exact value is short by definition.
                    bits = max(EXACT_BITS, min(EXACT_EXPONENT, _largest(b.range)) * a.bits)
                    return Estimate(result, point, True, a.leaves + b.leaves + 1, bits)
                if op in ("max", "min"):
                    return replace(_either([a, b], point=False), range=result, open=True)
                return Estimate(result, point, True, a.leaves + b.leaves, a.bits + b.bits + 1)
            case n.Logarithm(base, operand):
                a = self.of(operand)
                return Estimate(logarithm(base, a.range), a.point, True, a.leaves + 1, max(EXACT_BITS, a.bits))
            case n.Choose(_, then, otherwise):
                return _either([self.of(then), self.of(otherwise)], point=False)
            case n.FirstKnown(()):
                return NOTHING
            case n.FirstKnown(operands):
                found = [self.of(operand) for operand in operands]
                return replace(_either(found, point=all(e.point for e in found)), open=False)


def _either(found: list[Estimate], *, point: bool) -> Estimate:
    """What is known of a number that is one of several; an alternative that nobody knows adds nothing."""
    found = [estimate for estimate in found if estimate is not NOTHING] or [NOTHING]
    together = found[0].range
    for other in found[1:]:
        together = hull(together, other.range)
    rounded, leaves, bits = (any(e.rounded for e in found), max(e.leaves for e in found), max(e.bits for e in found))
    return Estimate(together, point, rounded, leaves, bits, any(e.open for e in found))


def _largest(known: Range | None) -> int:
    """The largest whole number within a range, signs apart."""
    return EXACT_EXPONENT if known is None else int(max(abs(known.low), abs(known.high)))


def _measured(fact: Fact) -> Range | None:
    if fact.plausible is None:
        return None
    plausible = Range(*fact.plausible)
    return hull(plausible, exactly(fact.missing)) if isinstance(fact.missing, Fraction) else plausible
