"""A member of a group left out: a condition, an alternative, an exception, an entry of a value list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import TRUE


def dropped_members(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """Each member of a group of conditions left out; exceptions and `applies` are members of their criterion."""
    del program
    if isinstance(node, n.All | n.Any | n.Count):
        for index in range(len(node.members)):
            kept = node.members[:index] + node.members[index + 1 :]
            yield f"member {index + 1} left out", replace(node, members=kept)


def options(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A value of a choice left out of those that count, or another one let in."""
    if not isinstance(node, n.Is):
        return
    every = program.fact[node.fact].options
    for option in every:
        if option not in node.options:
            yield f"`{option}` let in", replace(node, options=tuple(o for o in every if o in (*node.options, option)))
        elif len(node.options) > 1:
            yield f"`{option}` left out", replace(node, options=tuple(o for o in node.options if o != option))


def selections(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """Which entries count, forgotten; or what is asked of them."""
    del program
    always = n.Always(TRUE)
    if isinstance(node, n.Several | n.PickIs | n.Pick | n.PickMoment) and node.among != always:
        yield "every entry counts", replace(node, among=always)
    if isinstance(node, n.Several) and node.test != always:
        yield "no test of the entries that count", replace(node, test=always)
