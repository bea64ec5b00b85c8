"""The limits that everyone who passes a criterion keeps: of a number, and of the time from one moment to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.display import show_number
from eligo.core.nodes import MIRRORED
from eligo.core.program import Criterion, Program
from eligo.core.values import Duration

_INVERSE: dict[n.Relation, n.Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_WORDS: dict[n.Relation, str] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_LENGTHS: dict[n.Relation, str] = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}

Timed = tuple[n.Temporal, n.Temporal, bool]
"""From the second moment to the first; in calendar months, or in time of fixed length."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What everyone who passes a criterion has: a quantity on one side of a number.

    Attributes:
        criterion: whose limit it is.
        quantity: what is limited.
        relation: on which side of the number it has to lie.
        value: the number.
        shown: the number as the author wrote it.
        asked: the limit in words.
        line: where it stands.
        there: whether everyone who passes has the quantity: an event that never was keeps out of a window, too.
    """

    criterion: Criterion
    quantity: n.Numeric | Timed
    relation: n.Relation
    value: Fraction
    shown: str
    asked: str
    line: int
    there: bool = True

    @property
    def timed(self) -> bool:
        """Whether it is one of time."""
        return isinstance(self.quantity, tuple)

    @property
    def upper(self) -> bool:
        """Whether it limits the quantity from above."""
        return self.relation in ("<", "<=")

    @property
    def strict(self) -> bool:
        """Whether the number itself is out."""
        return self.relation in ("<", ">")

    def said(self) -> str:
        """What it asks for."""
        return f"{self.criterion.name} asks for {self.asked}"


def limits(program: Program, criterion: Criterion) -> Iterator[Limit]:
    """The limits of one criterion."""
    yield from _required(program, criterion, criterion.condition, criterion.kind == "include")


def _required(program: Program, criterion: Criterion, node: n.Condition, wanted: bool) -> Iterator[Limit]:
    """The comparisons that have to come out one way whenever a condition does."""
    match node:
        case n.Not(operand):
            yield from _required(program, criterion, operand, not wanted)
        case n.All(members) if wanted or len(members) == 1:
            for member in members:
                yield from _required(program, criterion, member, wanted)
        case n.Any(members) if not wanted or len(members) == 1:
            for member in members:
                yield from _required(program, criterion, member, wanted)
        case n.Ref(name):
            known = program.definition.get(name)
            body = known.body if known is not None else program.criterion[name].condition
            yield from _required(program, criterion, body, wanted)  # type: ignore[arg-type]  # names a condition
        case n.Compare(left, relation, n.Number(value, shown)):
            yield from _number(criterion, left, relation, value, shown, node.line, wanted)
        case n.Compare(n.Number(value, shown), relation, right):
            yield from _number(criterion, right, MIRRORED[relation], value, shown, node.line, wanted)
        case n.Window():
            yield from _window(criterion, node, wanted)


def _number(
    criterion: Criterion,
    quantity: n.Numeric,
    relation: n.Relation,
    value: Fraction,
    shown: str,
    line: int,
    wanted: bool,
) -> Iterator[Limit]:
    kept = relation if wanted else _INVERSE[relation]
    if kept in _WORDS:
        said = shown or show_number(value)
        yield Limit(criterion, quantity, kept, value, said, f"{_WORDS[kept]} {said}", line)


def _window(criterion: Criterion, node: n.Window, wanted: bool) -> Iterator[Limit]:
    """The ends of a window; whoever is not in it is beyond one of them, which is a limit where there is but one."""
    ends: list[tuple[n.Relation, Duration]] = []
    if node.low is not None:
        ends.append((">" if node.strict_low else ">=", node.low))
    if node.high is not None:
        ends.append(("<" if node.strict_high else "<=", node.high))
    for relation, length in ends if wanted or len(ends) == 1 else ():
        if bool(length.months) is not bool(length.micros):
            yield _length(criterion, node, relation if wanted else _INVERSE[relation], length, there=wanted)


def _length(criterion: Criterion, node: n.Window, kept: n.Relation, length: Duration, *, there: bool) -> Limit:
    value = length.months or length.micros
    side, counted = ("before", MIRRORED[kept]) if value < 0 else ("after", kept)
    shown = f"{length.shown.lstrip('-')} {side} {_named(node.anchor)}"
    quantity = (node.subject, node.anchor, bool(length.months))
    return Limit(criterion, quantity, kept, Fraction(value), shown, f"{_LENGTHS[counted]} {shown}", node.line, there)


def _named(moment: n.Temporal) -> str:
    match moment:
        case n.When(name) | n.MomentRef(name):
            return name
        case n.EdgeOf(edge, period):
            return f"{edge} of {period}"
    return "it"
