"""Of a mutant that no test vector shows: a proof that it is no mistake, or a patient who tells it apart."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.verify.answers import Answer, Patient, Proof

from ..equivalence.equivalent import proven_equivalent
from ..equivalence.told_apart import told_apart
from ..mutants import Mutant
from .judges import Comparison, Hinges, Right
from .patients import Patient as Known
from .patients import Patients
from .readings import readings
from .search import Search
from .solved import like_a_known_one
from .telling import Effort, Telling

WORK = 1000
"""Most patients that are made."""

MOST_STARTS = 8


def distinguishing(program: Program, mutant: Mutant) -> Answer:
    """The raw record of a patient who comes out otherwise with a mistake, or a proof that nobody does."""
    if proven_equivalent(program, mutant):
        return Proof(())
    patients, right = Patients(program), Right(program)
    comparison, hinges = Comparison(right, mutant), Hinges(right)
    answer = told_apart(program, mutant)
    if isinstance(answer, Proof):
        return answer
    if isinstance(answer, Patient):
        found = like_a_known_one(patients, comparison, answer.raw)
        return answer if found is None else Patient(dict(found.given))
    for patient in (*patients.every, *_read_in_other_ways(patients, mutant)):
        if comparison.apart(patient):
            return Patient(dict(patient.given))
    telling = Telling(Search(patients, Reads(program), 2 * WORK))
    starts = hinges.first(mutant, list(patients.every))[:MOST_STARTS]
    near = next((patient for _, patient in telling.of_place([comparison], starts, Effort(WORK))), None)
    return answer if near is None else Patient(dict(near.given))


def _read_in_other_ways(patients: Patients, mutant: Mutant) -> Iterator[Known]:
    """Patients whose values are in another unit or at the ends of what is plausible, if a declaration is wrong."""
    if mutant.kind == "fact":
        fact = patients.program.fact[mutant.where]
        for name in mutant.touched:
            for _, patient in readings(patients, patients.program.criterion[name], (fact,), patients.every):
                yield patient
