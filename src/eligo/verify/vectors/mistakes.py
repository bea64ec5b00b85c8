"""A patient for each first-order mistake that nobody shows yet: near the others, or found by the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from eligo.core.reads import Reads

from ..mutants import Mutant, mutants
from .judges import Comparison, Hinges, Right
from .patients import Patient, Patients
from .search import Search
from .solved import solved
from .telling import Effort, Telling, by_place, near_facts

FIRST = Effort(1_000, patience=100)
"""How long those who show the mistakes in one place are looked for before the solver is asked."""

AGAIN = Effort(4_000, starts=16)
"""And once more, from more of them, where it is too hard for the solver."""

WORK = 40_000
"""Most patients that are made in search of those who show mistakes."""

MOST_READ = 200_000
"""Most mistakes times definitions and criteria that are looked at: each mistake is tried on the whole protocol."""

MOST_ASKED = 250
"""Most mistakes of which the solver is asked who shows them."""

MOST_TOO_HARD = 10
"""Most mistakes in one place that are too hard for the solver before it is no longer asked there."""

MOST_LOOKED_AT = 20
"""Most patients among whom those are looked for from whom a search sets out."""


class Mistakes:
    """The search for patients who show the mistakes in one program.

    Args:
        known: by criterion, those who are there already; later ones come last.
        add: takes one who is found, for a mistake.
    """

    def __init__(
        self,
        patients: Patients,
        known: Callable[[str], Sequence[Patient]],
        add: Callable[[Mutant, Patient], None],
    ) -> None:
        self.patients, self.known, self.add = patients, known, add
        self.right, self.reads = Right(patients.program), Reads(patients.program)
        self._hinges = Hinges(self.right)
        self._finder = Search(patients, self.reads, WORK)
        self._tried: dict[int, Counter[str]] = {}

    def show(self) -> None:
        """Find a patient for every mistake that nobody shows."""
        program = self.patients.program
        size = 1 + len(program.definitions) + len(program.criteria)
        wrong = [Comparison(self.right, mutant) for mutant in islice(mutants(program), MOST_READ // size)]
        open_ = self._search([one for one in wrong if not self._shown(one)], FIRST)
        self._search(self._ask(open_), AGAIN)

    def _search(self, wrong: Iterable[Comparison], effort: Effort) -> list[Comparison]:
        """Those of some wrong programs for whom no patient is found near others."""
        telling, left = Telling(self._finder), []
        for place in by_place(wrong):
            open_ = [one for one in place if not self._shown(one)]
            if open_:
                pool = self._likely_first(open_[0].mutant)[:MOST_LOOKED_AT]
                known = [*pool, *self.patients.vignettes[:MOST_LOOKED_AT]]
                starts = self._hinges.first(open_[0].mutant, known)[: effort.starts]
                for one, patient in telling.of_place(open_, starts, effort):
                    self.add(one.mutant, patient)
            left += [one for one in open_ if not self._shown(one)]
        return left

    def _ask(self, wrong: Iterable[Comparison]) -> list[Comparison]:
        """Have the solver find patients; those of some wrong programs of whom it can say nothing, or is not asked."""
        left = []
        asked, too_hard = 0, Counter[str]()
        for one in wrong:
            if self._shown(one):
                continue
            where = one.mutant.where
            if asked >= MOST_ASKED or too_hard[where] >= MOST_TOO_HARD:
                left.append(one)
                continue
            asked += one.mutant.kind != "fact"
            found = solved(self.patients, one.mutant, one)
            if isinstance(found, Patient):
                self.add(one.mutant, found)
            elif found is not None:
                too_hard[where] += 1
                left.append(one)
        return left

    def _shown(self, one: Comparison) -> bool:
        """Whether somebody shows a mistake; one of the protocol's own who does is added as he is."""
        if id(one) not in self._tried:
            self._tried[id(one)] = Counter()
            own = next((patient for patient in self.patients.every if one.apart(patient)), None)
            if own is not None and not any(map(one.apart, self._likely_first(one.mutant))):
                self.add(one.mutant, own)
        tried = self._tried[id(one)]
        for name in one.mutant.touched:
            known = self.known(name)
            while tried[name] < len(known):
                if one.apart(known[tried[name]]):
                    return True
                tried[name] += 1
        return False

    def _likely_first(self, mutant: Mutant) -> list[Patient]:
        """The patients of the criteria that a mistake touches, those first whose changed facts its place reads."""
        near = near_facts(mutant, self.reads)
        pool = [patient for name in mutant.touched for patient in self.known(name)]
        return sorted(pool, key=lambda patient: near.isdisjoint(patient.changed))
