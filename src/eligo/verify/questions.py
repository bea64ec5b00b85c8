"""Questions about a protocol: is there a patient for whom these conditions come out like this?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import Criterion, Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

SURE = frozenset({TRUE})
NEVER = frozenset({FALSE})
OPEN = frozenset({UNKNOWN})
NOT_FALSE = frozenset({TRUE, UNKNOWN})
NOT_TRUE = frozenset({FALSE, UNKNOWN})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition and the truths that it may have.

    ``name`` is what a proof that needs it says of it; ``side`` tells which of two compared protocols it belongs to.
    """

    condition: n.Condition
    truths: frozenset[Truth]
    name: str = ""
    side: int = 0

    def holds(self, interpreter: Interpreter) -> bool:
        """Whether it comes out so for the record that an interpreter evaluates."""
        condition = self.condition
        known = interpreter.truths.get(condition.name) if isinstance(condition, n.Ref) else None  # most are: soon told
        return (interpreter.truth(condition) if known is None else known) in self.truths


Question = tuple[Wanted, ...]
"""What is all wanted of one patient."""


def everyone_passes(program: Program) -> n.All:
    """True of an eligible patient, false of an ineligible one."""
    met = ((n.Ref(criterion.name), criterion.kind) for criterion in program.criteria)
    return n.All(tuple(ref if kind == "include" else n.Not(ref) for ref, kind in met))


def passes(criterion: Criterion) -> Wanted:
    """The criterion passes."""
    return Wanted(n.Ref(criterion.name), SURE if criterion.kind == "include" else NEVER, criterion.name)


def fails(criterion: Criterion) -> Wanted:
    """The criterion fails."""
    return Wanted(n.Ref(criterion.name), NEVER if criterion.kind == "include" else SURE, criterion.name)


def real_patients(program: Program) -> Question:
    """What holds of everyone: no assumption is contradicted."""
    return tuple(
        Wanted(assumption.condition, NOT_FALSE, f"assume {place}")
        for place, assumption in enumerate(program.assumptions)
    )


def pieces(wanted: Wanted) -> Iterator[Wanted]:
    """What has to be so for a condition to come out as wanted, each by itself."""
    match wanted.condition, wanted.truths:
        case n.Not(operand), truths:
            opposite = {TRUE: FALSE, FALSE: TRUE}
            turned = frozenset(opposite.get(truth, truth) for truth in truths)
            yield from pieces(replace(wanted, condition=operand, truths=turned))
        case (n.All(members), truths) if truths == SURE:
            for member in members:
                yield from pieces(replace(wanted, condition=member))
        case (n.Any(members), truths) if truths == NEVER:
            for member in members:
                yield from pieces(replace(wanted, condition=member))
        case _:
            yield wanted


def answered(question: Iterable[Wanted], interpreter: Interpreter) -> bool:
    """Whether a record is an answer."""
    return all(wanted.holds(interpreter) for wanted in question)
