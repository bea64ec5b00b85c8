"""What is left to find out: conditions with everything known folded away, over atoms that are still unknown.

An atom is a condition without parts (a flag, a comparison, a window, ...). Named conditions are looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from . import nodes as n
from .interpret import Interpreter
from .program import SCREENING
from .truth import TRUE, UNKNOWN
from .values import Moment, Period, Value


@dataclass(frozen=True, slots=True)
class Gate:
    """True when between ``low`` and ``high`` of its inputs are: and, or and at-least-N in one."""

    low: int
    high: int
    inputs: tuple[Formula, ...]
    negated: bool = False


Formula = bool | int | Gate
"""A constant, the index of an atom, or a gate."""


class Residual:
    """Collects the unknown atoms of the conditions given to :meth:`formula`.

    Attributes:
        atoms: the unknown atoms met so far; equal ones share an index.
        facts: for each atom, the open facts that it depends on.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.atoms: list[n.Condition] = []
        self.facts: list[frozenset[str]] = []
        self._index: dict[n.Condition, int] = {}

    def formula(self, node: n.Condition) -> Formula:
        """The condition with its known parts folded away."""
        truth = self.interpreter.truth(node)
        if truth is not UNKNOWN:
            return truth is TRUE
        match node:
            case n.Not(operand):
                return inverse(self.formula(operand))
            case n.All(members):
                return self._gate(len(members), None, members)
            case n.Any(members):
                return self._gate(1, None, members)
            case n.Count(low, high, members):
                return self._gate(low, high, members)
            case n.Ref(name):
                return self.formula(self._body(name))  # type: ignore[arg-type]  # a Ref names a condition
            case _:
                return self._atom(node)

    def _gate(self, low: int, high: int | None, members: Sequence[n.Condition]) -> Formula:
        parts = [self.formula(m) for m in members]
        sure = sum(p is True for p in parts)
        inputs = tuple(p for p in parts if not isinstance(p, bool))
        return Gate(low - sure, len(inputs) if high is None else high - sure, inputs)

    def _atom(self, node: n.Condition) -> int:
        index = self._index.get(node)
        if index is None:
            index = self._index[node] = len(self.atoms)
            self.atoms.append(node)
            record = self.interpreter.record
            self.facts.append(frozenset(f for f in facts_of(node, self._body) if is_open(record.get(f))))
        return index

    def _body(self, name: str) -> n.Condition | n.Numeric:
        program = self.interpreter.program
        criterion = program.criterion.get(name)
        return criterion.condition if criterion else program.definition[name].body


def is_open(value: Value | None) -> bool:
    """Whether there is more to find out about a fact: it is missing, or a moment of it is uncertain."""
    match value:
        case None:
            return True
        case Moment(low, high):
            return low != high
        case Period(start, end):
            return is_open(start) or (end is not None and is_open(end))
        case _:
            return False


def inverse(formula: Formula) -> Formula:
    """The negation of a formula."""
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, Gate):
        return Gate(formula.low, formula.high, formula.inputs, not formula.negated)
    return Gate(1, 1, (formula,), negated=True)


def holds(formula: Formula, truths: Sequence[bool]) -> bool:
    """The value of a formula when every atom has one."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, int):
        return truths[formula]
    count = sum(holds(i, truths) for i in formula.inputs)
    return (formula.low <= count <= formula.high) is not formula.negated


def occurrences(formula: Formula) -> Iterator[int]:
    """The atoms of a formula, once for each time they occur."""
    if isinstance(formula, bool):
        return
    if isinstance(formula, int):
        yield formula
        return
    for part in formula.inputs:
        yield from occurrences(part)


def facts_of(node: object, body: Callable[[str], object] | None = None) -> Iterator[str]:
    """The facts that a node reads, named things looked through by ``body`` (a function from name to node)."""
    match node:
        case n.Flag(fact) | n.Is(fact, _) | n.Measured(fact) | n.When(fact) | n.Chosen(fact) | n.Spell(fact):
            yield fact
        case n.EdgeOf(_, period):
            yield period
        case n.Lasting(period, _, _):
            yield from (period, SCREENING)
        case n.During(period, anchor):
            yield period
            yield from facts_of(anchor, body)
        case n.Ref(name) | n.NumberRef(name) if body is not None:
            yield from facts_of(body(name), body)
        case _:
            for part in parts(node):
                yield from facts_of(part, body)


def parts(node: object) -> tuple[object, ...]:
    """The nodes directly inside a node."""
    match node:
        case n.Not(operand) | n.Known(operand):
            return (operand,)
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            return members
        case n.FirstKnown(operands):
            return operands
        case n.Compare(left, _, right) | n.Arithmetic(_, left, right):
            return (left, right)
        case n.Window(subject, anchor):
            return (subject, anchor)
        case n.Choose(condition, then, otherwise):
            return (condition, then, otherwise)
        case n.Elapsed(_, start, end):
            return (start, end)
        case n.During(_, anchor):
            return (anchor,)
        case _:
            return ()
