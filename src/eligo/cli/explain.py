"""``eligo explain``: why one patient is eligible or not, and what to ask next."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligo.cli.console import write, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.notes import tell_columns
from eligo.cli.options import PATH, one_file, report_format
from eligo.cli.protocols import program_of
from eligo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from eligo.core.program import Program
    from eligo.records.rows import RawRow

_MOST = 20
"""Of the protocol's patients that are listed."""


@click.command("explain")
@one_file
@click.argument("data", type=PATH, required=False, metavar="[PATIENT]")
@click.option("--patient", "name", metavar="NAME", help="A patient written in the protocol, in place of a file.")
@click.option("--row", type=click.IntRange(min=1), help="Which patient, when the file holds several: line or place.")
@click.option(
    "--counterfactual", is_flag=True, help="Also say which values, or how much time, would change the verdict."
)
@report_format()
def command(file: str, data: str | None, name: str | None, row: int | None, counterfactual: bool, form: str) -> int:
    """Say why one patient is eligible or not, what would change it, and what to ask next.

    PATIENT is a JSON file with the patient's facts by name, or any file that `eligo screen` reads together with --row,
    the number that a file of verdicts or of rejects gives.

    \b
    Explain one patient          eligo explain my_trial.eligo patient.json
    Explain a row of a cohort    eligo explain my_trial.eligo cohort.csv --row 17
    Explain one of the protocol  eligo explain my_trial.eligo --patient typical

    \b
    A patient's facts:
        {"age": 54, "pf_ratio": {"value": 19.5, "unit": "kPa"}, "consent": true, "ards_diagnosed": "2025-11-02T18:00"}

    Ends with 0 whatever the verdict; with 1 when the record cannot be screened; with 2 when a file cannot be read.
    """
    from shutil import get_terminal_size

    from eligo.core.explain import explain

    if (data is None) is (name is None) or (name is not None and row is not None):
        raise click.UsageError("name either a file with the patient, or one of the protocol's own with --patient")
    program = program_of(file, form)
    raw = _vignette(program, file, name or "") if data is None else _record(program, data, row)
    explanation = explain(program, raw)
    ways = _otherwise(program, raw) if counterfactual else None
    if form == "json":
        write_json({**explanation.to_dict(), **({} if ways is None else {"otherwise": _as_json(ways)})})
    else:
        write(explanation.to_text(min(120, get_terminal_size((100, 24)).columns)))
        if ways is not None:
            write("\n" + _in_words(*ways))
    return CLEAN if explanation.verdict is not None else FINDINGS


Ways = tuple[str, tuple[tuple[tuple[str, str, str, str], ...], ...]]
"""Another verdict, and the ways to it: each the name, the label, the present and the needed value of some facts."""


def _otherwise(program: Program, raw: Mapping[str, object]) -> Ways:
    from eligo.core.display import show_number, with_unit
    from eligo.verify.counterfactual import Change, otherwise

    def shown(change: Change, value: Fraction | str) -> str:
        return value if isinstance(value, str) else with_unit(show_number(value), change.fact.unit)

    found = otherwise(program, raw)
    if found is None:
        return "", ()
    return str(found.verdict), tuple(
        tuple((c.fact.name, c.fact.label or c.fact.name, shown(c, c.now), shown(c, c.then)) for c in way)
        for way in found.ways
    )


def _in_words(verdict: str, ways: tuple[tuple[tuple[str, str, str, str], ...], ...]) -> str:
    if not verdict:
        return "What would change the verdict is said of patients whose verdict is settled.\n"
    if not ways:
        return f"No change of one or two measured values, nor of the time, would make the patient {verdict}.\n"
    lines = [" and ".join(f"{label} from {now} to {then}" for _, label, now, then in way) for way in ways]
    return printable(f"The patient would be {verdict} with\n" + "".join(f"  - {line}\n" for line in lines), keep="\n")


def _as_json(ways: Ways) -> dict[str, object]:
    keys = ("fact", "label", "now", "then")
    return {
        "verdict": ways[0] or None,
        "ways": [[dict(zip(keys, change, strict=True)) for change in way] for way in ways[1]],
    }


def _vignette(program: Program, file: str, name: str) -> Mapping[str, object]:
    from eligo.diagnostics.suggest import nearest

    named = {vignette.name: vignette for vignette in program.vignettes}
    if name in named:
        return dict(named[name].raw)
    if not named:
        raise CannotRun(f"{file} has no patients", 'write one, such as: patient typical "..." { ... }')
    near = nearest(name, named)
    listed = ", ".join(list(named)[:_MOST]) + (", ..." if len(named) > _MOST else "")
    way_out = f"did you mean {near}?" if near else f"its patients are {listed}"
    raise CannotRun(f"{file} has no patient named {name}", way_out)


def _record(program: Program, data: str, number: int | None) -> Mapping[str, object]:
    chosen = _row(program, data, number)
    if chosen.raw is None:
        raise CannotRun(f"{data}, row {chosen.number}: {chosen.problem}")
    return chosen.raw


def _row(program: Program, patient: str, number: int | None) -> RawRow:
    from eligo.records.files import open_records
    from eligo.records.rows import RecordFileError

    try:
        with open_records(Path(patient), program.facts) as records:
            wanted = (row for row in records if number is None or row.number == number)
            found = list(islice(wanted, 2 if number is None else 1))
            unknown = records.unknown
    except RecordFileError as problem:
        raise CannotRun(f"{patient}: {problem}") from None
    if len(found) > 1:
        raise CannotRun(f"{patient} holds several patients", "choose one with --row")
    if not found:
        raise CannotRun(f"{patient} has no patient" + (f" in row {number}" if number else ""))
    tell_columns(unknown)
    return found[0]
