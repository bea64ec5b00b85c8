"""At both ends of the calendar: a window may reach beyond the years 1 and 9999, though no moment lies there.

The calendar goes on in both directions, so that an edge beyond its ends lies beyond every moment.
"""

from __future__ import annotations

from functools import partial
from itertools import product

import pytest

from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.source import Source
from eligo.verify.report import verify

from .backends import Backend, every_backend

HEAD = 'protocol T "The ends of the calendar" { version 2025-10-21 }'
FACTS = {
    "m": 'moment m "M"',
    "p": 'period p "P"',
    "e": 'events e "E" { moment begun "Begun"  number dose "Dose" in mg }',
}
CONDITIONS = {
    "before_years": "m within 1000 a before screening",
    "before_months": "m within 13 mo before screening",
    "before_days": "m within 800 d before screening",
    "before_far_days": "m within 300000 d before screening",
    "before_hours": "m within 30 h before screening",
    "long_before_years": "m at least 2 a before screening",
    "long_before_days": "m at least 800 d before screening",
    "long_before_strictly": "m more than 1000 a before screening",
    "after_years": "m within 1000 a after screening",
    "after_months": "m within 13 mo after screening",
    "after_days": "m within 800 d after screening",
    "after_far_days": "m within 300000 d after screening",
    "long_after_years": "m at least 2 a after screening",
    "long_after_days": "m at least 800 d after screening",
    "lasting_years": "p lasting at least 2 a",
    "lasting_days": "p lasting at least 800 d",
    "lasting_far": "p lasting more than 300000 d",
    "running": "p at screening",
    "started": "start of p within 2 a before screening",
    "ended": "end of p within 800 d before screening",
    "ends_later": "end of p within 2 a after screening",
    "of_entries": "any of e within 2 a before screening",
    "of_entries_days": "any of e within 800 d before screening",
    "of_entries_later": "any of e within 800 d after screening",
    "from_the_first_day": "m within 800 d before 0002-01-01",
    "from_the_first_hour": "m within 800 d before 0002-01-01T10:00",
    "from_the_first_years": "m within 2 a before 0002-01-01T10:00",
    "from_the_last_day": "m within 800 d after 9998-12-31",
    "from_the_last_hour": "m within 800 d after 9998-12-31T10:00",
    "age": "years from m to screening >= 1 a",
    "months_of": "months from m to screening < 3 mo",
    "days_of": "days from m to screening < 400 d",
}
SCREENINGS = (
    "0001-01-01",
    "0001-01-01T00:00",
    "0001-03-01T12:00",
    "0002-06-15T08:00",
    "0002",
    "9998-02-28T10:00",
    "9999-12-31",
    "9999-12-31T23:59:59.999999",
    "9999",
)
MOMENTS = (
    "0001-01-01T00:00",
    "0001-01-01",
    "0001",
    "0002-06-15",
    "0999-12-31T10:00",
    "9998-02-28T10:00",
    "9999-12-31",
    "9999-12-31T23:59:59.999999",
)
OFFSETS = ("0001-01-01T00:00-14:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "9999-12-31T23:59+14:00")


def protocol(name: str) -> Program:
    facts = [declared for fact, declared in FACTS.items() if fact in CONDITIONS[name].split()]
    lines = [HEAD, *facts, f'include I1 "{name}" {{ require {CONDITIONS[name]} }}', ""]
    program, diagnostics = compile_source(Source("calendar.eligo", "\n".join(lines)))
    assert program is not None, diagnostics
    return program


def records(program: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for screening, moment in (*product(SCREENINGS, MOMENTS), *product(OFFSETS, OFFSETS)):
        entries = [{"begun": moment, "dose": 1}]
        found.append({"screening": screening, "m": moment, "e": entries, "p": {"start": moment}})
        if moment[:4] <= screening[:4]:
            found.append({"screening": screening, "p": {"start": moment, "end": screening}})
    return [{name: value for name, value in raw.items() if name in program.fact} for raw in found]


@every_backend
@pytest.mark.parametrize("name", CONDITIONS)
def test_every_form_says_what_the_interpreter_says(backend: Backend, name: str) -> None:
    program = protocol(name)
    assert backend.disagreements(program, records(program)) == []


CLAIMS = """
protocol T "The ends of the calendar" { version 2025-10-21 }
moment m "M"
include I1 "Lately" { require m within 1000 a before screening }
exclude E1 "Long ago" { when m at least 1000 a before screening }
claim "Nobody is that old": m before screening implies I1
claim "Nobody at all": not E1
claim "Whoever was born later": m after screening implies I1
"""


def test_the_solver_has_no_other_calendar() -> None:
    """Its patients live from 1901 to 2099; windows that reach beyond the year 1 hold all of them that lie before."""
    program, diagnostics = compile_source(Source("claims.eligo", CLAIMS))
    assert program is not None, diagnostics
    report = verify(program, partial(evaluator, program))
    assert [claimed.status for claimed in report.claims] == ["proved", "proved", "refuted"]
    assert report.faults == ()


def outcome(name: str, screening: str, moment: str) -> str:
    program = protocol(name)
    reading = read_record(program.facts, {"screening": screening, "m": moment})
    assert not reading.problems
    return evaluate(program, reading.values).outcomes["I1"].value


@pytest.mark.parametrize(
    ("name", "screening", "moment", "expected"),
    [
        ("before_years", "0500-01-01T00:00", "0001-01-01T00:00", "passed"),
        ("before_far_days", "0500-01-01T00:00", "0001-01-01T00:00", "passed"),
        ("long_before_years", "0002-06-15T08:00", "0001-01-01T00:00", "failed"),  # it is a year and five months
        ("long_before_days", "0002-06-15T08:00", "0001-01-01T00:00", "failed"),
        ("long_before_strictly", "0999-01-01T00:00", "0001-01-01T00:00", "failed"),
        ("after_years", "9500-01-01T00:00", "9999-12-31T23:59:59.999999", "passed"),
        ("long_after_years", "9998-02-28T10:00", "9999-12-31T23:59:59.999999", "failed"),
        ("long_after_days", "9998-02-28T10:00", "9999-12-31T23:59:59.999999", "failed"),
    ],
)
def test_an_edge_beyond_the_calendar_lies_beyond_every_moment(
    name: str, screening: str, moment: str, expected: str
) -> None:
    assert outcome(name, screening, moment) == expected
