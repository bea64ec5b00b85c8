"""Calendar arithmetic for the solver is the core's own, day for day."""

from __future__ import annotations

import datetime as dt

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.moments import completed_months, shift
from eligo.core.values import DAY, Duration
from eligo.verify.solver.calendar import Calendar
from eligo.verify.solver.terms import Tick

days = st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)) | st.sampled_from(
    [dt.date(y, m, d) for y in (1904, 2000, 2023, 2024) for m, d in ((1, 31), (2, 28), (3, 1), (3, 31), (4, 30))]
    + [dt.date(2024, 2, 29), dt.date(1904, 2, 29)]
)


def instant(day: dt.date) -> int:
    return (day.toordinal() - 1) * DAY + 13 * DAY // 24


def unknown(calendar: Calendar, name: str, at: int) -> Tick:
    """An instant that the calendar has to work out, though only one is possible."""
    tick = Tick(z3.Int(name))
    calendar.constraints.append(tick.at == at)
    return tick


def holds(calendar: Calendar, term: object) -> bool:
    """Whether a term surely holds; it has to be one or the other."""
    solver = z3.Solver()
    solver.add(calendar.constraints)
    assert solver.check() == z3.sat
    found = z3.is_true(solver.model().eval(term, model_completion=True))
    solver.add(z3.Not(term) if found else term)
    assert solver.check() == z3.unsat
    return found


@settings(max_examples=15)
@given(days, days, st.integers(-30, 30).filter(bool), st.booleans())
def test_windows_of_months(subject: dt.date, anchor: dt.date, months: int, strict: bool) -> None:
    calendar = Calendar()
    here, there = instant(subject), instant(anchor)
    term = calendar.reaches(
        unknown(calendar, "subject", here), unknown(calendar, "anchor", there), Duration(months), strict=strict
    )
    edge = shift(there, Duration(months)) // DAY
    assert holds(calendar, term) is (here // DAY > edge if strict else here // DAY >= edge)


@pytest.mark.parametrize("step", [1, 12])
@settings(max_examples=15)
@given(days, days)
def test_completed_months_and_years(step: int, start: dt.date, end: dt.date) -> None:
    calendar = Calendar()
    months = calendar.completed_months(
        unknown(calendar, "start", instant(start)), unknown(calendar, "end", instant(end))
    )
    expected = completed_months(instant(start), instant(end), step)
    assert holds(calendar, (months if step == 1 else months / 12) == expected)
