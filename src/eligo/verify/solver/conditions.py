"""Conditions for the solver: two Booleans each, surely true and surely false, as the interpreter has them."""

from __future__ import annotations

from collections.abc import Mapping

import z3

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.selection import current, current_is
from eligo.core.truth import FALSE, TRUE
from eligo.verify.solver.calendar import Calendar
from eligo.verify.solver.candidates import Candidates
from eligo.verify.solver.entries import EntryTerms
from eligo.verify.solver.numbers import Numbers, compared
from eligo.verify.solver.picks import Picks
from eligo.verify.solver.terms import (
    Amount,
    Bool,
    Instant,
    Kleene,
    Term,
    Tick,
    at_least,
    conj,
    disj,
    inverse,
    kleene_of,
)
from eligo.verify.solver.times import Times
from eligo.verify.solver.variables import Single, Variables

Scope = Mapping[str, Single]
"""The fields of the entries that a condition is read inside of; empty outside of any."""

OUTSIDE: Scope = {}

Said = Mapping[str, Kleene | Amount]
"""Terms by the name of what they are."""

NOTHING: Said = {}


class Encoder:
    """One program for one unknown record.

    Args:
        program: the program.
        variables: the record.
        said: names of the program that need not be said, as they are some terms already.
        loose: whether what is asked of time may come out in any way, of the same moments always in the same.

    Attributes:
        constraints: what holds of the terms made so far, the record's own apart.
        free: why some of them are free, in words; the solver may then find what the interpreter does not.
        kept: terms whose numbers stand for them.
    """

    def __init__(self, program: Program, variables: Variables, said: Said = NOTHING, *, loose: bool = False) -> None:
        self.program = program
        self.loose = loose
        self.variables = variables
        self.constraints: list[Bool] = []
        self.free: dict[str, None] = {}
        self.kept: list[Term] = []
        self.calendar = Calendar()
        self.numbers = Numbers(self)
        self.times = Times(self)
        candidates = Candidates(self)
        self.entries = EntryTerms(self, candidates)
        self.picks = Picks(self, candidates)
        self._free: dict[tuple[object, ...], tuple[Kleene, tuple[Tick, ...]]] = {}
        self._memo: dict[tuple[int, int], tuple[object, Scope, Kleene | Amount | Instant]] = {}
        self._truths = {name: one for name, one in said.items() if isinstance(one, Kleene)}
        self._amounts = {name: one for name, one in said.items() if isinstance(one, Amount)}
        # In the program's order, so that the depth of recursion is that of one expression and not of a chain of names.
        for name in program.order:
            criterion = program.criterion.get(name)
            if name in said:
                continue
            if criterion is not None:
                self._truths[name] = self.truth(criterion.condition)
            elif program.definition[name].within:
                continue  # it has a value for each entry: found out there
            elif isinstance(program.definition[name].body, n.Temporal):
                self.instant(program.definition[name].body)  # type: ignore[arg-type]  # remembered for its name
            elif program.definition[name].unit is None:
                self._truths[name] = self.truth(program.definition[name].body)  # type: ignore[arg-type]
            else:
                self._amounts[name] = self.amount(program.definition[name].body)  # type: ignore[arg-type]

    def said(self, twins: Mapping[str, str]) -> Said:
        """The terms of some of its names, under other names."""
        every: Said = {**self._truths, **self._amounts}
        return {name: every[here] for name, here in twins.items() if here in every}

    def truth(self, node: n.Condition, scope: Scope = OUTSIDE) -> Kleene:
        """The truth of a condition."""
        key = (id(node), id(scope))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = (node, scope, self._truth(node, scope))
        assert isinstance(found[2], Kleene)
        return found[2]

    def amount(self, node: n.Numeric, scope: Scope = OUTSIDE) -> Amount:
        """The range of a number."""
        key = (id(node), id(scope))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = (node, scope, self.numbers.amount(node, scope))
        assert isinstance(found[2], Amount)
        return found[2]

    def instant(self, node: n.Temporal, scope: Scope = OUTSIDE) -> Instant:
        """A moment."""
        key = (id(node), id(scope))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = (node, scope, self.times.instant(node, scope))
        assert isinstance(found[2], Instant)
        return found[2]

    def number_named(self, name: str, scope: Scope) -> Amount:
        """A named number; one of entries is that of the entry at hand."""
        if name in self._amounts:
            return self._amounts[name]
        return self.amount(self.program.definition[name].body, scope)  # type: ignore[arg-type]  # it names a number

    def single(self, fact: str, scope: Scope) -> Single:
        """The unknowns of a value: of an entry's field, or of a fact."""
        return scope[fact] if fact in scope else self.variables.single[fact]

    def repeats(self, fact: str, scope: Scope) -> bool:
        """Whether a name stands for a fact with repeated measurements."""
        return fact not in scope and fact in self.variables.several

    def measured(self, fact: str, scope: Scope) -> Amount:
        """A number fact; of a repeated one its current value."""
        if self.repeats(fact, scope):
            return self.picks.current_number(current(fact), scope)
        return self.single(fact, scope).amount()

    def left_free(self, why: str) -> None:
        """Note that something is not said to the solver."""
        self.free[why] = None

    def free_truth(self, what: object, why: str, *of: Tick) -> Kleene:
        """A condition that may come out in any way, the same wherever it is asked of the same instants."""
        key = (what, *(tick.at.get_id() for tick in of))
        if key not in self._free:
            self.left_free(why)
            yes, no = z3.FreshBool("free"), z3.FreshBool("free")
            self.constraints.append(z3.Not(z3.And(yes, no)))
            self._free[key] = Kleene(yes, no), of  # the terms are kept: their numbers would be given away again
        return self._free[key][0]

    # ------------------------------------------------------------ one kind of node each

    def _truth(self, node: n.Condition, scope: Scope) -> Kleene:
        match node:
            case n.Always(truth):
                return Kleene(truth is TRUE, truth is FALSE)
            case n.Not(operand):
                found = self.truth(operand, scope)
                return Kleene(found.no, found.yes)
            case n.All(members):
                every = [self.truth(member, scope) for member in members]
                return Kleene(conj(m.yes for m in every), disj(m.no for m in every))
            case n.Any(members):
                every = [self.truth(member, scope) for member in members]
                return Kleene(disj(m.yes for m in every), conj(m.no for m in every))
            case n.Count(low, high, members):
                return count([self.truth(member, scope) for member in members], low, high)
            case n.Known(operand):
                return kleene_of(self.known(operand, scope))
            case n.Flag(fact):
                if self.repeats(fact, scope):
                    return self.entries.current_truth(current_is(fact, n.Flag(f"{fact}.value")), scope)
                return self.single(fact, scope).flag()
            case n.Is(fact, options):
                if self.repeats(fact, scope):
                    return self.entries.current_truth(current_is(fact, n.Is(f"{fact}.value", options)), scope)
                return self.single(fact, scope).is_one_of(options)
            case n.Compare(left, relation, right):
                a, b = self.amount(left, scope), self.amount(right, scope)
                yes, no = compared(a, relation, b)
                known = conj((a.known, b.known))
                return Kleene(conj((known, yes)), conj((known, no)))
            case n.Window():
                return self.times.window(node, scope)
            case n.Lasting():
                return self.times.lasting(node, scope)
            case n.During():
                return self.times.during(node, scope)
            case n.Several():
                return self.entries.several(node, scope)
            case n.PickIs():
                return self.entries.pick_is(node, scope)
            case n.Other(series):
                return self.entries.other(series, scope)
            case n.Ref(name) if name in self._truths:
                return self._truths[name]
            case n.Ref(name):
                return self.truth(self.program.definition[name].body, scope)  # type: ignore[arg-type]  # a condition

    def known(self, operand: n.Operand, scope: Scope) -> Bool:
        """Whether an operand has a value."""
        match operand:
            case n.Flag(fact) | n.Chosen(fact) | n.Spell(fact):
                if self.repeats(fact, scope):
                    return self.entries.current_truth(current_is(fact, n.Known(n.Flag(f"{fact}.value"))), scope).yes
                return self.single(fact, scope).known
            case n.When() | n.EdgeOf() | n.PickMoment() | n.MomentRef() | n.FirstMoment() | n.Fixed():
                return self.instant(operand, scope).known
            case n.PickIs():
                return self.truth(operand, scope).yes
            case _:
                return self.amount(operand, scope).counts_as_known


def count(members: list[Kleene], low: int, high: int | None) -> Kleene:
    """Whether the number of true members lies between two limits."""
    sure = [member.yes for member in members]
    possible = [inverse(member.no) for member in members]
    yes, no = [at_least(low, sure)], [inverse(at_least(low, possible))]
    if high is not None:
        yes.append(inverse(at_least(high + 1, possible)))
        no.append(at_least(high + 1, sure))
        no.append(high < low)
    return Kleene(conj(yes), disj(no))
