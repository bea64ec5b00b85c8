"""The example protocols: clean, each of their patients as its author expects, and alive in every form made of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import eligo

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "protocols" / "examples").glob("*.eligo"))
CLAIMS, PATIENTS = 8, 15
"""At the least, in each."""

assert len(EXAMPLES) >= 3


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_nothing_is_reported_and_the_layout_is_canonical(path: Path) -> None:
    protocol = eligo.load(path)
    assert protocol.check() == ()
    assert protocol.fmt() == path.read_text(encoding="utf-8")


def test_every_patient_comes_out_as_expected(path: Path) -> None:
    results = eligo.load(path).test()
    assert {r.vignette.name: r.disagreements for r in results if r.disagreements} == {}
    assert len(results) >= PATIENTS


def test_every_verdict_occurs_and_every_part_of_the_source_is_there(path: Path) -> None:
    program = eligo.load(path).program
    assert {e.verdict for e in program.expectations} == {"eligible", "ineligible", "undetermined"}
    assert len(program.claims) >= CLAIMS
    assert any(item.not_computable for source in program.sources for item in source.items)


@pytest.mark.slow
def test_the_generated_suite_passes_and_what_is_generated_is_clean(path: Path, tmp_path: Path) -> None:
    eligo.load(path).build(tmp_path)
    made = tmp_path / path.stem
    commands = {
        "suite": ["-c", "import sys; sys.path.insert(0, 'src'); import pytest; sys.exit(pytest.main(['-q']))"],
        "mypy": ["-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "src", "tests"],
        "ruff": ["-m", "ruff", "check", "--no-cache", "."],
    }
    for name, command in commands.items():
        done = subprocess.run([sys.executable, *command], cwd=made, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("protocol", "patient", "because"),
    [
        (
            "type2_diabetes_add_on",
            "glucose_high",
            "latest Fasting glucose within 14 days before screening is about 15.04 mmol/L",
        ),
        ("hfref_add_on", "recovered", "is 41% (on 2026-02-01, of 2 recorded)"),
        ("nsclc_second_line", "longer_qt", "is about 470.3 ms (3 recorded)"),
    ],
)
def test_a_chosen_number_is_told_with_its_unit(protocol: str, patient: str, because: str) -> None:
    tried = eligo.load(ROOT / "protocols" / "examples" / f"{protocol}.eligo")
    record = next(dict(v.raw) for v in tried.program.vignettes if v.name == patient)
    assert because in " ".join(tried.explain(record).to_text().split())
