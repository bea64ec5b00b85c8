"""Drawing raw values fast: for one archetype, what each fact may be without the patient coming out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from eligo.core.program import SCREENING, Fact

from .archetypes import Archetype, Finder
from .grid import limits_of, step_of
from .listed_cells import repeats
from .plans import At, Listed, Planned, Stretch, raw_of

Chance = Callable[[], float]
"""A random number in [0, 1)."""

EDGES = 0.25
"""How often a number lies on a threshold or one step off it, where it can."""

_ABSENT = 0.7
"""How often a fact that makes no difference to patients like the archetype is left out."""

_WIDE = 1000


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some raw values."""

    values: tuple[object, ...]

    def draw(self, chance: Chance, _clock: int, _screening: int) -> object:
        """A raw value."""
        return self.values[int(chance() * len(self.values))]


@dataclass(frozen=True, slots=True)
class Steps:
    """Whole multiples ``low`` to ``high`` of a step ``numerator / denominator``."""

    low: int
    high: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number on an edge, or anywhere in some ranges; a wide range is drawn more densely at its low end."""

    edges: tuple[int | float, ...]
    ranges: tuple[Steps, ...]

    def draw(self, chance: Chance, _clock: int, _screening: int) -> object:
        """A raw number."""
        if self.edges and (not self.ranges or chance() < EDGES):
            return self.edges[int(chance() * len(self.edges))]
        steps = self.ranges[int(chance() * len(self.ranges))]
        part, width = chance(), steps.high - steps.low + 1
        if width > _WIDE:
            part = part * part * part
        value = (steps.low + int(part * width)) * steps.numerator
        return value if steps.denominator == 1 else value / steps.denominator


@dataclass(frozen=True, slots=True)
class Lists:
    """The entries of a fact that repeats."""

    options: tuple[Planned, ...]

    def draw(self, chance: Chance, _clock: int, screening: int) -> object:
        """Raw entries, for the screening."""
        return raw_of(self.options[int(chance() * len(self.options))], screening)


Texts = dict[Planned, dict[int, object]]
"""Moments and periods as raw values, by the number of the screening's clock; archetypes share them."""


@dataclass(frozen=True, slots=True)
class Times:
    """A moment or a period; its text is made once for each screening."""

    options: tuple[tuple[Planned, dict[int, object]], ...]

    def draw(self, chance: Chance, clock: int, screening: int) -> object:
        """A raw moment or period, for the screening that has the number ``clock``."""
        planned, made = self.options[int(chance() * len(self.options))]
        text = made.get(clock)
        if text is None:
            text = made[clock] = raw_of(planned, screening)
        return dict(text) if isinstance(text, dict) else text


Certain = OneOf | Numbers | Times | Lists


@dataclass(frozen=True, slots=True)
class Sometimes:
    """Nothing now and then, otherwise what another one draws."""

    often: Certain

    def draw(self, chance: Chance, clock: int, screening: int) -> object:
        """A raw value, or None."""
        return None if chance() < _ABSENT else self.often.draw(chance, clock, screening)


Draw = Certain | Sometimes


class Draws:
    """How to draw patients like the archetypes of one finder; what several of them have in common is found out once."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._texts: Texts = {}
        self._found: dict[Hashable, Certain | None] = {}

    def of(self, archetype: Archetype) -> list[tuple[str, Draw]]:
        """How to draw each fact of patients like an archetype; facts that stay missing are left out.

        Of facts that matter together to one condition only one varies, so that the patients come out like the
        archetype.
        """
        free, idle = self._finder.roles(archetype.plan)
        draws: list[tuple[str, Draw]] = []
        for fact in self._finder.program.facts:
            if fact.name == SCREENING:
                continue
            planned = archetype.plan.get(fact.name)
            drawn = self._varied(archetype, fact) if fact.name in free else None
            if planned is not None:
                certain = drawn or self._exactly(planned)
                draws.append((fact.name, Sometimes(certain) if fact.name in idle else certain))
            elif drawn is not None:
                draws.append((fact.name, Sometimes(drawn)))
        return draws

    def _varied(self, archetype: Archetype, fact: Fact) -> Certain | None:
        seen = self._finder.seen_from(archetype, fact.name)
        if seen not in self._found:
            self._found[seen] = self._any(archetype, fact)
        return self._found[seen]

    def _any(self, archetype: Archetype, fact: Fact) -> Certain | None:
        finder, plan = self._finder, archetype.plan
        if fact.kind == "number" and not repeats(fact):
            return _numbers(finder, archetype, fact)
        same = [v for v in finder.edges.candidates(fact, plan) if finder.same_with(archetype, fact.name, v)]
        if not same:
            return None
        if repeats(fact):
            return Lists((*same, plan[fact.name]) if fact.name in plan else tuple(same))
        if any(isinstance(value, At | Stretch) for value in same):
            return self._times(same)
        return OneOf(tuple(raw_of(value, finder.screening) for value in same))

    def _times(self, options: Sequence[Planned]) -> Times:
        return Times(tuple((planned, self._texts.setdefault(planned, {})) for planned in options))

    def _exactly(self, planned: Planned) -> Certain:
        if isinstance(planned, Listed):
            return Lists((planned,))
        return self._times((planned,)) if isinstance(planned, At | Stretch) else OneOf((raw_of(planned, 0),))


def _numbers(finder: Finder, archetype: Archetype, fact: Fact) -> Numbers | None:
    """The cells between the fact's cuts in which the patient comes out the same, and the edges that do."""
    cuts = finder.edges.cuts(fact, archetype.plan)
    step = step_of(fact, cuts)
    low, high = limits_of(fact, cuts)
    edges: set[Fraction] = set()
    for cut in cuts:
        below = cut // step * step
        edges.update((below, below + step, below - step, cut))
    kept = [
        e for e in sorted(edges) if low <= e <= high and is_decimal(e) and finder.same_with(archetype, fact.name, e)
    ]
    ranges: list[Steps] = []
    for left, right in pairwise([low, *(c for c in cuts if low < c < high), high]):
        first, last = -(-left // step), right // step
        first += first * step == left and left != low
        last -= last * step == right and right != high
        if first <= last and finder.same_with(archetype, fact.name, Fraction((first + last) // 2) * step):
            ranges.append(Steps(first, last, step.numerator, step.denominator))
    return Numbers(tuple(_json_number(e) for e in kept), tuple(ranges)) if kept or ranges else None


def is_decimal(value: Fraction, digits: int = 12) -> bool:
    """Whether a number can be written with a few decimal digits, exactly."""
    return bool((value * 10**digits).denominator == 1 and abs(value) < 10**digits)


def _json_number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else value.numerator / value.denominator
