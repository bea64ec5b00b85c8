"""The generated test suite: it runs with the distribution alone, passes on it, and fails when a limit is moved."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from eligo.backends import pytest as suite
from eligo.backends import python
from eligo.backends.python.loading import load
from eligo.core import nodes as n
from eligo.core.program import Criterion, Expectation, Program, Vignette
from eligo.core.vectors import Gap
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence
from tests.backends.python.hostile import hostile_program
from tests.core.programs import FACTS, hours
from tests.verify.vectors.test_whole import many

SCREENED_AT = ("screening", "2024-03-31T12:00")


def protocol(limit: int) -> Program:
    high = n.Compare(n.Measured("x"), ">", n.Number(Fraction(limit)))
    recent = n.Window(n.When("m"), n.When("screening"), hours(-48), hours(0))
    criteria = (
        Criterion("I1", "X is high", "include", high, high),
        Criterion("I2", "M is recent", "include", recent, recent),
    )
    return Program(
        "T",
        "Test",
        facts=FACTS,
        criteria=criteria,
        vignettes=(Vignette("ann", "Ann", (SCREENED_AT, ("x", 50), ("m", "2024-03-31T06:00"))),),
        expectations=(Expectation("ann", "eligible"),),
        order=("I1", "I2"),
    )


def run(compiled: Program, tested: Program, directory: Path) -> subprocess.CompletedProcess[str]:
    return run_files({**python.emit(compiled, "trial"), **suite.emit(tested, "trial", evidence(tested))}, directory)


def run_files(files: dict[str, bytes], directory: Path) -> subprocess.CompletedProcess[str]:
    for name, content in files.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    script = f"import sys; sys.path.insert(0, {str(directory / 'src')!r}); import pytest; sys.exit(pytest.main())"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def test_the_suite_passes_on_its_own_distribution(tmp_path: Path) -> None:
    result = run(protocol(20), protocol(20), tmp_path)
    assert result.returncode == 0, result.stdout


def test_the_suite_fails_when_the_compiled_limit_is_another(tmp_path: Path) -> None:
    result = run(protocol(21), protocol(20), tmp_path)
    assert result.returncode == 1
    assert "test_I1_x_is_high" in result.stdout


def test_of_a_patient_of_whom_too_much_is_open_the_suite_looks_at_the_criterion_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eligo.verify.vectors.collect.MOST_TOLD", 4)
    right = many(6, vignette=False)
    result = run(right, right, tmp_path / "right")
    assert result.returncode == 0, result.stdout
    moved = n.Compare(n.Measured("x3"), "<", n.Number(Fraction(9)))
    wrong = replace(right.criteria[3], condition=moved, stated=moved)
    compiled = replace(right, criteria=(*right.criteria[:3], wrong, *right.criteria[4:]))
    result = run(compiled, right, tmp_path / "wrong")
    assert result.returncode == 1
    assert "test_I3_criterion_3" in result.stdout


def test_hostile_texts_make_a_suite_that_runs(tmp_path: Path) -> None:
    program = replace(hostile_program(), vignettes=())
    result = run(program, program, tmp_path)
    assert result.returncode == 0, result.stdout
    assert "pwned" not in result.stdout


def test_what_no_row_shows_stands_above_the_table() -> None:
    program = protocol(20)
    gaps = (
        Gap("I2", "pair", "M # type: ignore"),
        Gap("I2", "pair", "N"),
        Gap("I2", "alone"),
        Gap("I1", "unknown", "X"),
    )
    made = suite.emit(program, "trial", replace(evidence(program), gaps=gaps))["tests/test_eligibility.py"].decode()
    assert (
        "# I2: M is recent\n"
        "# No pair of patients was found whom this condition sets apart:\n"
        "# - M type: ignore\n"
        "# - N\n"
        "# No patient was found who fails this criterion and no other.\n"
        "I2_CASES = [\n"
    ) in made
    assert "# No patient was found of whom it matters that this is not known:\n# - X\nI1_CASES" in made
    assert "# No " not in suite.emit(program, "trial", evidence(program))["tests/test_eligibility.py"].decode()


def test_needs_that_are_known_already_break_the_suite(tmp_path: Path) -> None:
    program = protocol(20)
    files = {**python.emit(program, "trial"), **suite.emit(program, "trial", evidence(program))}
    wrong = b"\n\ndef needs(program, record):\n    return tuple(fact.name for fact in program.facts)\n"
    needs = files["src/trial/runtime/core/needs.py"] + wrong
    result = run_files({**files, "src/trial/runtime/core/needs.py": needs}, tmp_path)
    assert result.returncode == 1
    assert "FAILED tests/test_eligibility.py::test_needs_name_missing_or_uncertain_facts" in result.stdout


LISTS = """protocol p "P" { version 1 }
number pulse "Pulse" in /min  plausible 20 to 300  precision 1  repeated
events dose "Doses" {
    number amount "Amount" in mg  plausible 0 to 1000  precision 1
    moment given_on "Given on"
}
include I1 "Slow at last" { require latest of pulse <= 100 /min }
exclude E1 "Two large doses" { when at least 2 of dose within 30 d before screening where amount > 20 mg }
patient ann "Ann" {
    screening 2025-03-01T10:00
    pulse 80 /min at 2025-03-01T09:00
    pulse 120 /min at 2025-02-01T09:00
    dose { amount 50 mg, given_on 2025-02-20T08:00 }
    dose { amount 10 mg, given_on 2025-02-21T08:00 }
    dose complete
}
expect ann eligible
"""


def compiled(text: str) -> Program:
    program, diagnostics = compile_source(Source("p.eligo", text))
    assert program is not None, diagnostics
    return program


def test_the_suite_of_a_protocol_with_lists_passes_on_its_own_distribution(tmp_path: Path) -> None:
    program = compiled(LISTS)
    result = run(program, program, tmp_path)
    assert result.returncode == 0, result.stdout


WRONG = [
    ("latest of pulse", "first of pulse"),
    ("latest of pulse", "highest of pulse"),
    ("<= 100 /min", "< 100 /min"),
    ("at least 2 of dose", "at least 1 of dose"),
    ("within 30 d before", "within 29 d before"),
    (" where amount > 20 mg", ""),
    ("amount > 20 mg", "amount >= 20 mg"),
]


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_the_vectors_of_a_protocol_with_lists_tell_another_selection(right: str, wrong: str) -> None:
    program, other = compiled(LISTS), compiled(LISTS.replace(right, wrong))
    package = load(other, "trial")
    apart = 0
    for vector in evidence(program).vectors:
        given = {**(dict(program.vignettes[0].raw) if vector.patient else {}), **dict(vector.change)}
        outcomes = package.screen(given).outcomes.items()
        apart += tuple(name for name, outcome in outcomes if outcome == "failed") != vector.failed
    assert apart > 0
