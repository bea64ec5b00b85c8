"""Patients exactly on the limit of a computed number, of whom double precision says that they are beside it."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence

DECLARED = """
protocol p "P" { version 1 }
number pao2 "PaO2" in mm[Hg]  plausible 20 to 700  precision 1
number fio2 "FiO2" in 1  plausible 0.21 to 1  precision 0.01
number a "A" in kg  plausible 0 to 100  precision 1
number b "B" in kg  plausible 0 to 100  precision 1
patient one "One" { pao2 80 mm[Hg]  fio2 0.5, a 3 kg, b 4 kg }
"""


def on_the_limit(condition: str) -> list[dict[str, object]]:
    program, found = compile_source(Source("p.eligo", f'{DECLARED}\ninclude I1 "I" {{ require {condition} }}\n'))
    assert program is not None, found
    return [dict(row.change) for row in evidence(program).vectors if "floating point" in row.title]


@pytest.mark.parametrize(("relation", "beside"), [("<", "below"), (">=", "below"), ("<=", "above"), (">", "above")])
def test_the_quotient_is_the_limit_and_in_doubles_is_not(relation: str, beside: str) -> None:
    (row,) = on_the_limit(f"pao2 / fio2 {relation} 200 mm[Hg]")
    pao2, fio2 = (float(str(row.get(name, usual))) for name, usual in (("pao2", 80), ("fio2", 0.5)))
    assert round(1000 * pao2) == round(200_000 * fio2)
    assert pao2 / fio2 < 200 if beside == "below" else pao2 / fio2 > 200


def test_sums_of_whole_numbers_are_exact_in_doubles() -> None:
    assert on_the_limit("a + b >= 10 kg") == []
