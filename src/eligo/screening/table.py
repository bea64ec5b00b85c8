"""The table of results: one row for each screened patient, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from eligo.core.interpret import Outcome, Verdict
from eligo.core.program import Criterion, Program

ROW, ID, VERDICT, NEEDS, IMPLAUSIBLE, CONFLICTS = "row", "id", "verdict", "needs", "implausible", "conflicts"
FIXED = (ROW, ID, VERDICT, NEEDS, IMPLAUSIBLE, CONFLICTS)

OUTCOMES = pl.Enum([o.value for o in Outcome])
VERDICTS = pl.Enum([v.value for v in Verdict])
NAMES = pl.List(pl.String)


def column_of(criterion: Criterion) -> str:
    """The column of a criterion's outcomes: its name, unless that is one of the other columns'."""
    return criterion.name if criterion.name.lower() not in FIXED else f"criterion_{criterion.name}"


def schema_of(program: Program, *, needs: bool = True, identified: bool = True) -> dict[str, pl.DataType]:
    """The columns of the table: ``row`` counts from 1 as the file does; ``id`` is there if the data have one."""
    schema: dict[str, pl.DataType] = {ROW: pl.Int64()}
    if identified:
        schema[ID] = pl.String()
    schema[VERDICT] = VERDICTS
    schema |= {column_of(c): OUTCOMES for c in program.criteria}
    if needs:
        schema[NEEDS] = NAMES
    return {**schema, IMPLAUSIBLE: NAMES, CONFLICTS: NAMES}


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one patient."""

    number: int
    id: str
    verdict: str
    outcomes: tuple[str, ...]
    needs: tuple[str, ...]
    implausible: tuple[str, ...]
    conflicts: tuple[str, ...]


def table_of(rows: Sequence[Row], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """Results as a table."""
    columns: dict[str, list[object]] = {
        ROW: [r.number for r in rows],
        ID: [r.id for r in rows],
        VERDICT: [r.verdict for r in rows],
        NEEDS: [list(r.needs) for r in rows],
        IMPLAUSIBLE: [list(r.implausible) for r in rows],
        CONFLICTS: [list(r.conflicts) for r in rows],
    }
    outcomes = zip(*(r.outcomes for r in rows), strict=True) if rows else ()
    names = [name for name in schema if name not in FIXED]
    columns |= dict(zip(names, map(list, outcomes), strict=True)) if rows else {name: [] for name in names}
    return pl.DataFrame({name: columns[name] for name in schema}, schema=schema)
