"""W413: names that people or programs take for others."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.columns import PREFIX, RESULT_COLUMNS
from eligo.semantics.symbols import Declared
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Names that differ in capital letters alone, and criteria named like a column that every result has."""
    symbols = checked.symbols
    seen: dict[str, tree.Word] = {}
    declared: list[Declared] = [*symbols.facts.values(), *symbols.defines.values(), *symbols.criteria.values()]
    declared += [*symbols.lists.values(), *symbols.value_sets.values()]
    for node in declared:
        first = seen.setdefault(node.name.text.lower(), node.name)
        if first is not node.name:
            yield finding(
                checked,
                "W413",
                node.name.span,
                f"`{node.name.text}` and `{first.text}` differ in capital letters alone",
                labels=(Label(first.span, "the other is here"),),
                hints=("rename one of them: readers, spreadsheets and databases take them for the same",),
            )
    for name, criterion in symbols.criteria.items():
        if name.lower() in RESULT_COLUMNS:
            yield finding(
                checked,
                "W413",
                criterion.name.span,
                f"`{name}` is also a column that every table of results has",
                hints=(f"rename the criterion: its own column is called `{PREFIX}{name}` instead",),
            )
