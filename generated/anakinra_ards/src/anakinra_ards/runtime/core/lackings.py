"""What an entry lacks: the fields that keep conditions on it open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import nodes as n
from .interpret import Interpreter
from .program import Program
from .residual import parts
from .truth import FALSE, TRUE, UNKNOWN
from .values import is_open

Selection = n.Several | n.PickIs | n.Pick | n.PickMoment


def asked_of(node: Selection) -> tuple[object, ...]:
    """What a selection asks and takes of each entry."""
    match node:
        case n.Several(among=among, test=test) | n.PickIs(among=among, test=test):
            return (among, test)
        case n.Pick(value=value, among=among) | n.PickMoment(value=value, among=among):
            return (among, value)


def lacking(seen: Interpreter, series: str, node: object) -> Iterator[str]:
    """The fields of an entry that are missing or not precise, and that an open node still depends on."""
    match node:
        case None:
            return
        case n.Ref(name) | n.NumberRef(name):
            definition = seen.program.definition.get(name)
            if definition is not None and definition.within == series:
                yield from lacking(seen, series, definition.body)
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            for member in members:
                if seen.truth(member) is UNKNOWN:
                    yield from lacking(seen, series, member)
        case n.FirstKnown(operands):
            for operand in operands:
                yield from lacking(seen, series, operand)
                if seen.known(operand):
                    break
        case n.Choose(condition, then, otherwise):
            truth = seen.truth(condition)
            if truth is UNKNOWN:
                yield from lacking(seen, series, condition)
            if truth is not FALSE:
                yield from lacking(seen, series, then)
            if truth is not TRUE:
                yield from lacking(seen, series, otherwise)
        case n.Several() | n.PickIs() | n.Pick() | n.PickMoment():
            return  # of the entries of another list, or of others of this one
        case _:
            field = _field(node)
            if field.startswith(f"{series}.") and is_open(seen.record.get(field)):
                yield field
            for part in parts(node):
                yield from lacking(seen, series, part)


def selections_of(program: Program, series: str, roots: Iterable[object]) -> Iterator[Selection]:
    """The selections of one list that some conditions come down to, those within entries apart."""
    waiting, named = list(roots), set[str]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Several | n.PickIs | n.Pick | n.PickMoment):
            if node.series == series:
                yield node
            continue
        if isinstance(node, n.Ref | n.NumberRef) and node.name not in named:
            named.add(node.name)
            waiting.append(program.body(node.name))
        waiting.extend(parts(node))


def _field(node: object) -> str:
    match node:
        case n.Flag(name) | n.Is(name) | n.Measured(name) | n.When(name) | n.Chosen(name) | n.Spell(name):
            return name
        case n.EdgeOf(_, name) | n.During(name) | n.Lasting(name):
            return name
        case _:
            return ""
