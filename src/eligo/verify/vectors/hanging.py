"""Whether a criterion hangs on one of its conditions, patient by patient, and what the patients so far show of that.

A patient counts in whom the condition is not masked: with it taken for true the criterion comes out otherwise than
with it taken for false. Two such patients who differ only in facts that the condition reads, one with it true and one
with it false, and whom the criterion answers differently, are a pair for modified condition/decision coverage in its
masking form (Chilenski, DOT/FAA/AR-01/18): other conditions that read the same facts may change with it, as they must
where one condition stands in a criterion twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

from .patients import Patient
from .sites import Site


@dataclass(frozen=True, slots=True)
class Hangs:
    """A patient of whom a criterion hangs on a condition: what the condition is, and the criterion as written."""

    condition: Truth
    criterion: Truth


class Shown:
    """What patients show of one condition of a criterion.

    Attributes:
        pair: whether two of them are a pair for this condition.
        flip: whether one, of whom it is unknown, and another, of whom it is not, are answered differently.
    """

    def __init__(self, program: Program, reads: Reads, site: Site) -> None:
        self.site = site
        self.facts = reads.facts(site.atom)
        self.pair = False
        self.flip = isinstance(site.atom, n.Known)  # that is never unknown
        self._names = frozenset(fact.name for fact in self.facts)
        self._whole = site.put(site.atom)
        self._supposed = site.put(n.Always(TRUE)), site.put(n.Always(FALSE))
        self._own = excerpt(program, [self._whole])
        self._seen: dict[str, set[Hangs]] = {}

    @property
    def complete(self) -> bool:
        """Whether nothing is left to show."""
        return self.pair and self.flip

    def of(self, patient: Patient) -> Hangs | None:
        """What a patient shows; nothing when the criterion does not hang on the condition."""
        seen = Interpreter(self._own, patient.values)
        held, denied = map(seen.truth, self._supposed)
        return None if held is denied else Hangs(seen.truth(self.site.atom), seen.truth(self._whole))

    def add(self, patient: Patient) -> None:
        """Take one more patient into account."""
        found = self.of(patient)
        if found is not None:
            # Only those can be a pair who are alike in all that the condition does not read.
            rest = sorted((name, value) for name, value in patient.given.items() if name not in self._names)
            alike = self._seen.setdefault(repr(rest), set())
            alike.add(found)
            for other in alike:
                self.pair |= are_pair(found, other)
                self.flip |= are_flip(found, other)


def are_pair(one: Hangs, other: Hangs) -> bool:
    """Whether two patients who are otherwise alike show the condition true and false."""
    return {one.condition, other.condition} == {TRUE, FALSE} and one.criterion is not other.criterion


def are_flip(one: Hangs, other: Hangs) -> bool:
    """Whether two patients who are otherwise alike show the condition known and unknown."""
    return (one.condition is UNKNOWN) is not (other.condition is UNKNOWN) and one.criterion is not other.criterion
