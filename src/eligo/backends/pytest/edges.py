"""The edges of a criterion: every bound on every fact that it reads, tried on a patient for whom the bound decides.

Expected outcomes come from the reference interpreter, never from the code under test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eligo.backends.pytest.bounds import Atom, Bound, Sides, bounds
from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, outcome_of
from eligo.core.program import SCREENING, Criterion, Fact, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.residual import parts
from eligo.core.values import Value

SIDES = ("below", "at", "above")

MOST_WORK = 300_000
"""Most conditions evaluated in search of telling patients for one criterion; then the first patient has to do."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact of one patient, moved across a bound.

    Attributes:
        patient: the vignette that is changed; empty for a record of nothing else.
        cleared: the patient's facts that are made unknown, for they would decide instead.
        fact: what is changed.
        values: below, at and above it.
        outcomes: the criterion's outcome for each.
    """

    patient: str
    cleared: tuple[str, ...]
    fact: str
    values: Sides
    outcomes: tuple[str, str, str]

    @property
    def telling(self) -> bool:
        """Whether the outcome is another on either side."""
        return len(set(self.outcomes)) > 1

    def start_of(self, index: int) -> object:
        """The start of a period that stands on one side."""
        value = self.values[index]
        return value.get("start") if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class _Patient:
    """A vignette, some of its facts left out: as it is given and as it is read."""

    name: str
    given: dict[str, object]
    values: dict[str, Value]
    cleared: tuple[str, ...] = ()


class Edges:
    """The edges of one program's criteria."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._reads = Reads(program)
        vignettes = [(v.name, dict(v.raw)) for v in program.vignettes]
        made = [_read(program, name, given) for name, given in [*vignettes, ("", {})]]
        self._patients = [patient for patient in made if patient is not None]

    def of(self, criterion: Criterion) -> Iterator[Edge]:
        """Every edge of a criterion that can be found, on the first patient for whom it makes a difference."""
        atoms = list(_atoms(criterion.condition, self._reads))
        trial = _Trial(self.program, criterion, MOST_WORK // (len(SIDES) * max(1, len(atoms))))
        patients = self._distinct(self._reads.of_name(criterion.name))
        seen: set[tuple[str, str]] = set()
        for atom, others in atoms:
            own = excerpt(self.program, [atom])
            for fact in self._reads.facts(atom):
                hiding = (others - self._reads.of(atom)) | _preferred(atom, fact.name, self._reads)
                every = self._and_cleared(patients, hiding - {fact.name, SCREENING})
                for edge in _first_telling(trial, own, atom, fact, every):
                    if (edge.fact, repr(edge.values)) not in seen:
                        seen.add((edge.fact, repr(edge.values)))
                        yield edge

    def _distinct(self, facts: frozenset[str]) -> list[_Patient]:
        """One patient of those that are alike in some facts."""
        names = [fact.name for fact in self.program.facts if fact.name in facts]
        found: dict[tuple[Value | None, ...], _Patient] = {}
        for patient in self._patients:
            found.setdefault(tuple(patient.values.get(name) for name in names), patient)
        return list(found.values())

    def _and_cleared(self, patients: Iterable[_Patient], hiding: frozenset[str]) -> Iterator[_Patient]:
        """The patients as they are, and then without the facts that may hide an edge."""
        yield from patients
        for patient in patients:
            cleared = tuple(name for name in patient.given if name in hiding)
            made = _read(self.program, patient.name, patient.given, cleared) if cleared else None
            if made is not None:
                yield made


def _read(program: Program, name: str, given: dict[str, object], cleared: tuple[str, ...] = ()) -> _Patient | None:
    given = {fact: value for fact, value in given.items() if fact not in cleared}
    reading = read_record(program.facts, given)
    return None if reading.problems else _Patient(name, given, reading.values, cleared)


class _Trial:
    """Finds out what one criterion says of patients, one fact changed; ``left`` is how often there is time for it."""

    def __init__(self, program: Program, criterion: Criterion, left: int) -> None:
        self.criterion = criterion
        self.left = left
        self.program = excerpt(program, [criterion.condition])
        # Their offsets put all moments of a record on one clock, so these are read together.
        self._timed = tuple(fact for fact in program.facts if fact.kind in ("moment", "period"))

    def edge(self, patient: _Patient, fact: Fact, bound: Bound) -> Edge | None:
        """A patient moved across a bound; None when a value on either side cannot be read."""
        self.left -= 1
        below, at, above = (self._outcome(patient, fact, value) for value in bound.values)
        if below is None or at is None or above is None:
            return None
        return Edge(patient.name, patient.cleared, fact.name, bound.values, (below, at, above))

    def _outcome(self, patient: _Patient, fact: Fact, value: object) -> str | None:
        changed = self._timed if fact in self._timed else (fact,)
        reading = read_record(changed, {**patient.given, fact.name: value})
        if reading.problems:
            return None
        names = {fact.name for fact in changed}
        kept = {name: known for name, known in patient.values.items() if name not in names}
        interpreter = Interpreter(self.program, {**kept, **reading.values})
        return outcome_of(self.criterion.kind, interpreter.truth(self.criterion.condition)).value


def _first_telling(trial: _Trial, own: Program, atom: Atom, fact: Fact, patients: Iterable[_Patient]) -> Iterator[Edge]:
    """For each bound that a condition sets to a fact, the first edge that tells and is exact, or else the best one."""
    best: dict[str, tuple[int, Edge]] = {}
    for patient in patients:
        for bound in bounds(atom, fact, Interpreter(own, patient.values), patient.given):
            so_far = best[bound.name][0] if bound.name in best else -1
            if so_far >= 2 + bound.exact:
                continue
            edge = trial.edge(patient, fact, bound)
            if edge is not None and 2 * edge.telling + bound.exact > so_far:
                best[bound.name] = (2 * edge.telling + bound.exact, edge)
        # A number has one bound; a later patient may have more moments and periods, and so more bounds.
        if best and (trial.left < 0 or (fact.kind == "number" and best["limit"][0] == 3)):
            break
    yield from (edge for _, edge in best.values())


def _atoms(condition: n.Condition, reads: Reads) -> Iterator[tuple[Atom, frozenset[str]]]:
    """The conditions that set bounds, each with the facts of its alternatives: while one holds, it decides nothing."""
    waiting: list[tuple[object, frozenset[str]]] = [(condition, frozenset())]
    named: set[str] = set()
    while waiting:
        node, others = waiting.pop()
        if isinstance(node, n.Ref | n.NumberRef):
            if node.name in named:
                continue
            named.add(node.name)
            waiting.append((_body(reads.program, node.name), others))
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
    waiting: list[object] = [atom]
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Ref | n.NumberRef) and node.name not in named:
            named.add(node.name)
            waiting.append(_body(reads.program, node.name))
        if isinstance(node, n.FirstKnown):
            index = next((i for i, operand in enumerate(node.operands) if fact in reads.of(operand)), 0)
            found = found.union(*map(reads.of, node.operands[:index]))
        waiting.extend(parts(node))
    return frozenset(found)


def _body(program: Program, name: str) -> object:
    criterion = program.criterion.get(name)
    return criterion.condition if criterion else program.definition[name].body
