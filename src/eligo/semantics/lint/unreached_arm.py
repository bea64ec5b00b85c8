"""W423: an arm of a ``case`` behind arms that already leave out nobody."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.coverage import coverage
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Each arm after the one with which everybody is covered."""
    for root, expr in checked.expressions:
        if not isinstance(expr, tree.Case):
            continue
        covers = coverage(checked, expr)
        if covers is None or covers.gap:
            continue
        for arm in expr.arms[covers.last + 1 :]:
            yield finding(
                checked,
                "W423",
                arm.span,
                "nobody reaches this arm: those before it leave out nobody",
                context=root.context,
                labels=(Label(expr.arms[covers.last].span, "here everybody is covered"),),
                hints=("leave it out, or check the conditions before it",),
            )
