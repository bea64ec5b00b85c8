"""The conditions of a criterion, each with what makes the criterion hang on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eligo.core import nodes as n
from eligo.core.program import Program

LARGEST = 3000
"""Most conditions that a criterion is spelled out to; names beyond are taken for conditions without parts."""

DEEPEST = 50
"""Through how many names, each within the one before, a criterion is spelled out."""


@dataclass(frozen=True, slots=True)
class Site:
    """A condition without parts, and the others that must hold for the criterion to hang on it."""

    atom: n.Condition
    others: tuple[n.Condition, ...]


def sites(program: Program, condition: n.Condition) -> Iterator[Site]:
    """Every condition without parts inside one, names looked through, in the author's order."""
    yield from _sites(spelled_out(program, condition), ())


def _sites(node: n.Condition, others: tuple[n.Condition, ...]) -> Iterator[Site]:
    match node:
        case n.Not(operand):
            yield from _sites(operand, others)
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            for index, member in enumerate(members):
                rest = members[:index] + members[index + 1 :]
                yield from _sites(member, (*others, *_deciding(node, rest)))
        case n.Always():
            pass
        case _:
            yield Site(node, others)


def _deciding(group: n.All | n.Any | n.Count, rest: tuple[n.Condition, ...]) -> tuple[n.Condition, ...]:
    """What the other members must be for one member to decide the group."""
    match group:
        case n.All():
            return rest
        case n.Any():
            return tuple(map(n.Not, rest))
        case n.Count(low, high):
            here = low - 1 if low > 0 or high is None else high
            return (n.Count(here, here, rest),)


def spelled_out(program: Program, condition: n.Condition) -> n.Condition:
    """A condition with the conditions that it names written in their places."""
    return _Spelling(program).of(condition)


class _Spelling:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.left = LARGEST
        self.depth = 0

    def of(self, node: n.Condition) -> n.Condition:
        self.left -= 1
        match node:
            case n.Not(operand):
                return replace(node, operand=self.of(operand))
            case n.All(members) | n.Any(members) | n.Count(_, _, members):
                return replace(node, members=tuple(map(self.of, members)))
            case n.Ref(name) if self.left > 0 and self.depth < DEEPEST:
                criterion = self.program.criterion.get(name)
                body = criterion.condition if criterion else self.program.definition[name].body
                self.depth += 1
                found = self.of(body)  # type: ignore[arg-type]  # a Ref names a condition
                self.depth -= 1
                return found
            case _:
                return node
