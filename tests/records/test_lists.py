"""Lists of entries and of samples in files: what is written is read back, and what is no list is rejected."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.records.cells import from_cells, to_cells
from eligo.records.sample import sample
from eligo.records.write import write_records
from eligo.screening import screen_file
from eligo.source import Source

PROTOCOL = """
protocol L1 "Lists" { version 2025-10-21 }
number creatinine "Creatinine" in mg/dL  plausible 0.1 to 40  repeated
events biologic "Biologic treatment" {
    moment given_on "Given on"
    choice agent    "Agent" of anakinra, tocilizumab
    number dose     "Dose" in mg
}
include I1 "Renal"   { require latest of creatinine within 7 d before screening > 2 mg/dL }
exclude E1 "Treated" { when any of biologic within 90 d before screening where dose > 3 mg }
patient p "With entries" { biologic { agent anakinra, dose 1 g }  creatinine 3 mg/dL at 2025-10-09 }
expect p undetermined
"""
WHEN = "2025-10-10T08:00"
RECORDS: tuple[dict[str, object], ...] = (
    {
        "patient_id": "listed",
        "screening": WHEN,
        "creatinine": [{"value": 1.2, "time": "2025-10-05"}, {"value": 30, "unit": "mg/L", "time": "2025-10-09"}],
        "biologic": {"entries": [{"given_on": "2025-10-01", "agent": "anakinra", "dose": 2}], "complete": True},
    },
    {"patient_id": "lacking", "screening": WHEN, "creatinine": 1.2, "biologic": [{"dose": 100}]},
    {"patient_id": "none", "screening": WHEN, "creatinine": {"value": 3, "unit": "mg/L"}, "biologic": False},
)


def program() -> Program:
    found, diagnostics = compile_source(Source("lists.eligo", PROTOCOL))
    assert found is not None, diagnostics
    return found


def screened(file: Path) -> tuple[dict[str, str], dict[int, list[str]]]:
    """The verdicts by patient, and the reasons of the rows that are rejected."""
    output, rejects = file.with_name("results.jsonl"), file.with_name("rejects.jsonl")
    screen_file(program(), file, output=output, rejects=rejects)
    results = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    rejected = map(json.loads, rejects.read_text(encoding="utf-8").splitlines())
    return {r["id"]: r["verdict"] for r in results}, {r["row"]: r["reasons"] for r in rejected}


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "tsv", "parquet"])
def test_lists_are_read_as_they_were_written(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"patients.{form}"
    write_records(file, program().facts, RECORDS)
    verdicts = {"listed": "eligible", "lacking": "undetermined", "none": "undetermined"}  # its one value has no time
    assert screened(file) == (verdicts, {})


def test_cells_hold_the_lists_as_json() -> None:
    facts = program().facts
    for record in RECORDS:
        known = {name: value for name, value in record.items() if name != "patient_id"}
        again = from_cells(facts, dict(to_cells(facts, known)))
        assert json.loads(json.dumps(again, default=float)) == known


def test_a_typed_list_of_a_parquet_file(tmp_path: Path) -> None:
    file = tmp_path / "typed.parquet"
    at = dt.datetime(2025, 10, 10, 8)
    frame = pl.DataFrame({
        "patient_id": ["a", "b"],
        "screening": [at, at],
        "creatinine": [[{"value": 3.0, "time": dt.datetime(2025, 10, 9)}], []],
        "biologic": [[{"given_on": dt.date(2025, 10, 1), "agent": "anakinra", "dose": 100.0}], None],
    })  # fmt: skip
    frame.write_parquet(file)
    assert screened(file) == ({"a": "ineligible", "b": "undetermined"}, {})


def test_a_date_in_a_list_that_python_cannot_hold_rejects_its_row(tmp_path: Path) -> None:
    file = tmp_path / "far.parquet"
    days = pl.Series([[20_000], [9_000_000]], dtype=pl.List(pl.Int32))
    dates = days.list.eval(pl.struct(given_on=pl.element().cast(pl.Date)))
    pl.DataFrame({"patient_id": ["a", "b"], "biologic": dates}).write_parquet(file)
    verdicts, rejected = screened(file)
    assert verdicts == {"a": "undetermined"}
    assert rejected == {2: ["biologic: a date or a time that is not in the years 1 to 9999"]}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("[{", "biologic: expected JSON in the cell: a list of entries"),
        ("[" * 5000, "biologic: expected JSON in the cell: a list of entries"),
        ("yes", "biologic: expected JSON in the cell: a list of entries"),
        ('[{"dosis": 1}]', "biologic: entry 1 has a field that is not declared"),
        ('[{"dose": NaN}]', "biologic: expected JSON in the cell: a list of entries"),
        ('[{"dose": "much"}]', "biologic[1].dose: expected a number"),
    ],
)
def test_a_cell_that_is_no_list_rejects_its_row(cell: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    quoted = cell.replace('"', '""')
    file.write_text(f'patient_id,biologic\na,"{quoted}"\n', encoding="utf-8")
    verdicts, rejected = screened(file)
    assert not verdicts
    [[found]] = rejected.values()
    assert found.startswith(reason)


def test_samples_in_a_cell_give_their_own_units(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text('patient_id,creatinine,creatinine_unit\na,"[1]",mg/L\nb,3,mg/L\nc,"[1,",\n', encoding="utf-8")
    verdicts, rejected = screened(file)
    assert (set(verdicts), set(rejected)) == ({"b"}, {2, 4})


def test_samples_hold_lists_for_which_every_criterion_decides_for_and_against() -> None:
    drawn = list(sample(program(), 300, seed=1))
    assert drawn == list(sample(program(), 300, seed=1))
    readings = [read_record(program().facts, record) for record in drawn]
    assert not any(reading.problems for reading in readings)
    found = [evaluate(program(), reading.values) for reading in readings]
    outcomes = {(name, outcome.value) for one in found for name, outcome in one.outcomes.items()}
    assert outcomes == {(name, word) for name in ("I1", "E1") for word in ("passed", "failed", "unknown")}
    assert {one.verdict.value for one in found} == {"eligible", "ineligible", "undetermined"}
