"""The edges of a criterion: every bound on every fact that it reads, tried on a patient for whom the bound decides.

Expected outcomes come from the reference interpreter, never from the code under test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, Outcome, outcome_of
from eligo.core.passed import MONTHS, times_passed
from eligo.core.program import SCREENING, Criterion, Fact, Program
from eligo.core.reads import Reads
from eligo.core.references import looked_through
from eligo.core.residual import parts

from .bounds import Atom, Bound, bounds
from .patients import Patient, Patients
from .readings import at_noon, without_hours

SIDES = ("below", "at", "above")

TIMES = ("moment", "period")

MOST_WORK = 100_000
"""Most conditions evaluated in search of telling patients for one criterion; then the first patient has to do."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact of one patient, moved across a bound.

    Attributes:
        atom: the condition that sets the bound.
        fact: what is changed.
        patients: with the fact below, at and above its bound.
        outcomes: the criterion's outcome for each.
        beside: another moment that the bound hangs from, when only its day is known.
    """

    atom: Atom
    fact: str
    patients: tuple[Patient, Patient, Patient]
    outcomes: tuple[Outcome, Outcome, Outcome]
    beside: str = ""

    @property
    def telling(self) -> bool:
        """Whether the outcome is another on either side."""
        return len(set(self.outcomes)) > 1

    @property
    def decisive(self) -> bool:
        """Whether it passes on one side and fails on the other, so that the verdict can hang on it."""
        return {Outcome.PASSED, Outcome.FAILED}.issubset(self.outcomes)

    @property
    def values(self) -> tuple[object, object, object]:
        """The raw values below the bound, at it and above it."""
        below, at, above = self.patients
        return (below.given[self.fact], at.given[self.fact], above.given[self.fact])


class Edges:
    """The edges of one program's criteria."""

    def __init__(self, program: Program, patients: Patients, reads: Reads | None = None) -> None:
        self.program = program
        self.patients = patients
        self._reads = reads or Reads(program)

    def of(self, criterion: Criterion, patients: Iterable[Patient]) -> Iterator[Edge]:
        """Every edge of a criterion that can be found, on the first patient for whom it makes a difference."""
        atoms = list(_atoms(criterion.condition, self._reads))
        trial = _Trial(self.patients, criterion, MOST_WORK // (len(SIDES) * max(1, len(atoms))))
        distinct = self.patients.distinct(self._reads.of_name(criterion.name), patients)
        seen: set[tuple[Atom, str, str, str, object]] = set()
        for atom, others in atoms:
            own = excerpt(self.program, [atom])
            for fact in self._reads.facts(atom):
                hiding = (others - self._reads.of(atom)) | _preferred(atom, fact.name, self._reads)
                every = self._and_cleared(distinct, hiding - {fact.name, SCREENING})
                ways = [list(_first_telling(trial, own, atom, fact, alike)) for alike in _by_way(own, atom, every)]
                if any(edge.telling for found in ways for edge in found):  # in the other ways the fact is not read
                    ways = [[edge for edge in found if edge.telling] for found in ways]
                for found in ways:
                    for telling in found:
                        for edge in (telling, *self._beside(trial, own, atom, telling)):
                            # A number at the same limit with the same outcomes shows the same on any patient.
                            of_whom = edge.outcomes if fact.kind == "number" else edge.patients[0].name
                            key = (atom, edge.fact, edge.beside, repr(edge.values), of_whom)
                            if key not in seen:
                                seen.add(key)
                                yield edge

    def _beside(self, trial: _Trial, own: Program, atom: Atom, edge: Edge) -> Iterator[Edge]:
        """The same fact where another moment or period of the condition is given in another way.

        A limit that hangs from a day is two limits, one at either end of the day; one that hangs from the last day of a
        month may be another month's last day.
        """
        fact, patient = self.program.fact[edge.fact], edge.patients[SIDES.index("at")]
        for other in self._reads.facts(atom) if fact.kind in TIMES else ():
            if other.kind in TIMES and other is not fact:
                given = patient.given.get(other.name)
                for vaguely, changed in (
                    (True, without_hours(given)),
                    *((False, one) for one in _sharply(own, atom, given)),
                ):
                    moved = self.patients.changed(patient, other, changed) if changed != given else None
                    beside = () if moved is None else _first_telling(trial, own, atom, fact, [moved])
                    yield from (replace(e, beside=other.name if vaguely else "") for e in beside if e.telling)

    def _and_cleared(self, patients: list[Patient], hiding: frozenset[str]) -> Iterator[Patient]:
        """The patients as they are, and then without the facts that may hide an edge."""
        yield from patients
        for patient in patients:
            cleared: Patient | None = patient
            for fact in self._reads.named(hiding):
                if fact.name in patient.given and cleared is not None:
                    cleared = self.patients.changed(cleared, fact, None)
            if cleared is not None and cleared is not patient:
                yield cleared


class _Trial:
    """Finds out what one criterion says of patients, one fact changed; ``left`` is how often there is time for it."""

    def __init__(self, patients: Patients, criterion: Criterion, left: int) -> None:
        self.patients = patients
        self.criterion = criterion
        self.left = left
        self.program = excerpt(patients.program, [criterion.condition])

    def edge(self, atom: Atom, patient: Patient, fact: Fact, bound: Bound) -> Edge | None:
        """A patient moved across a bound; None when a value on either side cannot be read."""
        self.left -= 1
        below, at, above = (self.patients.changed(patient, fact, value) for value in bound.values)
        if below is None or at is None or above is None:
            return None
        moved = (below, at, above)
        return Edge(atom, fact.name, moved, (self._outcome(below), self._outcome(at), self._outcome(above)))

    def _outcome(self, patient: Patient) -> Outcome:
        return outcome_of(
            self.criterion.kind, Interpreter(self.program, patient.values).truth(self.criterion.condition)
        )


def _sharply(own: Program, atom: Atom, given: object) -> Iterator[object]:
    """A day at noon; where months are counted from it also on days that other months do not have."""
    yield at_noon(given)
    if isinstance(given, str) and _counts_months(own, atom):
        yield f"{given[:4]}-08-31T12:00"
        yield f"{int(given[:4]) // 4 * 4:04}-02-29T12:00"


def _counts_months(own: Program, atom: Atom) -> bool:
    if isinstance(atom, n.Window):
        return any(distance is not None and distance.months for distance in (atom.low, atom.high))
    sides = (atom.left, atom.right) if isinstance(atom, n.Compare) else ()
    return any(passed.measure in MONTHS for side in sides for passed in times_passed(side, own))


def _by_way(own: Program, atom: Atom, patients: Iterable[Patient]) -> Iterable[Iterable[Patient]]:
    """The patients by the way in which a condition's numbers come about: by which branch, from which source."""
    forks = list(_forks(own, atom))
    if not forks:
        return [patients]
    found: dict[tuple[object, ...], list[Patient]] = {}
    for patient in patients:
        seen = Interpreter(own, patient.values)
        found.setdefault(tuple(_way(seen, fork) for fork in forks), []).append(patient)
    return found.values()


def _way(seen: Interpreter, fork: n.Choose | n.FirstKnown) -> object:
    if isinstance(fork, n.Choose):
        return seen.truth(fork.condition)
    return next((i for i, operand in enumerate(fork.operands) if seen.number(operand) is not None), None)


def _forks(own: Program, atom: Atom) -> Iterator[n.Choose | n.FirstKnown]:
    waiting: list[object] = [atom]
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.NumberRef) and node.name not in named:
            named.add(node.name)
            waiting.append(own.definition[node.name].body)
        if isinstance(node, n.Choose | n.FirstKnown):
            yield node
        waiting.extend(parts(node))


def _first_telling(trial: _Trial, own: Program, atom: Atom, fact: Fact, patients: Iterable[Patient]) -> Iterator[Edge]:
    """For each bound that a condition sets to a fact, the first edge that tells and is exact, or else the best one.

    Where that tells only what is known from what is not, the first that decides comes beside it: whoever looks at the
    verdict alone may never see the other.
    """
    best: dict[str, tuple[int, Edge]] = {}
    decisive: dict[str, tuple[bool, Edge]] = {}
    for patient in patients:
        for bound in bounds(atom, fact, Interpreter(own, patient.values), patient.given):
            so_far = best[bound.name][0] if bound.name in best else -1
            decided = bound.name in decisive and decisive[bound.name][0] >= bound.exact
            if so_far >= 2 + bound.exact and decided:
                continue
            edge = trial.edge(atom, patient, fact, bound)
            if edge is not None and 2 * edge.telling + bound.exact > so_far:
                best[bound.name] = (2 * edge.telling + bound.exact, edge)
            if edge is not None and edge.decisive and not decided:
                decisive[bound.name] = (bound.exact, edge)
        # A number has one bound; a later patient may have more moments and periods, and so more bounds.
        settled = fact.kind == "number" and "limit" in decisive and decisive["limit"][0]
        if best and (trial.left < 0 or settled):
            break
    for name, (_, edge) in best.items():
        yield edge
        if name in decisive and not edge.decisive:
            yield decisive[name][1]


def _atoms(condition: n.Condition, reads: Reads) -> Iterator[tuple[Atom, frozenset[str]]]:
    """The conditions that set bounds, each with the facts of its alternatives: while one holds, it decides nothing."""
    waiting: list[tuple[object, frozenset[str]]] = [(condition, frozenset())]
    named: set[str] = set()
    while waiting:
        node, others = waiting.pop()
        if isinstance(node, n.Ref | n.NumberRef | n.MomentRef):
            if node.name in named:
                continue
            named.add(node.name)
            waiting.append((reads.program.body(node.name), others))
        if isinstance(node, Atom):
            yield node, others
        inside = parts(node)
        read = [reads.of(part) for part in inside] if isinstance(node, n.Any | n.Count) else []
        waiting.extend(
            (inside[index], others.union(*read[:index], *read[index + 1 :])) for index in reversed(range(len(inside)))
        )


def _preferred(atom: Atom, fact: str, reads: Reads) -> frozenset[str]:
    """The facts of a condition that are used instead of one, when they are known."""
    found: set[str] = set()
    for node in looked_through(reads.program, [atom]):
        if isinstance(node, n.FirstKnown):
            index = next((i for i, operand in enumerate(node.operands) if fact in reads.of(operand)), 0)
            found = found.union(*map(reads.of, node.operands[:index]))
    return frozenset(found)
