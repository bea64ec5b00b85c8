"""The solver and the exhaustive enumeration of cells answer every question about small protocols alike."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.answers import Answer, Patient, Proof
from eligo.verify.findings import facts as facts_that_matter
from eligo.verify.questions import NEVER, Question, Wanted, fails, passes
from eligo.verify.session import Session
from eligo.verify.solver.narrow import ruled_out

from . import enumeration

FACTS = {
    "x": 'number x "X" in mg/dL plausible 0 to 50',
    "a": 'flag a "A"',
    "b": 'flag b "B" missing means no',
    "c": 'choice c "C" of low < middle < high',
    "m": 'moment m "M"',
}
ATOMS = {
    "x": [f"x {op} {n} mg/dL" for op in ("<", "<=", ">", ">=", "=") for n in (10, 20)] + ["x is known"],
    "a": ["a", "not a"],
    "b": ["b"],
    "c": ["c = low", "c >= middle", "c != high"],
    "m": ["m within 48 h before screening", "m more than 3 d before screening", "m after screening"],
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A protocol of three facts, with criteria, an assumption and claims."""
    names = draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=2, max_size=3, unique=True))
    atoms = st.sampled_from([atom for name in names for atom in ATOMS[name]])

    def joined(depth: int) -> st.SearchStrategy[str]:
        if not depth:
            return atoms
        inner = joined(depth - 1)
        both = st.tuples(inner, st.sampled_from(["and", "or", "implies"]), inner)
        some = st.tuples(st.integers(1, 3), st.sampled_from(["at least", "at most"]), inner, inner, inner)
        return (
            inner
            | both.map(lambda t: f"({t[0]}) {t[1]} ({t[2]})")
            | inner.map(lambda t: f"not ({t})")
            | some.map(lambda t: f"{t[1]} {t[0]} of {{ {t[2]}, {t[3]}, {t[4]} }}")
        )

    lines = ['protocol T "T" { version 1 }', *(FACTS[name] for name in names)]
    for place in range(draw(st.integers(1, 3))):
        kind, word = draw(st.sampled_from([("include", "require"), ("exclude", "when")]))
        lines.append(f'{kind} C{place} "C{place}" {{ {word} {draw(joined(2))} }}')
    if draw(st.booleans()):
        lines.append(f'assume "Assumed": {draw(joined(1))}')
    lines.append(
        f'claim "Claimed": {draw(joined(1))} implies {draw(st.sampled_from(["not eligible", "C0", "not C0"]))}'
    )
    return "\n".join(lines) + "\n"


def questions(program: Program) -> list[Question]:
    found: list[Question] = [tuple(map(passes, program.criteria))]
    for criterion in program.criteria:
        others = tuple(passes(other) for other in program.criteria if other is not criterion)
        found += [(passes(criterion),), (fails(criterion),), (*others, fails(criterion))]
    return [*found, *((Wanted(claim.condition, NEVER),) for claim in program.claims)]


def says(answer: Answer) -> bool:
    """Whether there is such a patient; the solver decides all questions of these protocols."""
    assert isinstance(answer, Patient | Proof), answer
    return isinstance(answer, Patient)


@settings(max_examples=40)
@given(texts())
def test_the_solver_agrees_with_the_enumeration(text: str) -> None:
    program, diagnostics = compile_source(Source("small.eligo", text))
    assert program is not None, [d.message for d in diagnostics]
    everyone = enumeration.everyone(program)
    session, reads = Session(program), Reads(program)
    for question in questions(program):
        there = enumeration.exists(question, everyone)
        answer = session.ask(question)
        assert says(answer) is there, question
        if isinstance(answer, Proof) and all(wanted.name for wanted in question):
            # What a proof names is enough: nobody is like that either.
            assert not enumeration.exists(tuple(w for w in question if w.name in answer.core), everyone), question
        narrow = ruled_out(program, (*session.domain, *question), reads, 2, 5, named=True)
        assert not there or narrow is None, question
    for fact in program.facts[1:]:
        readers = [c.name for c in program.criteria if fact.name in reads.of_name(c.name)]
        if readers:
            shows = partial(facts_that_matter.shows, session, fact, readers)
            answer = session.ask_without(fact.name, readers, shows)
            assert says(answer) is enumeration.matters(program, fact.name, everyone), fact.name
