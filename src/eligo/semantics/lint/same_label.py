"""W412: two entries of one list with the same label."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.syntax import tree

from .finding import finding
from .labels import labels


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Labels that a reader cannot tell apart among facts and definitions, criteria, patients, or claims."""
    seen: dict[tuple[str, str], tree.Text] = {}
    for one in labels(checked.module):
        words = " ".join(one.label.text.split()).casefold()
        first = seen.setdefault((one.group, words), one.label)
        if words and first is not one.label:
            yield finding(
                checked,
                "W412",
                one.label.span,
                f"the label of {one.what} is the same as an earlier one",
                labels=(Label(first.span, "the first is here"),),
                hints=("say in what they differ",),
            )
