"""W401: a criterion that does not say which item of the source it restates."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.symbols import context_of

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Criteria without ``from``."""
    for name, criterion in checked.symbols.criteria.items():
        if not criterion.origins:
            kind = "inclusion" if criterion.kind == "include" else "exclusion"
            yield finding(
                checked,
                "W401",
                criterion.name.span,
                f"`{name}` does not say where it comes from",
                context=context_of(criterion),
                hints=(f"name the item that it restates, such as `from {kind} 1`",),
            )
