"""What a generated test suite is made from, as it is handed from one part of eligo to another."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Vector:
    """One patient and the expected result, computed by the reference interpreter.

    Attributes:
        subject: the criterion that the patient is meant to try.
        title: what is special about the patient, in words.
        patient: the vignette that is changed; empty for a record of nothing else.
        change: the facts that are changed and their raw values; None makes a fact unknown.
        verdict: the expected verdict.
        failed: the criteria that fail, in the author's order.
        unknown: those that cannot be decided; all others pass.
        needs: the missing facts that can still change the verdict.
        implausible: the facts whose values are not used because they lie outside their plausible ranges.
        outcome: where a protocol says too much of the patient to list it, what the subject alone says; then nothing
            is told of the other criteria and of needs. Empty everywhere else.
    """

    subject: str
    title: str
    patient: str
    change: tuple[tuple[str, object], ...]
    verdict: str
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    needs: tuple[str, ...]
    implausible: tuple[str, ...]
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """That a number, moved one way, never turns a criterion from passed to unknown or failed."""

    criterion: str
    fact: str
    better: Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """Another unit that a number may be given in; so many of it are one of the declared unit."""

    fact: str
    unit: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Completion:
    """A patient whom one missing fact decides: without it the verdict is open, with it it is definite.

    Attributes:
        patient: the vignette, of which the fact is taken away.
        fact: the fact.
        needs: the facts that can change the verdict while it is missing.
        verdict: the verdict of the whole patient.
    """

    patient: str
    fact: str
    needs: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A patient on one side or the other of what the protocol assumes.

    Attributes:
        title: what is special about the patient, in words.
        patient: the vignette that is changed; empty for a record of nothing else.
        change: the facts that are changed and their raw values; None makes a fact unknown.
        conflicts: the labels of the assumptions that the patient contradicts.
    """

    title: str
    patient: str
    change: tuple[tuple[str, object], ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What no vector of a criterion shows, because no patient was found for it. That there is none is not said.

    Attributes:
        criterion: the criterion.
        lacking: ``pair``, two patients whom one condition sets apart; ``unknown``, one whom its being unknown sets
            apart; or ``alone``, a patient who fails the criterion and no other.
        condition: the condition in words; empty of a criterion as a whole.
    """

    criterion: str
    lacking: Literal["pair", "unknown", "alone"]
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a program before any code is made from it."""

    vectors: tuple[Vector, ...] = ()
    directions: tuple[Direction, ...] = ()
    units: tuple[OtherUnit, ...] = ()
    completions: tuple[Completion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    gaps: tuple[Gap, ...] = ()
