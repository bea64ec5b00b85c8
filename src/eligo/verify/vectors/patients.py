"""Patients to start a search from, and what becomes of them when facts are changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eligo.core.interpret import Verdict, evaluate
from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.core.values import Value

_OFFSET = re.compile(r"T[0-9:.]+(?:Z|[+-]\d\d:?\d\d)'|datetime")
"""What may be the UTC offset of a moment, in the written form of a raw value."""


@dataclass(frozen=True, slots=True)
class Patient:
    """A vignette, some of its facts changed: as it is given and as it is read.

    Attributes:
        name: the vignette; empty for a record of nothing else.
        given: the raw record.
        values: what is known of it.
        implausible: the facts with values that were not used, in the dictionary's order.
        changed: the facts that differ from the vignette, None where one is made unknown.
    """

    name: str
    given: Mapping[str, object]
    values: Mapping[str, Value]
    implausible: tuple[str, ...] = ()
    changed: Mapping[str, object] = field(default_factory=dict)

    def record_with(self, fact: str, value: object) -> dict[str, object]:
        """The raw record with one fact changed."""
        record = {**self.given, fact: value}
        if value is None:
            del record[fact]
        return record


class Patients:
    """The vignettes of a program, eligible patients first, and a blank record last."""

    def __init__(self, program: Program) -> None:
        self.program = program
        # Their offsets put all moments of a record on one clock, so these are read together; without any, one by one.
        self._timed = tuple(f for f in program.facts if f.kind in ("moment", "period", "events") or f.repeated)
        self._place = {fact.name: place for place, fact in enumerate(program.facts)}
        self._any_offset = any(_OFFSET.search(repr(vignette.raw)) for vignette in program.vignettes)
        read = [self.read(v.name, dict(v.raw)) for v in program.vignettes]
        self.vignettes = sorted((p for p in read if p is not None), key=self._no_base)
        blank = self.read("", {})
        self.every = (*self.vignettes, *([] if blank is None else [blank]))

    def _no_base(self, patient: Patient) -> bool:
        """Whether a patient is no good to change in one respect, because there is more to say of it already."""
        found = evaluate(self.program, patient.values)
        return found.verdict is not Verdict.ELIGIBLE or bool(found.conflicts)

    def read(self, name: str, given: Mapping[str, object]) -> Patient | None:
        """A patient as a vignette gives it; None when the record cannot be read."""
        given = {fact: value for fact, value in given.items() if value is not None}
        reading = read_record(self.program.facts, given)
        return None if reading.problems else Patient(name, given, reading.values, reading.implausible)

    def changed(self, patient: Patient, fact: Fact, value: object) -> Patient | None:
        """A patient with one fact changed, None making it unknown; None when the value cannot be read."""
        given = patient.record_with(fact.name, value)
        alone = fact not in self._timed or not (self._any_offset or _OFFSET.search(repr(value)))
        read = (fact,) if alone else self._timed
        reading = read_record(read, given)
        if reading.problems:
            return None
        names = {f.name for f in read}
        values = dict(patient.values)
        for name in names:
            values.pop(name, None)
        out = {*(name for name in patient.implausible if name not in names), *reading.implausible}
        implausible = tuple(sorted(out, key=self._place.__getitem__))
        return Patient(
            patient.name, given, {**values, **reading.values}, implausible, {**patient.changed, fact.name: value}
        )

    def with_facts_of(self, patient: Patient, other: Patient, facts: Iterable[Fact]) -> Patient | None:
        """A patient with some facts as another has them; None when they cannot be read together."""
        changes = {f.name: other.given.get(f.name) for f in facts if f.name in patient.given or f.name in other.given}
        read = self.read(patient.name, {**patient.given, **changes})
        if read is None:
            return None
        changed = {**patient.changed, **changes}
        return Patient(read.name, read.given, read.values, read.implausible, changed)

    def read_anew(self, patient: Patient) -> frozenset[str]:
        """The facts of which the values may be others than those of the vignette."""
        timed = {fact.name for fact in self._timed}
        changed = frozenset(patient.changed)
        return changed if timed.isdisjoint(changed) else changed.union(timed)

    def distinct(self, facts: frozenset[str], among: Iterable[Patient]) -> list[Patient]:
        """One patient of those that are alike in some facts."""
        names = sorted(facts)
        found: dict[tuple[Value | None, ...], Patient] = {}
        for patient in among:
            found.setdefault(tuple(patient.values.get(name) for name in names), patient)
        return list(found.values())
