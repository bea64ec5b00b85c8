"""The part of a program that some conditions need."""

from __future__ import annotations

from collections.abc import Iterable

from eligo.core import nodes as n
from eligo.core.program import Assumption, Criterion, Definition, Program
from eligo.core.residual import parts


def part_of(
    program: Program,
    nodes: Iterable[object],
    criteria: tuple[Criterion, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
) -> Program:
    """A program with all facts, some of the criteria and assumptions, and only the definitions that are needed.

    A criterion that is referred to but not among ``criteria`` becomes a definition.
    """
    wanted = {c.name for c in criteria}
    pending = [*nodes, *(c.condition for c in criteria), *(a.condition for a in assumptions)]
    while pending:
        node = pending.pop()
        if isinstance(node, n.Ref | n.NumberRef) and node.name not in wanted:
            wanted.add(node.name)
            criterion = program.criterion.get(node.name)
            pending.append(criterion.condition if criterion else program.definition[node.name].body)
        pending += parts(node)
    named = {d.name: d for d in program.definitions}
    named |= {c.name: Definition(c.name, c.label, c.condition) for c in program.criteria if c not in criteria}
    order = tuple(name for name in program.order if name in wanted)
    return Program(
        program.id,
        program.title,
        facts=program.facts,
        definitions=tuple(named[name] for name in order if name in named),
        criteria=criteria,
        assumptions=assumptions,
        order=order,
    )
