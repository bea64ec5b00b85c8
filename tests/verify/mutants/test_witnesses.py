"""How many entries a proof about any list has to look at; and that nothing is proven of shorter ones alone."""

from __future__ import annotations

import pytest

from eligo.verify.answers import Proof
from eligo.verify.mutants import mutants
from eligo.verify.mutants.told_apart import told_apart
from eligo.verify.mutants.witnesses import witnesses

from .test_first_order import program_of

BOUNDS = [
    ("x > 5 mg/dL", 0),
    ("any of e where dose > 5 mg", 1),
    ("none of e where dose > 5 mg", 1),
    ("at least 3 of e where dose > 5 mg", 3),
    ("at most 2 of e where dose > 5 mg", 3),
    ("(any of e where dose > 5 mg) or (at least 3 of e where dose > 9 mg)", 4),
    ("(count of e where dose > 5 mg) >= 4", 5),
    # What is chosen by its time or size may be any entry of a long list.
    ("latest of e.dose > 5 mg", None),
    ("(sum of e.dose) > 5 mg", None),
    ("r > 3", None),
]


@pytest.mark.parametrize(("condition", "expected"), BOUNDS)
def test_so_many_entries_witness_what_is_counted(condition: str, expected: int | None) -> None:
    assert witnesses(program_of(condition)) == expected


EQUIVALENT = [
    # An entry that is over 9 is over 5: the second condition adds nobody, wherever its limit lies.
    ("(any of e where dose > 5 mg) or (any of e where dose > 9 mg)", "8 for 9 mg"),
    ("any of e where (dose > 5 mg or dose > 9 mg)", "8 for 9 mg"),
    # What is chosen by its time is another matter, but not what is asked of each entry.
    ("(latest of e.dose where (dose > 5 mg or dose > 9 mg)) > 7 mg", "8 for 9 mg"),
]


@pytest.mark.parametrize(("condition", "what"), EQUIVALENT)
def test_a_proof_holds_of_lists_of_any_length(condition: str, what: str) -> None:
    program = program_of(condition)
    (mutant,) = [m for m in mutants(program) if m.what == what]
    assert told_apart(program, mutant) == Proof(())


def test_what_only_a_long_list_shows_is_not_proven_to_be_nothing() -> None:
    program = program_of("at least 9 of e where dose > 5 mg")
    (mutant,) = [m for m in mutants(program) if m.what == "at least 10 for at least 9"]
    assert not isinstance(told_apart(program, mutant), Proof)
