"""A raw record as the `patient` of a protocol: text to paste into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from eligo.core.program import Fact, Program

_PLAIN_UNIT = re.compile(r"[A-Za-z%\[][A-Za-z0-9\[\]*/._%^-]*|10\*[0-9]+/[A-Za-z]+")
_WORDS = {"in", "of", "to", "from", "at", "and", "or", "not", "is", "no", "yes"}


class CannotWrite(Exception):
    """A value has no spelling in a protocol."""


def patient_text(program: Program, raw: Mapping[str, object], name: str, label: str) -> str | None:
    """``patient NAME "LABEL" { ... }``; None when a value has no spelling, as a third has no decimal."""
    try:
        lines = [line for fact, value in raw.items() for line in _given(program.fact[fact], value)]
    except CannotWrite:
        return None
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join([f'patient {name} "{quoted}" {{', *(f"    {line}" for line in lines), "}"]) + "\n"


def _given(fact: Fact, value: object) -> list[str]:
    complete = False
    if isinstance(value, Mapping) and "entries" in value:
        complete = value["complete"] is True
        value = value["entries"]
    if not isinstance(value, list):
        return [f"{fact.name} {_value(fact, value)}"]
    entry = _sample if fact.repeated else _entry
    lines = [f"{fact.name} {entry(fact, one)}" for one in value]
    if complete:
        lines.append(f"{fact.name} complete" if lines else f"{fact.name} no")
    if not lines:
        raise CannotWrite("a list without entries that may lack some")
    return lines


def _sample(fact: Fact, entry: Mapping[str, object]) -> str:
    if entry.get("value") is None:
        raise CannotWrite("a measurement without its value")
    at = f" at {entry['time']}" if entry.get("time") else ""
    return f"{_value(fact.fields[0], entry['value'])}{at}"


def _entry(fact: Fact, entry: Mapping[str, object]) -> str:
    fields = {field.name.rpartition(".")[2]: field for field in fact.fields}
    inside = ", ".join(f"{key} {_value(fields[key], value)}" for key, value in entry.items())
    return f"{{ {inside} }}" if inside else "{}"


def _value(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "unit" in value:
        amount, unit = value["value"], value["unit"]
        assert isinstance(amount, Fraction)
        assert isinstance(unit, str)
        return quantity(amount, unit)
    if isinstance(value, Mapping):
        end = f" to {value['end']}" if value.get("end") else ""
        return f"from {value['start']}{end}"
    if isinstance(value, Fraction | int):
        return quantity(Fraction(value), fact.unit)
    return str(value)


def quantity(value: Fraction, unit: str) -> str:
    """A number with its unit, as a protocol spells it.

    Raises:
        CannotWrite: no decimal is that number.
    """
    number = decimal_text(value)
    if number is None:
        raise CannotWrite("a number that no decimal writes")
    if unit in ("", "1"):
        return number
    plain = _PLAIN_UNIT.fullmatch(unit) is not None and unit not in _WORDS
    return f"{number} {unit}" if plain else f"{number} '{unit}'"


def decimal_text(value: Fraction) -> str | None:
    """The decimal of a number, if it has one of moderate length."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    digits = max(twos, fives)
    if rest != 1 or digits > 30:
        return None
    whole = abs(value.numerator) * 10**digits // value.denominator
    text = str(whole).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
