"""Which way a number has to move so that a criterion can only get better, and of which numbers that is not told."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors.directions import directions

FACTS = """protocol p "P" { version 1 }
number x "X" in mg/dL  plausible 0 to 100
number y "Y" in mg/dL  plausible 0 to 100
number r "R" in mg/dL  plausible 0 to 100  repeated
flag a "A"
define sum "Sum" in mg/dL = x + y
define difference "Difference" in mg/dL = x - y
define ratio "Ratio" = x / y
define either "Either" in mg/dL = x otherwise y
define high "High" = x > 20 mg/dL
"""


def told(criterion: str) -> dict[str, str]:
    program, found = compile_source(Source("p.eligo", FACTS + criterion + "\n"))
    assert program is not None, found
    return {one.fact: one.better for one in directions(program)}


@pytest.mark.parametrize(
    ("condition", "better"),
    [
        ("x > 5 mg/dL", {"x": "higher"}),
        ("x <= 5 mg/dL", {"x": "lower"}),
        ("not x > 5 mg/dL", {"x": "lower"}),
        ("x >= y", {"x": "higher", "y": "lower"}),
        ("a and (x > 5 mg/dL or y < 5 mg/dL)", {"x": "higher", "y": "lower"}),
        ("high", {"x": "higher"}),
        ("sum > 5 mg/dL", {"x": "higher", "y": "higher"}),
        ("difference > 5 mg/dL", {"x": "higher", "y": "lower"}),
        ("either > 5 mg/dL", {"x": "higher", "y": "higher"}),
        ("at least 1 of { x > 5 mg/dL, y > 5 mg/dL }", {"x": "higher", "y": "higher"}),
    ],
)
def test_an_inclusion_and_the_exclusion_of_the_same(condition: str, better: dict[str, str]) -> None:
    opposite = {"higher": "lower", "lower": "higher"}
    assert told(f'include I1 "I" {{ require {condition} }}') == better
    assert told(f'exclude E1 "E" {{ when {condition} }}') == {fact: opposite[way] for fact, way in better.items()}


@pytest.mark.parametrize(
    "condition",
    [
        "x = 5 mg/dL",
        "x between 5 mg/dL and 10 mg/dL",
        "high or x < 5 mg/dL",
        "exactly 1 of { x > 5 mg/dL, a }",
        "x is known",
        # Its other part may be negative; the language does not say which numbers are.
        "ratio > 5",
        "difference > x",
        "latest of r > 5 mg/dL",
    ],
)
def test_nothing_is_told_of_a_number_that_acts_both_ways_or_in_no_simple_way(condition: str) -> None:
    assert {fact: way for fact, way in told(f'include I1 "I" {{ require {condition} }}').items() if fact != "y"} == {}


def test_a_number_that_acts_on_two_criteria_is_told_of_each() -> None:
    text = FACTS + 'include I1 "I" { require x > 5 mg/dL }\nexclude E1 "E" { when x > 50 mg/dL }\n'
    program, found = compile_source(Source("p.eligo", text))
    assert program is not None, found
    assert [(one.criterion, one.better) for one in directions(program)] == [("I1", "higher"), ("E1", "lower")]
