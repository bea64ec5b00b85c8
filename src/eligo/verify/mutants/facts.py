"""A declaration wrong: a default forgotten, a plausible limit off by a step, a unit read as another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from eligo.core.program import Fact

from .units import other_unit


def wrong_facts(fact: Fact) -> Iterator[tuple[str, Fact]]:
    """A fact of the data dictionary with one thing wrong about how its values are read."""
    if fact.missing is not None:
        yield "`missing means` left out", replace(fact, missing=None)
    if fact.kind != "number" or fact.repeated:
        return
    if fact.plausible is not None:
        low, high = fact.plausible
        step = fact.precision or Fraction(1, 100)
        for what, limits in (
            ("plausible from one step lower", (low - step, high)),
            ("plausible from one step higher", (low + step, high)),
            ("plausible to one step lower", (low, high - step)),
            ("plausible to one step higher", (low, high + step)),
        ):
            yield what, replace(fact, plausible=limits)
        yield "no plausible range", replace(fact, plausible=None)
    wrong = other_unit(fact.unit)
    if wrong is not None:
        yield f"declared in {wrong} for {fact.unit}", replace(fact, unit=wrong)
