"""How tightly the constructs of an expression bind, and where one must stand in parentheses."""

from __future__ import annotations

from eligo.syntax import tree

# How tightly each construct binds: a part that binds less than its place asks for stands in parentheses.
IMPLIES, OR, AND, NOT, RELATION, OTHERWISE, SUM, PRODUCT, SIGN, POWER, IN_UNIT, PRIMARY, ALONE = range(1, 14)

NOTHING = 0
"""What follows a part when nothing in the same expression does; otherwise the binding of the operator that follows."""
ELSE_PART = -1
"""What follows the `then` part of an `if` that has an `else`."""


def binding(expr: tree.Expr) -> int:
    """How tightly an expression binds: one of the numbers above."""
    match expr:
        case tree.Implies() | tree.If():
            return IMPLIES
        case tree.Select(where=where, have=have):
            return PRIMARY if where is None and have is None else IMPLIES
        case tree.Logic(op=op):
            return OR if op == "or" else AND
        case tree.Not():
            return NOT
        case tree.Otherwise():
            return OTHERWISE
        case tree.Arithmetic(op=sign):
            return SUM if sign in "+-" else PRODUCT
        case tree.Negative():
            return SIGN
        case tree.Power() | tree.Logarithm():
            return POWER
        case tree.InUnit():
            return IN_UNIT
        case tree.Case() | tree.Extreme():
            return PRIMARY
        case tree.Name() | tree.Quantity() | tree.Truth() | tree.Date() | tree.Group() | tree.EdgeOf() | tree.Elapsed():
            return PRIMARY
        case _:
            return RELATION


def ends_in_selection(expr: tree.Expr) -> bool:
    """Whether an expression ends in a selection that would take a window after it for its own."""
    match expr:
        case tree.Select(stretch=None):
            return True
        case tree.Select(stretch=tree.Stretch(anchor=last)):
            return ends_in_selection(last)
        case (
            tree.Arithmetic(right=last)
            | tree.Negative(operand=last)
            | tree.Logarithm(operand=last)
            | tree.EdgeOf(period=last)
            | tree.Elapsed(end=last)
        ):
            return ends_in_selection(last)
        case tree.Otherwise(operands=operands):
            return ends_in_selection(operands[-1])
        case _:
            return False


def swallows(expr: tree.Expr, follows: int) -> bool:
    """Whether an expression that is open at its end would take in what follows it."""
    return isinstance(expr, tree.If) and follows == ELSE_PART and expr.otherwise is None
