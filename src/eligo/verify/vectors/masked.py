"""The pair of a condition that never decides alone: those around it that read the same facts change with it.

Such is *pregnant is known* beside *pregnant*, and each age of a case by age.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from eligo.core.program import Fact
from eligo.core.truth import FALSE, TRUE, UNKNOWN, negate

from .hanging import Hangs, Shown, are_flip, are_pair
from .pairs import Decided, own_facts
from .patients import Patient
from .readings import without_hours
from .search import Search

WORK = 400
"""Most patients that are tried in search of the pair of one condition, or of one of whom it is unknown."""

MOST_STARTS = 6
"""Most patients from whom the search for one of whom the criterion hangs on the condition sets out."""

MOST_BASES = 40
"""Most patients who are changed in search of them."""


def masked(search: Search, conditions: Iterable[Shown], known: Sequence[Patient]) -> Iterator[Decided]:
    """The patients who make up what is not shown yet of conditions, as far as they are found near some others."""
    left = search.left
    for shown in conditions:
        for already, fit in ((shown.pair, are_pair), (shown.flip, are_flip)):
            if not already:
                found = _partners(search, shown, islice(_bases(shown, known), MOST_BASES), fit)
                for patient, hangs in found or _partners(search, shown, _reached(search, shown, known), fit):
                    shown.add(patient)
                    yield Decided(shown.atom, hangs.condition, patient)
    search.left = left


_Base = tuple[Patient, Hangs]
_Fit = Callable[[Hangs, Hangs], bool]


def _partners(search: Search, shown: Shown, bases: Iterable[_Base], fit: _Fit) -> Sequence[_Base]:
    """A patient near whom another fits, and that other: of whom the criterion is known, rather than not."""
    search.left = WORK
    best: tuple[_Base, ...] = ()
    for base in bases:
        for patient in _near(search, shown, base):
            hangs = shown.of(patient)
            if hangs is not None and fit(base[1], hangs):
                best = best or (base, (patient, hangs))
                if fit is are_flip or UNKNOWN not in (base[1].criterion, hangs.criterion):
                    return (base, (patient, hangs))
    return best


def _bases(shown: Shown, known: Iterable[Patient]) -> Iterator[_Base]:
    """Patients of whom a criterion hangs on a condition that is known."""
    for patient in known:
        hangs = shown.of(patient)
        if hangs is not None and hangs.condition is not UNKNOWN:
            yield patient, hangs


def _reached(search: Search, shown: Shown, known: Sequence[Patient]) -> Iterator[_Base]:
    """Patients who are made so that a criterion hangs on a condition: with it true it holds, with it false not."""
    for met, unmet in ((shown.held, shown.denied), (shown.denied, shown.held)):
        for start in known[:MOST_STARTS]:
            found = search.find([(met, TRUE), (unmet, FALSE)], start, shown.around)
            yield from _bases(shown, [] if found is None else [found])


def _near(search: Search, shown: Shown, base: _Base) -> Iterator[Patient]:
    """The patients who differ in facts that the condition reads: in one of them, or in as many as turn it round."""
    patient, hangs = base
    for own in own_facts(shown):
        yield from search.neighbours([shown.atom], patient, own)
        yield from _vaguely(search, patient, own)
        opposite = search.find([(shown.atom, negate(hangs.condition))], patient, own)
        if opposite is not None:
            yield opposite


def _vaguely(search: Search, patient: Patient, facts: Iterable[Fact]) -> Iterator[Patient]:
    """A patient of whom the day alone is known of a moment or period."""
    for fact in facts:
        given = patient.given.get(fact.name)
        if fact.kind in ("moment", "period") and given != (day := without_hours(given)):
            changed = search.patients.changed(patient, fact, day)
            if changed is not None:
                yield changed
