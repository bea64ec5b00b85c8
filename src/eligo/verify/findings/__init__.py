"""What can be wrong with a protocol as a whole: one kind of finding a file, each with its documented code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eligo.verify.findings import (
    assumptions,
    branches,
    criteria,
    eligible,
    exemptions,
    facts,
    future,
    implied,
    members,
    thresholds,
)
from eligo.verify.findings.finding import Finding
from eligo.verify.session import Session

__all__ = ["FINDINGS", "Finding", "find"]

FINDINGS: tuple[Callable[[Session], Iterator[Finding]], ...] = (
    criteria.find,
    eligible.find,
    thresholds.find,
    implied.find,
    exemptions.find,
    members.find,
    branches.find,
    future.find,
    facts.find,
)
"""Each looks for one kind of finding; a later one may leave out what an earlier one explains."""


def find(session: Session) -> list[Finding]:
    """Everything that is wrong, in the order of the protocol; contradicting assumptions make all else meaningless."""
    contradiction = list(assumptions.find(session))
    if contradiction:
        return contradiction
    for look in FINDINGS:
        session.found += look(session)
    return sorted(session.found, key=lambda finding: (finding.line, finding.code))
