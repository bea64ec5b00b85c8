"""Third pass: one order in which every declaration comes after those that it uses, and the circles that forbid it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eligo.diagnostics.model import Label

from .findings import Findings
from .symbols import Symbols


def dependency_order(
    depends: Mapping[str, Iterable[str]], symbols: Symbols, findings: Findings
) -> tuple[tuple[str, ...], frozenset[str]]:
    """An order of all definitions, labelled members and criteria, and those that stand in a circle.

    The order is a depth-first one from the author's order, so that it is the same on every run; each circle is
    reported once.
    """
    done: dict[str, None] = {}
    circular: set[str] = set()
    for start in depends:
        if start in done:
            continue
        path: dict[str, None] = {start: None}
        pending = [iter(depends[start])]
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                finished, _ = path.popitem()
                done[finished] = None
            elif following in path:
                names = list(path)
                circle = names[names.index(following) :]
                if not circular.issuperset(circle):
                    _report(circle, symbols, findings)
                circular.update(circle)
            elif following not in done:
                path[following] = None
                pending.append(iter(depends[following]))
    return tuple(done), frozenset(circular)


def _report(circle: list[str], symbols: Symbols, findings: Findings) -> None:
    shown = [*circle[:8], "...", *circle[-1:]] if len(circle) > 9 else circle
    route = " -> ".join([*shown, circle[0]])
    findings.error(
        "E209",
        symbols.place(circle[0]),
        f"`{circle[0]}` depends on itself: {route}",
        labels=[Label(symbols.place(name), f"`{name}` is part of the circle") for name in circle[1:8]],
        hints=("let one of them be defined by facts alone",),
    )
