"""Measures the polars engine on the flagship; run as a module it makes its section of ``docs/benchmarks.md``.

All figures are ratios within one run: the contenders take turns over the same patients, on one core, and each counts
with its best round, in processor time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from eligo.core.program import Program
from eligo.screening import screen_file, screen_frame
from tests.benchmarks import by_hand
from tests.benchmarks.evaluator import flagship
from tests.benchmarks.page import write_section
from tests.benchmarks.patients import NOW, patients
from tests.benchmarks.tables import as_booleans, flat_by_hand, flat_table, in_words, screened_by_hand, table

PATIENTS = 1_000_000
CONSTANT = pl.lit(NOW, dtype=pl.Datetime("us"))

Run = Callable[[], object]


def in_memory(program: Program, frame: pl.DataFrame) -> dict[str, Run]:
    """The contenders over a table in memory."""
    return {
        "by hand in Polars": lambda: screened_by_hand(frame, pl.col("screening")),
        "by hand in Polars, the moment of screening written into the query": lambda: screened_by_hand(frame, CONSTANT),
        "`screen_frame`, without needs": lambda: screen_frame(program, frame, needs=False),
        "`screen_frame`": lambda: screen_frame(program, frame),
        "each number and moment compared once, nothing else": lambda: _compared(frame),
    }


def _compared(frame: pl.DataFrame) -> pl.DataFrame:
    """The least that any rule over these columns does."""
    compared = [name for name, kind in frame.schema.items() if kind.is_numeric() or kind.is_temporal()]
    return frame.lazy().select(pl.col(name).to_physical() > 5 for name in compared).collect()


def flat_in_memory(frame: pl.DataFrame) -> dict[str, Run]:
    """The rule by hand over a flat table, which takes as little as a rule can."""
    rule = flat_by_hand()
    return {
        "by hand over a flat table": lambda: in_words(frame, rule),
        "by hand over a flat table, as nullable Booleans": lambda: as_booleans(frame, rule),
    }


def from_parquet(program: Program, frame: pl.DataFrame, directory: Path) -> dict[str, Run]:
    """The contenders from file to file; every patient has an identifier."""
    numbers = pl.int_range(1, len(frame) + 1).cast(pl.String).str.zfill(7)
    frame = frame.select(pl.format("S{}", numbers).alias("patient_id"), pl.all())
    data, copy, output = directory / "patients.parquet", directory / "copy.parquet", directory / "verdicts.parquet"
    frame.write_parquet(data)
    screen_file(program, data, output=output, needs=False)
    result = pl.read_parquet(output)

    def decode_and_write() -> None:
        pl.read_parquet(data)
        result.write_parquet(copy)

    def by_hand_and_write() -> None:
        read = pl.read_parquet(data)
        found = screened_by_hand(read, CONSTANT)
        result.with_columns(found.get_columns()).write_parquet(copy)

    return {
        "decoding the columns and writing the result": decode_and_write,
        "the same with the rule by hand in between": by_hand_and_write,
        "`screen_file`, without needs": lambda: screen_file(program, data, output=output, needs=False),
        "`screen_file`": lambda: screen_file(program, data, output=output),
    }


def differences(program: Program, frame: pl.DataFrame) -> dict[str, int]:
    """How many outcomes differ between the hand-written rule and the engine, by criterion."""
    slow, fast = screened_by_hand(frame, pl.col("screening")), screen_frame(program, frame, needs=False)
    return {name: n for name in slow.columns if (n := int((slow[name] != fast[name]).sum()))}


def measured(runs: dict[str, Run], rounds: int) -> dict[str, float]:
    """The best processor time of each, in seconds."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - start)
    return best


def idiomatic(count: int = 20_000) -> float:
    """Seconds that a patient takes in idiomatic Python."""
    records = patients(count)
    run: dict[str, Run] = {"": lambda: [by_hand.idiomatic(record) for record in records]}
    return measured(run, 5)[""] / count


def section(directory: Path) -> str:
    """The section of the page."""
    program, frame = flagship(), table(PATIENTS)
    per_patient = idiomatic()
    memory = {name: best / PATIENTS for name, best in measured(in_memory(program, frame), 7).items()}
    flat = {name: best / PATIENTS for name, best in measured(flat_in_memory(flat_table(PATIENTS)), 7).items()}
    files = {name: best / PATIENTS for name, best in measured(from_parquet(program, frame, directory), 4).items()}
    hand, literal, plain, _, compared = memory.values()
    _, booleans = flat.values()
    decode, by_hand_too, screened, _ = files.values()
    differ = ", ".join(f"{count} of {name}" for name, count in differences(program, frame).items())
    return f"""\
## Screening tables

The flagship's rule over {PATIENTS:,} patients in typed columns, on one core (`POLARS_MAX_THREADS=1`), 15 % of the
values missing. The hand-written query gives the verdict and every outcome, and knows the plausible ranges. eligo also
looks for values that cannot be read, names implausible values and contradictions, and decides computed numbers exactly
where they meet a limit: of the hand-written query's outcomes these differ, where PaO2/FiO2 is exactly 200 and floating
point says otherwise: {differ or "none"}.

| in memory | ns a patient | patients a second | times idiomatic Python |
| --- | ---: | ---: | ---: |
{_rows(memory | flat, per_patient)}

A *flat table* is worked out of the patients beforehand: the age, hours between moments, the ratio, both ends of the
clearance, whether a period is in progress; the rule over it has no plausible range, no moment and no formula left.

| from Parquet to Parquet | ns a patient | patients a second | times idiomatic Python |
| --- | ---: | ---: | ---: |
{_rows(files, per_patient)}

Idiomatic Python takes {per_patient * 1e6:.2f} µs a patient.

| | target | reached | met |
| --- | --- | ---: | --- |
{_target("in memory, all outcomes", "at least 0.9 times by hand", hand / plain, hand / plain >= 0.9)}
{_target("the same, screening written in", "at least 0.9 times by hand", literal / plain, literal / plain >= 0.9)}
{_target("in memory, all outcomes", "at least 300 times idiomatic", per_patient / plain, per_patient / plain >= 300)}
{_target("from Parquet", "at most 1.3 times decoding and writing", screened / decode, screened / decode <= 1.3)}

{per_patient / 300 * 1e9:.0f} ns would be 300 times idiomatic Python. Bare comparisons of a flat table reach that ({booleans * 1e9:.0f} ns). Of the patients as they
are, comparing each of the numbers and moments once, with no rule at all, takes {compared * 1e9:.0f} ns, and the hand-written
query is {per_patient / hand:.0f} to {per_patient / literal:.0f} times idiomatic Python: in Polars, on one core, that is the bound.
From Parquet, the hand-written query takes {by_hand_too / decode:.2f} times as long as decoding and writing, and neither checks identifiers nor counts
a funnel.

Needs take longer than verdicts: each new combination of missing facts is searched once, and here half of the patients
are undetermined.

Repeat with `pip install -e .[dev,bench]` and `python -m tests.benchmarks.screening --write`.
"""


def _rows(times: dict[str, float], idiomatic_time: float) -> str:
    return "\n".join(
        f"| {name} | {best * 1e9:,.0f} | {1 / best:,.0f} | {idiomatic_time / best:,.0f} |"
        for name, best in times.items()
    )


def _target(what: str, target: str, reached: float, met: bool) -> str:
    return f"| {what} | {target} | {reached:.2f} | {'yes' if met else 'no'} |"


def main() -> None:
    """Measure on one core, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    write = parser.parse_args().write
    if pl.thread_pool_size() != 1:
        alone = {**os.environ, "POLARS_MAX_THREADS": "1"}
        sys.exit(
            subprocess.run([sys.executable, "-m", "tests.benchmarks.screening", *sys.argv[1:]], env=alone).returncode
        )
    with TemporaryDirectory() as directory:
        made = section(Path(directory))
    if not write:
        print(made)
        return
    write_section("screening", made)


if __name__ == "__main__":
    main()
