"""For each fact that the verdict can still hang on, a patient of whom all else is known: finding it out decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligo.core.interpret import Verdict
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.vectors import Completion

from .patients import Patient, Patients
from .whole import Whole

MOST_TRIED = 12
"""Most patients of whom a fact is taken away."""


def completions(program: Program) -> Iterator[Completion]:
    """The completions, in the order of the data dictionary; facts of which no patient shows it are left out.

    A patient of the protocol whose verdict is definite is the completion of the same patient without one fact.
    """
    patients = Patients(program)
    whole = Whole(patients, Reads(program))
    definite = [p for p in patients.vignettes if whole.of(p).verdict is not Verdict.UNDETERMINED]
    for fact in program.facts:
        found = next(_of(patients, whole, definite, fact), None)
        if found is not None:
            yield found


def _of(patients: Patients, whole: Whole, definite: Iterable[Patient], fact: Fact) -> Iterator[Completion]:
    having = [patient for patient in definite if fact.name in patient.given]
    for patient in having[:MOST_TRIED]:
        without = patients.changed(patient, fact, None)
        if without is None or (standing := whole.of(without)).verdict is not Verdict.UNDETERMINED:
            continue
        needed = whole.needs(without, standing)
        if fact.name in needed:
            yield Completion(patient.name, fact.name, needed, whole.of(patient).verdict.value)
