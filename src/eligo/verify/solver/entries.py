"""Selections among the entries of one record for the solver, up to a stated number of entries.

With no entries at all allowed they are left free instead: then what is excluded is excluded for any number of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.program import around
from eligo.core.selection import of_single
from eligo.verify.solver.numbers import greater, lesser
from eligo.verify.solver.terms import (
    BIG,
    Amount,
    Bool,
    Instant,
    Kleene,
    Term,
    Tick,
    at_least,
    conj,
    disj,
    either,
    either_bool,
    inverse,
    real,
)

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope

Selecting = n.Several | n.PickIs | n.Pick | n.PickMoment
_UNSAID = "records that repeat"
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry that may count: the record seen from inside it, whether it surely counts, and whether it may."""

    scope: Scope
    sure: Bool
    possible: Bool


class EntryTerms:
    """The selections of one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._free: dict[n.Pick | n.PickMoment, Amount | Instant] = {}
        self._single: dict[int, tuple[Selecting, n.Condition]] = {}
        self._inside: dict[tuple[int, str, int], tuple[Scope, Scope]] = {}

    # ------------------------------------------------------------ what counts

    def _bounded(self, series: str) -> bool:
        return bool(self.encoder.variables.several[series].exists)

    def _complete(self, series: str) -> Bool:
        """Whether the list lacks nothing; one that is not given lacks everything, unless its absence says something."""
        listing = self.encoder.variables.several[series]
        if listing.fact.missing is not None:
            return True
        return conj((listing.given, disj((listing.none, listing.complete))))

    def _candidates(self, node: Selecting, scope: Scope) -> list[_Candidate]:
        listing = self.encoder.variables.several[node.series]
        found = []
        for place, (exists, fields) in enumerate(zip(listing.exists, listing.entries, strict=True)):
            key = (id(scope), node.series, place)
            if key not in self._inside:
                others = {name: one for name, one in scope.items() if not name.startswith(f"{node.series}.")}
                looked_from = {around(name): scope[name] for name in fields if name in scope}
                self._inside[key] = (scope, {**others, **looked_from, **fields})
            inside = self._inside[key][1]
            among = self.encoder.truth(node.among, inside)
            if place == 0 and listing.alone is not False:  # a single value without a time is one until the screening
                single = self.encoder.truth(self._of_single(node), inside)
                yes, no = ((listing.alone, a, b) for a, b in ((single.yes, among.yes), (single.no, among.no)))
                among = Kleene(either_bool(*yes), either_bool(*no))
            there = conj((listing.given, inverse(listing.none), exists))
            found.append(_Candidate(inside, conj((there, among.yes)), conj((there, inverse(among.no)))))
        return found

    def _of_single(self, node: Selecting) -> n.Condition:
        """What is asked of a single value, the same node each time: the encoder remembers what it said of it."""
        return self._single.setdefault(id(node), (node, of_single(node.among, node.series)))[1]

    def _none(self, node: n.PickIs | n.PickMoment, scope: Scope) -> Bool:
        """Whether there surely is no entry to choose."""
        possible = [one.possible for one in self._candidates(node, scope)]
        rank = 1 if node.how == "previous" else 0
        return conj((self._complete(node.series), inverse(at_least(rank + 1, possible))))

    # ------------------------------------------------------------ conditions

    def several(self, node: n.Several, scope: Scope) -> Kleene:
        """Whether so many entries count and pass a test."""
        if not self._bounded(node.series):
            return self.encoder.free_truth(node, _UNSAID)
        sure, possible, counted = [], [], []
        for one in self._candidates(node, scope):
            test = self.encoder.truth(node.test, one.scope)
            sure.append(conj((one.sure, test.yes)))
            possible.append(conj((one.possible, inverse(test.no))))
            counted.append(one.sure)
        complete = self._complete(node.series)
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
        if not self._bounded(node.series):
            return self.encoder.free_truth(node, _UNSAID)
        settled, meant = self._chosen(node, scope)
        tests = [(one, self.encoder.truth(node.test, inside)) for one, inside in meant]
        yes = conj(disj((inverse(one), test.yes)) for one, test in tests)
        no = conj(disj((inverse(one), test.no)) for one, test in tests)
        # Nothing was measured is no answer; but that there is no entry is one.
        absent = False if self.encoder.program.fact[node.series].repeated else self._none(node, scope)
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

    def _chosen(self, node: n.PickIs | n.Pick | n.PickMoment, scope: Scope) -> tuple[Bool, list[tuple[Bool, Scope]]]:
        """Whether there surely is one to choose, and which may be the one."""
        candidates = self._candidates(node, scope)
        rank, sign = (1 if node.how == "previous" else 0), (-1 if node.how == "first" else 1)
        spans = []
        for one in candidates:
            time = self.encoder.instant(n.When(node.time), one.scope)
            near, far = (time.low, time.high) if sign > 0 else (time.high, time.low)
            spans.append((time.happened, sign * near.at, sign * far.at))
        undated = [conj((one.possible, inverse(dated))) for one, (dated, _, _) in zip(candidates, spans, strict=True)]
        meant = []
        for place, (one, (dated, near, far)) in enumerate(zip(candidates, spans, strict=True)):
            others = [(c, s) for i, (c, s) in enumerate(zip(candidates, spans, strict=True)) if i != place]
            surely = [conj((c.sure, s[0], s[1] > far)) for c, s in others]
            maybe = [conj((c.possible, s[0], s[2] >= near)) for c, s in others]
            maybe += [u for i, u in enumerate(undated) if i != place]
            here = conj((inverse(at_least(rank + 1, surely)), at_least(rank, maybe)))
            meant.append((conj((one.possible, disj((inverse(dated), here)))), one.scope))
        enough = at_least(rank + 1, [one.sure for one in candidates])
        return conj((self._complete(node.series), enough)), meant

    def pick_moment(self, node: n.PickMoment, scope: Scope) -> Instant:
        """A moment of the chosen entry."""
        if not self._bounded(node.series):
            return self._free_moment(node)
        absent = self._none(node, scope)
        found = self._moment_of_one(node, scope)
        return Instant(disj((absent, found.known)), disj((absent, found.never)), found.low, found.high)

    def _moment_of_one(self, node: n.PickMoment, scope: Scope) -> Instant:
        if node.value == n.When(node.time):
            return self._ranked_time(node, scope)
        settled, meant = self._chosen(node, scope)
        moments = [(one, self.encoder.instant(node.value, inside)) for one, inside in meant]
        never = conj((settled, *(disj((inverse(one), conj((m.known, m.never)))) for one, m in moments)))
        happened = conj((settled, *(disj((inverse(one), m.happened)) for one, m in moments)))
        low = self._end(happened, [(one, m.low.at) for one, m in moments], least=True, integer=True)
        high = self._end(happened, [(one, m.high.at) for one, m in moments], least=False, integer=True)
        return Instant(disj((never, happened)), never, Tick(low), Tick(high))

    def _ranked_time(self, node: n.PickMoment, scope: Scope) -> Instant:
        candidates = self._candidates(node, scope)
        rank, first = (1 if node.how == "previous" else 0), node.how == "first"
        times = [self.encoder.instant(n.When(node.time), one.scope) for one in candidates]
        sure = [conj((one.sure, time.happened)) for one, time in zip(candidates, times, strict=True)]
        dated = conj(disj((inverse(c.possible), t.happened)) for c, t in zip(candidates, times, strict=True))
        known = conj((self._complete(node.series), dated, at_least(rank + 1, sure)))
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
        self._when(known, conj((found, inverse(at_least(rank + 1, beyond)))))
        return chosen

    def _free_moment(self, node: n.PickMoment) -> Instant:
        """Any moment, the same wherever it is asked for."""
        if node not in self._free:
            self.encoder.left_free(_UNSAID)
            low, high = z3.FreshInt("free"), z3.FreshInt("free")
            self.encoder.constraints.append(low <= high)
            self._free[node] = Instant(z3.FreshBool("free"), z3.FreshBool("free"), Tick(low), Tick(high))
        found = self._free[node]
        assert isinstance(found, Instant)
        return found

    # ------------------------------------------------------------ numbers

    def current_number(self, node: n.Pick, scope: Scope) -> Amount:
        """The number that a repeated fact has: its one value, or the latest of several."""
        listing = self.encoder.variables.several[node.series]
        picked = self.pick(node, scope)
        if not listing.exists or listing.alone is False:
            return picked
        alone = listing.entries[0][f"{node.series}.value"].amount()
        single = conj((listing.given, listing.alone))
        return Amount(
            either_bool(single, alone.known, picked.known),
            either(single, alone.low, picked.low),
            either(single, alone.high, picked.high),
            picked.least,
            picked.most,
            conj((inverse(single), picked.partial)),
        )

    def pick(self, node: n.Pick, scope: Scope) -> Amount:
        """A number out of the entries that count."""
        if not self._bounded(node.series):
            return self._free_pick(node)
        if node.value is not None and node.how in ("latest", "previous", "first"):
            settled, meant = self._chosen(node, scope)
            values = [(one, self.encoder.amount(node.value, inside)) for one, inside in meant]
            known = conj((settled, *(disj((inverse(one), value.known)) for one, value in values)))
            least, most = _hull([value for _, value in values])
            low = self._end(known, [(one, v.low) for one, v in values], least=True, within=(least, most))
            high = self._end(known, [(one, v.high) for one, v in values], least=False, within=(least, most))
            partial = disj(conj((one, value.partial)) for one, value in values)
            return Amount(known, low, high, least, most, partial)
        candidates = self._candidates(node, scope)
        if node.value is None:
            low = _sum(either(one.sure, real(Fraction(1)), real(_ZERO)) for one in candidates)
            high = _sum(either(one.possible, real(Fraction(1)), real(_ZERO)) for one in candidates)
            return Amount(True, low, either(self._complete(node.series), high, real(BIG)))
        return self._together(node, node.value, candidates)

    def _together(self, node: n.Pick, wanted: n.Numeric, candidates: list[_Candidate]) -> Amount:
        """The least, the greatest, the sum or the mean of the numbers that count."""
        least, most = self._nothing_beyond(wanted)
        complete = self._complete(node.series)
        known_values, lows, highs = [], [], []
        for one in candidates:
            value = self.encoder.amount(wanted, one.scope)
            known_values.append(value.counts_as_known)
            lows.append(either(value.known, value.low, real(least)))
            highs.append(either(value.known, value.high, real(most)))
        sure, possible = [c.sure for c in candidates], [c.possible for c in candidates]
        if node.how == "sum":
            return self._sum(node, candidates, (least, most), lows, highs)
        some = disj(conj(pair) for pair in zip(sure, known_values, strict=True))
        if node.how == "mean":
            all_known = conj(disj((inverse(s), k)) for s, k in zip(sure, known_values, strict=True))
            known = conj((complete, disj(sure), all_known))
            low, high = (
                self._mean(known, candidates, lows, least=True),
                self._mean(known, candidates, highs, least=False),
            )
            return Amount(known, low, high)
        smallest = node.how == "lowest"
        near, far = (lows, highs) if smallest else (highs, lows)
        beyond = real(least if smallest else most)
        reachable = list(zip(possible, near, strict=True))
        first = self._end(some, reachable, least=smallest)
        pick = lesser if smallest else greater
        first = either(complete, first, pick(first, beyond))
        last = self._end(some, list(zip(sure, far, strict=True)), least=smallest)
        return Amount(some, first, last) if smallest else Amount(some, last, first)

    def _sum(
        self,
        node: n.Pick,
        candidates: list[_Candidate],
        beyond: tuple[Fraction, Fraction],
        lows: list[Term],
        highs: list[Term],
    ) -> Amount:
        complete = self._complete(node.series)
        zero = real(_ZERO)
        low = _sum(
            either(c.sure, v, either(c.possible, lesser(v, zero), zero)) for c, v in zip(candidates, lows, strict=True)
        )
        high = _sum(
            either(c.sure, v, either(c.possible, greater(v, zero), zero))
            for c, v in zip(candidates, highs, strict=True)
        )
        low = low if beyond[0] >= 0 else either(complete, low, real(-BIG))
        high = high if beyond[1] <= 0 else either(complete, high, real(BIG))
        listing = self.encoder.variables.several[node.series]
        answered = disj((listing.given, listing.fact.missing is not None))
        if listing.fact.repeated:
            answered = conj((answered, disj(c.sure for c in candidates)))
        return Amount(conj((answered, disj((low > real(-BIG), high < real(BIG))))), low, high)

    def _mean(self, known: Bool, candidates: list[_Candidate], values: list[Term], *, least: bool) -> Term:
        """The least (or greatest) mean that taking in or leaving out the uncertain ones can give."""
        places = range(len(candidates))
        means = []
        for size in range(1, len(candidates) + 1):
            for taken in combinations(places, size):
                allowed = conj(candidates[i].possible if i in taken else inverse(candidates[i].sure) for i in places)
                means.append((allowed, real(Fraction(1, size)) * _sum(values[i] for i in taken)))
        return self._end(known, means, least=least)

    def _end(
        self,
        known: Bool,
        among: Sequence[tuple[Bool, Term]],
        *,
        least: bool,
        integer: bool = False,
        within: tuple[Fraction | None, Fraction | None] = (None, None),
    ) -> Term:
        """The least or the greatest of the terms that count, when there is one."""
        chosen = z3.FreshInt("end") if integer else z3.FreshReal("end")
        self.encoder.constraints += [chosen >= real(within[0])] if within[0] is not None else []
        self.encoder.constraints += [chosen <= real(within[1])] if within[1] is not None else []
        one_of = disj(conj((one, term == chosen)) for one, term in among)
        first = conj(disj((inverse(one), chosen <= term if least else chosen >= term)) for one, term in among)
        self._when(known, conj((one_of, first)))
        return chosen

    def _when(self, known: Bool, holds: Bool) -> None:
        self.encoder.constraints.append(disj((inverse(known), holds)))

    def _nothing_beyond(self, value: n.Numeric) -> tuple[Fraction, Fraction]:
        """What a number that is not known may be, as :mod:`selection` has it."""
        sign = self.encoder.program.signs.of(value)
        return (_ZERO if sign.never_negative else -BIG), (_ZERO if sign.never_positive else BIG)

    def _free_pick(self, node: n.Pick) -> Amount:
        """Any number, the same wherever it is asked for; of the values themselves that they are plausible."""
        if node not in self._free:
            free = self.encoder.numbers.free(_UNSAID)
            if isinstance(node.value, n.Measured) and node.how in ("latest", "previous", "first"):
                plausible = self.encoder.program.fact[node.value.fact].plausible
                if plausible is not None:
                    self.encoder.constraints += [free.low >= real(plausible[0]), free.high <= real(plausible[1])]
                    free = Amount(free.known, free.low, free.high, *plausible)
            self._free[node] = free
        found = self._free[node]
        assert isinstance(found, Amount)
        return found


def _hull(values: Sequence[Amount]) -> tuple[Fraction | None, Fraction | None]:
    """What bounds them all; None where one of them has no bound."""
    least = [value.least for value in values]
    most = [value.most for value in values]
    return (
        None if None in least else min(low for low in least if low is not None),
        None if None in most else max(high for high in most if high is not None),
    )


def _sum(terms: Iterable[Term]) -> Term:
    found = list(terms)
    return z3.Sum(found) if found else real(_ZERO)
