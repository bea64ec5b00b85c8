"""On which side of zero a number lies, whatever its missing facts are: what the plausible ranges say of that alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import nodes as n
from .program import Definition, Fact


@dataclass(frozen=True, slots=True)
class Sign:
    """What a number never is."""

    never_negative: bool = False
    never_positive: bool = False


EITHER = Sign()


class Signs:
    """The signs of the numbers of one program; ``definitions`` come after those that they use."""

    def __init__(self, facts: dict[str, Fact], definitions: Iterable[Definition]) -> None:
        self._facts = facts
        self._named: dict[str, Sign] = {}
        for definition in definitions:
            if definition.unit is not None:
                self._named[definition.name] = self.of(definition.body)  # type: ignore[arg-type]  # a unit: a number

    def of(self, node: n.Numeric) -> Sign:
        """The sign of a number."""
        match node:
            case n.Number(value):
                return Sign(value >= 0, value <= 0)
            case n.Measured(fact):
                plausible = self._facts[fact].plausible
                return EITHER if plausible is None else Sign(plausible[0] >= 0, plausible[1] <= 0)
            case n.NumberRef(name):
                return self._named.get(name, EITHER)
            case n.Arithmetic(op, left, right):
                return _combined(self.of(left), op, self.of(right))
            case n.Choose(_, then, otherwise):
                return self._one_of((then, otherwise))
            case n.FirstKnown(operands):
                return self._one_of(operands)
            case n.Pick(value=value):
                return Sign(never_negative=True) if value is None else self.of(value)
            case n.Elapsed(_, n.EdgeOf("start", whole), n.EdgeOf("end", same)) if whole == same:
                return Sign(never_negative=True)  # no period ends before it starts
            case n.Elapsed() | n.Logarithm():
                return EITHER

    def _one_of(self, operands: Sequence[n.Numeric]) -> Sign:
        """The sign of a number that is one of several; an alternative that nobody knows adds nothing."""
        signs = [self.of(operand) for operand in operands if operand != n.FirstKnown(())]
        if not signs:
            return EITHER
        return Sign(all(s.never_negative for s in signs), all(s.never_positive for s in signs))


def _combined(a: Sign, op: str, b: Sign) -> Sign:
    match op:
        case "-":
            return _combined(a, "+", Sign(b.never_positive, b.never_negative))
        case "*" | "/":
            alike = (a.never_negative and b.never_negative) or (a.never_positive and b.never_positive)
            unlike = (a.never_negative and b.never_positive) or (a.never_positive and b.never_negative)
            return Sign(alike, unlike)
        case "^":
            return Sign(never_negative=a.never_negative)
        case "max":
            return Sign(a.never_negative or b.never_negative, a.never_positive and b.never_positive)
        case "min":
            return Sign(a.never_negative and b.never_negative, a.never_positive or b.never_positive)
        case _:
            return Sign(a.never_negative and b.never_negative, a.never_positive and b.never_positive)
