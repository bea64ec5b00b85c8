"""The Polars expressions against the reference interpreter, on generated programs and rows."""

from __future__ import annotations

import polars as pl
from hypothesis import given

from eligo.backends.polars import compile_program
from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.records.cells import from_cells
from eligo.screening.exact import Settler
from eligo.screening.lanes import lanes_of
from tests.backends.polars.rows import CELLS, FACTS, programs, rows

WORDS = {True: "passed", False: "failed", None: "unknown"}


@given(programs(), rows("bad"))
def test_every_row_that_is_not_odd_has_the_interpreters_outcomes(
    program: Program, given_rows: list[dict[str, str | None]]
) -> None:
    cells = pl.DataFrame(given_rows, schema=dict.fromkeys(CELLS, pl.String))
    lanes = lanes_of(program, cells)
    plan = compile_program(program, lanes.forms)
    frame = plan.prepare(lanes.frame, Settler(program).settle(lanes.forms)) if plan.steps else lanes.frame
    table = frame.with_columns(**{f"!{name}": passed for name, passed in plan.passed.items()})
    conflicts = frame.with_columns(**{f"!{i}": c for i, c in enumerate(plan.conflicts)})
    implausible = frame.with_columns(**{f"!{name}": outside for name, outside in plan.implausible.items()})
    for index, row in enumerate(given_rows):
        if lanes.odd is not None and lanes.odd[index]:
            continue
        reading = read_record(FACTS, from_cells(FACTS, row))
        assert not reading.problems
        found = evaluate(program, reading.values)
        assert {c: WORDS[table[f"!{c}"][index]] for c in plan.passed} == {k: v.value for k, v in found.outcomes.items()}
        labels = [a.label for i, a in enumerate(program.assumptions) if conflicts[f"!{i}"][index]]
        assert tuple(labels) == found.conflicts
        assert tuple(f for f in plan.implausible if implausible[f"!{f}"][index]) == reading.implausible
