"""Numbers of which only their place among a few limits matters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.records.reach import nodes_in


def limits_of(program: Program) -> dict[str, frozenset[Fraction]]:
    """The facts that are only ever compared with constants, each with these and the ends of its plausible range.

    Two values on the same side of each of them decide alike: every outcome, contradiction and need is the same. A fact
    that any formula reads is not among them.
    """
    limits: dict[str, set[Fraction]] = {fact.name: set(fact.plausible or ()) for fact in program.facts}
    reads = Reads(program)
    for node in _nodes(program):
        match node:
            case n.Compare(left, _, n.Number(limit)):
                _flow(program, reads, left, limit, limits)
            case n.Compare(n.Number(limit), _, right):
                _flow(program, reads, right, limit, limits)
            case n.Compare(left, _, right):
                _forget(reads, limits, left, right)
            case n.Known(n.Arithmetic() | n.Logarithm() | n.NumberRef() | n.FirstKnown() | n.Choose() as operand):
                _forget(reads, limits, operand)  # whether a quotient is known depends on its divisor
    numbers = {fact.name for fact in program.facts if fact.kind == "number"}
    return {name: frozenset(found) for name, found in limits.items() if name in numbers}


def _nodes(program: Program) -> Iterator[object]:
    roots: list[object] = [definition.body for definition in program.definitions]
    roots += [criterion.condition for criterion in program.criteria]
    roots += [assumption.condition for assumption in program.assumptions]
    for root in roots:
        yield from nodes_in(root)


def _flow(program: Program, reads: Reads, start: n.Numeric, limit: Fraction, limits: dict[str, set[Fraction]]) -> None:
    """Follow a number that is compared with a limit to the facts that it is chosen from."""
    pending = [start]
    seen: set[str] = set()
    while pending:
        match pending.pop():
            case n.Measured(fact):
                if fact in limits:
                    limits[fact].add(limit)
            case n.NumberRef(name):
                if name not in seen:
                    seen.add(name)
                    pending.append(program.definition[name].body)  # type: ignore[arg-type]  # it names a number
            case n.FirstKnown(operands):
                pending += operands
            case n.Choose(_, then, otherwise):
                pending += (then, otherwise)
            case n.Number() | n.Elapsed():
                pass
            case computed:
                _forget(reads, limits, computed)


def _forget(reads: Reads, limits: dict[str, set[Fraction]], *nodes: object) -> None:
    for node in nodes:
        for fact in reads.of(node):
            limits.pop(fact, None)
