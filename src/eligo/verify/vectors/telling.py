"""Patients who tell wrong programs from the right one: all mistakes in one place are tried on the same patients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts

from ..mutants import Mutant
from .crossing import between
from .judges import Comparison
from .patients import Patient
from .readings import plausible_limits
from .search import Search

MOST_SUSPECTS = 6
"""Most patients for whom what is around a mistake is another, and who are changed once more so that it matters."""

MOST_ALIKE = 2
"""Most of them for whom what is around it comes to the same two values."""

MOST_TRIED_TWICE = 80
"""Most patients that each of them is changed into."""

MOST_IN_VAIN = 12
"""Most differences of one name for which nobody is found by changing something else, before that is given up."""

MOST_SETTINGS = 12
"""Most patients in whose place one of them is put: those of whom the criteria hang on what has become another."""

CALCULATED = {"threshold", "formula", "unit", "relation", "preference"}
"""Mistakes by which a limit comes to lie elsewhere."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a search goes on.

    Attributes:
        most: how many patients may be made with one fact changed.
        patience: how many of them may show nothing one after the other; 0 for any number.
        starts: from how many patients the search sets out.
    """

    most: int
    patience: int = 0
    starts: int = 4


_Difference = tuple[object, ...]
"""The criteria that are touched, the name of what is wrong, and its two values."""

_Suspects = dict[tuple[object, object], list[Patient]]
"""Patients for whom what is around a mistake is another, by the two values of what is named with it."""

Told = tuple[Comparison, Patient]
"""A wrong program, and a patient who tells it from the right one."""


class Telling:
    """Finds patients for the mistakes in one program; what has shown one mistake is tried for the next."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.program, self.reads, self.patients = search.program, search.reads, search.patients
        self._settings: dict[_Difference, list[Patient]] = {}
        self._in_vain: dict[tuple[object, ...], set[_Difference]] = {}

    def of_place(self, wrong: Sequence[Comparison], starts: Sequence[Patient], effort: Effort) -> Iterator[Told]:
        """For mistakes in one place, patients who come out differently, one fact or two away from some that do not.

        Args:
            wrong: the wrong programs.
            starts: patients to set out from, those first for whom the criteria hang on what is around the mistakes.
            effort: how long those with one fact changed are tried.
        """
        local = _Local(self.program, wrong[0].mutant)
        suspects: dict[int, _Suspects] = {id(one): {} for one in wrong}
        left = list(wrong)
        spare = max(0, self.search.left - effort.most)
        self.search.left -= spare
        in_vain = 0
        for patient in self._changed_once([one.mutant for one in wrong], starts):
            in_vain += 1
            before = local.right(patient)
            for one in list(left):
                if not local.apart(one.mutant, patient, before):
                    continue
                if one.apart(patient):
                    left.remove(one)
                    in_vain = 0
                    yield one, patient
                elif one.mutant.site is not None:
                    alike = suspects[id(one)].setdefault(one.values(patient), [])
                    alike += [patient] if len(alike) < MOST_ALIKE else []
            if not left or (effort.patience and in_vain >= effort.patience):
                break
        self.search.left += spare
        for one in left:
            found = self._where_it_matters(one, suspects[id(one)])
            if found is None and self._moves_a_limit(one.mutant):
                reading = [f for f in self._facts(one.mutant) if f.name in self.reads.of_name(one.mutant.where)]
                some = [patient for alike in suspects[id(one)].values() for patient in alike][:1]
                found = between(self.patients, one, [*starts[:2], *some], reading)
            if found is not None:
                yield one, found

    def _moves_a_limit(self, mutant: Mutant) -> bool:
        """Whether a limit may come to lie elsewhere by a mistake: by any in a number that is named."""
        definition = self.program.definition.get(mutant.where)
        return mutant.kind in CALCULATED or (definition is not None and definition.unit is not None)

    def _facts(self, mutant: Mutant) -> list[Fact]:
        """The facts that the criteria read which a mistake touches."""
        names = frozenset().union(*(self.reads.of_name(name) for name in mutant.touched))
        return list(self.reads.named(names))

    def _changed_once(self, mutants: Sequence[Mutant], starts: Sequence[Patient]) -> Iterator[Patient]:
        """The patients with one fact changed that what is around the mistakes reads, at the limits drawn there."""
        first = mutants[0]
        if first.kind == "fact":
            yield from self._at_plausible_limits(self.program.fact[first.where], starts)
        whole: list[n.Node] = [self.program.criterion[name].condition for name in first.touched]
        roots = _roots(self.program, first) or whole
        near = frozenset().union(*(near_facts(mutant, self.reads) for mutant in mutants))
        around = near.union(*map(self.reads.of, roots))
        if isinstance(roots[0], n.NumberRef):  # its limits are drawn where it is used
            roots = [*roots, *whole]
        facts = [fact for fact in self._facts(first) if fact.name in around]
        facts.sort(key=lambda fact: (fact.name == SCREENING, fact.name not in near))
        for patient in starts:
            for fact in facts:
                yield from self.search.neighbours(roots, patient, [fact])

    def _at_plausible_limits(self, fact: Fact, starts: Sequence[Patient]) -> Iterator[Patient]:
        for patient in starts:
            for _, value in plausible_limits(fact):
                changed = self.patients.changed(patient, fact, value)
                if changed is not None:
                    yield changed

    def _where_it_matters(self, one: Comparison, suspects: _Suspects) -> Patient | None:
        """A patient for whom the wrong condition, number or moment is another, changed once more so that it decides."""
        mutant = one.mutant
        if mutant.site is None:
            return None
        reads = self.reads.of_name(mutant.where)
        facts = self._facts(mutant)
        masked = sorted(suspects, key=lambda values: values[0] == values[1])
        for values in masked[:MOST_SUSPECTS]:
            difference: _Difference = (mutant.touched, mutant.where, *values)
            if values[0] != values[1]:
                found = self._in_a_setting(one, values, suspects[values], [f for f in facts if f.name in reads])
                others = [fact for fact in facts if fact.name not in reads]
            else:  # something else that is named with it hides it
                found, difference = None, (*difference, id(mutant.hinges))
                others = [fact for fact in facts if fact.name in reads]
            in_vain = self._in_vain.setdefault(difference[:2], set())
            if found is None and difference not in in_vain and len(in_vain) < MOST_IN_VAIN:
                tried = (
                    changed for patient in suspects[values] for changed in self._changed_again(mutant, patient, others)
                )
                found = next((changed for changed in islice(tried, MOST_TRIED_TWICE) if one.apart(changed)), None)
                if found is None:
                    in_vain.add(difference)
            if found is not None:
                return found
        return None

    def _in_a_setting(
        self, one: Comparison, values: tuple[object, object], suspects: Sequence[Patient], own: Sequence[Fact]
    ) -> Patient | None:
        """One of some patients in the place of another, of whom the criteria hang on what has become another."""
        difference = (one.mutant.touched, one.mutant.where, *values)
        if difference not in self._settings:
            self._settings[difference] = list(islice(one.hanging(values), MOST_SETTINGS))
        for setting in self._settings[difference]:
            for patient in suspects:
                put = self.patients.with_facts_of(setting, patient, own)
                if put is not None and one.apart(put):
                    return put
        return None

    def _changed_again(self, mutant: Mutant, patient: Patient, facts: Sequence[Fact]) -> Iterator[Patient]:
        """A patient with one fact more changed: another field of every entry of a list, or another fact."""
        whole = [self.program.criterion[name].condition for name in mutant.touched]
        for fact in self._facts(mutant):
            if fact.name in patient.changed and _listed(fact):
                for value in self.search.values.in_every_entry(fact, patient):
                    changed = self.patients.changed(patient, fact, value)
                    if changed is not None:
                        yield changed
        for fact in sorted(facts, key=_listed):
            if fact.name not in patient.changed:
                yield from self.search.neighbours(whole, patient, [fact])


def _listed(fact: Fact) -> bool:
    return fact.kind == "events" or fact.repeated


class _Local:
    """What is around the mistakes in one place: where it is the same for a patient, so is all that holds it."""

    def __init__(self, program: Program, mutant: Mutant) -> None:
        self._nodes = _roots(program, mutant)
        self._around = bool(self._nodes) and mutant.around is not None and self._nodes[0] is mutant.around[0]
        self._own = excerpt(program, self._nodes)
        self._program = program
        self._wrong: dict[int, tuple[Program, n.Node]] = {}

    def right(self, patient: Patient) -> object:
        """What it is in the right program."""
        return _value(Interpreter(self._own, patient.values), self._nodes[0]) if self._nodes else None

    def apart(self, mutant: Mutant, patient: Patient, before: object) -> bool:
        """Whether it is another in the wrong program.

        Of a whole criterion or fact, or of what is asked of an entry, it may always be another.
        """
        if not self._nodes:
            return True
        if id(mutant) not in self._wrong:
            node = mutant.around[1] if self._around and mutant.around is not None else self._nodes[0]
            program = self._program if self._around else mutant.program
            self._wrong[id(mutant)] = (excerpt(program, [node]), node)
        program, node = self._wrong[id(mutant)]
        return _value(Interpreter(program, patient.values), node) != before


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


def by_place(wrong: Iterable[Comparison]) -> list[list[Comparison]]:
    """Wrong programs by the place of their mistake, in their order; a wrong criterion or fact is in one of its own."""
    found: dict[int, list[Comparison]] = {}
    for one in wrong:
        found.setdefault(id(one.mutant.hinges) if one.mutant.hinges else id(one), []).append(one)
    return list(found.values())
