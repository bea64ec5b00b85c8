"""On which side of zero a number lies for all plausible facts, as far as signs alone can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from eligo.syntax import tree

Side = tuple[bool, bool]
"""Never negative, never positive."""


@dataclass(frozen=True)
class Seen:
    """What is known of the parts of numbers: of names and selections their sides, of constants their values.

    ``zero`` is where the zero of a number lies in the unit that it is taken in, ``arms`` are those of a case that count.
    """

    named: Callable[[tree.Expr], Side]
    constant: Callable[[tree.Expr], Fraction | None]
    zero: Callable[[tree.InUnit], Fraction]
    arms: Callable[[tree.Case], list[tree.Arm]]


def side(expr: tree.Expr, seen: Seen) -> Side:
    """The side of a number."""

    def of(part: tree.Expr) -> Side:
        return side(part, seen)

    value = seen.constant(expr)
    if value is not None:
        return value >= 0, value <= 0
    match expr:
        case tree.Name() | tree.Select():
            return seen.named(expr)
        case tree.Elapsed(start=tree.EdgeOf("start", whole), end=tree.EdgeOf("end", same)):
            return whole == same, False
        case tree.Negative(operand=x):
            up, down = of(x)
            return down, up
        case tree.InUnit(operand=x):
            up, down = of(x)
            zero = seen.zero(expr)
            return up and zero >= 0, down and zero <= 0
        case tree.Power(base=x):
            return of(x)[0], False
        case tree.Arithmetic(op=op, left=x, right=y):
            (a, b), (c, d) = of(x), of(y)
            if op == "+":
                return a and c, b and d
            if op == "-":
                return a and d, b and c
            return (a and c) or (b and d), (a and d) or (b and c)
        case tree.Extreme(which=which, operands=operands):
            ups, downs = zip(*map(of, operands), strict=True)
            return (any(ups), all(downs)) if which == "greatest" else (all(ups), any(downs))
        case tree.Otherwise(operands=operands):
            return _all(list(map(of, operands)))
        case tree.If(then=x, otherwise=y) if y is not None:
            return _all([of(x), of(y)])
        case tree.Case():
            return _all([of(arm.value) for arm in seen.arms(expr)])
    return False, False


def _all(sides: list[Side]) -> Side:
    return all(up for up, _ in sides), all(down for _, down in sides)
