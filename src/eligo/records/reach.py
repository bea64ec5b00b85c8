"""What depends on what, and a program cut down to what one node, or one fact, has to do with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.residual import names_in, parts


class Reach:
    """What every definition and criterion of a program refers to, worked out once, in the program's order."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._reads = Reads(program)
        self._names: dict[str, frozenset[str]] = {}
        for name in program.order:
            self._names[name] = self.names(self.program.body(name))

    def facts(self, node: object) -> frozenset[str]:
        """The facts that a node reads."""
        return self._reads.of(node)

    def names(self, *nodes: object) -> frozenset[str]:
        """The named things that some nodes refer to."""
        found: set[str] = set()
        for node in nodes:
            for name in names_in(node):
                found.add(name)
                found.update(self._names[name])
        return frozenset(found)

    def bodies(self, node: object) -> Iterator[object]:
        """A node and, once each, the bodies of all named things that it refers to."""
        yield node
        for name in self.program.order:
            if name in self.names(node):
                yield self.program.body(name)

    def only_for(self, node: object) -> Program:
        """The program with just the facts and named things that a node reads, to evaluate that node alone."""
        return self._cut(self.names(node), self.facts(node))

    def only_around(self, fact: str) -> Program:
        """The program with just what one fact can change, and what that reads."""
        criteria = tuple(c for c in self.program.criteria if fact in self._reads.of_name(c.name))
        assumptions = tuple(a for a in self.program.assumptions if fact in self.facts(a.condition))
        conditions = [*(c.condition for c in criteria), *(a.condition for a in assumptions)]
        names = self.names(*conditions).union(c.name for c in criteria)
        facts = frozenset({fact}).union(*map(self.facts, conditions))
        return replace(self._cut(names, facts), criteria=criteria, assumptions=assumptions)

    def _cut(self, names: frozenset[str], facts: frozenset[str]) -> Program:
        return replace(
            self.program,
            facts=tuple(fact for fact in self.program.facts if fact.name in facts),
            definitions=tuple(made for made in self.program.definitions if made.name in names),
            order=tuple(name for name in self.program.order if name in names),
        )


def nodes_in(node: object) -> Iterator[object]:
    """A node and all nodes in it, named things not looked through."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(parts(here)))
