"""Every form in which eligo decides: from a program and records to what it says of each. One more is one more line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest

from eligo.backends.python.loading import load
from eligo.core.program import Program
from eligo.records.cells import cell_columns, from_cells, to_cells
from eligo.screening import screen_file
from eligo.screening.table import column_of

from .compiled import Result, meaning
from .records import BAD

Record = Mapping[str, object]
Said = list[tuple[Record, Result]]
"""What is said of each record that this form can hold, and the record as this form reads it."""


@dataclass(frozen=True, slots=True)
class Backend:
    """A form of a protocol.

    Attributes:
        says: what it says of some records.
        rejects: how far its reasons to reject a record are those of the interpreter: word by word, in the facts that
            they speak of, or in that there are any.
    """

    says: Callable[[Program, Sequence[Record]], Said]
    rejects: Literal["in words", "by fact", "at all"] = "in words"

    def disagreements(self, program: Program, records: Sequence[Record]) -> list[tuple[Record, Result, Result]]:
        """Each record of which it says something else than the interpreter, with either opinion."""
        pairs = [
            (raw, self._seen(said), self._seen(meaning(program, raw))) for raw, said in self.says(program, records)
        ]
        return [(raw, said, meant) for raw, said, meant in pairs if said != meant]

    def _seen(self, result: Result) -> Result:
        if self.rejects == "in words" or not result.reasons:
            return result
        by_fact = tuple(reason.partition(":")[0] for reason in result.reasons)
        return replace(result, reasons=by_fact if self.rejects == "by fact" else ("rejected",))


# ---------------------------------------------------------------- the generated package

_PACKAGE = "generated_for_a_test"


@lru_cache(maxsize=1)
def _loaded(program: _Same) -> Any:
    return load(program.program, _PACKAGE)


@dataclass(frozen=True)
class _Same:
    """A program, the same as itself alone: comparing two takes longer than loading one."""

    program: Program

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.program is other.program

    def __hash__(self) -> int:
        return id(self.program)


def _screened(package: Any, screen: Callable[[], Any]) -> Result:
    try:
        result = screen()
    except package.RecordError as error:
        return Result(reasons=tuple(map(str, error.problems)))
    outcomes = tuple((name, outcome.value) for name, outcome in result.outcomes.items())
    return Result((), result.verdict.value, outcomes, result.needs, result.implausible, result.conflicts)


def _package(program: Program, records: Sequence[Record]) -> Said:
    package = _loaded(_Same(program))
    return [(raw, _screened(package, lambda raw=raw: package.screen(raw))) for raw in records]  # type: ignore[misc]


def _package_on_json(program: Program, records: Sequence[Record]) -> Said:
    package = _loaded(_Same(program))
    texts = [json.dumps(raw) for raw in records if _is_json(raw)]
    return [(json.loads(text), _screened(package, lambda text=text: package.screen_json(text))) for text in texts]  # type: ignore[misc]


def _package_on_patients(program: Program, records: Sequence[Record]) -> Said:
    package = _loaded(_Same(program))
    said = []
    for raw in filter(_is_json, records):
        try:
            patient = package.Patient.model_validate(raw)
            result = _screened(package, lambda patient=patient: package.screen(patient))  # type: ignore[misc]
        except ValueError as problem:
            result = Result(reasons=(str(problem),))
        else:
            assert result.reasons or package.verdict(patient).value == result.verdict
        said.append((raw, result))
    return said


def _is_json(raw: Record) -> bool:
    """Whether JSON holds a record: no NaN, no objects of Python's."""
    try:
        json.dumps(raw, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


# ---------------------------------------------------------------- files of records


def _jsonl(engine: Any) -> Callable[[Program, Sequence[Record]], Said]:
    def says(program: Program, records: Sequence[Record]) -> Said:
        kept = [json.loads(json.dumps(raw)) for raw in records if _is_json(raw)]
        with TemporaryDirectory() as folder:
            file = Path(folder) / "patients.jsonl"
            file.write_text("".join(json.dumps(raw) + "\n" for raw in kept), encoding="utf-8")
            found = _file(program, file, engine)
        return [(raw, found[number]) for number, raw in enumerate(kept, 1)]

    return says


def _csv(engine: Any) -> Callable[[Program, Sequence[Record]], Said]:
    """Records as cells; what a row's cells say is what is screened."""

    def says(program: Program, records: Sequence[Record]) -> Said:
        columns = list(dict.fromkeys(cell_columns(program.facts)))
        nested = (any(value in BAD for value in raw.values() if isinstance(value, list | dict)) for raw in records)
        kept = [raw for raw, is_nested in zip(records, nested, strict=True) if _is_json(raw) and not is_nested]
        rows = [to_cells(program.facts, raw) for raw in kept]
        with TemporaryDirectory() as folder:
            file = Path(folder) / "patients.csv"
            with file.open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, columns)
                writer.writeheader()
                writer.writerows(rows)
            found = _file(program, file, engine)
        read = [from_cells(program.facts, {column: row.get(column, "") for column in columns}) for row in rows]
        return [(raw, found[number]) for number, raw in enumerate(read, 2)]

    return says


def _file(program: Program, file: Path, engine: Any) -> dict[int, Result]:
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


BACKENDS: dict[str, Backend] = {
    "generated Python": Backend(_package),
    "generated Python on JSON": Backend(_package_on_json),
    "generated Python on validated patients": Backend(_package_on_patients, rejects="at all"),
    "python engine on JSON Lines": Backend(_jsonl("python")),
    "python engine on CSV": Backend(_csv("python"), rejects="by fact"),
    "polars engine on JSON Lines": Backend(_jsonl("polars")),
    "polars engine on CSV": Backend(_csv("polars"), rejects="by fact"),
}
"""A new form of a protocol is a line here: the tests of this folder then hold it to the interpreter."""

every_backend = pytest.mark.parametrize("backend", BACKENDS.values(), ids=list(BACKENDS))
