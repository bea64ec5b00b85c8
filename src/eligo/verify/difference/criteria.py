"""What an amendment does to each criterion: criteria are matched by name, and the rest by their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.program import Criterion
from eligo.core.truth import FALSE, TRUE
from eligo.verify.answers import Answer, Patient, Proof, Undecided
from eligo.verify.difference.joint import Joint
from eligo.verify.difference.sameness import same_meaning
from eligo.verify.difference.verdicts import Effect
from eligo.verify.questions import NOT_FALSE, NOT_TRUE, Question, Wanted


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion before and after.

    Attributes:
        old: its name before; None when it is new.
        new: its name after; None when it is gone.
        effect: what became of its outcomes; of a new or a removed one as if there had been one that everybody passes.
        words: what is written otherwise though it means the same: label, source, readings.
        patient: somebody whose outcome changes, the old and the new outcome beside it.
        why: why the effect is not decided.
        entries: the most entries of a list for which the effect was shown; None: for any number.
    """

    old: str | None
    new: str | None
    effect: Effect
    words: tuple[str, ...] = ()
    patient: dict[str, object] | None = None
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
    gone = [c for c in old.criteria if c.name not in new.criterion]
    for criterion in new.criteria:
        if criterion.name in old.criterion:
            yield _compared(joint, old.criterion[criterion.name], criterion)
            continue
        before = next((c for c in gone if c.kind == criterion.kind and _alike(joint, c, criterion)), None)
        if before is None:
            yield Change(None, criterion.name, "stricter")
        else:
            gone.remove(before)
            yield Change(before.name, criterion.name, "equivalent", _words(before, criterion))
    for criterion in gone:
        yield Change(criterion.name, None, "looser")


def _alike(joint: Joint, before: Criterion, after: Criterion) -> bool:
    """Whether it is proved that both come out the same for everybody."""
    return _compared(joint, before, after).effect == "equivalent"


def _compared(joint: Joint, before: Criterion, after: Criterion) -> Change:
    old, new = joint.sides
    words = _words(before, after)
    if before.kind == after.kind and same_meaning(old, new, before.condition, after.condition):
        return Change(before.name, after.name, "equivalent", words)
    one, other = _passing(before), _passing(after)
    worse = ((_surely(one, 0), _not_surely(other, 1)), (_not_failing(one, 0), _failing(other, 1)))
    better = ((_not_surely(one, 0), _surely(other, 1)), (_failing(one, 0), _not_failing(other, 1)))
    down, up = (_first(joint, questions) for questions in (worse, better))
    somebody = [answer.raw for answer in (down, up) if isinstance(answer, Patient)]
    patient = somebody[0] if somebody else None
    entries = next((answer.entries for answer in (down, up) if isinstance(answer, Proof)), None)
    effect: Effect = "equivalent"
    for answer in (down, up):
        if isinstance(answer, Undecided):
            return Change(before.name, after.name, "undecided", words, patient, answer.why)
    if isinstance(down, Patient):
        effect = "incomparable" if isinstance(up, Patient) else "stricter"
    elif isinstance(up, Patient):
        effect = "looser"
    return Change(before.name, after.name, effect, words, patient, entries=entries)


def _first(joint: Joint, questions: tuple[Question, ...]) -> Answer:
    """Somebody who answers one of the questions; otherwise the weakest of the answers."""
    answers: list[Answer] = []
    for question in questions:
        answer = joint.ask(question)
        if isinstance(answer, Patient):
            return Patient(joint.witness(question, answer.raw))
        answers.append(answer)
    answers.sort(key=lambda answer: (isinstance(answer, Undecided), isinstance(answer, Proof) and answer.bounded))
    return answers[-1]


def _passing(criterion: Criterion) -> n.Condition:
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


def _words(before: Criterion, after: Criterion) -> tuple[str, ...]:
    """What is written otherwise."""
    written = (
        ("label", before.label, after.label),
        ("source", before.origins, after.origins),
        ("readings", before.readings, after.readings),
        ("labels of exceptions", [e.label for e in before.exemptions], [e.label for e in after.exemptions]),
    )
    return tuple(what for what, one, other in written if one != other)
