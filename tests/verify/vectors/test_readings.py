"""The vectors give each number once in another unit, such that it would come out otherwise if the unit were not heeded."""

from __future__ import annotations

import pytest

from eligo.core.vectors import Vector
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence

GIVEN = [
    # What the patient has, in seconds.
    ("ms", "x >= 500 ms", "x 600 ms", {"value": 0.6, "unit": "s"}),
    # A month is 30.4375 days, no whole number of weeks: so many as people write down.
    ("mo", "x >= 3 mo", "x 60 mo", {"value": 13, "unit": "wk"}),
]


@pytest.mark.parametrize(("unit", "condition", "patient", "given"), GIVEN)
def test_a_number_is_given_in_another_unit(unit: str, condition: str, patient: str, given: object) -> None:
    text = f"""protocol p "P" {{ version 1 }}
number x "X" in {unit}  plausible 0 to 1200
include I1 "I" {{ require {condition} }}
patient one "One" {{ {patient} }}
"""
    program, diagnostics = compile_source(Source("p.eligo", text))
    assert program is not None, diagnostics
    units = [value for vector in evidence(program).vectors for value in given_in_a_unit(vector)]
    assert given in units


def given_in_a_unit(vector: Vector) -> list[object]:
    return [value for _, value in vector.change if isinstance(value, dict)]
