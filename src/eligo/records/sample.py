"""Synthetic patients made from a protocol's declarations and rules, for trying it out, for tests and benchmarks.

They are not like real patients, and no statistics of theirs mean anything. What they are for: every criterion decides
for someone. About a third are eligible; the others fail a criterion, most of them one only, or lack what it needs.
Among them are values exactly on a threshold and one step off it, moments on the ends of windows, dates without a time,
missing and implausible values, and numbers in other units.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from random import Random

from eligo.core.moments import parse_moment
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.values import DAY, MINUTE
from eligo.units import compatible, conversion, parse_unit
from eligo.units.convert import same_annotations
from eligo.units.suggest import COMMON

from .archetypes import Archetype, Finder
from .columns import free_id_column
from .draws import Draw, Draws, is_decimal
from .plans import AT_SCREENING, raw_of

ELIGIBLE = 0.42
FAILING = 0.38
"""Shares of patients drawn like an eligible one and like one who fails a criterion; the rest lack something."""

MISSING = 0.10
SPARSE = 0.03
IMPLAUSIBLE = 0.03
OTHER_UNIT = 0.12
DATE_ONLY = 0.03
"""Shares of patients that something happens to: a fact missing, a fifth of all facts missing, and so on."""

HAPPENINGS = tuple(accumulate((MISSING, SPARSE, IMPLAUSIBLE, OTHER_UNIT, DATE_ONLY)))

_VARIANTS = 8
"""How many archetypes there are of eligible patients."""
_TURNS = 3
"""How many archetypes there are of failing, and of unknown, for each criterion."""
_CLOCKS = 128
"""How many moments of screening there are."""


def sample(program: Program, n: int, seed: int = 0, *, other_units: bool = True) -> Iterator[dict[str, object]]:
    """Raw records of ``n`` synthetic patients, as :func:`eligo.core.reading.read_record` reads them.

    The same program and seed give the same patients on every machine; the first ``m`` of ``n`` do not depend on ``n``.

    Args:
        program: the protocol.
        n: how many patients.
        seed: chooses the patients.
        other_units: whether some numbers come in units other than the declared ones.
    """
    yield from _Sampler(program, seed, other_units).patients(n)


@dataclass(frozen=True, slots=True)
class _OtherUnit:
    """A unit, and how to get to it from the declared one."""

    text: str
    scale: Fraction
    shift: Fraction


class _Sampler:
    """Deals archetypes in turn, and draws a patient from each."""

    def __init__(self, program: Program, seed: int, other_units: bool) -> None:
        self._program = program
        self._rng = Random(seed)
        self._chance = self._rng.random
        self._clocks = [self._any_screening() for _ in range(_CLOCKS)]
        self._finder = Finder(program, self._clocks[0], Random(int(self._chance() * 2**53)))
        self._eligible: list[Archetype] = []
        self._found: dict[tuple[str, str, int], Archetype | None] = {}
        self._draws = Draws(self._finder)
        self._known: dict[int, tuple[Archetype, list[tuple[str, Draw]]]] = {}
        self._turns = {"failing": 0, "unknown": 0}
        self._id = free_id_column(program.facts)
        self._facts = [fact for fact in program.facts if fact.name != SCREENING]
        self._numbers = [fact for fact in self._facts if fact.kind == "number" and not fact.repeated]
        self._moments = [fact.name for fact in self._facts if fact.kind == "moment"]
        self._units = {fact.name: _other_units(fact) for fact in self._numbers} if other_units else {}

    def _any_screening(self) -> int:
        first = parse_moment("2024-01-01")
        assert first is not None  # a date that exists
        return first.low + int(self._chance() * 731 * DAY) // MINUTE * MINUTE

    def patients(self, n: int) -> Iterator[dict[str, object]]:
        """The first ``n`` patients."""
        screenings = [raw_of(AT_SCREENING, screening) for screening in self._clocks]
        for number in range(1, n + 1):
            record: dict[str, object] = {self._id: f"S{number:07}"} if self._id else {}
            draws = self._deal()
            clock = int(self._chance() * _CLOCKS)
            screening = self._clocks[clock]
            if SCREENING in self._program.fact:
                record[SCREENING] = screenings[clock]
            for name, draw in draws:
                value = draw.draw(self._chance, clock, screening)
                if value is not None:
                    record[name] = value
            self._happen(record)
            yield record

    # ------------------------------------------------------------ archetypes

    def _deal(self) -> list[tuple[str, Draw]]:
        share = self._chance()
        archetype: Archetype | None = None
        if self._program.criteria and share >= ELIGIBLE:
            archetype = self._in_turn("failing" if share < ELIGIBLE + FAILING else "unknown")
        if archetype is None:
            archetype = self._any_eligible()
        known = self._known.get(id(archetype))
        if known is None:
            known = self._known[id(archetype)] = (archetype, self._draws.of(archetype))
        return known[1]

    def _any_eligible(self) -> Archetype:
        which = int(self._chance() * _VARIANTS)
        while len(self._eligible) <= which:
            first = self._eligible[0] if self._eligible else None
            self._eligible.append(self._finder.eligible() if first is None else self._finder.varied(first))
        return self._eligible[which]

    def _in_turn(self, what: str) -> Archetype | None:
        """Each criterion in turn, and on further rounds other patients for it."""
        criteria = self._program.criteria
        turn, index = divmod(self._turns[what], len(criteria))
        self._turns[what] += 1
        key = (what, criteria[index].name, turn % _TURNS)
        if key not in self._found:
            start = self._any_eligible().plan
            search = self._finder.failing if what == "failing" else self._finder.unknown
            self._found[key] = search(start, criteria[index].name)
        return self._found[key]

    # ------------------------------------------------------------ what happens to records

    def _happen(self, record: dict[str, object]) -> None:
        share = self._chance()
        if share >= HAPPENINGS[-1]:
            return
        events = (self._lose_one, self._lose_many, self._make_implausible, self._change_unit, self._forget_time)
        events[bisect_right(HAPPENINGS, share)](record)

    def _lose_one(self, record: dict[str, object]) -> None:
        if self._facts:
            record.pop(self._facts[int(self._chance() * len(self._facts))].name, None)

    def _lose_many(self, record: dict[str, object]) -> None:
        for fact in self._facts:
            if self._chance() < 0.2:
                record.pop(fact.name, None)

    def _make_implausible(self, record: dict[str, object]) -> None:
        bounded = [fact for fact in self._numbers if fact.plausible and fact.name in record]
        if not bounded:
            return
        fact = bounded[int(self._chance() * len(bounded))]
        low, high = fact.plausible or (Fraction(0), Fraction(0))
        beyond = high + (high - low) if self._chance() < 0.7 else low - 1
        record[fact.name] = raw_of(beyond if is_decimal(beyond) else Fraction(int(beyond) + 1), 0)

    def _change_unit(self, record: dict[str, object]) -> None:
        able = [fact for fact in self._numbers if self._units.get(fact.name) and fact.name in record]
        if not able:
            return
        fact = able[int(self._chance() * len(able))]
        units = self._units[fact.name]
        unit = units[int(self._chance() * len(units))]
        value = Fraction(str(record[fact.name])) * unit.scale + unit.shift
        if not is_decimal(value):
            value = Fraction(f"{float(value):.6g}")
        record[fact.name] = {"value": raw_of(value, 0), "unit": unit.text}

    def _forget_time(self, record: dict[str, object]) -> None:
        timed = [name for name in self._moments if isinstance(record.get(name), str)]
        if timed:
            name = timed[int(self._chance() * len(timed))]
            record[name] = str(record[name])[:10]


def _other_units(fact: Fact) -> list[_OtherUnit]:
    """Everyday units that a number may come in instead of its declared one, of a size not too far from it."""
    declared = parse_unit(fact.unit)
    found = []
    for text in COMMON:
        unit = parse_unit(text)
        if text == fact.unit or not (same_annotations(unit, declared) and compatible(declared, unit, fact.molar_mass)):
            continue
        scale, shift = conversion(declared, unit, fact.molar_mass)
        if not (scale == 1 and shift == 0) and Fraction(1, 1000) <= scale <= 1000:
            found.append(_OtherUnit(text, scale, shift))
    return found
