"""Powers and logarithms for the solver: left free, and told what they are worth at the places that it comes to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

import z3

from eligo.core.logarithms import Base, logarithm
from eligo.core.powers import power
from eligo.core.values import exactly
from eligo.verify.solver.terms import Amount, Bool, Term, conj, real

_SLACK = Fraction(1, 10**30)
"""Far more than the digits in which two enclosures of nearly equal results may differ, relative to their size."""

_SLOPES: dict[Base, tuple[Fraction, Fraction]] = {
    "e": (Fraction(1), Fraction(1)),
    "10": (Fraction("0.4342944819032518"), Fraction("0.4342944819032519")),
}
"""Of a logarithm at 1, from below and from above."""

_SHORT = 3
"""How many digits a short number has."""


def _short(number: Fraction, towards: Callable[[Fraction], int]) -> Fraction:
    """The next number of a few digits."""
    if not number:
        return number
    digits = len(str(floor(abs(number)))) if abs(number) >= 1 else 1 - len(str(floor(1 / abs(number))))
    step = Fraction(10) ** (digits - _SHORT)
    return towards(number / step) * step


class Placed(ABC):
    """A number that is left free, and told what it is worth wherever the solver puts its operands."""

    @abstractmethod
    def terms(self) -> tuple[Term, ...]:
        """The operands, single numbers."""

    @abstractmethod
    def at(self, *places: Fraction) -> Bool:
        """What follows of the value at one place: exactly there, and as a limit on either side."""

    def places(self, model: Any) -> tuple[tuple[Fraction, ...], ...]:
        """Where a model has the operands, and the short numbers below and above; none, where they are no fractions.

        What is learnt at one place after the other may come ever closer to where a limit is crossed, from one side; a
        short number beyond crosses it.
        """
        found = [model.eval(term, model_completion=True) for term in self.terms()]
        if not all(map(z3.is_rational_value, found)):
            return ()
        there = [Fraction(one.numerator_as_long(), one.denominator_as_long()) for one in found]
        return tuple(there), tuple(_short(one, floor) for one in there), tuple(_short(one, ceil) for one in there)

    def there(self, places: tuple[Fraction, ...]) -> list[Bool]:
        """That the operands lie at some place."""
        return [term == real(place) for term, place in zip(self.terms(), places, strict=True)]

    def worth(self, model: Any) -> Bool:
        """What follows of the value at the place where a model has it; nothing, where that is no fraction."""
        places = self.places(model)
        return self.at(*places[0]) if places else z3.BoolVal(True)


@dataclass(frozen=True, slots=True)
class Power(Placed):
    """A power of a positive base."""

    base: Amount
    exponent: Amount
    low: Term
    high: Term

    def terms(self) -> tuple[Term, ...]:
        return self.base.low, self.exponent.low

    def at(self, *places: Fraction) -> Bool:
        base, exponent = places
        found = power(exactly(base), exactly(exponent)) if base > 0 else None
        if found is None:
            return z3.BoolVal(True)
        here = z3.And(self.base.low == real(base), self.exponent.low == real(exponent))
        exact = z3.And(self.low == real(found.low), self.high == real(found.high))
        if self.exponent.constant:
            above, below, rises = self.base.low >= real(base), self.base.low <= real(base), exponent > 0
        elif self.base.constant:
            above, below = self.exponent.low >= real(exponent), self.exponent.low <= real(exponent)
            rises = base > 1
        else:
            return z3.Implies(here, exact)
        if not rises:
            above, below = below, above
        low, high = found.low * (1 - _SLACK), found.high * (1 + _SLACK)
        limits = (z3.Implies(above, self.low >= real(low)), z3.Implies(below, self.high <= real(high)))
        return conj((z3.Implies(here, exact), *limits))


@dataclass(frozen=True, slots=True)
class Logarithm(Placed):
    """One end of the range of a logarithm, by the same end of the number's own; above zero, it rises with it."""

    base: Base
    operand: Term
    value: Term
    end: Literal["low", "high"]

    def terms(self) -> tuple[Term, ...]:
        return (self.operand,)

    def at(self, *places: Fraction) -> Bool:
        (place,) = places
        found = logarithm(self.base, exactly(place))
        if found is None:
            return z3.BoolVal(True)
        exact = self.value == real(found.low if self.end == "low" else found.high)
        above, below = self.operand >= real(place), z3.And(self.operand > 0, self.operand <= real(place))
        low, high = found.low - _SLACK, found.high + _SLACK
        gentle, steep = _SLOPES[self.base]
        beyond = (self.operand - real(place)) / real(place)  # a logarithm lies below each of its tangents
        return conj(
            (
                z3.Implies(self.operand == real(place), exact),
                z3.Implies(above, z3.And(self.value >= real(low), self.value <= real(high) + real(steep) * beyond)),
                z3.Implies(below, self.value <= real(high) + real(gentle) * beyond),
            )
        )
