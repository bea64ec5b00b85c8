"""V511: a criterion that nobody can pass at the screening, because it asks for what happens later."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Criterion, Fact, Program
from eligo.core.reads import Reads
from eligo.core.truth import TRUE
from eligo.core.values import Duration
from eligo.verify.answers import Patient, Proof, proved
from eligo.verify.findings.finding import Finding, named, notes_of
from eligo.verify.questions import NOT_TRUE, SURE, Question, Wanted, passes
from eligo.verify.session import Session

_HERE = Duration()


def find(session: Session) -> Iterator[Finding]:
    """Each criterion, of patients of whom nothing is recorded that lies after the moment that the protocol looks from.

    That is the screening, or the protocol's own `anchor`. What is declared as `planned` is known beforehand.
    """
    program = session.program
    reads = Reads(program)
    for criterion in program.criteria:
        past = _past(program, [f for f in reads.facts(criterion.condition) if f.name != SCREENING])
        if not past or session.about(criterion.name):
            continue
        answer = session.ask((passes(criterion), *past))
        session.note(f"whether {criterion.name} can be known at the screening", answer)
        if proved(answer) and isinstance(session.ask((passes(criterion),)), Patient):
            yield _finding(session, criterion, answer)


def _finding(session: Session, criterion: Criterion, proof: Proof) -> Finding:
    return Finding(
        "V511",
        f"nobody passes {named(criterion)} on what is known at the screening",
        criterion.line,
        criterion.name,
        "needs something that happens later",
        notes_of(session.program, proof.core, but=criterion.name),
        ("write `before` for `after` if that was meant, or declare what is foreseen as `planned`",),
    )


def _past(program: Program, facts: list[Fact]) -> Question:
    """That the screening is known and no moment of these facts lies at it or after it: a window counts its edge."""
    anchor = dict(program.properties).get("anchor", SCREENING)
    now = n.When(anchor if anchor in program.fact and program.fact[anchor].kind == "moment" else SCREENING)
    after = [
        condition for fact in facts if not fact.planned and fact.name != now.fact for condition in _after(fact, now)
    ]
    if not after:
        return ()
    return (Wanted(n.Known(now), SURE), *(Wanted(condition, NOT_TRUE) for condition in after))


def _after(fact: Fact, now: n.When) -> Iterator[n.Condition]:
    if fact.fields:
        for field in fact.fields:
            if not field.planned:
                for test in _after(field, now):
                    yield n.Several(fact.name, n.Always(TRUE), test, 1, None)
    elif fact.kind == "moment":
        yield n.Window(n.When(fact.name), now, _HERE, None)
    elif fact.kind == "period":
        yield n.Window(n.EdgeOf("start", fact.name), now, _HERE, None)
