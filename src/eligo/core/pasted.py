"""A patient as an author writes one: a record turned into a `patient` that can be pasted into the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from .program import Fact, Program

_BARE = re.compile(r"[A-Za-z0-9*/\[\]%.^]+")
_WORDS = {"in", "of", "to", "from", "at", "and", "or", "not", "is", "no", "yes"}
"""Units that would be read as words of the language."""

_UNSHOWN = re.compile(r"[^ -~\u00a0-\U0010ffff]")


def patient_source(program: Program, name: str, label: str, raw: Mapping[str, object]) -> str:
    """A `patient` of a protocol with all that a raw record holds, in the order of the data dictionary.

    What no author can write is left out: an empty list that may lack entries, a sample without its value, a number that
    is no decimal.
    """
    return _patient(name, label, (line for line in _lines(program, raw) if line is not None))


def patient_text(
    program: Program,
    raw: Mapping[str, object],
    name: str,
    label: str,
    verdict: str,
    *,
    earlier: Program | None = None,
) -> str | None:
    """The same with the verdict as its expectation, but None when something would have to be left out.

    What an ``earlier`` version of the protocol alone can read, a fact or the value of a choice, becomes a comment.
    """
    lines = list(_lines(program, {key: value for key, value in raw.items() if _reads(program, key, value)}))
    if earlier is not None:
        gone = _lines(earlier, {key: value for key, value in raw.items() if not _reads(program, key, value)})
        lines += [None if line is None else f"# {line}  (the old version only)" for line in gone]
    if None in lines:
        return None
    return _patient(name, label, (line for line in lines if line is not None)) + f"expect {name} {verdict}\n"


def _patient(name: str, label: str, lines: Iterable[str]) -> str:
    return "\n".join([f"patient {name} {_quoted(label)} {{", *(f"    {line}" for line in lines), "}"]) + "\n"


def _reads(program: Program, name: str, value: object) -> bool:
    """Whether a protocol has such a fact, and such a value for it."""
    fact = program.fact.get(name)
    return fact is not None and (fact.kind != "choice" or not isinstance(value, str) or value in fact.options)


def _lines(program: Program, raw: Mapping[str, object]) -> Iterator[str | None]:
    """The lines of a patient, None for what has no spelling."""
    for fact in program.facts:
        if raw.get(fact.name) is not None:
            yield from _given(fact, fact.name, raw[fact.name])


def _quoted(label: str) -> str:
    return '"' + _UNSHOWN.sub(" ", label).replace("\\", "/").replace('"', "'") + '"'


def _given(fact: Fact, name: str, value: object) -> Iterator[str | None]:
    """The lines that give a fact its value."""
    if fact.kind == "events" and value is not False:
        yield from _events(fact, name, value)
    elif fact.repeated and isinstance(value, list):
        if not value:
            yield None
        for sample in value:
            yield from _sample(fact, name, sample)
    elif fact.repeated and isinstance(value, Mapping) and "entries" in value:
        yield from _given(fact, name, value["entries"])
        if value.get("complete") is True:
            yield f"{name} complete"
    elif fact.repeated and isinstance(value, Mapping) and "time" in value:
        yield from _sample(fact, name, value)
    else:
        written = _value(fact, value)
        yield None if written is None else f"{name} {written}"


def _events(fact: Fact, name: str, value: object) -> Iterator[str | None]:
    entries = value.get("entries") if isinstance(value, Mapping) else value
    complete = isinstance(value, Mapping) and value.get("complete") is True
    fields = {field.name.rpartition(".")[2]: field for field in fact.fields}
    shown = [_entry(fields, entry) for entry in (entries if isinstance(entries, list | tuple) else ())]
    if not shown:
        yield f"{name} no" if complete else None
        return
    for one in shown:
        yield None if one is None else f"{name} {{ {one} }}" if one else f"{name} {{ }}"
    if complete:
        yield f"{name} complete"


def _entry(fields: Mapping[str, Fact], entry: Mapping[str, object]) -> str | None:
    written = [(key, _value(fields[key], inner)) for key, inner in entry.items() if inner is not None]
    return None if any(value is None for _, value in written) else ", ".join(f"{key} {value}" for key, value in written)


def _sample(fact: Fact, name: str, sample: object) -> Iterator[str | None]:
    time = sample.get("time") if isinstance(sample, Mapping) else None
    value = sample.get("value") if isinstance(sample, Mapping) else sample
    if isinstance(sample, Mapping) and sample.get("unit") is not None and value is not None:
        value = {"value": value, "unit": sample["unit"]}
    written = None if value is None else _value(fact, value)
    yield None if written is None else f"{name} {written}{f' at {time}' if time is not None else ''}"


def _value(fact: Fact, value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "start" in value:
        end = value.get("end")
        return f"from {value['start']}{f' to {end}' if end is not None else ''}"
    if isinstance(value, Mapping):
        return _quantity(value["value"], str(value["unit"]))
    if isinstance(value, Fraction) or fact.kind == "number":
        return _quantity(value, fact.unit)
    return str(value)


def _quantity(value: object, unit: str) -> str | None:
    made = _decimal(value)
    if made is None:
        return None
    number = f"{made:f}"
    if unit in ("", "1"):
        return number
    return f"{number} {unit}" if _BARE.fullmatch(unit) and unit not in _WORDS else f"{number} '{unit}'"


def _decimal(value: object) -> Decimal | None:
    """The decimal that is a number; None of one that has none, such as a third."""
    if not isinstance(value, Fraction):
        return value if isinstance(value, Decimal) else Decimal(repr(value))
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    with localcontext(prec=200):
        made = Decimal(value.numerator) / Decimal(value.denominator)
        return made if rest == 1 and Fraction(made) == value else None
