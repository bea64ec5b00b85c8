"""`eligo test`: the patients of a protocol, and how a disagreement is told."""

from __future__ import annotations

from pathlib import Path

import pytest


def changed(starter: Path, old: str, new: str) -> Path:
    text = starter.read_text()
    assert old in text
    starter.write_text(text.replace(old, new))
    return starter


def test_all_agree(eligo, starter: Path) -> None:
    done = eligo("test", starter)
    assert (done.status, done.out, done.err) == (0, "", "3 expectations met\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expect typical eligible", "expect typical undetermined", "expected undetermined, found eligible"),
        ("clearance 45 mL/min", "clearance 75 mL/min", "expected eligible, found ineligible because I2"),
        ("heart_failure no\n", "", "expected eligible, found undetermined because E2 cannot be decided"),
        ("infarction 2025-06-20", "infarction 2025-01-01", "expected ineligible, found eligible"),
        ("because E2", "because E1", "expected because E1, found because E2"),
        ("needing clearance", "needing age", "expected needing age, found needing clearance"),
    ],
)
def test_a_disagreement_names_the_criteria(eligo, starter: Path, old: str, new: str, says: str) -> None:
    done = eligo("test", changed(starter, old, new))
    assert done.status == 1
    assert says in done.out
    assert f"{starter}:" in done.out


def test_a_patient_that_refutes_a_claim_is_named(eligo, starter: Path) -> None:
    done = eligo("test", changed(starter, "age < 18 a implies not eligible", "age < 90 a implies not eligible"))
    assert done.status == 1
    assert '    it refutes the claim "Nobody under 18 is eligible"\n' in done.out


IMPLAUSIBLE = "Creatinine clearance 4500 mL/min lies outside its plausible range (0 to 250 mL/min) and was not used"


def test_a_value_that_was_not_used_is_named_where_the_verdict_departs(eligo, starter: Path) -> None:
    done = eligo("test", changed(starter, "clearance 45 mL/min", "clearance 4500 mL/min"))
    assert done.status == 1
    assert "    expected eligible, found undetermined because I2 cannot be decided\n" in done.out
    assert f"    {IMPLAUSIBLE}\n" in done.out


def test_and_where_it_does_not(eligo, starter: Path) -> None:
    changed(starter, "clearance 45 mL/min", "clearance 4500 mL/min")
    done = eligo("test", changed(starter, "expect typical eligible", "expect typical undetermined"))
    assert IMPLAUSIBLE in done.err


def test_an_assumption_that_the_patient_contradicts_is_named(eligo, starter: Path) -> None:
    with starter.open("a") as file:
        file.write('assume "Nobody is old": age < 40 a\n')
    done = eligo("test", starter)
    assert done.status == 1
    assert 'it contradicts the assumption "Nobody is old"' in done.out


def test_as_json(eligo, starter: Path) -> None:
    done = eligo("test", "--format", "json", changed(starter, "because E2", "because E1"))
    assert done.status == 1
    typical, recent, _ = done.json["vignettes"]
    assert typical["found"]["verdict"] == "eligible"
    assert typical["disagreements"] == []
    assert recent["expected"]["because"] == ["E1"]
    assert recent["found"]["criteria"] == {"I1": "passed", "I2": "passed", "E1": "passed", "E2": "failed"}
    assert recent["disagreements"] == ["expected because E1, found because E2"]


def test_a_protocol_with_errors(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text("number")
    done = eligo("test", "bad.eligo")
    assert done.status == 2
    assert done.err.endswith("error: bad.eligo has errors, so nothing was done with it\n")


def test_the_flagship(eligo) -> None:
    flagship = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"
    done = eligo("test", flagship)
    assert (done.status, done.out) == (0, "")
