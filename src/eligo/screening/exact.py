"""From lanes back to exact values, for the rows and the conditions that only the reference interpreter decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from eligo.backends.polars import Form, Forms, Guarded
from eligo.backends.polars.lanes import EPOCH, lane_names
from eligo.core import nodes as n
from eligo.core.cuts import decimal_of
from eligo.core.interpret import Interpreter, Record
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.truth import TRUE, UNKNOWN
from eligo.core.values import NEVER, Moment, Period, Value

from .parts import part_of

REMEMBERED = 1 << 17
"""How many answers are kept; the memory is emptied when it is full."""


class LaneReader:
    """Reads some facts of one row of lanes as :func:`eligo.core.reading.read_record` has them."""

    def __init__(self, facts: Iterable[Fact], forms: Forms) -> None:
        self.columns: list[str] = []
        self._facts: list[tuple[Fact, Form, slice]] = []
        for fact in facts:
            names = list(lane_names(fact, forms[fact.name]))
            self._facts.append((fact, forms[fact.name], slice(len(self.columns), len(self.columns) + len(names))))
            self.columns += names

    def physical(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The lanes of a frame that :meth:`record` takes row by row."""
        return frame.select(
            pl.col(name).to_physical() if frame.schema[name].is_temporal() else pl.col(name) for name in self.columns
        )

    def record(self, row: Sequence[object]) -> dict[str, Value]:
        """The known facts of a row: nothing implausible, defaults filled in."""
        record: dict[str, Value] = {}
        for fact, form, place in self._facts:
            value = _value(fact, form, row[place])
            if value is not None:
                record[fact.name] = value
        return record


def _value(fact: Fact, form: Form, lanes: Sequence[object]) -> Value | None:
    if form.constant is not None:
        return form.constant
    if not form.present:
        return fact.missing
    match fact.kind:
        case "number":
            return _number(fact, lanes[0])
        case "moment":
            return _moment(lanes, form)
        case "period":
            return _period(lanes, form)
        case _:
            return fact.missing if lanes[0] is None else lanes[0]  # type: ignore[return-value]  # a bool or an option


def _number(fact: Fact, lane: object) -> Value | None:
    if not isinstance(lane, float):
        return fact.missing
    value = decimal_of(lane)
    plausible = fact.plausible is None or fact.plausible[0] <= value <= fact.plausible[1]
    return value if plausible else None


def _moment(lanes: Sequence[object], form: Form) -> Value | None:
    if form.never and lanes[-1] is True:
        return NEVER
    return _span(lanes, form)


def _period(lanes: Sequence[object], form: Form) -> Value | None:
    if form.never and lanes[-1] is True:
        return NEVER
    width = 2 if form.span else 1
    start = _span(lanes[:width], form)
    return None if start is None else Period(start, _span(lanes[width:], form))


def _span(lanes: Sequence[object], form: Form) -> Moment | None:
    low = lanes[0]
    high = lanes[1] if form.span else low
    return Moment(low + EPOCH, high + EPOCH) if isinstance(low, int) and isinstance(high, int) else None


# ---------------------------------------------------------------- guarded conditions


class Settler:
    """Decides guarded conditions exactly in the rows in doubt, and remembers what it decided for the same values."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._reads = Reads(program)
        self._parts: dict[n.Condition, tuple[int, Program]] = {}
        self._kinds: dict[tuple[object, ...], int] = {}
        self._known: dict[tuple[object, ...], bool | None] = {}

    def settle(self, forms: Forms) -> Callable[[pl.DataFrame, Guarded], pl.DataFrame]:
        """What :meth:`eligo.backends.polars.Plan.prepare` asks for frames of these forms."""

        def settle(frame: pl.DataFrame, guarded: Guarded) -> pl.DataFrame:
            facts = self._reads.facts(guarded.node)
            reader = LaneReader(facts, forms)
            number, part = self._part(guarded.node)
            asked = (number, *(forms[f.name] for f in facts))
            kind = self._kinds.setdefault(asked, len(self._kinds))
            rows = frame[guarded.near].arg_true()
            values = reader.physical(frame.select(reader.columns)[rows]).rows() if reader.columns else [()] * len(rows)
            truths = []
            for row in values:
                if (key := (kind, *row)) not in self._known:
                    if len(self._known) >= REMEMBERED:
                        self._known.clear()
                    self._known[key] = _decide(part, guarded.node, reader.record(row))
                truths.append(self._known[key])
            column = frame[guarded.name].scatter(rows, pl.Series(truths, dtype=pl.Boolean))
            return frame.with_columns(column.alias(guarded.name))

        return settle

    def _part(self, node: n.Condition) -> tuple[int, Program]:
        if node not in self._parts:
            self._parts[node] = len(self._parts), part_of(self._program, (node,))
        return self._parts[node]


def _decide(program: Program, node: n.Condition, record: Record) -> bool | None:
    truth = Interpreter(program, record).truth(node)
    return None if truth is UNKNOWN else truth is TRUE
