"""The table of verdicts before and after an amendment, with a patient for each cell that has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.verify.answers import Patient, Proof
from eligo.verify.difference.joint import Joint
from eligo.verify.questions import Wanted, everyone_passes

Verdict = Literal["eligible", "undetermined", "ineligible"]
Effect = Literal["equivalent", "stricter", "looser", "incomparable", "undecided"]

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


def cells(joint: Joint) -> Iterator[Cell]:
    """All nine."""
    passing = tuple(map(everyone_passes, joint.sides))
    same = joint.sameness.verdicts(*joint.sides)
    for before, after in product(VERDICTS, VERDICTS):
        if same and before != after:
            yield Cell(before, after)
            continue
        question = tuple(
            Wanted(condition, frozenset({VERDICTS[verdict]}), side=side)
            for side, (condition, verdict) in enumerate(zip(passing, (before, after), strict=True))
        )
        answer = joint.ask(question)
        if isinstance(answer, Patient):
            yield Cell(before, after, joint.witness(question, answer.raw))
        elif isinstance(answer, Proof):
            yield Cell(before, after, entries=answer.entries)
        else:
            yield Cell(before, after, why=answer.why)


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
