"""Finding a patient of whom some conditions are true, false or unknown, as near as possible to one that is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts

from .nearness import Goal, nearness
from .patients import Patient, Patients
from .values import Values

STEPS = 6
"""Most facts that are changed in one search."""

LIST_SEARCH = 20
"""For how many patients the search for a list counts: it tries about as many lists before one is good enough."""

_NEARLY = 1e-6

_COMPUTED = (n.NumberRef, n.Arithmetic, n.Logarithm, n.FirstKnown)


class Search:
    """Searches among the patients of one program; ``left`` is how many more may be tried."""

    def __init__(self, patients: Patients, reads: Reads, left: int = 0) -> None:
        self.program = patients.program
        self.patients = patients
        self.values = Values(self.program, patients.vignettes)
        self.reads = reads
        self.left = left

    def find(self, goals: Sequence[Goal], start: Patient, facts: Iterable[Fact]) -> Patient | None:
        """The patient that is reached by changing some facts, one at a time, each to what brings it nearest.

        None when none is reached: another start may reach one.
        """
        own = excerpt(self.program, [condition for condition, _ in goals])
        facts = list(facts)
        patient, score = start, self._score(own, goals, start)
        for _ in range(STEPS):
            if score > len(goals) - _NEARLY:
                return patient
            better = self._step(own, goals, patient, score, facts)
            if better is None:
                return None
            patient, score = better
        return patient if score > len(goals) - _NEARLY else None

    def neighbours(self, roots: Sequence[n.Node], patient: Patient, facts: Iterable[Fact]) -> Iterable[Patient]:
        """The patients with one fact changed to a value that some conditions or numbers tell apart."""
        own = excerpt(self.program, roots)
        facts = list(facts)
        yield from self._selecting(own, roots, patient, facts)
        yield from self._neighbours(own, roots, patient, facts)

    def _selecting(
        self, own: Program, roots: Sequence[n.Node], patient: Patient, facts: Iterable[Fact]
    ) -> Iterable[Patient]:
        """The patients with another list, on which a selection among its entries hangs."""
        repeating = [fact for fact in facts if fact.kind == "events" or fact.repeated]
        if repeating:
            seen = Interpreter(own, patient.values)
            for fact in repeating:
                if self.left <= 0:
                    return
                self.left -= LIST_SEARCH
                yield from self._with(patient, fact, self.values.selecting(fact, roots, patient, seen))

    def _neighbours(
        self, own: Program, roots: Sequence[n.Node], patient: Patient, facts: Iterable[Fact]
    ) -> Iterable[Patient]:
        seen = Interpreter(own, patient.values)
        atoms = list(_atoms(own, roots))
        for fact in facts:
            reading = [atom for atom in atoms if fact.name in self.reads.of(atom)]
            yield from self._with(patient, fact, self.values.of(fact, reading, patient, seen))

    def _with(self, patient: Patient, fact: Fact, values: Iterable[object]) -> Iterable[Patient]:
        for value in values:
            if self.left <= 0:
                return
            self.left -= 1
            changed = self.patients.changed(patient, fact, value)
            if changed is not None:
                yield changed

    def _step(
        self, own: Program, goals: Sequence[Goal], patient: Patient, score: float, facts: list[Fact]
    ) -> tuple[Patient, float] | None:
        best: tuple[Patient, float] | None = None
        for changed in self._neighbours(own, [condition for condition, _ in goals], patient, facts):
            reached = self._score(own, goals, changed)
            if reached > (score if best is None else best[1]) + _NEARLY:
                best = changed, reached
                if reached > len(goals) - _NEARLY:
                    break
        return best

    def _score(self, own: Program, goals: Sequence[Goal], patient: Patient) -> float:
        seen = Interpreter(own, patient.values)
        return sum(nearness(seen, condition, wanted) for condition, wanted in goals)


def _atoms(own: Program, roots: Iterable[n.Node]) -> Iterable[n.Node]:
    """The conditions without connectives, and what chooses among entries, inside some nodes; names looked through."""
    waiting: list[object] = list(roots)
    named: set[str] = set()
    while waiting:
        node = waiting.pop(0)
        match node:
            case n.Ref(name) | n.NumberRef(name) | n.MomentRef(name):
                if name not in named:
                    named.add(name)
                    waiting.append(own.definition[name].body)
            case n.Not() | n.All() | n.Any() | n.Count():
                waiting.extend(parts(node))
            case n.Compare() | n.Window() | n.Lasting() | n.During() | n.Several() | n.PickIs():
                yield node
                waiting.extend(p for p in parts(node) if isinstance(p, _COMPUTED))
            case n.Arithmetic() | n.Logarithm() | n.FirstKnown() | n.Choose():
                waiting.extend(parts(node))
            case n.Elapsed() | n.Pick() | n.PickMoment():
                yield node  # the conditions inside it set bounds to the entries that it chooses among
