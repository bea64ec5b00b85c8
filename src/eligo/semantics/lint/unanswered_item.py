"""W402: an item of the source that no criterion answers."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.symbols import item_text

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Source items that are neither answered nor marked ``not computable``."""
    if not checked.complete:
        return
    answered = {key for keys in checked.origins.answered.values() for key in keys}
    for key, item in checked.origins.items.items():
        if key not in answered and item.not_computable is None:
            text = item_text(item.ref)
            yield finding(
                checked,
                "W402",
                item.ref.span,
                f"no criterion answers {text}",
                context=text,
                hints=(f'write a criterion with `from {text}`, or mark the item: not computable "why"',),
            )
