"""What the whole protocol says of a changed patient, found from what it says of the patient before the change."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter, Outcome, Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.program import SCREENING, Criterion, Fact, Program, Vignette
from eligo.core.reads import Reads
from eligo.verify.vectors import evidence
from eligo.verify.vectors.collect import MOST_TOLD
from eligo.verify.vectors.patients import Patient, Patients
from eligo.verify.vectors.whole import Whole
from tests.differential.compiled import compiled
from tests.differential.records import records
from tests.differential.sources import Protocol, protocols


@given(protocols(), st.data())
def test_it_is_what_the_interpreter_says_of_the_patient_alone(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    patients = Patients(program)
    whole = Whole(patients, Reads(program))
    patient: Patient = data.draw(st.sampled_from(patients.every), label="vignette")
    raw = data.draw(records(module, bad=False), label="changes")
    for name, value in raw.items():
        patient = patients.changed(patient, program.fact[name], value) or patient
        standing, expected = whole.of(patient), evaluate(program, patient.values)
        assert standing.verdict is expected.verdict
        assert {c.name: whole.outcome(standing, c.name) for c in program.criteria} == expected.outcomes
        for outcome, count in ((Outcome.FAILED, standing.failed), (Outcome.UNKNOWN, standing.unknown)):
            named = tuple(name for name, found in expected.outcomes.items() if found is outcome)
            assert (whole.names(standing.places(outcome)), count) == (named, len(named))
        if standing.verdict is Verdict.UNDETERMINED:
            assert whole.needs(patient, standing) == needs(program, patient.values)


def many(count: int, *, vignette: bool) -> Program:
    """So many criteria, each on a fact of its own and on its neighbour's, with a patient whom all pass or without."""
    facts = [Fact(f"x{i}", f"X {i}", "number", "mg/dL", plausible=(Fraction(0), Fraction(100))) for i in range(count)]
    criteria = []
    for i in range(count):
        low = n.Compare(n.Measured(f"x{i}"), "<", n.Number(Fraction(i % 90 + 5)))
        condition = n.Any((low, n.Compare(n.Measured(f"x{(i + 1) % count}"), ">", n.Number(Fraction(95)))))
        criteria.append(Criterion(f"I{i}", f"Criterion {i}", "include", condition, condition))
    well = Vignette("well", "Well", tuple((fact.name, 1) for fact in facts))
    return Program(
        "T",
        "Test",
        facts=(Fact(SCREENING, "Moment of screening", "moment"), *facts),
        criteria=tuple(criteria),
        vignettes=(well,) if vignette else (),
        order=tuple(criterion.name for criterion in criteria),
    )


@pytest.mark.parametrize("vignette", [True, False])
def test_a_protocol_of_twice_as_many_criteria_takes_twice_the_work(
    monkeypatch: pytest.MonkeyPatch, *, vignette: bool
) -> None:
    """Counted are the conditions that are evaluated; of mistakes only so many are tried, however large a protocol."""
    monkeypatch.setattr("eligo.verify.vectors.mistakes.MOST_READ", 0)
    asked: Counter[int] = Counter()
    plain = Interpreter.truth
    count = 0

    def counting(self: Interpreter, node: n.Condition) -> object:
        asked[count] += 1
        return plain(self, node)

    monkeypatch.setattr(Interpreter, "truth", counting)
    for count in (60, 120):
        evidence(many(count, vignette=vignette))
    assert 60 < asked[120] < 2.2 * asked[60]


def test_of_a_patient_of_whom_too_much_is_open_the_criterion_at_hand_alone_is_told() -> None:
    program = many(MOST_TOLD + 10, vignette=False)
    vectors = evidence(program).vectors
    blank = [v for v in vectors if len(v.change) <= 2]
    assert {v.outcome for v in blank} == {"passed", "failed", "unknown"}
    for vector in vectors:
        patient = Patients(program).every[-1]
        for name, value in vector.change:
            changed = Patients(program).changed(patient, program.fact[name], value)
            assert changed is not None
            patient = changed
        assert vector.outcome == evaluate(program, patient.values).outcomes[vector.subject].value
        assert (vector.failed, vector.unknown, vector.needs) == ((), (), ())
