"""`eligo diff`: the effect of an amendment, against a file and against a revision, and on a cohort."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

OLD = """protocol DEMO "Demonstration" {
    version 1
}

source registry "Registry" {
    inclusion 1 "Adults"
    exclusion 1 "Platelets"
}

number age       "Age"       in a       plausible 0 to 120
number platelets "Platelets" in 10*9/L  plausible 0 to 2000

include I1 "Adult" {
    from inclusion 1
    require age >= 18 a
}

exclude E1 "Few platelets" {
    from exclusion 1
    when platelets < 100 10*9/L
}
"""
NEW = OLD.replace("age >= 18 a", "age >= 21 a").replace('"Few platelets"', '"Thrombocytopenia"')


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.eligo", tmp_path / "new.eligo"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def test_the_effect_in_words(eligo, versions: tuple[Path, Path]) -> None:
    done = eligo("diff", *versions)
    assert done.status == 1
    changing, _, staying = done.out.partition("# Patients whose verdict stays\n")
    assert changing == (
        """Stricter: nobody comes out better than before, and somebody worse.

before \\ after  eligible  undetermined  ineligible
eligible        somebody  nobody        somebody
undetermined    nobody    somebody      somebody
ineligible      nobody    nobody        somebody

I1 is stricter
E1 means the same; only words changed (label)

# Patients whose verdict changes

patient eligible_ineligible "eligible before, ineligible after" {
    age 20 a
    platelets 100 10*9/L
}
expect eligible_ineligible ineligible

patient undetermined_ineligible "undetermined before, ineligible after" {
    age 20 a
}
expect undetermined_ineligible ineligible

"""
    )
    assert [line for line in staying.splitlines() if line.startswith("patient")] == [
        'patient eligible_eligible "eligible before and after" {',
        'patient undetermined_undetermined "undetermined before and after" {',
        'patient ineligible_ineligible "ineligible before and after" {',
    ]


def test_the_patients_can_be_pasted_into_the_new_version(eligo, versions: tuple[Path, Path]) -> None:
    """Whatever they are after the amendment; a fact that the old version alone has stands in a comment."""
    old, new = versions
    old.write_text(
        OLD.replace("number age", 'flag consent "Consent"\n\nnumber age')
        + '\ninclude I2 "Consent" {\n    require consent\n}\n'
    )
    out = eligo("diff", *versions).out
    pasted = out.partition("# Patients whose verdict changes\n")[2]
    assert "    # consent yes  (the old version only)\n" in pasted
    after = [line.split()[1] for line in pasted.splitlines() if line.startswith("patient")]
    assert len(after) == 8  # nobody who was ineligible for want of age becomes undetermined
    new.write_text(NEW + pasted)
    done = eligo("test", new)
    assert (done.status, done.err.splitlines()[-1]) == (0, "8 expectations met")


def test_nothing_changes(eligo, versions: tuple[Path, Path]) -> None:
    done = eligo("diff", versions[0], versions[0])
    assert done.status == 0
    assert done.out.startswith("Equivalent: nobody's verdict changes.\n")
    assert "\nno criterion changes\n\n# Patients whose verdict stays\n" in done.out


def test_as_a_review_comment(eligo, versions: tuple[Path, Path]) -> None:
    out = eligo("diff", "--format", "github", *versions).out
    assert out.startswith("**Stricter: nobody comes out better than before, and somebody worse.**\n")
    assert "| eligible | somebody | nobody | somebody |" in out
    assert "- `I1` is stricter\n" in out
    patients = [line for line in out.splitlines() if line.startswith(("Patients", "<details>"))]
    assert patients == [
        "Patients whose verdict changes:",
        "<details><summary>eligible before, ineligible after</summary>",
        "<details><summary>undetermined before, ineligible after</summary>",
        "Patients whose verdict stays:",
        "<details><summary>eligible before and after</summary>",
        "<details><summary>undetermined before and after</summary>",
        "<details><summary>ineligible before and after</summary>",
    ]


def test_what_cannot_be_compared_is_told(eligo, versions: tuple[Path, Path]) -> None:
    versions[1].write_text(NEW.replace("in 10*9/L  plausible", "in g/dL  plausible").replace("100 10*9/L", "100 g/dL"))
    done = eligo("diff", *versions)
    assert done.status == 1
    assert done.out.startswith(
        "Not decided.\nThe two declare facts of one name that no record holds for both: platelets."
    )
    assert "no criterion changes" not in done.out


def test_the_time_for_all_questions_together_is_limited(eligo, versions: tuple[Path, Path]) -> None:
    done = eligo("diff", "--limit", "0.01", *versions)
    assert done.status == 1
    assert "Not decided for some: the time limit for all questions together was reached.\n" in done.out


def test_as_json(eligo, versions: tuple[Path, Path]) -> None:
    found = eligo("diff", "--format", "json", *versions).json
    assert found["effect"] == "stricter"
    assert [(c["new"], c["effect"], c["words"]) for c in found["criteria"]] == [
        ("I1", "stricter", []),
        ("E1", "equivalent", ["label"]),
    ]
    assert sum(cell["patients"] for cell in found["verdicts"]) == 5


def test_a_cohort_is_counted(eligo, versions: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_text("age,platelets\n54,200\n20,200\n19,\n5,200\nold,200\n")
    done = eligo("diff", *versions, "--cohort", "cohort.csv")
    assert "of 5 patients of the cohort 2 change their verdict\n" in done.out
    assert "1 from eligible to ineligible\n1 from undetermined to ineligible\n" in done.out


def test_against_a_revision(eligo, versions: tuple[Path, Path], tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=Author", "-c", "user.email=author@example.org")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "old.eligo")
    git("commit", "--quiet", "-m", "First version")
    versions[0].write_text(NEW)
    done = eligo("diff", "HEAD:old.eligo", "old.eligo")
    assert done.status == 1
    assert "I1 is stricter\n" in done.out


@pytest.mark.parametrize(
    "place", ["HEAD:nothing.eligo", "--output=x:old.eligo", ":old.eligo", "no_such_revision:old.eligo"]
)
def test_what_is_no_revision_is_told(eligo, versions: tuple[Path, Path], place: str) -> None:
    done = eligo("diff", "--", place, versions[1])
    assert done.status == 2
    assert "error: " in done.err
    assert not Path("x").exists()
