"""`eligo test`: the patients of a protocol, and how a disagreement is told."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

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


def test_the_first_condition_that_departs_is_named_with_its_line(eligo, starter: Path) -> None:
    done = eligo("test", changed(starter, "infarction 2025-06-20", "infarction 2025-01-01"))
    assert (
        "    first, E2 passed: line 56, “Heart failure” does not hold; "
        "line 57, “Latest myocardial infarction within 30 days before screening” does not hold\n"
    ) in done.out


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expect typical eligible", "expect typical ineligible because E1",
         "E1 passed: line 49, “Sex is female” does not hold"),
        ("expect typical eligible", "expect typical undetermined needing clearance",
         "I2 passed: line 43, “Creatinine clearance at least 30 mL/min” holds"),
        ("needing clearance", "needing age",
         "I2 unknown: line 43, “Creatinine clearance at least 30 mL/min” is not known"),
        ("heart_failure no\n}", "}",
         "E2 unknown: line 56, “Heart failure” is not known"),
    ],
)  # fmt: skip
def test_of_what_is_enough_by_itself_all_is_named_of_the_rest_the_first(
    eligo, starter: Path, old: str, new: str, says: str
) -> None:
    assert f"    first, {says}\n" in eligo("test", changed(starter, old, new)).out


def test_coverage_shows_what_no_patient_reaches(eligo, starter: Path) -> None:
    done = eligo("test", "--coverage", starter)
    assert done.status == 0
    rows = [" ".join(line.split()) for line in done.out.splitlines()]
    assert rows[0] == (
        f"{starter}: its patients reach 16 of 33 outcomes and truths; of a criterion true is passed, false is failed"
    )
    assert "36 I1: Adult 3 - -" in rows
    assert "41 I2: Impaired kidney function 2 - 1" in rows
    assert "43 Creatinine clearance at least 30 mL/min 2 - 1" in rows
    assert "57 Latest myocardial infarction within 30 days before screening 1 2 -" in rows


def test_coverage_as_json(eligo, starter: Path) -> None:
    done = eligo("test", "--coverage", "--format", "json", starter)
    (protocol,) = done.json["coverage"]
    adult = protocol["criteria"][0]
    assert (adult["criterion"], adult["patients"]) == ("I1", {"passed": 3, "failed": 0, "unknown": 0})
    assert adult["conditions"][0]["patients"] == {"true": 3, "false": 0, "unknown": 0}


def test_every_mutant_of_the_starter_is_noticed(eligo, starter: Path) -> None:
    done = eligo("test", "--mutants", starter)
    assert (done.status, done.out) == (0, "")
    assert "80 of 80 mutants noticed (100.0 %); 2 more proven to change nothing" in done.err


def test_mutants_as_json(eligo, starter: Path) -> None:
    done = eligo("test", "--mutants", "--format", "json", starter)
    (score,) = done.json["mutants"]
    assert (score["mutants"], score["noticed"], score["equivalent"], score["survivors"]) == (82, 80, 2, [])
    assert score["kinds"]["criterion"] == {"mutants": 8, "noticed": 8, "equivalent": 0}


def test_junit_xml_names_what_is_not_met(eligo, starter: Path) -> None:
    starter = changed(starter, "expect typical eligible", "expect typical ineligible because I1")
    done = eligo("test", "--format", "junit", starter)
    assert done.status == 1
    suite = ElementTree.fromstring(done.out).find("testsuite")
    assert suite is not None
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == (str(starter), "3", "1")
    failed = [case for case in suite if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == ["typical ineligible"]
    assert "first, I1 passed: line 38, “Age at least 18 years” holds" in str(failed[0].find("failure").text)  # type: ignore[union-attr]


def test_junit_xml_holds_the_coverage_and_the_score(eligo, starter: Path) -> None:
    suite = ElementTree.fromstring(eligo("test", "--coverage", "--mutants", "--format", "junit", starter).out)[0]
    assert "its patients reach 16 of 33 outcomes" in str(suite.findtext("system-out"))
    (mutants,) = [case for case in suite if case.get("name") == "every mutant is noticed"]
    assert "80 of 80 mutants noticed" in str(mutants.findtext("system-out"))


def test_junit_xml_holds_the_errors_of_a_protocol(eligo, starter: Path) -> None:
    done = eligo("test", "--format", "junit", changed(starter, "require age", "require agee"))
    assert done.status == 2
    suite = ElementTree.fromstring(done.out)[0]
    assert (suite.get("tests"), suite.get("errors")) == ("1", "1")
    assert "error[E201]" in str(suite.findtext("testcase/error"))


def test_a_patient_that_departs_is_written_out_whole(eligo, starter: Path) -> None:
    done = eligo("test", changed(starter, "infarction 2025-06-20", "infarction 2025-01-01"))
    lines = [line.removeprefix("    ") for line in done.out.splitlines()]
    start = next(place for place, line in enumerate(lines) if line.startswith("patient "))
    whole = lines[start : lines.index("}", start) + 1]
    name = whole[0].split()[1]
    assert name.endswith("_whole")
    starter.write_text("\n".join([starter.read_text(), *whole, f"expect {name} eligible", ""]))
    assert eligo("test", starter).err.endswith("of 4 expectations not met\n")
