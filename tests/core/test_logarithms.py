"""Logarithms: exact where they are rational, enclosed closely elsewhere, unknown where there is none."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.intervals import combine, compare
from eligo.core.logarithms import Base, logarithm
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import UNBOUNDED, Range, exactly


def of(base: Base, x: str | int | Fraction) -> Range | None:
    return logarithm(base, exactly(Fraction(x)))


@pytest.mark.parametrize(
    ("base", "x", "result"),
    [("e", "1", 0), ("10", "1", 0), ("10", "10", 1), ("10", "1000", 3), ("10", "0.01", -2), ("10", 10**300, 300)],
)
def test_a_rational_logarithm_is_exact(base: Base, x: str | int, result: int) -> None:
    assert of(base, x) == exactly(result)


@pytest.mark.parametrize("x", ["0", "-1", "-0.001"])
@pytest.mark.parametrize("base", ["e", "10"])
def test_zero_and_what_is_below_it_have_none(base: Base, x: str) -> None:
    assert of(base, x) is None


def test_a_number_that_may_be_zero_has_none() -> None:
    assert logarithm("e", Range(Fraction(0), Fraction(1))) is None


def test_of_a_limit_alone_there_is_none() -> None:
    assert logarithm("e", Range(Fraction(1), UNBOUNDED, partial=True)) is None


positive = st.fractions(min_value=Fraction(1, 10**12), max_value=10**12)


@given(positive, st.sampled_from(["e", "10"]))
def test_others_lie_between_two_decimals_of_forty_places(x: Fraction, base: Base) -> None:
    found = of(base, x)
    assert found is not None
    assert 0 <= found.high - found.low <= Fraction(2, 10**40)
    about = math.log(x) if base == "e" else math.log10(x)
    assert math.isclose(float(found.low), about, rel_tol=1e-12, abs_tol=1e-12)


@given(positive, positive)
def test_the_logarithm_of_a_product_is_a_sum(x: Fraction, y: Fraction) -> None:
    product, total = of("e", x * y), combine(of("e", x), "+", of("e", y))
    assert product is not None
    assert total is not None
    assert product.low <= total.high
    assert total.low <= product.high


@given(positive, positive)
def test_the_greater_number_has_the_greater_logarithm(x: Fraction, y: Fraction) -> None:
    low, high = sorted((x, y))
    found = logarithm("e", Range(low, high))
    ends = of("e", low), of("e", high)
    assert found is not None
    assert ends[0] is not None
    assert ends[1] is not None
    assert (found.low, found.high) == (ends[0].low, ends[1].high)


def test_only_a_limit_within_the_enclosure_leaves_a_comparison_open() -> None:
    found = of("e", 2)
    assert found is not None
    assert compare(found, ">", exactly(Fraction("0.6931471805599453"))) is TRUE
    assert compare(found, ">=", exactly(Fraction("0.6931471805599454"))) is FALSE
    assert compare(combine(found, "+", of("e", "0.5")), "=", exactly(0)) is UNKNOWN


def test_the_value_of_a_number_close_to_one_is_close_to_zero() -> None:
    found = of("10", 1 + Fraction(1, 10**900))
    assert found is not None
    assert found.low <= 0 <= found.high
    assert found.high - found.low <= Fraction(2, 10**40)
