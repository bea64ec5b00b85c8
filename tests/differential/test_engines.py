"""The generated evaluator and both screening engines say exactly what the reference interpreter says."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.backends.python.loading import load
from eligo.core.program import Program
from eligo.records.cells import cell_columns, from_cells, to_cells
from eligo.screening import screen_file
from eligo.screening.table import column_of

from .compiled import Result, compiled, meaning
from .records import BAD, records
from .sources import Protocol, protocols

PACKAGE = "generated_for_a_test"


def by_evaluator(package: Any, screened: Callable[[], Any]) -> Result:
    """The result of a generated package."""
    try:
        result = screened()
    except package.RecordError as error:
        return Result(reasons=tuple(map(str, error.problems)))
    outcomes = tuple((name, outcome.value) for name, outcome in result.outcomes.items())
    return Result((), result.verdict.value, outcomes, result.needs, result.implausible, result.conflicts)


@given(protocols(patients=False), st.data())
def test_the_generated_evaluator(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    package = load(program, PACKAGE)
    for _ in range(3):
        raw = data.draw(records(module), label="record")
        assert by_evaluator(package, lambda: package.screen(raw)) == meaning(program, raw)  # noqa: B023  # called at once


@given(protocols(patients=False), st.data())
def test_the_generated_evaluator_on_json_and_on_validated_patients(protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    package = load(program, PACKAGE)
    for _ in range(3):
        raw = data.draw(records(module, plain=True, bad=False), label="record")
        text, expected = json.dumps(raw), meaning(program, raw)
        assert by_evaluator(package, lambda: package.screen_json(text)) == expected  # noqa: B023  # called at once
        if expected.reasons:
            with pytest.raises(ValueError):
                package.screen(package.Patient.model_validate(raw))
            continue
        patient = package.Patient.model_validate(raw)
        assert by_evaluator(package, lambda: package.screen(patient)) == expected  # noqa: B023
        assert package.verdict(patient).value == expected.verdict


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@given(protocol=protocols(patients=False), data=st.data())
def test_screening_a_file(form: str, protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    drawn = data.draw(st.lists(records(module, plain=True), min_size=1, max_size=6), label="records")
    raws = [raw for raw in drawn if _fits(raw, form)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"patients.{form}"
        read = _jsonl(file, raws) if form == "jsonl" else _csv(file, program, raws)
        fast, slow = (_screened(program, file, engine) for engine in ("polars", "python"))
    assert fast == slow
    first = 1 if form == "jsonl" else 2
    expected = {number: meaning(program, raw) for number, raw in enumerate(read, first)}
    assert {number: _facts_of(r) for number, r in slow.items()} == {
        number: _facts_of(r) for number, r in expected.items()
    }
    if form == "jsonl":
        assert slow == expected


def _facts_of(result: Result) -> Result:
    """The result, of each reason the fact alone: the reasons for a table's row speak of its columns."""
    return replace(result, reasons=tuple(reason.partition(":")[0] for reason in result.reasons))


def _fits(raw: Mapping[str, object], form: str) -> bool:
    """Whether a file of this form can hold a record: no NaN in JSON, no nested values in a cell."""
    try:
        json.dumps(raw, allow_nan=False)
    except ValueError:
        return False
    return form == "jsonl" or not any(value in BAD for value in raw.values() if isinstance(value, list | dict))


def _jsonl(file: Path, raws: list[dict[str, object]]) -> list[Mapping[str, object]]:
    file.write_text("".join(json.dumps(raw) + "\n" for raw in raws), encoding="utf-8")
    return list(raws)


def _csv(file: Path, program: Program, raws: list[dict[str, object]]) -> list[Mapping[str, object]]:
    """Write records as cells; what a row's cells say is what is screened."""
    columns = list(dict.fromkeys(cell_columns(program.facts)))
    rows = [to_cells(program.facts, raw) for raw in raws]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
    return [from_cells(program.facts, {column: row.get(column, "") for column in columns}) for row in rows]


def _screened(program: Program, file: Path, engine: Any) -> dict[int, Result]:
    """The results and the rejects of a file by row number; together they are all its rows."""
    output, rejects = file.with_name("results.jsonl"), file.with_name("rejects.jsonl")
    funnel = screen_file(program, file, engine=engine, output=output, rejects=rejects)
    found = {}
    for line in map(json.loads, output.read_text(encoding="utf-8").splitlines()):
        outcomes = tuple((c.name, line[column_of(c)]) for c in program.criteria)
        lists = (tuple(line[name]) for name in ("needs", "implausible", "conflicts"))
        found[line["row"]] = Result((), line["verdict"], outcomes, *lists)
    for line in map(json.loads, rejects.read_text(encoding="utf-8").splitlines()):
        assert line["row"] not in found
        found[line["row"]] = Result(reasons=tuple(line["reasons"]))
    assert len(found) == funnel.read
    return found
