"""Operands as code: two of them joined, and tests of whether they are known, certain and have both ends."""

from __future__ import annotations

from eligo.backends.python.expressions import Both, Expression, Test, both, either
from eligo.backends.python.scope import Code, Num

_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def without_end(number: Num) -> Expression:
    """A test that an operand of a greatest or least number is missing, so that only a limit is known of it."""
    return either((Test(f"{number.low.text} == -INF"), Test(f"{number.high.text} == INF")))


def both_points(left: Num, right: Num) -> Expression:
    """A test that two numbers are known and no ranges."""
    ends = [(n.low.text, n.high.text) for n in (left, right) if not n.point]
    return both(Test(f"{low} == {high}") for low, high in ends)


def tests(expression: Expression) -> tuple[Expression, ...]:
    """The tests that an expression joins by ``and``."""
    return expression.parts if isinstance(expression, Both) else (expression,)


def infix(left: Code, op: str, right: Code) -> Code:
    """``left op right``, in parentheses where the operators need them."""
    rank = _RANK[op]
    a = left.text if left.rank >= rank else f"({left.text})"
    b = right.text if right.rank > rank else f"({right.text})"
    return Code(f"{a} {op} {b}", rank)
