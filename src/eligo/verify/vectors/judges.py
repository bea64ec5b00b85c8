"""What criteria say of patients, and whether a wrong program says something else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, Outcome, outcome_of
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.residual import names_in

from ..mutants import Mutant
from .patients import Patient

MOST_REMEMBERED = 3_000
"""Most patients of whom it is remembered what the right program found out."""

MOST_SUPPOSED = 400
"""Most of them, the latest, of whom it is asked whether the criteria hang on a value."""


class Judge:
    """What some criteria of one program say of patients."""

    def __init__(self, program: Program, criteria: Sequence[str]) -> None:
        self.program = program
        self.criteria = [program.criterion[name] for name in criteria]
        self.own = excerpt(program, [n.Ref(name) for name in criteria])

    def outcomes(self, patient: Patient) -> tuple[Outcome, ...]:
        """The outcome of each criterion."""
        return self.said(self.seen(patient))

    def seen(self, patient: Patient) -> Interpreter:
        """A patient, with all that the criteria use found out."""
        return Interpreter(self.own, patient.values)

    def said(self, seen: Interpreter) -> tuple[Outcome, ...]:
        """The outcome of each criterion for a patient who was seen."""
        return tuple(outcome_of(c.kind, seen.truths[c.name]) for c in self.criteria)


class SeenAgain(Interpreter):
    """A patient seen by a program that is another in one name, when the right one has seen the patient already.

    Found out anew is that name, and what uses something that is no longer what it was; everything else stays. Most
    mistakes change nothing for most patients, and of those who are changed most is the same.

    Args:
        supposed: what the name is to come to, in a tuple; otherwise that is found out.
    """

    def __init__(
        self,
        before: Interpreter,
        program: Program,
        name: str,
        uses: Mapping[str, frozenset[str]],
        supposed: tuple[object] | None = None,
    ) -> None:
        self.program, self.record, self.places = program, before.record, {}
        self.truths, self.numbers, self.moments = dict(before.truths), dict(before.numbers), dict(before.moments)
        changed: set[str] = set()
        for other in program.order:
            if other != name and changed.isdisjoint(uses[other]):
                continue
            if program.definition[other].within:  # found out for each entry, when it is asked for
                changed.add(other)
                continue
            if other == name and supposed is not None:
                self._suppose(name, supposed[0])
            else:
                self._define(other)
            if value_of(self, other) != value_of(before, other):
                changed.add(other)

    def _suppose(self, name: str, value: object) -> None:
        for values in (self.truths, self.numbers, self.moments):
            if name in values:
                values[name] = value  # type: ignore[assignment]  # of the kind that the name had


def value_of(seen: Interpreter, name: str) -> object:
    """What a named condition, number or moment came to."""
    for values in (seen.truths, seen.numbers, seen.moments):
        if name in values:
            return values[name]
    return None


class Right:
    """What the right program says of patients, each asked once as long as it is remembered."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._judges: dict[tuple[str, ...], Judge] = {}
        self._uses: dict[str, frozenset[str]] = {}
        self._seen: OrderedDict[tuple[tuple[str, ...], int], tuple[Interpreter, Patient]] = OrderedDict()

    def outcomes(self, criteria: tuple[str, ...], patient: Patient) -> tuple[Outcome, ...]:
        """The outcome of each of some criteria."""
        return self.judge(criteria).said(self._remembered(criteria, patient))

    def judge(self, criteria: tuple[str, ...]) -> Judge:
        """What asks the right program for some criteria."""
        if criteria not in self._judges:
            self._judges[criteria] = made = Judge(self.program, criteria)
            self._uses |= {name: frozenset(names_in(made.own.definition[name].body)) for name in made.own.order}
        return self._judges[criteria]

    def departs(self, wrong: Judge, name: str, criteria: tuple[str, ...], patient: Patient) -> bool:
        """Whether a program that is another in one name says otherwise of some criteria."""
        before = self._remembered(criteria, patient)
        after = SeenAgain(before, wrong.own, name, self._uses)
        return any(before.truths[criterion] is not after.truths[criterion] for criterion in criteria)

    def of_name(self, wrong: Judge, name: str, criteria: tuple[str, ...], patient: Patient) -> tuple[object, object]:
        """What a name comes to in both programs; the same where only each entry of a list has it."""
        before = self._remembered(criteria, patient)
        return value_of(before, name), value_of(SeenAgain(before, wrong.own, name, self._uses), name)

    def hanging(self, name: str, values: tuple[object, object], criteria: tuple[str, ...]) -> Iterator[Patient]:
        """Of the patients whom it remembers, those of whom some criteria hang on which of two values a name has."""
        own = self.judge(criteria).own
        remembered = (
            (seen, patient) for (among, _), (seen, patient) in reversed(self._seen.items()) if among == criteria
        )
        for before, patient in list(islice(remembered, MOST_SUPPOSED)):
            one, other = (SeenAgain(before, own, name, self._uses, (value,)) for value in values)
            if any(one.truths[criterion] is not other.truths[criterion] for criterion in criteria):
                yield patient

    def _remembered(self, criteria: tuple[str, ...], patient: Patient) -> Interpreter:
        key = (criteria, id(patient))  # held beside what was seen, so that the identity stays its own
        if key in self._seen:
            self._seen.move_to_end(key)
        else:
            self._seen[key] = self.judge(criteria).seen(patient), patient
            if len(self._seen) > MOST_REMEMBERED:
                self._seen.popitem(last=False)
        return self._seen[key][0]


class Comparison:
    """The right program and a wrong one, compared on what the mistake can change."""

    def __init__(self, right: Right, mutant: Mutant) -> None:
        self.mutant = mutant
        self._right = right
        self._touched = mutant.touched
        self._wrong = Judge(mutant.program, mutant.touched)
        self._fact = mutant.program.fact[mutant.where] if mutant.kind == "fact" else None

    def apart(self, patient: Patient) -> bool:
        """Whether a patient comes out differently."""
        if self.mutant.site is not None:
            return self._right.departs(self._wrong, self.mutant.where, self._touched, patient)
        if self._fact is not None:
            reading = read_record((self._fact,), patient.given)
            if reading.problems or (self._fact.name in patient.implausible) != bool(reading.implausible):
                return True
        return self._right.outcomes(self._touched, patient) != self.wrong(patient)

    def values(self, patient: Patient) -> tuple[object, object]:
        """What the condition, number or moment with the mistake comes to, right and wrong."""
        return self._right.of_name(self._wrong, self.mutant.where, self._touched, patient)

    def hanging(self, values: tuple[object, object]) -> Iterator[Patient]:
        """Patients for whom it matters which of two values that has."""
        return self._right.hanging(self.mutant.where, values, self._touched)

    def right(self, patient: Patient) -> tuple[Outcome, ...]:
        """What the right program says of a patient who is not kept in mind."""
        return self._right.judge(self._touched).outcomes(patient)

    def wrong(self, patient: Patient) -> tuple[Outcome, ...]:
        """What the wrong program says of a patient."""
        if self._fact is None:
            return self._wrong.outcomes(patient)
        reading = read_record((self._fact,), patient.given)
        kept = {name: known for name, known in patient.values.items() if name != self._fact.name}
        return self._wrong.outcomes(replace(patient, values={**kept, **reading.values}))


class Hinges:
    """For each patient whether some criteria hang on what is around a mistake; asked once for all mistakes there."""

    def __init__(self, right: Right) -> None:
        self._right = right
        self._judges: dict[int, tuple[tuple[Judge, ...], Mutant]] = {}
        self._found: dict[tuple[int, int], tuple[bool, Patient]] = {}

    def first(self, mutant: Mutant, patients: Sequence[Patient]) -> list[Patient]:
        """The patients, those first who could show a mistake in this place."""
        if not mutant.hinges:
            return list(patients)
        return sorted(patients, key=lambda patient: not self._on(mutant, patient))

    def _on(self, mutant: Mutant, patient: Patient) -> bool:
        place = id(mutant.hinges)
        if place not in self._judges:  # with the mutant, so that the identity of its place stays its own
            self._judges[place] = tuple(Judge(p, mutant.touched) for p in mutant.hinges), mutant
        key = (place, id(patient))
        if key not in self._found:
            judges = self._judges[place][0]
            hangs = any(self._right.departs(judge, mutant.where, mutant.touched, patient) for judge in judges)
            self._found[key] = hangs, patient
        return self._found[key][0]
