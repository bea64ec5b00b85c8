"""The documented example on real patients: docs/examples/eicu_demo.py and the numbers on docs/examples/eicu.md.

The eICU demo is not part of the repository. It is looked for in ``../shared/data/eicu-demo`` beside the checkout, or in
the ``eicu-demo`` folder of the directory that the environment variable ``ELIGO_SHARED_DATA`` names.
"""

from __future__ import annotations

import os
import re
import runpy
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

import eligo
from eligo.core.interpret import evaluate
from eligo.core.needs import needs
from eligo.core.reading import read_record
from eligo.records.files import open_records
from tests.examples.by_hand import stays

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ELIGO_SHARED_DATA") or ROOT.parent / "shared" / "data") / "eicu-demo"
PROTOCOL = ROOT / "protocols" / "anakinra_ards.eligo"
PAGE = (ROOT / "docs" / "examples" / "eicu.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(
    not (DATA / "patient.csv.gz").is_file(),
    reason="the eICU demo is not here: put it in ../shared/data/eicu-demo or set ELIGO_SHARED_DATA",
)


@dataclass(frozen=True)
class Screened:
    """One stay as an engine sees it."""

    verdict: str
    outcomes: dict[str, str]
    needs: tuple[str, ...]


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example run as its page says."""
    path = tmp_path_factory.mktemp("eicu") / "stays.parquet"
    example = runpy.run_path(str(ROOT / "docs" / "examples" / "eicu_demo.py"))
    assert example["main"]([str(DATA), str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def meant(flat: Path) -> dict[str, Screened]:
    """Every stay by the reference interpreter, which is the meaning of the protocol."""
    program = eligo.load(PROTOCOL).program
    found = {}
    with open_records(flat, program.facts) as records:
        assert records.unknown == []
        for row in records:
            assert row.raw is not None
            reading = read_record(program.facts, row.raw)
            assert reading.problems == ()
            result = evaluate(program, reading.values)
            outcomes = {name: str(outcome) for name, outcome in result.outcomes.items()}
            found[row.id] = Screened(str(result.verdict), outcomes, needs(program, reading.values))
    return found


def test_one_row_for_each_unit_stay(flat: Path) -> None:
    ids = pl.read_parquet(flat)["patient_id"]
    assert len(ids) == ids.n_unique() == 2520


def test_every_criterion_of_every_stay_agrees_with_the_query_by_hand(meant: dict[str, Screened]) -> None:
    by_hand = {stay.id: stay.outcomes() for stay in stays(DATA)}
    assert len(by_hand) == 2520
    assert {stay: screened.outcomes for stay, screened in meant.items()} == by_hand


# ---------------------------------------------------------------- the numbers on the page


def table(first_header: str) -> list[list[str]]:
    """The rows of the page's table that begins with a header."""
    body = PAGE.split(f"| {first_header} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in body.splitlines()[2:]]


def test_the_verdicts_on_the_page(meant: dict[str, Screened]) -> None:
    verdicts = Counter(screened.verdict for screened in meant.values())
    counts = {"read": 2520, "rejected": 0, "screened": 2520, "eligible": 0} | verdicts
    assert dict(table("Stays")) == {name: f"{count:,}" for name, count in counts.items()}


def test_the_funnel_on_the_page(meant: dict[str, Screened]) -> None:
    expected = []
    for criterion in eligo.load(PROTOCOL).program.criteria:
        outcomes = Counter(screened.outcomes[criterion.name] for screened in meant.values())
        alone = sum(failures(screened) == [criterion.name] for screened in meant.values())
        counts = (outcomes["passed"], outcomes["failed"], outcomes["unknown"], alone)
        expected.append([f"{criterion.name} {criterion.label}", *(f"{count:,}" for count in counts)])
    assert table("Criterion") == expected


def failures(screened: Screened) -> list[str]:
    return [name for name, outcome in screened.outcomes.items() if outcome == "failed"]


def test_those_a_study_nurse_would_be_called_to(meant: dict[str, Screened]) -> None:
    ventilated = [screened for screened in meant.values() if screened.outcomes["I1"] == "passed"]
    reasons = Counter(tuple(failures(screened)) for screened in ventilated)
    assert reasons == {(): 45, ("E6",): 21, ("E5",): 6}
    assert "I1 passes for 72 stays. Of these, 21 fail E6 and 6 fail E5; **45 fail nothing**." in PAGE


def test_what_a_site_would_have_to_ask(meant: dict[str, Screened]) -> None:
    asked = Counter(fact for screened in meant.values() for fact in screened.needs)
    called = Counter(fact for s in meant.values() if s.outcomes["I1"] == "passed" for fact in s.needs)
    on_page = {
        fact: (of_all, of_called)
        for facts, of_all, of_called, _ in table("Fact | undetermined")
        for fact in re.findall(r"`(\w+)`", facts)
    }
    assert on_page == {fact: (f"{asked[fact]:,}", f"{called[fact]:,}") for fact in asked}
