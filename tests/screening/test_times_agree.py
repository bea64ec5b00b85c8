"""Dates in rules, moments by name, ends that are still to come, computed lengths: all engines, every mixture of values."""

from __future__ import annotations

from itertools import product

import polars as pl

from eligo.backends.python.loading import load
from eligo.core.interpret import Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.records.cells import from_cells
from eligo.screening import screen_frame
from eligo.source import Source

PROTOCOL = """
protocol T1 "Times" { version 2025-10-21 }
moment m "M"
moment k "K"
period p "P"
number half_life "Half-life" in d  plausible 0 to 400
define season "Season" = 2025-03-10
define first "First" = m otherwise k
define stop "Stop" = end of p
"""
CONDITIONS = (
    "m after 2025-03-10",
    "m at or before season",
    "m within 5 d after season",
    "m less than 1 mo before 2025-03-10T12:00",
    "first before screening",
    "stop at least 2 d before screening",
    "m within (5 * half_life) before screening",
    "end of p after m",
    "p at season",
    "years from m to 2025-03-10 >= 1 a",
    "m within greatest of { 5 * half_life, 30 d } before screening",
    "p within (5 * half_life) before screening",
    "2025-03-10 within 3 d before m",
)
CELLS = {
    "m": (None, "no", "2025-03-10", "2025-03-10T12:00", "2025-03-11", "2025-03-05", "2024-03-10"),
    "k": (None, "2025-03-09"),
    "p": ((None, None), ("2025-03-01", None), ("2025-03-01", "2025-03-10"), ("2025-03-12T10:00", None)),
    "half_life": (None, "3"),
    "screening": (None, "2025-03-12T10:00", "2025-03-12"),
}
TO_THE_MINUTE = """
protocol T2 "Periods in windows" { version 2025-10-21 }
moment m "M"
period p "P"
"""
WINDOWS_OF_A_PERIOD = (
    "p within 48 h before screening",
    "p less than 48 h before screening",
    "p within 1 mo before screening",
    "p within 3 d of screening",
    "p at least 48 h before screening",
    "p before screening",
    "p after screening",
    "p within 24 h after m",
    "p before m",
    "end of p at or after screening",
    "end of p after screening",
    "start of p within 48 h before screening",
    "p within 48 h before 2025-03-12",
    "p lasting at least 1 h and p within 48 h before screening",
)
MINUTES = {
    "m": (None, "2025-03-09T10:00", "2025-03-13T10:00"),
    "p": (
        (None, None, None),
        ("no", None, None),
        ("", "2025-03-01T08:00", None),
        ("", "2025-03-12T09:30", None),
        ("", "2025-03-13T09:00", None),
        ("", "2025-03-01T08:00", "2025-03-10T10:00"),
        ("", "2025-03-01T08:00", "2025-03-10T09:59"),
        ("", "2025-03-01T08:00", "2025-03-12T10:00"),
        ("", "2025-03-01T08:00", "2025-03-14T10:00"),
        ("", "2025-02-01T08:00", "2025-02-12T10:00"),
        ("", "2025-02-01T08:00", "2025-02-11T10:00"),
    ),
    "screening": (None, "2025-03-12T10:00"),
}


def test_all_engines_say_the_same() -> None:
    agree(
        PROTOCOL,
        CONDITIONS,
        [
            {"m": m, "k": k, "p_start": start, "p_end": end, "half_life": half_life, "screening": screening}
            for m, k, (start, end), half_life, screening in product(*CELLS.values())
        ],
    )


def test_all_engines_say_the_same_of_periods_known_to_the_minute() -> None:
    rows = [
        {"m": m, "p": never, "p_start": start, "p_end": end, "screening": screening}
        for m, (never, start, end), screening in product(*MINUTES.values())
    ]
    agree(TO_THE_MINUTE, WINDOWS_OF_A_PERIOD, rows)
    for row in rows:  # with one moment of screening for all of them
        row["screening"] = "2025-03-12T10:00"
    agree(TO_THE_MINUTE, WINDOWS_OF_A_PERIOD, rows)


def test_all_engines_count_the_same_years_within_and_beyond_the_twentieth_and_the_twenty_first_century() -> None:
    """One moment of screening; of births from 1901 to 2099 the years are counted by a shorter rule than of others."""
    protocol = 'protocol T3 "Years" { version 2025-10-21 }\nmoment born "Birth"\n'
    conditions = ("years from born to screening + 1 a >= 50 a", "2 * (years from born to screening) < 240 a")
    within = ["1901-01-01T00:00", "1904-02-29T23:59", "1975-02-28T10:00", "1975-03-01T00:00", "1976-02-29T12:00"]
    beyond = ["1850-03-01T00:00", "1900-02-28T10:00", "1900-12-31T23:59", "2100-02-28T10:00"]
    for screening in ("2024-02-29T10:00", "2025-02-28T10:00", "2110-03-01T00:00"):
        for births in (within, within + beyond):
            agree(protocol, conditions, [{"born": born, "screening": screening} for born in births])


def agree(protocol: str, conditions: tuple[str, ...], rows: list[dict[str, str | None]]) -> None:
    criteria = "".join(f'include I{i} "Criterion" {{ require {c} }}\n' for i, c in enumerate(conditions))
    program, diagnostics = compile_source(Source("t.eligo", protocol + criteria))
    assert program is not None, diagnostics
    package = load(program, "generated_times")
    screened = screen_frame(program, pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))).to_dicts()
    for row, by_expressions in zip(rows, screened, strict=True):
        raw = from_cells(program.facts, {column: cell or "" for column, cell in row.items()})
        record = read_record(program.facts, raw).values
        meant = evaluate(program, record)
        outcomes = {name: outcome.value for name, outcome in meant.outcomes.items()}
        asked = needs(program, record) if meant.verdict is Verdict.UNDETERMINED else ()
        generated = package.screen(raw)
        assert {name: outcome.value for name, outcome in generated.outcomes.items()} == outcomes, row
        assert {criterion.name: by_expressions[criterion.name] for criterion in program.criteria} == outcomes, row
        assert (tuple(generated.needs), tuple(by_expressions["needs"])) == (asked, asked), row
