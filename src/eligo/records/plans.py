"""Patients before they have a screening date: what the sampler searches over.

A plan holds numbers and choices as they are, and moments by their distance from the screening, so that one plan makes
a patient on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from eligo.core.moments import LAST, parse_moment, shift
from eligo.core.program import Fact
from eligo.core.reading import read_record
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


Part = object
"""A raw value in which a planned one may stand for what is written; a number may come with its unit."""
Entry = Mapping[str, Part]
"""Of one entry of a fact that repeats, its fields by their short names."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The entries of a fact that repeats, and whether the record says that there are no others; like itself alone."""

    entries: tuple[Entry, ...]
    complete: bool = False


Planned = Fraction | bool | str | At | Stretch | Never | Listed
Plan = dict[str, Planned]
"""A patient: facts that are missing are absent. The screening is :data:`AT_SCREENING` or absent."""

AT_SCREENING = At()


def instant(at: At, screening: int) -> int:
    """A planned moment in microseconds, for a screening at a given instant; of those that a record can hold."""
    return max(0, min(shift(screening, Duration(months=at.months, micros=at.micros)), LAST))


def value_of(fact: Fact, planned: Planned, screening: int) -> Value | None:
    """A planned value of a fact as the interpreter takes it; None when nothing of it can be read."""
    if isinstance(planned, Listed):
        return read_record((fact,), {fact.name: raw_of(planned, screening)}).values.get(fact.name)
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
    return value_of(fact, planned, screening)


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
    if isinstance(planned, Listed):
        entries = [{name: _raw_part(part, screening) for name, part in entry.items()} for entry in planned.entries]
        return {"entries": entries, "complete": True} if planned.complete else entries
    return False if planned is NEVER else planned


def _raw_part(part: Part, screening: int) -> object:
    if isinstance(part, At | Stretch | Fraction):
        return raw_of(part, screening)
    return {key: _raw_part(inner, screening) for key, inner in part.items()} if isinstance(part, Mapping) else part


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


def listed_of(raw: object, screened: int) -> Planned | None:
    """What a record that was screened at an instant holds for a fact that repeats, as a plan for any day."""
    if raw is None or raw is False:
        return None if raw is None else NEVER
    complete = False
    if isinstance(raw, Mapping) and "entries" in raw:
        complete, raw = raw.get("complete") is True, raw["entries"]
    entries = raw if isinstance(raw, list | tuple) else [raw]
    return Listed(tuple(_entry_of(entry, screened) for entry in entries), complete)


def _entry_of(entry: object, screened: int) -> Entry:
    """An entry with its moments as distances by the clock; a bare value is a sample."""
    if not isinstance(entry, Mapping):
        entry = {"value": entry}
    return {str(name): _part_of(part, screened) for name, part in entry.items()}


def _part_of(part: object, screened: int) -> Part:
    if isinstance(part, Mapping) and isinstance(start := _part_of(part.get("start"), screened), At):
        end = _part_of(part.get("end"), screened)
        return Stretch(start, end if isinstance(end, At) else None)
    written = parse_moment(part) if isinstance(part, str) else None
    if written is None:
        return part
    noon = 0 if written.timed else DAY // 2  # a month or a year becomes its first day
    return At(micros=written.low + noon - screened, day=not written.timed)
