"""Whether a wrong program says otherwise of a patient is found out from what the right one has found out already."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.core.interpret import evaluate
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.mutants import mutants
from eligo.verify.vectors.judges import Comparison, Right
from eligo.verify.vectors.patients import Patients

PROTOCOLS = Path(__file__).parents[3] / "protocols"


@pytest.mark.parametrize(
    ("file", "every"),
    [("anakinra_ards", 11), ("examples/nsclc_second_line", 97), ("examples/septic_shock_steroid", 97)],
)
def test_it_is_what_a_whole_evaluation_of_both_programs_says(file: str, every: int) -> None:
    path = PROTOCOLS / f"{file}.eligo"
    program, _ = compile_source(Source(path.name, path.read_text(encoding="utf-8")), path)
    assert program is not None
    patients, right = Patients(program).every[:: max(1, every // 4)], Right(program)
    apart = 0
    for mutant in list(mutants(program))[::every]:
        if mutant.kind == "fact":
            continue
        comparison = Comparison(right, mutant)
        for patient in patients:
            before = evaluate(program, patient.values).outcomes
            after = evaluate(mutant.program, patient.values).outcomes
            found = comparison.apart(patient)
            assert found is any(before[name] != after[name] for name in mutant.touched), (mutant.where, mutant.what)
            apart += found
    assert apart
