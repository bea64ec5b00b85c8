"""Screening a file, or a table in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Literal

import polars as pl

from eligo.core.program import SCREENING, Program
from eligo.core.residual import selects
from eligo.records.cells import from_cells
from eligo.records.columns import fact_columns
from eligo.records.files import Records, open_records
from eligo.records.rejects import Reject, RejectsFile, reject_of
from eligo.records.rows import RawRow, RecordFileError
from eligo.records.typed import readable

from .funnel import Funnel, Tally
from .output import check_extension, check_rejects, write_tables
from .polars_engine import PolarsEngine
from .rows import RowScreener, generated
from .sources import blocks_of
from .table import ROW, Row, schema_of, table_of

Engine = Literal["polars", "python"]
Progress = Callable[[float], object]
"""Told how much of the file is done, from 0 to 1."""

REJECTED = "rejected"

_AT_ONCE = 500_000
"""Rows of a table in memory that are screened together: what is computed on the way takes several times their room."""

_ROWS = 5_000
"""Rows between two steps of the python engine."""


def screen_file(
    program: Program,
    path: Path,
    *,
    engine: Engine = "polars",
    output: Path | None = None,
    rejects: Path | None = None,
    id_column: str | None = None,
    needs: bool = True,
    progress: Progress | None = None,
) -> Funnel:
    """Screen a file of patients, in memory that does not grow with it.

    Rows that cannot be read go to the rejects and never stop the run. The verdicts and the rejects appear under their
    names when the whole file is read, and not at all when it cannot be.

    Args:
        program: the protocol.
        path: what :func:`eligo.records.files.open_records` opens.
        engine: ``polars`` is fast; ``python`` goes row by row. They agree in everything.
        output: a .csv, .jsonl or .parquet file for the results, in the order of the file.
        rejects: a .jsonl file for the rejected rows, with their numbers, identifiers and reasons.
        id_column: the column that identifies patients; ``patient_id`` or ``id`` when not given.
        needs: find out what undetermined patients are still to be asked.
        progress: told how far the file is done.

    Raises:
        RecordFileError: the file cannot be read, or not to its end; or a result cannot be written.
    """
    if output is not None:
        check_extension(output)
    if rejects is not None:
        check_rejects(rejects)
    _keep_apart(path, output, rejects)
    schema = schema_of(program, needs=needs)
    tally = Tally(program, with_needs=needs)
    with open_records(path, program.facts, id_column=id_column) as records, _rejects_file(rejects) as file:
        # Lists are read patient by patient, whatever the engine.
        screened = _by_polars if engine == "polars" and not selects(program) else _by_python
        tables = _counted(screened(program, records, schema, needs), tally, file, records, progress)
        if output is not None:
            write_tables(tables, output, schema)
        for _ in tables:
            pass
    return tally.funnel(records.unknown, records.notes)


def screen_frame(program: Program, frame: pl.DataFrame, *, needs: bool = True) -> pl.DataFrame:
    """Screen a table in memory.

    Args:
        program: the protocol.
        frame: a row for each patient, with the columns that a Parquet file would have; others are left alone.
        needs: find out what undetermined patients are still to be asked.

    Returns:
        For each row, in order, ``row`` (from 1), ``verdict``, each criterion's outcome, ``needs``, ``implausible``,
        ``conflicts`` and ``rejected``: the reasons why a row could not be read, whose verdict and outcomes are null.
    """
    schema = schema_of(program, needs=needs, identified=False)
    known = fact_columns(program.facts)
    given = frame.select(name for name in frame.columns if name in known)
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(frame))  # a table keeps its rows in its columns
    read = readable(given if given.width else pl.DataFrame({SCREENING: nothing}))
    cells, problems = read.cells, read.problems
    numbers = pl.int_range(1, len(frame) + 1, dtype=pl.Int64, eager=True)
    if problems:
        whole = ~(numbers - 1).is_in(list(problems))
        cells, numbers = cells.filter(whole), numbers.filter(whole)

    engine = PolarsEngine(program, schema, with_needs=needs)
    tables: list[pl.DataFrame] = []
    rejected: list[Reject] = []
    for start in range(0, max(len(cells), 1), _AT_ONCE):
        part, places = cells[start : start + _AT_ONCE], numbers[start : start + _AT_ONCE]
        table, lost = engine.screen(part, places, None, _reader(program, part, places), read.julian)
        tables.append(table)
        rejected += lost
    table = pl.concat(tables)
    rejected += [Reject(place + 1, "", (why,)) for place, why in problems.items()]
    if not rejected:
        return table.with_columns(pl.lit(None, dtype=pl.String).alias(REJECTED))
    reasons = pl.DataFrame(
        {ROW: [r.row for r in rejected], REJECTED: ["; ".join(r.reasons) for r in rejected]},
        schema={ROW: pl.Int64, REJECTED: pl.String},
    )
    return pl.concat([table, reasons], how="diagonal").sort(ROW)


def _reader(program: Program, cells: pl.DataFrame, numbers: pl.Series) -> Callable[[int], RawRow]:
    return lambda place: RawRow(numbers[place], from_cells(program.facts, cells.row(place, named=True)), table=True)


Step = tuple[pl.DataFrame, list[Reject]]


def _by_polars(program: Program, records: Records, schema: dict[str, pl.DataType], needs: bool) -> Iterator[Step]:
    engine = PolarsEngine(program, schema, with_needs=needs)
    for block in blocks_of(program, records):
        table, rejected = engine.screen(block.cells, block.numbers, block.ids, block.raw, block.julian)
        rejected += [reject for row in block.broken if (reject := reject_of(row, None)) is not None]
        yield table, sorted(rejected, key=lambda reject: reject.row)


def _by_python(program: Program, records: Records, schema: dict[str, pl.DataType], needs: bool) -> Iterator[Step]:
    screener = RowScreener(program, with_needs=needs, decide=generated(program))
    rows = iter(records)
    while some := list(islice(rows, _ROWS)):
        results = [screener.screen(row) for row in some]
        rejected = [result for result in results if isinstance(result, Reject)]
        yield table_of([result for result in results if isinstance(result, Row)], schema), rejected


def _counted(
    steps: Iterator[Step], tally: Tally, file: RejectsFile | None, records: Records, progress: Progress | None
) -> Iterator[pl.DataFrame]:
    for table, rejected in steps:
        tally.add(table)
        tally.rejected += len(rejected)
        if file is not None:
            for reject in rejected:
                file.write(reject)
        if progress is not None:
            progress(records.progress)
        yield table


def _keep_apart(path: Path, *written: Path | None) -> None:
    places = [place.resolve() for place in (path, *written) if place is not None]
    if len(set(places)) < len(places):
        raise RecordFileError("the data, the verdicts and the rejects must be different files")


@contextmanager
def _rejects_file(path: Path | None) -> Iterator[RejectsFile | None]:
    if path is None:
        yield None
        return
    try:
        with RejectsFile(path) as file:
            yield file
    except OSError as error:
        raise RecordFileError(f"{path.name} cannot be written: {error.strerror or error}") from None
