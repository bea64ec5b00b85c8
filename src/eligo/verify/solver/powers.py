"""Powers that the solver does not know: what they are worth is told it place by place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from eligo.core.powers import power
from eligo.core.values import exactly
from eligo.verify.solver.terms import Amount, Bool, Term, conj, real

_SLACK = Fraction(1, 10**30)
"""Far more than the digits in which two enclosures of nearly equal powers may differ, relative to their size."""


@dataclass(frozen=True, slots=True)
class Power:
    """A power of a positive base that is left free; base and exponent are single numbers."""

    base: Amount
    exponent: Amount
    low: Term
    high: Term

    def place(self, model: Any) -> list[Bool]:
        """That base and exponent are what a model has them to be."""
        terms = (self.base.low, self.exponent.low)
        return [term == model.eval(term, model_completion=True) for term in terms]

    def worth(self, model: Any) -> Bool:
        """What follows of the power's value at the place where a model has it; nothing, where that is no fraction."""
        found = [model.eval(term, model_completion=True) for term in (self.base.low, self.exponent.low)]
        if not all(map(z3.is_rational_value, found)):
            return z3.BoolVal(True)
        base, exponent = (Fraction(one.numerator_as_long(), one.denominator_as_long()) for one in found)
        return self.at(base, exponent)

    def at(self, base: Fraction, exponent: Fraction) -> Bool:
        """What follows of the power's value at one place: exactly there, and as a limit on either side."""
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
