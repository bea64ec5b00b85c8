"""Reading one record: raw values, as JSON gives them, to exact typed values, or to reasons why it cannot be screened.

A raw record maps fact names to:

- number: an int, float or Decimal in the declared unit, or ``{"value": 19.5, "unit": "kPa"}`` in any compatible one;
- flag: ``true`` or ``false``;
- choice: one of its values;
- moment: ISO 8601 text (``2025-10-21T14:30``, with an offset or without; a date, a month, a year) or a Python date or
  datetime; ``false`` when it never happened, which no screening can be;
- period: ``{"start": moment, "end": moment}``, without ``end`` when it is still running; ``false`` when it never was.

- events: a list of entries, each a mapping from its fields to values. A plain list may lack some;
  ``{"entries": [...], "complete": true}`` says that there are no others, ``false`` that there are none;
- a fact with repeated values: one value, or a list of ``{"value": 1.2, "unit": "mg/dL", "time": "2025-10-21T14:30"}``.

``null`` and absence mean unknown. Nothing is guessed: whatever else arrives is a problem, and problems name the fact
and what is wrong with it, never the patient's value.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..units import UnitError, convert, parse_unit
from ..units.convert import same_annotations
from .lists import EXPECTED_EVENTS, BadList, Listed, listed
from .moments import Written, on_clock, parse_moment, written
from .program import SCREENING, Fact
from .values import NEVER, Entries, Never, Period, Value, is_open

MAX_EXPONENT = 400
"""A number beyond ten to this power (or its inverse) is a typing error, not a measurement."""

BEYOND = "a number too large or too small to be a measurement"

EXPECTED_NUMBER = 'expected a number or {"value": number, "unit": "UCUM unit"}'
EXPECTED_FLAG = "expected true or false"
EXPECTED_PERIOD = 'expected {"start": moment, "end": moment}, without "end" while it is running, or false'
"""Reasons that speak of JSON; whoever reads tables says the same of columns."""
EXPECTED_SCREENING = "a screening always takes place: expected a date or a time, or nothing where it is not known"

_UNIT_TOKEN = re.compile(r"(?!.*\d{4})[^\s{}]{1,24}")
"""What may be quoted as a unit: short, without blanks, annotations or a run of digits such as a year has."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record cannot be screened: the fact, and what is wrong with its value."""

    fact: str
    reason: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.reason}" if self.fact else self.reason


@dataclass(frozen=True, slots=True)
class Reading:
    """A record as read.

    Attributes:
        values: the known facts, implausible ones left out, ``missing means`` filled in.
        implausible: facts whose number lies outside its plausible range: they count as unknown.
        problems: reasons to reject the record; when there is one, ``values`` means nothing.
    """

    values: dict[str, Value]
    implausible: tuple[str, ...]
    problems: tuple[Problem, ...]


class _Bad(Exception):
    """A value that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class _Timed:
    """A value that still has to be put on the record's clock, and where it goes."""

    name: str
    told: str
    value: Written | _Span
    into: dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Span:
    """A period before its moments are put on the record's clock."""

    start: Written
    end: Written | None


def read_record(facts: Iterable[Fact], raw: Mapping[str, object]) -> Reading:
    """Read a raw record by the data dictionary; keys that no fact has are left alone."""
    record = _Record()
    lists: list[tuple[Fact, list[dict[str, Value]], Listed]] = []
    for fact in facts:
        given = raw.get(fact.name)
        if given is None:
            if fact.missing is not None:
                record.values[fact.name] = fact.missing
            continue
        try:
            found = listed(fact, given)
        except BadList as bad:
            record.problems.append(Problem(fact.name, str(bad)))
            continue
        if found is None:
            record.take(fact, fact.name, fact.name, given, record.values)
            continue
        entries: list[dict[str, Value]] = []
        for place, entry in enumerate(found.entries, 1):
            entries.append({})
            for field in fact.fields:
                if entry.get(field.name) is not None:
                    told = f"{fact.name}[{place}].{field.name.rpartition('.')[2]}"
                    record.take(field, fact.name, told, entry[field.name], entries[-1])
                elif field.missing is not None:
                    entries[-1][field.name] = field.missing
        lists.append((fact, entries, found))
    record.place()
    for fact, entries, found in lists:
        record.values[fact.name] = _entries(fact, entries, found)
    return Reading(record.values, tuple(dict.fromkeys(record.implausible)), tuple(record.problems))


class _Record:
    """What is read so far of a record."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.implausible: list[str] = []
        self.problems: list[Problem] = []
        self.timed: list[_Timed] = []

    def take(self, fact: Fact, owner: str, told: str, given: object, into: dict[str, Value]) -> None:
        """Read one value into a mapping under the fact's name; ``told`` is where problems say that it stands."""
        try:
            value = _read(fact, given)
        except _Bad as bad:
            self.problems.append(Problem(told, str(bad)))
            return
        if isinstance(value, Written | _Span):
            self.timed.append(_Timed(fact.name, told, value, into))
        elif isinstance(value, Fraction) and not plausible(fact, value):
            self.implausible.append(owner)
        else:
            into[fact.name] = value

    def place(self) -> None:
        """Put all moments of the record on one clock, or say why they cannot be."""
        every = [w for timed in self.timed for w in _parts(timed.value) if w.timed]
        offsets = frozenset(w.offset for w in every if w.offset is not None)
        if offsets and any(w.offset is None for w in every):
            self.problems.append(Problem("", "some moments carry a UTC offset and others do not"))
            return
        own = next((t.value.offset for t in self.timed if t.name == SCREENING and isinstance(t.value, Written)), None)
        base = max(offsets, default=0) if own is None else own
        for timed in self.timed:
            value = timed.value
            if isinstance(value, Written):
                timed.into[timed.name] = on_clock(value, offsets, base)
                continue
            start = on_clock(value.start, offsets, base)
            end = None if value.end is None else on_clock(value.end, offsets, base)
            if end is not None and end.high < start.low:
                self.problems.append(Problem(timed.told, "ends before it starts"))
            else:
                timed.into[timed.name] = Period(start, end)


def _entries(fact: Fact, entries: list[dict[str, Value]], found: Listed) -> Entries:
    """Entries as values; measurements may be followed by another one, unless the record says that they are all."""
    known = tuple(tuple((f.name, entry[f.name]) for f in fact.fields if f.name in entry) for entry in entries)
    lacking = any(len(entry) < len(fact.fields) or any(is_open(value) for _, value in entry) for entry in known)
    return Entries(known, found.complete, open=not found.closed or lacking, closed=found.closed)  # type: ignore[arg-type]


def _read(fact: Fact, given: object) -> Value | Written | _Span:
    match fact.kind:
        case "number":
            return read_number(fact, given)
        case "flag":
            if isinstance(given, bool):
                return given
            raise _Bad(EXPECTED_FLAG)
        case "choice":
            if isinstance(given, str) and given in fact.options:
                return given
            raise _Bad("expected one of " + ", ".join(fact.options))
        case "moment":
            if given is not False:
                return _written(given)
            if fact.name == SCREENING:
                raise _Bad(EXPECTED_SCREENING)
            return NEVER
        case "period":
            return _period(given)
        case "events":
            if given is False:
                return NEVER
            raise _Bad(EXPECTED_EVENTS)


def read_number(fact: Fact, given: object) -> Fraction:
    """A number in the fact's declared unit, exactly."""
    if not isinstance(given, Mapping):
        return exact_number(given)
    if set(given) != {"value", "unit"}:
        raise _Bad(EXPECTED_NUMBER)
    value, unit = exact_number(given["value"]), given["unit"]
    if not isinstance(unit, str):
        raise _Bad("the unit is not text")
    try:
        known = parse_unit(unit)
    except UnitError as error:
        raise _Bad(_no_unit(unit, error)) from None
    declared = _declared(fact.unit)
    if not same_annotations(known, declared):  # what stands in the braces may be a name: it is not quoted
        raise _Bad(f"the annotations in braces of the unit are not those of `{fact.unit}`")
    try:
        return convert(value, known, declared, fact.molar_mass)
    except UnitError as error:
        plain = _UNIT_TOKEN.fullmatch(unit) is not None
        raise _Bad(str(error) if plain else f"the unit does not convert to `{fact.unit}`") from None


def _no_unit(text: str, error: UnitError) -> str:
    """Why a text is no unit. It is quoted only where it resembles one: what stands there may be a name or a date."""
    if not error.suggestions:
        return "the unit is not a UCUM unit"
    if _UNIT_TOKEN.fullmatch(text):
        return str(error)
    return "the unit is not a UCUM unit; did you mean " + " or ".join(f"`{m}`" for m in error.suggestions) + "?"


@lru_cache(maxsize=1024)
def _declared(unit: str) -> Any:
    return parse_unit(unit)


def exact_number(given: object) -> Fraction:
    """The decimal that a number was written as: the float 0.1 is one tenth."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | Fraction):
        raise _Bad("expected a number")
    if isinstance(given, float):
        if not math.isfinite(given):
            raise _Bad("not a finite number")
        return _decimal(given)
    if isinstance(given, Decimal):
        if not given.is_finite():
            raise _Bad("not a finite number")
        if given and abs(given.adjusted()) > MAX_EXPONENT:
            raise _Bad(BEYOND)
    elif isinstance(given, int) and given.bit_length() > MAX_EXPONENT * 10 // 3:
        raise _Bad(BEYOND)
    return Fraction(given)


@lru_cache(maxsize=4096)
def _decimal(given: float) -> Fraction:
    return Fraction(float.__repr__(given))


def plausible(fact: Fact, value: Fraction) -> bool:
    """Whether a number in the declared unit lies in the plausible range, or there is none."""
    return fact.plausible is None or fact.plausible[0] <= value <= fact.plausible[1]


def _written(given: object) -> Written:
    if isinstance(given, dt.date):
        return written(given)
    moment = parse_moment(given) if isinstance(given, str) else None
    if moment is None:
        raise _Bad("expected a date or a time that exists, such as 2025-10-21 or 2025-10-21T14:30")
    return moment


def _period(given: object) -> _Span | Never:
    if given is False:
        return NEVER
    if not isinstance(given, Mapping) or not {"start"} <= set(given) <= {"start", "end"} or given["start"] is None:
        raise _Bad(EXPECTED_PERIOD)
    end = given.get("end")
    return _Span(_written(given["start"]), None if end is None else _written(end))


def _parts(value: Written | _Span) -> list[Written]:
    parts = [value] if isinstance(value, Written) else [value.start, value.end]
    return [part for part in parts if part is not None]
