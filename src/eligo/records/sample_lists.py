"""Entries of synthetic patients: lists of events and of samples on, beside and between the limits of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from eligo.core import nodes as n
from eligo.core.interpret import Verdict, evaluate
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reading import read_record
from eligo.core.residual import parts
from eligo.core.values import DAY, HOUR, MINUTE, NEVER, Duration, Moment

from .grid import step_of
from .listed_cells import repeats
from .plans import At, Entry, Listed, Part, Plan, Planned, Stretch, listed_of

Chance = Callable[[], float]
T = TypeVar("T")

COMPLETE = 0.8
"""How often a list of events says that it is complete."""
_MISSING = 0.05
_FRESH = 8
"""How many entries are drawn anew for each step of a search."""
_CHANGED = 10
"""How many entries with one field drawn anew."""
_BESIDE = 0.3
"""How often a moment is counted from another one of the patient, not from the screening."""


class Lists:
    """Draws the lists of a protocol's patients; ``facts`` are those that repeat."""

    def __init__(self, program: Program, chance: Chance) -> None:
        self._program = program
        self._chance = chance
        self.facts = [fact for fact in program.facts if repeats(fact)]
        self._limits: dict[str, set[Fraction]] = {}
        self._lengths: set[At] = {At(micros=-HOUR), At(micros=-DAY)}
        self.own: list[Plan] = []
        if self.facts:
            self._find()
            self.own = list(_of_eligible(program, [fact.name for fact in self.facts]))

    def candidates(self, fact: Fact, plan: Plan) -> list[Planned]:
        """Lists beside the one that a plan has for a fact, and some that have nothing to do with it.

        They differ from it by one entry, or by one field of an entry: what a search for a patient climbs by.
        """
        now = plan.get(fact.name)
        moments = list(_moments(plan))
        fresh = [self._entry(fact, moments) for _ in range(_FRESH)]
        found: list[Planned] = [NEVER] if fact.kind == "events" else []
        found += [self._listed(fact, (entry,)) for entry in fresh]
        if isinstance(now, Listed) and now.entries:
            entries = now.entries
            found += [Listed((*entries, entry), now.complete) for entry in fresh[: _FRESH // 2]]
            found += [
                Listed(_without(entries, place), now.complete) for place in range(len(entries) if entries[1:] else 0)
            ]
            found += [self._changed(fact, now, moments) for _ in range(_CHANGED)]
        return found

    def _listed(self, fact: Fact, entries: tuple[Entry, ...]) -> Listed:
        return Listed(entries, complete=fact.kind == "events" and self._chance() < COMPLETE)

    def _changed(self, fact: Fact, now: Listed, moments: Sequence[At]) -> Listed:
        """The list with one field of one entry drawn anew."""
        place = int(self._chance() * len(now.entries))
        field = self._one(fact.fields)
        entry = {**now.entries[place], _short(field): self._value(field, moments)}
        return Listed((*now.entries[:place], entry, *now.entries[place + 1 :]), now.complete)

    # ------------------------------------------------------------ what the rules ask

    def _find(self) -> None:
        """The numbers that fields are compared with, and the distances of windows."""
        for node in _nodes(self._program):
            if isinstance(node, n.Window):
                for end in (node.low, node.high):
                    if end is not None and end != Duration():
                        self._lengths.add(At(-abs(end.months), -abs(end.micros)))
            if isinstance(node, n.Compare):
                for side, other in ((node.left, node.right), (node.right, node.left)):
                    found = side.value if isinstance(side, n.Pick) else side
                    if isinstance(found, n.Measured) and isinstance(other, n.Number):
                        name = found.fact
                        repeated = name in self._program.fact and self._program.fact[name].repeated
                        self._limits.setdefault(f"{name}.value" if repeated else name, set()).add(other.value)

    # ------------------------------------------------------------ entries

    def _entry(self, fact: Fact, moments: Sequence[At]) -> Entry:
        entry: dict[str, Part] = {}
        for field in fact.fields:
            always = fact.repeated and _short(field) == "value"  # a sample is of something
            if always or self._chance() >= _MISSING:
                entry[_short(field)] = self._value(field, moments)
        return entry

    def _value(self, field: Fact, moments: Sequence[At]) -> Part:
        match field.kind:
            case "number":
                return self._number(field)
            case "choice":
                return self._one(field.options)
            case "flag":
                return self._chance() < 0.5
            case "period":
                start = self._time(moments)
                return Stretch(start) if self._chance() < 0.5 else Stretch(start, start.plus(micros=HOUR))
            case _:
                return self._time(moments)

    def _number(self, field: Fact) -> Fraction:
        """A number on or beside a limit, or anywhere that is plausible."""
        limits = sorted(self._limits.get(field.name, ()))
        step = step_of(field, limits)
        low, high = field.plausible or (Fraction(0), 2 * max([*limits, Fraction(50)]))
        near = [v for limit in limits for v in (limit - step, limit, limit + step, limit / 2) if low <= v <= high]
        value = low + (high - low) * Fraction(int(self._chance() * 1000), 1000)
        if near and self._chance() < 0.7:
            value = self._one(near)
        rounded = value // step * step
        return rounded if low <= rounded <= high else value

    def _time(self, moments: Sequence[At]) -> At:
        """A moment on a limit of a window, a minute or a day beside it, or within; mostly before the screening."""
        edge = self._one(sorted(self._lengths, key=lambda at: (at.months, at.micros)))
        if self._chance() < 0.3:
            edge = At(micros=-int(self._chance() * (31 * DAY * -edge.months - edge.micros)) // MINUTE * MINUTE)
        else:
            edge = edge.plus(micros=int(self._one((0, MINUTE, MINUTE, -MINUTE, DAY // 2, -DAY))))
        if moments and self._chance() < _BESIDE:
            beside = self._one(moments)
            after = self._chance() < 0.5
            return beside.plus(-edge.months, -edge.micros) if after else beside.plus(edge.months, edge.micros)
        return edge

    def _one(self, values: Sequence[T]) -> T:
        return values[int(self._chance() * len(values))]


def _short(field: Fact) -> str:
    return field.name.rpartition(".")[2]


def _without(entries: tuple[Entry, ...], place: int) -> tuple[Entry, ...]:
    return entries[:place] + entries[place + 1 :]


def _moments(plan: Plan) -> Iterator[At]:
    """The moments of a plan, those in its lists among them."""
    for planned in plan.values():
        for part in [p for e in planned.entries for p in e.values()] if isinstance(planned, Listed) else [planned]:
            if isinstance(part, At):
                yield At(part.months, part.micros)
            elif isinstance(part, Stretch):
                yield part.start


def _of_eligible(program: Program, names: Sequence[str]) -> Iterator[Plan]:
    """The lists of the protocol's own eligible patients."""
    for vignette in program.vignettes:
        raw = dict(vignette.raw)
        reading = read_record(program.facts, raw)
        screened = reading.values.get(SCREENING)
        if reading.problems or not isinstance(screened, Moment):
            continue
        if evaluate(program, reading.values).verdict is Verdict.ELIGIBLE:
            lists = {name: listed_of(raw.get(name), screened.low) for name in names}
            yield {name: planned for name, planned in lists.items() if planned is not None}


def _nodes(program: Program) -> Iterator[object]:
    stack: list[object] = [*(c.condition for c in program.criteria), *(d.body for d in program.definitions)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(parts(node))
