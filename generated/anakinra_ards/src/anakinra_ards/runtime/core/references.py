"""Nodes with the names in them looked through: what they come to, each name met once however often it is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from . import nodes as n
from .program import Program
from .residual import parts


def looked_through(program: Program, roots: Iterable[object]) -> Iterator[object]:
    """The nodes inside some nodes, and inside what they refer to: the outer ones first, references among them."""
    waiting, named = deque(roots), set[str]()
    while waiting:
        node = waiting.popleft()
        yield node
        if isinstance(node, n.Ref | n.NumberRef | n.MomentRef) and node.name not in named:
            named.add(node.name)
            waiting.append(program.body(node.name))
        waiting.extend(parts(node))


def names_reached(program: Program, roots: Iterable[object]) -> frozenset[str]:
    """The names that some nodes refer to, and those that these refer to in their turn."""
    every = looked_through(program, roots)
    return frozenset(node.name for node in every if isinstance(node, n.Ref | n.NumberRef | n.MomentRef))
