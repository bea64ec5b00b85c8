"""Programs and raw records that hypothesis makes up: what every engine is compared on.

The records hold what a JSON file can hold, and more: edges of every limit, missing and implausible values, other
units, dates without an hour, values of the wrong type.
"""

# a record may give a moment without an offset

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from eligo.core.program import SCREENING
from tests.backends.polars.rows import FACTS, programs

__all__ = ["FACTS", "programs", "raw_records"]

NUMBERS = [0, 1, 3, 10, 20, 50, 100, 0.1, 0.2, 0.3, 2.5, 9.999999999999, 33.3, 99.9, -1, -5, 5, 1 / 3]
UNUSUAL_NUMBERS = [
    101, -0.0, 1e-16, 1e-300, 1e300, 2**53 + 1, 10**30, math.nextafter(20.0, 0), math.nextafter(0.3, 1), Decimal("0.3"),
    Decimal("0.30000000000000000001"), Fraction(1, 3), {"value": 5, "unit": "mg/dL"}, {"value": 0.05, "unit": "g/L"},
    {"value": Decimal("0.003"), "unit": "g/dL"},
]  # fmt: skip
WRONG_NUMBERS = [
    True, "3", "", math.nan, math.inf, -math.inf, 10**500, Decimal("NaN"), Decimal("1e999"), [3], {"value": 3},
    {"value": 3, "unit": "kPa"}, {"value": 3, "unit": "zork"}, {"value": "3", "unit": "mg/dL"},
    {"value": 3, "unit": None}, {"value": True, "unit": "1"}, 1j, b"3",
]  # fmt: skip

MOMENTS = [
    "2024-02-29", "2024-03-31T12:00", "2024-03-31T12:00:01", "2006-03-31T12:00", "2006-02-28", "2024-03-29T12:00",
    "2024-04-01 00:00:00", "2024-03-31", "2024-02-29T00:00", "1980-01-31T23:59:59",
]  # fmt: skip
UNUSUAL_MOMENTS = [
    "2024-03", "2024", "2024-03-31T12:00:00.000001", "2024-03-31T12:00Z", "2024-03-31T14:00+02:00", "9999-12-31",
    "0001-01-01", "0001-01-01T00:00", "9999-12-31T23:59:59", dt.datetime(2024, 3, 31, 12), dt.date(2024, 3, 31),
    dt.datetime(2024, 3, 31, 12, tzinfo=dt.UTC), dt.datetime(2006, 3, 31, 12, 0, 0, 1),
]  # fmt: skip
WRONG_MOMENTS = [
    "2023-02-29", "2024-03-31T24:00", "31.03.2024", "2024-3-1", "2024-03-31T12:00:60", "yes", "", 0, 1700000000, True,
    "2024-W13-7T12:00", "2024-03-31T1200Z", "20240331T1200+01", "2024-03-31T120000.0", "2024-03-31t12:00", 3.5, {},
    "٢٠٢٤-03-31", " 2024-03-31", "1700000000", "2024-03-31T12:00+15:00",
]  # fmt: skip

FLAGS: list[object] = [True, False]
WRONG_FLAGS: list[object] = [1, 0, "yes", "true", "", 1.0, [], math.nan]
CHOICES: list[object] = ["red", "green", "blue"]
WRONG_CHOICES: list[object] = ["Red", "", "violet", True, 1, ["red"], {"red": 1}, b"red"]
WRONG_PERIODS: list[object] = [
    True, "2024-03-31", {}, {"end": "2024-03-31"}, {"start": None}, {"start": False},
    {"start": "2024-03-31", "stop": 1}, {"start": "2024-03-31", "end": False}, ["2024-03-31"], 0,
    {"start": "2024-03-31", "end": "2006-01-01"},
]  # fmt: skip


def _moments(odd: int) -> st.SearchStrategy[object]:
    usual: st.SearchStrategy[object] = st.sampled_from(MOMENTS)
    return _mixed(usual, UNUSUAL_MOMENTS, WRONG_MOMENTS, odd)


def _periods(odd: int) -> st.SearchStrategy[object]:
    moment = _moments(min(odd, 1))
    usual: st.SearchStrategy[object] = st.one_of(
        st.builds(lambda start: {"start": start}, moment),
        st.builds(lambda start, end: {"start": start, "end": end}, moment, st.none() | moment),
        st.just(False),
    )
    return _mixed(usual, [], WRONG_PERIODS, odd)


def _mixed(
    usual: st.SearchStrategy[object], unusual: list[object], wrong: list[object], odd: int
) -> st.SearchStrategy[object]:
    parts: list[st.SearchStrategy[object]] = [usual] * 8
    if odd and unusual:
        parts += [st.sampled_from(unusual)] * 2
    if odd > 1:
        parts.append(st.sampled_from(wrong))
    return st.one_of(parts)


def raw_records(odd: int) -> st.SearchStrategy[dict[str, object]]:
    """Raw records: plain ones (``odd`` 0), unusual values as well (1), wrong ones as well (2)."""
    values: dict[str, st.SearchStrategy[object]] = {
        "number": _mixed(st.sampled_from(NUMBERS), UNUSUAL_NUMBERS, WRONG_NUMBERS, odd),
        "flag": _mixed(st.sampled_from(FLAGS), [], WRONG_FLAGS, odd),
        "choice": _mixed(st.sampled_from(CHOICES), [], WRONG_CHOICES, odd),
        "moment": _mixed(st.one_of(_moments(0), st.just(False)), UNUSUAL_MOMENTS, WRONG_MOMENTS, odd),
        "period": _periods(odd),
    }
    fields = {fact.name: st.none() | values[fact.kind] for fact in FACTS if fact.name != SCREENING}
    screening = st.sampled_from([None, *MOMENTS, *MOMENTS, *([False] if odd > 1 else [])])
    return st.fixed_dictionaries({SCREENING: screening}, optional=fields)
