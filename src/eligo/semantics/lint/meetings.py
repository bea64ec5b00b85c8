"""Numbers that meet: compared, added, or chosen between."""

from __future__ import annotations

from eligo.syntax import tree


def meetings(expr: tree.Expr) -> tuple[tuple[tree.Expr, tree.Expr], ...]:
    """The pairs of numbers that meet in an expression itself, the parts of its parts left out."""
    match expr:
        case tree.Compare(left=left, right=right):
            return ((left, right),)
        case tree.Between(operand=operand, low=low, high=high):
            return ((operand, low), (operand, high))
        case tree.Otherwise(operands=operands):
            return tuple((operands[0], other) for other in operands[1:])
        case tree.Arithmetic(op="+" | "-", left=left, right=right):
            return ((left, right),)
        case tree.If(then=then, otherwise=otherwise) if otherwise is not None:
            return ((then, otherwise),)
        case tree.Extreme(operands=operands):
            return tuple((operands[0], other) for other in operands[1:])
        case tree.Case(arms=arms):
            return tuple((arms[0].value, other.value) for other in arms[1:])
    return ()
