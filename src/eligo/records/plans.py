"""Patients before they have a screening date: what the sampler searches over.

A plan holds numbers and choices as they are, and moments by their distance from the screening, so that one plan makes
a patient on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from eligo.core.moments import shift
from eligo.core.program import Fact
from eligo.core.values import DAY, HOUR, MINUTE, NEVER, SECOND, Duration, Moment, Never, Period, Value


@dataclass(frozen=True, slots=True)
class At:
    """A moment by its distance from the screening, calendar months and microseconds; ``day`` is a date without time."""

    months: int = 0
    micros: int = 0
    day: bool = False

    def plus(self, months: int = 0, micros: int = 0) -> At:
        """A moment at a further distance."""
        return At(self.months + months, self.micros + micros, self.day)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period; ``end`` None is still running."""

    start: At
    end: At | None = None


Planned = Fraction | bool | str | At | Stretch | Never
Plan = dict[str, Planned]
"""A patient: facts that are missing are absent. The screening is :data:`AT_SCREENING` or absent."""

AT_SCREENING = At()


def instant(at: At, screening: int) -> int:
    """A planned moment in microseconds, for a screening at a given instant."""
    return shift(screening, Duration(months=at.months, micros=at.micros))


def value_of(planned: Planned, screening: int) -> Value:
    """A planned value as the interpreter takes it."""
    if isinstance(planned, At):
        return _moment(planned, screening)
    if isinstance(planned, Stretch):
        end = None if planned.end is None else _moment(planned.end, screening)
        return Period(_moment(planned.start, screening), end)
    return planned


def _moment(at: At, screening: int) -> Moment:
    here = instant(at, screening)
    return Moment(here // DAY * DAY, here // DAY * DAY + DAY - 1) if at.day else Moment(here, here)


def record_of(plan: Mapping[str, Planned], facts: Iterable[Fact], screening: int) -> dict[str, Value]:
    """A plan as the reading of its raw record would be: defaults filled in, nothing implausible."""
    record: dict[str, Value] = {}
    for fact in facts:
        value = known_value(fact, plan.get(fact.name), screening)
        if value is not None:
            record[fact.name] = value
    return record


def known_value(fact: Fact, planned: Planned | None, screening: int) -> Value | None:
    """What a record holds for a fact that is planned so; None when it holds nothing."""
    if planned is None:
        return fact.missing
    if isinstance(planned, Fraction) and fact.plausible and not _within(planned, fact.plausible):
        return None
    return value_of(planned, screening)


def _within(value: Fraction, limits: tuple[Fraction, Fraction]) -> bool:
    return limits[0] <= value <= limits[1]


def raw_of(planned: Planned, screening: int) -> object:
    """A planned value as a raw record holds it."""
    if isinstance(planned, Fraction):
        return int(planned) if planned.denominator == 1 else planned.numerator / planned.denominator
    if isinstance(planned, At):
        return text_of(planned, screening)
    if isinstance(planned, Stretch):
        period = {"start": text_of(planned.start, screening)}
        return period if planned.end is None else {**period, "end": text_of(planned.end, screening)}
    return False if planned is NEVER else planned


def text_of(at: At, screening: int) -> str:
    """A planned moment in ISO 8601, as short as it can be said."""
    days, clock = divmod(instant(at, screening), DAY)
    date = dt.date.fromordinal(days + 1).isoformat()
    if at.day:
        return date
    hours, rest = divmod(clock, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    text = f"{date}T{hours:02}:{minutes:02}"
    if rest:
        seconds, micros = divmod(rest, SECOND)
        text += f":{seconds:02}" + (f".{micros:06}" if micros else "")
    return text
