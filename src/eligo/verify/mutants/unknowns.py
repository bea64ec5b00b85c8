"""What is not known taken for an answer: unknown as false, unknown as true, a value asked for that is not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE


def unknown_as_an_answer(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A condition that answers while a value it reads is missing; `is known` that always says the same."""
    if isinstance(node, n.Known):
        yield "`is known` always true", n.Always(TRUE, line=node.line)
        yield "`is known` always false", n.Always(FALSE, line=node.line)
        return
    known = tuple(k for k in _known(node, program) if not _always(k, program))
    if known and isinstance(node, n.Condition):
        yield "unknown counts as false", n.All((*known, node), line=node.line)
        yield "unknown counts as true", n.Any((*map(n.Not, known), node), line=node.line)


def _always(known: n.Known, program: Program) -> bool:
    """Whether a value is never missing: the protocol says what its absence means, or it is counted or added up."""
    operand = known.operand
    while isinstance(operand, n.NumberRef):
        operand = program.definition[operand.name].body  # type: ignore[assignment]  # it names a number
    if isinstance(operand, n.Pick):
        series = program.fact[operand.series]
        return operand.how == "count" or (operand.how == "sum" and series.missing is not None and not series.repeated)
    named = operand.fact if isinstance(operand, n.Flag | n.Chosen | n.Spell | n.When) else ""
    return named in program.fact and program.fact[named].missing is not None


def _known(node: n.Node, program: Program) -> tuple[n.Known, ...]:
    """That each thing a condition reads has a value."""
    match node:
        case n.Flag():
            return (n.Known(node),)
        case n.Is(fact, _):
            return (n.Known(n.Chosen(fact)),)
        case n.Compare(left, _, right):
            return tuple(n.Known(side) for side in (left, right) if Reads(program).of(side))
        case n.Window(subject, anchor):
            return (n.Known(subject), n.Known(anchor))
        case n.Lasting(period):
            return (n.Known(n.Spell(period)),)
        case n.During(period, anchor):
            return (n.Known(n.Spell(period)), n.Known(anchor))
        case n.PickIs():
            return (n.Known(node),)
        case _:
            return ()
