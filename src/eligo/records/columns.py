"""The columns of a table of patients: a fact's own, and those that give its unit or a period's two ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from eligo.core.program import Fact

UNIT = "_unit"
START = "_start"
END = "_end"
ID_COLUMNS = ("patient_id", "id")
"""Columns taken for the patient's identifier when no other is named and no fact has that name."""


def fact_columns(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Every column name that the facts can have, with its fact."""
    declared = list(facts)
    columns = {fact.name: fact for fact in declared}
    for fact in declared:
        if fact.kind == "number":
            columns.setdefault(fact.name + UNIT, fact)
        elif fact.kind == "period":
            columns.setdefault(fact.name + START, fact)
            columns.setdefault(fact.name + END, fact)
    return columns


def id_column(facts: Iterable[Fact], names: Iterable[str], wanted: str | None = None) -> str | None:
    """The column that identifies patients: the one wanted, or the first of :data:`ID_COLUMNS` that is there."""
    present = set(names)
    if wanted is not None:
        return wanted if wanted in present else None
    declared = {fact.name for fact in facts}
    return next((name for name in ID_COLUMNS if name in present and name not in declared), None)


def unknown_columns(
    facts: Sequence[Fact], names: Iterable[str], identifier: str | None = None
) -> list[tuple[str, str | None]]:
    """The columns that no declaration knows, in the file's order, each with the nearest fact's name, if one is near."""
    known = fact_columns(facts)
    skipped = id_column(facts, names := list(names), identifier)
    return [(name, nearest_fact(facts, name)) for name in names if name not in known and name != skipped]


def nearest_fact(facts: Sequence[Fact], name: str) -> str | None:
    """The declared fact whose name or label is nearest to a column's name, None when none is near."""
    wanted = _plain(name[:80])
    spellings: dict[str, str] = {}
    for fact in facts:
        spellings.setdefault(_plain(fact.name), fact.name)
        spellings.setdefault(_plain(fact.label), fact.name)
    close = get_close_matches(wanted, spellings, n=1, cutoff=0.7)
    return spellings[close[0]] if close else None


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
