"""The generated distribution: what is in it, that no text of the author becomes code, that it is the same anywhere."""

from __future__ import annotations

import ast
import json
import os
import pickle
import subprocess
import sys
import tomllib
import venv
from fractions import Fraction
from pathlib import Path

import pytest

from eligo.backends.python import UnsupportedNode, emit, load
from eligo.backends.python.layout import comment, text
from eligo.core import nodes as n
from eligo.core.interpret import evaluate
from eligo.core.program import Criterion, Program
from eligo.core.reading import read_record
from tests.backends.python.hostile import ATTACKS, NAMES, hostile_program
from tests.core.programs import FACTS

ADULT = n.Compare(n.Measured("x"), ">=", n.Number(Fraction(18)))
SMALL = Program(
    "T1",
    "A small protocol",
    properties=(("version", "2025-10-21"),),
    facts=FACTS,
    criteria=(Criterion("I1", "Adult", "include", ADULT, ADULT),),
    order=("I1",),
)


def written(program: Program, directory: Path) -> Path:
    for name, content in emit(program, "small").items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return directory


# ---------------------------------------------------------------- text


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a != "\ud800"])
def test_a_text_is_a_literal_that_means_itself(attack: str) -> None:
    source = text(attack)
    assert ast.literal_eval(source) == attack
    assert "\n" not in source
    assert source.isprintable()


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_comment_stays_one_comment(attack: str) -> None:
    assert comment(attack).isprintable()
    assert "#" not in comment(attack)


def test_hostile_names_and_texts_make_a_package_that_means_the_same() -> None:
    program = hostile_program()
    package = load(program, "hostile")
    records: list[dict[str, object]] = [{}, {"type": 3, "x": True}, {"class": 7, "NAN": 1.5, "X": False}]
    for raw in records:
        reading = read_record(program.facts, raw)
        if reading.problems:
            continue
        expected = evaluate(program, reading.values)
        assert [o.value for o in package.screen(raw).outcomes.values()] == [o.value for o in expected.outcomes.values()]
        patient = package.Patient(**raw)
        assert package.verdict(patient) == expected.verdict.value
        assert package.Patient.model_validate_json(patient.model_dump_json()).model_dump() == patient.model_dump()
    assert set(NAMES) <= set(package.Patient.model_json_schema()["properties"])


def test_hostile_texts_leave_every_file_well_formed() -> None:
    for name, content in emit(hostile_program(), "hostile").items():
        assert ".." not in name
        if name.endswith(".py"):
            ast.parse(content)
            assert b"\x1b" not in content
        if name.endswith(".toml"):
            assert tomllib.loads(content.decode())["project"]["name"] == "hostile"
        if name.endswith("README.md"):
            assert b"<script" not in content


@pytest.mark.parametrize("name", ["", "Upper", "a-b", "a/b", "..", "class", "1a", "a\n", "é", "a" * 101])
def test_a_bad_package_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="package name"):
        emit(SMALL, name)


def test_a_node_without_an_emitter_is_named() -> None:
    class Novelty(n.Node):
        pass

    criterion = Criterion("I1", "", "include", Novelty(), Novelty())  # type: ignore[arg-type]
    with pytest.raises(UnsupportedNode, match="Novelty"):
        emit(Program("T", "", facts=FACTS, criteria=(criterion,), order=("I1",)), "novel")


# ---------------------------------------------------------------- the package


def test_what_a_developer_sees() -> None:
    package = load(SMALL, "small")
    result = package.screen({"x": 17})
    assert repr(result) == "<Result ineligible; failed I1>"
    assert result.criteria["I1"].outcome == "failed"
    assert result.criteria["I1"].label == "Adult"
    assert json.loads(result.to_json()) == {
        "verdict": "ineligible",
        "outcomes": {"I1": "failed"},
        "needs": [],
        "implausible": [],
        "conflicts": [],
    }
    assert "17" in result.why()
    with pytest.raises(AttributeError):
        result.verdict = "eligible"
    with pytest.raises(TypeError):
        result.outcomes["I1"] = "passed"


def test_a_misspelt_fact_is_refused_with_the_nearest_one() -> None:
    package = load(SMALL, "small")
    for attempt in (
        lambda: package.screen({"colour": "red"}),
        lambda: package.Patient(colour="red"),
        lambda: package.screen_json('{"colour": "red"}'),
    ):
        with pytest.raises(ValueError, match="did you mean color"):
            attempt()


def test_a_copy_and_a_pickle_of_a_patient_screen_alike() -> None:
    package = load(SMALL, "small")
    patient = package.Patient(x=17)
    assert package.screen(patient.model_copy()) == package.screen(patient)
    assert package.verdict(patient.model_copy(update={"x": 20.0})) == "eligible"
    assert package.screen(pickle.loads(pickle.dumps(patient))) == package.screen(patient)
    with pytest.raises(package.RecordError):
        package.screen(package.Patient.model_construct(x="17.5"))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "null",
        "{",
        "NaN",
        '{"x": NaN}',
        '{"x": 1e999}',
        '{"m": 1700000000}',
        '{"m": "1700000000"}',
        b"\xff",
        "[" * 9999,
        '{"a": 1}',
        '{"color": "violet"}',
        '{"m": "2024-03-31T24:00"}',
        '{"p": {"end": "2024-03-31"}}',
    ],
)
def test_broken_json_is_a_record_error(data: str | bytes) -> None:
    package = load(SMALL, "small")
    with pytest.raises(package.RecordError):
        package.screen_json(data)


@pytest.mark.parametrize(
    "raw",
    [{"x": 18}, {"x": {"value": 180, "unit": "mg/L"}}, {"m": "2024-02"}, {"p": {"start": "2024-02-29"}}, {"x": 10**30}],
)
def test_json_means_what_the_mapping_means(raw: dict[str, object]) -> None:
    package = load(SMALL, "small")
    assert package.screen_json(json.dumps(raw)).outcomes == package.screen(raw).outcomes


# ---------------------------------------------------------------- the same bytes, anywhere


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import hashlib; from tests.backends.python.test_distribution import SMALL, hostile_program, emit;"
        "from eligo.backends.pytest import emit as tests;"
        "made = [*emit(SMALL, 'small').items(), *emit(hostile_program(), 'h').items(), *tests(SMALL, 'small').items()];"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    found = set()
    for seed in ("0", "1", "4711"):
        path = os.pathsep.join([*sys.path, str(Path(__file__).parents[3])])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        command = [sys.executable, "-c", script]
        found.add(subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout)
    assert len(found) == 1


def test_it_imports_neither_eligo_nor_lark_and_pydantic_only_for_the_model(tmp_path: Path) -> None:
    source = written(SMALL, tmp_path) / "src"
    script = (
        "import sys, small; small.screen({'x': 3}); small.screen_values(*[None] * len(small.FACTS));"
        "assert 'pydantic' not in sys.modules; small.Patient(x=3);"
        "assert not {'eligo', 'lark', 'jinja2'} & set(sys.modules)"
    )
    start = f"import sys; sys.path.insert(0, {str(source)!r}); "
    subprocess.run([sys.executable, "-I", "-c", start + script], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("program", [SMALL, hostile_program()], ids=["small", "hostile"])
def test_it_passes_the_type_checker_and_the_linter(program: Program, tmp_path: Path) -> None:
    written(program, tmp_path)
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "src"]
    checked = subprocess.run(mypy, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    if program is SMALL:  # a hostile name can be longer than any line
        for command in (["check"], ["format", "--check"]):
            ruff = [sys.executable, "-m", "ruff", *command, "--no-cache", "src"]
            linted = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert linted.returncode == 0, linted.stdout


@pytest.mark.slow
def test_it_installs_into_a_fresh_environment(tmp_path: Path) -> None:
    distribution = written(SMALL, tmp_path / "distribution")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(distribution)], check=True)
    script = "import small; print(small.screen(small.Patient(x=17)).verdict, small.__file__)"
    run = subprocess.run([python, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("ineligible ")
