"""The smallest changes that would change one patient's verdict, among facts that can change.

A laboratory value can change, and time can pass. A person's age, a history and a person's answers cannot, or not for
this purpose: flags, choices, dates, lists and numbers counted in calendar time stay as they are, and so do the limits
that a laboratory gives with its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter, Verdict, evaluate
from eligo.core.moments import parse_moment
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.values import MINUTE, Duration, Entries, Value
from eligo.verify.moments import moment_text
from eligo.verify.own_limits import own_limits
from eligo.verify.questions import NEVER, SURE, Wanted, answered, everyone_passes, real_patients

SECONDS = 1.0
_CALENDAR = {"a", "mo", "wk", "d"}
_TOGETHER = 2
_MOST = 60
"""Most combinations of facts that are tried."""
_FINE = 10_000
"""A number without a precision is told to about this part of itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would have to be otherwise: its raw value now and then, numbers in the declared unit."""

    fact: Fact
    now: Fraction | str
    then: Fraction | str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would lead to another verdict: each way changes as few facts as any does, and no more than it needs."""

    verdict: Verdict
    ways: tuple[tuple[Change, ...], ...]


def otherwise(program: Program, raw: Mapping[str, object], seconds: float = SECONDS) -> Otherwise | None:
    """What would make an ineligible patient eligible, or an eligible one ineligible; None of any other patient.

    Args:
        program: the protocol.
        raw: the patient's record.
        seconds: how long one combination of facts may take.
    """
    reading = read_record(program.facts, raw)
    if reading.problems:
        return None
    verdict = evaluate(program, reading.values).verdict
    if verdict is Verdict.UNDETERMINED:
        return None
    wanted = Wanted(everyone_passes(program), NEVER if verdict is Verdict.ELIGIBLE else SURE)
    search = _Search(program, raw, reading.values, wanted, seconds)
    other = Verdict.INELIGIBLE if verdict is Verdict.ELIGIBLE else Verdict.ELIGIBLE
    for size in range(1, _TOGETHER + 1):
        ways = tuple(way for facts in search.combinations(size) if (way := search.way(facts)) is not None)
        if ways:
            return Otherwise(other, ways)
    return Otherwise(other, ())


class _Search:
    """One patient and the verdict that is wanted instead."""

    def __init__(
        self, program: Program, raw: Mapping[str, object], values: Mapping[str, Value], wanted: Wanted, seconds: float
    ) -> None:
        self.program = program
        self.raw = dict(raw)
        self.values = values
        self.question = (*real_patients(program), wanted)
        now = _minute(self.raw.get(SCREENING))
        if now is not None:  # time passes in one direction
            here = n.Fixed(now * MINUTE, now * MINUTE)
            self.question += (Wanted(n.Window(n.When(SCREENING), here, Duration(), None), SURE),)
        self.seconds = seconds
        self.stays = own_limits(program)
        lists = [len(value.entries) for value in values.values() if isinstance(value, Entries)]
        self.entries = max(lists, default=0) or 1

    def combinations(self, size: int) -> Iterator[tuple[Fact, ...]]:
        """The facts that can change, so many at a time; what can change nothing by itself is in none alone."""
        read = {name for c in self.program.criteria for name in Reads(self.program).of_name(c.name)}
        free = [fact for fact in self.program.facts if fact.name in read and self._can_change(fact)]
        return islice(combinations(free, size), _MOST)

    def _can_change(self, fact: Fact) -> bool:
        if fact.name == SCREENING:
            return _minute(self.raw.get(SCREENING)) is not None
        if fact.kind != "number" or fact.unit in _CALENDAR or fact.name in self.stays:
            return False
        return isinstance(self.values.get(fact.name), Fraction)

    def way(self, facts: tuple[Fact, ...]) -> tuple[Change, ...] | None:
        """How these facts would have to be, all others as they are."""
        from eligo.verify.solver.close import closest

        names = {fact.name for fact in facts}
        near = {fact.name: self.values.get(fact.name) for fact in self.program.facts if fact.name not in names}
        sides, every = (self.program,), self.program.facts
        found = closest(sides, every, self.question, near, self.raw, self.entries, self._answers, self.seconds)
        if found is None or any(found.get(name) is None for name in names):
            return None
        for fact in facts:
            found[fact.name] = self._nearest(fact, found)
        return tuple(Change(fact, self._now(fact), found[fact.name]) for fact in facts)  # type: ignore[arg-type]

    def _answers(self, raw: dict[str, object]) -> bool:
        reading = read_record(self.program.facts, raw)
        if reading.problems or reading.implausible:
            return False
        return answered(self.question, Interpreter(self.program, reading.values))

    def _now(self, fact: Fact) -> Fraction | str:
        value = self.values[fact.name]
        return value if isinstance(value, Fraction) else str(self.raw[fact.name])

    def _nearest(self, fact: Fact, found: dict[str, object]) -> Fraction | str:
        """The value nearest to the present one that still does, the other facts as they were found."""
        if fact.name == SCREENING:
            now, then = _minute(self.raw[SCREENING]), _minute(found[SCREENING])
            assert now is not None
            assert then is not None
            at = _edge(now, then, lambda minute: self._answers({**found, SCREENING: moment_text(minute * MINUTE)}))
            return moment_text(at * MINUTE)
        old, new = self.values[fact.name], found[fact.name]
        assert isinstance(old, Fraction)
        assert isinstance(new, Fraction)
        step = fact.precision or Fraction(10) ** _digits(max(abs(old), abs(new), Fraction(1, 1000)) / _FINE)
        first, last = round(old / step), (new / step).__ceil__() if new > old else (new / step).__floor__()
        tried = _edge(first, last, lambda steps: self._answers({**found, fact.name: steps * step}))
        return tried * step if self._answers({**found, fact.name: tried * step}) else new


def _edge(now: int, then: int, does: Callable[[int], bool]) -> int:
    """The whole number nearest to ``now`` that does, ``then`` being one that does and ``now`` one that does not."""
    while abs(then - now) > 1:
        middle = (now + then) // 2
        now, then = (now, middle) if does(middle) else (middle, then)
    return then


def _digits(value: Fraction) -> int:
    """The power of ten at or below a positive number."""
    power = 0
    while Fraction(10) ** (power + 1) <= value:
        power += 1
    while Fraction(10) ** power > value:
        power -= 1
    return power


def _minute(value: object) -> int | None:
    written = parse_moment(value) if isinstance(value, str) else None
    return written.low // MINUTE if written is not None and written.timed and written.offset is None else None
