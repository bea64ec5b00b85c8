"""V510: a branch of a number (`if`, `case`, `otherwise`) that nobody reaches."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core import nodes as n
from eligo.core.residual import parts
from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding, notes_of
from eligo.verify.questions import NEVER, SURE, Question, Wanted
from eligo.verify.session import Session

_UNANSWERED = n.FirstKnown(())
_SELECTING = (n.Several, n.Pick, n.PickIs, n.PickMoment)


def find(session: Session) -> Iterator[Finding]:
    """Each branch of each definition and criterion; what belongs to entries of a list is not looked at."""
    program = session.program
    bodies = [(d.name, d.body) for d in program.definitions if not d.within] + [
        (c.name, c.condition) for c in program.criteria
    ]
    for name, body in bodies:
        owner = program.definition[name].owner if name in program.definition else name
        if session.about(owner) or session.about(name):
            continue
        for path, line, told in _branches(body, ()):
            answer = session.ask(path)
            session.note(f"whether anyone reaches {told} of {name}", answer)
            if proved(answer):
                yield Finding(
                    "V510",
                    f"nobody reaches {told} of {name}",
                    line,
                    name,
                    "is never used",
                    notes_of(program, answer.core, but=name),
                    ("leave it out, or check the conditions before it",),
                )


def _branches(node: object, path: Question) -> Iterator[tuple[Question, int, str]]:
    """Each branch: what leads to it, its line, and what it is called."""
    if isinstance(node, _SELECTING):
        return
    if isinstance(node, n.Choose):
        taken, left = (*path, Wanted(node.condition, SURE)), (*path, Wanted(node.condition, NEVER))
        yield taken, node.line, "a branch"
        yield from _branches(node.then, taken)
        if not isinstance(node.otherwise, n.Choose) and node.otherwise != _UNANSWERED:
            yield left, node.otherwise.line or node.line, "the last branch"
        yield from _branches(node.otherwise, left)
        return
    if isinstance(node, n.FirstKnown):
        for place, operand in enumerate(node.operands):
            if place:
                yield path, operand.line or node.line, "the value after `otherwise`"
            yield from _branches(operand, path)
            path = (*path, Wanted(n.Known(operand), NEVER))
        return
    for part in parts(node):
        yield from _branches(part, path)
