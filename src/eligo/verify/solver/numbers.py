"""Numbers for the solver: sums as they are; products and quotients by a name of their own and an equation.

Powers and logarithms are left free, and told what they are worth place by place: see :mod:`.placed`.

The equations that are not linear are kept apart (``curved``): much is decided without them.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.intervals import combine
from eligo.core.logarithms import Base, logarithm
from eligo.core.values import DAY, HOUR, MINUTE, Range, exactly
from eligo.verify.solver.placed import Logarithm, Placed, Power
from eligo.verify.solver.terms import BIG, Amount, Bool, Term, conj, disj, either, either_bool, inverse, real

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope

_LARGEST_POWER = 6
_FIXED = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}
_ZERO = Fraction(0)


def constant(value: Fraction) -> Amount:
    """A number that is known."""
    term = real(value)
    return Amount(True, term, term, value, value)


class Numbers:
    """The amounts of one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.curved: list[Bool] = []
        self.placed: list[Placed] = []
        self._products: dict[tuple[int, int], Term] = {}

    def amount(self, node: n.Numeric, scope: Scope) -> Amount:
        """The range of a number."""
        match node:
            case n.Number(value):
                return constant(value)
            case n.Measured(fact):
                return self.encoder.measured(fact, scope)
            case n.Arithmetic(op, left, right):
                return self._arithmetic(op, self.encoder.amount(left, scope), self.encoder.amount(right, scope))
            case n.Logarithm(base, operand):
                return self._logarithm(base, self.encoder.amount(operand, scope))
            case n.Choose(condition, then, otherwise):
                truth = self.encoder.truth(condition, scope)
                one, other = self.encoder.amount(then, scope), self.encoder.amount(otherwise, scope)
                known = disj(
                    (
                        conj((truth.yes, one.known)),
                        conj((truth.no, other.known)),
                        conj((truth.open, one.known, other.known)),
                    )
                )
                low = either(truth.yes, one.low, either(truth.no, other.low, lesser(one.low, other.low)))
                high = either(truth.yes, one.high, either(truth.no, other.high, greater(one.high, other.high)))
                partial = either_bool(
                    truth.yes, one.partial, either_bool(truth.no, other.partial, disj((one.partial, other.partial)))
                )
                return Amount(known, low, high, *_hull(one, other), partial)
            case n.FirstKnown(operands):
                return self._first([self.encoder.amount(operand, scope) for operand in operands])
            case n.Elapsed(measure, start, end):
                return self._elapsed(measure, start, end, scope)
            case n.Pick():
                return self.encoder.picks.pick(node, scope)
            case n.NumberRef(name):
                return self.encoder.number_named(name, scope)

    def unknown(self) -> Amount:
        """A number that is never known."""
        zero = real(_ZERO)
        return Amount(False, zero, zero)

    def free(self, why: str) -> Amount:
        """A number that may be anything."""
        self.encoder.left_free(why)
        low, high = z3.FreshReal("free"), z3.FreshReal("free")
        self.encoder.constraints.append(low <= high)
        return Amount(z3.FreshBool("free"), low, high)

    # ------------------------------------------------------------ arithmetic

    def _arithmetic(self, op: str, a: Amount, b: Amount) -> Amount:
        if op in ("max", "min"):
            return _extreme(a, b, greatest=op == "max")
        known = conj((a.known, b.known))
        least, most = _bounds(a, op, b)
        partial = disj((a.partial, b.partial))
        if op not in ("+", "-") and partial is not False:
            return self.free("products of numbers of which only a limit is known")
        match op:
            case "+":
                low, high = a.low + b.low, a.high + b.high
            case "-":
                low, high = a.low - b.high, a.high - b.low
            case "*":
                return self._multiplied(a, b, known, least, most)
            case "/":
                return self._divided(a, b, known, least, most)
            case _:
                return self._power(a, b, known, least, most)
        exact = a.exact and b.exact
        return Amount(known, low, low if exact else high, least, most, partial)

    def _multiplied(self, a: Amount, b: Amount, known: Bool, least: Fraction | None, most: Fraction | None) -> Amount:
        if a.constant and b.constant and least is not None and least == most:
            return replace(constant(least), known=known)
        if a.exact and b.exact:
            product = self._product(a, b, a.low, b.low, least, most)
            return Amount(known, product, product, least, most)
        if a.least is not None and a.least >= 0 and b.least is not None and b.least >= 0:
            low, high = (self._product(a, b, x, y, least, most) for x, y in ((a.low, b.low), (a.high, b.high)))
            return Amount(known, low, high, least, most)
        corners = [self._product(a, b, x, y, least, most) for x in (a.low, a.high) for y in (b.low, b.high)]
        low, high = corners[0], corners[0]
        for corner in corners[1:]:
            low, high = lesser(low, corner), greater(high, corner)
        return Amount(known, low, high, least, most)

    def _product(self, a: Amount, b: Amount, x: Term, y: Term, least: Fraction | None, most: Fraction | None) -> Term:
        if a.constant or b.constant:
            return x * y
        key = (x.get_id(), y.get_id())
        if key not in self._products:
            product = self._named(least, most)
            self.curved.append(product == x * y)
            self._products[key] = product
            self.encoder.kept += [x, y]
        return self._products[key]

    def _named(self, least: Fraction | None, most: Fraction | None) -> Term:
        """A result by a name of its own, of which only the limits are said at once; terms of facts not given too."""
        product = z3.FreshReal("product")
        if least is not None and most is not None:
            self.encoder.constraints += [product >= real(least), product <= real(most)]
        return product

    def _divided(self, a: Amount, b: Amount, known: Bool, least: Fraction | None, most: Fraction | None) -> Amount:
        if b.least is not None and b.least == b.most and b.least != 0:
            factor = 1 / b.least
            term = real(factor)
            return self._multiplied(a, Amount(True, term, term, factor, factor), known, least, most)
        zero = real(_ZERO)
        known = conj((known, disj((b.low > zero, b.high < zero))))
        if a.exact and b.exact:
            quotient = self._quotient(a.low, b.low, least, most)
            return Amount(known, quotient, quotient, least, most)
        if a.least is not None and a.least >= 0 and b.least is not None and b.least >= 0:
            low, high = self._quotient(a.low, b.high, least, most), self._quotient(a.high, b.low, least, most)
            return Amount(known, low, high, least, most)
        corners = [self._quotient(x, y, least, most) for x in (a.low, a.high) for y in (b.low, b.high)]
        low, high = corners[0], corners[0]
        for corner in corners[1:]:
            low, high = lesser(low, corner), greater(high, corner)
        return Amount(known, low, high, least, most)

    def _quotient(self, x: Term, y: Term, least: Fraction | None, most: Fraction | None) -> Term:
        quotient = self._named(least, most)
        self.curved.append(z3.Implies(y != 0, quotient * y == x))
        return quotient

    def _power(self, a: Amount, b: Amount, known: Bool, least: Fraction | None, most: Fraction | None) -> Amount:
        if a.constant and b.constant:
            assert a.least is not None
            assert b.least is not None
            found = combine(exactly(a.least), "^", exactly(b.least))
            if found is None:
                return self.unknown()
            return Amount(known, real(found.low), real(found.high), found.low, found.high)
        exponent = b.least if b.least == b.most else None
        if exponent is None or exponent.denominator != 1 or not 1 <= exponent <= _LARGEST_POWER:
            return self._free_power(a, b, known, least, most)
        result, power = a, 1
        while power < exponent:
            power += 1
            if not a.exact and (a.least is None or a.least < 0):
                return self._free_power(a, b, known, least, most)
            result = self._multiplied(result, a, known, *_bounds(result, "*", a))
        return Amount(known, result.low, result.high, least, most)

    def _free_power(self, a: Amount, b: Amount, known: Bool, least: Fraction | None, most: Fraction | None) -> Amount:
        free = self.free("a power whose exponent is not a small whole number")
        if a.least is None or a.least <= 0:
            return free
        if least is not None and most is not None:
            self.encoder.constraints += [free.low >= real(least), free.high <= real(most)]
        if a.exact and b.exact:
            self.placed.append(Power(a, b, free.low, free.high))
        return Amount(known, free.low, free.high, least, most)

    def _logarithm(self, base: Base, a: Amount) -> Amount:
        """The logarithm of a number that is above zero and of which more than a limit is known."""
        if a.constant:
            assert a.least is not None
            found = logarithm(base, exactly(a.least))
            if found is None:
                return self.unknown()
            return Amount(a.known, real(found.low), real(found.high), found.low, found.high)
        free = self.free("a logarithm")
        self.placed.append(Logarithm(base, a.low, free.low, "low"))
        self.placed.append(Logarithm(base, a.high, free.high, "high"))
        least = None if a.least is None else logarithm(base, exactly(a.least))
        most = None if a.most is None else logarithm(base, exactly(a.most))
        if least is not None:
            self.encoder.constraints.append(free.low >= real(least.low))
        if most is not None:
            self.encoder.constraints.append(free.high <= real(most.high))
        known = conj((a.counts_as_known, a.low > real(_ZERO)))
        ends = (least.low if least is not None else None, most.high if most is not None else None)
        return Amount(known, free.low, free.high, *ends)

    # ------------------------------------------------------------ choices and time

    def _first(self, operands: list[Amount]) -> Amount:
        if not operands:
            return self.unknown()
        result = replace(operands[-1], known=operands[-1].counts_as_known, partial=False)
        for one in reversed(operands[:-1]):
            taken = one.counts_as_known
            low = either(taken, one.low, result.low)
            high = low if one.exact and result.exact else either(taken, one.high, result.high)
            result = Amount(disj((taken, result.known)), low, high, *_hull(one, result))
        return result

    def _elapsed(self, measure: n.Measure, start: n.Temporal, end: n.Temporal, scope: Scope) -> Amount:
        first, last = self.encoder.instant(start, scope), self.encoder.instant(end, scope)
        known = conj((first.happened, last.happened))
        exact = first.low is first.high and last.low is last.high
        if measure in ("years", "months"):
            step = 12 if measure == "years" else 1
            calendar = self.encoder.calendar
            low = z3.ToReal(_floor(calendar.completed_months(first.high, last.low), step))
            high = low if exact else z3.ToReal(_floor(calendar.completed_months(first.low, last.high), step))
            return Amount(known, low, high)
        unit = real(Fraction(1, _FIXED[measure]))
        low = unit * z3.ToReal(last.low.at - first.high.at)
        high = low if exact else unit * z3.ToReal(last.high.at - first.low.at)
        return Amount(known, low, high)


def _extreme(a: Amount, b: Amount, *, greatest: bool) -> Amount:
    """The greater or the lesser of two numbers: beyond the known one, while the other is unknown."""
    both, known = conj((a.known, b.known)), disj((a.known, b.known))
    partial = disj((conj((known, inverse(both))), conj((both, disj((a.partial, b.partial))))))
    pick = greater if greatest else lesser
    low, high = pick(a.low, b.low), pick(a.high, b.high)
    if both is not True:
        alone_low, alone_high = either(a.known, a.low, b.low), either(a.known, a.high, b.high)
        low = either(both, low, alone_low if greatest else real(-BIG))
        high = either(both, high, real(BIG) if greatest else alone_high)
        return Amount(known, low, high, partial=partial)
    if a.exact and b.exact:
        high = low
    return Amount(known, low, high, *_bounds(a, "max" if greatest else "min", b), partial)


def lesser(a: Term, b: Term) -> Term:
    """The lesser of two."""
    return a if a is b else z3.If(a <= b, a, b)


def greater(a: Term, b: Term) -> Term:
    """The greater of two."""
    return a if a is b else z3.If(a >= b, a, b)


def _floor(months: Term, step: int) -> Term:
    return months if step == 1 else months / step  # a quotient of integers is the lower whole number


def _bounds(a: Amount, op: str, b: Amount) -> tuple[Fraction | None, Fraction | None]:
    if a.least is None or a.most is None or b.least is None or b.most is None:
        return None, None
    found = combine(Range(a.least, a.most), op, Range(b.least, b.most))
    return (None, None) if found is None else (found.low, found.high)


def _hull(a: Amount, b: Amount) -> tuple[Fraction | None, Fraction | None]:
    least = None if a.least is None or b.least is None else min(a.least, b.least)
    most = None if a.most is None or b.most is None else max(a.most, b.most)
    return least, most


def compared(a: Amount, relation: n.Relation, b: Amount) -> tuple[Bool, Bool]:
    """Whether a relation surely holds, and whether it surely does not, of two known numbers."""
    match relation:
        case "<":
            return a.high < b.low, a.low >= b.high
        case ">":
            return b.high < a.low, b.low >= a.high
        case ">=":
            return a.low >= b.high, a.high < b.low
        case "<=":
            return b.low >= a.high, b.high < a.low
    apart = disj((a.high < b.low, b.high < a.low))
    same = a.low == b.low if a.exact and b.exact else conj((a.low == a.high, b.low == b.high, a.low == b.low))
    return (same, apart) if relation == "=" else (apart, same)
