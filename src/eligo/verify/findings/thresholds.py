"""V505 and V506: limits on one quantity in two places that disagree, on the edge alone or altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.display import show_number
from eligo.core.nodes import MIRRORED
from eligo.core.program import Criterion, Program
from eligo.verify.findings.finding import Finding, Note, named
from eligo.verify.session import Session

_INVERSE: dict[n.Relation, n.Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_WORDS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}


@dataclass(frozen=True, slots=True)
class _Limit:
    """What everyone who passes a criterion has: a quantity on one side of a number."""

    criterion: Criterion
    quantity: n.Numeric
    relation: n.Relation
    value: Fraction
    shown: str
    line: int

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
        return f"{self.criterion.name} asks for {_WORDS[self.relation]} {self.shown}"


def find(session: Session) -> Iterator[Finding]:
    """Each limit that all who pass have to keep, compared with the narrowest ones on its quantity."""
    program = session.program
    criteria = [criterion for criterion in program.criteria if not session.about(criterion.name)]
    groups: dict[tuple[n.Numeric, bool], list[_Limit]] = {}
    for criterion in criteria:
        for limit in _limits(program, criterion):
            groups.setdefault((limit.quantity, limit.upper), []).append(limit)
    for (quantity, upper), group in groups.items():
        narrowest = min(group, key=_narrowness)
        for limit in group:
            yield from _in_order(narrowest, limit)
        if upper and (quantity, False) in groups:
            yield from _in_order(narrowest, min(groups[quantity, False], key=_narrowness))


def _narrowness(limit: _Limit) -> tuple[Fraction, bool]:
    return (limit.value if limit.upper else -limit.value), not limit.strict


def _in_order(one: _Limit, other: _Limit) -> Iterator[Finding]:
    """Two limits, the one that is written first before the other."""
    if one.criterion is not other.criterion:
        yield from _compared(*sorted((one, other), key=lambda limit: (limit.criterion.line, limit.line)))


def _compared(one: _Limit, other: _Limit) -> Iterator[Finding]:
    who = f"{one.criterion.name} and {other.criterion.name}"
    if one.upper is not other.upper:
        if one.value == other.value and not (one.strict or other.strict):
            yield _finding("V505", f"between {who} only exactly {other.shown} is left", one, other)
        return
    if one.value == other.value:
        if one.strict is not other.strict:
            yield _finding("V505", f"{who} disagree about exactly {other.shown}", one, other)
    else:
        yield _finding(
            "V506", f"{who} set different limits for one quantity: {one.shown} and {other.shown}", one, other
        )


def _finding(code: str, message: str, one: _Limit, other: _Limit) -> Finding:
    way_out = (
        "say in both places on which side the limit itself lies"
        if code == "V505"
        else "the wider limit changes nothing; leave it out, or put it right"
    )
    return Finding(
        code,
        message,
        other.line,
        other.criterion.name,
        other.said(),
        (Note(one.line, one.said()),),
        (f"{way_out}: {named(one.criterion)}, {named(other.criterion)}",),
        (one.criterion.name, other.criterion.name),
    )


def _limits(program: Program, criterion: Criterion) -> Iterator[_Limit]:
    yield from _required(program, criterion, criterion.condition, criterion.kind == "include")


def _required(program: Program, criterion: Criterion, node: n.Condition, wanted: bool) -> Iterator[_Limit]:
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
            yield from _limit(criterion, left, relation, value, shown, node.line, wanted)
        case n.Compare(n.Number(value, shown), relation, right):
            yield from _limit(criterion, right, MIRRORED[relation], value, shown, node.line, wanted)


def _limit(
    criterion: Criterion,
    quantity: n.Numeric,
    relation: n.Relation,
    value: Fraction,
    shown: str,
    line: int,
    wanted: bool,
) -> Iterator[_Limit]:
    kept = relation if wanted else _INVERSE[relation]
    if kept in _WORDS:
        yield _Limit(criterion, quantity, kept, value, shown or show_number(value), line)
