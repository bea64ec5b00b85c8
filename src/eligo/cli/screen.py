"""``eligo screen``: a file of patients, their verdicts and the funnel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligo.cli.console import coloured, tell, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.findings import counted
from eligo.cli.funnel import show_funnel
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.notes import tell_columns
from eligo.cli.options import PATH, one_file, report_format
from eligo.cli.protocols import program_of

if TYPE_CHECKING:
    from eligo.screening import Funnel


@click.command("screen")
@one_file
@click.argument("data", type=PATH)
@click.option(
    "--engine",
    type=click.Choice(["polars", "python"]),
    default="polars",
    show_default=True,
    help="polars is fast; python goes row by row. They agree in everything.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="A .csv, .parquet or .jsonl file for the verdicts."
)
@click.option(
    "--rejects", type=click.Path(dir_okay=False), help="A .jsonl file for rejected rows; else beside the verdicts."
)
@click.option("--id", "id_column", metavar="COLUMN", help="The column that identifies patients: patient_id or id.")
@report_format()
def command(
    file: str, data: str, engine: str, output: str | None, rejects: str | None, id_column: str | None, form: str
) -> int:
    """Screen a file of patients: a verdict for each, and the funnel.

    DATA is .csv, .tsv, .json, .jsonl (also with .gz) or .parquet, one patient a row, with the facts' names as columns.
    What no column holds is unknown. A number may carry its unit in a column of its own (lactate, lactate_unit), and a
    period has two (vasopressors_start, vasopressors_end).

    The funnel says of each criterion how many passed, failed, could not be decided, and failed by this one alone. A row
    that cannot be read never stops the run: it goes to the file of rejects, with its line and the reason.

    \b
    See the funnel               eligo screen my_trial.eligo cohort.csv
    Keep the verdicts            eligo screen my_trial.eligo cohort.parquet -o verdicts.csv

    Ends with 0; with 1 when rows were rejected; with 2 when a file cannot be read or written.
    """
    from eligo.records.rows import RecordFileError
    from eligo.screening import screen_file

    program = program_of(file, form)
    for name in filter(None, (output, rejects)):
        if not Path(name).parent.is_dir():
            raise CannotRun(f"{name}: there is no folder {Path(name).parent}")
    place = Path(rejects) if rejects else rejects_beside(output, data)
    try:
        with _progress() as advance:
            funnel = screen_file(
                program,
                Path(data),
                engine="python" if engine == "python" else "polars",
                output=None if output is None else Path(output),
                rejects=place,
                id_column=id_column,
                progress=advance,
            )
    except RecordFileError as problem:
        raise CannotRun(f"{data}: {problem}") from None
    if not (funnel.rejected or output or rejects):
        place.unlink(missing_ok=True)  # nobody asked for a file that says nothing
    if form == "json":
        write_json({**funnel.to_dict(), "output": output, "rejects": str(place) if funnel.rejected else None})
    else:
        show_funnel(funnel, program)
    _tell(funnel, output, place)
    return FINDINGS if funnel.rejected else CLEAN


def rejects_beside(output: str | None, data: str) -> Path:
    """Where rejected rows go: beside the verdicts, or in the working directory under the name of the data."""
    if output is not None:
        path = Path(output)
        return path.with_name(f"{path.stem}.rejects.jsonl")
    return Path(f"{Path(data).name.partition('.')[0]}.rejects.jsonl")


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """A bar on a terminal; nothing elsewhere."""
    if not coloured(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("screening", total=1.0)
        yield lambda done: bar.update(task, completed=done)


def _tell(funnel: Funnel, output: str | None, rejects: Path) -> None:
    tell_columns(funnel.unknown_columns, funnel.notes)
    if funnel.implausible:
        counts = ", ".join(f"{fact} {number:,}" for fact, number in funnel.implausible.items())
        tell(f"note: values outside their plausible range count as unknown: {counts}")
    for label, number in funnel.conflicts.items():
        tell(f'note: {counted(number, "record")} against the assumption "{label}"')
    if funnel.rejected:
        tell(f"{counted(funnel.rejected, 'row')} rejected: see {rejects}")
    if output is not None:
        tell(f"{output}: {counted(funnel.screened, 'verdict')}")
