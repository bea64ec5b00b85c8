"""Each condition of a criterion by itself: a patient for whom it alone decides, with it true, false and unknown.

Two of them that differ in that condition alone and get different outcomes are what avionics calls a pair for modified
condition/decision coverage (MC/DC; Hayhurst and others, NASA/TM-2001-210876).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

from .nearness import Goal
from .patients import Patient
from .search import Search
from .sites import Site

MOST_STARTS = 4
"""Most patients from whom a search sets out."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A patient for whom one condition decides a criterion, and what the condition is."""

    atom: n.Condition
    truth: Truth
    patient: Patient


def pairs(search: Search, every: Sequence[Site], starts: Sequence[Patient]) -> Iterator[Decided]:
    """For each condition of a criterion the patients with it true, false and unknown, as far as they are found."""
    for site in every:
        own = search.reads.facts(site.atom)
        others: list[Goal] = [(condition, TRUE) for condition in site.others]
        reading = search.reads.of(site.atom).union(*map(search.reads.of, site.others))
        around = search.reads.named(reading)
        first = _first(search, [*others, (site.atom, TRUE)], starts, around)
        if first is None:
            continue
        yield Decided(site.atom, TRUE, first)
        for wanted in (FALSE, UNKNOWN):
            if wanted is UNKNOWN and isinstance(site.atom, n.Known):
                continue
            other = search.find([*others, (site.atom, wanted)], first, own)
            if other is None:
                other = _first(search, [*others, (site.atom, wanted)], starts, around)
            if other is not None:
                yield Decided(site.atom, wanted, other)


def _first(search: Search, goals: Sequence[Goal], starts: Sequence[Patient], facts: Sequence[Fact]) -> Patient | None:
    """A patient who is as wanted already, or else the one that a search reaches with the fewest changes."""
    own = excerpt(search.program, [condition for condition, _ in goals])
    seen = [(patient, Interpreter(own, patient.values)) for patient in starts]
    met = [sum(one.truth(condition) is wanted for condition, wanted in goals) for _, one in seen]
    order = sorted(range(len(starts)), key=lambda i: -met[i])
    best: Patient | None = None
    for index in order[:MOST_STARTS]:
        if best is not None and len(best.changed) <= 1:
            break
        found = search.find(goals, starts[index], facts)
        if found is not None and (best is None or len(found.changed) < len(best.changed)):
            best = found
    return best
