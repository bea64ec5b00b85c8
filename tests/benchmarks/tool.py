"""Measures the command line; run as a module it makes its section of ``docs/benchmarks.md``.

Whole processes take turns with the interpreter that does nothing, and with one that imports click. Each counts with its
best round: the time by the clock, and the processor time that the system charged it with.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.evaluator import PAGE, ROOT

START, END = "<!-- tool: start -->", "<!-- tool: end -->"
FLAGSHIP = ROOT / "protocols" / "anakinra_ards.eligo"
SIZES = (250, 500, 1_000, 2_000, 4_000)
BUILT_SIZES = (100, 200, 400)
PYTHON, CLICK = "`python -c pass`", '`python -c "import click"`'
VERSION, CHECK, BUILD = "`eligo --version`", "`eligo check`", "`eligo build` into an empty directory"
AGAIN = "`eligo build` when nothing changed"


@dataclass(frozen=True)
class Cost:
    """What a process took, in seconds."""

    wall: float
    processor: float


def criteria(number: int) -> str:
    """A protocol of so many criteria, two members in each, over a fifth as many numbers and flags."""
    facts = range(number // 5)
    lines = ['protocol T1 "Many criteria" { version 1 }', 'source registry "Registry" {']
    lines += [f'    inclusion {i} "Item {i}"' for i in range(1, number + 1)]
    lines += ["}", *(f'number x{i} "X {i}" in mg/dL  plausible 0 to 1000' for i in facts)]
    lines += [f'flag a{i} "A {i}"' for i in facts]
    for i in range(1, number + 1):
        fact = i % len(facts)
        lines += [
            f'include I{i} "Criterion {i}" {{',
            f"    from inclusion {i}",
            "    require any of {",
            f'        high "High": x{fact} > {i % 900 + 1} mg/dL and a{fact}',
            f'        mid  "Middle": x{fact} between 2 g/L and 4 g/L or not a{fact}',
            "    }",
            "}",
        ]
    return "\n".join(lines) + "\n"


def cost(arguments: list[str], folder: Path, **variables: str) -> Cost:
    """What ``python`` with these arguments takes, from start to end; it must end with 0.

    ``variables`` are of the environment; without them nothing is kept from an earlier build.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"ELIGO_CACHE": "0", **variables}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    ended = time.perf_counter()
    process.returncode = os.waitstatus_to_exitcode(status)  # it is reaped: nothing is left to wait for
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return Cost(ended - started, used.ru_utime + used.ru_stime)


def measured(runs: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """The best of each, after a round that is not counted."""
    taken: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            found = run()
            if number:
                taken[name].append(found)
    return {name: Cost(min(c.wall for c in all_), min(c.processor for c in all_)) for name, all_ in taken.items()}


def commands(folder: Path, rounds: int) -> dict[str, Cost]:
    """The flagship's commands and what they are compared with."""
    file, built = str(FLAGSHIP), 0

    def fresh_build() -> Cost:
        nonlocal built
        built += 1
        return cost(["-m", "eligo", "build", file, "-o", f"out{built}"], folder)

    runs: dict[str, Callable[[], Cost]] = {
        PYTHON: lambda: cost(["-c", "pass"], folder),
        CLICK: lambda: cost(["-c", "import click"], folder),
        VERSION: lambda: cost(["-m", "eligo", "--version"], folder),
        CHECK: lambda: cost(["-m", "eligo", "check", file], folder),
        "`eligo fmt --check`": lambda: cost(["-m", "eligo", "fmt", "--check", file], folder),
        "`eligo test`": lambda: cost(["-m", "eligo", "test", file], folder),
        BUILD: fresh_build,
        AGAIN: lambda: cost(
            ["-m", "eligo", "build", file, "-o", "again"], folder, ELIGO_CACHE="1", XDG_CACHE_HOME=str(folder / "cache")
        ),
    }
    return measured(runs, rounds)


def growth(folder: Path, command: str, sizes: tuple[int, ...], rounds: int) -> dict[int, Cost]:
    """What a command takes, by the number of criteria."""
    runs: dict[str, Callable[[], Cost]] = {}
    for size in sizes:
        name = f"many{size}.eligo"
        (folder / name).write_text(criteria(size), encoding="utf-8")
        runs[str(size)] = lambda name=name: cost(["-m", "eligo", command, name], folder)  # type: ignore[misc]
    return {int(size): found for size, found in measured(runs, rounds).items()}


def grown(sizes: dict[int, Cost], flagship: Cost) -> str:
    """The rows of a table of growth."""
    first = min(sizes)
    smallest = (sizes[first].processor - flagship.processor) / first
    return "\n".join(
        f"| {size:,} | {c.wall * 1e3:,.0f} | {c.processor * 1e3:,.0f} "
        f"| {(c.processor - flagship.processor) / size / smallest:.2f} |"
        for size, c in sizes.items()
    )


def section(folder: Path, rounds: int) -> str:
    """The section of the page."""
    found, sizes = commands(folder, rounds), growth(folder, "check", SIZES, max(2, rounds // 3))
    built = growth(folder, "build", BUILT_SIZES, 1)
    python, click = found[PYTHON], found[CLICK]
    rows = "\n".join(
        f"| {name} | {c.wall * 1e3:,.0f} | {c.processor * 1e3:,.0f} | {c.processor / python.processor:.1f} "
        f"| {c.processor / click.processor:.1f} |"
        for name, c in found.items()
    )
    targets = "\n".join(
        f"| {name} | under {limit:,} ms | {spent * 1e3:,.0f} ms | {'yes' if spent * 1e3 < limit else 'no'} |"
        for name, limit, spent in (
            (VERSION, 60, found[VERSION].processor),
            (CHECK, 150, found[CHECK].processor),
            (BUILD, 3_000, found[BUILD].processor),
            (AGAIN, 1_000, found[AGAIN].processor),
            ("`eligo check` of 1,000 criteria", 2_000, sizes[1_000].processor),
        )
    )
    return f"""\
## The command line

Whole processes on the flagship, from start to end, the best of {rounds} rounds in which all take turns; modules are
compiled already. Ratios and targets are about processor time: by the clock, a busy machine adds its waiting.

| | ms by the clock | ms of processor | times {PYTHON} | times {CLICK} |
| --- | ---: | ---: | ---: | ---: |
{rows}

Checking a protocol of many criteria, two conditions in each. The last column is the processor time that a criterion
takes beyond the flagship's check, compared with the smallest protocol: one that stays about 1 is linear growth.

| criteria | ms by the clock | ms of processor | a criterion, times the first row |
| ---: | ---: | ---: | ---: |
{grown(sizes, found[CHECK])}

The same of building it, its suite included; the last column leaves out the flagship's build.

| criteria | ms by the clock | ms of processor | a criterion, times the first row |
| ---: | ---: | ---: | ---: |
{grown(built, found[BUILD])}

| | target | reached | met |
| --- | --- | ---: | --- |
{targets}

Repeat with `python -m tests.benchmarks.tool --write`.
"""


def main() -> None:
    """Measure, and print or write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=9, help="how often each process runs")
    options = parser.parse_args()
    with TemporaryDirectory() as directory:
        made = section(Path(directory), options.rounds)
    if not options.write:
        print(made)
        return
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    before, found, rest = page.partition(START)
    after = rest.partition(END)[2] if found else "\n"
    PAGE.write_text(f"{before.rstrip()}\n\n{START}\n{made}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
