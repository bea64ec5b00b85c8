"""What a criterion and a protocol say of a patient. Each word equals the one of the runtime."""

from __future__ import annotations

from enum import StrEnum


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


Decision = tuple[Verdict, *tuple[Outcome, ...]]
"""The verdict, then each criterion's outcome in the author's order: one tuple, which takes less time than two."""
