"""A mutant put to the solver: a patient who tells it from its program, or a proof that nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.verify.answers import Answer, Patient, Proof, Undecided, proved
from eligo.verify.patients import replayed
from eligo.verify.questions import Question, Wanted
from eligo.verify.session import entries_tried

from ..mutants import Mutant
from ..mutants.batches import Batch, batch_of
from .by_itself import by_itself
from .enough import enough_entries
from .unsettled import unsettled

if TYPE_CHECKING:
    from eligo.verify.solver.ask import Solver
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
    found = _told(program, mutant, _Look(effort, "exactly"))
    if not isinstance(found, Proof) or not dates:
        return found
    # What holds of exact moments need not hold of days whose hour is unknown: then an unknown answer is one more.
    loosely = _told(program, mutant, _Look(effort, "loosely"))
    return loosely if isinstance(loosely, Proof) else _told(program, mutant, _Look(_BY_DATE * effort, "by date"))


@dataclass(frozen=True, slots=True)
class _Look:
    """How much the solver may do for one question, and how moments are known."""

    effort: int
    moments: Known

    def solver(self, batch: Batch, entries: int) -> Solver:
        """For lists of so many entries; of none, whatever the selections among entries come to."""
        from eligo.verify.solver.ask import Solver  # not before it is needed: it loads z3

        return Solver(batch.program, entries, _LONG, effort=self.effort, moments=self.moments)


def _told(program: Program, mutant: Mutant, look: _Look) -> Answer:
    """The same of records in which moments are known in some way."""
    found = _asked(replace(mutant, program=program), mutant, look)
    if isinstance(found, Patient) or proved(found):
        return found
    if any(all(proved(_asked(*pair, look)) for pair in some) for some in by_itself(program, mutant)):
        return Proof(())
    pair = unsettled(program, mutant, lambda batch, question: _nobody(batch, question, look))
    if pair is not None and proved(_asked(*pair, look)):
        return Proof(())
    return Undecided("nobody with short lists does") if isinstance(found, Proof) else found


def _asked(right: Mutant, wrong: Mutant, look: _Look) -> Answer:
    """The answer for the criteria that the mistake touches; a proof is bounded if longer lists could tell."""
    batch = batch_of((right, wrong))
    enough = enough_entries(right.program, wrong.program, wrong.touched)
    entries = entries_tried(batch.program)
    found = _of_short_lists(batch, wrong.touched, entries, look)
    if not isinstance(found, Proof) or not found.bounded or (enough is not None and enough <= entries):
        return Proof(()) if isinstance(found, Proof) else found
    if _free(batch, wrong.touched, look):
        return Proof(())
    if enough is not None and enough <= _MOST_ENTRIES:
        longer = _of_short_lists(batch, wrong.touched, enough, look)
        return Proof(()) if isinstance(longer, Proof) else longer
    return found


def _of_short_lists(batch: Batch, touched: tuple[str, ...], entries: int, look: _Look) -> Answer:
    """The answer for lists of so many entries."""
    solver = look.solver(batch, entries)
    bounded = False
    for question in _questions(batch, touched):
        found: Answer
        if look.moments == "loosely":
            found = solver.rules_out(question, named=False) or Undecided("it hangs on what is asked of time")
        else:
            found = solver.ask(question, _replays(batch.program, question), named=False)
        if not isinstance(found, Proof):
            return found
        bounded = bounded or found.bounded
    return Proof((), entries if bounded else None)


def _nobody(batch: Batch, question: Question, look: _Look) -> bool:
    """Whether nobody with lists of up to two entries is like that."""
    return look.solver(batch, 2).rules_out(question, named=False) is not None


def _free(batch: Batch, touched: tuple[str, ...], look: _Look) -> bool:
    """Whether nobody tells them apart whatever the selections among entries come to."""
    solver = look.solver(batch, 0)
    return all(solver.rules_out(question, named=False) is not None for question in _questions(batch, touched))


def _questions(batch: Batch, touched: tuple[str, ...]) -> Iterator[Question]:
    """Of each criterion whether it comes out in one way in the first program, and in another in the second."""
    right, wrong = batch.names
    for criterion in touched:
        for truth in _TRUTHS:
            yield (
                Wanted(n.Ref(right[criterion]), frozenset((truth,))),
                Wanted(n.Ref(wrong[criterion]), frozenset(_TRUTHS) - {truth}),
            )


def _replays(joint: Program, question: Question) -> Callable[[dict[str, object]], bool]:
    return lambda raw: replayed(joint, raw, question)
