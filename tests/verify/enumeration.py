"""The independent oracle of `eligo verify`: every cell of a small protocol, tried by the interpreter.

Each limit cuts the axis of its fact; one value of each cell, of each limit itself, and no value at all are tried, in all
combinations. It is exact for protocols whose comparisons are of one fact with a constant.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.residual import parts
from eligo.core.values import DAY, MINUTE, NEVER, Moment, Value
from eligo.verify.questions import Question, answered, real_patients

NOW = 738_976 * DAY


def everyone(program: Program) -> list[tuple[dict[str, Value], Interpreter]]:
    """One patient of each cell that the assumptions allow."""
    axes = []
    for fact in program.facts:
        filled = (fact.missing if value is None else value for value in values(program, fact))
        axes.append([(fact.name, value) for value in dict.fromkeys(filled)])
    domain = real_patients(program)
    found = []
    for choice in product(*axes):
        record = {name: value for name, value in choice if value is not None}
        seen = Interpreter(program, record)
        if answered(domain, seen):
            found.append((record, seen))
    return found


def exists(question: Question, patients: list[tuple[dict[str, Value], Interpreter]]) -> bool:
    """Whether one of them answers a question."""
    return any(answered(question, seen) for _, seen in patients)


def matters(program: Program, fact: str, patients: list[tuple[dict[str, Value], Interpreter]]) -> bool:
    """Whether a criterion comes out otherwise for one of them when a fact is not known."""
    names = [criterion.name for criterion in program.criteria]
    default = program.fact[fact].missing
    filled = {} if default is None else {fact: default}
    for record, seen in patients:
        if fact in record:
            others = {name: value for name, value in record.items() if name != fact}
            without = Interpreter(program, {**others, **filled})
            if any(seen.truths[name] is not without.truths[name] for name in names):
                return True
    return False


def values(program: Program, fact: Fact) -> list[Value | None]:
    """The values of one fact that are tried."""
    if fact.name == SCREENING:
        return [Moment(NOW, NOW), None]
    if fact.kind == "flag":
        return [True, False, None]
    if fact.kind == "choice":
        return [*fact.options, None]
    if fact.kind == "number":
        assert fact.plausible is not None
        low, high = fact.plausible
        cuts = sorted({low, high, *(c for c in limits(program, fact.name) if low <= c <= high)})
        return [*cuts, *((a + b) / 2 for a, b in pairwise(cuts)), None]
    cuts = sorted(offsets(program, fact.name))
    instants = sorted({NOW + cut + beside for cut in cuts for beside in (-MINUTE, 0, MINUTE)})
    return [*(Moment(at, at) for at in instants), NEVER, None]


def limits(program: Program, fact: str) -> Iterator[Fraction]:
    """The numbers that a fact is compared with."""
    for node in nodes_of(program):
        if isinstance(node, n.Compare) and node.left == n.Measured(fact) and isinstance(node.right, n.Number):
            yield node.right.value


def offsets(program: Program, fact: str) -> Iterator[int]:
    """How far from the screening the windows of a moment end."""
    yield 0
    for node in nodes_of(program):
        if isinstance(node, n.Window) and node.subject == n.When(fact):
            yield from (bound.micros for bound in (node.low, node.high) if bound is not None)


def nodes_of(program: Program) -> Iterator[object]:
    """Every node of a program."""
    stack: list[object] = [d.body for d in program.definitions]
    stack += [c.condition for c in program.criteria]
    stack += [a.condition for a in program.assumptions]
    stack += [c.condition for c in program.claims]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(parts(node))
