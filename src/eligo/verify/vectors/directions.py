"""Which way a number has to move so that a criterion can only get better: seen from the form of its condition."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core import nodes as n
from eligo.core.program import Criterion, Program
from eligo.core.reads import Reads
from eligo.core.vectors import Direction

from .sites import spelled_out

_RISING = {">": 1, ">=": 1, "<": -1, "<=": -1}


def directions(program: Program) -> Iterator[Direction]:
    """For each criterion the numbers that act on it in one direction only, in the order of the data dictionary."""
    reads = Reads(program)
    for criterion in program.criteria:
        spelled = spelled_out(program, criterion.condition)
        for fact in reads.named(reads.of_name(criterion.name)):
            if fact.kind == "number" and not fact.repeated:
                sign = _Signs(program, reads, fact.name).of(spelled)
                better = _better(criterion, sign)
                if better is not None:
                    yield Direction(criterion.name, fact.name, better)  # type: ignore[arg-type]


def _better(criterion: Criterion, sign: int | None) -> str | None:
    if not sign:
        return None
    return "higher" if (sign > 0) == (criterion.kind == "include") else "lower"


class _Signs:
    """How conditions act when one number rises: 1 towards true, -1 towards false, 0 not at all, None is not told."""

    def __init__(self, program: Program, reads: Reads, fact: str) -> None:
        self.program = program
        self.reads = reads
        self.fact = fact
        self._named: dict[str, int | None] = {}

    def of(self, node: n.Condition) -> int | None:
        """The sign of a condition."""
        if self.fact not in self.reads.of(node):
            return 0
        match node:
            case n.Not(operand):
                inner = self.of(operand)
                return None if inner is None else -inner
            case n.All(members) | n.Any(members) | n.Count(_, None, members):
                return _together([self.of(member) for member in members])
            case n.Compare(left, relation, right) if relation in _RISING:
                return _together(
                    [_times(self.number(left), _RISING[relation]), _times(self.number(right), -_RISING[relation])]
                )
            case _:
                return None

    def number(self, node: n.Numeric) -> int | None:
        """The sign of a number; of a product or quotient nothing is told, for its other part may be negative."""
        if self.fact not in self.reads.of(node):
            return 0
        match node:
            case n.Measured():
                return 1
            case n.NumberRef(name):
                if name not in self._named:
                    self._named[name] = self.number(self.program.definition[name].body)  # type: ignore[arg-type]  # names a number
                return self._named[name]
            case n.FirstKnown(operands):
                return _together([self.number(operand) for operand in operands])
            case n.Arithmetic(op, left, right) if op in ("+", "-", "max", "min"):
                return _together([self.number(left), _times(self.number(right), -1 if op == "-" else 1)])
            case _:
                return None


def _times(sign: int | None, factor: int) -> int | None:
    return None if sign is None else sign * factor


def _together(signs: list[int | None]) -> int | None:
    """The sign of what is made of parts: theirs, when they agree."""
    found = {sign for sign in signs if sign != 0}
    return None if None in found or len(found) > 1 else next(iter(found), 0)
