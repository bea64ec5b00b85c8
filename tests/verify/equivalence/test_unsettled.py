"""Mistakes in who counts for what is chosen by its time, which can only matter while nothing is chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.interpret import Interpreter
from eligo.core.reading import read_record
from eligo.verify.answers import Patient, Proof
from eligo.verify.equivalence.told_apart import told_apart
from eligo.verify.mutants import Mutant, mutants

from ..mutants.test_first_order import program_of

GAIN = "latest of r - previous of r > 3"
FALL = "(previous of r - latest of r) / previous of r > 30 %"
LATEST = "latest of r > 3"


def wrong_windows(condition: str) -> list[Mutant]:
    """What is wrong in `at or before screening`, of one choice after the other: a sample without a time counts."""
    some = mutants(program_of(condition))
    return [one for one in some if one.what == "unknown counts as true" and "Window" in type(one.site[0]).__name__]


JUDGED = [
    # Where there is a sample before the latest, there is a latest one. With a sample without a time for the one before,
    # that one is found where it was not.
    (GAIN, [Proof, Patient]),
    # Without the sample before there is nothing to compare, and nothing to divide by.
    (FALL, [Proof, Proof, Proof]),
    # A sample without a time is the latest one.
    (LATEST, [Patient]),
]


@pytest.mark.parametrize(("condition", "expected"), JUDGED)
def test_what_a_choice_hangs_on(condition: str, expected: list[type]) -> None:
    found = [told_apart(program_of(condition), mutant) for mutant in wrong_windows(condition)]
    assert [type(one) for one in found] == expected


samples = st.fixed_dictionaries(
    {"value": st.sampled_from([4, 6, 9])},
    optional={"time": st.sampled_from(["2025-01-01T08:00", "2025-01-02T08:00", "2025-01-02", "2025-07-01T08:00"])},
)
records = st.fixed_dictionaries(
    {"r": st.lists(samples, max_size=5)}, optional={"screening": st.just("2025-06-01T08:00")}
)


@given(records)
@pytest.mark.parametrize("condition", [GAIN, FALL])
def test_nobody_tells_what_is_proven_to_be_the_same(condition: str, record: dict[str, object]) -> None:
    program = program_of(condition)
    same = [m for m, kind in zip(wrong_windows(condition), dict(JUDGED)[condition], strict=True) if kind is Proof]
    values = read_record(program.facts, record).values
    right = Interpreter(program, values).truths["I1"]
    assert [Interpreter(mutant.program, values).truths["I1"] for mutant in same] == [right] * len(same)
