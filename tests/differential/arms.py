"""A second opinion on ``case``, powers and logarithms: by trying places, by roots that are guessed, by a series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from eligo.syntax import tree

Known = Callable[[tree.Expr], Fraction | None]
"""The value of a constant in the unit that the number beside it is measured in; None of anything that is none."""


def last_needed(
    arms: Sequence[tree.Arm],
    options: dict[str, list[str]],
    known: Callable[[tree.Expr], Known],
    ends: Callable[[tree.Expr], tuple[Fraction | None, Fraction | None]],
) -> int | None:
    """The place of the arm with which no patient is left over; None if some may be, as far as conditions tell."""
    conditions: list[tree.Expr] = []
    for place, arm in enumerate(arms):
        if arm.condition is None:
            return place
        conditions.append(arm.condition)
        if _nobody_left(conditions, options, known(arm.condition), ends):
            return place
    return None


def _nobody_left(
    conditions: list[tree.Expr],
    options: dict[str, list[str]],
    known: Known,
    ends: Callable[[tree.Expr], tuple[Fraction | None, Fraction | None]],
) -> bool:
    last = conditions[-1]
    if any(tree.Not(a) == b for a in conditions for b in conditions if last in (a, b)):
        return True
    choice = _choice(last, options)
    if choice is not None:
        alike = [c for c in conditions if _choice(c, options) == choice]
        return all(any(_holds_of(c, value, options[choice]) for c in alike) for value in options[choice])
    number = _number(last, known)
    if number is None:
        return False
    alike = [c for c in conditions if _number(c, known) == number]
    limits = sorted({limit for c in alike for limit in _limits(c, known)})
    low, high = ends(number)
    places = [limits[0] - 1, limits[-1] + 1, *limits, *((a + b) / 2 for a, b in pairwise(limits))]
    places += [end for end in (low, high) if end is not None]
    inside = [p for p in places if (low is None or low <= p) and (high is None or p <= high)]
    return all(any(_holds_at(c, place, known) for c in alike) for place in inside)


def _choice(condition: tree.Expr, options: dict[str, list[str]]) -> str | None:
    match condition:
        case tree.OneOf(operand=tree.Name(name=name)):
            return name
        case tree.Compare(left=tree.Name(name=name), right=tree.Name(name=value)):
            return next((a for a, b in ((name, value), (value, name)) if b in options.get(a, [])), None)
        case tree.Between(operand=tree.Name(name=name), low=tree.Name(name=value)):
            return name if value in options.get(name, []) else None
    return None


def _holds_of(condition: tree.Expr, value: str, options: list[str]) -> bool:
    """Whether a condition about a choice holds of one of its values."""
    match condition:
        case tree.OneOf(options=words, negated=negated):
            return (value in [word.text for word in words]) is not negated
        case tree.Between(low=tree.Name(name=low), high=tree.Name(name=high)):
            return options.index(low) <= options.index(value) <= options.index(high)
        case tree.Compare(op=op, left=tree.Name(name=left), right=tree.Name(name=right)):
            # A value may have the name of the choice: the choice stands on the left then.
            sides = (value, right) if right in options else (left, value)
            a, b = map(options.index, sides)
            return {"<": a < b, "<=": a <= b, "=": a == b, "!=": a != b, ">=": a >= b, ">": a > b}[op]
    raise AssertionError(f"not about a choice: {condition}")


def _number(condition: tree.Expr, known: Known) -> tree.Expr | None:
    """The number that a condition compares with constants alone."""
    match condition:
        case tree.Compare(left=left, right=right):
            if known(right) is not None and known(left) is None:
                return left
            return right if known(left) is not None and known(right) is None else None
        case tree.Between(operand=operand, low=low, high=high):
            return operand if known(low) is not None and known(high) is not None and known(operand) is None else None
        case tree.Logic(op="and", operands=operands):
            found = [_number(operand, known) for operand in operands]
            return found[0] if all(one == found[0] for one in found) else None
    return None


def _limits(condition: tree.Expr, known: Known) -> Iterator[Fraction]:
    parts: tuple[tree.Expr, ...]
    match condition:
        case tree.Compare(left=left, right=right):
            parts = (left, right)
        case tree.Between(low=low, high=high):
            parts = (low, high)
        case tree.Logic(operands=operands):
            for operand in operands:
                yield from _limits(operand, known)
            return
        case _:
            return
    yield from (value for value in map(known, parts) if value is not None)


def _holds_at(condition: tree.Expr, place: Fraction, known: Known) -> bool:
    match condition:
        case tree.Compare(op=op, left=left, right=right):
            a, b = known(left), known(right)
            a, b = (place if a is None else a), (place if b is None else b)
            return {"<": a < b, "<=": a <= b, "=": a == b, "!=": a != b, ">=": a >= b, ">": a > b}[op]
        case tree.Between(low=low, high=high):
            ends = known(low), known(high)
            assert ends[0] is not None
            assert ends[1] is not None
            return ends[0] <= place <= ends[1]
        case tree.Logic(operands=operands):
            return all(_holds_at(operand, place, known) for operand in operands)
    raise AssertionError(f"no comparison: {condition}")


# ---------------------------------------------------------------- powers

_WIDTH = Fraction(1, 10**36)
_LONG = Context(prec=70, Emax=999999, Emin=-999999)


def powers(low: Fraction, high: Fraction, least: Fraction, most: Fraction) -> tuple[Fraction, Fraction] | None:
    """Between what the powers of the numbers in one range to those in another lie; None where one has no value."""
    if low <= 0:
        if least != most or least.denominator != 1 or (least <= 0 <= high):
            return None
        places = {low, high, *({Fraction(0)} if high >= 0 else ())}
        found = [_power(abs(x), least) for x in places]
        if any(one is None for one in found):
            return None
        signed = [
            end * (-1 if x < 0 and least % 2 else 1) for x, one in zip(places, found, strict=True) for end in one or ()
        ]
        return min(signed), max(signed)
    corners = [_power(x, y) for x in (low, high) for y in (least, most)]
    if any(one is None for one in corners):
        return None
    ends = [end for one in corners for end in one or ()]
    return min(ends), max(ends)


def _power(x: Fraction, y: Fraction) -> tuple[Fraction, Fraction] | None:
    if x == 0:
        return x, x
    if y.denominator == 1 and abs(y) <= 16:
        value = x ** int(y)
        return None if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4096 else (value, value)
    near = _LONG.power(_LONG.divide(Decimal(x.numerator), Decimal(x.denominator)), _ratio(y))
    if not Decimal("1e-100") <= near < Decimal("1e100"):
        return None
    guess = Fraction(near).limit_denominator(10**9)
    if guess**y.denominator == x**y.numerator:
        return guess, guess
    return Fraction(near) * (1 - _WIDTH), Fraction(near) * (1 + _WIDTH)


def _ratio(y: Fraction) -> Decimal:
    return _LONG.divide(Decimal(y.numerator), Decimal(y.denominator))


# ---------------------------------------------------------------- logarithms


def logarithms(which: str, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
    """Between what the logarithms of the numbers in a range lie; None where one has none."""
    return None if low <= 0 else (_logarithm(which, low)[0], _logarithm(which, high)[1])


def _logarithm(which: str, x: Fraction) -> tuple[Fraction, Fraction]:
    whole = len(str(x.numerator)) - len(str(x.denominator))
    if x == (1 if which == "ln" else Fraction(10) ** whole):
        value = Fraction(0 if which == "ln" else whole)
        return value, value
    value = _natural(x) if which == "ln" else _natural(x) / _natural(Fraction(10))
    return value - _WIDTH, value + _WIDTH


def _natural(x: Fraction) -> Fraction:
    """ln x, by halving x until it is near 1, and by twice the series of the inverse hyperbolic tangent from there."""
    halvings = x.numerator.bit_length() - x.denominator.bit_length()
    near = x / Fraction(2) ** halvings
    return halvings * _series(Fraction(2)) + _series(near)


def _series(x: Fraction) -> Fraction:
    scale = 10**50
    ratio = (x - 1) / (x + 1)
    square, term, total, n = ratio * ratio, ratio, Fraction(0), 1
    while abs(term) * scale >= 1:
        total += term / n
        term, n = Fraction(round(term * square * scale**2), scale**2), n + 2
    return 2 * total
