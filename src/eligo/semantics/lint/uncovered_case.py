"""W421: a ``case`` that leaves some patients out."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.coverage import coverage
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """A ``case`` without ``otherwise`` whose arms provably do not cover everything."""
    for root, expr in checked.expressions:
        if not isinstance(expr, tree.Case):
            continue
        covers = coverage(checked, expr)
        if covers is not None and covers.gap:
            yield finding(
                checked,
                "W421",
                expr.span,
                f"no arm of this `case` holds for {covers.gap}: its value is unknown there",
                context=root.context,
                hints=("add an arm, or `otherwise: ...`",),
            )
