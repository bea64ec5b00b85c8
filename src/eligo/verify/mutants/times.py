"""A window with a wrong end: open where it is closed, turned round, or hung from the wrong edge of a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.values import Duration


def windows(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """Ends in or out, left away, and before for after."""
    del program
    if not isinstance(node, n.Window):
        return
    if node.low is not None:
        yield f"the first end {'in' if node.strict_low else 'out'}", replace(node, strict_low=not node.strict_low)
        yield "no first end", replace(node, low=None)
    if node.high is not None:
        yield f"the last end {'in' if node.strict_high else 'out'}", replace(node, strict_high=not node.strict_high)
        yield "no last end", replace(node, high=None)
    yield (
        "before for after, or after for before",
        replace(
            node,
            low=_back(node.high),
            high=_back(node.low),
            strict_low=node.strict_high,
            strict_high=node.strict_low,
        ),
    )


def edges_of_periods(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """The end of a period for its start; its start alone for the whole of it."""
    del program
    if isinstance(node, n.EdgeOf):
        other = "end" if node.edge == "start" else "start"
        yield f"the {other} for the {node.edge}", replace(node, edge=other)  # type: ignore[arg-type]
    elif isinstance(node, n.During):
        start, end = n.EdgeOf("start", node.period), n.EdgeOf("end", node.period)
        begun = n.Window(start, node.anchor, None, Duration(), line=node.line)
        yield "its end forgotten", begun
        runs = n.Any((n.Not(n.Known(end)), n.Window(end, node.anchor, Duration(), None)), line=node.line)
        yield "its start forgotten", runs
        yield "its last moment out", n.All((node, n.Not(n.Window(end, node.anchor, Duration(), Duration()))))
        yield "its first moment out", n.All((node, n.Not(n.Window(start, node.anchor, Duration(), Duration()))))


def elapsed(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """The time passed counted backwards."""
    del program
    if isinstance(node, n.Elapsed):
        yield "from later to earlier", replace(node, start=node.end, end=node.start)


def _back(duration: Duration | None) -> Duration | None:
    return None if duration is None else Duration(-duration.months, -duration.micros, duration.shown)
