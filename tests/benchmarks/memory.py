"""Measures the memory of screening files of the flagship; run as a module it makes its section of
``docs/benchmarks.md``.

Every row of a file is another one: of block after block the columns are turned against each other, so that nothing
that is remembered from one row to the next gains by repetition. Each screening is a process of its own, which tells its
own greatest resident memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from eligo.core.program import Program
from eligo.records.columns import END, START, UNIT
from eligo.records.sample import sample
from eligo.records.write import write_records
from tests.benchmarks.evaluator import flagship
from tests.benchmarks.page import write_section
from tests.benchmarks.patients import patients

BLOCK = 100_000
ODD = 20
"""Of so many rows one is odd, where odd rows are asked for."""

SIZES = (1_000_000, 3_000_000, 10_000_000)

SCREEN = """
import sys, time
from pathlib import Path
from eligo.screening import screen_file
from tests.benchmarks.evaluator import flagship
from tests.resident import greatest_megabytes

path, engine = Path(sys.argv[1]), sys.argv[2]
start = time.process_time()
program = flagship()
funnel = screen_file(
    program, path, engine=engine, output=path.with_name("out.parquet"), rejects=path.with_name("rejects.jsonl")
)
assert funnel.screened + funnel.rejected == funnel.read == int(sys.argv[3]), funnel
print(greatest_megabytes(), time.process_time() - start, funnel.rejected)
"""


def _plain() -> list[dict[str, object]]:
    """Records as JSON has them, with nothing odd about them."""
    return [{name: _text(value) for name, value in record.items()} for record in patients(BLOCK)]


def _text(value: object) -> object:
    if isinstance(value, dict):
        return {name: _text(part) for name, part in value.items()}
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _odd(program: Program, count: int) -> list[dict[str, object]]:
    """As many quantities in units of their own as dates without an hour and as moments that do not exist."""
    with_unit = (r for r in sample(program, 100 * count, seed=1) if any(_is_quantity(v) for v in r.values()))
    dated = (r for r in sample(program, 100 * count, seed=2) if len(str(r.get("ards_diagnosed"))) == len("2025-10-21"))
    wrong = (r | {"ards_diagnosed": "2025-02-30"} for r in sample(program, count, seed=3))
    third = count // 3
    return [*islice(with_unit, third), *islice(dated, third), *islice(wrong, count - 2 * third)]


def _is_quantity(value: object) -> bool:
    return isinstance(value, dict) and "unit" in value


def _turned(frame: pl.DataFrame, block: int, program: Program) -> pl.DataFrame:
    """The rows of a frame with the facts of each put together anew."""
    columns = []
    for place, fact in enumerate(program.facts):
        by = block * (2 * place + 1) % len(frame)
        own = [name for name in (fact.name, *(fact.name + end for end in (UNIT, START, END))) if name in frame.columns]
        columns += [pl.concat([frame[name][by:], frame[name][:by]]) for name in own]
    return pl.DataFrame([frame["patient_id"], *columns])


def write_file(program: Program, path: Path, rows: int, *, odd: bool) -> None:
    """Write a large file of patients."""
    seeds = [_seed(program, path, _plain())]
    if odd:
        seeds.append(_seed(program, path, _odd(program, BLOCK // ODD)))
    blocks = list(_blocks(program, path, seeds, rows // BLOCK))
    if path.suffix == ".parquet":
        pl.scan_parquet(blocks).sink_parquet(path)
    else:
        with path.open("wb") as file:
            for block in blocks:
                file.write(block.read_bytes())
    for block in blocks:
        block.unlink()


def _seed(program: Program, path: Path, records: list[dict[str, object]]) -> pl.DataFrame:
    seed = path.with_name(f"seed{path.suffix}")
    write_records(seed, program.facts, records)
    return pl.read_csv(seed, infer_schema=False) if path.suffix == ".csv" else pl.read_parquet(seed)


def _blocks(program: Program, path: Path, seeds: list[pl.DataFrame], count: int) -> Iterator[Path]:
    for block in range(count):
        frame = _turned(seeds[0], block, program)
        if len(seeds) > 1:
            other = seeds[1].select(frame.columns)
            frame = pl.concat([frame.head(len(frame) - len(other)), other])
        part = path.with_name(f"block{block:04}{path.suffix}")
        if path.suffix == ".csv":
            frame.write_csv(part, include_header=block == 0)
        else:
            frame.write_parquet(part)
        yield part


def measured(path: Path, engine: str, rows: int) -> tuple[int, float, int]:
    """Megabytes, seconds of processor time, and rejected rows of screening a file."""
    command = [sys.executable, "-c", SCREEN, str(path), engine, str(rows)]
    megabytes, seconds, rejected = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(megabytes), float(seconds), int(rejected)


def section(directory: Path, sizes: tuple[int, ...]) -> str:
    """The section of the page."""
    program = flagship()
    lines = []
    for suffix in (".parquet", ".csv"):
        for odd in (False, True):
            found = []
            for rows in sizes:
                path = directory / f"patients{suffix}"
                write_file(program, path, rows, odd=odd)
                found.append(measured(path, "polars", rows))
                print(suffix, odd, rows, *found[-1], file=sys.stderr, flush=True)
            name = f"{suffix.removeprefix('.')}, {'one row in 20 odd' if odd else 'plain rows'}"
            memory = " | ".join(f"{megabytes:,}" for megabytes, _, _ in found)
            lines.append(f"| {name} | {memory} | {found[-1][1] / sizes[-1] * 1e6:.1f} |")
    heads = " | ".join(f"{rows // 1_000_000} million" for rows in sizes)
    return f"""\
## Memory

The greatest resident memory, in MB, of screening a file of the flagship to Parquet, rejects written, needs found out, by
the number of its rows; and the processor time of the largest, all told. No row is like another. Of odd rows a third
have a value in a unit of its own, a third a date without an hour, and a third a moment that does not exist, so that
they are rejected.

| | {heads} | µs a patient |
| --- | {" | ".join("---:" for _ in sizes)} | ---: |
{chr(10).join(lines)}

Repeat with `python -m tests.benchmarks.memory --write`; it needs some 5 GB of disk.
"""


def main() -> None:
    """Measure, and print or write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    parser.add_argument("--million", type=int, nargs="*", help="sizes of files")
    given = parser.parse_args()
    sizes = tuple(n * 1_000_000 for n in given.million) if given.million else SIZES
    with TemporaryDirectory() as directory:
        made = section(Path(directory), sizes)
    if given.write:
        write_section("memory", made)
    else:
        print(made)


if __name__ == "__main__":
    main()
