"""Every place in a condition or number at which something can be put in place of what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from eligo.core import nodes as n

_ATOMS = n.Flag | n.Is | n.Compare | n.Window | n.Lasting | n.During | n.Several | n.PickIs | n.Known
"""Conditions without a connective; those that select entries hold conditions of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node inside another.

    Attributes:
        node: what stands there.
        put: gives the whole with something else in its place.
        around: the place of the outermost condition without a connective that holds it; None outside of any.
    """

    node: n.Node
    put: Callable[[n.Node], n.Node]
    around: Place | None = None


def places(whole: n.Node) -> Iterator[Place]:
    """The whole itself and every node inside it, the outer ones first."""
    return _places(whole, lambda new: new, None)


def _places(node: n.Node, put: Callable[[n.Node], n.Node], around: Place | None) -> Iterator[Place]:
    here = Place(node, put, around)
    if around is None and isinstance(node, _ATOMS):
        around = here
    yield here
    for part in fields(node):
        value = getattr(node, part.name)
        if isinstance(value, n.Node):
            yield from _places(value, _in_field(node, part.name, put), around)
        elif isinstance(value, tuple):
            for index, member in enumerate(value):
                if isinstance(member, n.Node):
                    yield from _places(member, _in_tuple(node, part.name, index, put), around)


def _in_field(node: Any, name: str, put: Callable[[n.Node], n.Node]) -> Callable[[n.Node], n.Node]:
    return lambda new: put(replace(node, **{name: new}))


def _in_tuple(node: Any, name: str, index: int, put: Callable[[n.Node], n.Node]) -> Callable[[n.Node], n.Node]:
    members = getattr(node, name)
    return lambda new: put(replace(node, **{name: (*members[:index], new, *members[index + 1 :])}))
