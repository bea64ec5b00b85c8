"""The suite's patients where records repeat: every mistake in what is asked of entries is shown by one of them."""

from __future__ import annotations

import pytest

from eligo.core.reading import read_record
from eligo.verify.answers import Proof
from eligo.verify.mutants import mutants
from eligo.verify.vectors import distinguishing
from eligo.verify.vectors.collect import vectors
from eligo.verify.vectors.judges import Comparison, Right
from eligo.verify.vectors.patients import Patient

from ..mutants.test_first_order import program_of

CONDITIONS = [
    "any of e within 48 h before screening where dose > 5 mg",
    "at least 3 of e within 48 h before screening where (dose > 5 mg and dose < 9 mg)",
    "(count of e within 48 h before screening where dose > 5 mg) >= 4",
    "latest of e.dose within 48 h before screening >= 5 mg",
    "lowest of r within 2 d before screening < 3",
    "a and (sum of e.dose within 24 h before screening) > 10 mg",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_mistake_is_shown_or_proven_to_be_none(condition: str) -> None:
    program = program_of(condition)
    right = Right(program)
    known = []
    for vector in vectors(program):
        given = {name: value for name, value in vector.change if value is not None}
        reading = read_record(program.facts, given)
        known.append(Patient("", given, reading.values, reading.implausible))
    missed = [m for m in mutants(program) if not any(map(Comparison(right, m).apart, known))]
    assert [m.what for m in missed if not isinstance(distinguishing(program, m), Proof)] == []


FORMULAS = [
    ("(x / 1 mg/dL) ^ 0.37 > 2.5", "0.38 for 0.37"),
    ("50 mg/dL / x > 3", "51 for 50 mg/dL"),
]


@pytest.mark.parametrize(("condition", "what"), FORMULAS)
def test_a_number_between_two_limits_that_lie_close_together_is_found(condition: str, what: str) -> None:
    program = program_of(condition)
    (mutant,) = [m for m in mutants(program) if m.what == what]
    apart = Comparison(Right(program), mutant).apart
    found = [v for v in vectors(program) if v.change and v.change[0][0] == "x"]
    reading = [
        (dict(v.change), read_record(program.facts, dict(v.change))) for v in found if v.change[0][1] is not None
    ]
    assert any(apart(Patient("", given, read.values, read.implausible)) for given, read in reading)
