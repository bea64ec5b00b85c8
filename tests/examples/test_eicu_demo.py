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
from polars.testing import assert_frame_equal

import eligo
from eligo.screening import Engine, Funnel, screen_file
from tests.examples.by_hand import Stay, stays

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ELIGO_SHARED_DATA") or ROOT.parent / "shared" / "data") / "eicu-demo"
PROGRAM = eligo.load(ROOT / "protocols" / "anakinra_ards.eligo").program
PAGE = (ROOT / "docs" / "examples" / "eicu.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(
    not (DATA / "patient.csv.gz").is_file(),
    reason="the eICU demo is not here: put it in ../shared/data/eicu-demo or set ELIGO_SHARED_DATA",
)


@dataclass(frozen=True)
class Screened:
    """What one engine makes of the demo: the funnel, and a row for each stay."""

    funnel: Funnel
    table: pl.DataFrame


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the example's output: it is run as its page says, into Parquet and into CSV."""
    folder = tmp_path_factory.mktemp("eicu")
    example = runpy.run_path(str(ROOT / "docs" / "examples" / "eicu_demo.py"))
    for name in ("stays.parquet", "stays.csv"):
        assert example["main"]([str(DATA), str(folder / name)]) == 0
    return folder


def screen(folder: Path, data: str, engine: Engine) -> Screened:
    verdicts = folder / f"verdicts-{engine}-{data}.parquet"
    return Screened(screen_file(PROGRAM, folder / data, engine=engine, output=verdicts), pl.read_parquet(verdicts))


@pytest.fixture(scope="module")
def screened(folder: Path) -> Screened:
    return screen(folder, "stays.parquet", "polars")


@pytest.fixture(scope="module")
def by_hand() -> list[Stay]:
    """Every stay as the raw tables have it."""
    return stays(DATA)


def test_every_unit_stay_is_one_row_and_every_row_is_screened(screened: Screened) -> None:
    assert screened.table["id"].n_unique() == len(screened.table) == 2520
    assert (screened.funnel.read, screened.funnel.screened, screened.funnel.rejected) == (2520, 2520, 0)
    assert screened.funnel.unknown_columns == ()


def test_both_engines_agree_in_every_verdict_outcome_and_need(folder: Path, screened: Screened) -> None:
    by_rows = screen(folder, "stays.parquet", "python")
    assert_frame_equal(by_rows.table, screened.table)
    assert by_rows.funnel == screened.funnel


def test_csv_says_the_same_as_parquet(folder: Path, screened: Screened) -> None:
    from_text = screen(folder, "stays.csv", "polars")
    assert_frame_equal(from_text.table.drop("row"), screened.table.drop("row"))
    assert from_text.funnel == screened.funnel


def test_every_criterion_of_every_stay_agrees_with_the_query_by_hand(screened: Screened, by_hand: list[Stay]) -> None:
    names = [criterion.name for criterion in PROGRAM.criteria]
    found = {row["id"]: {name: row[name] for name in names} for row in screened.table.iter_rows(named=True)}
    assert found == {stay.id: stay.outcomes() for stay in by_hand}


# ---------------------------------------------------------------- the numbers on the page


def table(headers: str) -> list[list[str]]:
    """The rows of the page's table whose first headers are these."""
    body = PAGE.split(f"| {headers} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in body.splitlines()[2:]]


def test_the_verdicts_on_the_page(screened: Screened) -> None:
    names = ("read", "rejected", "screened", "ineligible", "undetermined", "eligible")
    assert table("Stays") == [[name, f"{getattr(screened.funnel, name):,}"] for name in names]


def test_the_funnel_on_the_page(screened: Screened) -> None:
    assert table("Criterion") == [
        [f"{c.name} {c.label}", *(f"{count:,}" for count in (c.passed, c.failed, c.unknown, c.failed_alone))]
        for c in screened.funnel.criteria
    ]


def test_the_ratios_on_the_page(by_hand: list[Stay]) -> None:
    hypoxemic = [stay for stay in by_hand if stay.hypoxemic]
    assert sum(bool(stay.ratios()) for stay in by_hand) == 536
    assert (len(hypoxemic), len({stay.patient["uniquepid"] for stay in hypoxemic})) == (293, 269)
    assert sum(stay.ratio is None for stay in by_hand) == 2007
    assert len({stay.patient["uniquepid"] for stay in by_hand}) == 1841
    flowing = " ".join(PAGE.split())
    assert "536 stays have one, in 293 stays of 269 patients it falls below 200" in flowing
    assert "2,007 stays have no such pair" in flowing
    assert "2,520 stays, 1,841 patients" in flowing


def test_the_implausible_values_on_the_page(screened: Screened) -> None:
    assert screened.funnel.implausible == {"crp": 2, "weight": 2}
    assert "four values implausible, two CRP above 1,000 mg/L and two body weights" in PAGE


def test_those_that_a_study_nurse_would_be_called_to(screened: Screened) -> None:
    ventilated = screened.table.filter(pl.col("I1") == "passed")
    names = [criterion.name for criterion in PROGRAM.criteria]
    reasons = Counter(
        tuple(name for name in names if row[name] == "failed") for row in ventilated.iter_rows(named=True)
    )
    assert reasons == {(): 45, ("E6",): 21, ("E5",): 6}
    assert "I1 passes for 72 stays. Of these, 21 fail E6 and 6 fail E5; **45 fail nothing**." in PAGE


def test_what_a_site_would_have_to_ask(screened: Screened) -> None:
    called = Counter(screened.table.filter(pl.col("I1") == "passed")["needs"].explode().drop_nulls())
    on_page = {
        fact: (of_all, of_called)
        for facts, of_all, of_called, _ in table("Fact | undetermined")
        for fact in re.findall(r"`(\w+)`", facts)
    }
    asked = screened.funnel.needed
    assert asked is not None
    assert on_page == {fact: (f"{count:,}", f"{called[fact]:,}") for fact, count in asked.items() if count}
