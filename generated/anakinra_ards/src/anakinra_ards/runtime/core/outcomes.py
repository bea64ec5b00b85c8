"""What a criterion and a protocol say of a patient."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from .truth import TRUE, UNKNOWN, Truth


class Outcome(StrEnum):
    """What a criterion says of a patient."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a protocol says of a patient."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"


def outcome_of(kind: str, met: Truth) -> Outcome:
    """An inclusion passes when it is met, an exclusion when it is not."""
    if met is UNKNOWN:
        return Outcome.UNKNOWN
    return Outcome.PASSED if (met is TRUE) == (kind == "include") else Outcome.FAILED


def verdict_of(outcomes: Mapping[str, Outcome]) -> Verdict:
    """Ineligible if any criterion fails, eligible if all pass, otherwise undetermined."""
    values = outcomes.values()
    if Outcome.FAILED in values:
        return Verdict.INELIGIBLE
    return Verdict.UNDETERMINED if Outcome.UNKNOWN in values else Verdict.ELIGIBLE
