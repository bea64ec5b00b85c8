"""A patient as an author writes one: a record turned into a `patient` that can be pasted into the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from .program import Fact, Program

_BARE = re.compile(r"[A-Za-z0-9*/\[\]%.^]+")
_UNSHOWN = re.compile(r"[^ -~\u00a0-\U0010ffff]")


def patient_source(program: Program, name: str, label: str, raw: Mapping[str, object]) -> str:
    """A `patient` of a protocol with all that a raw record holds, in the order of the data dictionary.

    What no author can write is left out: an empty list that may lack entries, a sample without its value.
    """
    lines = [
        f"    {line}"
        for fact in program.facts
        if raw.get(fact.name) is not None
        for line in _given(fact, fact.name, raw[fact.name])
    ]
    return "\n".join([f"patient {name} {_quoted(label)} {{", *lines, "}"]) + "\n"


def _quoted(label: str) -> str:
    return '"' + _UNSHOWN.sub(" ", label).replace("\\", "/").replace('"', "'") + '"'


def _given(fact: Fact, name: str, value: object) -> Iterator[str]:
    """The lines that give a fact its value."""
    if fact.kind == "events" and value is not False:
        yield from _events(fact, name, value)
    elif fact.repeated and isinstance(value, list):
        for sample in value:
            yield from _sample(fact, name, sample)
    elif fact.repeated and isinstance(value, Mapping) and "entries" in value:
        yield from _given(fact, name, value["entries"])
        if value.get("complete") is True:
            yield f"{name} complete"
    elif fact.repeated and isinstance(value, Mapping) and "time" in value:
        yield from _sample(fact, name, value)
    else:
        yield f"{name} {_value(fact, value)}"


def _events(fact: Fact, name: str, value: object) -> Iterator[str]:
    entries = value.get("entries") if isinstance(value, Mapping) else value
    complete = isinstance(value, Mapping) and value.get("complete") is True
    fields = {field.name.rpartition(".")[2]: field for field in fact.fields}
    shown = [
        ", ".join(f"{key} {_value(fields[key], inner)}" for key, inner in entry.items() if inner is not None)
        for entry in (entries if isinstance(entries, list | tuple) else ())
    ]
    if complete and not shown:
        yield f"{name} no"
        return
    yield from (f"{name} {{ {one} }}" if one else f"{name} {{ }}" for one in shown)
    if complete and shown:
        yield f"{name} complete"


def _sample(fact: Fact, name: str, sample: object) -> Iterator[str]:
    if not isinstance(sample, Mapping):
        yield f"{name} {_value(fact, sample)}"
        return
    value, unit, time = sample.get("value"), sample.get("unit"), sample.get("time")
    if value is not None:
        measured = value if unit is None else {"value": value, "unit": unit}
        yield f"{name} {_value(fact, measured)}{f' at {time}' if time is not None else ''}"


def _value(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "start" in value:
        end = value.get("end")
        return f"from {value['start']}{f' to {end}' if end is not None else ''}"
    if isinstance(value, Mapping):
        return _quantity(value["value"], str(value["unit"]))
    if fact.kind == "number":
        return _quantity(value, fact.unit)
    return str(value)


def _quantity(value: object, unit: str) -> str:
    number = f"{_decimal(value):f}"
    if unit in ("", "1"):
        return number
    return f"{number} {unit}" if _BARE.fullmatch(unit) else f"{number} '{unit}'"


def _decimal(value: object) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value if isinstance(value, Decimal) else Decimal(repr(value))
