"""Numbers as written in a protocol, and back: exact decimals, never floats."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

MAX_LENGTH = 60
"""Characters; a longer numeral is a typing error, not a measurement."""

MAX_EXPONENT = 400
"""Powers of ten; the same limit holds for numbers in records."""

_NUMERAL = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE](?P<exponent>[+-]?\d{1,6}))?", re.ASCII)


def exact(text: str) -> Fraction | None:
    """The decimal that a numeral writes, or None when it is none or too long or large to be a measurement."""
    return _exact(text) if len(text) <= MAX_LENGTH else None


@lru_cache(maxsize=4096)
def _exact(text: str) -> Fraction | None:
    match = _NUMERAL.fullmatch(text)
    if match is None or abs(int(match["exponent"] or 0)) > MAX_EXPONENT:
        return None
    return Fraction(text)


def decimal(value: Fraction) -> str:
    """The shortest exact decimal of a number; a fraction such as ``1/3`` when it has none of moderate length."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for factor in (2, 5):
        while rest % factor == 0 and places < MAX_LENGTH:
            rest, places = rest // factor, places + 1
    if rest != 1 or places > MAX_LENGTH:
        return f"{value.numerator}/{value.denominator}"
    scaled = abs(value.numerator) * 10**places // value.denominator
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    if not places:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
