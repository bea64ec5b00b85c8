"""The polars engine: a table of patients at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from eligo.backends.polars import Form, Plan, compile_program
from eligo.core.interpret import Outcome, Verdict
from eligo.core.program import Program
from eligo.records.rejects import Reject
from eligo.records.rows import RawRow

from .asked import Asked
from .exact import Settler
from .lanes import PLACE, Lanes, lanes_of
from .rows import RowScreener
from .table import CONFLICTS, ID, IMPLAUSIBLE, NAMES, NEEDS, OUTCOMES, ROW, VERDICT, VERDICTS, Row, column_of, table_of

RawRowAt = Callable[[int], RawRow]
"""The row at a place of a table, as the slow engine reads it."""

_PASSED, _FAILED, _UNKNOWN = (pl.lit(o.value, dtype=OUTCOMES) for o in Outcome)
_ELIGIBLE, _INELIGIBLE, _UNDETERMINED = (pl.lit(v.value, dtype=VERDICTS) for v in Verdict)


class PolarsEngine:
    """Screens tables of cells; remembers what it compiled and decided from one table to the next."""

    def __init__(self, program: Program, schema: dict[str, pl.DataType], *, with_needs: bool = True) -> None:
        self._program = program
        self._schema = schema
        self._rows = RowScreener(program, with_needs=with_needs)
        self._settler = Settler(program)
        self._asked = Asked(program) if with_needs else None
        self._plans: dict[tuple[tuple[str, Form], ...], Plan] = {}

    def screen(
        self, cells: pl.DataFrame, numbers: pl.Series, ids: pl.Series | None, raw: RawRowAt
    ) -> tuple[pl.DataFrame, list[Reject]]:
        """Screen a table of cells.

        Args:
            cells: the columns of the facts.
            numbers: the number of each row in its file.
            ids: the patients' identifiers.
            raw: gives the rows that only the slow path can read.

        Returns:
            The table of results and the rejects, both in the order of the rows.
        """
        lanes = lanes_of(self._program, cells)
        if lanes.odd is None:
            return self._table(lanes, lanes.frame, numbers, ids), []
        results = [self._rows.screen(raw(place)) for place in lanes.odd.arg_true()]
        table = self._table(lanes, lanes.frame.filter(~lanes.odd), numbers, ids)
        screened = [r for r in results if isinstance(r, Row)]
        if screened:
            table = pl.concat([table, table_of(screened, self._schema)]).sort(ROW)
        return table, [r for r in results if isinstance(r, Reject)]

    def _table(self, lanes: Lanes, frame: pl.DataFrame, numbers: pl.Series, ids: pl.Series | None) -> pl.DataFrame:
        plan = self.plan(lanes.forms)
        prepared = plan.prepare(frame, self._settler.settle(lanes.forms))
        results = prepared.lazy().with_columns(**_outcomes(plan))
        names = [f"!{name}" for name in plan.passed]
        results = results.with_columns(pl.all_horizontal(names).alias("!"))
        table = results.select(PLACE, VERDICT=verdict_word(pl.col("!"))).collect() if False else results.collect()
        return self._finish(table, plan, numbers, ids)
