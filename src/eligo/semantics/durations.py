"""Durations: calendar months, or an exact length in microseconds."""

from __future__ import annotations

from fractions import Fraction

from .types import TimeSpan

MONTHS = {"a": 12, "mo": 1}
"""UCUM's year and month, read as the calendar's."""

MICROSECONDS = {
    "wk": 604_800_000_000,
    "d": 86_400_000_000,
    "h": 3_600_000_000,
    "min": 60_000_000,
    "s": 1_000_000,
    "ms": 1_000,
    "us": 1,
}
"""UCUM's units of fixed length."""

UNITS = (*MONTHS, *MICROSECONDS)

LONGEST_YEARS = 1000


def span_of(number: Fraction, unit: str) -> TimeSpan | str:
    """The duration of a number in one of :data:`UNITS`, or why it is none, to follow ``a duration``."""
    if number < 0:
        return "cannot be negative"
    if unit in MONTHS:
        months = number * MONTHS[unit]
        if months.denominator != 1:
            return "in years or months must be whole months: a part of a calendar month has no fixed length"
        if months > LONGEST_YEARS * 12:
            return f"is at most {LONGEST_YEARS} years"
        return TimeSpan(int(months), 0)
    micros = number * MICROSECONDS[unit]
    if micros.denominator != 1:
        return "is a whole number of microseconds"
    if micros > LONGEST_YEARS * 366 * MICROSECONDS["d"]:
        return f"is at most {LONGEST_YEARS} years"
    return TimeSpan(0, int(micros))
