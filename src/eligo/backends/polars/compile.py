"""From a program to Polars expressions: Kleene's logic on nullable Booleans, exact or in doubt, never wrong.

Definitions that anything refers to become columns of their own, each computed once. A condition over computed numbers
becomes a *guarded* column with a mark for the rows that lie too near to its limit; what a step cannot express exactly
at all is guarded with a mark for every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import cast

import polars as pl

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.residual import parts
from eligo.core.truth import TRUE as HOLDS
from eligo.core.truth import UNKNOWN

from . import arithmetic, comparing, elapsed, facts, kleene, times
from .amounts import LONGEST, Amounts
from .comparing import Decided
from .lanes import Forms
from .numbers import Num
from .plan import Guarded, Plan, Step
from .schedule import Schedule
from .times import FALSE, FIXED, NULL, TRUE, Span, Unsupported

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
        self.amounts = Amounts(program, forms, self.schedule, self.condition)
        self._atoms: dict[n.Condition, pl.Expr] = {}
        self._lefts: dict[n.Numeric, Num] = {}

    def plan(self, also: Iterable[n.Condition]) -> Plan:
        """The plan of the whole program."""
        passed = {}
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                met = self._named(name, criterion.condition)
                passed[name] = met if criterion.kind == "include" else ~met
            elif self.uses[name] and not self.program.definition[name].within:
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
        self.amounts.define(name, cast("n.Numeric", definition.body))

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
                return kleene.count([self.condition(m) for m in members], low, high)
            case n.Flag(fact):
                return facts.flag(*self.amounts.fact(fact))
            case n.Is(fact, options):
                return facts.choice_is(*self.amounts.fact(fact), options)
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
                sides = self.amounts.moment(subject), self.amounts.moment(anchor)
                truth = times.window(*sides, node, by_days=self._whole_day(subject) or self._whole_day(anchor))
                running = self._still_running(subject, anchor)
                if running and self.program.resolved(anchor) == n.When(SCREENING):  # they end after it
                    if node.unending:
                        return pl.any_horizontal(truth, *running), ()
                    if node.past:
                        return pl.all_horizontal(truth, *(~rows for rows in running)), ()
                return truth, running
            case n.Lasting(period, relation, duration):
                now = facts.moment(*self.amounts.fact(SCREENING))
                return times.lasting(facts.period(*self.amounts.fact(period)), now, relation, duration), ()
            case n.During(period, anchor) if self._whole_day(anchor):
                raise Unsupported
            case n.During(period, anchor):
                truth = times.during(facts.period(*self.amounts.fact(period)), self.amounts.moment(anchor))
                return truth, self._still_running(anchor)
            case _:
                raise Unsupported

    def _whole_day(self, moment: n.Temporal) -> bool:
        """Whether a moment is a date of the protocol's own without a time of day."""
        moment = self.program.resolved(moment)
        return isinstance(moment, n.Fixed) and moment.whole_day

    def _still_running(self, *moments: n.Temporal) -> tuple[pl.Expr, ...]:
        """The rows in which a moment is the end of a period that still runs, somewhere after the screening."""
        ends = [m.period for m in map(self.program.resolved, moments) if isinstance(m, n.EdgeOf) and m.edge == "end"]
        running = (facts.period(*self.amounts.fact(name)).running for name in ends)
        return tuple(rows for rows in running if rows is not None)

    def _known(self, operand: n.Operand) -> Decided:
        match operand:
            case n.Flag(fact):
                return facts.flag(*self.amounts.fact(fact)).is_not_null(), ()
            case n.Chosen(fact):
                return facts.choice_known(*self.amounts.fact(fact)), ()
            case n.Spell(fact):
                return facts.period(*self.amounts.fact(fact)).known(), ()
            case n.When() | n.EdgeOf() | n.MomentRef() | n.Fixed():
                return self.amounts.moment(operand).known(), ()
            case n.PickMoment() | n.FirstMoment() | n.PickIs():
                raise Unsupported
            case _:
                number = self.amounts.number(operand)
                return number.known(), () if number.exact else number.doubt

    # ------------------------------------------------------------ comparisons

    def _compare(self, left: n.Numeric, relation: n.Relation, right: n.Numeric) -> Decided:
        if isinstance(right, n.Number):
            return self._against(left, relation, right.value, 0)
        if isinstance(left, n.Number):
            return self._against(right, comparing.swapped(relation), left.value, 0)
        return comparing.compare(
            self.amounts.once(self.amounts.number(left)), relation, self.amounts.once(self.amounts.number(right))
        )

    def _against(self, node: n.Numeric, relation: n.Relation, limit: Fraction, depth: int) -> Decided:
        """A number against a constant, handed on to the parts it is chosen from: there it is mostly exact."""
        match node:
            case n.NumberRef(name) if depth < DEEPEST:
                body = cast("n.Numeric", self.program.definition[name].body)
                if not isinstance(body, n.Arithmetic) or _is_scaled(body):
                    return self._against(body, relation, limit, depth + 1)
            case n.Arithmetic(_, left, n.Choose() as factor) if _is_scaled(node) and relation not in ("=", "!="):
                return self._scaled_against(left, factor, relation, limit)
            case n.FirstKnown(operands) if depth < DEEPEST and len(operands) <= LONGEST_LIST:
                return self._first(operands, relation, limit, depth + 1)
            case n.Choose(condition, then, otherwise) if relation not in ("=", "!=") and depth < DEEPEST:
                yes, doubt = self._against(then, relation, limit, depth + 1)
                no, more = self._against(otherwise, relation, limit, depth + 1)
                either = kleene.chosen(self.condition(condition), yes, no)
                return self.amounts.stage(either) if depth else either, doubt + more
            case n.Elapsed(measure, start, end) if relation not in ("=", "!="):
                return self._elapsed_against(
                    measure, self.amounts.moment(start), self.amounts.moment(end), relation, limit
                ), ()
        return comparing.compare_with_constant(self.amounts.once(self.amounts.number(node)), relation, limit)

    def _scaled_against(self, left: n.Numeric, factor: n.Choose, relation: n.Relation, limit: Fraction) -> Decided:
        """A number times one of two constants: while nobody knows which, what holds of both products holds."""
        if left not in self._lefts:
            self._lefts[left] = self.amounts.once(self.amounts.number(left))
        products = (
            arithmetic.combine(self._lefts[left], "*", self.amounts.number(k)) for k in (factor.then, factor.otherwise)
        )
        (yes, doubt), (no, more) = (comparing.compare_with_constant(p, relation, limit) for p in products)
        return kleene.chosen(self.condition(factor.condition), yes, no), doubt + more

    def _first(self, operands: Sequence[n.Numeric], relation: n.Relation, limit: Fraction, depth: int) -> Decided:
        truth: pl.Expr = NULL
        doubt: tuple[pl.Expr, ...] = ()
        for operand in reversed(operands):
            number = self.amounts.number(operand)
            here, more = self._against(operand, relation, limit, depth)
            doubt = (*more, *(d & number.low.is_null() for d in doubt))
            if truth is NULL:  # a comparison with an unknown number is unknown itself
                truth = here
            elif number.point:
                truth = pl.coalesce(here, truth)
            else:
                truth = pl.when(number.known()).then(here).otherwise(truth)
        return truth, doubt

    def _elapsed_against(
        self, measure: n.Measure, start: Span, end: Span, relation: n.Relation, limit: Fraction
    ) -> pl.Expr:
        if measure in FIXED:
            relation, at = elapsed.whole(relation, limit * FIXED[measure])
            low, high = elapsed.elapsed_micros(start, end)
            if abs(at) > LONGEST:
                raise Unsupported
            return comparing.stands(low, high, relation, pl.lit(at, dtype=pl.Int64))
        relation, at = elapsed.whole(relation, limit)
        least = at if relation in (">=", "<") else at + 1
        reached = elapsed.elapsed_at_least(measure, start, end, least)
        return reached if relation in (">=", ">") else ~reached


def _is_scaled(node: n.Arithmetic) -> bool:
    """Whether a number is multiplied by one of two constants."""
    factor = node.right
    constants = (
        isinstance(factor, n.Choose) and isinstance(factor.then, n.Number) and isinstance(factor.otherwise, n.Number)
    )
    return node.op == "*" and constants


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
