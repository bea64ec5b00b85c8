"""W416: a choice between one value."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.series import VALUE

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Choices that list a single value."""
    facts = {name: one.node for name, one in (checked.facts | checked.fields).items() if not name.endswith(f".{VALUE}")}
    for name, fact in facts.items():
        if fact.kind == "choice" and len(fact.options) == 1:
            only = fact.options[0]
            yield finding(
                checked,
                "W416",
                only.span,
                f"`{only.text}` is the only value of `{name}`: it leaves no choice",
                hints=("list the other values, or declare a `flag`",),
            )
