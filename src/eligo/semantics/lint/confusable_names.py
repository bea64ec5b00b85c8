"""W413: names that people or programs take for others."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.semantics.columns import PREFIX, RESULT_COLUMNS
from eligo.semantics.symbols import Declared, Symbols
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Names that differ in capital letters alone, and criteria named like a column that every result has."""
    symbols = checked.symbols
    for words in _side_by_side(symbols):
        seen: dict[str, tree.Word] = {}
        for word in words:
            first = seen.setdefault(word.text.lower(), word)
            if first.text != word.text:
                yield finding(
                    checked,
                    "W413",
                    word.span,
                    f"`{word.text}` and `{first.text}` differ in capital letters alone",
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


def _side_by_side(symbols: Symbols) -> Iterator[list[tree.Word]]:
    """The names that a reader may take for each other: all that a rule may name, each choice's values, and so on."""
    declared: list[Declared] = [*symbols.facts.values(), *symbols.defines.values(), *symbols.criteria.values()]
    declared += [*symbols.lists.values(), *symbols.value_sets.values()]
    yield [node.name for node in declared]
    yield [patient.name for patient in symbols.patients.values()]
    for fact in symbols.facts.values():
        yield list(fact.options)
        yield [line.name for line in fact.lines]
    members: dict[str, list[tree.Word]] = {}
    for member in symbols.members.values():
        members.setdefault(member.owner, []).append(member.name)
    yield from members.values()
