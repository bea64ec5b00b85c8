"""Walking expressions without recursion, so that no nesting overflows."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.syntax import tree


def parts(expr: tree.Expr) -> tuple[tree.Expr, ...]:
    """The expressions directly inside one, in the order written."""
    match expr:
        case tree.Name() | tree.Quantity() | tree.Truth() | tree.Date():
            return ()
        case tree.Compare(left=left, right=right) | tree.Arithmetic(left=left, right=right):
            return (left, right)
        case tree.Logic(operands=operands) | tree.Otherwise(operands=operands):
            return operands
        case (
            tree.Not(operand=operand)
            | tree.Negative(operand=operand)
            | tree.OneOf(operand=operand)
            | tree.IsKnown(operand=operand)
            | tree.InUnit(operand=operand)
            | tree.Logarithm(operand=operand)
        ):
            return (operand,)
        case tree.Implies(condition=condition, consequence=consequence):
            return (condition, consequence)
        case tree.Between(operand=operand, low=low, high=high):
            return (operand, low, high)
        case tree.Group(members=members):
            return tuple(member.condition for member in members)
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            return (condition, then) if otherwise is None else (condition, then, otherwise)
        case tree.Case(arms=arms):
            return tuple(part for arm in arms for part in (arm.condition, arm.value) if part is not None)
        case tree.Extreme(operands=operands):
            return operands
        case tree.Power(base=base, exponent=exponent):
            return (base, exponent)
        case tree.Window(subject=subject, duration=length, anchor=anchor):
            return (subject, *computed(length), anchor)
        case tree.Lasting(period=period) | tree.EdgeOf(period=period):
            return (period,)
        case tree.During(period=period, anchor=anchor):
            return (period, anchor)
        case tree.Elapsed(start=start, end=end):
            return (start, end)
        case tree.Select(stretch=stretch, where=where, have=have):
            around = () if stretch is None else (*computed(stretch.duration), stretch.anchor)
            return (*around, *(part for part in (where, have) if part is not None))


def computed(length: tree.Expr | None) -> tuple[tree.Expr, ...]:
    """The length of a window, where it is an expression and no amount."""
    return () if length is None or isinstance(length, tree.Quantity) else (length,)


def every(expr: tree.Expr) -> Iterator[tree.Expr]:
    """An expression and all expressions in it, outer before inner, in the order written."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(parts(node)))


def named_members(expr: tree.Expr) -> Iterator[tuple[tree.Word, tree.Member]]:
    """All members that have a name, of all groups in an expression, in the order written."""
    for node in every(expr):
        if isinstance(node, tree.Group):
            for member in node.members:
                if member.name is not None:
                    yield member.name, member
