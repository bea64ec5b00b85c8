"""``eligo sample``: synthetic patients, made from the declarations alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eligo.cli.console import tell, write_json
from eligo.cli.failure import CannotRun, about
from eligo.cli.findings import counted
from eligo.cli.main import CLEAN
from eligo.cli.options import one_file, report_format
from eligo.cli.protocols import program_of


@click.command("sample")
@one_file
@click.option("-n", "--number", type=click.IntRange(min=0), default=100, show_default=True, help="How many patients.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same patients.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="A .csv, .tsv, .json, .jsonl or .parquet file to write."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["csv", "tsv", "json", "jsonl"]),
    default="csv",
    show_default=True,
    help="How to write to standard output.",
)
@report_format()
def command(file: str, number: int, seed: int, output: str | None, kind: str, form: str) -> int:
    """Write synthetic patients for trying a protocol out. They resemble nobody.

    The values come from the declarations and the limits in the protocol. Among the patients every criterion decides for
    someone, values lie at and on either side of each limit, and some are missing.

    \b
    See a few                    eligo sample my_trial.eligo -n 5 --as jsonl
    Make a cohort to screen      eligo sample my_trial.eligo -n 10000 -o cohort.parquet

    Ends with 0; with 2 when the protocol has errors or the patients cannot be written.
    """
    from eligo.records.rows import RecordFileError
    from eligo.records.sample import sample
    from eligo.records.write import write_records, write_text

    if form == "json" and output is None:
        raise click.UsageError("without --output the patients themselves go to standard output; there is no report")
    program = program_of(file, form)
    patients = sample(program, number, seed=seed)
    if output is None:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        write_text(sys.stdout, f".{kind}", program.facts, patients)
        return CLEAN
    try:
        with about(output):
            written = write_records(Path(output), program.facts, patients)
    except RecordFileError as problem:
        raise CannotRun(f"{output}: {problem}") from None
    if form == "json":
        write_json({"file": file, "output": output, "patients": written, "seed": seed})
    tell(f"{output}: {counted(written, 'patient')}")
    return CLEAN
