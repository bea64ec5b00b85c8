"""Patients exactly on a limit of a computed number, of whom floating point says that they are beside it.

An arterial oxygen of 56 mmHg at an inspired fraction of 0.28 is a ratio of 200 mmHg; in double precision it comes to
199.99999999999997. Code that computes so and does not look twice takes the patient for one below the limit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, count, islice

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE

from .bounds import bounds, decimals
from .edges import Edge
from .patients import Patient, Patients

WORK = 4_000
"""Most patients that are moved for all limits of a program."""

MOST_MOVED = 500
"""Most of them that are moved from one edge."""

MOST_BASES = 3
"""Most edges of one limit from which the search sets out."""

MOST_STEPS = 60
"""Most steps that one number is moved."""

FEWER_STEPS = 10
"""Most steps that a second number is moved beside it."""

_IN_DOUBLES: dict[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip

_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip


class Rounding:
    """The search for such patients in one program."""

    def __init__(self, patients: Patients, reads: Reads) -> None:
        self.patients, self.reads = patients, reads
        self.left = WORK

    def of(self, edges: Iterable[Edge]) -> Iterator[tuple[Edge, Patient]]:
        """For each limit of a computed number a patient on it for whom doubles answer otherwise, if one is near.

        Args:
            edges: of one criterion; the patients are made like those on them.
        """
        bases: dict[n.Compare, list[Edge]] = {}
        for edge in edges:
            of_number = self.patients.program.fact[edge.fact].kind == "number"
            if isinstance(edge.atom, n.Compare) and edge.telling and of_number:
                bases.setdefault(edge.atom, []).append(edge)
        for atom, own in bases.items():
            program = excerpt(self.patients.program, [atom])
            for edge, patient in ((e, p) for e in own[:MOST_BASES] for p in self._on_the_limit(program, atom, e)):
                seen = Interpreter(program, patient.values)
                if _answered_in_doubles(atom, seen) not in (None, seen.truth(atom) is TRUE):
                    yield edge, patient
                    break

    def _on_the_limit(self, program: Program, atom: n.Compare, edge: Edge) -> Iterator[Patient]:
        """The patient of an edge with one or two other facts moved step by step, and the edge's fact on the limit."""
        fact, base = self.patients.program.fact[edge.fact], edge.patients[1]
        others = [
            other
            for other in self.reads.facts(atom)
            if other is not fact and not other.repeated and isinstance(base.values.get(other.name), Fraction)
        ]
        for moved in islice(self._moved(base, others), min(MOST_MOVED, self.left)):
            self.left -= 1
            for bound in bounds(atom, fact, Interpreter(program, moved.values), moved.given):
                if bound.exact and _at_precision(fact, bound.values[1]):
                    at = self.patients.changed(moved, fact, bound.values[1])
                    if at is not None and fact.name not in at.implausible:
                        yield at

    def _moved(self, base: Patient, others: Sequence[Fact]) -> Iterator[Patient]:
        """A patient with one of some numbers moved, and then each of these with the next number moved as well."""
        ones = [list(islice(self._each_step(base, other), MOST_STEPS)) for other in others]
        yield from chain.from_iterable(ones)
        for first, second in zip(ones, others[1:], strict=False):
            for patient in first:
                yield from islice(self._each_step(patient, second), FEWER_STEPS)

    def _each_step(self, base: Patient, fact: Fact) -> Iterator[Patient]:
        known = base.values.get(fact.name)
        for value in _steps(fact, known) if isinstance(known, Fraction) else ():
            moved = self.patients.changed(base, fact, value)
            if moved is not None:
                yield moved


def _steps(fact: Fact, known: Fraction) -> Iterator[int | float]:
    """Plausible values of a number, from the known one to either side in steps of its precision."""
    step = fact.precision or Fraction(1)
    low, high = fact.plausible or (known - 100 * step, known + 100 * step)
    reach = max(known - low, high - known) / step
    for distance in count(1):
        if distance > reach:
            return
        yield from decimals(v for v in (known - distance * step, known + distance * step) if low <= v <= high)


def _at_precision(fact: Fact, value: object) -> bool:
    return fact.precision is None or (Fraction(str(value)) / fact.precision).denominator == 1


def _answered_in_doubles(atom: n.Compare, seen: Interpreter) -> bool | None:
    """What a comparison comes to in floating point; None where that says nothing."""
    left, right = _in_doubles(atom.left, seen), _in_doubles(atom.right, seen)
    return None if left is None or right is None else _HOLDS[atom.relation](left, right)


def _in_doubles(node: n.Numeric, seen: Interpreter) -> float | None:
    match node:
        case n.Arithmetic(op, left, right) if op in _IN_DOUBLES:
            one, other = _in_doubles(left, seen), _in_doubles(right, seen)
            if one is None or other is None or (op == "/" and other == 0):
                return None
            return _IN_DOUBLES[op](one, other)
        case n.NumberRef(name):
            body = seen.program.body(name)
            return _in_doubles(body, seen) if isinstance(body, n.Numeric) else None
        case n.FirstKnown(operands):
            known = next((operand for operand in operands if seen.number(operand) is not None), None)
            return None if known is None else _in_doubles(known, seen)
        case n.Choose(condition, then, otherwise):
            branch = {TRUE: then, FALSE: otherwise}.get(seen.truth(condition))
            return None if branch is None else _in_doubles(branch, seen)
        case _:
            number = seen.number(node)
            return float(number.low) if number is not None and number.exact else None
