"""Each condition of a criterion by itself: a patient for whom it alone decides, with it true, false and unknown.

Two of them that differ in that condition alone and get different outcomes are what avionics calls a pair for modified
condition/decision coverage (MC/DC; Hayhurst and others, NASA/TM-2001-210876).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

from .hanging import Shown
from .nearness import Goal
from .patients import Patient
from .search import Search
from .sites import Site

WORK = 300
"""Most patients that are tried for one condition: where there is no pair, the others are not to go short."""

MOST_STARTS = 4
"""Most patients from whom a search sets out."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A patient for whom one condition decides a criterion, and what the condition is."""

    atom: n.Condition
    truth: Truth
    patient: Patient


def pairs(
    search: Search, every: Sequence[Site], conditions: Mapping[n.Condition, Shown], starts: Sequence[Patient]
) -> Iterator[Decided]:
    """For each condition of a criterion the patients with it true, false and unknown, as far as they are found.

    All others hold that must hold for it alone to decide; :mod:`masked` is for those of which there is no such pair.
    """
    left = search.left
    for site in every:
        given = search.left = min(left, WORK)
        yield from _of_site(search, site, conditions[site.atom], starts)
        left -= given - search.left
    search.left = left


def _of_site(search: Search, site: Site, shown: Shown, starts: Sequence[Patient]) -> Iterator[Decided]:
    others: list[Goal] = [(condition, TRUE) for condition in site.others]
    reading = search.reads.of(site.atom).union(*map(search.reads.of, site.others))
    around = search.reads.named(reading)
    first = _first(search, [*others, (site.atom, TRUE)], starts, around)
    if first is None:
        return
    shown.add(first)
    yield Decided(site.atom, TRUE, first)
    for wanted in (FALSE, UNKNOWN):
        if wanted is UNKNOWN and isinstance(site.atom, n.Known):
            continue
        goals = [*others, (site.atom, wanted)]
        other = next(filter(None, (search.find(goals, first, own) for own in own_facts(shown))), None)
        if other is None:
            other = _first(search, goals, starts, around)
        if other is not None:
            shown.add(other)
            yield Decided(site.atom, wanted, other)


def own_facts(shown: Shown) -> Iterator[Sequence[Fact]]:
    """The facts to change for a condition: those apart from the screening, which moves all that is timed; then all."""
    timeless = [fact for fact in shown.facts if fact.name != SCREENING]
    if timeless:
        yield timeless
    if len(timeless) < len(shown.facts):
        yield shown.facts


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
