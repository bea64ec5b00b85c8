"""Numbers in floating point. NAN is an unknown one: no comparison holds of it."""

from __future__ import annotations

from math import log, log10

from .unusual import Unusual

NAN = float("nan")
INF = float("inf")
LARGEST = 2.0**53
"""Below this size whole numbers and doubles are the same."""


def implausible(number: float) -> float:
    """What a number outside its plausible range counts as: an unknown one."""
    if not -LARGEST < number < LARGEST:
        raise Unusual
    return NAN


def product(a: float, a_high: float, b: float, b_high: float) -> tuple[float, float]:
    """The range of a product of two numbers given as ranges."""
    corners = (a * b, a * b_high, a_high * b, a_high * b_high)
    return (min(corners), max(corners)) if corners[0] == corners[0] else (NAN, NAN)


def quotient(a: float, a_high: float, size: float, b: float, b_high: float) -> tuple[float, float, float]:
    """The range of a quotient, and the size of its rounding errors; unknown when the divisor may be zero."""
    if not (b > 0 or b_high < 0) or a != a:
        return NAN, NAN, 0.0
    corners = (a / b, a / b_high, a_high / b, a_high / b_high)
    return min(corners), max(corners), size / min(abs(b), abs(b_high))


def between(a: float, a_high: float, b: float, b_high: float) -> tuple[float, float]:
    """The smallest range that holds two; unknown when either is."""
    if a != a or b != b:
        return NAN, NAN
    return min(a, b), max(a_high, b_high)


def beyond_doubles() -> float:
    """Stands where a computation has too many steps, or constants too large, for floating point."""
    raise Unusual


def greatest(a: float, a_high: float, b: float, b_high: float) -> tuple[float, float]:
    """The range of the greater of two numbers given as ranges: without an end while one of them is unknown."""
    if a != a or b != b:
        known = a if b != b else b
        return known, INF if known == known else NAN
    return max(a, b), max(a_high, b_high)


def least(a: float, a_high: float, b: float, b_high: float) -> tuple[float, float]:
    """The range of the lesser of two numbers given as ranges: without an end while one of them is unknown."""
    if a != a or b != b:
        known = a_high if b != b else b_high
        return -INF if known == known else NAN, known
    return min(a, b), min(a_high, b_high)


def raised(
    a: float, a_high: float, a_size: float, b: float, b_high: float, b_size: float
) -> tuple[float, float, float]:
    """The range of a power, and the size of its rounding errors; bases that are not clearly positive are ``Unusual``.

    A base that is wrong by a part e of its size makes a power wrong by b a_size / a times e, an exponent by ln a times
    b_size times e.
    """
    if a != a or b != b:
        return NAN, NAN, 0.0
    if not 1e-15 < a <= a_high < 1e15 or a < 0.001 * a_size:
        raise Unusual
    largest = max(abs(b), abs(b_high))
    logarithm = max(abs(log(a)), abs(log(a_high)))
    growth = 1.0 + largest * a_size / a + logarithm * b_size
    if not (largest * logarithm < 200.0 and growth < 1e6):
        raise Unusual
    corners = (a**b, a**b_high, a_high**b, a_high**b_high)
    return min(corners), max(corners), max(corners) * growth


def natural_logarithm(a: float, a_high: float, a_size: float) -> tuple[float, float, float]:
    """The range of a natural logarithm, and the size of its rounding errors; of what may not be positive ``Unusual``.

    A number that is wrong by a part e of its size makes a logarithm wrong by a_size / a times e.
    """
    if a != a:
        return NAN, NAN, 0.0
    if not 1e-15 < a <= a_high < 1e15 or a < 0.001 * a_size:
        raise Unusual
    low, high = log(a), log(a_high)
    return low, high, max(abs(low), abs(high)) + a_size / a


def decimal_logarithm(a: float, a_high: float, a_size: float) -> tuple[float, float, float]:
    """As :func:`natural_logarithm`, to the base of ten."""
    if a != a:
        return NAN, NAN, 0.0
    if not 1e-15 < a <= a_high < 1e15 or a < 0.001 * a_size:
        raise Unusual
    low, high = log10(a), log10(a_high)
    return low, high, max(abs(low), abs(high)) + a_size / a
