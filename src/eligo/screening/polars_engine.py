"""The polars engine: a table of patients at a time."""

from __future__ import annotations

from collections.abc import Callable, Container
from weakref import finalize

import polars as pl

from eligo.backends.polars import Form, Plan, compile_program
from eligo.core.interpret import Outcome, Verdict
from eligo.core.program import Program
from eligo.records.rejects import Reject
from eligo.records.rows import RawRow

from .asked import Asked
from .distinct import named, numbered
from .exact import Settler
from .lanes import PLACE, Lanes, lanes_of
from .quantities import Quantities
from .rows import RowScreener
from .table import CONFLICTS, ID, IMPLAUSIBLE, NEEDS, OUTCOMES, ROW, VERDICT, VERDICTS, Row, column_of, table_of

RawRowAt = Callable[[int], RawRow]
"""The row at a place of a table, as the slow engine reads it."""

PLANS = 64
"""How many plans of a program are kept; tables of one file have few forms."""

_Plans = dict[tuple[object, ...], Plan]
_PLANS: dict[int, _Plans] = {}

_PASSED, _FAILED, _UNKNOWN = (pl.lit(o.value, dtype=OUTCOMES) for o in Outcome)
_ELIGIBLE, _INELIGIBLE, _UNDETERMINED = (pl.lit(v.value, dtype=VERDICTS) for v in Verdict)


class PolarsEngine:
    """Screens tables of cells; remembers what it compiled and decided from one table to the next."""

    def __init__(self, program: Program, schema: dict[str, pl.DataType], *, with_needs: bool = True) -> None:
        self._program = program
        self._schema = schema
        self._rows = RowScreener(program, with_needs=with_needs)
        self._quantities = Quantities(program)
        self._settler = Settler(program)
        self._asked = Asked(program) if with_needs else None
        self._plans = _plans_of(program)

    def screen(
        self,
        cells: pl.DataFrame,
        numbers: pl.Series,
        ids: pl.Series | None,
        raw: RawRowAt,
        julian: Container[str] = frozenset(),
    ) -> tuple[pl.DataFrame, list[Reject]]:
        """Screen a table of cells.

        Args:
            cells: the columns of the facts.
            numbers: the number of each row in its file.
            ids: the patients' identifiers.
            raw: gives the rows that only the slow path can read.
            julian: columns of times of which :func:`eligo.records.typed.all_julian` is known to hold.

        Returns:
            The table of results and the rejects, both in the order of the rows.
        """
        lanes = lanes_of(self._program, cells, self._quantities, julian)
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
        results = prepared.select(pl.first()).with_columns(words(prepared, plan, self._program))
        places = prepared[PLACE]
        whole = len(places) == len(numbers)
        results = results.with_columns((numbers if whole else numbers.gather(places)).alias(ROW))
        if ID in self._schema:
            given = pl.Series([""], dtype=pl.String).new_from_index(0, len(numbers)) if ids is None else ids
            results = results.with_columns((given if whole else given.gather(places)).alias(ID))
        if self._asked is not None:
            results = results.with_columns(self._needs(self._asked, prepared, results, plan).alias(NEEDS))
        conflicts = [(a.label, expr) for a, expr in zip(self._program.assumptions, plan.conflicts, strict=True)]
        named = _names(prepared, {IMPLAUSIBLE: list(plan.implausible.items()), CONFLICTS: conflicts})
        return results.with_columns(named).select(self._schema.keys())

    def plan(self, forms: dict[str, Form]) -> Plan:
        """The plan for tables of these forms."""
        key = (self._asked is not None, *forms.items())
        plan = self._plans.get(key)
        if plan is None:
            plan = compile_program(self._program, forms, () if self._asked is None else self._asked.atoms)
            if len(self._plans) >= PLANS:
                self._plans.clear()
            self._plans[key] = plan
        return plan

    def _needs(self, asked: Asked, prepared: pl.DataFrame, results: pl.DataFrame, plan: Plan) -> pl.Series:
        open_rows = results[VERDICT] == Verdict.UNDETERMINED.value
        return named(open_rows, *asked.needs(prepared.filter(open_rows), plan))


def _plans_of(program: Program) -> _Plans:
    """The plans that were made for a program, which later tables of the same forms share; they go when it goes."""
    key = id(program)
    if key not in _PLANS:
        _PLANS[key] = {}
        finalize(program, _PLANS.pop, key, None)
    return _PLANS[key]


def words(prepared: pl.DataFrame, plan: Plan, program: Program) -> list[pl.Series]:
    """The verdict and each criterion's outcome in words, for the rows of a prepared frame."""
    names = {column_of(c): plan.passed[c.name] for c in program.criteria}
    passed = prepared.lazy().with_columns(**{f"!{name}": expr for name, expr in names.items()})
    columns = [pl.col(f"!{name}") for name in names]
    verdict = _word(pl.all_horizontal(columns), _ELIGIBLE, _INELIGIBLE, _UNDETERMINED).alias(VERDICT)
    outcomes = [_word(pl.col(f"!{name}"), _PASSED, _FAILED, _UNKNOWN).alias(name) for name in names]
    return passed.select(verdict, *outcomes).collect().get_columns()


def _word(truth: pl.Expr, true: pl.Expr, false: pl.Expr, unknown: pl.Expr) -> pl.Expr:
    return pl.when(truth.is_null()).then(unknown).when(truth).then(true).otherwise(false)


def _names(frame: pl.DataFrame, columns: dict[str, list[tuple[str, pl.Expr]]]) -> list[pl.Series]:
    """For each column and row the names whose mark the row has."""
    marks = [(column, name, mark) for column, marked in columns.items() for name, mark in marked]
    flags = frame.lazy().select(pl.col(PLACE), *(mark.alias(f"!{i}") for i, (_, _, mark) in enumerate(marks))).collect()
    there: dict[str, dict[str, str]] = {column: {} for column in columns}
    for i, (column, name, _) in enumerate(marks):
        if flags[f"!{i}"].any():
            there[column][f"!{i}"] = name
    return [_named(flags, some).alias(column) for column, some in there.items()]


def _named(flags: pl.DataFrame, marks: dict[str, str]) -> pl.Series:
    if not marks:
        return named(pl.repeat(False, len(flags), eager=True), pl.Series([], dtype=pl.UInt32), [])
    some = flags.select(pl.any_horizontal(*marks)).to_series()
    numbers, kinds = numbered(flags.filter(some).select(*marks))
    names = [[name for name, there in zip(marks.values(), kind, strict=True) if there] for kind in kinds]
    return named(some, numbers, names)
