"""V504: criteria that contradict each other, so that nobody can be eligible."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, listed, named, notes_of
from eligo.verify.questions import passes
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """At most one finding; a criterion that nobody passes is told as that."""
    program = session.program
    if not program.criteria or session.has("V503"):
        return
    answer = session.ask(tuple(map(passes, program.criteria)))
    session.note("whether anyone can be eligible", answer)
    if proved(answer):
        core = [criterion for criterion in program.criteria if criterion.name in answer.core]
        last = core[-1]
        yield Finding(
            "V504",
            f"nobody can be eligible: {listed([c.name for c in core])} cannot all pass",
            last.line,
            last.name,
            f"cannot pass together with {listed([c.name for c in core[:-1]])}",
            notes_of(program, answer.core, but=last.name),
            (f"change one of {listed([named(c) for c in core])}",),
        )
