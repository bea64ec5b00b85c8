"""Logarithms of exact numbers: exact where the result is known to be, otherwise rigorously enclosed.

``ln x`` and ``log10 x`` have a value for every ``x > 0``. The natural logarithm of 1 and the decimal one of a power of
ten are exact; any other lies between two decimals of 40 places that stand next to each other, or next but one.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Literal

from .values import Range

Base = Literal["e", "10"]

_PLACES = Decimal("1e-40")
_WORKING = 80
"""Digits of intermediate results.

Rounded to 80 digits, x is wrong by less than 10^-79 of its size, and so its logarithm by less than 2 * 10^-79. Numbers
of at most 4096 binary digits have logarithms of a size below 3000, which :mod:`decimal` rounds correctly to 80 digits:
together they are wrong by far less than :data:`_ERROR`.
"""
_work = Context(prec=_WORKING, rounding=ROUND_HALF_EVEN, Emax=999999, Emin=-999999, traps=[])
_ERROR = Decimal("1e-60")


def logarithm(base: Base, operand: Range | None) -> Range | None:
    """All logarithms of the numbers in a range; None where one of them has none, or of which only a limit is known."""
    if operand is None or operand.partial or operand.low <= 0:
        return None
    low = _logarithm(base, operand.low)
    return low if operand.exact else Range(low.low, _logarithm(base, operand.high).high)


def _logarithm(base: Base, x: Fraction) -> Range:
    whole = 0 if x == 1 else _power_of_ten(x) if base == "10" else None
    if whole is not None:
        return Range(Fraction(whole), Fraction(whole))
    near = _work.divide(Decimal(x.numerator), Decimal(x.denominator))
    value = _work.ln(near) if base == "e" else _work.log10(near)
    low = _work.subtract(value, _ERROR).quantize(_PLACES, rounding=ROUND_FLOOR, context=_work)
    high = _work.add(value, _ERROR).quantize(_PLACES, rounding=ROUND_CEILING, context=_work)
    return Range(Fraction(low), Fraction(high))


def _power_of_ten(x: Fraction) -> int | None:
    """The whole number to which ten is raised to give ``x``, if there is one."""
    size, sign = (x.numerator, 1) if x.denominator == 1 else (x.denominator, -1)
    about = size.bit_length() * 30103 // 100000
    found = [whole for whole in (about, about - 1) if whole >= 0 and 10**whole == size]
    return sign * found[0] if found and 1 in (x.numerator, x.denominator) else None
