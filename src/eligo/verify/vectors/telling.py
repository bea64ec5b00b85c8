"""Patients who tell a wrong program from the right one, for each mistake that none of the others shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, Outcome, outcome_of
from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.truth import TRUE

from ..mutants import Mutant
from .patients import Patient
from .search import Goal, Search


class Judge:
    """What some criteria of one program say of patients."""

    def __init__(self, program: Program, criteria: Sequence[str]) -> None:
        self.program = program
        self.criteria = [program.criterion[name] for name in criteria]
        self._own = excerpt(program, [c.condition for c in self.criteria])

    def outcomes(self, patient: Patient) -> tuple[Outcome, ...]:
        """The outcome of each criterion."""
        seen = Interpreter(self._own, patient.values)
        return tuple(outcome_of(c.kind, seen.truth(c.condition)) for c in self.criteria)


class Right:
    """What the right program says of patients, each asked once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._judges: dict[tuple[str, ...], Judge] = {}
        self._found: dict[tuple[tuple[str, ...], int], tuple[tuple[Outcome, ...], Patient]] = {}

    def outcomes(self, criteria: tuple[str, ...], patient: Patient) -> tuple[Outcome, ...]:
        """The outcome of each of some criteria."""
        key = (criteria, id(patient))  # held beside the outcomes, so that the identity stays its own
        if key not in self._found:
            if criteria not in self._judges:
                self._judges[criteria] = Judge(self.program, criteria)
            self._found[key] = self._judges[criteria].outcomes(patient), patient
        return self._found[key][0]


class Comparison:
    """The right program and a wrong one, compared on what the mistake can change."""

    def __init__(self, right: Right, mutant: Mutant) -> None:
        self._right = right
        self._touched = mutant.touched
        self._wrong = Judge(mutant.program, mutant.touched)
        self._fact = mutant.program.fact[mutant.where] if mutant.kind == "fact" else None

    def apart(self, patient: Patient) -> bool:
        """Whether a patient comes out differently."""
        other = patient
        if self._fact is not None:
            reading = read_record((self._fact,), patient.given)
            if reading.problems or (self._fact.name in patient.implausible) != bool(reading.implausible):
                return True
            kept = {name: known for name, known in patient.values.items() if name != self._fact.name}
            other = replace(patient, values={**kept, **reading.values})
        return self._right.outcomes(self._touched, patient) != self._wrong.outcomes(other)


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
            right = self._right.outcomes(mutant.touched, patient)
            hangs = any(judge.outcomes(patient) != right for judge in self._judges[place][0])
            self._found[key] = hangs, patient
        return self._found[key][0]


class Nearby:
    """The patients one fact away from some, each list of them made once; ``left`` is how many more may be made."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.program, self.reads = search.program, search.reads
        self._found: dict[tuple[int, str, tuple[str, ...]], tuple[list[Patient], Patient]] = {}

    @property
    def left(self) -> int:
        """How many more patients may be made."""
        return self._search.left

    @left.setter
    def left(self, count: int) -> None:
        self._search.left = count

    def of(self, patient: Patient, fact: Fact, touched: tuple[str, ...]) -> list[Patient]:
        """Those with another value of one fact, at the limits that some criteria draw, or without it."""
        key = (id(patient), fact.name, touched)  # held beside the list, so that the identity stays its own
        if key not in self._found:
            goals: list[Goal] = [(self._search.program.criterion[name].condition, TRUE) for name in touched]
            made = list(self._search.neighbours(goals, patient, [fact]))
            if self.left <= 0:  # not all of them
                return made
            self._found[key] = made, patient
        return self._found[key][0]


MOST_SUSPECTS = 4
"""Most patients from whom a second fact is changed."""


def telling(nearby: Nearby, mutant: Mutant, comparison: Comparison, starts: Sequence[Patient]) -> Patient | None:
    """A patient who comes out differently, one fact or two away from some that do not; None when none is found.

    Args:
        starts: patients to set out from, those first for whom the criteria hang on what is around the mistake.
    """
    program, reads = nearby.program, nearby.reads
    near = near_facts(mutant, reads)
    names = frozenset().union(*(reads.of_name(name) for name in mutant.touched))
    facts = [fact for fact in program.facts if fact.name in names]
    local = _Local(program, mutant)
    suspects: list[Patient] = []
    for some in ([f for f in facts if f.name in near], [f for f in facts if f.name not in near]):
        for patient in starts:
            for fact in some:
                for changed in nearby.of(patient, fact, mutant.touched):
                    if local.apart(changed):
                        if comparison.apart(changed):
                            return changed
                        suspects.append(changed)
    for patient in suspects[:: max(1, len(suspects) // MOST_SUSPECTS)]:
        for fact in facts:
            if fact.name not in patient.changed:
                for changed in nearby.of(patient, fact, mutant.touched):
                    if comparison.apart(changed):
                        return changed
    return None


class _Local:
    """Whether what is around a mistake is another for a patient: if not, nothing that holds it is."""

    def __init__(self, program: Program, mutant: Mutant) -> None:
        self._sides: tuple[tuple[Program, n.Node], ...] = ()
        if mutant.around is not None:
            own = excerpt(program, mutant.around)
            self._sides = tuple((own, node) for node in mutant.around)
        elif mutant.site is not None:
            self._sides = tuple(
                (excerpt(one, [name]), name)
                for one, name in ((p, _name(p, mutant.where)) for p in (program, mutant.program))
            )

    def apart(self, patient: Patient) -> bool:
        """Whether it is; of a whole criterion or fact that is wrong it always may be."""
        found = [_value(Interpreter(own, patient.values), node) for own, node in self._sides]
        return not found or found[0] != found[1]


def _value(seen: Interpreter, node: n.Node) -> object:
    if isinstance(node, n.MomentRef):
        return seen.moment(node)
    return seen.number(node) if isinstance(node, n.NumberRef) else seen.truth(node)  # type: ignore[arg-type]


def _name(program: Program, name: str) -> n.Ref | n.NumberRef | n.MomentRef:
    definition = program.definition.get(name)
    if definition is not None and isinstance(definition.body, n.Temporal):
        return n.MomentRef(name)
    return n.NumberRef(name) if definition is not None and definition.unit is not None else n.Ref(name)


def near_facts(mutant: Mutant, reads: Reads) -> frozenset[str]:
    """The facts that a mistake speaks of: what its place reads, or else all that is read around it."""
    if mutant.site is None:
        return frozenset((mutant.where,))
    names = reads.of(mutant.site[0]) | reads.of(mutant.site[1])
    # A field of an entry belongs to the fact that repeats.
    return frozenset(name.partition(".")[0] for name in names) or reads.of_name(mutant.where)
