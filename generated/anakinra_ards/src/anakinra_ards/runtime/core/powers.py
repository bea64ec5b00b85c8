"""Powers of exact numbers: exact where the result is rational and of moderate length, otherwise rigorously enclosed.

``x ^ y`` has a value for every ``x > 0``, and for any other ``x`` where ``y`` is a whole number, zero to a power of
zero or less apart. So ``4 ^ 0.5`` is 2 exactly, ``2 ^ 0.5`` lies between two decimals that agree in 40 digits, and
``(-8) ^ (1 / 3)`` is unknown.

An enclosure is exp(y ln x), computed by :mod:`decimal`, whose ``ln`` and ``exp`` are correctly rounded.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from .values import Range

BITS = 4096
"""Longest numerator or denominator that arithmetic keeps; a longer one is no measurement and makes it unknown."""

EXACT_EXPONENT = 16
"""A whole power up to this is exact, like the products that it stands for."""

EXACT_BITS = 640
"""Any other power is exact when its numerator and denominator have no more binary digits together."""

LARGEST = 100
"""An enclosed power beyond 10^100 or below 10^-100 is no measurement and unknown."""

_DIGITS = 40
_LARGEST_EXPONENT = 10**15
_WORKING = 80
"""Digits of intermediate results.

With x and y rounded to 80 digits, the exponent y ln x, of a size up to 231, is wrong by less than
10^15 * 10^-79 + 231 * 2 * 10^-79 < 10^-63, and so is its exponential relative to its size: far less than
:data:`_ERROR`.
"""
_work = Context(prec=_WORKING, rounding=ROUND_HALF_EVEN, Emax=999999, Emin=-999999, traps=[])
_ERROR = Decimal("1e-50")
_LESS, _MORE = _work.subtract(Decimal(1), _ERROR), _work.add(Decimal(1), _ERROR)
_down = Context(prec=_DIGITS, rounding=ROUND_FLOOR, Emax=999999, Emin=-999999, traps=[])
_up = Context(prec=_DIGITS, rounding=ROUND_CEILING, Emax=999999, Emin=-999999, traps=[])


def power(base: Range, exponent: Range) -> Range | None:
    """All powers of the numbers in two ranges; None where one of them has no value, or is beyond bounds."""
    if exponent.exact and exponent.low.denominator == 1 and base.low <= 0:
        return _whole_power(base, int(exponent.low))
    if base.low <= 0:
        return None
    # With a positive base the power rises or falls with each of the two alone: its ends are at their ends.
    bases = (base.low,) if base.exact else (base.low, base.high)
    exponents = (exponent.low,) if exponent.exact else (exponent.low, exponent.high)
    corners = [_positive_power(x, y) for x in bases for y in exponents]
    known = [corner for corner in corners if corner is not None]
    if len(known) < len(corners):
        return None
    return Range(min(corner.low for corner in known), max(corner.high for corner in known))


def _whole_power(base: Range, exponent: int) -> Range | None:
    """A whole power of numbers that may be zero or negative."""
    if exponent <= 0 <= base.high:
        return None
    low, high = (_signed_power(x, exponent) for x in (base.low, base.high))
    if low is None or high is None:
        return None
    ends = Range(min(low.low, high.low), max(low.high, high.high))
    if exponent % 2 == 0 and base.high >= 0:
        return Range(Fraction(0), ends.high)
    return ends


def _signed_power(x: Fraction, exponent: int) -> Range | None:
    if x == 0:
        return Range(x, x)
    size = _positive_power(abs(x), Fraction(exponent))
    if size is None or x > 0 or exponent % 2 == 0:
        return size
    return Range(-size.high, -size.low)


def _positive_power(x: Fraction, y: Fraction) -> Range | None:
    """``x ^ y`` of a positive number: a single number where it is rational, otherwise two that enclose it closely."""
    if x == 1 or y == 0:
        return Range(Fraction(1), Fraction(1))
    root = _root(x, y.denominator)
    if root is not None:
        length = _bits(root) * abs(y.numerator)
        short = abs(y.numerator) <= EXACT_EXPONENT and y.denominator == 1
        if short or length <= EXACT_BITS:
            value = root**y.numerator if length <= 4 * BITS else None
            if value is None or max(value.numerator.bit_length(), value.denominator.bit_length()) > BITS:
                return None
            return Range(value, value)
    return _enclosed(x, y)


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _root(x: Fraction, degree: int) -> Fraction | None:
    """The root of a positive number, if it is rational."""
    if degree == 1:
        return x
    numerator, denominator = _whole_root(x.numerator, degree), _whole_root(x.denominator, degree)
    return None if numerator is None or denominator is None else Fraction(numerator, denominator)


def _whole_root(value: int, degree: int) -> int | None:
    """The root of a positive whole number, if it is one itself."""
    if value == 1:
        return 1
    if degree >= value.bit_length():
        return None
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        closer = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if closer >= guess:
            return guess if guess**degree == value else None
        guess = closer


def _enclosed(x: Fraction, y: Fraction) -> Range | None:
    if abs(y) > _LARGEST_EXPONENT:
        return None
    base = _work.divide(Decimal(x.numerator), Decimal(x.denominator))
    exponent = _work.multiply(_work.divide(Decimal(y.numerator), Decimal(y.denominator)), _work.ln(base))
    if exponent.copy_abs() > 231:
        return None
    value = _work.exp(exponent)
    low = _down.multiply(value, _LESS)
    high = _up.multiply(value, _MORE)
    if low.adjusted() < -LARGEST or high.adjusted() >= LARGEST:
        return None
    return Range(Fraction(low), Fraction(high))
