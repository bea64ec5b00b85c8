"""What the core's values are to the solver: truths, numbers and moments as terms, constants folded away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth

Bool = Any
"""A Python bool, or a Boolean term; z3 carries no types."""
Term = Any
"""A numeric term."""


def conj(parts: Iterable[Bool]) -> Bool:
    """All of the parts."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return True if not kept else kept[0] if len(kept) == 1 else z3.And(kept)


def disj(parts: Iterable[Bool]) -> Bool:
    """Some of the parts."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return False if not kept else kept[0] if len(kept) == 1 else z3.Or(kept)


def inverse(part: Bool) -> Bool:
    """The negation of a Boolean."""
    return (not part) if isinstance(part, bool) else z3.Not(part)


def either(condition: Bool, then: Term, otherwise: Term) -> Term:
    """One of two numeric terms."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return then if then is otherwise else z3.If(condition, then, otherwise)


def either_bool(condition: Bool, then: Bool, otherwise: Bool) -> Bool:
    """One of two Booleans."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return disj((conj((condition, then)), conj((inverse(condition), otherwise))))


def at_least(count: int, parts: Sequence[Bool]) -> Bool:
    """Whether so many of the parts hold."""
    sure = sum(part is True for part in parts)
    kept = [part for part in parts if not isinstance(part, bool)]
    wanted = count - sure
    if wanted <= 0:
        return True
    if wanted > len(kept):
        return False
    return z3.AtLeast(*kept, wanted)


def real(value: Fraction) -> Term:
    """A rational constant."""
    return z3.Q(value.numerator, value.denominator)


BIG = Fraction(10) ** 30
"""Beyond every number that a protocol speaks of: the end of a range that has none."""


@dataclass(frozen=True, slots=True)
class Kleene:
    """A three-valued truth: surely true, surely false; unknown is neither."""

    yes: Bool
    no: Bool

    @property
    def open(self) -> Bool:
        """Whether it is unknown."""
        return inverse(disj((self.yes, self.no)))


def kleene_of(value: Bool) -> Kleene:
    """The truth of something that is never unknown."""
    return Kleene(value, inverse(value))


def differ(one: Kleene, other: Kleene) -> Bool:
    """Whether two truths are not the same."""
    return disj((_unlike(one.yes, other.yes), _unlike(one.no, other.no)))


def _unlike(a: Bool, b: Bool) -> Bool:
    return disj((conj((a, inverse(b))), conj((inverse(a), b))))


def is_among(found: Kleene, truths: frozenset[Truth]) -> Bool:
    """That a condition has one of some truths."""
    if UNKNOWN not in truths:
        return disj([*([found.yes] if TRUE in truths else []), *([found.no] if FALSE in truths else [])])
    out = [*([found.yes] if TRUE not in truths else []), *([found.no] if FALSE not in truths else [])]
    return inverse(disj(out))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: whether it is known, and the ends of its range; of an exact one both are the same term.

    ``least`` and ``most`` are constants that it surely lies between; None: nothing is known of that side. ``partial``:
    only a limit is known of it, so that it decides what its range decides and does not count as known.
    """

    known: Bool
    low: Term
    high: Term
    least: Fraction | None = None
    most: Fraction | None = None
    partial: Bool = False

    @property
    def counts_as_known(self) -> Bool:
        """Whether it has a value, not a limit alone."""
        return conj((self.known, inverse(self.partial)))

    @property
    def constant(self) -> bool:
        """Whether it is one number that is known beforehand."""
        return self.least is not None and self.least == self.most

    @property
    def exact(self) -> bool:
        """Whether this is always one number, never a range."""
        return self.low is self.high


@dataclass(frozen=True, slots=True)
class Tick:
    """An instant in microseconds; what its calendar day is, :class:`calendar.Calendar` says."""

    at: Term


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: whether it is known, whether it never happened (then it is known too), and the ends of its range."""

    known: Bool
    never: Bool
    low: Tick
    high: Tick

    @property
    def happened(self) -> Bool:
        """Whether it is known, and happened."""
        return conj((self.known, inverse(self.never)))
