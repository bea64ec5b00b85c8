"""Measures the generated evaluator of the flagship; run as a module it makes its section of ``docs/benchmarks.md``.

All figures are ratios within one run: the contenders take turns over the same patients, and each counts with its best
round, in processor time. Two forms of the generated distribution are measured: pure Python, and compiled as
``pip install`` compiles it where there is a C compiler; this module installs that one itself, into a temporary directory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, create_model

from eligo.backends.python import emit, load
from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.benchmarks import by_hand
from tests.benchmarks.evaluator_page import BY_HAND_JSON, IDIOMATIC, JSON, MAPPING, PATIENT, VALUES, VERDICT, page
from tests.benchmarks.patients import patients
from tests.benchmarks.peers import PEERS, flattened

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- evaluator: start -->", "<!-- evaluator: end -->"
GATE = 10_000
PURE, COMPILED = "anakinra_ards", "anakinra_ards_compiled"
Run = tuple[Callable[[Any], object], Sequence[Any]]
Records = Sequence[dict[str, object]]


def flagship() -> Program:
    text = (ROOT / "protocols" / "anakinra_ards.eligo").read_text(encoding="utf-8")
    program, diagnostics = compile_source(Source("anakinra_ards.eligo", text))
    assert program is not None, diagnostics
    return program


def package() -> ModuleType:
    """The pure form, as it is without a C compiler."""
    return load(flagship(), PURE)


def installed(directory: Path) -> ModuleType:
    """The compiled form, installed by pip from a copy of the distribution.

    Raises:
        SystemExit: there is no C compiler.
    """
    source = written(COMPILED, directory / "source")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(directory / "site")]
    subprocess.run([*command, str(source)], check=True)
    sys.path.insert(0, str(directory / "site"))
    made = import_module(COMPILED)
    if not made.COMPILED:
        raise SystemExit("not measured: the distribution was installed, but not compiled")
    return made


def written(name: str, directory: Path) -> Path:
    """The directory, with the distribution of the flagship under a name."""
    for path, content in emit(flagship(), name).items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return directory


def plain_model(package: ModuleType) -> type[BaseModel]:
    """A pydantic model of the same fields as a programmer would declare it."""
    kinds: dict[type, Any] = {int: float, float: float, bool: bool, str: str, dt.datetime: dt.datetime}
    full = {name: next(p[name] for p in patients(200) if p[name] is not None) for name in package.FACTS}
    fields: dict[str, Any] = {name: (kinds.get(type(full[name]), Any) | None, None) for name in package.FACTS}
    for name in ("vasopressors", "anti_tnf", "other_biologic"):
        fields[name] = (dict[str, dt.datetime] | bool | None, None)
    return create_model("Plain", **fields)


def texts_of(records: Sequence[Mapping[str, object]]) -> list[str]:
    """The records as JSON, what is missing left out."""
    known = [{name: value for name, value in record.items() if value is not None} for record in records]
    return [json.dumps(record, default=dt.datetime.isoformat) for record in known]


def by_hand_runs(package: ModuleType, records: Records) -> dict[str, Run]:
    """What a programmer would write, each with its inputs."""
    values = [tuple(record.values()) for record in records]
    model = plain_model(package)
    optimised, in_order = by_hand.optimised, itemgetter(*package.FACTS)
    return {
        IDIOMATIC: (by_hand.idiomatic, records),
        "hand-optimised, from a mapping": (lambda r: optimised(*in_order(r)), records),
        "hand-optimised, from values": (lambda v: optimised(*v), values),
        "making a plain pydantic model": (lambda r: model(**r), records),
        BY_HAND_JSON: (lambda t: optimised(*model.model_validate_json(t).__dict__.values()), texts_of(records)),
    }


def contenders(package: ModuleType, records: Records) -> dict[str, Run]:
    """What is measured of one form of the distribution, each with its inputs."""
    values = [tuple(record.values()) for record in records]
    models = [package.Patient(**record) for record in records]
    rng = random.Random(1)
    shuffled = [dict(rng.sample(list(record.items()), len(record))) for record in records]
    screen_values, patient = package.screen_values, package.Patient
    return {
        MAPPING: (package.screen, records),
        "`screen` of a mapping in another order": (package.screen, shuffled),
        PATIENT: (package.screen, models),
        VALUES: (lambda v: screen_values(*v), values),
        VERDICT: (package.verdict, models),
        "making the `Patient`": (lambda r: patient(**r), records),
        JSON: (package.screen_json, texts_of(records)),
    }


def measured(runs: Mapping[str, Run], rounds: int = 40) -> dict[str, float]:
    """Microseconds a patient of each, the best of some rounds in turn.

    Before each measurement its function runs once unmeasured: none pays for memory that another had filled.
    """
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, (function, inputs) in runs.items():
            for one in inputs:
                function(one)
            start = time.process_time()
            for one in inputs:
                function(one)
            best[name] = min(best[name], (time.process_time() - start) / len(inputs) * 1e6)
    return best


def peers_agree(*forms: ModuleType, count: int = GATE) -> dict[str, int]:
    """On how many patients each peer differs from the idiomatic function; the forms of eligo are compared as well."""
    records = patients(count, seed=7)
    expected = [by_hand.verdict(by_hand.idiomatic(record)) for record in records]
    flat = [flattened(record) for record in records]
    found = {}
    for name, make in PEERS.items():
        verdict_of = make()
        found[name] = sum(verdict_of(one) != want for one, want in zip(flat, expected, strict=True))
    for form in forms:
        verdicts = [form.screen(record).verdict.value for record in records]
        found[form.__name__] = sum(one != want for one, want in zip(verdicts, expected, strict=True))
    return found


def import_times(place: Path, name: str) -> tuple[float, float]:
    """Milliseconds of processor time to import a distribution, without the model and with it, the best of some fresh processes."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for statement in (f"import {name}", f"from {name} import Patient"):
        script = (
            f"import sys, time; sys.path.insert(0, {str(place)!r}); start = time.process_time();"
            f"{statement}; print((time.process_time() - start) * 1000)"
        )
        command = [sys.executable, "-c", script]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(15)]
        found.append(min(float(run.stdout) for run in runs))
    return found[0], found[1]


def section(directory: Path) -> str:
    """The section of the docs."""
    forms = {"pure": package(), "compiled": installed(directory)}
    flat = [flattened(record) for record in patients(200)]
    disagreements = {name: count for name, count in peers_agree(*forms.values()).items() if count}
    if disagreements:
        raise SystemExit(f"not measured: verdicts differ: {disagreements}")
    records = patients(500)
    runs = by_hand_runs(forms["pure"], records)
    for form, made in forms.items():
        runs |= {f"{name}, {form}": run for name, run in contenders(made, records).items()}
    best = measured(runs) | measured({name: (make(), flat) for name, make in PEERS.items()}, rounds=5)
    places = {PURE: written(PURE, directory / "pure") / "src", COMPILED: directory / "site"}
    imports = {form: import_times(place, name) for form, (name, place) in zip(forms, places.items(), strict=True)}
    return page(best, imports)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    write = parser.parse_args().write
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as directory:
        made = section(Path(directory))
    if not write:
        print(made)
        return
    whole = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    before, found, rest = whole.partition(START)
    after = rest.partition(END)[2] if found else "\n"
    PAGE.write_text(f"{before.rstrip()}\n\n{START}\n{made}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
