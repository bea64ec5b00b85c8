"""No fast path lets a wrong value through, wherever it stands, and none guesses at an unusual one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest

from eligo.backends.python import load
from eligo.core import nodes as n
from eligo.core.interpret import evaluate
from eligo.core.reading import read_record
from eligo.records.json_rows import read_object
from tests.core.programs import SCREENED, A, K, M, X, Y, days, exclude, hours, include, number, program, years

PROTOCOL = program(
    include("FIRST", A),  # fails in every record below, so that nothing after it needs to be looked at
    include("NUMBERS", n.Any((n.Compare(X, ">", number(50)), n.Compare(n.Arithmetic("/", X, Y), "<", number(2))))),
    exclude("COLOR", n.Is("color", ("red",))),
    include("WINDOW", n.Window(M, SCREENED, days(-2), days(0))),
    include("CALENDAR", n.Window(K, SCREENED, None, years(-18))),
    include("AGE", n.Compare(n.Elapsed("years", K, SCREENED), ">=", number(18))),
    include("HOURS", n.Compare(n.Elapsed("hours", M, SCREENED), "<", number(40))),
    exclude("GOING", n.During("p", SCREENED)),
    include("LONG", n.Lasting("p", ">=", hours(1))),
)
PLAIN: dict[str, object] = {
    "screening": dt.datetime(2025, 11, 3, 10),  # most records have no offset
    "x": 60.0, "y": 40, "a": False, "b": None, "c": True, "color": "green",
    "m": "2025-11-02T09:30", "k": "2000-02-29 10:00:00", "p": {"start": "2025-11-03T08:00"},
}  # fmt: skip


class Text(str):
    __slots__ = ()


class Real(float):
    __slots__ = ()

    def __repr__(self) -> str:
        return "1e9"


ODD: list[object] = [
    True, False, 0, 1, 1.0, float("nan"), float("inf"), -1, 101, 101.5, 10**30, 2**53, 10**500, 1e300, 5e-324,
    Decimal("60.1"), Decimal("NaN"), Fraction(1, 3), Real(60.0), "60", "", "red", "RED", Text("red"), "true",
    {"value": 1, "unit": "g/L"}, {"value": True, "unit": "g/L"}, {"value": 1}, [], {}, b"red", object(),
    dt.date(2025, 11, 3), dt.datetime(2025, 11, 3, tzinfo=dt.UTC), dt.timedelta(1), dt.time(3),
    "2025-11-03", "2025-11", "2025", "2025-11-03T24:00", "2025-11-03T23:59:60", "2025-11-03t10:00", "2025-11-03_10:00",
    "2025-11-03T10:00Z", "2025-11-03T10:00+01:00", "2025-11-03T10:00:00.5", "2025-W45-1T10:00", "20251103T10:00:00",
    "2025-11-03T10.00", "2025-02-29T10:00", "1700000000", "1700000000000000", "2025-11-03T1०:00", "2025-11-03T10:0",
    "2025-11-02T09:30:00.250", "2025-11-02T09:29:59.999999", "2025-11-02T09:30:00,250", "2025-11-02T09:30:00.2500000",
    "2025-11-02T09:30:00.25Z", "2025-11-02T09:30:00.2+0100", "2025-11-02T09:30:00.25_", "2025-11-02T24:00:00.000",
    "2025-11-02T09:30+01:00:00.5", "2025-11-02T09:30:00.२५०", "2025-11-02T09.30.00.250", "2025-11-02T09:30:00.+00:00",
    "0001-01-01T00:00", "9999-12-31T23:59", "1850-01-01T00:00", "2150-01-01T00:00:00", "١٩٩٩-11-03T10:00",
    {"start": "2025-11-03"}, {"start": "2025-11-03T10:00", "end": "2025-11-03T09:59"}, {"end": "2025-11-03T10:00"},
    {"start": "2025-11-03T08:00", "end": None}, {"start": "2025-11-03T09:30", "end": "2025-11-03T10:00:00"},
    {"start": "2025-11-03T08:00", "stop": None}, {"start": None}, {"start": False}, {"start": "2025-11-03T08:00Z"},
    {"start": "1850-01-01T00:00"}, {"start": "2025-11-03T08:00", "end": False}, {"start": "9999-12-31T23:30"},
]  # fmt: skip


@pytest.fixture(scope="module")
def package() -> ModuleType:
    return load(PROTOCOL, "wrong_values")


def is_read_from_a_file(text: str) -> bool:
    """Whether a text is JSON to ``eligo screen``, to which NaN is no number, nor is one of 500 digits."""
    try:
        read_object(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("fact", PLAIN)
@pytest.mark.parametrize("value", ODD, ids=[f"{i}-{type(value).__name__}" for i, value in enumerate(ODD)])
def test_every_way_in_ends_as_the_definition_says(package: ModuleType, fact: str, value: object) -> None:
    record = {**PLAIN, fact: value}
    reading = read_record(PROTOCOL.facts, record)
    values = list(record.values())
    ways: list[Callable[[], Any]] = [lambda: package.screen(record), lambda: package.screen_values(*values)]
    try:
        text = json.dumps(record, default=dt.datetime.isoformat)
    except TypeError:
        text = ""
    if text and not is_read_from_a_file(text):
        with pytest.raises(package.RecordError):
            package.screen_json(text)
    elif text and read_record(PROTOCOL.facts, json.loads(text)).problems == reading.problems:
        ways.append(lambda: package.screen_json(text))
    if reading.problems:
        for way in ways:
            with pytest.raises(package.RecordError) as refused:
                way()
            assert refused.value.problems[0].fact == reading.problems[0].fact
        with pytest.raises(ValueError, match="validation error"):
            package.Patient(**record)
        with pytest.raises(package.RecordError):
            package.verdict(package.Patient.model_construct(**record))
        return
    expected = evaluate(PROTOCOL, reading.values)
    outcomes = {name: outcome.value for name, outcome in expected.outcomes.items()}
    patient = package.Patient(**record)
    for way in (*ways, lambda: package.screen(patient)):
        result = way()
        assert {name: outcome.value for name, outcome in result.outcomes.items()} == outcomes
        assert result.verdict == expected.verdict.value
        assert result.implausible == reading.implausible
    assert package.verdict(patient) == expected.verdict.value
