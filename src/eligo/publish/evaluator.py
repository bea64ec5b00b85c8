"""The generated evaluator of a protocol, without writing it to disk: to try patients on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eligo.core.program import Program

_PACKAGE = "eligo_evaluator_under_trial"

Outcomes = Callable[[Mapping[str, object]], dict[str, str]]
"""From a raw record to the outcome of each criterion."""


def evaluator(program: Program, package: str = _PACKAGE) -> Outcomes:
    """What a build makes of a protocol, compiled and loaded under the name ``package``."""
    from eligo.backends.python.loading import load

    screen = load(program, package).screen

    def outcomes(raw: Mapping[str, object]) -> dict[str, str]:
        return {name: str(outcome) for name, outcome in screen(raw).outcomes.items()}

    return outcomes
