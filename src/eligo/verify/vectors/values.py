"""Values worth trying for a fact of a patient: those of other vignettes, and those at the limits of conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.residual import parts
from eligo.core.values import Entries

from .bounds import Atom, bounds, decimals
from .lists import Lists
from .patients import Patient

MOST = 300
"""Most values of one fact that are tried at once."""

MOST_OF_VIGNETTES = 8
MOST_ENTRIES = 4


class Values:
    """The values worth trying for the facts of one program."""

    def __init__(self, program: Program, vignettes: Iterable[Patient]) -> None:
        self.program = program
        self._given: dict[str, list[object]] = {}
        for patient in vignettes:
            for name, value in patient.given.items():
                _add(self._given.setdefault(name, []), value, MOST_OF_VIGNETTES)

    def of(self, fact: Fact, atoms: Iterable[n.Node], patient: Patient, seen: Interpreter) -> list[object]:
        """Raw values, first None for unknown and those at limits.

        Args:
            atoms: the conditions that are to change.
            seen: an interpreter of the patient, for a program in which the conditions can be evaluated.
        """
        found: list[object] = []
        for value in islice(self._all(fact, list(atoms), patient, seen), 4 * MOST):
            if value != patient.given.get(fact.name):
                _add(found, value, MOST)
        return [None, *found] if fact.name in patient.given else found

    def _all(self, fact: Fact, atoms: list[n.Node], patient: Patient, seen: Interpreter) -> Iterator[object]:
        if fact.kind == "events" or fact.repeated:
            yield from self._lists(fact, atoms, patient, seen)
        else:
            yield from _at_limits(fact, atoms, seen, patient.given)
        yield from _plain(fact)
        yield from self._given.get(fact.name, ())

    # ------------------------------------------------------------ lists of entries

    def selecting(self, fact: Fact, roots: Iterable[n.Node], patient: Patient, seen: Interpreter) -> list[object]:
        """Raw lists on which the selections in some conditions hang; arguments as for :meth:`of`."""
        plain = {
            field.name.rpartition(".")[2]: [*_plain(field), *self._of_field(fact, field.name.rpartition(".")[2])]
            for field in fact.fields
        }
        lists = Lists(self.program, fact, plain, dict(self._template(fact)))
        found: list[object] = []
        for entries in islice(lists.of(roots, seen, patient.given), 3 * MOST):
            _add(found, {"entries": entries, "complete": True} if fact.kind == "events" else entries, 2 * MOST)
        if fact.kind == "events":
            found += [value["entries"] for value in found if isinstance(value, dict)]
        return found

    def _lists(self, fact: Fact, atoms: list[n.Node], patient: Patient, seen: Interpreter) -> Iterator[object]:
        """The patient's list with one entry changed, added or taken away, and short lists that begin anew."""
        given = patient.given.get(fact.name)
        entries, complete = entries_of(given)
        found = seen.record.get(fact.name)
        known = found.entries if isinstance(found, Entries) else ()

        def whole(changed: list[dict[str, object]]) -> object:
            if fact.kind != "events" or not complete:
                return changed
            return {"entries": changed, "complete": True}

        yield from (whole(entries[:i] + entries[i + 1 :]) for i in range(len(entries)))
        inner = list(_inside(atoms))
        added: list[dict[str, object]] = []
        for index, entry in enumerate(entries[:MOST_ENTRIES]):
            values = dict(known[index]) if index < len(known) else {}
            for name, value in self._changes(fact, inner, entry, Interpreter.inside(seen, fact.name, values), patient):
                changed = {k: v for k, v in {**entry, name: value}.items() if v is not None or k == "value"}
                yield whole([*entries[:index], changed, *entries[index + 1 :]])
                added.append(changed)
        if len(entries) < MOST_ENTRIES:
            yield from (
                whole([*entries, changed]) for changed in _with_other_times(fact, added, patient.given.get(SCREENING))
            )
        if not entries:
            template = self._template(fact)
            outside = Interpreter.inside(seen, fact.name, {})
            yield whole([dict(template)])
            for name, value in self._changes(fact, inner, template, outside, patient):
                one = {**template, name: value}
                yield whole([{k: v for k, v in one.items() if v is not None or k == "value"}])
        elif len(entries) < MOST_ENTRIES:
            yield whole([*entries, *entries])
        if fact.kind == "events":
            yield entries if complete else {"entries": entries, "complete": True}

    def in_every_entry(self, fact: Fact, patient: Patient) -> Iterator[object]:
        """The patient's list with one field of all its entries changed to a value that needs no condition."""
        entries, complete = entries_of(patient.given.get(fact.name))
        for field in fact.fields:
            short = field.name.rpartition(".")[2]
            for value in (*_plain(field), *([] if short == "value" else [None])):
                changed = [
                    {key: part for key, part in {**entry, short: value}.items() if part is not None or key == "value"}
                    for entry in entries
                ]
                yield {"entries": changed, "complete": True} if fact.kind == "events" and complete else changed

    def _changes(
        self, fact: Fact, atoms: list[n.Node], entry: Mapping[str, object], inside: Interpreter, patient: Patient
    ) -> Iterator[tuple[str, object]]:
        around = {**patient.given, **{f"{fact.name}.{name}": value for name, value in entry.items()}}
        for field in fact.fields:
            short = field.name.rpartition(".")[2]
            found: list[object] = []
            for value in (*_at_limits(field, atoms, inside, around), *_plain(field), *self._of_field(fact, short)):
                if value != entry.get(short):
                    _add(found, value, 12)
            yield short, None
            yield from ((short, value) for value in found)

    def _of_field(self, fact: Fact, short: str) -> Iterator[object]:
        for given in self._given.get(fact.name, ()):
            for entry in entries_of(given)[0]:
                if entry.get(short) is not None:
                    yield entry[short]

    def _template(self, fact: Fact) -> Mapping[str, object]:
        """An entry of a vignette, or one with the first value of each field that has values to name."""
        for given in self._given.get(fact.name, ()):
            for entry in entries_of(given)[0]:
                return entry
        made = {field.name.rpartition(".")[2]: next(iter(_plain(field)), None) for field in fact.fields}
        return {name: value for name, value in made.items() if value is not None or name == "value"}


def _with_other_times(
    fact: Fact, entries: Iterable[dict[str, object]], screening: object
) -> Iterator[dict[str, object]]:
    """Entries as they are, a day later and earlier, and the day before the screening: beside others, time matters."""
    times = [f.name.rpartition(".")[2] for f in fact.fields if f.kind == "moment"]
    for entry in entries:
        yield entry
        own = [name for name in times if isinstance(entry.get(name), str)]
        for days in (1, -1) if own else ():
            yield {**entry, **{name: _moved(entry[name], days) for name in own}}
        if own and isinstance(screening, str):
            yield {**entry, **{name: _moved(screening, -1) for name in own}}


def _moved(text: object, days: int) -> object:
    """A moment so many days later; one that is no date of the calendar, such as a month, as it is."""
    try:
        return (dt.datetime.fromisoformat(str(text)) + dt.timedelta(days=days)).isoformat()[: len(str(text))]
    except (ValueError, OverflowError):
        return text


def entries_of(given: object) -> tuple[list[dict[str, object]], bool]:
    """The entries of a raw list, and whether there are surely no others."""
    if isinstance(given, Mapping) and "entries" in given:
        inner = given["entries"]
        complete = given.get("complete") is True
        return [dict(e) for e in inner if isinstance(e, Mapping)] if isinstance(inner, list) else [], complete
    if isinstance(given, list):
        return [dict(e) if isinstance(e, Mapping) else {"value": e} for e in given], False
    if given is None or given is False:
        return [], given is False
    return [dict(given) if isinstance(given, Mapping) and "value" in given else {"value": given}], False


def _plain(fact: Fact) -> Iterator[object]:
    """Values that need no condition to be worth trying."""
    if fact.kind == "flag":
        yield from (True, False)
    elif fact.kind == "choice":
        yield from fact.options
    elif fact.kind in ("moment", "period", "events") and fact.name != SCREENING and not fact.name.endswith(".time"):
        yield False
    elif fact.kind == "number" and fact.plausible is not None:
        yield from decimals(fact.plausible)


def _at_limits(fact: Fact, atoms: Iterable[n.Node], seen: Interpreter, given: Mapping[str, object]) -> Iterator[object]:
    for atom in atoms:
        if isinstance(atom, Atom):
            for bound in bounds(atom, fact, seen, given):
                yield from (bound.values[1], bound.values[0], bound.values[2])
        if isinstance(atom, n.Compare) and fact.kind == "number":
            for side in (atom.left, atom.right):
                if isinstance(side, n.Number):
                    step = fact.precision or 1
                    yield from decimals((side.value, side.value - step, side.value + step))


def _inside(atoms: Iterable[n.Node]) -> Iterator[n.Node]:
    """The conditions inside others that choose entries."""
    waiting: list[object] = list(atoms)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Atom):
            yield node
        waiting.extend(parts(node))


def _add(found: list[object], value: object, most: int) -> None:
    if len(found) < most and not any(value == known and type(value) is type(known) for known in found):
        found.append(value)
