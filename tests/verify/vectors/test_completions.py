"""For each fact that the verdict can hang on, a patient whom finding it out decides."""

from __future__ import annotations

from eligo.core.vectors import Completion
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors.completions import completions

PROTOCOL = """protocol p "P" { version 1 }
number x "X" in mg/dL  plausible 0 to 100  precision 1
number y "Y" in mg/dL  plausible 0 to 100  precision 1
flag a "A"
flag asked "Asked"  missing means no
flag idle "Idle"
define either "Either" in mg/dL = x otherwise y
include I1 "I" { require either >= 10 mg/dL }
include I2 "I" { require a }
exclude E1 "E" { when asked }
patient well "Well" { screening 2025-06-05  x 50 mg/dL  a yes  asked no  idle yes }
patient other "Other" { screening 2025-06-05  y 5 mg/dL  a yes }
patient open "Open" { screening 2025-06-05  x 50 mg/dL }
"""


def made(text: str) -> list[Completion]:
    program, found = compile_source(Source("p.eligo", text))
    assert program is not None, found
    return list(completions(program))


def test_a_fact_is_taken_away_from_a_patient_whom_it_decides() -> None:
    """First of eligible patients; without it the needs name it, and what could stand in for it."""
    assert made(PROTOCOL) == [
        Completion("well", "x", ("x", "y"), "eligible"),
        Completion("other", "y", ("x", "y"), "ineligible"),
        Completion("well", "a", ("a",), "eligible"),
    ]


def test_what_is_taken_for_no_or_read_by_no_criterion_has_none() -> None:
    assert {one.fact for one in made(PROTOCOL)}.isdisjoint({"asked", "idle"})


def test_of_a_fact_that_no_patient_has_there_is_none() -> None:
    assert made(PROTOCOL.replace("  y 5 mg/dL", "  x 5 mg/dL"))[1].fact == "a"


def test_an_undetermined_patient_completes_nothing() -> None:
    text = "\n".join(line for line in PROTOCOL.splitlines() if not line.startswith(("patient well", "patient other")))
    assert made(text) == []
