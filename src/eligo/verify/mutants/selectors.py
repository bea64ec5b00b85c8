"""Another entry than the one that is meant: the first for the latest, the lowest for the highest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Program
from eligo.core.values import Duration

_WRONG: dict[str, tuple[str, ...]] = {
    "latest": ("first", "previous"),
    "first": ("latest",),
    "previous": ("latest", "first"),
    "lowest": ("highest", "latest"),
    "highest": ("lowest", "latest"),
    "sum": ("mean", "highest"),
    "mean": ("sum", "latest"),
}


def selectors(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """Another way to choose among entries, and the current value of a repeated fact chosen wrongly."""
    if isinstance(node, n.Pick | n.PickIs | n.PickMoment):
        for wrong in _WRONG.get(node.how, ()):
            by_time = wrong in ("latest", "first", "previous")
            if node.time if by_time else isinstance(node, n.Pick):  # entries without a moment have no order
                yield f"{wrong} for {node.how}", replace(node, how=wrong)  # type: ignore[arg-type]
    elif isinstance(node, n.Measured) and node.fact in program.fact and program.fact[node.fact].repeated:
        until = n.Window(n.When(f"{node.fact}.time"), n.When(SCREENING), None, Duration())
        value, time = n.Measured(f"{node.fact}.value"), f"{node.fact}.time"
        yield "first for the current value", n.Pick(node.fact, "first", value, time, until)
        yield "lowest for the current value", n.Pick(node.fact, "lowest", value, time, until)
        yield "highest for the current value", n.Pick(node.fact, "highest", value, time, until)
