"""Which facts a condition or number reads, named things looked through: once for each name, however long the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from . import nodes as n
from .program import Fact, Program
from .residual import parts, reads


class Reads:
    """The facts that nodes of one program read.

    Args:
        program: where names are looked up.
        settled: names that are not looked through: whatever they read can change nothing any more.
    """

    def __init__(self, program: Program, settled: Collection[str] = ()) -> None:
        self.program = program
        self._place = {fact.name: place for place, fact in enumerate(program.facts)}
        self._by_name: dict[str, frozenset[str]] = {}
        for name in program.order:
            self._by_name[name] = frozenset() if name in settled else self.of(program.body(name))

    def of_name(self, name: str) -> frozenset[str]:
        """The names of the facts that a definition or criterion reads."""
        return self._by_name[name]

    def of(self, node: object) -> frozenset[str]:
        """The names of the facts that a node reads."""
        found: set[str] = set()
        stack = [node]
        while stack:
            part = stack.pop()
            if isinstance(part, n.Ref | n.NumberRef | n.MomentRef):
                found |= self._by_name.get(part.name, frozenset())
            found.update(reads(part))
            stack.extend(parts(part))
        return frozenset(found)

    def facts(self, node: object) -> tuple[Fact, ...]:
        """The facts that a node reads, in the dictionary's order."""
        return self.named(self.of(node))

    def named(self, names: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of some names, in the dictionary's order; a field of an entry is none."""
        return tuple(self.program.facts[place] for place in sorted(self._place[n] for n in names if n in self._place))
