"""Patients who tell a wrong program from the right one, for each mistake that none of the others shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts

from ..mutants import Mutant
from .crossing import between
from .judges import Comparison
from .patients import Patient
from .search import Search


class Nearby:
    """The patients one fact away from some, each list of them made once; ``left`` is how many more may be made."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.program, self.reads, self.patients = search.program, search.reads, search.patients
        self._found: dict[tuple[int, str, int, tuple[str, ...]], tuple[list[Patient], object]] = {}

    @property
    def left(self) -> int:
        """How many more patients may be made."""
        return self._search.left

    @left.setter
    def left(self, count: int) -> None:
        self._search.left = count

    def of(self, patient: Patient, fact: Fact, mutant: Mutant, *, anywhere: bool = False) -> list[Patient]:
        """Those with another value of one fact, or without it, at the limits drawn around a mistake.

        Args:
            anywhere: at all limits of the criteria that the mistake touches, wherever in them it is.
        """
        near = not anywhere and mutant.site is not None
        key = (id(patient), fact.name, id(mutant.hinges) if near else 0, mutant.touched)
        if key not in self._found:
            whole = [self.program.criterion[name].condition for name in mutant.touched]
            roots = _roots(self.program, mutant) if near else whole
            made = list(self._search.neighbours(roots or whole, patient, [fact]))
            if self.left <= 0:  # not all of them
                return made
            self._found[key] = made, (patient, mutant)  # beside the list, so that their identities stay their own
        return self._found[key][0]

    def in_every_entry(self, patient: Patient, fact: Fact) -> Iterator[Patient]:
        """Those with another value of one field in every entry of a list."""
        for value in self._search.values.in_every_entry(fact, patient):
            changed = self.patients.changed(patient, fact, value)
            if changed is not None:
                yield changed


MOST_TRIED = 200
"""Most patients with one fact changed who are tried for one mistake; the solver is asked for the others."""

MOST_TRIED_TWICE = 80
"""Most patients with a second fact changed."""

CALCULATED = {"threshold", "formula", "unit", "relation", "preference"}
"""Mistakes by which a limit comes to lie elsewhere."""

MOST_SUSPECTS = 4
"""Most patients from whom a second fact is changed."""


def telling(nearby: Nearby, mutant: Mutant, comparison: Comparison, starts: Sequence[Patient]) -> Patient | None:
    """A patient who comes out differently, one fact or two away from some that do not; None when none is found.

    Args:
        starts: patients to set out from, those first for whom the criteria hang on what is around the mistake.
    """
    program, reads = nearby.program, nearby.reads
    near = near_facts(mutant, reads)
    names = frozenset().union(*(reads.of_name(name) for name in mutant.touched))
    facts = reads.named(names)
    local = _Local(program, mutant)
    suspects: list[Patient] = []
    for changed in islice(_changed_once(nearby, mutant, starts, facts, near), MOST_TRIED):
        if local.apart(changed):
            if comparison.apart(changed):
                return changed
            suspects.append(changed)
    some = suspects[:: max(1, len(suspects) // MOST_SUSPECTS)]
    twice = islice(_changed_again(nearby, mutant, some, facts), MOST_TRIED_TWICE)
    found = next((changed for changed in twice if comparison.apart(changed)), None)
    if found is None and mutant.kind in CALCULATED:
        reading = [f for f in facts if f.name in reads.of_name(mutant.where)]
        return between(nearby.patients, comparison, starts[:2], reading)
    return found


def _changed_once(
    nearby: Nearby, mutant: Mutant, starts: Sequence[Patient], facts: Sequence[Fact], near: frozenset[str]
) -> Iterator[Patient]:
    """The patients with one fact changed, first those that the mistake speaks of."""
    for some in ([f for f in facts if f.name in near], [f for f in facts if f.name not in near]):
        for patient in starts:
            for fact in some:
                yield from nearby.of(patient, fact, mutant)


def _changed_again(
    nearby: Nearby, mutant: Mutant, suspects: Sequence[Patient], facts: Sequence[Fact]
) -> Iterator[Patient]:
    """The patients with one fact more changed: another field of every entry of a list, or another fact."""
    for patient in suspects:
        for fact in facts:
            if fact.name in patient.changed and (fact.kind == "events" or fact.repeated):
                yield from nearby.in_every_entry(patient, fact)
    for patient in suspects:
        for fact in facts:
            if fact.name not in patient.changed:
                yield from nearby.of(patient, fact, mutant, anywhere=True)


class _Local:
    """Whether what is around a mistake is another for a patient: if not, nothing that holds it is."""

    def __init__(self, program: Program, mutant: Mutant) -> None:
        roots = _roots(program, mutant)
        self._sides: tuple[tuple[Program, n.Node], ...] = ()
        if mutant.around is not None and roots == [mutant.around[0]]:
            own = excerpt(program, mutant.around)
            self._sides = tuple((own, node) for node in mutant.around)
        elif roots:
            self._sides = tuple(
                (excerpt(one, [name]), name)
                for one, name in ((p, _name(p, mutant.where)) for p in (program, mutant.program))
            )

    def apart(self, patient: Patient) -> bool:
        """Whether it is; of a whole criterion or fact, or of an entry, that is wrong it always may be."""
        found = [_value(Interpreter(own, patient.values), node) for own, node in self._sides]
        return not found or found[0] != found[1]


def _roots(program: Program, mutant: Mutant) -> list[n.Node]:
    """What is around a mistake: one condition, or what is named; nothing of a fact, a criterion or within an entry."""
    if mutant.site is None:
        return []
    if mutant.around is not None and not _of_an_entry(program, mutant.around[0]):
        return [mutant.around[0]]
    definition = program.definition.get(mutant.where)
    return [] if definition is not None and definition.within else [_name(program, mutant.where)]


def _of_an_entry(program: Program, node: n.Node) -> bool:
    """Whether a condition speaks of a field of an entry without choosing one."""
    fields = {field.name for fact in program.facts for field in fact.fields}
    waiting: list[object] = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, n.Several | n.Pick | n.PickIs | n.PickMoment):
            continue
        named = (getattr(inner, attribute, None) for attribute in ("fact", "period", "name"))
        if any(name in fields or (name in program.definition and program.definition[name].within) for name in named):
            return True
        waiting.extend(parts(inner))
    return False


def _value(seen: Interpreter, node: n.Node) -> object:
    if isinstance(node, n.MomentRef):
        return seen.moment(node)
    return seen.number(node) if isinstance(node, n.NumberRef) else seen.truth(node)  # type: ignore[arg-type]


def _name(program: Program, name: str) -> n.Ref | n.NumberRef | n.MomentRef:
    definition = program.definition.get(name)
    if definition is not None and isinstance(definition.body, n.Temporal):
        return n.MomentRef(name)
    return n.NumberRef(name) if definition is not None and definition.unit is not None else n.Ref(name)


def near_facts(mutant: Mutant, reads: Reads) -> frozenset[str]:
    """The facts that a mistake speaks of: what its place reads, or else all that is read around it."""
    if mutant.site is None:
        return frozenset((mutant.where,))
    names = reads.of(mutant.site[0]) | reads.of(mutant.site[1])
    # A field of an entry belongs to the fact that repeats.
    return frozenset(name.partition(".")[0] for name in names) or reads.of_name(mutant.where)
