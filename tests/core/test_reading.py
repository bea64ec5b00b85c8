"""Raw records: what is read, what is implausible, what is refused and why."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from eligo.core.program import SCREENING, Fact
from eligo.core.reading import Problem, read_record
from eligo.core.values import DAY, HOUR, NEVER, Moment, Period
from tests.core.programs import FACTS

PRESSURE = Fact("p", "Pressure", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700)))
LACTATE = Fact("l", "Lactate", "number", "mmol/L", molar_mass=Fraction("90.08"))
FLAG = Fact("f", "Flag", "flag", missing=False)
CHOICE = Fact("c", "Choice", "choice", options=("negative", "positive"))
MOMENT = Fact("m", "Moment", "moment")
OTHER = Fact("o", "Other", "moment")
PERIOD = Fact("t", "Treatment", "period")
ALL = (PRESSURE, LACTATE, FLAG, CHOICE, MOMENT, OTHER, PERIOD)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (142, Fraction(142)),
        (0.1 + 0.2 + 100, Fraction("100.3")),
        (Decimal("142.5"), Fraction("142.5")),
        ({"value": 26.6644, "unit": "kPa"}, Fraction(200)),  # 1 mm[Hg] is 0.133322 kPa exactly
        ({"value": 10, "unit": "kPa"}, Fraction(5_000_000, 66_661)),
    ],
)
def test_numbers_are_exact(given: object, expected: Fraction) -> None:
    assert read_record(ALL, {"p": given}).values["p"] == expected


def test_mass_and_amount_convert_by_molar_mass() -> None:
    assert read_record(ALL, {"l": {"value": 9.008, "unit": "mg/dL"}}).values["l"] == 1


@pytest.mark.parametrize("given", [19, 701, {"value": 1, "unit": "kPa"}])
def test_an_implausible_value_is_unknown_and_reported(given: object) -> None:
    reading = read_record(ALL, {"p": given})
    assert "p" not in reading.values
    assert reading.implausible == ("p",)
    assert not reading.problems


@pytest.mark.parametrize(
    ("fact", "given", "reason"),
    [
        ("p", "142", "expected a number"),
        ("p", True, "expected a number"),
        ("p", float("nan"), "not a finite number"),
        ("p", float("inf"), "not a finite number"),
        ("p", Decimal("sNaN"), "not a finite number"),
        ("p", Decimal("1e999999999"), "too large or too small"),
        ("p", Decimal("1e-999999999"), "too large or too small"),
        ("p", 10**500, "too large or too small"),
        ("p", [142], "expected a number"),
        ("p", {"value": 142}, 'expected a number or {"value"'),
        ("p", {"value": 142, "unit": "furlong"}, "the unit is not a UCUM unit"),
        ("p", {"value": 142, "unit": "kg"}, "kg"),
        ("p", {"value": 142, "unit": 3}, "the unit is not text"),
        ("p", {"value": "142", "unit": "kPa"}, "expected a number"),
        ("f", 1, "expected true or false"),
        ("f", "yes", "expected true or false"),
        ("c", "maybe", "expected one of negative, positive"),
        ("c", ["negative"], "expected one of"),
        ("m", "2025-02-29", "a date or a time that exists"),
        ("m", "2025-10-21T24:00", "a date or a time that exists"),
        ("m", "2025-10-21T10:00+15:00", "a date or a time that exists"),
        ("m", "21.10.2025", "a date or a time that exists"),
        ("m", "2025-10-21T10:00\n", "a date or a time that exists"),
        ("m", "٢٠٢٥-10-21", "a date or a time that exists"),
        ("m", 1761040800, "a date or a time that exists"),
        ("m", True, "a date or a time that exists"),
        ("t", "2025-10-21", 'expected {"start"'),
        ("t", {"end": "2025-10-21"}, 'expected {"start"'),
        ("t", {"start": None}, 'expected {"start"'),
        ("t", {"start": "2025-10-21", "stop": "2025-10-22"}, 'expected {"start"'),
        ("t", {"start": "2025-10-21", "end": "2025-10-20"}, "ends before it starts"),
        ("t", True, 'expected {"start"'),
    ],
)
def test_what_cannot_be_read_is_refused_without_its_value(fact: str, given: object, reason: str) -> None:
    reading = read_record(ALL, {fact: given})
    assert [p.fact for p in reading.problems] == [fact]
    assert reason in reading.problems[0].reason


def test_every_problem_is_named() -> None:
    assert [p.fact for p in read_record(ALL, {"p": "x", "f": 3, "c": "positive"}).problems] == ["p", "f"]


def test_missing_and_null_are_unknown_unless_declared_otherwise() -> None:
    assert read_record(ALL, {"p": None}).values == {"f": False}


def test_a_day_is_its_first_to_last_microsecond() -> None:
    day = read_record(ALL, {"m": "0001-01-02"}).values["m"]
    assert day == Moment(DAY, 2 * DAY - 1)


def test_python_dates_and_times_are_moments() -> None:
    text = read_record(ALL, {"m": "2025-10-21T10:00:30.5", "o": "2025-10-21"})
    assert read_record(ALL, {"m": dt.datetime(2025, 10, 21, 10, 0, 30, 500_000), "o": dt.date(2025, 10, 21)}) == text


def test_never() -> None:
    assert read_record(ALL, {"m": False, "t": False}).values == {"f": False, "m": NEVER, "t": NEVER}


def test_a_screening_always_is() -> None:
    screening = Fact(SCREENING, "Moment of screening", "moment")
    (problem,) = read_record((screening,), {SCREENING: False}).problems
    assert str(problem).startswith("screening: a screening always takes place: expected a date or a time")
    assert read_record((screening,), {SCREENING: None}) == read_record((screening,), {})


def test_periods() -> None:
    running = read_record(ALL, {"t": {"start": "0001-01-01T01:00", "end": None}}).values["t"]
    assert running == Period(Moment(HOUR, HOUR), None)


def test_one_clock() -> None:
    both = read_record(ALL, {"m": "2025-10-21T10:00Z", "o": "2025-10-21T12:00+02:00"}).values
    assert both["m"] == both["o"]


def test_a_date_beside_one_offset_is_that_clocks_day() -> None:
    values = read_record(ALL, {"m": "2025-10-21T00:00+02:00", "o": "2025-10-21"}).values
    assert values["m"].low == values["o"].low  # type: ignore[union-attr]


def test_a_date_beside_two_offsets_is_the_day_in_either() -> None:
    raw = {"m": "2025-10-26T12:00+01:00", "t": {"start": "2025-10-25T00:00+02:00"}, "o": "2025-10-26"}
    day = read_record(ALL, raw).values["o"]
    assert day.high - day.low + 1 == DAY + HOUR  # type: ignore[union-attr]


def test_offsets_and_none_do_not_mix() -> None:
    reading = read_record(ALL, {"m": "2025-10-21T10:00Z", "o": "2025-10-21T12:00"})
    assert reading.problems == (Problem("", "some moments carry a UTC offset and others do not"),)


def test_keys_that_no_fact_has_are_left_alone() -> None:
    assert not read_record(FACTS, {"__class__": 3}).problems


@pytest.mark.parametrize(
    ("declared", "given", "agrees"),
    [
        ("mL/min", "mL/min/{1.73_m2}", False),  # a clearance for a standard body is not the patient's own
        ("mL/min/{1.73_m2}", "mL/min", False),
        ("mL/min/{1.73_m2}", "L/h/{1.73_m2}", True),
        ("mL/min/{1.73_m2}", "mL/min/{1.9_m2}", False),
        ("mL/min", "L/h", True),
    ],
)
def test_units_that_differ_in_braces_do_not_convert(declared: str, given: str, agrees: bool) -> None:
    problems = read_record((Fact("g", "", "number", declared),), {"g": {"value": 60, "unit": given}}).problems
    reason = f"the annotations in braces of the unit are not those of `{declared}`"
    assert problems == (() if agrees else (Problem("g", reason),))
