"""The order of questions is the best there is wherever it says so: no other needs fewer questions on the average.

The other opinion tries every order on every patient, the verdicts being the interpreter's. Each fact has one value for
each way in which its conditions can turn out, and all of them count alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core import order
from eligo.core.interpret import Interpreter, Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.order import Advice, advise
from eligo.core.program import Program
from eligo.core.truth import FALSE
from eligo.core.values import Value
from eligo.pipeline import compile_source
from eligo.source import Source

FACTS: dict[str, tuple[str, dict[str, tuple[Value, ...]]]] = {
    "a": ('flag a "A"', {"a": (True, False)}),
    "b": ('flag b "B"', {"b": (True, False)}),
    "c": ('choice c "C" of red, green, blue', {"c = red": ("red", "green"), "c != green": ("green", "blue")}),
    "x": (
        'number x "X" in mg/dL plausible 0 to 50',
        {"x < 10 mg/dL": (Fraction(5), Fraction(15)), "x > 20 mg/dL": (Fraction(15), Fraction(25))},
    ),
    "d": ('flag d "D"', {"d": (True, False)}),
}
"""For each fact its conditions, and of each two values of which one meets it."""


def compiled(*lines: str) -> Program:
    program, found = compile_source(Source("t.eligo", "\n".join(['protocol T "T" { version 1 }', *lines]) + "\n"))
    assert program is not None, [d.message for d in found]
    return program


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Criteria over two to four facts, and sometimes an assumption."""
    names = draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=2, max_size=4, unique=True))
    atoms = st.sampled_from([atom for name in names for atom in FACTS[name][1]])
    joined = st.one_of(
        atoms,
        atoms.map(lambda atom: f"not ({atom})"),
        st.tuples(atoms, st.sampled_from(["and", "or", "implies"]), atoms).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        st.tuples(atoms, atoms, atoms).map(lambda t: f"at least 2 of {{ {', '.join(t)} }}"),
    )
    lines = [FACTS[name][0] for name in names]
    count = draw(st.integers(1, 3))
    lines += [f'include C{place} "C" {{ require {draw(joined)} }}' for place in range(count)]
    if draw(st.booleans()):
        lines.append(f'assume "Assumed": {draw(joined)}')
    return lines


def cases(text: str) -> dict[str, list[Value]]:
    """For each fact one value of each way in which the conditions that a protocol has of it can turn out."""
    found: dict[str, list[Value]] = {}
    for name, (declared, atoms) in FACTS.items():
        used = [atom for atom in atoms if atom in text.replace(declared, "")]
        if declared in text and used:
            probe = compiled(declared, *(f'include C{i} "C" {{ require {atom} }}' for i, atom in enumerate(used)))
            ways = {}
            for value in dict.fromkeys(value for values in atoms.values() for value in values):
                ways.setdefault(tuple(evaluate(probe, {name: value}).outcomes.values()), value)
            found[name] = list(ways.values())
    return found


class Trials:
    """Every order, tried on every patient."""

    def __init__(self, lines: list[str]) -> None:
        self.program = compiled(*lines)
        self.values = cases("\n".join(lines))

    def settled(self, record: Mapping[str, Value]) -> bool:
        found = evaluate(self.program, record)
        return found.verdict is not Verdict.UNDETERMINED or not needs(self.program, record)

    @lru_cache(None)  # noqa: B019  # it lives as long as one example
    def patients(self, known: tuple[tuple[str, Value], ...]) -> int:
        """How many patients there are of whom this is known, those apart that the assumptions rule out."""
        left = [name for name in self.values if name not in dict(known)]
        if left:
            return sum(self.patients((*known, (left[0], value))) for value in self.values[left[0]])
        seen = Interpreter(self.program, dict(known))
        return int(all(seen.truth(one.condition) is not FALSE for one in self.program.assumptions))

    def after(self, known: dict[str, Value], fact: str) -> list[tuple[Fraction, dict[str, Value]]]:
        """What can be known once a fact is asked for, and how likely that is."""
        answers = [{**known, fact: value} for value in self.values[fact]]
        counts = [self.patients(tuple(sorted(answer.items()))) for answer in answers]
        return [(Fraction(n, sum(counts)), answer) for n, answer in zip(counts, answers, strict=True) if n]

    def fewest(self, known: dict[str, Value]) -> Fraction:
        """The questions to expect in the best of all orders."""
        if self.settled(known):
            return Fraction(0)
        return min(
            1 + sum(p * self.fewest(answer) for p, answer in self.after(known, fact))
            for fact in self.values
            if fact not in known
        )

    def expected(self, known: dict[str, Value]) -> Fraction:
        """The questions to expect in eligo's order."""
        if self.settled(known):
            return Fraction(0)
        found = self.advice(known)
        return 1 + sum(p * self.expected(answer) for p, answer in self.after(known, found.fact))

    def advice(self, known: dict[str, Value]) -> Advice:
        found = advise(Interpreter(self.program, known), needs(self.program, known))
        assert found is not None
        return found


def possible(trials: Trials) -> bool:
    """Whether there is somebody to ask."""
    return not trials.settled({}) and trials.patients(()) > 0


@settings(max_examples=60)
@given(texts())
def test_no_order_needs_fewer_questions(lines: list[str]) -> None:
    trials = Trials(lines)
    if possible(trials):
        found = trials.advice({})
        assert found.best
        assert found.expected == trials.fewest({}) == trials.expected({})


@settings(max_examples=60)
@given(texts())
def test_it_is_told_how_often_the_answer_settles_the_verdict(lines: list[str]) -> None:
    trials = Trials(lines)
    if possible(trials):
        found = trials.advice({})
        assert found.settles == sum(p for p, answer in trials.after({}, found.fact) if trials.settled(answer))


@st.composite
def clauses(draw: st.DrawFn) -> list[str]:
    """Up to six flags, each read once, in criteria that are one *all of* or *some of* each."""
    flags = [f"f{place}" for place in range(draw(st.integers(1, 6)))]
    lines, left = [f'flag {flag} "F"' for flag in flags], list(flags)
    while left:
        taken = left[: draw(st.integers(1, 3))]
        left = left[len(taken) :]
        word = draw(st.sampled_from([" and ", " or "]))
        literals = (draw(st.sampled_from(["", "not "])) + flag for flag in taken)
        kind = draw(st.sampled_from(['include {} "C" {{ require {} }}', 'exclude {} "C" {{ when {} }}']))
        lines.append(kind.format(f"C{taken[0]}", word.join(literals)))
    return lines


@settings(max_examples=40)
@given(clauses())
def test_the_rule_for_large_protocols_is_as_good_where_each_criterion_is_plain(lines: list[str]) -> None:
    trials = Trials(lines)
    trials.values = {line.split()[1]: [True, False] for line in lines if line.startswith("flag")}
    fewest = trials.fewest({})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "_together", lambda _: False)
        assert trials.advice({}).best
        assert trials.expected({}) == fewest


@settings(max_examples=40)
@given(texts())
def test_a_protocol_of_any_size_is_asked_to_its_end(lines: list[str]) -> None:
    trials = Trials(lines)
    if possible(trials):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(order, "BUDGET", 0)
            assert trials.fewest({}) <= trials.expected({}) <= len(trials.values)


@pytest.mark.parametrize(
    ("criteria", "asked", "said"),
    [
        # Red and blue are one case, green is another; both facts fail half of their cases.
        (["require c != green", "require a"], "a", "settles the verdict in 1 of 2 cases; 1.5 questions to expect"),
        # A bears on both.
        (
            ["require c = red or a", "require a or b"],
            "a",
            "settles the verdict in 1 of 2 cases; 1.75 questions to expect",
        ),
        (["require a"], "a", "settles the verdict in 1 of 1 cases; 1 question to expect"),
    ],
)
def test_examples(criteria: list[str], asked: str, said: str) -> None:
    declared = [FACTS[name][0] for name in "abc"]
    program = compiled(*declared, *(f'include C{i} "C" {{ {text} }}' for i, text in enumerate(criteria)))
    found = advise(Interpreter(program, {}), needs(program, {}))
    assert found is not None
    assert (found.fact, str(found)) == (asked, said)
