"""Kleene's logic beyond and, or and not, on nullable Booleans."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from .times import FALSE, TRUE, agreed


def chosen(condition: pl.Expr, yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    """One of two truths by a condition; while that is unknown, what both say."""
    return pl.when(condition).then(yes).when(~condition).then(no).otherwise(pl.when(yes == no).then(yes))


def count(members: Sequence[pl.Expr], low: int, high: int | None) -> pl.Expr:
    """Whether between ``low`` and ``high`` members are true."""
    if high is not None and high < max(low, 0):
        return FALSE
    if low <= 0 and (high is None or high >= len(members)):
        return TRUE
    if not members:
        return pl.lit(low <= 0)
    if high is None or high >= len(members):
        if low == 1:
            return pl.any_horizontal(members)
        if low == len(members):
            return pl.all_horizontal(members)
    sure = pl.sum_horizontal([m.fill_null(FALSE).cast(pl.Int32) for m in members])
    possible = pl.sum_horizontal([m.fill_null(TRUE).cast(pl.Int32) for m in members])
    inside, reachable = sure >= low, possible >= low
    if high is not None:
        inside, reachable = inside & (possible <= high), reachable & (sure <= high)
    return agreed(inside, reachable)
