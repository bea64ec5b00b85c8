"""`eligo explain`: one patient, from a file of one or a row of many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TYPICAL = {
    "screening": "2025-06-30",
    "age": 61,
    "sex": "male",
    "pregnant": False,
    "clearance": 45,
    "heart_failure": False,
}


@pytest.fixture
def patient(tmp_path: Path):
    def write(**changes: object) -> Path:
        path = tmp_path / "patient.json"
        record = {name: value for name, value in {**TYPICAL, **changes}.items() if value is not None}
        path.write_text(json.dumps(record))
        return path

    return write


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Eligible: all 4 criteria pass."),
        ({"age": 17}, "Ineligible: I1 (Adult) fails"),
        ({"clearance": None}, "Undetermined: I2 (Impaired kidney function) cannot be decided yet"),
        ({"clearance": {"value": 0.75, "unit": "mL/s"}}, "Eligible"),
    ],
)
def test_says_why(eligo, starter: Path, patient, changes: dict[str, object], says: str) -> None:
    done = eligo("explain", starter, patient(**changes))
    assert done.status == 0
    assert says in done.out


def test_as_json(eligo, starter: Path, patient) -> None:
    done = eligo("explain", "--format", "json", starter, patient(clearance=None))
    assert done.status == 0
    assert done.json["verdict"] == "undetermined"
    assert done.json["ask_next"] == "clearance"
    assert [need["fact"] for need in done.json["needs"]] == ["clearance"]


def test_a_row_of_a_cohort(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_text("screening,age,sex\n2025-06-30,17,male\n2025-06-30,16,female\n")
    assert "choose one with --row" in eligo("explain", starter, "cohort.csv").err
    done = eligo("explain", starter, "cohort.csv", "--row", 3)
    assert done.status == 0
    assert "Age is 16 years" in done.out
    assert eligo("explain", starter, "cohort.csv", "--row", 9).err == "error: cohort.csv has no patient in row 9\n"


def test_a_fact_that_nobody_declared(eligo, starter: Path, patient) -> None:
    done = eligo("explain", starter, patient(clearence=45))
    assert done.err == "note: the protocol declares no fact clearence; did you mean clearance?\n"


def test_a_record_that_cannot_be_screened(eligo, starter: Path, patient) -> None:
    done = eligo("explain", starter, patient(age="old"))
    assert done.status == 1
    assert "cannot be screened" in done.out
    assert "age" in done.out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.json", "", "empty.json"),
        ("broken.json", "{", "broken.json"),
        ("deep.json", "[" * 100_000, "deep.json"),
        ("number.json", "7", "number.json"),
        ("notes.txt", "{}", "the file's name ends in none of"),
    ],
)
def test_a_file_that_holds_no_patient(eligo, starter: Path, tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content)
    done = eligo("explain", starter, name)
    assert done.status == 2
    assert says in done.err
    assert "internal error" not in done.err


def test_a_file_that_is_not_there(eligo, starter: Path) -> None:
    done = eligo("explain", starter, "nobody.json")
    assert done.status == 2
    assert "nobody.json" in done.err


def test_text_of_a_record_cannot_direct_the_terminal(eligo, starter: Path, patient) -> None:
    done = eligo("explain", starter, patient(sex="\x1b[2J\u202e", screening="2025-06-30\x1b[2J"))
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out + done.err


def test_a_patient_written_in_the_protocol(eligo, starter: Path) -> None:
    done = eligo("explain", starter, "--patient", "recent_infarction")
    assert done.status == 0
    assert done.out.startswith("Ineligible: E2 (")
    as_json = eligo("explain", starter, "--patient", "recent_infarction", "--format", "json")
    assert as_json.json["verdict"] == "ineligible"


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("typicl", "did you mean typical?"), ("zzz", "its patients are typical, recent_infarction, no_laboratory")],
)
def test_a_patient_that_the_protocol_does_not_have(eligo, starter: Path, name: str, way_out: str) -> None:
    done = eligo("explain", starter, "--patient", name)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"error: {starter} has no patient named {name}\nhelp: {way_out}\n"


def test_a_protocol_without_patients(eligo, starter: Path) -> None:
    text = starter.read_text()
    starter.write_text(text[: text.index("patient ")])
    done = eligo("explain", starter, "--patient", "typical")
    assert done.status == 2
    assert "has no patients" in done.err


def test_one_patient_at_a_time(eligo, starter: Path, patient) -> None:
    for words in ([], [patient(), "--patient", "typical"], ["--patient", "typical", "--row", 1]):
        done = eligo("explain", starter, *words)
        assert done.status == 2
        assert "name either a file with the patient, or one of the protocol's own with --patient" in done.err


def test_what_would_change_the_verdict(eligo) -> None:
    flagship = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"
    done = eligo("explain", flagship, "--patient", "edge_ratio", "--counterfactual")
    assert done.status == 0
    assert done.out.endswith("\nThe patient would be eligible with\n  - PaO2/FiO2 ratio from 200 mmHg to 199 mmHg\n")
    [[change]] = eligo("explain", flagship, "--patient", "edge_ratio", "--counterfactual", "--format", "json").json[
        "otherwise"
    ]["ways"]
    assert change == {"fact": "pf_ratio", "label": "PaO2/FiO2 ratio", "now": "200 mmHg", "then": "199 mmHg"}
    done = eligo("explain", flagship, "--patient", "refused", "--counterfactual")
    assert "No change of one or two measured values, nor of the time, would make the patient eligible.\n" in done.out
