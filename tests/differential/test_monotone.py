"""Finding out more never overturns what is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from eligo.core import nodes as n
from eligo.core.interpret import Outcome, Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.residual import parts

from .compiled import compiled
from .records import records
from .sources import Protocol, protocols


def asked_about(program: Program) -> frozenset[str]:
    """The facts whose being known is itself a question: those in `is known` and in `otherwise`."""
    reads = Reads(program)
    asking = n.Known | n.FirstKnown | n.FirstMoment
    return frozenset(name for node in _nodes(program) if isinstance(node, asking) for name in reads.of(node))


def _nodes(program: Program) -> Iterator[object]:
    stack: list[object] = [*(d.body for d in program.definitions), *(c.condition for c in program.criteria)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(parts(node))


@st.composite
def partly_known(draw: st.DrawFn, full: Mapping[str, object], settled: frozenset[str]) -> dict[str, object]:
    """What is known of a record before some of its facts, or of its complete lists some entries, are found out."""
    known = dict(full)
    for name, value in full.items():
        way = draw(st.integers(0, 2))
        if name in settled or way == 2:
            continue
        if way == 1 and isinstance(value, Mapping) and value.get("complete") is True:
            known[name] = value["entries"][: draw(st.integers(0, len(value["entries"])))]
        else:
            del known[name]
    return known


@given(protocols(patients=False), st.data())
def test_what_no_one_needs_to_know_decides_nothing(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    full = data.draw(records(module, bad=False), label="all that is known in the end")
    settled = asked_about(program) | {f.name for f in program.facts if f.missing is not None}
    known = data.draw(partly_known(full, settled), label="what is known before")
    before = read_record(program.facts, known)
    if before.problems or evaluate(program, before.values).verdict is not Verdict.UNDETERMINED:
        return
    asked = needs(program, before.values)
    told = {**known, **{name: value for name, value in full.items() if name not in asked}}
    after = read_record(program.facts, told)
    if after.problems:
        return
    found = evaluate(program, after.values)
    if not found.conflicts:  # no real patient has facts that contradict an assumption
        assert found.verdict is Verdict.UNDETERMINED, asked


@given(protocols(patients=False), st.data())
def test_a_fact_that_is_filled_in_overturns_nothing(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    asked = asked_about(program)
    # One offset or none: dates widen with every further one, whatever else the moment that carries it says.
    full = data.draw(records(module, bad=False), label="all that is known in the end")
    known = read_record(program.facts, full)
    if known.problems:
        return
    told_in_the_end = evaluate(program, known.values)
    free = [f.name for f in program.facts if f.name in full and f.missing is None and f.name not in asked]
    for name in free:
        before = read_record(program.facts, {fact: value for fact, value in full.items() if fact != name})
        told = evaluate(program, before.values)
        for criterion, outcome in told.outcomes.items():
            if outcome is not Outcome.UNKNOWN:
                assert told_in_the_end.outcomes[criterion] is outcome, f"{criterion} after {name}"
        if told.verdict is not Verdict.UNDETERMINED:
            assert told_in_the_end.verdict is told.verdict, name
