"""Whether a criterion hangs on one of its conditions, patient by patient, and what the patients so far show of that.

A patient counts in whom the condition is not masked: with it taken for true the criterion comes out otherwise than
with it taken for false. Two such patients who differ only in facts that the condition reads, one with it true and one
with it false, and whom the criterion answers differently, are a pair for modified condition/decision coverage in its
masking form (Chilenski, DOT/FAA/AR-01/18): other conditions that read the same facts may change with it, as they must
where one such stands beside it. A condition that stands in a criterion several times is one condition.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

from .patients import Patient
from .sites import sites, spelled_out


@dataclass(frozen=True, slots=True)
class Hangs:
    """A patient of whom a criterion hangs on a condition: what the condition is, and the criterion as written."""

    condition: Truth
    criterion: Truth


class Shown:
    """What patients show of one condition of a criterion.

    Args:
        whole: the criterion's condition, spelled out.
        atom: a condition without parts that stands in it.

    Attributes:
        pair: whether two of them are a pair for this condition.
        flip: whether one, of whom it is unknown, and another, of whom it is not, are answered differently; also when it
            is never unknown.
    """

    def __init__(self, program: Program, reads: Reads, whole: n.Condition, atom: n.Condition) -> None:
        self.atom = atom
        self.facts = reads.facts(atom)
        self.around = reads.facts(whole)
        self.held, self.denied = (_supposing(whole, atom, n.Always(truth)) for truth in (TRUE, FALSE))
        self.pair = False
        self.flip = _never_unknown(program, atom)
        self._names = frozenset(fact.name for fact in self.facts)
        self._whole = whole
        self._own = excerpt(program, [whole])
        self._seen: dict[str, set[Hangs]] = {}

    @property
    def complete(self) -> bool:
        """Whether nothing is left to show."""
        return self.pair and self.flip

    def of(self, patient: Patient) -> Hangs | None:
        """What a patient shows; nothing when the criterion does not hang on the condition."""
        seen = Interpreter(self._own, patient.values)
        if seen.truth(self.held) is seen.truth(self.denied):
            return None
        return Hangs(seen.truth(self.atom), seen.truth(self._whole))

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


def shown_of(program: Program, reads: Reads, condition: n.Condition) -> dict[n.Condition, Shown]:
    """For each condition without parts inside a criterion's, that nothing is shown of it yet."""
    whole = spelled_out(program, condition)
    atoms = dict.fromkeys(site.atom for site in sites(program, condition))
    return {atom: Shown(program, reads, whole, atom) for atom in atoms}


def _supposing(node: n.Condition, atom: n.Condition, instead: n.Condition) -> n.Condition:
    """A condition with another in every place of one of its parts."""
    match node:
        case n.Not(operand):
            return replace(node, operand=_supposing(operand, atom, instead))
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            return replace(node, members=tuple(_supposing(member, atom, instead) for member in members))
        case _:
            return instead if node == atom else node


def _never_unknown(program: Program, atom: n.Condition) -> bool:
    """Whether a condition asks what is known, or for a fact that is taken for something while it is missing."""
    return isinstance(atom, n.Known) or (
        isinstance(atom, n.Flag | n.Is) and program.fact[atom.fact].missing is not None
    )


def are_pair(one: Hangs, other: Hangs) -> bool:
    """Whether two patients who are otherwise alike show the condition true and false."""
    return {one.condition, other.condition} == {TRUE, FALSE} and one.criterion is not other.criterion


def are_flip(one: Hangs, other: Hangs) -> bool:
    """Whether two patients who are otherwise alike show the condition known and unknown."""
    return (one.condition is UNKNOWN) is not (other.condition is UNKNOWN) and one.criterion is not other.criterion
