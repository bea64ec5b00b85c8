"""How many entries a proof about any list has to look at; and that nothing is proven of shorter ones alone."""

from __future__ import annotations

import pytest

from eligo.verify.answers import Proof
from eligo.verify.equivalence.enough import enough_entries
from eligo.verify.equivalence.told_apart import told_apart
from eligo.verify.mutants import mutants

from ..mutants.test_first_order import program_of

BOUNDS = [
    ("any of e where dose > 5 mg", "6 for 5 mg", 1),
    ("none of e where dose > 5 mg", "6 for 5 mg", 1),
    ("at least 3 of e where dose > 5 mg", "6 for 5 mg", 3),
    ("at most 2 of e where dose > 5 mg", "6 for 5 mg", 3),
    ("(count of e where dose > 5 mg) >= 4", "6 for 5 mg", 4),
    # Of what is joined by "or" only that can hold of one program alone which is not the same in both.
    ("(any of e where dose > 5 mg) or (at least 3 of e where dose > 9 mg)", "6 for 5 mg", 1),
    ("(any of e where dose > 5 mg) and (at least 3 of e where dose > 9 mg)", "6 for 5 mg", 4),
    # Each entry with the one that is asked for beside it.
    ("any of e where (dose > 5 mg and (any of e after e.time))", "6 for 5 mg", 2),
    ("any of e where (dose > 5 mg and (none of e after e.time))", "6 for 5 mg", None),
    # The furthest of those that surely count, and the least and the greatest that may be it; in either program.
    ("latest of e.dose > 5 mg", "6 for 5 mg", 3),
    ("(latest of e.dose where dose < 9 mg) > 5 mg", "8 for 9 mg", 6),
    ("days from (latest of e.time where dose < 9 mg) to screening > 5 d", "8 for 9 mg", 4),
    ("r > 3", "4 for 3", 3),
    # A long list may count for as much as it likes.
    ("(sum of e.dose) > 5 mg", "6 for 5 mg", None),
    ("previous of e.dose > 5 mg", "6 for 5 mg", None),
]


@pytest.mark.parametrize(("condition", "what", "expected"), BOUNDS)
def test_so_many_entries_show_it_if_any_do(condition: str, what: str, expected: int | None) -> None:
    program = program_of(condition)
    mutant = next(m for m in mutants(program) if m.what == what)
    assert enough_entries(program, mutant.program, mutant.touched) == expected


EQUIVALENT = [
    # An entry that is over 9 is over 5: the second condition adds nobody, wherever its limit lies.
    ("(any of e where dose > 5 mg) or (any of e where dose > 9 mg)", "8 for 9 mg"),
    ("any of e where (dose > 5 mg or dose > 9 mg)", "8 for 9 mg"),
    # What is chosen by its time is another matter, but not what is asked of each entry.
    ("(latest of e.dose where (dose > 5 mg or dose > 9 mg)) > 7 mg", "8 for 9 mg"),
    # An entry beside an entry is asked the same.
    ("any of e where (dose > 5 mg and (any of e after e.time where (dose > 5 mg or dose > 9 mg)))", "8 for 9 mg"),
]


@pytest.mark.parametrize(("condition", "what"), EQUIVALENT)
def test_a_proof_holds_of_lists_of_any_length(condition: str, what: str) -> None:
    program = program_of(condition)
    assert Proof(()) in [told_apart(program, m) for m in mutants(program) if m.what == what]


def test_what_only_a_long_list_shows_is_not_proven_to_be_nothing() -> None:
    program = program_of("at least 9 of e where dose > 5 mg")
    (mutant,) = [m for m in mutants(program) if m.what == "at least 10 for at least 9"]
    assert not isinstance(told_apart(program, mutant), Proof)
