"""Exact comparisons in floating point: where among the doubles an exact threshold falls.

A double in a record means the shortest decimal that reads back as it (0.1 is one tenth), as
:func:`reading.exact_number` has it. That decimal grows strictly with the double, so each threshold has one place
between two neighbouring doubles, and comparing a double with one of those neighbours is exact.
"""

from __future__ import annotations

import math
from fractions import Fraction

EXACT_INTEGERS = 2**53
"""Up to this size every whole number is a double, and integers and doubles compare alike in either form."""


def decimal_of(number: float) -> Fraction:
    """The decimal that a finite double stands for."""
    return Fraction(float.__repr__(number))


def at_least(threshold: Fraction) -> float:
    """The smallest double that means ``threshold`` or more; infinity when all mean less.

    ``x >= threshold`` is ``x >= at_least(threshold)``, and ``x < threshold`` is ``x < at_least(threshold)``.
    """
    guess = nearest(threshold)
    while math.isfinite(guess) and decimal_of(guess) < threshold:
        guess = math.nextafter(guess, math.inf)
    while (below := math.nextafter(guess, -math.inf)) > -math.inf and decimal_of(below) >= threshold:
        guess = below
    return guess


def at_most(threshold: Fraction) -> float:
    """The largest double that means ``threshold`` or less; minus infinity when all mean more.

    ``x <= threshold`` is ``x <= at_most(threshold)``, and ``x > threshold`` is ``x > at_most(threshold)``.
    """
    return -at_least(-threshold)


def exactly_double(threshold: Fraction) -> float | None:
    """The double that means exactly ``threshold``, or None when no double does."""
    guess = at_least(threshold)
    return guess if math.isfinite(guess) and decimal_of(guess) == threshold else None


def nearest(number: Fraction) -> float:
    """The double nearest to a number; infinite beyond the largest double."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
