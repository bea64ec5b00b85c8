"""W415: an item that is marked ``not computable`` and that a criterion restates nonetheless."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.symbols import context_of, item_text

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Criteria made from an item that the source marks as not computable."""
    for name, keys in checked.origins.answered.items():
        criterion = checked.symbols.criteria[name]
        for key in keys:
            item = checked.origins.items[key]
            if item.not_computable is not None:
                yield finding(
                    checked,
                    "W415",
                    criterion.name.span,
                    f"`{name}` restates {item_text(item.ref)}, which is marked `not computable`",
                    labels=(Label(item.not_computable.span, "marked here"),),
                    context=context_of(criterion),
                    hints=("leave out the mark if the criterion covers the item, or the item from `from`",),
                )
