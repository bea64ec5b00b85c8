"""Small programs of the core, built by hand, for tests that speak of one construct."""

from __future__ import annotations

from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.interpret import Evaluation, evaluate
from eligo.core.program import SCREENING, Criterion, Definition, Fact, Program
from eligo.core.reading import read_record
from eligo.core.values import DAY, HOUR, Duration

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("x", "X", "number", "mg/dL", plausible=(Fraction(0), Fraction(100))),
    Fact("y", "Y", "number", "mg/dL", plausible=(Fraction(0), Fraction(100))),
    Fact("a", "A", "flag"),
    Fact("b", "B", "flag"),
    Fact("c", "C", "flag"),
    Fact("color", "Color", "choice", options=("red", "green", "blue")),
    Fact("m", "M", "moment"),
    Fact("k", "K", "moment"),
    Fact("p", "P", "period"),
)

A, B, C = n.Flag("a"), n.Flag("b"), n.Flag("c")
X, Y = n.Measured("x"), n.Measured("y")
M, K, SCREENED = n.When("m"), n.When("k"), n.When(SCREENING)


def number(value: int | str) -> n.Number:
    return n.Number(Fraction(value))


def hours(count: int) -> Duration:
    return Duration(micros=count * HOUR)


def days(count: int) -> Duration:
    return Duration(micros=count * DAY)


def years(count: int) -> Duration:
    return Duration(months=12 * count)


def include(name: str, condition: n.Condition) -> Criterion:
    return Criterion(name, name, "include", condition, condition)


def exclude(name: str, condition: n.Condition) -> Criterion:
    return Criterion(name, name, "exclude", condition, condition)


def program(*criteria: Criterion, definitions: tuple[Definition, ...] = (), **rest: object) -> Program:
    """A program over :data:`FACTS`; definitions come before criteria."""
    order = (*(d.name for d in definitions), *(c.name for c in criteria))
    return Program("T1", "Test", facts=FACTS, definitions=definitions, criteria=criteria, order=order, **rest)  # type: ignore[arg-type]


def record(**raw: object) -> dict[str, object]:
    """A raw record as values, failing on any problem."""
    reading = read_record(FACTS, raw)
    assert not reading.problems, reading.problems
    return dict(reading.values)


def outcome(condition: n.Condition, **raw: object) -> str:
    """The truth of a condition for a raw record, as a word."""
    result: Evaluation = evaluate(program(include("I1", condition)), record(**raw))  # type: ignore[arg-type]
    return result.truths["I1"].value
