"""What criteria say of patients, and whether a wrong program says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, Outcome, outcome_of
from eligo.core.program import Program
from eligo.core.reading import read_record

from ..mutants import Mutant
from .patients import Patient


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
            self._found[key] = self.judge(criteria).outcomes(patient), patient
        return self._found[key][0]

    def judge(self, criteria: tuple[str, ...]) -> Judge:
        """What asks the right program for some criteria."""
        if criteria not in self._judges:
            self._judges[criteria] = Judge(self.program, criteria)
        return self._judges[criteria]


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
        if self._fact is not None:
            reading = read_record((self._fact,), patient.given)
            if reading.problems or (self._fact.name in patient.implausible) != bool(reading.implausible):
                return True
        return self._right.outcomes(self._touched, patient) != self.wrong(patient)

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
            right = self._right.outcomes(mutant.touched, patient)
            hangs = any(judge.outcomes(patient) != right for judge in self._judges[place][0])
            self._found[key] = hangs, patient
        return self._found[key][0]
