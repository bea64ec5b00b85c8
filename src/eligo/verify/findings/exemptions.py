"""V508: an exception (`unless`) that lets nobody through."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, named, notes_of
from eligo.verify.questions import NEVER, SURE, Wanted
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """An exception matters to whoever meets it and would fail without it, and to whom the criterion applies."""
    for criterion in session.program.criteria:
        if session.about(criterion.name):
            continue
        unmet = Wanted(criterion.stated, NEVER if criterion.kind == "include" else SURE)
        applies = () if criterion.applies is None else (Wanted(criterion.applies, SURE),)
        for place, exemption in enumerate(criterion.exemptions, 1):
            told = f'"{exemption.label}"' if exemption.label else f"number {place}"
            answer = session.ask((*applies, unmet, Wanted(exemption.condition, SURE)))
            session.note(f"whether anyone needs the exception {told} of {criterion.name}", answer)
            if proved(answer):
                yield Finding(
                    "V508",
                    f"the exception {told} of {named(criterion)} lets nobody through",
                    exemption.line,
                    criterion.name,
                    "whoever it speaks of passes without it, or there is nobody it speaks of",
                    notes_of(session.program, answer.core, but=criterion.name),
                    ("leave it out, or check its condition",),
                )
