"""What comes of a question: a patient, a proof that there is none, or why it is not decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard


@dataclass(frozen=True, slots=True)
class Patient:
    """There is such a patient: a raw record that the interpreter has confirmed."""

    raw: dict[str, object]


@dataclass(frozen=True, slots=True)
class Proof:
    """There is none.

    Attributes:
        core: the names of what rules them out, nothing of it superfluous.
        entries: the most entries of a list for which it was shown; None: for any number of them.
    """

    core: tuple[str, ...]
    entries: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether longer lists could still hold such a patient."""
        return self.entries is not None


OUT_OF_TIME = "the time limit"
"""What the reason begins with when a question was not decided for want of time."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither was found; ``fault`` says that the solver's patient was not confirmed though nothing was left free."""

    why: str
    fault: bool = False


TOO_LATE = Undecided(f"{OUT_OF_TIME} for all questions together was reached")

Answer = Patient | Proof | Undecided


def proved(answer: Answer) -> TypeGuard[Proof]:
    """Whether there is nobody, however long the lists."""
    return isinstance(answer, Proof) and not answer.bounded
