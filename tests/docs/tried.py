"""Running the examples of a page through eligo: what does each row of its truth tables really come to?"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = ROOT / "docs" / "language"
HEADER = 'protocol EXAMPLE "An example" {\n    version 1\n}\n\n'
WITHOUT_SOURCE = "W401"
"""Examples leave out the registry's text, and with it where a criterion comes from."""


def made_for_the_site(name: str) -> ModuleType:
    """A module that stands beside the pages."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


truth_tables = made_for_the_site("truth_tables")


def whole(text: str) -> str:
    """An example as a protocol."""
    return text if re.search(r"^protocol ", text, re.MULTILINE) else HEADER + text


def findings(text: str) -> list[str]:
    """What ``eligo check`` says of an example."""
    ignored = () if whole(text) == text else (WITHOUT_SOURCE,)
    _, found = compile_source(Source("example", whole(text)))
    return [f"{d.code}: {d.message}" for d in found if d.code not in ignored]


def outcomes(text: str, table: Any) -> list[tuple[Any, str]]:
    """Each row with what comes of it, in the words of the row."""
    patients = [f'patient every_row "Every row" {{\n{table.every}\n}}\n']
    patients += [f'patient row_{n} "Row" like every_row {{\n{row.given}\n}}\n' for n, row in enumerate(table.rows)]
    program, found = compile_source(Source("example", whole(text) + "\n" + "".join(patients)))
    assert program is not None, [d.message for d in found if d.severity == "error"]
    records = {vignette.name: dict(vignette.raw) for vignette in program.vignettes}
    return [(row, _come_to(program, records[f"row_{n}"], row.outcome)) for n, row in enumerate(table.rows)]


def _come_to(program: Program, raw: Mapping[str, object], asked: str) -> str:
    """What comes of a record, said as it is asked for: by criteria, as the verdict, or of the only criterion."""
    reading = read_record(program.facts, dict(raw))
    if reading.problems:
        return f"not read: {'; '.join(map(str, reading.problems))}"
    found = evaluate(program, reading.values)
    if found.conflicts:
        return f"contradicts {', '.join(found.conflicts)}"
    if asked in ("eligible", "ineligible", "undetermined"):
        return found.verdict.value
    said = {name: outcome.value for name, outcome in found.outcomes.items()}
    if " " in asked:
        named = [part.split()[0] for part in asked.split(", ")]
        return ", ".join(f"{name} {said.get(name, 'is no criterion')}" for name in named)
    assert len(said) == 1, f"`{asked}` of which of {list(said)}?"
    return next(iter(said.values()))
