"""Moments, windows and periods as expressions over instant lanes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from eligo.core import nodes as n
from eligo.core.moments import shift
from eligo.core.values import DAY, HOUR, MINUTE, Duration

from .lanes import EPOCH, INSTANT, LONGEST_SHIFT

TRUE = pl.lit(True)
FALSE = pl.lit(False)
NULL = pl.lit(None, dtype=pl.Boolean)

FIXED = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}


Stage = Callable[[pl.Expr], pl.Expr]
"""Has an expression computed once, as a column of its own; gives that column."""


class Unsupported(Exception):
    """A condition that expressions cannot decide exactly; the reference interpreter decides it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant of every row: an expression, or one constant in the core's microseconds."""

    at: pl.Expr | int
    julian: bool = False
    """Whether each fourth year has a leap day wherever this instant may lie."""

    @property
    def expr(self) -> pl.Expr:
        """The instant as an expression."""
        return pl.lit(self.at - EPOCH, dtype=pl.Int64).cast(INSTANT) if isinstance(self.at, int) else self.at

    def moved(self, duration: Duration) -> Instant:
        """The instant moved as :func:`eligo.core.moments.shift` moves it."""
        if isinstance(self.at, int):
            return Instant(shift(self.at, duration))
        if abs(duration.months) > LONGEST_SHIFT or abs(duration.micros) > LONGEST_SHIFT * 31 * DAY:
            raise Unsupported
        moved = self.at.dt.offset_by(f"{duration.months}mo") if duration.months else self.at
        return Instant(moved + pl.lit(duration.micros, dtype=pl.Duration("us")) if duration.micros else moved)

    def day(self) -> Instant:
        """The first instant of its day."""
        if isinstance(self.at, int):
            return Instant(self.at // DAY * DAY)
        return Instant(self.at.cast(pl.Date).cast(INSTANT))

    def micros(self) -> pl.Expr:
        """The instant as a whole number, for differences."""
        return self.expr.to_physical()


@dataclass(frozen=True, slots=True)
class Span:
    """A moment that lies from ``low`` to ``high`` (null: unknown), or is ``never`` (None: no row has that).

    ``nothing`` is unknown, or never, in every row.
    """

    low: Instant
    high: Instant
    never: pl.Expr | None = None
    nothing: bool = False

    @property
    def sharp(self) -> bool:
        """Whether no row is uncertain."""
        return self.low is self.high or (isinstance(self.low.at, int) and self.low == self.high)

    def moved(self, duration: Duration) -> Span:
        """The moment moved by a duration."""
        low = self.low.moved(duration)
        return Span(low, low if self.low is self.high else self.high.moved(duration), self.never)

    def days(self) -> Span:
        """The days of the moment: of lanes, whose uncertain moments are dates, one day."""
        low = self.low.day()
        constant = isinstance(low.at, int)
        return Span(low, self.high.day() if constant else low, self.never)

    def known(self) -> pl.Expr:
        """Whether the moment has a value."""
        known = TRUE if isinstance(self.low.at, int) else self.low.at.is_not_null()
        return known if self.never is None else known | self.never


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period; ``running`` (None: no row) has an unknown end, ``never`` (None: no row) was not at all."""

    start: Span
    end: Span
    running: pl.Expr | None
    never: pl.Expr | None

    def known(self) -> pl.Expr:
        """Whether the period has a value."""
        return Span(self.start.low, self.start.high, self.never).known()


def agreed(sure: pl.Expr, possible: pl.Expr) -> pl.Expr:
    """True where it is sure, false where it is not even possible, otherwise unknown."""
    return pl.when(sure == possible).then(sure)


def precedes(a: Span, b: Span, *, strict: bool = False) -> pl.Expr:
    """Whether ``a`` is at or before ``b`` (before it, when ``strict``)."""
    before: Callable[[pl.Expr, pl.Expr], pl.Expr] = operator.lt if strict else operator.le
    sure = before(a.high.expr, b.low.expr)
    return sure if a.sharp and b.sharp else agreed(sure, before(a.low.expr, b.high.expr))


def window(subject: Span, anchor: Span, node: n.Window, *, by_days: bool = False) -> pl.Expr:
    """Whether a moment lies in a window about another; ``by_days`` its ends compare days, whatever they are."""
    parts = []
    if node.low is not None:
        here, edge = _comparable(subject, anchor, node.low, by_days)
        parts.append(precedes(edge, here, strict=node.strict_low))
    if node.high is not None:
        here, edge = _comparable(subject, anchor, node.high, by_days)
        parts.append(precedes(here, edge, strict=node.strict_high))
    if not parts:
        parts.append(pl.when(anchor.known() & subject.known()).then(TRUE))
    return unless_never(pl.all_horizontal(parts), subject.never, anchor.never)


def _comparable(subject: Span, anchor: Span, offset: Duration, by_days: bool) -> tuple[Span, Span]:
    """A moment and an edge of its window: their days when the edge lies calendar months away."""
    if not offset.months and not by_days:
        return subject, anchor.moved(offset)
    edge = anchor.moved(offset)
    if not offset.micros % DAY:
        return subject.days(), edge.days()
    return subject.days(), Span(edge.low.day(), edge.high.day(), edge.never)  # a date moved by hours lies on two days


def unless_never(truth: pl.Expr, *never: pl.Expr | None) -> pl.Expr:
    """False where something never happened, whatever else is unknown."""
    for never_one in never:
        if never_one is not None:
            truth = truth & ~never_one
    return truth


def during(period: Stretch, anchor: Span) -> pl.Expr:
    """Whether a period is in progress at a moment."""
    ended = precedes(anchor, period.end)
    if period.running is not None:
        ended = period.running | ended
    return unless_never(precedes(period.start, anchor) & ended, period.never, anchor.never)


def lasting(period: Stretch, now: Span | None, relation: n.Relation, duration: Duration) -> pl.Expr:
    """Whether a period's length, up to now, stands in a relation to a duration; ``now`` None is known of no row."""
    if relation in ("<", "<="):
        return ~lasting(period, now, ">=" if relation == "<" else ">", duration)
    above: Callable[[pl.Expr, pl.Expr], pl.Expr] = operator.gt if relation == ">" else operator.ge
    if now is not None and isinstance(now.low.at, int) and duration.months >= 0 and duration.micros > 0:
        truth = _reached(period, now, above, duration)
    else:
        truth = _lasting(period, now, above, duration)
    if period.never is None:
        return truth
    total = duration.months + duration.micros
    return pl.when(period.never).then(pl.lit(total < 0 if relation == ">" else total <= 0)).otherwise(truth)


def _reached(period: Stretch, now: Span, above: Callable[[pl.Expr, pl.Expr], pl.Expr], duration: Duration) -> pl.Expr:
    """Whether the period's end, where it has one, and a known now both lie beyond its start moved forward."""

    def reached(start: Instant, end: Instant, present: Instant) -> pl.Expr:
        ended = above(*_comparable_length(end.expr, start, duration))
        if period.running is not None:
            ended = ended | period.running
        return ended & above(*_comparable_length(present.expr, start, duration))

    sure = reached(period.start.high, period.end.low, now.low)
    if period.start.sharp and period.end.sharp and now.sharp:
        return sure
    return agreed(sure, reached(period.start.low, period.end.high, now.high))


def _lasting(
    period: Stretch, now: Span | None, above: Callable[[pl.Expr, pl.Expr], pl.Expr], duration: Duration
) -> pl.Expr:
    start = period.start
    low, high, sure_of_now = _effective_end(period, now)
    truth = above(*_comparable_length(pl.max_horizontal(low, start.high.expr), start.high, duration))
    if sure_of_now and start.sharp and period.end.sharp and now is not None and now.sharp:
        return truth
    longest = above(*_comparable_length(pl.max_horizontal(high, start.low.expr), start.low, duration))
    return agreed(truth, longest | high.is_null())


def _comparable_length(end: pl.Expr, start: Instant, duration: Duration) -> tuple[pl.Expr, pl.Expr]:
    """The end of a period and the instant, or with calendar months the day, from which it has lasted a duration."""
    if not duration.months:
        return end, start.moved(duration).expr
    return end.cast(pl.Date), start.moved(duration).day().expr


def _effective_end(period: Stretch, now: Span | None) -> tuple[pl.Expr, pl.Expr, bool]:
    """When a period's counted stretch ends, at least and at most (null: no limit), and if now is known of every row.

    Horizontal minima pass over nulls: a period still running ends now; one that ran, nobody knows when, as it ends.
    """
    end = period.end
    if now is None:  # the screening could be at any time: nothing, or all of the period, may lie before it
        return period.start.high.expr, end.high.expr, False
    low = pl.min_horizontal(end.low.expr, now.low.expr)
    high = pl.min_horizontal(end.high.expr, now.high.expr)
    if isinstance(now.low.at, int):
        return low, high, True
    return pl.when(now.low.at.is_not_null()).then(low).otherwise(period.start.high.expr), high, False
