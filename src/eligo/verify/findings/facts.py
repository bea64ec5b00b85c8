"""V512: a fact that criteria read and that can never matter: whatever it is, and whether it is known or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.verify.answers import proved
from eligo.verify.findings.finding import Finding
from eligo.verify.patients import interpreted
from eligo.verify.questions import answered
from eligo.verify.session import Session


def find(session: Session) -> Iterator[Finding]:
    """Each fact that a criterion reads, where there is a criterion that somebody can pass and somebody fail."""
    program = session.program
    reads = Reads(program)
    for fact in program.facts:
        readers = [c.name for c in program.criteria if fact.name in reads.of_name(c.name)]
        readers = [name for name in readers if not session.about(name)]
        if fact.name == SCREENING or not readers:
            continue
        part = excerpt(program, map(n.Ref, readers))
        if any(_matters(part, fact, seen, readers) for _, seen in session.pool):
            continue
        answer = session.ask_without(fact.name, readers, partial(shows, session, fact, readers))
        session.note(f"whether {fact.name} can matter", answer)
        if proved(answer):
            yield Finding(
                "V512",
                f'"{fact.label or fact.name}" ({fact.name}) can never matter: all criteria come out alike without it',
                fact.line,
                fact.name,
                "is asked for in vain",
                help=("leave it out, or check the conditions that read it",),
            )


def shows(session: Session, fact: Fact, readers: list[str], raw: Mapping[str, object]) -> bool:
    """Whether a record is of a patient for whom one of the criteria comes out otherwise without a fact."""
    seen = interpreted(session.program, raw)
    if seen is None or not answered(session.domain, seen):
        return False
    return _matters(excerpt(session.program, map(n.Ref, readers)), fact, seen, readers)


def _matters(part: Program, fact: Fact, seen: Interpreter, readers: list[str]) -> bool:
    """Whether a criterion comes out otherwise when a fact is not known; ``part`` defines those that read it."""
    default = {} if fact.missing is None else {fact.name: fact.missing}
    if seen.record.get(fact.name) == fact.missing:
        return False
    without = Interpreter(part, {**{k: v for k, v in seen.record.items() if k != fact.name}, **default})
    return any(seen.truths[name] is not without.truths[name] for name in readers)
