"""Where a protocol first departs from what is expected of a patient: the criterion, and what in it makes it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter, Outcome
from eligo.core.phrases import text_of
from eligo.core.program import Criterion, Expectation
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, negate, truth_of
from eligo.core.words import Wording

MOST_NAMED = 4
"""Most conditions of one criterion that are named."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """A condition that is not what is wanted of it.

    Attributes:
        line: its source line.
        condition: what it says.
        truth: what it is for the patient.
    """

    line: int
    condition: str
    truth: Truth

    def __str__(self) -> str:
        said = {TRUE: "holds", FALSE: "does not hold", UNKNOWN: "is not known"}[self.truth]
        return f"line {self.line}, “{self.condition}” {said}"


@dataclass(frozen=True, slots=True)
class Departure:
    """The first criterion whose outcome is not the expected one.

    Attributes:
        criterion: its name.
        outcome: its outcome.
        conditions: the first condition in it that makes it so; several where any of them would have been enough.
    """

    criterion: str
    outcome: Outcome
    conditions: tuple[Blamed, ...]

    def __str__(self) -> str:
        return f"{self.criterion} {self.outcome.value}: {'; '.join(map(str, self.conditions))}"


def first_departure(
    interpreter: Interpreter, expected: Expectation, outcomes: Mapping[str, Outcome], needed: tuple[str, ...]
) -> Departure | None:
    """The first criterion that stands against an expectation; None where the outcomes agree with it.

    Args:
        outcomes: what the criteria say of the patient.
        needed: the missing facts that can still change the verdict.
    """
    for criterion in interpreter.program.criteria:
        outcome = outcomes[criterion.name]
        wanted = _wanted(expected, criterion.name, outcome)
        if outcome is not wanted:
            met = truth_of((wanted is Outcome.PASSED) == (criterion.kind == "include"))
            return _departure(interpreter, criterion, outcome, _blamed(interpreter, criterion.condition, met))
    return _about_needs(interpreter, expected, outcomes, needed)


def _wanted(expected: Expectation, name: str, outcome: Outcome) -> Outcome:
    """The outcome that an expectation asks of a criterion; what it is, when that will do."""
    if expected.because is not None and name in expected.because:
        return Outcome.FAILED
    may_fail = expected.verdict == "ineligible" and expected.because is None
    if expected.verdict == "eligible" or (outcome is Outcome.FAILED and not may_fail):
        return Outcome.PASSED
    return outcome


def _about_needs(
    interpreter: Interpreter, expected: Expectation, outcomes: Mapping[str, Outcome], needed: tuple[str, ...]
) -> Departure | None:
    """The first condition that reads a fact which is needed and was not expected to be, or the other way round."""
    if expected.needing is None:
        return None
    reads = Reads(interpreter.program)
    for facts, still_open in (
        (set(needed) - set(expected.needing), True),
        (set(expected.needing) - set(needed), False),
    ):
        for criterion in interpreter.program.criteria:
            outcome = outcomes[criterion.name]
            if facts.isdisjoint(reads.of_name(criterion.name)) or (outcome is Outcome.UNKNOWN) is not still_open:
                continue
            atoms = [
                atom
                for atom in _atoms(interpreter, criterion.condition)
                if not facts.isdisjoint(reads.of(atom)) and (interpreter.truth(atom) is UNKNOWN) is still_open
            ]
            if atoms:
                return _departure(interpreter, criterion, outcome, atoms[:1])
    return None


def _departure(interpreter: Interpreter, criterion: Criterion, outcome: Outcome, atoms: list[n.Condition]) -> Departure:
    wording = Wording(interpreter.program)
    conditions = (
        Blamed(atom.line or criterion.line, text_of(wording.inline(atom)), interpreter.truth(atom)) for atom in atoms
    )
    return Departure(criterion.name, outcome, tuple(conditions))


def _blamed(interpreter: Interpreter, condition: n.Condition, met: Truth) -> list[n.Condition]:
    """The first condition without connectives that keeps a condition from being what is wanted of it.

    Where one of several would have been enough, such as the members of "any of", nobody knows which one was meant: they
    are all named, as far as they are not too many.
    """
    return list(islice(_keeping(interpreter, condition, met), MOST_NAMED))


def _keeping(interpreter: Interpreter, condition: n.Condition, met: Truth) -> Iterator[n.Condition]:
    waiting = [(condition, met)]
    while waiting:
        node, wanted = waiting.pop()
        match node:
            case n.Not(operand):
                waiting.append((operand, negate(wanted)))
            case n.Ref(name):
                waiting.append((interpreter.program.body(name), wanted))  # type: ignore[arg-type]  # a Ref names a condition
            case n.All(members) | n.Any(members) | n.Count(_, _, members) if members:
                others = [m for m in members if interpreter.truth(m) is not wanted] or [members[0]]
                all_are_wanted = (isinstance(node, n.All) and wanted is TRUE) or (
                    isinstance(node, n.Any) and wanted is FALSE
                )
                waiting += [(member, wanted) for member in reversed(others[:1] if all_are_wanted else others)]
            case _:
                yield node


def _atoms(interpreter: Interpreter, condition: n.Condition) -> Iterator[n.Condition]:
    """The conditions without connectives inside one, in the author's order."""
    waiting = [condition]
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        match node:
            case n.Not(operand):
                waiting.append(operand)
            case n.Ref(name):
                if name not in named:
                    named.add(name)
                    waiting.append(interpreter.program.body(name))  # type: ignore[arg-type]  # a Ref names a condition
            case n.All(members) | n.Any(members) | n.Count(_, _, members):
                waiting += reversed(members)
            case _:
                yield node
