"""What a record gives for a fact that repeats: its entries as written, before their values are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .program import Fact

EXPECTED_EVENTS = 'expected a list of entries, {"entries": [...], "complete": true}, or false when there are none'
EXPECTED_SAMPLE = 'expected {"value": ..., "time": moment}, a number also with its "unit"'
MOST = 100_000
"""Most entries of one list: more are no patient's."""


class BadList(Exception):
    """A list that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries as mappings from full names of fields to raw values, and whether there are no others."""

    entries: tuple[Mapping[str, object], ...]
    complete: bool


def listed(fact: Fact, given: object) -> Listed | None:
    """The entries that a record gives for a fact; None when it gives a single value.

    Raises:
        BadList: it is no list of entries.
    """
    if fact.kind == "events":
        return _events(fact, given)
    if not fact.repeated or isinstance(given, str) or not isinstance(given, Sequence | Mapping):
        return None
    if isinstance(given, Mapping):
        return None if set(given) <= {"value", "unit"} else Listed((_sample(fact, given, 1),), complete=True)
    _size(given)
    return Listed(tuple(_sample(fact, sample, place) for place, sample in enumerate(given, 1)), complete=True)


def _events(fact: Fact, given: object) -> Listed | None:
    if given is False:
        return None
    closed = fact.missing is not None
    if isinstance(given, Mapping):
        said = given.get("complete", False)
        if not {"entries"} <= set(given) <= {"entries", "complete"} or not isinstance(said, bool):
            raise BadList(EXPECTED_EVENTS)
        closed = closed or said
        given = given["entries"]
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise BadList(EXPECTED_EVENTS)
    _size(given)
    return Listed(tuple(_entry(fact, entry, place) for place, entry in enumerate(given, 1)), closed)


def _size(given: Sequence[object]) -> None:
    if len(given) > MOST:
        raise BadList(f"more than {MOST} entries")


def _entry(fact: Fact, entry: object, place: int) -> Mapping[str, object]:
    names = [field.name.rpartition(".")[2] for field in fact.fields]
    if not isinstance(entry, Mapping):
        raise BadList(f"entry {place} is no mapping from its fields to values")
    if not set(entry) <= set(names):
        raise BadList(f"entry {place} has a field that is not declared; they are: {', '.join(names)}")
    return {f"{fact.name}.{name}": value for name, value in entry.items()}


def _sample(fact: Fact, sample: object, place: int) -> Mapping[str, object]:
    value, time = f"{fact.name}.value", f"{fact.name}.time"
    if not isinstance(sample, Mapping):
        return {value: sample}
    allowed = {"value", "time", "unit"} if fact.kind == "number" else {"value", "time"}
    if not {"value"} <= set(sample) <= allowed:
        raise BadList(f"sample {place}: {EXPECTED_SAMPLE}")
    amount: object = sample["value"]
    if sample.get("unit") is not None and amount is not None:
        amount = {"value": amount, "unit": sample["unit"]}
    return {value: amount, time: sample.get("time")}
