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

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from eligo.core.cuts import decimal_of

from .times import Unsupported

TRUST = 1e-9
"""A computed number is trusted to this part of its magnitude."""

SMALLEST, LARGEST = 1e-15, 1e15
"""Sizes, zero apart, of measurements that expressions compute with; rows with others are in doubt."""

LEAF_BITS = 128
"""No decimal of a float within those sizes has a longer numerator or denominator."""


SAFE = 1e250
"""Beyond so large, or below one part of it so small, floating point is not used."""

_CLOSE = 1e-5
"""How far from a limit, as a part of it, all rows may be taken for doubtful, to spare the work of telling."""


@dataclass(frozen=True, slots=True)
class Num:
    """A number of every row, from ``low`` to ``high`` (the same expression when it is never a range); null is unknown.

    Attributes:
        exact: its floats stand for the decimals that they are written as; there is no rounding error.
        bounds: the least and the greatest value that it can take, about.
        nonzero: the least size that it can have when it is not zero.
        spread: the magnitude is at most this many times the value's size; None: see ``magnitude``.
        magnitude: an expression for the magnitude, when it is not a multiple of the value.
        most: what that expression cannot exceed, about.
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
    most: float = 0.0
    doubt: tuple[pl.Expr, ...] = ()
    bits: int = LEAF_BITS
    constant: float | None = None
    nothing: bool = False

    @property
    def point(self) -> bool:
        """Whether it is one number in every row, never a range."""
        return self.low is self.high

    @property
    def ends(self) -> tuple[pl.Expr, ...]:
        """Its one end, or both."""
        return (self.low,) if self.point else (self.low, self.high)

    @property
    def least_size(self) -> float:
        """How near to zero its bounds let it come."""
        low, high = self.bounds
        return low if low > 0 else -high if high < 0 else 0.0

    @property
    def largest_size(self) -> float:
        """How far from zero its bounds let it go."""
        return max(abs(self.bounds[0]), abs(self.bounds[1]))

    @property
    def largest_magnitude(self) -> float:
        """What its magnitude cannot exceed, about."""
        return self.most if self.spread is None else self.spread * self.largest_size

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


def size_of(a: Num) -> pl.Expr:
    """The magnitude that the error of a number is a part of; null when the number is."""
    if a.magnitude is not None:
        return a.magnitude
    size = a.low.abs() if a.point else pl.max_horizontal(a.low.abs(), a.high.abs())
    return size * a.spread if a.spread and a.spread != 1 else size


def near(a: Num, at: float) -> tuple[pl.Expr, ...]:
    """Where an end of a number is too near to a limit for its rounding error."""
    return tuple(_near(end, at, a) for end in a.ends)


def _near(end: pl.Expr, at: float, a: Num) -> pl.Expr:
    if a.spread is None:
        farthest = TRUST * (a.largest_magnitude + abs(at))
        if farthest <= _CLOSE * abs(at):
            return end.is_between(at - farthest, at + farthest)
        return (end - at).abs() <= TRUST * (size_of(a) + abs(at))
    # Further out than twice the limit an error relative to the value cannot reach back to it.
    reach = TRUST * abs(at) * (2 * a.spread + 1) if at else 1 / SAFE
    return end.is_between(at - reach, at + reach)
