"""A mistake that changes nothing is proven to be none by trying every case; of what has no cases nothing is said."""

from __future__ import annotations

import pytest

from eligo.verify.equivalence.equivalent import proven_equivalent
from eligo.verify.mutants import mutants

from ..mutants.test_first_order import program_of

EQUIVALENT = [
    # Of whole numbers that are 0 to 100 by what is plausible, all are at least 0.
    ("x >= 0 mg/dL", "−1 for 0 mg/dL", True),
    ("x >= 20 mg/dL", "19 for 20 mg/dL", False),
    ("at least 1 of { a, a }", "at least 2 for at least 1", True),
    ("at least 1 of { a, b }", "at least 2 for at least 1", False),
    # Whether a time makes a difference cannot be told by counting cases.
    ("m within 48 h before screening", "no first end", False),
]


@pytest.mark.parametrize(("condition", "what", "equivalent"), EQUIVALENT)
def test_a_mistake_that_changes_nothing_is_proven_to(condition: str, what: str, equivalent: bool) -> None:
    program = program_of(condition)
    (mutant,) = [m for m in mutants(program) if m.what == what]
    assert proven_equivalent(program, mutant) is equivalent
