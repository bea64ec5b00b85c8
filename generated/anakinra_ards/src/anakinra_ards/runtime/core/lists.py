"""What a record gives for a fact that repeats: its entries as written, before their values are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .program import Fact

EXPECTED_EVENTS = 'expected a list of entries, {"entries": [...], "complete": true}, or false when there are none'
EXPECTED_SAMPLE = 'expected {"value": ..., "time": moment}, a number also with its "unit"'
EXPECTED_SAMPLES = 'expected a list of samples, or {"entries": [...], "complete": true}'
MOST = 100_000
"""Most entries of one list: more are no patient's."""


class BadList(Exception):
    """A list that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries as mappings from full names of fields to raw values.

    Attributes:
        entries: in the order of the record.
        complete: whether there are no others; of measurements those recorded are all that count.
        closed: whether the record, or the declaration, says so.
    """

    entries: tuple[Mapping[str, object], ...]
    complete: bool
    closed: bool


def listed(fact: Fact, given: object) -> Listed | None:
    """The entries that a record gives for a fact; None when it gives a single value.

    Raises:
        BadList: it is no list of entries.
    """
    if fact.kind == "events":
        return _events(fact, given)
    if not fact.repeated or isinstance(given, str) or not isinstance(given, Sequence | Mapping):
        return None
    closed = False
    if isinstance(given, Mapping):
        if set(given) <= {"value", "unit"}:
            return None
        given, closed = _said(given, EXPECTED_SAMPLES) if "entries" in given else ([given], False)
    _size(given)
    samples = tuple(_sample(fact, sample, place) for place, sample in enumerate(given, 1))
    return Listed(samples, complete=True, closed=closed)


def _events(fact: Fact, given: object) -> Listed | None:
    if given is False:
        return None
    closed = fact.missing is not None
    if isinstance(given, Mapping):
        given, said = _said(given, EXPECTED_EVENTS)
        closed = closed or said
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise BadList(EXPECTED_EVENTS)
    _size(given)
    entries = tuple(_entry(fact, entry, place) for place, entry in enumerate(given, 1))
    return Listed(entries, complete=closed, closed=closed)


def _said(given: Mapping[str, object], expected: str) -> tuple[Sequence[object], bool]:
    """The entries of a list that may say whether there are no others, and whether it does."""
    entries, said = given.get("entries"), given.get("complete", False)
    plain = isinstance(entries, Sequence) and not isinstance(entries, str)
    if not plain or not set(given) <= {"entries", "complete"} or not isinstance(said, bool):
        raise BadList(expected)
    return entries, said  # type: ignore[return-value]  # it is a sequence


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
