"""Powers: exact where they can be, enclosed closely where they cannot, unknown where they have no value."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.intervals import combine, compare
from eligo.core.powers import power
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import UNBOUNDED, Range, exactly


def to(base: str | int, exponent: str | int) -> Range | None:
    return power(exactly(Fraction(base)), exactly(Fraction(exponent)))


EXACT = [
    ("4", "0.5", "2"),
    ("2.25", "1.5", "3.375"),
    ("27/8", "1/3", "3/2"),
    ("27/8", "-1/3", "2/3"),
    ("0.001", "2/3", "0.01"),
    ("5", "0", "1"),
    ("1", "-0.241", "1"),
    ("-2", "3", "-8"),
    ("-2", "-2", "0.25"),
    ("0", "3", "0"),
    ("10", "16", "10000000000000000"),
]


@pytest.mark.parametrize(("base", "exponent", "result"), EXACT)
def test_a_rational_power_is_exact(base: str, exponent: str, result: str) -> None:
    assert to(base, exponent) == exactly(Fraction(result))


NOTHING = [
    ("0", "0"),
    ("0", "-1"),
    ("0", "0.5"),
    ("-8", "1/3"),
    ("-1", "0.5"),
    ("10", "101.5"),
    ("2", "640"),
    ("1.0001", "10000000"),
]


@pytest.mark.parametrize(("base", "exponent"), NOTHING)
def test_a_power_without_a_value_or_beyond_bounds_is_unknown(base: str, exponent: str) -> None:
    assert to(base, exponent) is None


IRRATIONAL = [("2", "0.5"), ("0.9938", "54.5"), ("0.9938", "54"), ("1.7", "-0.302"), ("123.456", "0.425"), ("3", "1/3")]


@pytest.mark.parametrize(("base", "exponent"), IRRATIONAL)
def test_an_irrational_power_is_enclosed_closely(base: str, exponent: str) -> None:
    found = to(base, exponent)
    assert found is not None
    assert found.low < found.high
    assert found.high - found.low < found.low / 10**25
    assert math.isclose(found.low, float(Fraction(base)) ** float(Fraction(exponent)), rel_tol=1e-14)


@given(st.fractions(Fraction(1, 100), 100, max_denominator=1000), st.integers(-9, 9), st.integers(2, 7))
def test_an_enclosure_holds_the_power(base: Fraction, numerator: int, denominator: int) -> None:
    found = power(exactly(base), exactly(Fraction(numerator, denominator)))
    assert found is not None
    assert found.low**denominator <= base**numerator <= found.high**denominator


positive = st.fractions(Fraction(1, 10), 10, max_denominator=50)
exponents = st.fractions(-3, 3, max_denominator=4)


@given(positive, positive, exponents, exponents, st.data())
def test_a_range_of_powers_holds_every_power(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, data: st.DataObject
) -> None:
    base, exponent = Range(min(a, b), max(a, b)), Range(min(c, d), max(c, d))
    found = power(base, exponent)
    assert found is not None
    x = data.draw(st.fractions(base.low, base.high, max_denominator=50))
    y = data.draw(st.fractions(exponent.low, exponent.high, max_denominator=4))
    one = power(exactly(x), exactly(y))
    assert one is not None
    assert found.low <= one.high
    assert one.low <= found.high


def test_an_even_power_of_a_range_around_zero_begins_at_zero() -> None:
    assert power(Range(Fraction(-3), Fraction(2)), exactly(2)) == Range(Fraction(0), Fraction(9))
    assert power(Range(Fraction(-3), Fraction(2)), exactly(3)) == Range(Fraction(-27), Fraction(8))
    assert power(Range(Fraction(-3), Fraction(2)), exactly(-1)) is None


def test_the_greatest_and_the_least_of_ranges() -> None:
    a, b = Range(Fraction(1), Fraction(5)), Range(Fraction(2), Fraction(3))
    assert combine(a, "max", b) == Range(Fraction(2), Fraction(5))
    assert combine(a, "min", b) == Range(Fraction(1), Fraction(3))
    at_least, at_most = combine(a, "max", None), combine(None, "min", b)
    assert at_least == Range(Fraction(1), UNBOUNDED, partial=True)
    assert at_most == Range(-UNBOUNDED, Fraction(3), partial=True)
    assert combine(None, "max", None) is None
    assert compare(at_least, ">=", exactly(1)) is TRUE
    assert compare(at_least, "<", exactly(1)) is FALSE
    assert compare(at_least, ">", exactly(1)) is UNKNOWN
    assert combine(at_least, "min", exactly(2)) == Range(Fraction(1), Fraction(2), partial=True)
    assert combine(at_least, "+", exactly(1)) == Range(Fraction(2), UNBOUNDED + 1, partial=True)
    assert combine(exactly(6), "/", at_least) == Range(6 / UNBOUNDED, Fraction(6), partial=True)
    assert combine(at_least, "^", exactly(2)) is None
