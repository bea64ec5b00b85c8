"""What an amendment does to each criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.program import Criterion, Program
from eligo.core.truth import FALSE, TRUE
from eligo.verify.answers import Answer, Patient, Proof, Undecided
from eligo.verify.difference.effects import Effect
from eligo.verify.difference.joint import Joint
from eligo.verify.difference.matching import matched
from eligo.verify.questions import NOT_FALSE, NOT_TRUE, Question, Wanted


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion before and after.

    Attributes:
        old: its name before; None when it is new.
        new: its name after; None when it is gone.
        effect: what became of its outcomes; of a new or a removed one as if there had been one that everybody passes.
        words: what is written otherwise: kind, label, source, readings; the condition, where it means the same.
        why: why the effect is not decided.
        entries: the most entries of a list for which the effect was shown; None: for any number.
    """

    old: str | None
    new: str | None
    effect: Effect
    words: tuple[str, ...] = ()
    why: str = ""
    entries: int | None = None

    @property
    def renamed(self) -> bool:
        """Whether it goes by another name."""
        return self.old is not None and self.new is not None and self.old != self.new

    @property
    def untouched(self) -> bool:
        """Whether nothing of it changed."""
        return self.effect == "equivalent" and not self.words and self.old == self.new


def changes(joint: Joint) -> Iterator[Change]:
    """Every criterion of either version, in the order of the new one; what is gone comes last."""
    old, new = joint.sides
    compared: dict[tuple[str, str], Change] = {}

    def compare(before: Criterion, after: Criterion) -> Change:
        key = before.name, after.name
        if key not in compared:
            compared[key] = _compared(joint, before, after)
        return compared[key]

    known = matched(old, new, joint.sameness, lambda before, after: compare(before, after).effect == "equivalent")
    for criterion in new.criteria:
        before = known.get(criterion.name)
        yield _lone(joint, criterion, 1) if before is None else compare(before, criterion)
    still_there = {before.name for before in known.values()}
    for criterion in old.criteria:
        if criterion.name not in still_there:
            yield _lone(joint, criterion, 0)


def _lone(joint: Joint, criterion: Criterion, side: int) -> Change:
    """A criterion that stands on one side alone: it matters if somebody does not pass it."""
    old, new = (criterion.name, None) if side == 0 else (None, criterion.name)
    answer = joint.ask((_not_surely(passing(criterion), side),))
    if isinstance(answer, Undecided):
        return Change(old, new, "undecided", why=answer.why)
    if isinstance(answer, Proof):
        return Change(old, new, "equivalent", entries=answer.entries)
    return Change(old, new, "looser" if side == 0 else "stricter")


def _compared(joint: Joint, before: Criterion, after: Criterion) -> Change:
    words = _words(joint, before, after)
    if joint.sameness.criterion(before, after):
        condition = () if joint.wording.criterion(before, after) else ("condition",)
        return Change(before.name, after.name, "equivalent", (*words, *condition))
    one, other = passing(before), passing(after)
    worse = ((_surely(one, 0), _not_surely(other, 1)), (_not_failing(one, 0), _failing(other, 1)))
    better = ((_not_surely(one, 0), _surely(other, 1)), (_failing(one, 0), _not_failing(other, 1)))
    down, up = (_first(joint, questions) for questions in (worse, better))
    for answer in (down, up):
        if isinstance(answer, Undecided):
            return Change(before.name, after.name, "undecided", words, answer.why)
    effect: Effect = "equivalent"
    if isinstance(down, Patient):
        effect = "incomparable" if isinstance(up, Patient) else "stricter"
    elif isinstance(up, Patient):
        effect = "looser"
    else:
        words = (*words, "condition")
    bounds = [answer.entries for answer in (down, up) if isinstance(answer, Proof) and answer.entries is not None]
    return Change(before.name, after.name, effect, words, entries=max(bounds, default=None))


def _first(joint: Joint, questions: tuple[Question, ...]) -> Answer:
    """Somebody who answers one of the questions; otherwise the weakest of the answers."""
    answers: list[Answer] = []
    for question in questions:
        answer = joint.ask(question)
        if isinstance(answer, Patient):
            return answer
        answers.append(answer)
    answers.sort(key=lambda answer: (isinstance(answer, Undecided), isinstance(answer, Proof) and answer.bounded))
    return answers[-1]


def passing(criterion: Criterion) -> n.Condition:
    """True of who passes a criterion, false of who fails it."""
    met = n.Ref(criterion.name)
    return met if criterion.kind == "include" else n.Not(met)


def _surely(condition: n.Condition, side: int) -> Wanted:
    return Wanted(condition, frozenset({TRUE}), side=side)


def _not_surely(condition: n.Condition, side: int) -> Wanted:
    return Wanted(condition, NOT_TRUE, side=side)


def _failing(condition: n.Condition, side: int) -> Wanted:
    return Wanted(condition, frozenset({FALSE}), side=side)


def _not_failing(condition: n.Condition, side: int) -> Wanted:
    return Wanted(condition, NOT_FALSE, side=side)


def _words(joint: Joint, before: Criterion, after: Criterion) -> tuple[str, ...]:
    """What is written otherwise."""
    old, new = joint.sides
    written = (
        ("kind", before.kind, after.kind),
        ("label", before.label, after.label),
        ("source", before.origins, after.origins),
        ("readings", before.readings, after.readings),
        ("labels of parts", _labels(old, before), _labels(new, after)),
        ("labels of exceptions", [e.label for e in before.exemptions], [e.label for e in after.exemptions]),
    )
    return tuple(what for what, one, other in written if one != other)


def _labels(program: Program, criterion: Criterion) -> list[str]:
    return [part.label for part in program.definitions if part.owner == criterion.name]
