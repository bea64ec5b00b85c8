"""What a program refers to, and how often: what decides which of its names get variables of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.residual import parts


def references(node: object) -> Iterator[str]:
    """The names that a node refers to, once for each time."""
    if isinstance(node, n.Ref | n.NumberRef | n.MomentRef):
        yield node.name
    for part in parts(node):
        yield from references(part)


def of_entry(program: Program, series: str, nodes: Iterable[object]) -> list[str]:
    """The definitions of the entries of one list that some nodes use, each after those that it uses."""
    found: set[str] = set()
    waiting = [name for node in nodes for name in references(node)]
    while waiting:
        name = waiting.pop()
        definition = program.definition.get(name)
        if definition is not None and definition.within and name not in found:
            found.add(name)
            waiting += references(definition.body)
    return [name for name in program.order if name in found and program.definition[name].within == series]


def edges(program: Program) -> frozenset[str]:
    """The periods whose start or end stands by itself: not as what a window is asked about."""
    found: set[str] = set()
    waiting: list[object] = [c.condition for c in program.criteria] + [d.body for d in program.definitions]
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.EdgeOf):
            found.add(node.period)
        if isinstance(node, n.Window) and isinstance(node.subject, n.EdgeOf):
            waiting.append(node.anchor)
        else:
            waiting += parts(node)
    return frozenset(found)


def uses(program: Program) -> Counter[str]:
    """How often each name is referred to from what the criteria reach."""
    found: Counter[str] = Counter()
    waiting = [c.name for c in program.criteria]
    seen = set(waiting)
    while waiting:
        name = waiting.pop()
        for reference in references(program.body(name)):
            found[reference] += 1
            if reference not in seen:
                seen.add(reference)
                waiting.append(reference)
    return found
