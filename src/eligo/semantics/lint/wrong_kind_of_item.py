"""W414: an inclusion made from an exclusion of the source, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.symbols import context_of, describe, item_text

from .finding import finding

_OPPOSITE = {"include": "exclusion", "exclude": "inclusion"}
_OTHER_WORD = {"include": "exclude", "exclude": "include"}


def check(checked: Checked) -> Iterator[Diagnostic]:
    """``include`` with ``from exclusion N``, ``exclude`` with ``from inclusion N``."""
    for name, criterion in checked.symbols.criteria.items():
        for ref in criterion.origins:
            if ref.kind == _OPPOSITE[criterion.kind]:
                yield finding(
                    checked,
                    "W414",
                    ref.span,
                    f"the {describe(criterion)} `{name}` restates {item_text(ref)}",
                    context=context_of(criterion),
                    hints=(f"correct the item, or write the criterion with `{_OTHER_WORD[criterion.kind]}`",),
                )
