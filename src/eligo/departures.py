"""Where a protocol first departs from what is expected of a patient: the criterion, and the condition in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter, Outcome
from eligo.core.phrases import text_of
from eligo.core.program import Criterion, Expectation
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, negate, truth_of
from eligo.core.words import Wording


@dataclass(frozen=True, slots=True)
class Departure:
    """The first criterion whose outcome is not the expected one, and the first condition in it that makes it so.

    Attributes:
        criterion: its name.
        label: its label.
        line: the source line of the condition.
        condition: what the condition says.
        truth: what it is for the patient.
        outcome: the criterion's outcome.
    """

    criterion: str
    label: str
    line: int
    condition: str
    truth: Truth
    outcome: Outcome

    def __str__(self) -> str:
        said = {TRUE: "holds", FALSE: "does not hold", UNKNOWN: "is not known"}[self.truth]
        return f"{self.criterion} {self.outcome.value}: line {self.line}, “{self.condition}” {said}"


def first_departure(
    interpreter: Interpreter, expected: Expectation, outcomes: Mapping[str, Outcome]
) -> Departure | None:
    """The first criterion that stands against an expectation; None where the outcomes agree with it."""
    for criterion in interpreter.program.criteria:
        outcome = outcomes[criterion.name]
        wanted = _wanted(expected, criterion.name, outcome)
        if outcome is not wanted:
            return _departure(interpreter, criterion, outcome, wanted)
    return None


def _wanted(expected: Expectation, name: str, outcome: Outcome) -> Outcome:
    """The outcome that an expectation asks of a criterion; what it is, when that will do."""
    if expected.because is not None and name in expected.because:
        return Outcome.FAILED
    may_fail = expected.verdict == "ineligible" and expected.because is None
    if expected.verdict == "eligible" or (outcome is Outcome.FAILED and not may_fail):
        return Outcome.PASSED
    return outcome


def _departure(interpreter: Interpreter, criterion: Criterion, outcome: Outcome, wanted: Outcome) -> Departure:
    met = truth_of((wanted is Outcome.PASSED) == (criterion.kind == "include"))
    atom = _blamed(interpreter, criterion.condition, met)
    words = text_of(Wording(interpreter.program).inline(atom))
    line = atom.line or criterion.line
    return Departure(criterion.name, criterion.label, line, words, interpreter.truth(atom), outcome)


def _blamed(interpreter: Interpreter, node: n.Condition, wanted: Truth) -> n.Condition:
    """The first condition without connectives that keeps a condition from being what is wanted of it."""
    while True:
        match node:
            case n.Not(operand):
                node, wanted = operand, negate(wanted)
            case n.Ref(name):
                criterion = interpreter.program.criterion.get(name)
                body = criterion.condition if criterion else interpreter.program.definition[name].body
                node = body  # type: ignore[assignment]  # a Ref names a condition
            case n.All(members) | n.Any(members) | n.Count(_, _, members) if members:
                node = next((m for m in members if interpreter.truth(m) is not wanted), members[0])
            case _:
                return node
