"""A mutant put to the solver: a patient whom the interpreter confirms, or a proof."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.answers import Patient, Proof
from eligo.verify.equivalence.told_apart import told_apart
from eligo.verify.mutants import mutants

from ..mutants.test_first_order import program_of

CASES = [
    ("x >= 20 mg/dL", "19 for 20 mg/dL", Patient),
    ("m within 48 h before screening", "no first end", Patient),
    ("q lasting at least 1 h", "`>` for `>=`", Patient),
    # Whoever began it 28 days ago and is still on it was on it from its first moment on.
    ("start of q at least 28 d before screening and q at screening", "its first moment out", Proof),
    ("start of q at least 28 d before screening and q at screening", "its start forgotten", Proof),
    ("start of q at least 28 d before screening and q at screening", "its end forgotten", Patient),
]


@pytest.mark.parametrize(("condition", "what", "expected"), CASES)
def test_the_solver_tells_a_mutant_apart_or_proves_that_nobody_does(condition: str, what: str, expected: type) -> None:
    program = program_of(condition)
    (mutant,) = [m for m in mutants(program) if m.what == what]
    assert isinstance(told_apart(program, mutant), expected)


_POINTS = "".join(
    f"""
number {organ} "Laboratory value of one organ" in 1  plausible 0 to 100  repeated
define {organ}_points "Points of one organ" = case {{
    lowest of {organ} within 24 h before screening < 20: 4,
    lowest of {organ} within 24 h before screening < 50: 3,
    lowest of {organ} within 24 h before screening < 70: 2,
    otherwise: 0
}}"""
    for organ in ("lung", "blood", "liver", "heart", "brain", "kidney")
)
_SCORE = f"""protocol p "P" {{ version 1 }}{_POINTS}
define score "Score" = lung_points + blood_points + liver_points + heart_points + brain_points + kidney_points
include I1 "I" {{ require score >= 8 }}
"""
"""A score of many organs, such as SOFA."""


_LITTLE = 100_000
"""Less than half of what it takes to go through the whole score twice."""


def test_a_mistake_in_one_part_of_a_score_is_judged_without_going_through_all_the_others() -> None:
    program, _ = compile_source(Source("p.eligo", _SCORE))
    assert program is not None
    unknown = [m for m in mutants(program) if m.where == "liver_points" and m.what == "unknown counts as false"]
    # In each case the value is not known, or the time of a sample. Without a value the first case is in doubt already:
    # the liver has anything from 0 to 4 points, and a second case in doubt adds nothing, whatever the others say.
    expected = [Patient, Patient, Proof, Patient, Proof, Patient]
    assert [type(told_apart(program, m, _LITTLE)) for m in unknown] == expected


BY_DATE = [
    # Whoever was ill a minute ago was ill in the last 3 months; but a year may end a minute ago, and have begun before.
    ("m within 12 mo before screening or m within 3 mo before screening", "the last end a minute earlier", 4),
    # Of two alike windows one is enough, however closely the moment is known.
    ("m within 12 mo before screening or m within 12 mo before screening", "unknown counts as false", None),
]


@pytest.mark.parametrize(("condition", "what", "precision"), BY_DATE)
def test_a_moment_may_be_known_as_a_date_alone(condition: str, what: str, precision: int | None) -> None:
    program = program_of(condition)
    mutant = next(m for m in mutants(program) if m.what == what)
    found = told_apart(program, mutant)
    assert (len(str(found.raw["m"])) if isinstance(found, Patient) else None) == precision
    assert isinstance(told_apart(program, mutant, dates=False), Proof)
