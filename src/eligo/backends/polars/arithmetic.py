"""Arithmetic with numbers as expressions, and choosing between them: values, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import polars as pl

from eligo.core.intervals import BITS

from .numbers import NOTHING, SAFE, TRUST, Num, near, size_of
from .times import Unsupported

_FLAT = 1e6
"""How many times a value's size its magnitude may be to be taken as a multiple of it."""


def combine(a: Num, op: str, b: Num) -> Num:
    """``a op b``, as :func:`eligo.core.intervals.combine`."""
    if op in ("max", "min") and not (a.nothing and b.nothing):
        if a.nothing or b.nothing:
            raise Unsupported  # a limit is all that is known of it, in every row
        return _extreme(a, op, b)
    if a.nothing or b.nothing:
        return NOTHING
    if op == "^":
        raise Unsupported  # the rows that need it go the exact way
    if op == "+":
        result = _sum(a, b)
    elif op == "-":
        result = difference(a, b)
    elif op == "*":
        result = _product(a, b)
    else:
        result = _product(a, _inverse(b))
        if a.point and b.point:  # one rounding instead of two
            quotient = a.low / _never_zero(b, b.low)
            result = replace(result, low=quotient, high=quotient)
    if result.largest_size > SAFE or result.nonzero < 1 / SAFE or result.bits > BITS:
        raise Unsupported
    return result


def difference(a: Num, b: Num) -> Num:
    """``a - b``, however large."""
    return _sum(a, _negative(b))


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
        most=a.largest_magnitude + b.largest_magnitude,
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
        most=a.largest_magnitude * b.largest_magnitude,
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
    pairs = [(x, y) for x in a.ends for y in b.ends]
    corners = [x * y for x, y in pairs]
    return pl.min_horizontal(corners), pl.max_horizontal(corners)


def _inverse(b: Num) -> Num:
    """``1 / b``, null where ``b`` may be zero; in doubt where it is not known on which side of zero it lies."""
    doubt = b.doubt
    if b.spread is None:
        doubt += near(b, 0.0)
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
        most=inf,
        doubt=doubt,
        bits=b.bits,
    )


def _extreme(a: Num, op: str, b: Num) -> Num:
    """The greater or the lesser of two numbers; null when either is, in doubt where the other is a limit of it."""
    both = a.known() & b.known()
    pick = pl.max_horizontal if op == "max" else pl.min_horizontal
    low = pl.when(both).then(pick(a.low, b.low))
    made = _either((a, b), low, pl.when(both).then(pick(a.high, b.high)))
    return replace(made, exact=False, doubt=(*made.doubt, a.known() != b.known()))


def _never_zero(b: Num, end: pl.Expr) -> pl.Expr:
    if b.least_size > 0:
        return end
    return pl.when(b.low != 0 if b.point else (b.low > 0) | (b.high < 0)).then(end)


def _widened(bounds: tuple[float, float]) -> tuple[float, float]:
    """Bounds with room for the rounding of the values in them; zero stays zero, for products of zero are exact."""
    low, high = bounds
    return low - abs(low) * TRUST, high + abs(high) * TRUST


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
        most=max(a.largest_magnitude for a in parts),
        doubt=tuple(d for a in parts for d in a.doubt),
        bits=max(a.bits for a in parts),
    )
