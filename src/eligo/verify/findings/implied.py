"""V507: a criterion that nobody fails alone: whoever fails it fails another one too."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, listed, named, notes_of
from eligo.verify.questions import fails, passes
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """Each criterion against all the others; where nobody is eligible there is nothing to compare."""
    program = session.program
    if session.has("V503") or session.has("V504"):
        return
    for criterion in program.criteria:
        if session.has("V502", criterion.name):
            continue
        others = tuple(passes(other) for other in program.criteria if other is not criterion)
        answer = session.ask((fails(criterion), *others))
        session.note(f"whether anyone fails {criterion.name} alone", answer)
        if not proved(answer):
            continue
        because = [name for name in answer.core if name in program.criterion and name != criterion.name]
        if any(session.explains({criterion.name, name}) for name in because):
            continue
        yield Finding(
            "V507",
            f"nobody fails {named(criterion)} alone: whoever fails it fails {_one_of(because)} too",
            criterion.line,
            criterion.name,
            "changes no verdict",
            notes_of(program, answer.core, but=criterion.name),
            ("leave it out, or check whether it was meant to ask for more",),
        )


def _one_of(names: list[str]) -> str:
    return listed(names).replace(" and ", " or ")
