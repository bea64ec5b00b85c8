"""From a program to Polars expressions: Kleene's logic on nullable Booleans, exact or in doubt, never wrong.

Definitions that anything refers to become columns of their own, each computed once. A condition over computed numbers
becomes a *guarded* column with a mark for the rows that lie too near to its limit; what a step cannot express exactly
at all is guarded with a mark for every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

import polars as pl

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.residual import parts
from eligo.core.truth import TRUE as HOLDS
from eligo.core.truth import UNKNOWN
from eligo.core.values import DAY

from . import facts, numbers, times
from .lanes import Form, Forms
from .numbers import Decided, Num
from .plan import Guarded, Plan, Step
from .schedule import Schedule
from .times import FALSE, FIXED, NULL, TRUE, Span, Unsupported

LONGEST = 900 * 366 * DAY
"""Microseconds: more than lie between any two instants of lanes."""

DEEPEST = 8
"""How many names a comparison is handed on through; beyond it the number is computed as a column first."""

LONGEST_LIST = 32
"""How many operands of ``otherwise`` are compared one by one; each lies within the one before."""


def compile_program(program: Program, forms: Forms, also: Iterable[n.Condition] = ()) -> Plan:
    """Compile a program for frames whose lanes have these forms.

    Args:
        program: the protocol.
        forms: the form of each fact's lanes.
        also: conditions of the program whose own truth is wanted too.
    """
    return Compiler(program, forms).plan(also)


class Compiler:
    """Compiles conditions and numbers in the program's order, so that a name is compiled before what refers to it."""

    def __init__(self, program: Program, forms: Forms) -> None:
        self.program = program
        self.forms = forms
        self.schedule = Schedule()
        self.uses = Counter(_uses(program))
        self._numbers: dict[str, Num | None] = {}
        self._measured: dict[str, Num] = {}
        self._computed = 0
        self._elapsed_times: dict[tuple[n.Measure, n.Temporal, n.Temporal], Num] = {}
        self._atoms: dict[n.Condition, pl.Expr] = {}

    def plan(self, also: Iterable[n.Condition]) -> Plan:
        """The plan of the whole program."""
        passed = {}
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                met = self._named(name, criterion.condition)
                passed[name] = met if criterion.kind == "include" else ~met
            elif self.uses[name]:
                self._define(name)
        conflicts = tuple((~self.condition(a.condition)).fill_null(FALSE) for a in self.program.assumptions)
        truths = {node: self.condition(node) for node in also}
        steps = self.schedule.steps((*passed.values(), *conflicts, *truths.values()))
        present = [f for f in self.program.facts if f.plausible and self.forms[f.name].present]
        return Plan(
            forms=dict(self.forms),
            passed={c.name: passed[c.name] for c in self.program.criteria},
            conflicts=conflicts,
            implausible={f.name: self._implausible(f, steps) for f in present},
            truths=truths,
            steps=steps,
        )

    def _implausible(self, fact: Fact, steps: Sequence[Step]) -> pl.Expr:
        """Where a number is given that lies outside its plausible range: where its own column, if any, has nothing."""
        plausible = f"@{fact.name}"
        if any(plausible in layer for step in steps for layer in step.layers):
            return pl.col(fact.name).is_not_null() & pl.col(plausible).is_null()
        return (~facts.inside(fact)).fill_null(FALSE)

    def _define(self, name: str) -> None:
        definition = self.program.definition[name]
        if definition.unit is None:
            self._named(name, cast("n.Condition", definition.body))
            return
        try:
            self._numbers[name] = self.schedule.number(f"={name}", self.number(cast("n.Numeric", definition.body)))
        except Unsupported:
            self._numbers[name] = None

    def _named(self, name: str, condition: n.Condition) -> pl.Expr:
        expr = self.condition(condition)
        return self.schedule.column(f"={name}", expr) if self.uses[name] else expr

    # ------------------------------------------------------------ conditions

    def condition(self, node: n.Condition) -> pl.Expr:
        """A condition as a nullable Boolean."""
        match node:
            case n.Always(truth):
                return NULL if truth is UNKNOWN else pl.lit(truth is HOLDS)
            case n.Not(operand):
                return ~self.condition(operand)
            case n.All(members):
                return pl.all_horizontal([self.condition(m) for m in members]) if members else TRUE
            case n.Any(members):
                return pl.any_horizontal([self.condition(m) for m in members]) if members else FALSE
            case n.Count(low, high, members):
                return _count([self.condition(m) for m in members], low, high)
            case n.Flag(fact):
                return facts.flag(*self._fact(fact))
            case n.Is(fact, options):
                return facts.choice_is(*self._fact(fact), options)
            case n.Ref(name):
                return pl.col(f"={name}")
            case _:
                return self._atom(node)

    def _atom(self, node: n.Condition) -> pl.Expr:
        if node in self._atoms:
            return self._atoms[node]
        try:
            truth, doubt = self._decide(node)
        except Unsupported:
            truth, doubt = NULL, (TRUE,)
        if doubt:
            near = pl.any_horizontal([d.fill_null(FALSE) for d in doubt])
            truth = self.schedule.guarded(Guarded(f"?{len(self._atoms)}", node), truth, near)
        self._atoms[node] = truth
        return truth

    def _decide(self, node: n.Condition) -> Decided:
        match node:
            case n.Known(operand):
                return self._known(operand)
            case n.Compare(left, relation, right):
                return self._compare(left, relation, right)
            case n.Window(subject, anchor):
                return times.window(self._moment(subject), self._moment(anchor), node), ()
            case n.Lasting(period, relation, duration):
                now = facts.moment(*self._fact(SCREENING))
                return times.lasting(facts.period(*self._fact(period)), now, relation, duration), ()
            case n.During(period, anchor):
                return times.during(facts.period(*self._fact(period)), self._moment(anchor)), ()
            case _:
                raise Unsupported

    def _known(self, operand: n.Operand) -> Decided:
        match operand:
            case n.Flag(fact):
                return facts.flag(*self._fact(fact)).is_not_null(), ()
            case n.Chosen(fact):
                return facts.choice_known(*self._fact(fact)), ()
            case n.Spell(fact):
                return facts.period(*self._fact(fact)).known(), ()
            case n.When() | n.EdgeOf():
                return self._moment(operand).known(), ()
            case _:
                number = self.number(operand)
                return number.known(), () if number.exact else number.doubt

    def _fact(self, name: str) -> tuple[Fact, Form]:
        return self.program.fact[name], self.forms[name]

    def _moment(self, node: n.Temporal) -> Span:
        match node:
            case n.When(fact):
                return facts.moment(*self._fact(fact))
            case n.EdgeOf(edge, name):
                period = facts.period(*self._fact(name))
                return period.start if edge == "start" else period.end

    # ------------------------------------------------------------ comparisons

    def _compare(self, left: n.Numeric, relation: n.Relation, right: n.Numeric) -> Decided:
        if isinstance(right, n.Number):
            return self._against(left, relation, right.value, 0)
        if isinstance(left, n.Number):
            return self._against(right, numbers.swapped(relation), left.value, 0)
        return numbers.compare(self._once(self.number(left)), relation, self._once(self.number(right)))

    def _against(self, node: n.Numeric, relation: n.Relation, limit: Fraction, depth: int) -> Decided:
        """A number against a constant, handed on to the parts it is chosen from: there it is mostly exact."""
        match node:
            case n.NumberRef(name) if depth < DEEPEST:
                body = cast("n.Numeric", self.program.definition[name].body)
                if not isinstance(body, n.Arithmetic):
                    return self._against(body, relation, limit, depth + 1)
            case n.FirstKnown(operands) if depth < DEEPEST and len(operands) <= LONGEST_LIST:
                return self._first(operands, relation, limit, depth + 1)
            case n.Choose(condition, then, otherwise) if relation not in ("=", "!=") and depth < DEEPEST:
                chosen = self.condition(condition)
                yes, doubt = self._against(then, relation, limit, depth + 1)
                no, more = self._against(otherwise, relation, limit, depth + 1)
                either = pl.when(chosen).then(yes).when(~chosen).then(no).otherwise(pl.when(yes == no).then(yes))
                return self._stage(either) if depth else either, doubt + more
            case n.Elapsed(measure, start, end) if relation not in ("=", "!="):
                return self._elapsed_against(measure, self._moment(start), self._moment(end), relation, limit), ()
        return numbers.compare_with_constant(self._once(self.number(node)), relation, limit)

    def _first(self, operands: Sequence[n.Numeric], relation: n.Relation, limit: Fraction, depth: int) -> Decided:
        truth: pl.Expr = NULL
        doubt: tuple[pl.Expr, ...] = ()
        for operand in reversed(operands):
            number = self.number(operand)
            here, more = self._against(operand, relation, limit, depth)
            doubt = (*more, *(d & number.low.is_null() for d in doubt))
            truth = pl.coalesce(here, truth) if number.point else pl.when(number.known()).then(here).otherwise(truth)
        return truth, doubt

    def _elapsed_against(
        self, measure: n.Measure, start: Span, end: Span, relation: n.Relation, limit: Fraction
    ) -> pl.Expr:
        if measure in FIXED:
            relation, at = times.whole(relation, limit * FIXED[measure])
            low, high = times.elapsed_micros(start, end)
            if abs(at) > LONGEST:
                raise Unsupported
            return numbers.stands(low, high, relation, pl.lit(at, dtype=pl.Int64))
        relation, at = times.whole(relation, limit)
        least = at if relation in (">=", "<") else at + 1
        reached = times.elapsed_at_least(measure, start, end, least)
        return reached if relation in (">=", ">") else ~reached

    # ------------------------------------------------------------ numbers

    def number(self, node: n.Numeric) -> Num:
        """A number as floating point expressions."""
        match node:
            case n.Number(value):
                return numbers.constant(value)
            case n.Measured(fact):
                return self._measure(*self._fact(fact))
            case n.Arithmetic(op, left, right):
                return self._combine(self.number(left), op, self.number(right))
            case n.Choose(condition, then, otherwise):
                return numbers.choose(self.condition(condition), self._branch(then), self._branch(otherwise))
            case n.FirstKnown(operands):
                return numbers.first_known([self.number(o) for o in operands])
            case n.Elapsed(measure, start, end):
                key = (measure, start, end)
                if key not in self._elapsed_times:
                    self._elapsed_times[key] = self._elapsed(measure, self._moment(start), self._moment(end))
                return self._elapsed_times[key]
            case n.NumberRef(name):
                named = self._numbers[name]
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
                value = self.schedule.column(f"@{fact.name}", value)
            self._measured[fact.name] = numbers.measured(value, fact.plausible, default)
        return self._measured[fact.name]

    def _combine(self, a: Num, op: str, b: Num) -> Num:
        """Arithmetic; operands that occur several times in its result are computed once."""
        if op != "^" and a.point and b.point and a.spread is not None and b.spread is not None:
            return numbers.combine(a, op, b)
        return numbers.combine(self._once(a), op, self._once(b))

    def _once(self, number: Num) -> Num:
        if number.exact:
            return number
        self._computed += 1
        return self.schedule.number(f"#{self._computed}", number)

    def _branch(self, node: n.Numeric) -> Num:
        """A number to choose, which occurs several times in the choice: computed once if it is chosen itself."""
        number = self.number(node)
        if not isinstance(node, n.Choose | n.FirstKnown) or number.nothing:
            return number
        self._computed += 1
        doubt = (pl.any_horizontal([d.fill_null(FALSE) for d in number.doubt]),) if number.doubt else ()
        return self.schedule.number(f"#{self._computed}", replace(number, doubt=doubt))

    def _stage(self, expr: pl.Expr) -> pl.Expr:
        self._computed += 1
        return self.schedule.column(f"#{self._computed}", expr)

    def _elapsed(self, measure: n.Measure, start: Span, end: Span) -> Num:
        if start.nothing or end.nothing:
            return numbers.NOTHING
        if measure in FIXED:
            low, high = times.elapsed_micros(start, end)
            return numbers.ratio_of(low, high, FIXED[measure], LONGEST / FIXED[measure])
        return numbers.whole_number(times.completed(measure, start, end, self._stage), LONGEST / (28 * DAY))


def _count(members: Sequence[pl.Expr], low: int, high: int | None) -> pl.Expr:
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
    return times.agreed(inside, reachable)


def _uses(program: Program) -> Iterator[str]:
    """The facts and names that a program refers to, once for each time."""
    pending: list[object] = [d.body for d in program.definitions]
    pending += [c.condition for c in program.criteria]
    pending += [a.condition for a in program.assumptions]
    while pending:
        node = pending.pop()
        match node:
            case n.Ref(name) | n.NumberRef(name) | n.Measured(name):
                yield name
        pending += parts(node)
