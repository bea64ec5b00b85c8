"""Compiled eligibility criteria, made by eligo: not for editing.

    from anakinra_ards import Patient, screen

    result = screen(Patient(age=54, weight=70))
    result.verdict, result.outcomes, result.needs
    print(result.why())

Nothing here decides on care: it restates the criteria of a protocol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outcomes import Outcome, Verdict
from .result import CriterionResult, RecordError, Result
from .screening import COMPILED, FACTS, screen, screen_values, verdict

if TYPE_CHECKING:
    from .patient import Patient
    from .runtime.core.program import Program
    from .untrusted import screen_json
    from .values import Period, Quantity

    PROGRAM: Program

__all__ = [
    "COMPILED",
    "FACTS",
    "PROGRAM",
    "CriterionResult",
    "Outcome",
    "Patient",
    "Period",
    "Quantity",
    "RecordError",
    "Result",
    "Verdict",
    "screen",
    "screen_json",
    "screen_values",
    "verdict",
]


def __getattr__(name: str) -> object:
    # These need pydantic, or modules that few ask for: its import takes longer than all the rest of this package.
    found: object
    if name == "Patient":
        from .patient import Patient as found
    elif name == "screen_json":
        from .untrusted import screen_json as found
    elif name == "Period":
        from .values import Period as found
    elif name == "Quantity":
        from .values import Quantity as found
    elif name == "PROGRAM":
        from .program import PROGRAM as found
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
