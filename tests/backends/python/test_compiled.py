"""The compiled form of a generated distribution says what its pure form and the definition of the language say."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import which
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligo.backends.python import emit, load
from eligo.core import nodes as n
from eligo.core.program import Definition, Program
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.backends.python import test_wrong_values
from tests.backends.python.hostile import hostile_program
from tests.backends.python.test_agreement import assert_agreement
from tests.backends.python.test_wrong_values import ODD
from tests.benchmarks.patients import patients
from tests.core.programs import A, B, C, X, Y, include, number, program
from tests.programs import raw_records

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]

ARITHMETIC = program(
    include("SUM", n.Compare(n.Arithmetic("-", n.NumberRef("both"), Y), "<", number(100))),
    include("PRODUCT", n.Compare(n.Arithmetic("*", n.NumberRef("chosen"), Y), ">=", number("0.3"))),
    include("QUOTIENT", n.Compare(n.Arithmetic("/", X, n.Arithmetic("-", Y, number(20))), "<=", number(3))),
    include("TWO", n.Count(2, 2, (A, B, C))),
    definitions=(
        Definition("both", "Sum", n.Arithmetic("+", X, Y), "mg/dL"),
        Definition("chosen", "One of two", n.Choose(A, X, n.Arithmetic("-", Y, X)), "mg/dL"),
    ),
)


def flagship() -> Program:
    text = (ROOT / "protocols" / "anakinra_ards.eligo").read_text(encoding="utf-8")
    made, diagnostics = compile_source(Source("anakinra_ards.eligo", text))
    assert made is not None, diagnostics
    return made


PROGRAMS: dict[str, Program] = {
    "compiled_flagship": flagship(),
    "compiled_wrong_values": test_wrong_values.PROTOCOL,
    "compiled_arithmetic": ARITHMETIC,
    "compiled_hostile": hostile_program(),
}


def written(name: str, directory: Path) -> Path:
    for path, content in emit(PROGRAMS[name], name).items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return directory


def install(source: Path, site: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(source)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})


def form_of(site: Path, name: str) -> str:
    """What a fresh process says of an installed distribution."""
    script = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import {name} as p; print(p.COMPILED, p.screen({{}}).verdict)"
    )
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ModuleType]]:
    work = tmp_path_factory.mktemp("compiled")
    sources = [written(name, work / name) for name in PROGRAMS]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda source: install(source, source / "site"), sources))
    sys.path[:0] = [str(work / name / "site") for name in PROGRAMS]
    packages = {name: import_module(name) for name in PROGRAMS}
    if which("cc") is None and which("gcc") is None:
        assert not any(package.COMPILED for package in packages.values())
        pytest.skip("there is no C compiler here: the package is installed as pure Python, which the other tests hold")
    assert all(package.COMPILED for package in packages.values()), "there is a C compiler, and it was not used"
    yield packages
    del sys.path[: len(PROGRAMS)]


# ---------------------------------------------------------------- which form is installed


def test_nothing_is_left_in_the_source_tree_and_a_switch_leaves_the_compiled_form_out(tmp_path: Path) -> None:
    source = written("compiled_arithmetic", tmp_path / "source")
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    install(source, tmp_path / "site", ELIGO_COMPILE="0")
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before
    assert form_of(tmp_path / "site", "compiled_arithmetic") == "False undetermined"


def test_without_a_compiler_it_is_installed_all_the_same(tmp_path: Path) -> None:
    source = written("compiled_arithmetic", tmp_path / "source")
    install(source, tmp_path / "site", CC="no-such-compiler")
    assert form_of(tmp_path / "site", "compiled_arithmetic") == "False undetermined"


def test_what_is_loaded_from_memory_is_pure() -> None:
    assert load(ARITHMETIC, "pure_arithmetic").COMPILED is False


# ---------------------------------------------------------------- the same results


@pytest.mark.parametrize("name", ["compiled_arithmetic", "compiled_wrong_values"])
@pytest.mark.parametrize("odd", [0, 1, 2])
def test_it_agrees_with_the_definition_on_any_record(compiled: dict[str, ModuleType], name: str, odd: int) -> None:
    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(raw_records(odd))
    def agrees(raw: dict[str, object]) -> None:
        known = {fact.name for fact in PROGRAMS[name].facts}
        assert_agreement(PROGRAMS[name], compiled[name], {k: v for k, v in raw.items() if k in known})

    agrees()


@pytest.mark.parametrize("fact", test_wrong_values.PLAIN)
def test_every_wrong_value_ends_as_the_definition_says(compiled: dict[str, ModuleType], fact: str) -> None:
    package = compiled["compiled_wrong_values"]
    for value in ODD:
        test_wrong_values.test_every_way_in_ends_as_the_definition_says(package, fact, value)


def as_text(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return {name: as_text(inner) for name, inner in value.items()} if isinstance(value, dict) else value


def test_it_agrees_on_patients_of_the_flagship(compiled: dict[str, ModuleType]) -> None:
    protocol, package = PROGRAMS["compiled_flagship"], compiled["compiled_flagship"]
    rng = random.Random(1)
    for record in patients(400, seed=3):
        assert_agreement(protocol, package, record)
        texts = {name: as_text(value) for name, value in record.items()}
        assert_agreement(protocol, package, texts)
        assert package.screen_json(json.dumps(texts)).outcomes == package.screen(record).outcomes
        for name in rng.sample(sorted(record), 3):
            assert_agreement(protocol, package, {**record, name: rng.choice(ODD)})
        shuffled = dict(rng.sample(sorted(record.items()), len(record)))
        assert package.screen(shuffled) == package.screen(record)


def test_it_agrees_next_to_every_limit_of_the_flagship(compiled: dict[str, ModuleType]) -> None:
    package, pure = compiled["compiled_flagship"], load(PROGRAMS["compiled_flagship"], "pure_flagship")
    now = dt.datetime(2025, 11, 3, 10)
    base = next(r for r in patients(2000) if pure.screen(r).verdict == "eligible" and None not in r.values())
    near: list[dict[str, Any]] = []
    limits_of: dict[str, list[float]] = {
        "pf_ratio": [200, 20, 700],
        "peep": [5],
        "il6": [80],
        "crp": [250],
        "neutrophils": [1.5],
    }
    for fact, limits in limits_of.items():
        near += [{**base, fact: limit + step} for limit in limits for step in (-1e-12, 0, 1e-12, -1, 1)]
    for hours in (48, 7 * 24):
        for micros in (-1, 0, 1):
            moment = now - dt.timedelta(hours=hours, microseconds=micros)
            near += [{**base, fact: moment} for fact in ("ards_diagnosed", "insult_onset", "symptoms_onset")]
    for step in range(-3, 4):
        computed = {**base, "pf_ratio": None, "creatinine_clearance": None, "age": None}
        near.append({**computed, "pao2": 100.0, "fio2": 0.5 + step * 1e-16})
        near.append({**computed, "sex": None, "born": now.replace(year=1975) + dt.timedelta(days=step)})
    for record in near:
        assert package.screen(record).outcomes == pure.screen(record).outcomes
        assert_agreement(PROGRAMS["compiled_flagship"], package, record)


def test_hostile_names_and_texts_mean_the_same(compiled: dict[str, ModuleType]) -> None:
    raws: list[dict[str, object]] = [{}, {"type": 3}, {"type": 3, "x": True}, {"class": 7, "NAN": 1.5, "X": False}]
    for raw in raws:
        assert_agreement(PROGRAMS["compiled_hostile"], compiled["compiled_hostile"], raw)


@given(st.datetimes() | st.datetimes(dt.datetime(1857, 1, 1), dt.datetime(2143, 1, 1)))
def _same_scale(fast: Any, slow: Any, unusual: tuple[Any, Any], at: dt.datetime) -> None:
    def on(sharp: Any, refused: Any) -> float | None:
        try:
            return float(sharp.ticks(at))
        except refused:
            return None

    assert on(fast, unusual[0]) == on(slow, unusual[1])


def test_moments_are_on_the_same_scale(compiled: dict[str, ModuleType]) -> None:
    pure = load(ARITHMETIC, "pure_scale")
    both = compiled["compiled_arithmetic"], pure
    sharp = [import_module(f"{package.__name__}.sharp") for package in both]
    unusual = tuple(import_module(f"{package.__name__}.unusual").Unusual for package in both)
    partial(_same_scale, *sharp, unusual)()
