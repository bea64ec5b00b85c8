"""The part of a program that some nodes need, so that they can be evaluated again and again without the rest."""

from __future__ import annotations

from collections.abc import Iterable

from .program import Definition, Program
from .references import names_reached


def excerpt(program: Program, nodes: Iterable[object]) -> Program:
    """A program without criteria that defines only what the nodes refer to; criteria become named conditions."""
    wanted = names_reached(program, nodes)
    if not wanted:
        return Program(program.id, program.title, facts=program.facts)
    order = tuple(sorted(wanted, key=program.place.__getitem__))
    return Program(
        program.id,
        program.title,
        facts=program.facts,
        definitions=tuple(_definition(program, name) for name in order),
        order=order,
    )


def _definition(program: Program, name: str) -> Definition:
    criterion = program.criterion.get(name)
    return Definition(name, criterion.label, criterion.condition) if criterion else program.definition[name]
