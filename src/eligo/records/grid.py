"""The values that a number is drawn from: on the grid of its precision, within what is plausible."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from eligo.core.program import Fact


def plausible(fact: Fact, value: Fraction) -> bool:
    """Whether a number lies in its fact's plausible range."""
    return fact.plausible is None or fact.plausible[0] <= value <= fact.plausible[1]


def step_of(fact: Fact, cuts: Iterable[Fraction] = ()) -> Fraction:
    """The declared precision, or else the smallest power of ten that the cuts are written with (at most 1)."""
    if fact.precision is not None:
        return fact.precision
    step = Fraction(1)
    for cut in (*cuts, *(fact.plausible or ())):
        while step > Fraction(1, 1000) and (cut / step).denominator != 1:
            step /= 10
    return step if fact.plausible is None or fact.plausible[1] - fact.plausible[0] > 20 * step else step / 10


def limits_of(fact: Fact, cuts: Iterable[Fraction]) -> tuple[Fraction, Fraction]:
    """The range to sample from: what is plausible, or else a range that holds every cut."""
    if fact.plausible is not None:
        return fact.plausible
    largest = max((abs(cut) for cut in cuts), default=Fraction(50))
    return min((Fraction(0), *(2 * cut for cut in cuts))), 2 * (largest or Fraction(50))


def number_points(fact: Fact, cuts: list[Fraction]) -> list[Fraction]:
    """Values on the grid of a number's precision: next to and on its cuts, at its limits, and in between."""
    step = step_of(fact, cuts)
    low, high = limits_of(fact, cuts)
    points = {low, high}
    for cut in cuts:
        below = cut // step * step
        points.update((below, below + step, below - step) if below == cut else (below, below + step))
    edges = sorted(p for p in points if low <= p <= high)
    between = [(a + b) / 2 // step * step for a, b in pairwise(edges)]
    spread = [(low + (high - low) * Fraction(i, 8)) // step * step for i in range(1, 8)]
    return sorted({*edges, *(p for p in (*between, *spread) if low <= p <= high)})
