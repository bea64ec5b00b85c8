"""V505 and V506: limits on one quantity in two places that disagree, on the edge alone or altogether."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from eligo.verify.findings.finding import Finding, Note, named
from eligo.verify.findings.limits import Limit, limits
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """Each limit that all who pass have to keep, compared with the narrowest ones on its quantity."""
    program = session.program
    criteria = [criterion for criterion in program.criteria if not session.about(criterion.name)]
    groups: dict[tuple[object, bool], list[Limit]] = {}
    for criterion in criteria:
        for limit in limits(program, criterion):
            groups.setdefault((limit.quantity, limit.upper), []).append(limit)
    for (quantity, upper), group in groups.items():
        narrowest = min(group, key=_narrowness)
        for limit in group:
            yield from _in_order(narrowest, limit)
        if upper and (quantity, False) in groups:
            yield from _in_order(narrowest, min(groups[quantity, False], key=_narrowness))


def _narrowness(limit: Limit) -> tuple[Fraction, bool]:
    return (limit.value if limit.upper else -limit.value), not limit.strict


def _in_order(one: Limit, other: Limit) -> Iterator[Finding]:
    """Two limits, the one that is written first before the other."""
    if one.criterion is not other.criterion:
        yield from _compared(*sorted((one, other), key=lambda limit: (limit.criterion.line, limit.line)))


def _compared(one: Limit, other: Limit) -> Iterator[Finding]:
    who = f"{one.criterion.name} and {other.criterion.name}"
    if one.upper is not other.upper:
        if one.value == other.value and not (one.strict or other.strict) and (one.there or other.there):
            yield _finding("V505", f"between {who} only exactly {other.shown} is left", one, other)
        return
    if one.value == other.value:
        if one.strict is not other.strict:
            yield _finding("V505", f"{who} disagree about exactly {other.shown}", one, other)
    elif not one.timed:  # a wider window is told as a criterion that the other implies
        yield _finding(
            "V506", f"{who} set different limits for one quantity: {one.shown} and {other.shown}", one, other
        )


def _finding(code: str, message: str, one: Limit, other: Limit) -> Finding:
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
