"""W416: a choice between one value."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Choices that list a single value."""
    for name, fact in checked.symbols.facts.items():
        if fact.kind == "choice" and len(fact.options) == 1:
            only = fact.options[0]
            yield finding(
                checked,
                "W416",
                only.span,
                f"`{only.text}` is the only value of `{name}`: it leaves no choice",
                hints=("list the other values, or declare a `flag`",),
            )
