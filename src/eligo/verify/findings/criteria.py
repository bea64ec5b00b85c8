"""V502 and V503: a criterion that nobody fails, and one that nobody passes."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, named, notes_of
from eligo.verify.questions import fails, passes
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """Each criterion by itself, under the assumptions."""
    for criterion in session.program.criteria:
        answer = session.ask((fails(criterion),))
        session.note(f"whether anyone fails {criterion.name}", answer)
        if proved(answer):
            yield Finding(
                "V502",
                f"nobody fails {named(criterion)}",
                criterion.line,
                criterion.name,
                "keeps nobody out",
                notes_of(session.program, answer.core, but=criterion.name),
                ("check its limits, its units and its negations; or leave it out",),
            )
        answer = session.ask((passes(criterion),))
        session.note(f"whether anyone passes {criterion.name}", answer)
        if proved(answer):
            yield Finding(
                "V503",
                f"nobody passes {named(criterion)}, so that nobody is eligible",
                criterion.line,
                criterion.name,
                "keeps everybody out",
                notes_of(session.program, answer.core, but=criterion.name),
                ("check its limits, its units and its negations",),
            )
