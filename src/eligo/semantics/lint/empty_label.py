"""W411: a label without a word in it."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from .finding import finding
from .labels import labels


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Labels that are empty or blank."""
    for one in labels(checked.module):
        if not one.label.text.strip():
            yield finding(
                checked,
                "W411",
                one.label.span,
                f"the label of {one.what} is empty",
                hints=("write the words by which readers of the document know it",),
            )
