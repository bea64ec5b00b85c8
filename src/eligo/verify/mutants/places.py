"""Every place in a condition or number at which something can be put in place of what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from eligo.core import nodes as n

ATOMS = n.Flag | n.Is | n.Compare | n.Window | n.Lasting | n.During | n.Several | n.PickIs | n.Known
"""Conditions without a connective; those that select entries hold conditions of their own."""


Put = Callable[[n.Node], n.Node]
"""Gives a node with something else in one place."""


def _itself(new: n.Node) -> n.Node:
    return new


@dataclass(frozen=True, slots=True)
class Place:
    """A node inside another.

    Attributes:
        node: what stands there.
        put: gives the whole with something else in its place.
        around: the place of the outermost condition without a connective that holds it; None outside of any.
        put_inside: gives the node of ``around`` with something else in this place.
    """

    node: n.Node
    put: Put
    around: Place | None = None
    put_inside: Put = _itself


def places(whole: n.Node) -> Iterator[Place]:
    """The whole itself and every node inside it, the outer ones first."""
    return _places(Place(whole, _itself))


def _places(here: Place) -> Iterator[Place]:
    if here.around is None and isinstance(here.node, ATOMS):
        here = Place(here.node, here.put, Place(here.node, here.put))
    yield here
    for part in fields(here.node):
        value = getattr(here.node, part.name)
        if isinstance(here.node, n.Known) and isinstance(value, n.Flag):
            continue  # whether a fact is known: here it names the fact, and is no condition
        if isinstance(value, n.Node):
            yield from _places(_inner(here, value, part.name, None))
        elif isinstance(value, tuple):
            for index, member in enumerate(value):
                if isinstance(member, n.Node):
                    yield from _places(_inner(here, member, part.name, index))


def _inner(here: Place, node: n.Node, name: str, index: int | None) -> Place:
    return Place(
        node, _through(here.put, here.node, name, index), here.around, _through(here.put_inside, here.node, name, index)
    )


def _through(put: Put, node: Any, name: str, index: int | None) -> Put:
    """What puts something into a field of a node (or into one place of a tuple there), and that node where it stood."""
    if index is None:
        return lambda new: put(replace(node, **{name: new}))
    before, after = getattr(node, name)[:index], getattr(node, name)[index + 1 :]
    return lambda new: put(replace(node, **{name: (*before, new, *after)}))
