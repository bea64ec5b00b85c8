"""What a program becomes: columns to add to a frame of lanes, step by step, until every criterion has its outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from eligo.core import nodes as n

from .lanes import Form

NEAR = ".near"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A condition over computed numbers, as a column of its own.

    Attributes:
        name: its column; ``name`` with :data:`NEAR` is true in rows that lie too near to a limit to trust it.
        node: what it means.
    """

    name: str
    node: n.Condition

    @property
    def near(self) -> str:
        """The column of the rows in doubt."""
        return self.name + NEAR


@dataclass(frozen=True, slots=True)
class Step:
    """Columns to add: the layers one after the other, for each reads the one before it.

    After a step the doubtful rows of its guarded conditions have to be settled, for the next step reads them.
    """

    layers: tuple[dict[str, pl.Expr], ...]
    guarded: tuple[Guarded, ...]


Settle = Callable[[pl.DataFrame, Guarded], pl.DataFrame]
"""Gives a frame the exact truth of a guarded condition in the rows in doubt."""


AS_WRITTEN = pl.QueryOptFlags(comm_subexpr_elim=False)
"""What is needed several times is a column already; looking for more costs more than it finds."""


@dataclass(frozen=True)
class Plan:
    """A program for frames of one form.

    Attributes:
        forms: the form of each fact's lanes.
        steps: what to compute first.
        passed: of each criterion, by name: true when it passes, false when it fails, null when it is unknown.
        conflicts: of each assumption, in the author's order: true when the record makes it false.
        truths: of each further condition that was asked for.
        implausible: of each number with a plausible range, by fact: true when the value lies outside.
    """

    forms: dict[str, Form]
    steps: tuple[Step, ...]
    passed: dict[str, pl.Expr]
    conflicts: tuple[pl.Expr, ...]
    truths: dict[n.Condition, pl.Expr]
    implausible: dict[str, pl.Expr]

    def prepare(self, lanes: pl.DataFrame, settle: Settle) -> pl.DataFrame:
        """The lanes and all that the outcomes are read from, doubts settled."""
        frame = lanes
        for step in self.steps:
            query = frame.lazy()
            for layer in step.layers:
                query = query.with_columns(**layer)
            frame = query.collect(optimizations=AS_WRITTEN)
            for guarded in step.guarded:
                if frame[guarded.near].any():
                    frame = settle(frame, guarded)
        return frame

    @property
    def odd(self) -> pl.Expr:
        """After :meth:`prepare` without settling: the rows that only the exact path can decide."""
        near = [pl.col(g.near) for step in self.steps for g in step.guarded]
        return pl.any_horizontal(near) if near else pl.lit(False)
