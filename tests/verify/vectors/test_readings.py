"""Of each number whose unit matters a row gives it in another unit, in few digits."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence

PROTOCOL = """protocol P "P" {{ version 1 }}
number x "X" in {unit}  plausible {plausible}
include I1 "I" {{ require x >= {limit} }}
patient one "One" {{ screening 2025-06-01  x {limit} }}
expect one eligible
"""


@pytest.mark.parametrize(
    ("unit", "plausible", "limit", "given"),
    [
        ("mmol/L", "0 to 60", "4 mmol/L", {"value": 0.004, "unit": "mol/L"}),
        # 34 weeks are 7.8193... months: no decimal is as much.
        ("wk", "20 to 44", "34 wk", {"value": 7.82, "unit": "mo"}),
    ],
)
def test_a_number_in_another_unit(unit: str, plausible: str, limit: str, given: object) -> None:
    text = PROTOCOL.format(unit=unit, plausible=plausible, limit=limit)
    program, found = compile_source(Source("p.eligo", text))
    assert program is not None, found
    (row,) = [vector for vector in evidence(program).vectors if vector.title.startswith("x in ")]
    assert dict(row.change)["x"] == given
