"""A number between the two places where a right and a wrong formula reach a limit: found by halving, powers or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from eligo.core.interpret import Outcome
from eligo.core.program import Fact

from .bounds import decimals
from .judges import Comparison
from .patients import Patient, Patients

SAMPLES = 12
"""Places of the plausible range at which it is looked whether a limit lies between."""

HALVINGS = 34
DIGITS = 8
"""Most decimals of the number."""

_Outcomes = tuple[Outcome, ...] | None


def between(
    patients: Patients, comparison: Comparison, starts: Sequence[Patient], facts: Sequence[Fact]
) -> Patient | None:
    """A patient with one number between the limit of the right program and that of the wrong one."""
    for patient in starts:
        for fact in facts:
            if fact.kind == "number" and fact.plausible is not None:  # of one that repeats a single value will do
                for value in _values(patients, comparison, patient, fact):
                    for written in decimals([value]):
                        changed = patients.changed(patient, fact, written)
                        if changed is not None and comparison.apart(changed):
                            return changed
    return None


def _values(patients: Patients, comparison: Comparison, patient: Patient, fact: Fact) -> Iterator[Fraction]:
    def of(side: Callable[[Patient], tuple[Outcome, ...]]) -> Callable[[Fraction], _Outcomes]:
        def outcomes(value: Fraction) -> _Outcomes:
            changed = patients.changed(patient, fact, value)
            return None if changed is None else side(changed)

        return outcomes

    assert fact.plausible is not None
    low, high = fact.plausible
    places = [low + (high - low) * step**2 / SAMPLES**2 for step in range(SAMPLES + 1)]  # closer where it is small
    right, wrong = ([*_limits(of(side), places)] for side in (comparison.right, comparison.wrong))
    for one in right:
        for other in wrong:
            if one != other:
                yield from _roundest(min(one, other), max(one, other))


def _limits(outcomes: Callable[[Fraction], _Outcomes], places: Sequence[Fraction]) -> Iterator[Fraction]:
    """Where the outcomes change, one place between each two at which they are not the same."""
    found = [outcomes(place) for place in places]
    for (low, before), (high, after) in pairwise(zip(places, found, strict=True)):
        if before != after:
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (middle, high) if outcomes(middle) == before else (low, middle)
            yield high


def _roundest(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """The shortest decimal between two numbers."""
    for digits in range(DIGITS + 1):
        value = Fraction(floor(low * 10**digits) + 1, 10**digits)
        if value < high:
            yield value
            return
