"""The smallest changes that would change a patient's verdict: of measured values and of time, to the step."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.syntax.files import read_source
from eligo.verify.counterfactual import otherwise

FLAGSHIP = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"


@cache
def flagship() -> Program:
    source, _ = read_source(FLAGSHIP)
    assert source is not None
    program, _ = compile_source(source, FLAGSHIP)
    assert program is not None
    return program


def patient(name: str, **changes: object) -> dict[str, object]:
    raw = next(dict(v.raw) for v in flagship().vignettes if v.name == name)
    return {fact: value for fact, value in {**raw, **changes}.items() if value is not None}


WAYS = [
    ("edge_ratio", "eligible", [{"pf_ratio": "199"}]),
    ("low_peep", "eligible", [{"peep": "5"}]),
    ("neutropenic", "eligible", [{"neutrophils": "3/2"}]),
    ("quiet", "eligible", [{"il6": "81"}, {"crp": "251"}, {"bicarbonate": "179/10"}, {"lactate": "41/10"}]),
    ("estimated_woman", "eligible", [{"weight": "353/5"}, {"creatinine": "4/5"}]),
    ("covid", "eligible", []),  # a swab does not change
    ("late", "eligible", []),  # time does not run back
]


@pytest.mark.parametrize(("name", "verdict", "ways"), WAYS)
def test_what_would_change_the_verdict(name: str, verdict: str, ways: list[dict[str, str]]) -> None:
    found = otherwise(flagship(), patient(name))
    assert found is not None
    assert found.verdict.value == verdict
    assert [{change.fact.name: str(change.then) for change in way} for way in found.ways] == ways


def test_each_way_leads_to_the_other_verdict() -> None:
    found = otherwise(flagship(), patient("septic"))
    assert found is not None
    assert {way[0].fact.name for way in found.ways} >= {"screening", "pf_ratio", "peep", "neutrophils", "creatinine"}
    for way in found.ways:
        changed = patient("septic", **{change.fact.name: change.then for change in way})
        reading = read_record(flagship().facts, changed)
        assert evaluate(flagship(), reading.values).verdict.value == "ineligible"
    [later] = [way[0] for way in found.ways if way[0].fact.name == "screening"]
    assert (later.now, later.then) == (
        "2025-11-03T10:00",
        "2025-11-04T18:01",
    )  # 48 hours after the diagnosis, and a minute


def test_nothing_is_said_of_an_undetermined_patient() -> None:
    assert otherwise(flagship(), patient("unasked")) is None
