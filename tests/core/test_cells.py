"""Cells: how an open number can turn out, where a formula that is not linear draws the edges."""

from __future__ import annotations

import pytest

from eligo.core import nodes as n
from eligo.core.cells import fact_choices
from eligo.core.interpret import Interpreter
from eligo.core.lower import lower
from tests.semantics.annotated import checked

BELOW, WITHIN, ABOVE = (False, True), (True, True), (True, False)
"""How `>= low` and `<= high` turn out together."""


@pytest.mark.parametrize(
    ("formula", "limits"),
    [
        ("2 * x", "3 and 5"),
        ("60 / x", "3 and 5"),
        ("x ^ 0.5", "3 and 5"),
        ("ln of x", "1 and 1.001"),
        ("log10 of (x / 7)", "0.2 and 0.3"),
        ("x * x", "90 and 90.01"),
        ("142 * least of { x / 0.9, 1 } ^ -0.302 * greatest of { x / 0.9, 1 } ^ -1.2", "30 and 60"),
    ],
)
def test_a_number_may_lie_below_within_and_above_a_range(formula: str, limits: str) -> None:
    text = f'number x "X" in 1  plausible 0.1 to 1000\ninclude I1 "R" {{ require {formula} between {limits} }}'
    program = lower(checked(text))
    between = program.criteria[0].condition
    assert isinstance(between, n.All)
    found = fact_choices(program.fact["x"], between.members, Interpreter(program, {}))
    assert set(found or ()) == {BELOW, WITHIN, ABOVE}
