"""The entries of a list that a selection may mean, for the solver: who counts, and who is chosen by time.

Up to a stated number of entries are there. With none at all what is selected is left free instead: then what is
excluded is excluded for any number of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.program import around
from eligo.core.selection import of_single
from eligo.verify.solver.terms import (
    Bool,
    Kleene,
    Term,
    at_least,
    conj,
    disj,
    either_bool,
    inverse,
    real,
)

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope

Selecting = n.Several | n.PickIs | n.Pick | n.PickMoment
UNSAID = "records that repeat"
"""Why a selection is left free."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may count: the record seen from inside it, whether it surely counts, and whether it may."""

    scope: Scope
    sure: Bool
    possible: Bool


class Candidates:
    """The candidates of one encoder's selections."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._single: dict[int, tuple[Selecting, n.Condition]] = {}
        self._inside: dict[tuple[int, str, int], tuple[Scope, Scope]] = {}

    def bounded(self, series: str) -> bool:
        """Whether entries are there; otherwise what is selected is left free."""
        return bool(self.encoder.variables.several[series].exists)

    def complete(self, series: str) -> Bool:
        """Whether the list lacks nothing; one that is not given lacks everything, unless its absence says something."""
        listing = self.encoder.variables.several[series]
        if listing.fact.missing is not None:
            return True
        return conj((listing.given, disj((listing.none, listing.complete))))

    def of(self, node: Selecting, scope: Scope) -> list[Candidate]:
        """The entries that may count."""
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
            found.append(Candidate(inside, conj((there, among.yes)), conj((there, inverse(among.no)))))
        return found

    def _of_single(self, node: Selecting) -> n.Condition:
        """What is asked of a single value, the same node each time: the encoder remembers what it said of it."""
        return self._single.setdefault(id(node), (node, of_single(node.among, node.series)))[1]

    def none(self, node: n.PickIs | n.PickMoment, scope: Scope) -> Bool:
        """Whether there surely is no entry to choose."""
        possible = [one.possible for one in self.of(node, scope)]
        rank = 1 if node.how == "previous" else 0
        return conj((self.complete(node.series), inverse(at_least(rank + 1, possible))))

    def chosen(self, node: n.PickIs | n.Pick | n.PickMoment, scope: Scope) -> tuple[Bool, list[tuple[Bool, Scope]]]:
        """Whether there surely is one to choose, and which may be the one."""
        candidates = self.of(node, scope)
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
        return conj((self.complete(node.series), enough)), meant

    def end(
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
        self.when(known, conj((one_of, first)))
        return chosen

    def when(self, known: Bool, holds: Bool) -> None:
        """That something holds where something is known."""
        self.encoder.constraints.append(disj((inverse(known), holds)))
