"""The fast engine against the slow one: verdicts, outcomes, needs, implausible facts, conflicts and rejects."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.program import Program
from eligo.records.cells import from_cells
from eligo.records.rejects import Reject
from eligo.records.rows import RawRow
from eligo.screening import screen_frame
from eligo.screening.rows import RowScreener
from tests.backends.polars.rows import CELLS, FACTS, programs, rows

Cells = dict[str, str | None]


def _slowly(program: Program, cells: list[Cells]) -> list[dict[str, object]]:
    screener = RowScreener(program)
    results: list[dict[str, object]] = []
    for number, row in enumerate(cells, 1):
        found = screener.screen(RawRow(number, from_cells(FACTS, row), table=True))
        names = [c.name for c in program.criteria]
        if isinstance(found, Reject):
            empty = dict.fromkeys(["verdict", *names, "needs", "implausible", "conflicts"])
            results.append({"row": number, **empty, "rejected": "; ".join(found.reasons)})
            continue
        results.append(
            {
                "row": number,
                "verdict": found.verdict,
                **dict(zip(names, found.outcomes, strict=True)),
                "needs": list(found.needs),
                "implausible": list(found.implausible),
                "conflicts": list(found.conflicts),
                "rejected": None,
            }
        )
    return results


@given(programs(), st.sampled_from(["", "odd", "bad"]).flatmap(lambda spice: rows(spice, most=25)))
def test_tables_of_text(program: Program, cells: list[Cells]) -> None:
    frame = pl.DataFrame(cells, schema=dict.fromkeys(CELLS, pl.String))
    assert screen_frame(program, frame).to_dicts() == _slowly(program, cells)
