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

_NEAR = 0.66
"""So near is a name to another that a person may have meant it, as for names in a protocol."""

_LONG = 80
"""Beyond so many characters a column's name is not compared."""


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


def id_columns(facts: Iterable[Fact], names: Iterable[str], wanted: str | None = None) -> list[str]:
    """The columns that may identify patients: the one wanted, or else :data:`ID_COLUMNS` as far as they are there.

    Capitals and separators make no difference (``Patient ID``), but the exact name comes first.
    """
    present = list(names)
    if wanted is not None:
        return [wanted] if wanted in present else []
    known = fact_columns(facts)
    rank = {_plain(name): place for place, name in enumerate(ID_COLUMNS)}
    able = [name for name in present if name not in known and len(name) <= _LONG and _plain(name) in rank]
    return sorted(able, key=lambda name: (rank[_plain(name)], name not in ID_COLUMNS))


def free_id_column(facts: Iterable[Fact]) -> str | None:
    """The first of :data:`ID_COLUMNS` that no fact has, to write identifiers to; None when facts have them all."""
    known = fact_columns(facts)
    return next((name for name in ID_COLUMNS if name not in known), None)


def unknown_columns(
    facts: Sequence[Fact], names: Iterable[str], identifier: str | None = None
) -> list[tuple[str, str | None]]:
    """The columns that no declaration knows, in the file's order, each with the nearest fact's name, if one is near."""
    known = fact_columns(facts)
    skipped = id_columns(facts, names := list(names), identifier)
    return [(name, nearest_fact(facts, name)) for name in names if name not in known and name not in skipped]


def may_identify(name: str) -> bool:
    """Whether a column's name looks as if it identified patients: ``subject_id``, ``MRN``."""
    plain = _plain(name[:_LONG])
    return plain.endswith(("id", "mrn", "patient", "subject"))


def nearest_fact(facts: Sequence[Fact], name: str) -> str | None:
    """The declared fact whose name or label is nearest to a column's name, None when none is near."""
    wanted = _plain(name[:_LONG])
    spellings: dict[str, str] = {}
    for fact in facts:
        spellings.setdefault(_plain(fact.name), fact.name)
        spellings.setdefault(_plain(fact.label), fact.name)
    close = get_close_matches(wanted, spellings, n=1, cutoff=_NEAR)
    return spellings[close[0]] if close else None


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
