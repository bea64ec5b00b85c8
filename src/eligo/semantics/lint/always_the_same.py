"""W405: a condition that is the same for every patient."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.numerals import exact
from eligo.semantics.roots import Root
from eligo.semantics.types import ConditionType
from eligo.semantics.walk import every, parts
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Conditions in which no data stand, and ``at most N`` of no more than N."""
    for root in checked.roots:
        speaks = _speaking(root.expr)
        stack: list[tree.Expr] = [root.expr]
        while stack:
            expr = stack.pop()
            if isinstance(checked.type_of(expr), ConditionType) and id(expr) not in speaks:
                yield _constant(checked, root, expr)
                continue
            if isinstance(expr, tree.Group) and _no_limit(expr):
                yield _vacuous(checked, root, expr)
            stack.extend(_conditions(expr))


def _speaking(root: tree.Expr) -> set[int]:
    """The ``id`` of every expression in which some name stands."""
    found: set[int] = set()
    for expr in reversed(list(every(root))):
        if isinstance(expr, tree.Name | tree.Select) or any(id(part) in found for part in parts(expr)):
            found.add(id(expr))
    return found


def _conditions(expr: tree.Expr) -> tuple[tree.Expr, ...]:
    """The parts of an expression that may not be constant: ``= yes`` and the branches of an ``if`` may."""
    match expr:
        case tree.Compare(left=left, right=right):
            return tuple(side for side in (left, right) if not isinstance(side, tree.Truth))
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            branches = (then,) if otherwise is None else (then, otherwise)
            return (condition, *(branch for branch in branches if not isinstance(branch, tree.Truth)))
        case tree.Case(arms=arms):
            values = [arm.value for arm in arms if not isinstance(arm.value, tree.Truth)]
            return (*(arm.condition for arm in arms if arm.condition is not None), *values)
        case _:
            return parts(expr)


def _no_limit(group: tree.Group) -> bool:
    count = exact(group.count) if group.count is not None else None
    return group.quantifier == "at most" and count is not None and count >= len(group.members)


def _constant(checked: Checked, root: Root, expr: tree.Expr) -> Diagnostic:
    return finding(
        checked,
        "W405",
        expr.span,
        "this condition is the same for every patient: it uses no data",
        context=root.context,
        hints=("name a fact in it, or leave it out",),
    )


def _vacuous(checked: Checked, root: Root, group: tree.Group) -> Diagnostic:
    return finding(
        checked,
        "W405",
        group.span,
        f"`at most {group.count}` is always true: only {len(group.members)} are listed",
        context=root.context,
        hints=("lower the number, or leave the condition out",),
    )
