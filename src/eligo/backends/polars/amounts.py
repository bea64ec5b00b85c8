"""From numbers of the core to floating point expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import polars as pl

from eligo.core import nodes as n
from eligo.core.program import Fact, Program
from eligo.core.values import DAY

from . import arithmetic, elapsed, facts, numbers, times
from .lanes import Form, Forms
from .numbers import Num
from .schedule import Schedule
from .times import FALSE, FIXED, Span, Unsupported

LONGEST = 900 * 366 * DAY
"""Microseconds: more than lie between any two instants of lanes."""


class Amounts:
    """Compiles numbers; what is used several times becomes a column of the schedule.

    Args:
        program: the protocol.
        forms: the form of each fact's lanes.
        schedule: where columns go.
        condition: compiles a condition.
    """

    def __init__(
        self, program: Program, forms: Forms, schedule: Schedule, condition: Callable[[n.Condition], pl.Expr]
    ) -> None:
        self._program = program
        self._forms = forms
        self._schedule = schedule
        self._condition = condition
        self._named: dict[str, Num | None] = {}
        self._measured: dict[str, Num] = {}
        self._elapsed_known: dict[tuple[n.Measure, n.Temporal, n.Temporal], Num] = {}
        self._computed = 0

    def define(self, name: str, body: n.Numeric) -> None:
        """Compile a named number, to be referred to."""
        try:
            self._named[name] = self._schedule.number(f"={name}", self.number(body))
        except Unsupported:
            self._named[name] = None

    def fact(self, name: str) -> tuple[Fact, Form]:
        """A fact and the form of its lanes."""
        return self._program.fact[name], self._forms[name]

    def moment(self, node: n.Temporal) -> Span:
        """A moment as expressions."""
        match self._program.resolved(node):
            case n.When(fact):
                return facts.moment(*self.fact(fact))
            case n.Fixed(low, high):
                first = times.Instant(low)
                return Span(first, first if low == high else times.Instant(high))
            case n.EdgeOf(edge, name):
                period = facts.period(*self.fact(name))
                return period.start if edge == "start" else period.end
            case _:
                raise Unsupported

    def number(self, node: n.Numeric) -> Num:
        """A number as floating point expressions."""
        match node:
            case n.Number(value):
                return numbers.constant(value)
            case n.Measured(fact):
                return self._measure(*self.fact(fact))
            case n.Arithmetic(op, left, right):
                return self._combine(self.number(left), op, self.number(right))
            case n.Choose(condition, then, otherwise):
                return arithmetic.choose(self._condition(condition), self._branch(then), self._branch(otherwise))
            case n.FirstKnown(operands):
                return arithmetic.first_known([self.number(o) for o in operands])
            case n.Elapsed(measure, start, end):
                key = (measure, start, end)
                if key not in self._elapsed_known:
                    self._elapsed_known[key] = self._elapsed(measure, self.moment(start), self.moment(end))
                return self._elapsed_known[key]
            case n.Pick() | n.Logarithm():
                raise Unsupported  # the rows that need it go the exact way
            case n.NumberRef(name):
                named = self._named[name]
                if named is None:
                    raise Unsupported
                return named

    def _measure(self, fact: Fact, form: Form) -> Num:
        default = fact.missing if isinstance(fact.missing, Fraction) else None
        if not form.present:
            return numbers.NOTHING if default is None else numbers.constant(default)
        if default is not None and not numbers.constant(default).exact:
            raise Unsupported
        if fact.name not in self._measured:
            value = facts.number(fact)
            if fact.plausible is not None or default is not None:
                value = self._schedule.column(f"@{fact.name}", value)
            self._measured[fact.name] = numbers.measured(value, fact.plausible, default)
        return self._measured[fact.name]

    def _combine(self, a: Num, op: str, b: Num) -> Num:
        """Arithmetic; operands that occur several times in its result are computed once."""
        if a.point and b.point and a.spread is not None and b.spread is not None:
            return arithmetic.combine(a, op, b)
        return arithmetic.combine(self.once(a), op, self.once(b))

    def once(self, number: Num) -> Num:
        """A number that occurs several times, computed once unless it is as cheap as its column."""
        if number.exact:
            return number
        self._computed += 1
        return self._schedule.number(f"#{self._computed}", number)

    def _branch(self, node: n.Numeric) -> Num:
        """A number to choose, which occurs several times in the choice: computed once if it is chosen itself."""
        number = self.number(node)
        if not isinstance(node, n.Choose | n.FirstKnown) or number.nothing:
            return number
        self._computed += 1
        doubt = (pl.any_horizontal([d.fill_null(FALSE) for d in number.doubt]),) if number.doubt else ()
        return self._schedule.number(f"#{self._computed}", replace(number, doubt=doubt))

    def stage(self, expr: pl.Expr) -> pl.Expr:
        """An expression that occurs several times, computed once."""
        self._computed += 1
        return self._schedule.column(f"#{self._computed}", expr)

    def _elapsed(self, measure: n.Measure, start: Span, end: Span) -> Num:
        if start.nothing or end.nothing:
            return numbers.NOTHING
        if measure in FIXED:
            low, high = elapsed.elapsed_micros(start, end)
            return numbers.ratio_of(low, high, FIXED[measure], LONGEST / FIXED[measure])
        return numbers.whole_number(elapsed.completed(measure, start, end, self.stage), LONGEST / (28 * DAY))
