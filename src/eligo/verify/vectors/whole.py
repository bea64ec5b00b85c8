"""What the whole protocol says of patients who differ from one of its own in a few facts.

Only the criteria that read those facts are evaluated, and needs are looked for among the undecided criteria alone: in a
protocol of thousands of criteria nothing is worked out anew for each patient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eligo.core.excerpt import excerpt
from eligo.core.interpret import Outcome, Verdict
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reads import Reads

from .judges import Judge
from .patients import Patient, Patients


@dataclass(frozen=True, slots=True)
class Standing:
    """What all criteria say of a patient, by their places in the author's order.

    Attributes:
        changed: the outcomes that may be others than those of the vignette.
        before: the criteria that do not pass the vignette.
        failed: how many criteria fail the patient.
        unknown: how many cannot be decided.
    """

    changed: Mapping[int, Outcome]
    before: Mapping[int, Outcome]
    failed: int
    unknown: int

    @property
    def verdict(self) -> Verdict:
        """What follows from them."""
        if self.failed:
            return Verdict.INELIGIBLE
        return Verdict.UNDETERMINED if self.unknown else Verdict.ELIGIBLE

    def outcome(self, place: int) -> Outcome:
        """What one criterion says."""
        return self.changed.get(place) or self.before.get(place, Outcome.PASSED)

    def places(self, wanted: Outcome) -> tuple[int, ...]:
        """The criteria that fail the patient, or that cannot be decided."""
        kept = (p for p, outcome in self.before.items() if outcome is wanted and p not in self.changed)
        return tuple(sorted([*kept, *(p for p, outcome in self.changed.items() if outcome is wanted)]))


class Whole:
    """What one protocol says of patients, all criteria together."""

    def __init__(self, patients: Patients, reads: Reads) -> None:
        self.program = patients.program
        self._patients = patients
        self._names = tuple(criterion.name for criterion in self.program.criteria)
        self._place = {name: place for place, name in enumerate(self._names)}
        self._readers: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            for fact in reads.of_name(name):
                self._readers.setdefault(fact, []).append(place)
        self._judges: dict[tuple[int, ...], Judge] = {}
        self._undecided: dict[tuple[int, ...], Program] = {}
        self._vignettes: dict[str, tuple[dict[int, Outcome], Counter[Outcome]]] = {}
        for patient in patients.every:
            found = self._outcomes(patient, tuple(range(len(self._names))))
            for place in [place for place, outcome in found.items() if outcome is Outcome.PASSED]:
                del found[place]
            self._vignettes[patient.name] = found, Counter(found.values())

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """The names of criteria."""
        return tuple(self._names[place] for place in places)

    def reading(self, facts: Iterable[str]) -> tuple[int, ...]:
        """The criteria that read some of the facts."""
        return tuple(sorted({place for fact in facts for place in self._readers.get(fact, ())}))

    def of(self, patient: Patient) -> Standing:
        """What all criteria say of a patient."""
        before, count = self._vignettes[patient.name]
        changed = self._outcomes(patient, self.reading(self._patients.read_anew(patient)))
        moved = Counter(changed.values())
        moved.subtract(before[place] for place in changed if place in before)
        failed, unknown = (count[one] + moved[one] for one in (Outcome.FAILED, Outcome.UNKNOWN))
        return Standing(changed, before, failed, unknown)

    def outcome(self, standing: Standing, criterion: str) -> Outcome:
        """What one criterion says."""
        return standing.outcome(self._place[criterion])

    def needs(self, patient: Patient, standing: Standing) -> tuple[str, ...]:
        """The facts that an undetermined patient needs."""
        return needs(self._of_undecided(standing.places(Outcome.UNKNOWN)), patient.values)

    def _outcomes(self, patient: Patient, places: tuple[int, ...]) -> dict[int, Outcome]:
        """What some criteria say of a patient."""
        if places not in self._judges:
            self._judges[places] = Judge(self.program, self.names(places))
        return dict(zip(places, self._judges[places].outcomes(patient), strict=True))

    def _of_undecided(self, unknown: tuple[int, ...]) -> Program:
        """The protocol with the undecided criteria alone: one that passes already is no more to find out about."""
        if unknown not in self._undecided:
            criteria = tuple(self.program.criteria[place] for place in unknown)
            assumed = (assumption.condition for assumption in self.program.assumptions)
            named = excerpt(self.program, [*(c.condition for c in criteria), *assumed])
            own = {criterion.name for criterion in criteria}
            self._undecided[unknown] = replace(
                named,
                definitions=tuple(d for d in named.definitions if d.name not in own),
                criteria=criteria,
                assumptions=self.program.assumptions,
                order=tuple(sorted(own.union(named.order), key=self.program.place.__getitem__)),
            )
        return self._undecided[unknown]
