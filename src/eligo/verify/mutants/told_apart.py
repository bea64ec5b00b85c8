"""A mutant put to the solver: a patient who tells it from its program, or a proof that nobody does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.verify.answers import Answer, Proof, Undecided, proved
from eligo.verify.patients import replayed
from eligo.verify.questions import Question, Wanted
from eligo.verify.session import entries_tried

from .batches import batch_of
from .by_itself import by_itself
from .enough import enough_entries
from .first_order import Mutant

if TYPE_CHECKING:
    from eligo.verify.solver.variables import Known

EFFORT = 600_000
"""How much z3 may do for one question, in its own unit: less than a second, and the same on every machine."""

_BY_DATE = 40
"""How much more it may do where moments may be known as dates."""

_LONG = 3600.0
_MOST_ENTRIES = 5
_TRUTHS = (TRUE, FALSE, UNKNOWN)


def told_apart(program: Program, mutant: Mutant, effort: int = EFFORT, *, dates: bool = True) -> Answer:
    """Is there a patient of whom the two programs say different things?

    Assumptions are left out of it: a patient who contradicts one is told apart as well as any other. Of a wrong
    declaration nothing is asked, because the solver knows values as they are once read. Periods and the
    screening are known exactly in a proof, where it hangs on what is asked of their ends.

    Args:
        effort: how much the solver may do for one question.
        dates: whether moments may be known as a day, a month or a year alone.
    """
    if mutant.kind == "fact":
        return Undecided("the solver does not read records")
    found = _told(program, mutant, effort, "exactly")
    if not isinstance(found, Proof) or not dates:
        return found
    # What holds of exact moments need not hold of days whose hour is unknown: then an unknown answer is one more.
    loosely = _told(program, mutant, effort, "loosely")
    return loosely if isinstance(loosely, Proof) else _told(program, mutant, _BY_DATE * effort, "by date")


def _told(program: Program, mutant: Mutant, effort: int, moments: Known) -> Answer:
    """The same of records in which moments are known in some way."""
    found = _asked(replace(mutant, program=program), mutant, effort, moments)
    if isinstance(found, Proof) and found.bounded:
        for pairs in by_itself(program, mutant):
            if all(proved(_asked(*pair, effort, moments)) for pair in pairs):
                return Proof(())
        return Undecided("nobody with short lists does")
    return found


def _asked(right: Mutant, wrong: Mutant, effort: int, moments: Known) -> Answer:
    """The answer for the criteria that the mistake touches; a proof is bounded if longer lists could tell."""
    from eligo.verify.solver.ask import Solver  # not before it is needed: it loads z3

    batch = batch_of((right, wrong))
    joint, names = batch.program, batch.names
    enough = enough_entries(right.program, wrong.program, wrong.touched)
    entries = max(entries_tried(joint), min(enough or 0, _MOST_ENTRIES))
    solver = Solver(joint, entries, _LONG, effort=effort, moments=moments)
    bounded = False
    for criterion in wrong.touched:
        for truth in _TRUTHS:
            question = _differently(names, criterion, truth)
            found: Answer
            if moments == "loosely":
                found = solver.rules_out(question, named=False) or Undecided("it hangs on what is asked of time")
            else:
                found = solver.ask(question, _replays(joint, question), named=False)
            if not isinstance(found, Proof):
                return found
            bounded = bounded or found.bounded
    sure = not bounded or (enough is not None and enough <= entries)
    if sure or _free(joint, names, wrong.touched, effort, moments):
        return Proof(())
    return Proof((), entries)


def _differently(names: tuple[dict[str, str], ...], criterion: str, truth: Truth) -> Question:
    """That a criterion comes to something, and the wrong one to something else."""
    return (
        Wanted(n.Ref(names[0][criterion]), frozenset((truth,))),
        Wanted(n.Ref(names[1][criterion]), frozenset(_TRUTHS) - {truth}),
    )


def _replays(joint: Program, question: Question) -> Callable[[dict[str, object]], bool]:
    return lambda raw: replayed(joint, raw, question)


def _free(
    joint: Program, names: tuple[dict[str, str], ...], touched: tuple[str, ...], effort: int, moments: Known
) -> bool:
    """Whether nobody tells them apart whatever the selections among entries come to."""
    from eligo.verify.solver.ask import Solver

    solver = Solver(joint, 0, _LONG, effort=effort, moments=moments)
    return all(
        solver.rules_out(_differently(names, criterion, truth), named=False) is not None
        for criterion in touched
        for truth in _TRUTHS
    )
