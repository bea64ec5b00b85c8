"""Conditions on the entries of one record for the solver, and moments of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.program import around
from eligo.verify.solver.candidates import UNSAID, Candidates
from eligo.verify.solver.terms import (
    Bool,
    Instant,
    Kleene,
    Term,
    Tick,
    at_least,
    conj,
    disj,
    either_bool,
    inverse,
)

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope


class EntryTerms:
    """The selections of one encoder."""

    def __init__(self, encoder: Encoder, candidates: Candidates) -> None:
        self.encoder = encoder
        self.candidates = candidates
        self._free: dict[n.PickMoment, Instant] = {}

    # ------------------------------------------------------------ conditions

    def several(self, node: n.Several, scope: Scope) -> Kleene:
        """Whether so many entries count and pass a test."""
        if not self.candidates.bounded(node.series):
            return self.encoder.free_truth(node, UNSAID)
        sure, possible, counted = [], [], []
        for one in self.candidates.of(node, scope):
            test = self.encoder.truth(node.test, one.scope)
            sure.append(conj((one.sure, test.yes)))
            possible.append(conj((one.possible, inverse(test.no))))
            counted.append(one.sure)
        complete = self.candidates.complete(node.series)
        yes, no = [at_least(node.low, sure)], [conj((complete, inverse(at_least(node.low, possible))))]
        if node.high is not None:
            yes += [complete, inverse(at_least(node.high + 1, possible))]
            no += [at_least(node.high + 1, sure), node.low > node.high]
        listing = self.encoder.variables.several[node.series]
        decided: Bool = True
        if node.sampled != "no":
            closed = conj((listing.given, listing.closed)) if node.sampled == "unless closed" else False
            decided = disj((*counted, closed))
        return Kleene(conj((decided, *yes, inverse(disj(no)))), conj((decided, disj(no))))

    def pick_is(self, node: n.PickIs, scope: Scope) -> Kleene:
        """Whether the chosen entry passes a test."""
        if not self.candidates.bounded(node.series):
            return self.encoder.free_truth(node, UNSAID)
        settled, meant = self.candidates.chosen(node, scope)
        tests = [(one, self.encoder.truth(node.test, inside)) for one, inside in meant]
        yes = conj(disj((inverse(one), test.yes)) for one, test in tests)
        no = conj(disj((inverse(one), test.no)) for one, test in tests)
        # Nothing was measured is no answer; but that there is no entry is one.
        absent = False if self.encoder.program.fact[node.series].repeated else self.candidates.none(node, scope)
        return Kleene(conj((settled, yes)), disj((absent, conj((settled, no)))))

    def current_truth(self, node: n.PickIs, scope: Scope) -> Kleene:
        """What a repeated fact says: its one value, or the latest of several."""
        listing = self.encoder.variables.several[node.series]
        picked = self.pick_is(node, scope)
        if not listing.exists or listing.alone is False:
            return picked
        alone = self.encoder.truth(node.test, listing.entries[0])
        single = conj((listing.given, listing.alone))
        return Kleene(either_bool(single, alone.yes, picked.yes), either_bool(single, alone.no, picked.no))

    def other(self, series: str, scope: Scope) -> Kleene:
        """Whether an entry is another than the one that it is looked for from: each has unknowns of its own."""
        field = self.encoder.program.fact[series].fields[0].name
        return Kleene(scope[field] is not scope[around(field)], scope[field] is scope[around(field)])

    # ------------------------------------------------------------ one chosen by time

    def pick_moment(self, node: n.PickMoment, scope: Scope) -> Instant:
        """A moment of the chosen entry."""
        if not self.candidates.bounded(node.series):
            return self._free_moment(node)
        absent = self.candidates.none(node, scope)
        found = self._moment_of_one(node, scope)
        return Instant(disj((absent, found.known)), disj((absent, found.never)), found.low, found.high)

    def _moment_of_one(self, node: n.PickMoment, scope: Scope) -> Instant:
        if node.value == n.When(node.time):
            return self._ranked_time(node, scope)
        settled, meant = self.candidates.chosen(node, scope)
        moments = [(one, self.encoder.instant(node.value, inside)) for one, inside in meant]
        never = conj((settled, *(disj((inverse(one), conj((m.known, m.never)))) for one, m in moments)))
        happened = conj((settled, *(disj((inverse(one), m.happened)) for one, m in moments)))
        low = self.candidates.end(happened, [(one, m.low.at) for one, m in moments], least=True, integer=True)
        high = self.candidates.end(happened, [(one, m.high.at) for one, m in moments], least=False, integer=True)
        return Instant(disj((never, happened)), never, Tick(low), Tick(high))

    def _ranked_time(self, node: n.PickMoment, scope: Scope) -> Instant:
        candidates = self.candidates.of(node, scope)
        rank, first = (1 if node.how == "previous" else 0), node.how == "first"
        times = [self.encoder.instant(n.When(node.time), one.scope) for one in candidates]
        sure = [conj((one.sure, time.happened)) for one, time in zip(candidates, times, strict=True)]
        dated = conj(disj((inverse(c.possible), t.happened)) for c, t in zip(candidates, times, strict=True))
        known = conj((self.candidates.complete(node.series), dated, at_least(rank + 1, sure)))
        every = [one.possible for one in candidates]
        lows, highs = [t.low.at for t in times], [t.high.at for t in times]
        near, far = (every, sure) if first else (sure, every)
        low = self._ranked(known, list(zip(near, lows, strict=True)), rank, least=first)
        high = self._ranked(known, list(zip(far, highs, strict=True)), rank, least=first)
        return Instant(known, False, Tick(low), Tick(high))

    def _ranked(self, known: Bool, among: Sequence[tuple[Bool, Term]], rank: int, *, least: bool) -> Term:
        """The term with ``rank`` smaller (or greater) ones among those that count."""
        chosen = z3.FreshInt("ranked")
        sign = 1 if least else -1
        beyond = [conj((one, sign * term < sign * chosen)) for one, term in among]
        here = [conj((one, sign * term <= sign * chosen)) for one, term in among]
        found = conj((disj(conj((one, term == chosen)) for one, term in among), at_least(rank + 1, here)))
        self.candidates.when(known, conj((found, inverse(at_least(rank + 1, beyond)))))
        return chosen

    def _free_moment(self, node: n.PickMoment) -> Instant:
        """Any moment, the same wherever it is asked for."""
        if node not in self._free:
            self.encoder.left_free(UNSAID)
            low, high = z3.FreshInt("free"), z3.FreshInt("free")
            self.encoder.constraints.append(low <= high)
            self._free[node] = Instant(z3.FreshBool("free"), z3.FreshBool("free"), Tick(low), Tick(high))
        return self._free[node]
