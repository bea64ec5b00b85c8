"""Which outcomes of each criterion, and which truths of each of its conditions, the protocol's own patients reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eligo.core.interpret import Interpreter, Outcome, outcome_of
from eligo.core.phrases import text_of
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.core.words import Wording

from .vectors.sites import sites


@dataclass(frozen=True, slots=True)
class ConditionReached:
    """One condition of a criterion.

    Attributes:
        line: where it stands in the source.
        text: what it says.
        patients: how many of the protocol's patients make it true, false and unknown.
    """

    line: int
    text: str
    patients: dict[Truth, int]


@dataclass(frozen=True, slots=True)
class CriterionReached:
    """One criterion: how many patients pass, fail and leave it unknown, and the same of its conditions."""

    name: str
    label: str
    line: int
    patients: dict[Outcome, int]
    conditions: tuple[ConditionReached, ...]


def coverage(program: Program) -> tuple[CriterionReached, ...]:
    """What the patients of a protocol reach, criterion by criterion in the author's order."""
    readings = [read_record(program.facts, dict(vignette.raw)) for vignette in program.vignettes]
    seen = [Interpreter(program, reading.values) for reading in readings if not reading.problems]
    wording = Wording(program)
    made = []
    for criterion in program.criteria:
        outcomes = [outcome_of(criterion.kind, one.truths[criterion.name]) for one in seen]
        conditions = tuple(
            ConditionReached(
                site.atom.line or criterion.line,
                text_of(wording.inline(site.atom)),
                _counted((TRUE, FALSE, UNKNOWN), [one.truth(site.atom) for one in seen]),
            )
            for site in sites(program, criterion.condition)
        )
        made.append(CriterionReached(criterion.name, criterion.label, criterion.line, _outcomes(outcomes), conditions))
    return tuple(made)


def _counted(every: Iterable[Truth], found: list[Truth]) -> dict[Truth, int]:
    return {truth: sum(one is truth for one in found) for truth in every}


def _outcomes(found: list[Outcome]) -> dict[Outcome, int]:
    return {outcome: found.count(outcome) for outcome in Outcome}
