"""The interpreter says what the oracle says, of generated protocols and records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligo.core.interpret import evaluate
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.syntax.parse import parse

from .oracle import Opinion, judge
from .records import records
from .sources import protocols


@given(protocols(patients=False), st.data())
def test_the_interpreter_agrees_with_the_oracle(protocol: object, data: st.DataObject) -> None:
    source = Source("t.eligo", protocol.text)  # type: ignore[attr-defined]
    program, _ = compile_source(source)
    module = parse(source).module
    assert program is not None
    for _ in range(3):
        raw = data.draw(records(module), label="record")
        reading = read_record(program.facts, raw)
        expected = judge(module, raw)
        assert {problem.fact for problem in reading.problems} == expected.rejected
        if reading.problems:
            continue
        found = evaluate(program, reading.values)
        outcomes = {name: outcome.value for name, outcome in found.outcomes.items()}
        assert Opinion(found.verdict.value, outcomes, found.conflicts, reading.implausible, frozenset()) == expected
