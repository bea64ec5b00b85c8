"""V501: assumptions that no patient can meet, under which every claim would hold for want of patients."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, Note
from eligo.verify.questions import SURE, Wanted
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """At most one finding."""
    program = session.program
    if not program.assumptions:
        return
    every = tuple(
        Wanted(assumption.condition, SURE, f"assume {place}") for place, assumption in enumerate(program.assumptions)
    )
    answer = session.ask(every)
    session.note("whether the assumptions can all hold", answer)
    if proved(answer):
        core = [program.assumptions[int(name.removeprefix("assume "))] for name in answer.core]
        first, *others = core or list(program.assumptions[:1])
        yield Finding(
            "V501",
            "no patient can meet the assumptions" if others else f'no patient can meet the assumption "{first.label}"',
            first.line,
            first.label,
            notes=tuple(Note(other.line, f'contradicts "{other.label}"') for other in others),
            help=("an assumption says what is so of every real patient; say less in one of them",),
        )
