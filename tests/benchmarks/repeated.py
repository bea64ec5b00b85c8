"""Measures the generated evaluator on records that repeat; run as a module it makes its section of the page.

The figures are ratios within one run: protocols and records take turns, and each counts with its best round, in
processor time. Before anything is timed each record is decided by the interpreter as well.
"""

from __future__ import annotations

import argparse
import datetime as dt
from types import ModuleType

from eligo.backends.python import load
from eligo.core.interpret import evaluate
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.benchmarks.evaluator import Run, measured
from tests.benchmarks.page import write_section

PROTOCOL = """
protocol REPEATED "Records that repeat" { version 2025-01-01 }
number creatinine "Creatinine" in mg/dL plausible 0.1 to 40 repeated
number lactate "Lactate" in mmol/L plausible 0.1 to 40 repeated
moment born "Born"
"""
SELECTING = """
include A1 "Creatinine" { require latest of creatinine within 24 h before screening < 3 mg/dL }
include A2 "Lactate" { require at least 2 of lactate within 7 d before screening where value > 2 mmol/L }
include A3 "Peak" { require (highest of creatinine within 48 h before screening) < 5 mg/dL }
include A4 "Mean" { require (mean of lactate) < 5 mmol/L }
"""
SINGLE = """
include A1 "Creatinine" { require creatinine < 3 mg/dL }
include A2 "Lactate" { require lactate > 2 mmol/L }
include A3 "Peak" { require creatinine < 5 mg/dL }
include A4 "Mean" { require lactate < 5 mmol/L }
"""
ADULT = 'include A5 "Adult" { require years from born to screening >= 18 a }\n'
SCREENING = dt.datetime(2025, 3, 31, 9)  # a record may give moments without an offset


def record(samples: int | None, *, text: bool) -> dict[str, object]:
    """A record with so many samples of each fact, three hours apart; None is one value without a time."""
    values = [(1.0 + place % 7 * 0.3, SCREENING - dt.timedelta(hours=3 * place + 1)) for place in range(samples or 0)]
    made: dict[str, object] = {"screening": SCREENING, "born": dt.datetime(1980, 2, 29)}
    for name in ("creatinine", "lactate"):
        taken = [{"value": v, "time": at.isoformat(timespec="minutes") if text else at} for v, at in values]
        made[name] = 2.5 if samples is None else taken
    return made


def contenders() -> dict[str, Run]:
    """What is measured, each with its inputs."""
    runs: dict[str, Run] = {}
    single = _package(PROTOCOL.replace(" repeated", "") + SINGLE + ADULT, "single", [record(None, text=False)])
    selecting = PROTOCOL + SELECTING + ADULT
    runs["without repeated data"] = (single.screen, [record(None, text=False)] * 100)
    forms = {
        "no samples": {"screening": SCREENING, "born": dt.datetime(1980, 2, 29)},
        "a single value of each": record(None, text=False),
        "1 sample of each": record(1, text=False),
        "50 samples of each, Python's datetimes": record(50, text=False),
        "50 samples of each, times as text": record(50, text=True),
    }
    bare = _package(PROTOCOL + SINGLE + ADULT, "bare", [record(None, text=False)])
    runs["repeated facts, each given once, no selection"] = (bare.screen, [record(None, text=False)] * 100)
    repeated = _package(selecting, "repeating", list(forms.values()))
    for name, raw in forms.items():
        runs[name] = (repeated.screen, [raw] * (20 if "50" in name else 100))
    patient = repeated.Patient(**forms["50 samples of each, times as text"])
    runs["50 samples of each, a validated `Patient`"] = (repeated.screen, [patient] * 20)
    return runs


def _package(text: str, name: str, records: list[dict[str, object]]) -> ModuleType:
    """The generated package, which says of some records what the interpreter says."""
    program, diagnostics = compile_source(Source(f"{name}.eligo", text))
    assert program is not None, diagnostics
    package = load(program, f"benchmark_{name}")
    for raw in records:
        expected = evaluate(program, read_record(program.facts, raw).values).outcomes
        assert {k: o.value for k, o in package.screen(raw).outcomes.items()} == {
            k: o.value for k, o in expected.items()
        }
    return package


def section() -> str:
    """The section of the page."""
    best = measured(contenders())
    base = best["without repeated data"]
    rows = [f"| {name} | {us:.1f} | {us / base:.1f} |" for name, us in best.items()]
    worst = max(best.values())
    return "\n".join(
        [
            "## Records that repeat",
            "",
            "A protocol of five criteria on two repeated facts (the latest, at least 2, the highest, the mean, and an",
            "age), against as many comparisons of the same facts, declared without `repeated`, with a number. In the",
            "second row the comparisons are the same, and the facts are declared as repeated. `screen` of a mapping, all",
            "checks included, pure Python.",
            "",
            "| | µs a patient | times without |",
            "| --- | ---: | ---: |",
            *rows,
            "",
            "| | target | reached | met |",
            "| --- | --- | ---: | --- |",
            f"| 50 samples of each | under 100 µs | {worst:.0f} µs | {'yes' if worst < 100 else 'no'} |",
            "",
            "What is uncertain in a way that matters goes to the exact evaluator, which takes milliseconds: a sample's",
            "date without an hour where entries are put in order, two entries at one instant where one is chosen, a",
            "sample in another unit, moments with an offset.",
            "",
            "Repeat with `python -m tests.benchmarks.repeated --write`.",
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    if parser.parse_args().write:
        write_section("repeated", section())
    else:
        print(section())


if __name__ == "__main__":
    main()
