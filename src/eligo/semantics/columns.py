"""Names as columns: that no two of a protocol's names stand over the same column of a table.

A table of patients has a column for each fact, and beside it ``NAME_unit`` for a number's unit, ``NAME_start`` and
``NAME_end`` for a period. A table of results has a column for each criterion among columns of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .findings import Findings
from .symbols import Symbols

DERIVED = {"number": ("_unit",), "period": ("_start", "_end")}
"""What follows a fact's name in the further columns that a fact of the kind is read from."""

RESULT_COLUMNS = ("row", "id", "verdict", "needs", "implausible", "conflicts")
"""The columns that every table of results has, whatever its criteria."""

PREFIX = "criterion_"
"""Stands before the name of a criterion in the table of results where that is one of :data:`RESULT_COLUMNS`."""


def check_columns(symbols: Symbols, findings: Findings) -> None:
    """Report facts that would be read from another's columns, and criteria that would have one column."""
    for fact in symbols.facts.values():
        for name in derived_columns(fact):
            other = symbols.facts.get(name)
            if other is not None:
                findings.error(
                    "E223",
                    other.name.span,
                    f"`{name}` is also the column that holds {_held(name)} of `{fact.name.text}`",
                    labels=(Label(fact.name.span, f"the {fact.kind} `{fact.name.text}`"),),
                    hints=(f"rename one of them: data for both would stand in one column, `{name}`",),
                )
    for criterion in symbols.criteria.values():
        name = criterion.name.text
        other_criterion = symbols.criteria.get(f"{PREFIX}{name}")
        if name.lower() in RESULT_COLUMNS and other_criterion is not None:
            findings.error(
                "E223",
                other_criterion.name.span,
                f"`{PREFIX}{name}` is also the column of the results that holds the outcome of `{name}`",
                labels=(Label(criterion.name.span, f"the criterion `{name}`"),),
                hints=("rename one of them",),
            )


def derived_columns(fact: tree.Fact) -> Iterator[str]:
    """The columns beside its own that a fact is read from."""
    for suffix in DERIVED.get(fact.kind, ()):
        yield fact.name.text + suffix


def _held(column: str) -> str:
    return f"the {column.rpartition('_')[2]}"
