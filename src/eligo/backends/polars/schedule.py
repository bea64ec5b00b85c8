"""The order in which columns are computed: each after those that it reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from .numbers import Num
from .plan import Guarded, Step

_Place = tuple[int, int]
"""The step of a column, and its layer within the step."""


class Schedule:
    """Collects columns and sorts them into steps of layers."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._exprs: dict[str, pl.Expr] = {}
        self._guarded: dict[str, Guarded] = {}

    def column(self, name: str, expr: pl.Expr) -> pl.Expr:
        """Compute an expression once, as a column of its own; the result reads that column."""
        self._exprs[name] = expr
        self._places[name] = self._after(expr)
        return pl.col(name)

    def once(self, name: str, expr: pl.Expr) -> pl.Expr:
        """The column of an expression: a new one of this name, unless it is a column already."""
        computed = expr.meta.is_column() and expr.meta.output_name() in self._places
        return expr if computed else self.column(name, expr)

    def number(self, name: str, number: Num) -> Num:
        """Compute a number once."""
        low = self.once(f"{name}.low", number.low)
        high = low if number.point else self.once(f"{name}.high", number.high)
        magnitude = None if number.magnitude is None else self.once(f"{name}.size", number.magnitude)
        doubt = tuple(self.once(f"{name}.doubt{i}", d) for i, d in enumerate(number.doubt))
        return replace(number, low=low, high=high, magnitude=magnitude, doubt=doubt)

    def guarded(self, guarded: Guarded, truth: pl.Expr, near: pl.Expr) -> pl.Expr:
        """Compute a condition and its doubts; what reads it waits for the next step, when the doubts are settled."""
        self.column(guarded.near, near)
        expr = self.column(guarded.name, truth)
        place = max(self._places[guarded.near], self._places[guarded.name])
        self._places[guarded.near] = self._places[guarded.name] = place
        self._guarded[guarded.name] = guarded
        return expr

    def steps(self, results: Iterable[pl.Expr]) -> tuple[Step, ...]:
        """The columns that the results are read from, in order."""
        wanted = self._wanted(results)
        count = 1 + max((step for name, (step, _) in self._places.items() if name in wanted), default=-1)
        layers: list[dict[int, dict[str, pl.Expr]]] = [{} for _ in range(count)]
        for name, (step, layer) in self._places.items():
            if name in wanted:
                layers[step].setdefault(layer, {})[name] = self._exprs[name]
        guarded = [g for g in self._guarded.values() if g.name in wanted]
        return tuple(
            Step(
                tuple(layers[step][layer] for layer in sorted(layers[step])),
                tuple(g for g in guarded if self._places[g.name][0] == step),
            )
            for step in range(count)
        )

    def _wanted(self, results: Iterable[pl.Expr]) -> set[str]:
        pending = [root for expr in results for root in expr.meta.root_names()]
        wanted: set[str] = set()
        while pending:
            name = pending.pop()
            if name in wanted or name not in self._places:
                continue
            wanted.add(name)
            pending += self._exprs[name].meta.root_names()
            if name in self._guarded:
                pending.append(self._guarded[name].near)
        return wanted

    def _after(self, expr: pl.Expr) -> _Place:
        places = [self._behind(root) for root in expr.meta.root_names() if root in self._places]
        return max(places, default=(0, 0))

    def _behind(self, name: str) -> _Place:
        step, layer = self._places[name]
        return (step + 1, 0) if name in self._guarded else (step, layer + 1)
