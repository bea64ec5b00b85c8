"""An amendment as plain data for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from eligo.core.interpret import outcome_of
from eligo.core.pasted import patient_text
from eligo.core.program import Program
from eligo.verify.dictionary import readable, unlike
from eligo.verify.difference.criteria import Change, changes
from eligo.verify.difference.declared import declared_otherwise
from eligo.verify.difference.effects import Effect
from eligo.verify.difference.joint import Joint
from eligo.verify.difference.verdicts import Cell, cells, effect
from eligo.verify.session import LIMIT, SECONDS

Outcomes = Callable[[Mapping[str, object]], Mapping[str, str]]
"""A version's generated evaluator: from a raw record to the outcome of each criterion."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the table with its patient as text for the new version; None: nobody is there, or has a spelling."""

    cell: Cell
    text: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an amendment changes.

    Attributes:
        effect: on the verdicts.
        table: verdicts before and after; empty when the two cannot be compared.
        criteria: each criterion.
        facts_added: facts that only the new version declares.
        facts_removed: facts that only the old one declares.
        declared: what else the two declare otherwise, a line each.
        unlike: facts that no record holds for both versions, for which nothing can be compared.
        faults: cells whose patient the generated evaluators see otherwise: a fault of eligo.
    """

    effect: Effect
    table: tuple[Shown, ...]
    criteria: tuple[Change, ...]
    facts_added: tuple[str, ...]
    facts_removed: tuple[str, ...]
    declared: tuple[str, ...]
    unlike: tuple[str, ...]
    faults: tuple[str, ...]


def difference(
    old: Program,
    new: Program,
    evaluators: Callable[[], tuple[Outcomes, Outcomes]],
    seconds: float = SECONDS,
    limit: float = LIMIT,
) -> Difference:
    """Compare two versions.

    Args:
        old: the version before.
        new: the version after.
        evaluators: makes the generated evaluators of both.
        seconds: how long one question may take.
        limit: how long all questions together may take.
    """
    added = tuple(fact.name for fact in new.facts if fact.name not in old.fact)
    removed = tuple(fact.name for fact in old.facts if fact.name not in new.fact)
    declared, apart = declared_otherwise(old, new), unlike(old, new)
    if apart:
        return Difference("undecided", (), (), added, removed, declared, apart, ())
    joint = Joint(old, new, seconds, limit)
    table, faults = [], []
    outcomes = evaluators()
    criteria = tuple(changes(joint))
    for cell in cells(joint, criteria):
        if cell.patient is not None and not _replays(joint, cell.patient, outcomes):
            faults.append(cell.said)
            cell = replace(cell, patient=None, why="the patient that was found does not replay")
        table.append(Shown(cell, _text(joint, cell)))
    return Difference(
        effect([shown.cell for shown in table]), tuple(table), criteria, added, removed, declared, (), tuple(faults)
    )


def _text(joint: Joint, cell: Cell) -> str | None:
    if cell.patient is None:
        return None
    old, new = joint.sides
    return patient_text(new, cell.patient, f"{cell.before}_{cell.after}", cell.said, cell.after, earlier=old)


def _replays(joint: Joint, raw: Mapping[str, object], outcomes: tuple[Outcomes, Outcomes]) -> bool:
    """Whether both generated evaluators say of a patient what the interpreter says."""
    seen = joint.seen(raw)
    if seen is None:
        return False
    for program, interpreter, generated in zip(joint.sides, seen, outcomes, strict=True):
        found = {c.name: outcome_of(c.kind, interpreter.truths[c.name]).value for c in program.criteria}
        if found != dict(generated(readable(raw, program))):
            return False
    return True
