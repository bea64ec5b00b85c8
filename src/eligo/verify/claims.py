"""V513 and V514: claims, proved or refuted by a patient, and claims that speak of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eligo.core import nodes as n
from eligo.core.program import Claim
from eligo.verify.answers import Patient, Proof, proved
from eligo.verify.questions import NEVER, SURE, Question, Wanted
from eligo.verify.session import Session


@dataclass(frozen=True, slots=True)
class Claimed:
    """What came of a claim.

    Attributes:
        claim: as the author wrote it.
        status: whether it holds of everyone, is refuted by somebody, or could not be decided.
        patient: who refutes it, in as few and as round values as will do.
        why: why it could not be decided.
        entries: of a claim that holds, the most entries of a list for which that was shown; None: for any number.
        of_nobody: whether nobody meets what stands before `implies`.
    """

    claim: Claim
    status: Literal["proved", "refuted", "undecided"]
    patient: dict[str, object] | None = None
    why: str = ""
    entries: int | None = None
    of_nobody: bool = False


def decide(session: Session) -> Iterator[Claimed]:
    """Each claim, in the author's order."""
    for claim in session.program.claims:
        refuted: Question = (Wanted(claim.condition, NEVER, claim.label),)
        answer = session.ask(refuted, named=False)
        if isinstance(answer, Patient):
            yield Claimed(claim, "refuted", session.witness(refuted, answer.raw))
        elif isinstance(answer, Proof):
            yield Claimed(claim, "proved", entries=answer.entries, of_nobody=_of_nobody(session, claim))
        else:
            session.note(f'the claim "{claim.label}"', answer)
            yield Claimed(claim, "undecided", why=answer.why)


def _of_nobody(session: Session, claim: Claim) -> bool:
    """Whether a claim of the form `A implies B` holds because nobody meets A."""
    match claim.condition:
        case n.Any((n.Not(premise), _)):
            return proved(session.ask((Wanted(premise, SURE),), named=False))
    return False
