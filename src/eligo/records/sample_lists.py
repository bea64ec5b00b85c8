"""Entries of synthetic patients: lists of events and of samples on, beside and between the limits of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from eligo.core import nodes as n
from eligo.core.interpret import Verdict, evaluate
from eligo.core.moments import parse_moment
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reading import read_record
from eligo.core.residual import parts
from eligo.core.values import DAY, HOUR, MINUTE, Duration, Moment

from .edges import step_of
from .listed_cells import repeats
from .plans import At, Stretch, raw_of

Chance = Callable[[], float]
T = TypeVar("T")

TRIES = 16
"""How many lists are drawn in search of an eligible patient."""
ELIGIBLE = 0.5
"""How often one is searched for."""
COMPLETE = 0.8
"""How often a list of events says that it is complete."""
_MOST = 4
_MISSING = 0.05


class Lists:
    """Draws the lists of a protocol's patients; ``facts`` are those that repeat."""

    def __init__(self, program: Program, chance: Chance) -> None:
        self._program = program
        self._chance = chance
        self.facts = [fact for fact in program.facts if repeats(fact)]
        self._limits: dict[str, set[Fraction]] = {}
        self._lengths: set[At] = {At(micros=-HOUR), At(micros=-DAY)}
        self._own: list[dict[str, object]] = []
        if self.facts:
            self._find()
            self._own = list(_of_eligible(program, [fact.name for fact in self.facts]))

    def fill(self, record: dict[str, object], screening: int) -> None:
        """Give a record its lists, such that about half of the patients are eligible, where that can be.

        They are those of an eligible patient of the protocol, one of them drawn anew for the other half; without such
        a patient all are drawn.
        """
        if not self.facts:
            return
        if self._own:
            own = self._one(self._own)
            again = None if self._chance() < ELIGIBLE else self._one(self.facts)
            for fact in self.facts:
                given = own.get(fact.name)
                record[fact.name] = self._list(fact, screening) if fact is again else _from_screening(given, screening)
            return
        wanted = self._chance() < ELIGIBLE
        for _ in range(TRIES if wanted else 1):
            for fact in self.facts:
                record[fact.name] = self._list(fact, screening)
            if wanted and self._is_eligible(record):
                return

    def _is_eligible(self, record: dict[str, object]) -> bool:
        reading = read_record(self._program.facts, record)
        return not reading.problems and evaluate(self._program, reading.values).verdict is Verdict.ELIGIBLE

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

    # ------------------------------------------------------------ lists

    def _list(self, fact: Fact, screening: int) -> object:
        size = int(self._chance() * _MOST)
        if fact.kind != "events":
            return [self._entry(fact, screening) for _ in range(size + 1)]
        if not size and self._chance() < ELIGIBLE:
            return False
        entries = [self._entry(fact, screening) for _ in range(size)]
        return {"entries": entries, "complete": True} if self._chance() < COMPLETE else entries

    def _entry(self, fact: Fact, screening: int) -> dict[str, object]:
        entry: dict[str, object] = {}
        for field in fact.fields:
            key = field.name.rpartition(".")[2]
            always = fact.repeated and key == "value"  # a sample is of something
            if always or self._chance() >= _MISSING:
                entry[key] = self._value(field, screening)
        return entry

    def _value(self, field: Fact, screening: int) -> object:
        match field.kind:
            case "number":
                return self._number(field)
            case "choice":
                return self._one(field.options)
            case "flag":
                return self._chance() < ELIGIBLE
            case "period":
                start = self._time()
                end = start.plus(micros=HOUR)
                return raw_of(Stretch(start) if self._chance() < ELIGIBLE else Stretch(start, end), screening)
            case _:
                return raw_of(self._time(), screening)

    def _number(self, field: Fact) -> object:
        """A number on or beside a limit, or anywhere that is plausible."""
        limits = sorted(self._limits.get(field.name, ()))
        step = step_of(field, limits)
        low, high = field.plausible or (Fraction(0), 2 * max([*limits, Fraction(50)]))
        near = [v for limit in limits for v in (limit - step, limit, limit + step, limit / 2) if low <= v <= high]
        value = low + (high - low) * Fraction(int(self._chance() * 1000), 1000)
        if near and self._chance() < 0.7:
            value = self._one(near)
        rounded = value // step * step
        return raw_of(rounded if low <= rounded <= high else value, 0)

    def _time(self) -> At:
        """A moment on a limit of a window, a minute or a day beside it, or between it and the screening."""
        edge = self._one(sorted(self._lengths, key=lambda at: (at.months, at.micros)))
        if self._chance() < 0.3:
            inside = int(self._chance() * (31 * DAY * -edge.months - edge.micros)) // MINUTE * MINUTE
            return At(micros=-inside)
        return edge.plus(micros=int(self._one((0, MINUTE, MINUTE, -MINUTE, DAY // 2, -DAY))))

    def _one(self, values: Sequence[T]) -> T:
        return values[int(self._chance() * len(values))]


def _of_eligible(program: Program, names: Sequence[str]) -> Iterator[dict[str, object]]:
    """The lists of the protocol's own eligible patients, their moments by the distance from the screening."""
    for vignette in program.vignettes:
        raw = dict(vignette.raw)
        reading = read_record(program.facts, raw)
        screened = reading.values.get(SCREENING)
        if reading.problems or not isinstance(screened, Moment):
            continue
        if evaluate(program, reading.values).verdict is Verdict.ELIGIBLE:
            yield {name: _to_screening(raw[name], screened.low) for name in names if raw.get(name) is not None}


def _to_screening(value: object, screened: int) -> object:
    """A raw value with its moments as distances by the clock; a month or a year becomes its first day."""
    if isinstance(value, Mapping):
        return {key: _to_screening(part, screened) for key, part in value.items()}
    if isinstance(value, list):
        return [_to_screening(part, screened) for part in value]
    written = parse_moment(value) if isinstance(value, str) else None
    if written is None:
        return value
    noon = 0 if written.timed else DAY // 2
    return At(micros=written.low + noon - screened, day=not written.timed)


def _from_screening(value: object, screening: int) -> object:
    """The raw value on another day."""
    if isinstance(value, Mapping):
        return {key: _from_screening(part, screening) for key, part in value.items()}
    if isinstance(value, list):
        return [_from_screening(part, screening) for part in value]
    return raw_of(value, screening) if isinstance(value, At | Fraction) else value


def _nodes(program: Program) -> Iterator[object]:
    stack: list[object] = [*(c.condition for c in program.criteria), *(d.body for d in program.definitions)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(parts(node))
