"""The part of a program that some conditions need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eligo.core.excerpt import excerpt
from eligo.core.program import Assumption, Criterion, Program


def part_of(
    program: Program,
    nodes: Iterable[object],
    criteria: tuple[Criterion, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
) -> Program:
    """A program with all facts, some of the criteria and assumptions, and only the definitions that are needed.

    A criterion that is referred to but not among ``criteria`` becomes a definition.
    """
    own = {c.name for c in criteria}
    around = excerpt(program, [*nodes, *(c.condition for c in criteria), *(a.condition for a in assumptions)])
    wanted = own.union(around.order)
    return replace(
        around,
        definitions=tuple(d for d in around.definitions if d.name not in own),
        criteria=criteria,
        assumptions=assumptions,
        order=tuple(name for name in program.order if name in wanted),
    )
