"""The interpreter says what the oracle says, of generated protocols and records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligo.core.interpret import evaluate
from eligo.core.reading import read_record

from .compiled import compiled
from .oracle import Opinion, judge
from .records import records
from .sources import Protocol, protocols


@given(protocols(), st.data())
def test_the_interpreter_agrees_with_the_oracle(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    written = [dict(patient.raw) for patient in program.vignettes]
    for raw in [*written, *(data.draw(records(module), label="record") for _ in range(3))]:
        reading = read_record(program.facts, raw)
        expected = judge(module, raw)
        assert {problem.fact for problem in reading.problems} == expected.rejected
        if reading.problems:
            continue
        found = evaluate(program, reading.values)
        outcomes = {name: outcome.value for name, outcome in found.outcomes.items()}
        said = Opinion(found.verdict.value, outcomes, found.conflicts, reading.implausible, frozenset())
        assert said == expected
