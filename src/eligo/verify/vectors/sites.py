"""The conditions of a criterion, each with what makes the criterion hang on it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from eligo.core import nodes as n
from eligo.core.program import Program

LARGEST = 3000
"""Most conditions that a criterion is spelled out to; names beyond are taken for conditions without parts."""

DEEPEST = 50
"""Through how many names, each within the one before, a criterion is spelled out."""


Put = Callable[[n.Condition], n.Condition]
"""A condition to a larger one that has it in a certain place."""


@dataclass(frozen=True, slots=True)
class Site:
    """A condition without parts, in one place of a criterion.

    Attributes:
        atom: the condition.
        others: what must hold for the criterion to hang on it alone.
        put: the criterion, spelled out, with another condition in this place.
    """

    atom: n.Condition
    others: tuple[n.Condition, ...]
    put: Put = field(compare=False, repr=False)


def sites(program: Program, condition: n.Condition) -> Iterator[Site]:
    """Every condition without parts inside one, names looked through, in the author's order."""
    yield from _sites(spelled_out(program, condition), (), lambda whole: whole)


def _sites(node: n.Condition, others: tuple[n.Condition, ...], put: Put) -> Iterator[Site]:
    match node:
        case n.Not(operand):
            yield from _sites(operand, others, lambda one: put(replace(node, operand=one)))
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            for index, member in enumerate(members):
                rest = members[:index] + members[index + 1 :]
                yield from _sites(member, (*others, *_deciding(node, rest)), _as_member(node, index, put))
        case n.Always():
            pass
        case _:
            yield Site(node, others, put)


def _as_member(group: n.All | n.Any | n.Count, index: int, put: Put) -> Put:
    before, after = group.members[:index], group.members[index + 1 :]
    return lambda one: put(replace(group, members=(*before, one, *after)))


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
