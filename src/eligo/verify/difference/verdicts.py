"""The table of verdicts before and after an amendment, with a patient for each cell that has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from eligo.core.program import Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.verify.answers import Patient, Proof
from eligo.verify.difference.criteria import Change, passing
from eligo.verify.difference.effects import Effect
from eligo.verify.difference.joint import Joint
from eligo.verify.questions import NOT_FALSE, Question, Wanted, everyone_passes

Verdict = Literal["eligible", "undetermined", "ineligible"]

VERDICTS: dict[Verdict, Truth] = {"eligible": TRUE, "undetermined": UNKNOWN, "ineligible": FALSE}
"""From the best for a patient who wants to take part to the worst."""
_RANK = list(VERDICTS)


@dataclass(frozen=True, slots=True)
class Cell:
    """Patients of one verdict before and one after.

    Attributes:
        before: the verdict of the old version.
        after: the verdict of the new one.
        patient: somebody; None when there is nobody, or when that is not decided.
        why: why it is not decided whether there is somebody; empty when it is.
        entries: of a proof that there is nobody, the most entries of a list that it covers; None: any number.
    """

    before: Verdict
    after: Verdict
    patient: dict[str, object] | None = None
    why: str = ""
    entries: int | None = None

    @property
    def changed(self) -> bool:
        """Whether the verdict changes."""
        return self.before != self.after

    @property
    def said(self) -> str:
        """Who is meant, in words."""
        return f"{self.before} before, {self.after} after" if self.changed else f"{self.before} before and after"


def cells(joint: Joint, criteria: Sequence[Change]) -> Iterator[Cell]:
    """All nine; nobody comes out better where no criterion lets anybody, and nobody worse where none keeps anybody out.

    Args:
        joint: both versions.
        criteria: what became of each criterion.
    """
    everything = tuple(map(everyone_passes, joint.sides))
    for before, after in product(VERDICTS, VERDICTS):
        cell = Cell(before, after)
        settled = _settled(cell, criteria)
        if settled is not None:
            yield settled
            continue
        question = tuple(
            Wanted(condition, frozenset({VERDICTS[verdict]}), side=side)
            for side, (condition, verdict) in enumerate(zip(everything, (before, after), strict=True))
        )
        answer = _likely(joint, cell, criteria, question) or joint.ask(question)
        if isinstance(answer, Patient):
            yield Cell(before, after, joint.witness(question, answer.raw))
        elif isinstance(answer, Proof):
            yield Cell(before, after, entries=answer.entries)
        else:
            yield Cell(before, after, why=answer.why)


def _settled(cell: Cell, criteria: Sequence[Change]) -> Cell | None:
    """That there is nobody, where the criteria one by one show it: a verdict is the worst of their outcomes."""
    if not cell.changed:
        return None
    fitting = {"equivalent", "stricter" if _rises(cell) else "looser"}
    if any(change.effect not in fitting for change in criteria):
        return None
    bounds = [change.entries for change in criteria if change.entries is not None]
    return replace(cell, entries=max(bounds, default=None))


def _likely(joint: Joint, cell: Cell, criteria: Sequence[Change], question: Question) -> Patient | None:
    """Somebody for whom one of the criteria that changed makes the difference."""
    if not cell.changed:
        return None
    side, verdict = (0, cell.before) if _rises(cell) else (1, cell.after)
    for change in criteria:
        name = (change.old, change.new)[side]
        if name is not None and change.effect != "equivalent":
            found = joint.likely((question[1 - side], *_because(joint.sides[side], name, VERDICTS[verdict], side)))
            if found is not None:
                return found
    return None


def _because(program: Program, name: str, truth: Truth, side: int) -> Question:
    """That a verdict is what it is because of one criterion."""
    others = () if truth is FALSE else tuple(c for c in program.criteria if c.name != name)
    unfailed = (Wanted(passing(other), NOT_FALSE, side=side) for other in others)
    return (Wanted(passing(program.criterion[name]), frozenset({truth}), side=side), *unfailed)


def effect(table: Sequence[Cell]) -> Effect:
    """What a change does to verdicts: stricter lets nobody come out better than before, looser nobody worse."""
    changed = [cell for cell in table if cell.changed]
    up = any(cell.patient is not None and _rises(cell) for cell in changed)
    down = any(cell.patient is not None and not _rises(cell) for cell in changed)
    if up and down:
        return "incomparable"
    if any(cell.why for cell in changed if not (up and _rises(cell)) and not (down and not _rises(cell))):
        return "undecided"
    return "looser" if up else "stricter" if down else "equivalent"


def _rises(cell: Cell) -> bool:
    return _RANK.index(cell.after) < _RANK.index(cell.before)
