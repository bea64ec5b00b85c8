"""The generated test suite: it runs with the distribution alone, passes on it, and fails when a limit is moved."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from eligo.backends import pytest as suite
from eligo.backends import python
from eligo.core import nodes as n
from eligo.core.program import Criterion, Expectation, Program, Vignette
from eligo.verify.vectors import evidence
from tests.backends.python.hostile import hostile_program
from tests.core.programs import FACTS, hours

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


def test_hostile_texts_make_a_suite_that_runs(tmp_path: Path) -> None:
    program = replace(hostile_program(), vignettes=())
    result = run(program, program, tmp_path)
    assert result.returncode == 0, result.stdout
    assert "pwned" not in result.stdout


def test_needs_that_are_known_already_break_the_suite(tmp_path: Path) -> None:
    program = protocol(20)
    files = {**python.emit(program, "trial"), **suite.emit(program, "trial", evidence(program))}
    wrong = b"\n\ndef needs(program, record):\n    return tuple(fact.name for fact in program.facts)\n"
    needs = files["src/trial/runtime/core/needs.py"] + wrong
    result = run_files({**files, "src/trial/runtime/core/needs.py": needs}, tmp_path)
    assert result.returncode == 1
    assert "FAILED tests/test_eligibility.py::test_needs_name_missing_or_uncertain_facts" in result.stdout
