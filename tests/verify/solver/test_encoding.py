"""The solver is told what the interpreter means: of a record whose facts are all given to it, it finds the same truths.

A truth that the interpreter finds may never be excluded. Where nothing was left free, every other truth has to be. What
takes the solver long proves nothing here; `ELIGO_PATIENCE` gives it more seconds.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reading import read_record
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import Entries, Moment, Period, Value
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.solver.calendar import FIRST, LAST
from eligo.verify.solver.conditions import Encoder
from eligo.verify.solver.pinned import pinned
from eligo.verify.solver.terms import is_among
from eligo.verify.solver.variables import Variables
from tests.differential.compiled import compiled
from tests.differential.records import records
from tests.differential.sources import Protocol, protocols

ENTRIES = 3
EVERY = frozenset({TRUE, FALSE, UNKNOWN})


def sharp(fact: Fact, value: Value | None) -> Value | None:
    """A value as the solver knows values: moments within its calendar, the screening and periods exact, lists short."""
    match value:
        case Moment(low, high):
            exact = fact.name == SCREENING or fact.kind == "period"
            return Moment(low, low if exact else high) if low >= FIRST and high <= LAST else fact.missing
        case Period(start, end):
            began, ended = sharp(fact, start), None if end is None else sharp(fact, Moment(end.high, end.high))
            lost = not isinstance(began, Moment) or (end is not None and not isinstance(ended, Moment))
            return fact.missing if lost else Period(began, ended)  # type: ignore[arg-type]
        case Entries(entries):
            kept = []
            for entry in entries[:ENTRIES]:
                fields = ((f.name, sharp(f, dict(entry).get(f.name))) for f in fact.fields)
                kept.append(tuple((name, field) for name, field in fields if field is not None))
            return replace(value, entries=tuple(kept))  # type: ignore[arg-type]
        case _:
            return value


def differences(program: Program, record: dict[str, Value]) -> tuple[str, str]:
    """What the solver answers when asked for the interpreter's truths, and for any others."""
    seen = Interpreter(program, record)
    variables = pinned(Variables(program.facts, ENTRIES), {f.name: record.get(f.name) for f in program.facts})
    encoder = Encoder(program, variables)
    conditions = [c.condition for c in (*program.criteria, *program.assumptions, *program.claims)]
    solver = z3.Solver()
    solver.set("timeout", int(os.environ.get("ELIGO_PATIENCE", "1")) * 1000)
    same = [is_among(encoder.truth(c), frozenset({seen.truth(c)})) for c in conditions]
    other = [is_among(encoder.truth(c), EVERY - {seen.truth(c)}) for c in conditions]
    said = [*variables.constraints, *encoder.constraints, *encoder.calendar.constraints, *encoder.numbers.curved]
    solver.add([z3.BoolVal(True), *(one for one in said if one is not True)])
    solver.push()
    solver.add(z3.And([z3.BoolVal(True), *same]))
    alike = str(solver.check())
    solver.pop()
    solver.add(z3.Or([z3.BoolVal(False), *other]))
    return alike, "free" if encoder.free else str(solver.check())


@pytest.mark.slow
@settings(max_examples=40)
@given(protocols(patients=False), st.data())
def test_the_solver_finds_what_the_interpreter_finds(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    for raw in data.draw(st.lists(records(module, bad=False), min_size=2, max_size=4), label="records"):
        reading = read_record(program.facts, raw)
        if reading.problems:
            continue
        values = ((fact.name, sharp(fact, reading.values.get(fact.name))) for fact in program.facts)
        record = {name: value for name, value in values if value is not None}
        alike, unlike = differences(program, record)
        assert alike in ("sat", "unknown")
        assert unlike in ("unsat", "unknown", "free")


REPEATED = """protocol T "T" { version 1 }
number c "C" in mg/dL  plausible 0 to 10  repeated
include I1 "More than 2" { require c > 2 mg/dL }
include I2 "The first" { require first of c > 2 mg/dL }
include I3 "The one before" { require previous of c > 2 mg/dL }
"""


@pytest.mark.parametrize("undated", [1, 5])
@pytest.mark.parametrize("dated", [1, 5])
def test_a_chosen_number_is_bounded_by_all_that_it_may_be(undated: int, dated: int) -> None:
    """A sample without a time may be the latest one or not, so that the number may be either."""
    program, _ = compile_source(Source("t.eligo", REPEATED))
    assert program is not None
    samples = [{"value": undated}, {"value": dated, "time": "2026-01-02T10:00"}]
    for given_as in (samples, samples[::-1]):
        record = dict(read_record(program.facts, {"screening": "2026-01-03T10:00", "c": given_as}).values)
        assert record["c"].entries
        assert differences(program, record) == ("sat", "unsat")
