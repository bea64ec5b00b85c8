"""W406: a thing compared with itself."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Comparisons and windows whose two sides are the same name."""
    for root, expr in checked.expressions:
        match expr:
            case tree.Compare(left=tree.Name() as a, right=b) | tree.Window(subject=tree.Name() as a, anchor=b):
                if a == b:
                    yield finding(
                        checked,
                        "W406",
                        expr.span,
                        f"`{a.name}` is compared with itself",
                        context=root.context,
                        hints=("one of the two was probably meant to be something else",),
                    )
