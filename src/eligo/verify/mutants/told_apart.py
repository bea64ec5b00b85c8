"""A mutant put to the solver: a patient who tells it from its program, or a proof that nobody does."""

from __future__ import annotations

from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.verify.answers import Answer, Proof, Undecided
from eligo.verify.patients import replayed
from eligo.verify.questions import Question, Wanted
from eligo.verify.session import entries_tried

from .batches import batch_of
from .first_order import Mutant

SECONDS = 2.0
"""How long one question may take."""

_TRUTHS = (TRUE, FALSE, UNKNOWN)


def told_apart(program: Program, mutant: Mutant) -> Answer:
    """Is there a patient of whom the two programs say different things?

    Assumptions are left out of it: a patient who contradicts one is told apart as well as any other. Of a wrong
    declaration nothing is asked, because the solver knows values as they are once read.
    """
    if mutant.kind == "fact":
        return Undecided("the solver does not read records")
    joint, names = _joint(program, mutant)
    bounded = False
    for criterion in mutant.touched:
        for truth in _TRUTHS:
            question: Question = (
                Wanted(n.Ref(names[0][criterion]), frozenset((truth,))),
                Wanted(n.Ref(names[1][criterion]), frozenset(_TRUTHS) - {truth}),
            )
            found = _ask(joint, question)
            if not isinstance(found, Proof):
                return found
            bounded = bounded or found.bounded
    return Undecided("nobody with short lists does") if bounded else Proof((), None)


def _joint(program: Program, mutant: Mutant) -> tuple[Program, tuple[dict[str, str], ...]]:
    """One program with the right criteria and the wrong ones."""
    right = replace(mutant, program=program)
    batch = batch_of((right, mutant))
    return batch.program, batch.names


def _ask(joint: Program, question: Question) -> Answer:
    from eligo.verify.solver.ask import Solver  # not before it is needed: it loads z3

    def replays(raw: dict[str, object]) -> bool:
        return replayed(joint, raw, question)

    found = Solver(joint, entries_tried(joint), SECONDS).ask(question, replays)
    if isinstance(found, Proof) and found.bounded:
        return Solver(joint, 0, SECONDS).rules_out(question) or found
    return found
