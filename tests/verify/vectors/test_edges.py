"""The vectors tell a program in which any one bound is compiled away, or moved, or reversed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest

from eligo.backends.python.loading import load
from eligo.core import nodes as n
from eligo.core.program import Program, Vignette
from eligo.core.values import DAY, MINUTE, Duration
from eligo.verify.vectors import evidence
from tests.core.programs import SCREENED, A, B, K, M, X, Y, days, hours, include, number, program

ANN = {
    "screening": "2024-03-31T12:00",
    "x": 50,
    "y": 10,
    "a": True,
    "b": True,
    "m": "2024-03-30T18:00",
    "k": "1970-05-20",
    "p": {"start": "2024-03-30T08:00"},
}
"""The one patient that the suites start from: nothing about her lies on a bound, and her period runs."""

BORN = n.Elapsed("years", K, SCREENED)
START, END = n.EdgeOf("start", "p"), n.EdgeOf("end", "p")

CONDITIONS: dict[str, n.Condition] = {
    "a number above a limit": n.Compare(X, ">", number(20)),
    "a number of at most a limit": n.Compare(X, "<=", number("7.5")),
    "a number that is a limit": n.Compare(X, "=", number(20)),
    "the limit on the left": n.Compare(number(20), "<", X),
    "a sum": n.Compare(n.Arithmetic("+", X, Y), ">=", number(30)),
    "a ratio": n.Compare(n.Arithmetic("/", X, Y), "<", number(4)),
    "one number and another": n.Compare(X, ">", Y),
    "within 48 h before screening": n.Window(M, SCREENED, hours(-48), hours(0)),
    "more than 48 h before screening": n.Window(M, SCREENED, None, hours(-48), strict_high=True),
    "within a month after": n.Window(SCREENED, M, Duration(), Duration(months=1)),
    "period begun within 3 days": n.Window(START, SCREENED, days(-3), hours(0)),
    "period ended within 3 days": n.Window(END, SCREENED, days(-3), hours(0)),
    "lasting at least 1 h": n.Lasting("p", ">=", hours(1)),
    "lasting less than 2 days": n.Lasting("p", "<", days(2)),
    "lasting more than 3 months": n.Lasting("p", ">", Duration(months=3)),
    "in progress at screening": n.During("p", SCREENED),
    "in progress at a moment": n.During("p", M),
    "adult": n.Compare(BORN, ">=", number(18)),
    "older than 65 years": n.Compare(BORN, ">", number(65)),
    "18 completed years": n.Compare(BORN, "=", number(18)),
    "a given age or else a computed one": n.Compare(n.FirstKnown((X, BORN)), "<", number(75)),
    "at most 36 hours since": n.Compare(n.Elapsed("hours", M, SCREENED), "<=", number(36)),
}

PLACES: dict[str, Callable[[n.Condition], n.Condition]] = {
    "alone": lambda node: node,
    "denied": n.Not,
    "beside an alternative that holds": lambda node: n.Any((A, node)),
    "deep inside": lambda node: n.All((B, n.Any((A, n.Count(1, None, (node, n.Flag("c"))))))),
}


def protocol(conditions: list[n.Condition]) -> Program:
    """A protocol of one criterion for each condition."""
    ann = Vignette("ann", "Ann", tuple(ANN.items()))
    criteria = (include(f"I{index}", condition) for index, condition in enumerate(conditions))
    return program(*criteria, vignettes=(ann,))


def failing(compiled: Program, tested: Program) -> set[int]:
    """The criteria of which some vector, made from one program, is not met by another's package."""
    package = load(compiled, "mutant")
    failed = set()
    for vector in evidence(tested).vectors:
        given = {**ANN, **dict(vector.change)} if vector.patient else dict(vector.change)
        found = package.screen(given).outcomes[vector.subject].value
        expected = "failed" if vector.subject in vector.failed else "unknown"
        if vector.subject not in (*vector.failed, *vector.unknown):
            expected = "passed"
        if found != expected:
            failed.add(int(vector.subject.removeprefix("I")))
    return failed


def mutants(node: n.Condition) -> Iterator[tuple[str, n.Condition]]:
    """A condition with one thing about its bounds wrong."""
    match node:
        case n.Compare(left, relation, right):
            for other in {"<": ("<=",), "<=": ("<",), ">": (">=",), ">=": (">",), "=": (">=", "<=", "!=")}[relation]:
                yield f"{relation} to {other}", n.Compare(left, other, right)  # type: ignore[arg-type]
            step = Fraction(1) if isinstance(left, n.Elapsed | n.FirstKnown) else Fraction(1, 100)
            for sign in (-1, 1):
                moved = n.Arithmetic("+", right, n.Number(sign * step))
                yield f"limit {sign * step}", n.Compare(left, relation, moved)
        case n.Window(_, _, low, high):
            if low is not None:
                yield "first end dropped", replace(node, low=None)
                yield "first end reversed", replace(node, strict_low=not node.strict_low)
                for sign in (-1, 1):
                    yield f"first end moved by {sign}", replace(node, low=moved_by(low, sign))
            if high is not None:
                yield "last end dropped", replace(node, high=None)
                yield "last end reversed", replace(node, strict_high=not node.strict_high)
                for sign in (-1, 1):
                    yield f"last end moved by {sign}", replace(node, high=moved_by(high, sign))
        case n.Lasting(_, relation, duration):
            flipped: dict[str, Literal["<", "<=", ">=", ">"]] = {">=": ">", ">": ">=", "<": "<=", "<=": "<"}
            yield "relation flipped", replace(node, relation=flipped[relation])
            for sign in (-1, 1):
                yield f"duration moved by {sign}", replace(node, duration=moved_by(duration, sign))
            back = Duration(-duration.months, -duration.micros)
            long = n.Window(START, SCREENED, None, back, strict_high=relation in (">", "<="))
            yield "end ignored", n.Not(long) if relation in ("<", "<=") else long
        case n.During(_, anchor):
            yield "start ignored", n.Window(END, anchor, Duration(), None)
            yield "end ignored", n.Window(START, anchor, None, Duration())
            yield "start out", n.All((node, n.Not(n.Window(START, anchor, Duration(), Duration()))))
            runs_on = n.Any((n.Not(n.Known(END)), n.Window(END, anchor, Duration(micros=1), None)))
            yield "end out", n.All((node, runs_on))


def moved_by(duration: Duration, sign: int) -> Duration:
    return replace(duration, micros=duration.micros + sign * (DAY if duration.months else MINUTE))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", CONDITIONS)
def test_vectors_fail_on_every_mutant(name: str, place: str) -> None:
    condition, within = CONDITIONS[name], PLACES[place]
    wrong = list(mutants(condition))
    original = protocol([within(condition) for _ in wrong])
    killed = failing(protocol([within(mutant) for _, mutant in wrong]), original)
    assert wrong
    assert [what for index, (what, _) in enumerate(wrong) if index not in killed] == []


@pytest.mark.parametrize("place", PLACES)
def test_vectors_pass_on_their_own_protocol(place: str) -> None:
    original = protocol([PLACES[place](condition) for condition in CONDITIONS.values()])
    assert failing(original, original) == set()
