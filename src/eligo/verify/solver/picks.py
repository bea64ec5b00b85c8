"""Numbers out of the entries of one record for the solver: of one chosen by its time, or of all that count together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.residual import parts
from eligo.verify.solver.candidates import UNSAID, Candidate, Candidates
from eligo.verify.solver.numbers import greater, lesser
from eligo.verify.solver.terms import (
    BIG,
    Amount,
    Bool,
    Term,
    conj,
    disj,
    either,
    either_bool,
    inverse,
    real,
)

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope


_ZERO = Fraction(0)


class Picks:
    """The numbers that one encoder's selections give."""

    def __init__(self, encoder: Encoder, candidates: Candidates) -> None:
        self.encoder = encoder
        self.candidates = candidates
        self._free: dict[n.Pick, Amount] = {}

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
        if not self.candidates.bounded(node.series):
            return self._free_pick(node)
        if node.value is not None and node.how in ("latest", "previous", "first"):
            settled, meant = self.candidates.chosen(node, scope)
            values = [(one, self.encoder.amount(node.value, inside)) for one, inside in meant]
            known = conj((settled, *(disj((inverse(one), value.known)) for one, value in values)))
            least, most = _hull([value for _, value in values])
            low = self.candidates.end(known, [(one, v.low) for one, v in values], least=True, within=(least, most))
            high = self.candidates.end(known, [(one, v.high) for one, v in values], least=False, within=(least, most))
            partial = disj(conj((one, value.partial)) for one, value in values)
            return Amount(known, low, high, least, most, partial)
        candidates = self.candidates.of(node, scope)
        if node.value is None:
            low = _sum(either(one.sure, real(Fraction(1)), real(_ZERO)) for one in candidates)
            high = _sum(either(one.possible, real(Fraction(1)), real(_ZERO)) for one in candidates)
            return Amount(True, low, either(self.candidates.complete(node.series), high, real(BIG)))
        return self._together(node, node.value, candidates)

    def _together(self, node: n.Pick, wanted: n.Numeric, candidates: list[Candidate]) -> Amount:
        """The least, the greatest, the sum or the mean of the numbers that count."""
        least, most = self._nothing_beyond(wanted)
        complete = self.candidates.complete(node.series)
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
        first = self.candidates.end(some, reachable, least=smallest)
        pick = lesser if smallest else greater
        first = either(complete, first, pick(first, beyond))
        last = self.candidates.end(some, list(zip(sure, far, strict=True)), least=smallest)
        return Amount(some, first, last) if smallest else Amount(some, last, first)

    def _sum(
        self,
        node: n.Pick,
        candidates: list[Candidate],
        beyond: tuple[Fraction, Fraction],
        lows: list[Term],
        highs: list[Term],
    ) -> Amount:
        complete = self.candidates.complete(node.series)
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

    def _mean(self, known: Bool, candidates: list[Candidate], values: list[Term], *, least: bool) -> Term:
        """The least (or greatest) mean that taking in or leaving out the uncertain ones can give."""
        places = range(len(candidates))
        means = []
        for size in range(1, len(candidates) + 1):
            for taken in combinations(places, size):
                allowed = conj(candidates[i].possible if i in taken else inverse(candidates[i].sure) for i in places)
                means.append((allowed, real(Fraction(1, size)) * _sum(values[i] for i in taken)))
        return self.candidates.end(known, means, least=least)

    def _nothing_beyond(self, value: n.Numeric) -> tuple[Fraction, Fraction]:
        """What a number that is not known may be, as :mod:`selection` has it."""
        sign = self.encoder.program.signs.of(value)
        return (_ZERO if sign.never_negative else -BIG), (_ZERO if sign.never_positive else BIG)

    def _free_pick(self, node: n.Pick) -> Amount:
        """Any number, the same wherever it is asked for; of the values themselves that they are plausible."""
        if node not in self._free:
            free = self.encoder.numbers.free(UNSAID)
            if isinstance(node.value, n.Measured) and node.how in ("latest", "previous", "first"):
                plausible = self.encoder.program.fact[node.value.fact].plausible
                if plausible is not None:
                    self.encoder.constraints += [free.low >= real(plausible[0]), free.high <= real(plausible[1])]
                    free = Amount(free.known, free.low, free.high, *plausible)
            if self._may_be_a_limit(node.value):
                free = replace(free, partial=z3.FreshBool("free"))
            self._free[node] = free
        return self._free[node]

    def _may_be_a_limit(self, value: n.Numeric | None) -> bool:
        """Whether only a limit may be known of a number: of the greater or the lesser of two."""
        waiting: list[object] = [value]
        while waiting:
            node = waiting.pop()
            if isinstance(node, n.Arithmetic) and node.op in ("max", "min"):
                return True
            if isinstance(node, n.NumberRef):
                waiting.append(self.encoder.program.definition[node.name].body)
            waiting.extend(parts(node))
        return False


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
