"""One patient who tells a mutant from its program, looked for longer than a build may take."""

from __future__ import annotations

from eligo.core.program import Program

from ..mutants import Mutant
from .judges import Comparison, Hinges, Right
from .patients import Patients
from .search import Search
from .telling import Nearby, telling

WORK = 4000
"""Most patients that are tried."""

MOST_STARTS = 30


def distinguishing(program: Program, mutant: Mutant) -> dict[str, object] | None:
    """The raw record of a patient who comes out otherwise with the mistake; None when none is found."""
    patients = Patients(program)
    right = Right(program)
    comparison, hinges = Comparison(right, mutant), Hinges(right)
    for patient in patients.every:
        if comparison.apart(patient):
            return dict(patient.given)
    nearby = Nearby(Search(program, patients, WORK))
    found = telling(nearby, mutant, comparison, hinges.first(mutant, list(patients.every))[:MOST_STARTS])
    return None if found is None else dict(found.given)
