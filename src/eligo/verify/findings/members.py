"""V509: a labelled part of a criterion that nobody meets, or that everybody meets."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core import nodes as n
from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, notes_of
from eligo.verify.questions import NEVER, SURE, Wanted
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """Each labelled member, among those to whom its criterion applies."""
    program = session.program
    for member in program.definitions:
        if not member.owner or session.about(member.owner):
            continue
        owner = program.criterion[member.owner]
        applies = () if owner.applies is None else (Wanted(owner.applies, SURE),)
        for truths, said, effect in (
            (SURE, "nobody meets", "is never true"),
            (NEVER, "nobody misses", "is never false"),
        ):
            answer = session.ask((*applies, Wanted(n.Ref(member.name), truths)))
            session.note(f"whether {member.name} {effect}", answer)
            if proved(answer):
                label = f' "{member.label}"' if member.label else ""
                yield Finding(
                    "V509",
                    f"{said} {member.name}{label}",
                    member.line,
                    member.name,
                    effect,
                    notes_of(program, answer.core, but=owner.name),
                    ("check its limits, its units and its negations; or leave it out",),
                )
