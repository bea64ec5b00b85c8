"""Numbers as floating point expressions that know how far they can be trusted.

A number that was written down is compared exactly, through :mod:`eligo.core.cuts`. A computed one carries a rounding
error, and is trusted only where it lies further from the limit than that error can reach: rows that lie nearer are in
doubt, and the reference interpreter decides them.

The error is bounded in the usual way (N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, chapter 3):
every operation adds at most 2**-53 of its result, and passes on what its operands carry. So the error of an expression
is at most its number of operations times 2**-53 times its *magnitude*, the same expression with all signs taken as
plus. :data:`TRUST` leaves room for some millions of operations.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from eligo.core.cuts import decimal_of
from eligo.core.intervals import BITS
from eligo.core.nodes import Relation
from eligo.core.powers import EXACT_BITS, EXACT_EXPONENT

from .cuts import cut
from .times import NULL, Unsupported, agreed

TRUST = 1e-9
"""A computed number is trusted to this part of its magnitude."""

SMALLEST, LARGEST = 1e-15, 1e15
"""Sizes, zero apart, of measurements that expressions compute with; rows with others are in doubt."""

LEAF_BITS = 128
"""No decimal of a float within those sizes has a longer numerator or denominator."""

_SAFE = 1e250
_FLAT = 1e6
_FARTHEST = 200.0
"""The largest natural logarithm of a power that floats are trusted with."""


@dataclass(frozen=True, slots=True)
class Num:
    """A number of every row, from ``low`` to ``high`` (the same expression when it is never a range); null is unknown.

    Attributes:
        exact: its floats stand for the decimals that they are written as; there is no rounding error.
        bounds: the least and the greatest value that it can take, about.
        nonzero: the least size that it can have when it is not zero.
        spread: the magnitude is at most this many times the value's size; None: see ``magnitude``.
        magnitude: an expression for the magnitude, when it is not a multiple of the value.
        doubt: rows in which arithmetic with it cannot be trusted.
        bits: longest numerator or denominator that the exact number can have.
        constant: the same float in every row.
        nothing: it is unknown in every row.
    """

    low: pl.Expr
    high: pl.Expr
    exact: bool
    bounds: tuple[float, float]
    nonzero: float
    spread: float | None = 1.0
    magnitude: pl.Expr | None = None
    doubt: tuple[pl.Expr, ...] = ()
    bits: int = LEAF_BITS
    constant: float | None = None
    nothing: bool = False

    @property
    def point(self) -> bool:
        """Whether it is one number in every row, never a range."""
        return self.low is self.high

    @property
    def least_size(self) -> float:
        """How near to zero its bounds let it come."""
        low, high = self.bounds
        return low if low > 0 else -high if high < 0 else 0.0

    @property
    def largest_size(self) -> float:
        """How far from zero its bounds let it go."""
        return max(abs(self.bounds[0]), abs(self.bounds[1]))

    def known(self) -> pl.Expr:
        """Whether it has a value."""
        return self.low.is_not_null()


_NULL = pl.lit(None, dtype=pl.Float64)
NOTHING = Num(_NULL, _NULL, exact=True, bounds=(0.0, 0.0), nonzero=1.0, nothing=True)
"""A number that nobody knows."""


def constant(value: Fraction) -> Num:
    """A number that is the same in every row."""
    size = abs(value)
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    if size and not Fraction(1) / 10**200 < size < 10**200:
        raise Unsupported
    at = float(value)
    expr = pl.lit(at, dtype=pl.Float64)
    return Num(expr, expr, decimal_of(at) == value, (at, at), abs(at) or 1.0, bits=bits, constant=at)


def measured(value: pl.Expr, plausible: tuple[Fraction, Fraction] | None, default: Fraction | None) -> Num:
    """A number fact, implausible values already null and the default, which may lie anywhere, filled in."""
    low, high = (-LARGEST, LARGEST) if plausible is None else (float(plausible[0]), float(plausible[1]))
    if default is not None:
        low, high = min(low, float(default)), max(high, float(default))
    doubt: tuple[pl.Expr, ...] = ()
    if low < -LARGEST or high > LARGEST or plausible is None:
        low, high = max(low, -LARGEST), min(high, LARGEST)
        doubt += (value.abs() > LARGEST,)
    if not (low > SMALLEST or high < -SMALLEST):
        doubt += ((value.abs() < SMALLEST) & (value != 0),)
    nonzero = low if low > SMALLEST else -high if high < -SMALLEST else SMALLEST
    return Num(value, value, True, (low, high), nonzero, doubt=doubt)


def whole_number(value: pl.Expr, size: float) -> Num:
    """A whole number of at most a size, such as completed years."""
    value = value.cast(pl.Float64)
    return Num(value, value, True, (-size, size), 1.0)


def ratio_of(low: pl.Expr, high: pl.Expr, unit: int, size: float) -> Num:
    """Whole numbers in a larger unit, such as microseconds in hours; ``size`` bounds the result."""
    floats = low.cast(pl.Float64) / unit
    other = floats if low is high else high.cast(pl.Float64) / unit
    return Num(floats, other, False, (-size, size), 1.0 / unit)


# ---------------------------------------------------------------- arithmetic


def combine(a: Num, op: str, b: Num) -> Num:
    """``a op b``, as :func:`eligo.core.intervals.combine`."""
    if a.nothing or b.nothing:
        return NOTHING
    if op in ("max", "min"):
        return _extreme(a, op, b)
    if op == "^":
        result = _power(a, b)
    elif op == "+":
        result = _sum(a, b)
    elif op == "-":
        result = _sum(a, _negative(b))
    elif op == "*":
        result = _product(a, b)
    else:
        result = _product(a, _inverse(b))
        if a.point and b.point:  # one rounding instead of two
            quotient = a.low / _never_zero(b, b.low)
            result = replace(result, low=quotient, high=quotient)
    if result.largest_size > _SAFE or result.nonzero < 1 / _SAFE or result.bits > BITS:
        raise Unsupported
    return result


def _negative(a: Num) -> Num:
    low = -a.high
    bounds = (-a.bounds[1], -a.bounds[0])
    return replace(a, low=low, high=low if a.point else -a.low, bounds=bounds, exact=False, constant=None)


def _sum(a: Num, b: Num) -> Num:
    low = a.low + b.low
    bounds = (a.bounds[0] + b.bounds[0], a.bounds[1] + b.bounds[1])
    spread = _spread_of_sum(a, b, bounds)
    return Num(
        low,
        low if a.point and b.point else a.high + b.high,
        exact=False,
        bounds=_widened(bounds),
        nonzero=min(a.nonzero, b.nonzero) * 2.0**-60,
        spread=spread,
        magnitude=None if spread else size_of(a) + size_of(b),
        doubt=a.doubt + b.doubt,
        bits=a.bits + b.bits + 1,
    )


def _spread_of_sum(a: Num, b: Num, bounds: tuple[float, float]) -> float | None:
    if a.spread is None or b.spread is None:
        return None
    if (a.bounds[0] >= 0 and b.bounds[0] >= 0) or (a.bounds[1] <= 0 and b.bounds[1] <= 0):
        return max(a.spread, b.spread)
    least = bounds[0] if bounds[0] > 0 else -bounds[1]
    if least <= 0:
        return None
    spread = (a.spread * a.largest_size + b.spread * b.largest_size) / least
    return spread if spread < _FLAT else None


def _product(a: Num, b: Num) -> Num:
    corners = [x * y for x in a.bounds for y in b.bounds]
    low, high = _ends(a, b)
    flat = a.spread is not None and b.spread is not None and a.spread * b.spread < _FLAT
    return Num(
        low,
        high,
        exact=False,
        bounds=_widened((min(corners), max(corners))),
        nonzero=a.nonzero * b.nonzero / 2,
        spread=a.spread * b.spread if flat and a.spread and b.spread else None,
        magnitude=None if flat else size_of(a) * size_of(b),
        doubt=a.doubt + b.doubt,
        bits=a.bits + b.bits,
    )


def _ends(a: Num, b: Num) -> tuple[pl.Expr, pl.Expr]:
    """The least and greatest product; null when either is, for then every corner is."""
    if a.point and b.point:
        product = a.low * b.low
        return product, product
    if a.bounds[0] >= 0 and b.bounds[0] >= 0:
        return a.low * b.low, a.high * b.high
    pairs = [(x, y) for x in _distinct(a) for y in _distinct(b)]
    corners = [x * y for x, y in pairs]
    return pl.min_horizontal(corners), pl.max_horizontal(corners)


def _distinct(a: Num) -> tuple[pl.Expr, ...]:
    return (a.low,) if a.point else (a.low, a.high)


def _inverse(b: Num) -> Num:
    """``1 / b``, null where ``b`` may be zero; in doubt where it is not known on which side of zero it lies."""
    doubt = b.doubt
    if b.spread is None:
        doubt += tuple(_near(end, 0.0, b) for end in _distinct(b))
    low = 1 / _never_zero(b, b.high)
    size = 2 / b.nonzero
    bounds = (-size, size)
    if b.least_size > 0:
        bounds = _widened((1 / b.bounds[1], 1 / b.bounds[0]))
    magnitude = None
    if b.spread is None:
        nearest = b.low.abs() if b.point else pl.min_horizontal(b.low.abs(), b.high.abs())
        magnitude = size_of(b) / (nearest * nearest)
    return Num(
        low,
        low if b.point else 1 / _never_zero(b, b.low),
        exact=False,
        bounds=bounds,
        nonzero=0.5 / max(b.largest_size, 1.0),
        spread=b.spread,
        magnitude=magnitude,
        doubt=doubt,
        bits=b.bits,
    )


def _extreme(a: Num, op: str, b: Num) -> Num:
    """The greater or the lesser of two numbers; null when either is."""
    both = a.known() & b.known()
    pick = pl.max_horizontal if op == "max" else pl.min_horizontal
    low = pl.when(both).then(pick(a.low, b.low))
    return _either((a, b), low, pl.when(both).then(pick(a.high, b.high)))


def _power(a: Num, b: Num) -> Num:
    """``a ^ b`` of a positive base; in doubt elsewhere, and where rounding errors would grow too much.

    A base that is wrong by a part e of its size makes a power wrong by b size(a) / a times e, an exponent by ln a times
    size(b) times e.
    """
    largest = pl.max_horizontal([end.abs() for end in _distinct(b)])
    logarithm = pl.max_horizontal([end.log().abs() for end in _distinct(a)])
    growth = 1.0 + largest * size_of(a) / a.low + logarithm * size_of(b)
    corners = [x.pow(y) for x in _distinct(a) for y in _distinct(b)]
    low = pl.min_horizontal(corners) if len(corners) > 1 else corners[0]
    high = pl.max_horizontal(corners) if len(corners) > 1 else low
    far = ~((largest * logarithm < _FARTHEST) & (growth < _FLAT))
    bounds = _power_bounds(a, b)
    return Num(
        low,
        high,
        exact=False,
        bounds=bounds,
        nonzero=bounds[0],
        spread=None,
        magnitude=high * growth,
        doubt=(*a.doubt, *b.doubt, ~((a.low > SMALLEST) & (a.high < LARGEST)), far),
        bits=max(EXACT_BITS, int(min(EXACT_EXPONENT, b.largest_size)) * a.bits),
    )


def _power_bounds(a: Num, b: Num) -> tuple[float, float]:
    """The least and the greatest power where neither is in doubt."""
    logarithms = [math.log(min(max(end, SMALLEST), LARGEST)) for end in a.bounds]
    corners = [min(max(x * y, -_FARTHEST), _FARTHEST) for x in logarithms for y in b.bounds]
    return _widened((math.exp(min(corners)), math.exp(max(corners))))


def _never_zero(b: Num, end: pl.Expr) -> pl.Expr:
    if b.least_size > 0:
        return end
    return pl.when(b.low != 0 if b.point else (b.low > 0) | (b.high < 0)).then(end)


def _widened(bounds: tuple[float, float]) -> tuple[float, float]:
    """Bounds with room for the rounding of the values in them; zero stays zero, for products of zero are exact."""
    low, high = bounds
    return low - abs(low) * TRUST, high + abs(high) * TRUST


def size_of(a: Num) -> pl.Expr:
    """The magnitude that the error of a number is a part of; null when the number is."""
    if a.magnitude is not None:
        return a.magnitude
    size = a.low.abs() if a.point else pl.max_horizontal(a.low.abs(), a.high.abs())
    return size * a.spread if a.spread and a.spread != 1 else size


# ---------------------------------------------------------------- choosing


def first_known(operands: Sequence[Num]) -> Num:
    """The first operand that has a value."""
    operands = [a for a in operands if not a.nothing]
    if len(operands) < 2:
        return operands[0] if operands else NOTHING
    return _either(operands, pl.coalesce([a.low for a in operands]), pl.coalesce([a.high for a in operands]))


def choose(condition: pl.Expr, then: Num, otherwise: Num) -> Num:
    """One of two numbers by a condition; the range of both while that is unknown."""
    if then.nothing and otherwise.nothing:
        return NOTHING
    if then.constant is not None and otherwise.constant is not None:
        either = pl.when(condition).then(then.low).otherwise(otherwise.low)
        other = pl.when(~condition).then(otherwise.low).otherwise(then.low)
        ends = (other, either) if then.constant <= otherwise.constant else (either, other)
        return _either((then, otherwise), *ends, point=False)
    known = then.known() & otherwise.known()
    lowest = pl.when(known).then(pl.min_horizontal(then.low, otherwise.low))
    highest = pl.when(known).then(pl.max_horizontal(then.high, otherwise.high))
    low = pl.when(condition).then(then.low).when(~condition).then(otherwise.low).otherwise(lowest)
    high = pl.when(condition).then(then.high).when(~condition).then(otherwise.high).otherwise(highest)
    return _either((then, otherwise), low, high, point=False)


def _either(parts: Sequence[Num], low: pl.Expr, high: pl.Expr, *, point: bool = True) -> Num:
    flat = all(a.spread is not None for a in parts)
    return Num(
        low,
        low if point and all(a.point for a in parts) else high,
        exact=all(a.exact for a in parts),
        bounds=(min(a.bounds[0] for a in parts), max(a.bounds[1] for a in parts)),
        nonzero=min(a.nonzero for a in parts),
        spread=max(a.spread or 1.0 for a in parts) if flat else None,
        magnitude=None if flat else pl.max_horizontal([size_of(a) for a in parts]),
        doubt=tuple(d for a in parts for d in a.doubt),
        bits=max(a.bits for a in parts),
    )


# ---------------------------------------------------------------- comparing

Decided = tuple[pl.Expr, tuple[pl.Expr, ...]]
"""A condition, and the rows in which it cannot be trusted."""

_SWAPPED: dict[Relation, Relation] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}


def swapped(relation: Relation) -> Relation:
    """The relation seen from its right side."""
    return _SWAPPED[relation]


def compare_with_constant(a: Num, relation: Relation, threshold: Fraction) -> Decided:
    """A number against an exact constant."""
    if a.exact:
        at = cut(relation, threshold)
        return stands(a.low, a.high, relation, at), ()
    try:
        at = float(threshold)
    except OverflowError:
        raise Unsupported from None
    return stands(a.low, a.high, relation, at), a.doubt + tuple(_near(end, at, a) for end in _distinct(a))


def compare(a: Num, relation: Relation, b: Num) -> Decided:
    """Two numbers, neither of which is a constant."""
    if a.nothing or b.nothing:
        return NULL, ()
    if a.exact and b.exact and a.point and b.point:
        return _holds(a.low, relation, b.low), ()
    return compare_with_constant(_sum(a, _negative(b)), relation, Fraction(0))


def stands(low: pl.Expr, high: pl.Expr, relation: Relation, at: pl.Expr | float) -> pl.Expr:
    """Whether all numbers from ``low`` to ``high`` (true), none (false) or some stand in a relation to a limit."""
    if low is high:
        return _holds(low, relation, at)
    match relation:
        case "<" | "<=":
            return agreed(_holds(high, relation, at), _holds(low, relation, at))
        case ">" | ">=":
            return agreed(_holds(low, relation, at), _holds(high, relation, at))
        case "=":
            return agreed((low == at) & (high == at), (low <= at) & (high >= at))
        case "!=":
            return ~stands(low, high, "=", at)


def _holds(a: pl.Expr, relation: Relation, b: pl.Expr | float) -> pl.Expr:
    match relation:
        case "<":
            return a < b
        case "<=":
            return a <= b
        case "=":
            return a == b
        case "!=":
            return a != b
        case ">=":
            return a >= b
        case ">":
            return a > b


def _near(end: pl.Expr, at: float, a: Num) -> pl.Expr:
    """Where an end of a number is too near to a limit for its rounding error."""
    if a.spread is None:
        return (end - at).abs() <= TRUST * (size_of(a) + abs(at))
    # Further out than twice the limit an error relative to the value cannot reach back to it.
    reach = TRUST * abs(at) * (2 * a.spread + 1) if at else 1 / _SAFE
    return end.is_between(at - reach, at + reach)
