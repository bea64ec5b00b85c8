"""Many mutants in one program: each wrong criterion stands in it under a name of its own, to be compiled together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Program
from eligo.core.reads import Reads
from eligo.core.references import names_reached

from .first_order import Mutant

SIZE = 40
"""Most mutants in one program."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some mutants and the program that holds them.

    Attributes:
        program: criteria of the mutants and what they need, nothing else; its facts are those that they read.
        mutants: those that it holds.
        names: for each of them, by the names of the criteria that it touches, their names in the program.
    """

    program: Program
    mutants: tuple[Mutant, ...]
    names: tuple[dict[str, str], ...]


def batches(every: Iterable[Mutant]) -> Iterator[Batch]:
    """The mutants in programs of many; one with a wrong fact stands alone, for facts are read once for all."""
    waiting: list[Mutant] = []
    for mutant in every:
        if mutant.kind == "fact":
            yield batch_of((mutant,))
        else:
            waiting.append(mutant)
    left = iter(waiting)
    while some := tuple(islice(left, SIZE)):
        yield batch_of(some)


def batch_of(some: Sequence[Mutant]) -> Batch:
    definitions, criteria, order, names = [], [], [], []
    made: dict[tuple[str, n.Node], str] = {}
    for number, mutant in enumerate(some):
        program, own = mutant.program, dict[str, str]()
        needed = names_reached(program, map(program.body, mutant.touched)).union(mutant.touched)
        for name in (name for name in program.order if name in needed):
            criterion = program.criterion.get(name)
            body: n.Node = renamed(program.body(name), own)
            if name not in mutant.touched and (name, body) in made:
                own[name] = made[name, body]  # what the mistake has nothing to do with is there once for all
                continue
            own[name] = made[name, body] = f"{name}__{number}"
            if criterion is not None:
                criteria.append(replace(criterion, name=own[name], condition=body, stated=body))  # type: ignore[arg-type]
            else:
                definitions.append(replace(program.definition[name], name=own[name], owner="", body=body))  # type: ignore[arg-type]
            order.append(own[name])
        names.append({name: own[name] for name in mutant.touched})
    whole = replace(
        some[0].program,
        definitions=tuple(definitions),
        criteria=tuple(replace(c, exemptions=(), applies=None) for c in criteria),
        assumptions=(),
        claims=(),
        vignettes=(),
        expectations=(),
        order=tuple(order),
    )
    reads = Reads(whole)
    read = frozenset((SCREENING,)).union(*(reads.of_name(c.name) for c in whole.criteria))
    return Batch(replace(whole, facts=tuple(f for f in whole.facts if f.name in read)), tuple(some), tuple(names))


def renamed(node: Any, names: dict[str, str]) -> Any:
    """A node in which what it refers to goes by other names."""
    if isinstance(node, n.Ref | n.NumberRef | n.MomentRef):
        return replace(node, name=names[node.name])
    if isinstance(node, tuple):
        return tuple(renamed(member, names) for member in node)
    if isinstance(node, n.Node):
        inner = {part.name: getattr(node, part.name) for part in fields(node)}
        changed = {name: renamed(value, names) for name, value in inner.items() if isinstance(value, n.Node | tuple)}
        return replace(node, **changed)
    return node
