"""Generated Python against the reference interpreter: the same of every protocol and every record, or it is a bug."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.backends.python import load
from eligo.core.interpret import evaluate
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.programs import programs, raw_records

ONE_PROGRAM_MANY_RECORDS = 12


def assert_agreement(program: Program, package: ModuleType, raw: dict[str, object]) -> None:
    reading = read_record(program.facts, raw)
    if reading.problems:
        with pytest.raises(package.RecordError) as refused:
            package.screen(raw)
        assert [str(p) for p in refused.value.problems] == [str(p) for p in reading.problems]
        with pytest.raises(package.RecordError):
            package.verdict(raw)
        with pytest.raises(ValueError, match="validation error"):
            package.Patient(**raw)
        return
    expected = evaluate(program, reading.values)
    patient = package.Patient(**raw)
    for result in (package.screen(raw), package.screen(patient)):
        assert result.verdict == expected.verdict.value
        assert {k: o.value for k, o in result.outcomes.items()} == {k: o.value for k, o in expected.outcomes.items()}
        assert result.implausible == reading.implausible
        assert result.conflicts == expected.conflicts
        assert result.needs == needs(program, reading.values)
    assert package.verdict(patient) == expected.verdict.value
    assert package.screen_values(*[raw.get(f.name) for f in program.facts]).verdict == expected.verdict.value


@given(programs(), st.lists(raw_records(0), min_size=ONE_PROGRAM_MANY_RECORDS, max_size=ONE_PROGRAM_MANY_RECORDS))
def test_plain_records(program: Program, records: list[dict[str, object]]) -> None:
    package = load(program, "generated_plain")
    for raw in records:
        assert_agreement(program, package, raw)


@given(programs(), st.lists(raw_records(2), min_size=ONE_PROGRAM_MANY_RECORDS, max_size=ONE_PROGRAM_MANY_RECORDS))
def test_unusual_and_wrong_records(program: Program, records: list[dict[str, object]]) -> None:
    package = load(program, "generated_unusual")
    for raw in records:
        assert_agreement(program, package, raw)


RUNNING = """
protocol T1 "Periods" { version 2025-10-21 }
period pressors "Vasopressors"
include I1 "In the last two days" { require pressors within 48 h before screening }
include I2 "Ended" { require pressors before screening }
"""


def test_a_period_asked_about_by_windows_stays_on_the_short_path() -> None:
    program, _ = compile_source(Source("t.eligo", RUNNING))
    assert program is not None
    short = load(program, "generated_running").at_once
    now, since = dt.datetime(2025, 3, 12, 10), dt.datetime(2025, 3, 1)
    ended = {"start": since, "end": dt.datetime(2025, 3, 10, 9, 59)}
    assert [str(one) for one in short.decide_values((now, ended))] == ["ineligible", "failed", "passed"]
    assert [str(one) for one in short.decide_values((now, False))] == ["ineligible", "failed", "failed"]
    assert [str(one) for one in short.decide_values((now, None))] == ["undetermined", "unknown", "unknown"]
    assert [str(one) for one in short.decide_values((now, {"start": since}))] == ["ineligible", "passed", "failed"]
