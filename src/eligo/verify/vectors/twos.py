"""Lists of two entries of which one decides: as the first, and as the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from eligo.core.interpret import Outcome
from eligo.core.program import Criterion, Fact

from .judges import Judge
from .patients import Patient, Patients
from .values import entries_of

MOST_ENTRIES = 8
"""Most entries of the known patients that are put beside each other."""

MOST_BASES = 3
"""Most patients whose list is replaced."""


def twos(
    patients: Patients, criterion: Criterion, facts: Sequence[Fact], known: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """For each list that a criterion reads, two entries in both orders of which only one decides.

    Args:
        facts: those that the criterion reads.
        known: patients to change.
    """
    judge = Judge(patients.program, (criterion.name,))
    for fact in facts:
        if fact.kind == "events" or fact.repeated:
            yield from _of_list(patients, judge, fact, known)


def _of_list(patients: Patients, judge: Judge, fact: Fact, known: Sequence[Patient]) -> Iterator[tuple[str, Patient]]:
    entries: list[dict[str, object]] = []
    for patient in known:
        for entry in entries_of(patient.given.get(fact.name))[0]:
            if entry not in entries and len(entries) < MOST_ENTRIES:
                entries.append(entry)
    for base in known[:MOST_BASES]:
        alone = [_outcome(patients, judge, fact, base, [entry]) for entry in entries]
        for one, other in permutations(range(len(entries)), 2):
            if alone[one] is None or alone[other] is None or alone[one] == alone[other]:
                continue
            both = [entries[one], entries[other]]
            orders = [patients.changed(base, fact, _whole(fact, some)) for some in (both, both[::-1])]
            found = [patient for patient in orders if patient is not None]
            if len(found) == len(orders) and all(judge.outcomes(patient) == alone[other] for patient in found):
                yield f"{fact.name}: the second of two entries decides", found[0]
                yield f"{fact.name}: the first of two entries decides", found[1]
                return


def _outcome(
    patients: Patients, judge: Judge, fact: Fact, base: Patient, entries: list[dict[str, object]]
) -> tuple[Outcome, ...] | None:
    changed = patients.changed(base, fact, _whole(fact, entries))
    return None if changed is None else judge.outcomes(changed)


def _whole(fact: Fact, entries: list[dict[str, object]]) -> object:
    return {"entries": entries, "complete": True} if fact.kind == "events" else entries
