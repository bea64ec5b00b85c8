"""Cuts: a comparison of doubles decides as the exact comparison of the decimals they stand for."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core import cuts

DOUBLES = st.floats(allow_nan=False, allow_infinity=False)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3)
THRESHOLDS = st.fractions() | DECIMALS.map(Fraction) | DOUBLES.map(Fraction) | DOUBLES.map(cuts.decimal_of)


@given(DOUBLES, THRESHOLDS)
def test_any_double_against_any_threshold(value: float, threshold: Fraction) -> None:
    agrees(value, threshold)


@given(THRESHOLDS, st.integers(-3, 3))
def test_the_doubles_next_to_a_threshold(threshold: Fraction, steps: int) -> None:
    value = cuts.nearest(threshold)
    for _ in range(abs(steps)):
        value = math.nextafter(value, math.copysign(math.inf, steps))
    if math.isfinite(value):
        agrees(value, threshold)


def agrees(value: float, threshold: Fraction) -> None:
    meant = cuts.decimal_of(value)
    assert (value >= cuts.at_least(threshold)) == (meant >= threshold)
    assert (value < cuts.at_least(threshold)) == (meant < threshold)
    assert (value <= cuts.at_most(threshold)) == (meant <= threshold)
    assert (value > cuts.at_most(threshold)) == (meant > threshold)
    assert (cuts.exactly_double(threshold) == value) == (meant == threshold)


@pytest.mark.parametrize("threshold", [Fraction(10) ** 400, -(Fraction(10) ** 400), Fraction(1, 10**400), Fraction(0)])
def test_beyond_the_doubles(threshold: Fraction) -> None:
    for value in (-1.7e308, -5e-324, -0.0, 0.0, 5e-324, 1.0, 1.7e308):
        agrees(value, threshold)
