"""Lists for a fact that repeats: for each selection among its entries, those on which the choice or the count hangs.

An entry that counts is found first, and one that does not pass the test. Each is then moved to every limit in one
field, and stands alone, after as many others as the count allows, or beside the other one.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.references import looked_through
from eligo.core.residual import parts
from eligo.core.selection import current
from eligo.core.truth import FALSE, TRUE, Truth
from eligo.core.values import Entries, Value

from .bounds import Atom, bounds, decimals
from .nearness import Goal, nearness
from .sites import sites

Selection = n.Several | n.PickIs | n.Pick | n.PickMoment
Entry = dict[str, object]

STEPS = 5
"""Most fields that are changed to make an entry count."""

MOST_COPIES = 12
"""Most entries that stand before the one that is tried."""

_ENOUGH = 1 - 1e-6


class Lists:
    """The lists worth trying for one fact of one patient.

    Args:
        plain: for each field, by its short name, the values that need no condition to be worth trying.
        template: an entry to set out from.
    """

    def __init__(self, program: Program, fact: Fact, plain: Mapping[str, Sequence[object]], template: Entry) -> None:
        self.program = program
        self.fact = fact
        self.plain = plain
        self.template = template
        self.fields = {field.name.rpartition(".")[2]: field for field in fact.fields}
        self.reads = Reads(program)

    def of(self, roots: Iterable[n.Node], seen: Interpreter, given: Mapping[str, object]) -> Iterator[list[Entry]]:
        """The lists for every selection in some conditions.

        Args:
            roots: the conditions or numbers.
            seen: an interpreter of the patient, for a program in which they can be evaluated.
            given: the patient's raw record.
        """
        for selection, around in selections(seen.program, roots, self.fact.name):
            limits = [*inner_atoms(seen.program, [selection]), *around]
            yield from self._of(selection, limits, seen, given)

    def _of(
        self, selection: Selection, limits: list[Atom], seen: Interpreter, given: Mapping[str, object]
    ) -> Iterator[list[Entry]]:
        counts = self._entry([(selection.among, TRUE), *_tested(selection, TRUE)], self.template, limits, seen, given)
        fails = self._entry([(selection.among, TRUE), *_tested(selection, FALSE)], counts, limits, seen, given)
        before = [dict(counts) for _ in range(_copies(selection, limits))]
        yield [*before, counts]
        variants = list(self._variants(counts, limits, seen, given))
        for one in variants:
            yield [*before, one]
        for one in self._deciding(selection, counts, limits, seen, given):
            yield [*before, one]
        for other in [fails] if fails != counts else self._far_apart(counts, selection):
            yield [other]
            for one in variants:
                yield [one, other]
            for one in self._variants(other, limits, seen, given):
                yield [one, counts]
        for other in self._of_another_kind(counts):
            for one in self._variants(other, limits, seen, given, plain=False):
                yield [*before, one]
        for one in self._crossed(counts, limits, seen, given):
            yield [*before, one]

    def _deciding(
        self,
        selection: Selection,
        counts: Entry,
        limits: list[Atom],
        seen: Interpreter,
        given: Mapping[str, object],
    ) -> Iterator[Entry]:
        """For each condition of an entry, entries that count or do not by it alone, moved in what it reads."""
        tested = (selection.test,) if isinstance(selection, n.Several | n.PickIs) else ()
        every = list(sites(seen.program, n.All((selection.among, *tested))))
        for site in every if len(every) > 1 else ():
            read = [short for short, field in self.fields.items() if field.name in self.reads.of(site.atom)]
            for wanted in (TRUE, FALSE):
                goals: list[Goal] = [*((other, TRUE) for other in site.others), (site.atom, wanted)]
                found = self._entry(goals, counts, limits, seen, given)
                yield found
                yield from self._variants(found, limits, seen, given, names=read)

    def _crossed(
        self, entry: Entry, limits: list[Atom], seen: Interpreter, given: Mapping[str, object]
    ) -> Iterator[Entry]:
        """The entry with up to three fields changed: a choice, a number, and what has its limit there."""
        numbers = [name for name, field in self.fields.items() if field.kind == "number"]
        others = [name for name in self.fields if name not in numbers]
        for one in (entry, *self._of_another_kind(entry)):
            for two in self._variants(one, limits, seen, given, names=numbers):
                yield from self._variants(two, limits, seen, given, plain=False, names=others)

    def _of_another_kind(self, entry: Entry) -> Iterator[Entry]:
        """The entry with another value of one of its choices."""
        for name, field in self.fields.items():
            for option in field.options if field.kind == "choice" else ():
                if option != entry.get(name):
                    yield {**entry, name: option}

    def _entry(
        self, goals: list[Goal], start: Entry, limits: list[Atom], seen: Interpreter, given: Mapping[str, object]
    ) -> Entry:
        """The entry that comes nearest to what is wanted of it."""
        best, score = start, self._score(goals, start, seen)
        for _ in range(STEPS):
            if score > len(goals) * _ENOUGH:
                break
            tried = [(self._score(goals, e, seen), e) for e in self._variants(best, limits, seen, given, inside=True)]
            reached = max(tried, key=lambda one: one[0], default=(score, best))
            if reached[0] <= score:
                break
            score, best = reached
        return best

    def _score(self, goals: list[Goal], entry: Entry, seen: Interpreter) -> float:
        values = self._read(entry)
        if values is None:
            return -1.0
        inside = Interpreter.inside(seen, self.fact.name, values)
        return sum(nearness(inside, condition, wanted) for condition, wanted in goals)

    def _read(self, entry: Entry) -> dict[str, Value] | None:
        """The values of an entry by the full names of its fields; None when it cannot be read."""
        reading = read_record((self.fact,), {self.fact.name: [entry]})
        found = reading.values.get(self.fact.name)
        return None if reading.problems or not isinstance(found, Entries) else dict(found.entries[0])

    def _variants(
        self,
        entry: Entry,
        limits: list[Atom],
        seen: Interpreter,
        given: Mapping[str, object],
        *,
        inside: bool = False,
        plain: bool = True,
        names: Sequence[str] | None = None,
    ) -> Iterator[Entry]:
        """The entry with one field at a limit, at another value, or without it.

        Args:
            inside: well within limits too.
            plain: whether at values that are no limits.
            names: the fields; all of them, if not given.
        """
        within = Interpreter.inside(seen, self.fact.name, self._read(entry) or {})
        around = {**given, **{f"{self.fact.name}.{name}": part for name, part in entry.items()}}
        for name, field in self.fields.items():
            if names is not None and name not in names:
                continue
            found: list[object] = []
            others = (*self.plain.get(name, ()), None) if plain else ()
            for one in (*self._at_limits(field, limits, within, around, inside), *others):
                if one != entry.get(name) and not any(one == k and type(one) is type(k) for k in found):
                    found.append(one)
            for one in found:
                changed = {**entry, name: one}
                yield {key: part for key, part in changed.items() if part is not None or key == "value"}

    def _at_limits(
        self, field: Fact, limits: list[Atom], within: Interpreter, around: Mapping[str, object], inside: bool
    ) -> Iterator[object]:
        edges: list[str] = []
        for atom in limits:
            for bound in bounds(atom, field, within, around):
                yield from (bound.values[1], bound.values[0], bound.values[2])
                if isinstance(bound.values[1], str):
                    edges.append(bound.values[1])
            if isinstance(atom, n.Compare) and field.kind == "number":
                for side in (atom.left, atom.right):
                    if isinstance(side, n.Number):
                        step = field.precision or 1
                        yield from decimals((side.value, side.value - step, side.value + step))
        if inside:
            yield from _between(edges)

    def _far_apart(self, entry: Entry, selection: Selection) -> list[Entry]:
        """Entries that count as one does, with numbers at the ends of what is plausible."""
        if not isinstance(selection, n.Pick):
            return []
        made = []
        for name, field in self.fields.items():
            if field.kind == "number" and field.plausible is not None and name in entry:
                made += [{**entry, name: value} for value in decimals(field.plausible) if value != entry[name]]
        return made


def _tested(selection: Selection, wanted: Truth) -> list[Goal]:
    return [(selection.test, wanted)] if isinstance(selection, n.Several | n.PickIs) else []


def _copies(selection: Selection, limits: list[Atom]) -> int:
    """How many entries stand before the one that decides."""
    if isinstance(selection, n.Several):
        return min(MOST_COPIES, max(0, selection.low - 1) if selection.low else (selection.high or 0))
    if isinstance(selection, n.Pick) and selection.how == "count":
        for atom in limits:
            if isinstance(atom, n.Compare) and isinstance(atom.right, n.Number) and selection in parts(atom):
                return min(MOST_COPIES, max(0, math.ceil(atom.right.value) - 1))
    return 1 if selection.how == "previous" else 0


def _between(edges: list[str]) -> Iterator[str]:
    """Moments between two edges, and an hour to either side of one."""
    made = sorted({at for edge in edges if (at := _parsed(edge)) is not None})
    for one, other in pairwise(made):
        yield (one + (other - one) / 2).replace(second=0, microsecond=0).isoformat(timespec="minutes")
    for at in made:
        yield (at - dt.timedelta(hours=1)).isoformat(timespec="minutes")
        yield (at + dt.timedelta(hours=1)).isoformat(timespec="minutes")


def _parsed(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def selections(program: Program, roots: Iterable[object], series: str) -> Iterator[tuple[Selection, list[n.Compare]]]:
    """Every selection among the entries of a fact inside some nodes, each with the comparisons that it stands in."""
    waiting: list[tuple[object, list[n.Compare]]] = [(root, []) for root in roots]
    named: set[str] = set()
    while waiting:
        node, around = waiting.pop(0)
        if isinstance(node, n.Ref | n.NumberRef | n.MomentRef):
            if node.name not in named:
                named.add(node.name)
                waiting.append((program.body(node.name), around))
            continue
        if isinstance(node, n.Measured) and node.fact == series:
            node = current(series)
        if isinstance(node, Selection) and node.series == series:
            yield node, around
        if isinstance(node, n.Compare):
            around = [*around, node]
        waiting.extend((part, around) for part in parts(node))


def inner_atoms(program: Program, roots: Iterable[object]) -> list[Atom]:
    """The conditions that set bounds inside some nodes, what they refer to included."""
    return [node for node in looked_through(program, roots) if isinstance(node, Atom)]
