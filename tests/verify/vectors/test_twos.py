"""Two entries in a list, of which one decides: a loop that ends after the first entry is noticed, whichever comes first."""

from __future__ import annotations

from eligo.core.interpret import Outcome
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors.judges import Judge
from eligo.verify.vectors.patients import Patients
from eligo.verify.vectors.twos import twos

PROTOCOL = """
protocol p "P" { version 1 }
source document "S" { exclusion 1 "Stroke in the last 30 days" }
events strokes "Strokes"  missing means no { moment seen_on "Seen" }
exclude E1 "Recent stroke" { from exclusion 1 when any of strokes within 30 d before screening }
patient recent "Ten days ago" { screening 2025-06-30T12:00 strokes { seen_on 2025-06-20 } }
patient former "Last year" like recent { strokes { seen_on 2024-06-20 } }
expect recent ineligible because E1
"""


def test_the_entry_that_decides_stands_second_and_first() -> None:
    program, found = compile_source(Source("p.eligo", PROTOCOL))
    assert program is not None, found
    patients = Patients(program)
    made = dict(twos(patients, program.criterion["E1"], program.facts, patients.vignettes))
    assert list(made) == [
        "strokes: the second of two entries decides",
        "strokes: the first of two entries decides",
    ]
    judge = Judge(program, ("E1",))
    lists = [patient.given["strokes"]["entries"] for patient in made.values()]  # type: ignore[index]
    assert lists[0] == lists[1][::-1]
    assert [judge.outcomes(patient) for patient in made.values()] in [[(Outcome.FAILED,)] * 2, [(Outcome.PASSED,)] * 2]
