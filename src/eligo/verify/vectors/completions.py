"""For each fact that the verdict can still hang on, a patient of whom all else is known: finding it out decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligo.core.interpret import Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.program import Fact, Program
from eligo.core.vectors import Completion

from .patients import Patient, Patients

MOST_TRIED = 12
"""Most patients of whom a fact is taken away."""


def completions(program: Program) -> Iterator[Completion]:
    """The completions, in the order of the data dictionary; facts of which no patient shows it are left out.

    A patient of the protocol whose verdict is definite is the completion of the same patient without one fact.
    """
    patients = Patients(program)
    definite = [p for p in patients.vignettes if evaluate(program, p.values).verdict is not Verdict.UNDETERMINED]
    for fact in program.facts:
        found = next(_of(patients, definite, fact), None)
        if found is not None:
            yield found


def _of(patients: Patients, definite: Iterable[Patient], fact: Fact) -> Iterator[Completion]:
    having = [patient for patient in definite if fact.name in patient.given]
    for patient in having[:MOST_TRIED]:
        without = patients.changed(patient, fact, None)
        if without is None or evaluate(patients.program, without.values).verdict is not Verdict.UNDETERMINED:
            continue
        needed = needs(patients.program, without.values)
        if fact.name in needed:
            verdict = evaluate(patients.program, patient.values).verdict.value
            yield Completion(patient.name, fact.name, needed, verdict)
