"""Take source texts through everything that eligo does with a protocol, in a process that can be stopped from outside.

Run as ``python -m tests.differential.exercise FILE``: the file holds a JSON list of pairs of a name and a text. For each
one line is printed, ``NAME works`` or ``NAME`` and the codes of its errors; whatever else happens is a traceback.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from eligo.backends import document
from eligo.backends import pytest as suite
from eligo.backends.python.loading import load
from eligo.core.explain import explain
from eligo.core.program import Program
from eligo.diagnostics.model import Severity
from eligo.diagnostics.render_json import render_json
from eligo.diagnostics.render_sarif import render_sarif
from eligo.diagnostics.render_text import render_text
from eligo.pipeline import compile_source
from eligo.screening import screen_frame
from eligo.source import Source
from eligo.syntax.format import format_text

from .compiled import meaning

RECORDS: tuple[dict[str, object], ...] = (
    {},
    {"x": 2, "y": 3, "z": 1.5, "a": True, "b": False, "m": "2024-02-29", "screening": "2025-01-01"},
    {"x": 5, "a": True, "m": "2020", "screening": "2025-01-01T10:00"},
    {"z": 12345.678, "b": True, "x": 1e-9},
)
"""Records of the facts that the texts declare, if they declare them."""


def exercise(text: str) -> str:
    """Everything, in the order in which a user meets it; says how it ended."""
    source = Source("hostile.eligo", text)
    program, diagnostics = compile_source(source)
    render_text(diagnostics, colour=True)
    render_json(diagnostics)
    render_sarif(diagnostics)
    once, _ = format_text(source)
    if once is not None:
        assert format_text(Source("hostile.eligo", once))[0] == once
    if program is None:
        return " ".join(sorted({d.code for d in diagnostics if d.severity is Severity.ERROR}))
    run(program)
    return "works"


def run(program: Program) -> None:
    """Evaluate, explain, generate, load, screen; all agree."""
    package = load(program, "hostile_protocol")
    records = [{name: v for name, v in record.items() if name in program.fact} for record in RECORDS]
    expected = [meaning(program, record) for record in records]
    for record, result in zip(records, expected, strict=True):
        assert package.screen(record).verdict.value == result.verdict
        explain(program, record).to_text()
    for backend in (document, suite):  # the package itself was made above
        assert backend.emit(program, "hostile_protocol")
    table = screen_frame(program, pl.DataFrame({name: _cells(records, name) for name in program.fact}))
    assert table["verdict"].to_list() == [result.verdict for result in expected]
    assert [tuple(names) for names in table["needs"].to_list()] == [result.needs for result in expected]


def _cells(records: list[dict[str, object]], name: str) -> list[str | None]:
    words: Mapping[object, str] = {True: "yes", False: "no"}
    values = [record.get(name) for record in records]
    return [None if v is None else words[v] if isinstance(v, bool) else str(v) for v in values]


if __name__ == "__main__":
    for case, written in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(case, end=" ", flush=True)
        print(exercise(written), flush=True)
