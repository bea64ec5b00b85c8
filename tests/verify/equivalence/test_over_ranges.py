"""A mistake in a formula that no plausible number shows is none; and what a box comes to holds of every patient in it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.interpret import Interpreter
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.values import Range
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.equivalence.boxed import Boxed, TooWideError
from eligo.verify.equivalence.equivalent import proven_equivalent
from eligo.verify.mutants import mutants

FACTS = """protocol p "P" { version 1 }
number w "Weight" in kg  plausible 40 to 150
number h "Height" in m   plausible 1 to 2
number y "Y" in 1        plausible -5 to 5
choice k "K" of red, green
number r "Repeated" in 1  plausible 0 to 200  repeated
moment m "M"
"""


def program_of(condition: str) -> Program:
    program, found = compile_source(
        Source("p.eligo", f'{FACTS}define index "Index" = {condition}\ninclude I1 "I" {{ require index }}\n')
    )
    assert program is not None, found
    return program


MISTAKES = [
    # The lesser of the two is the height wherever the index is near its limit.
    ("w / 1 kg / least of { h / 1 m, 3 } ^ 2 >= 45", "4 for 3", True),
    ("w / 1 kg / least of { h / 1 m, 1.9 } ^ 2 >= 45", "2 for 1.9", True),
    ("w / 1 kg / least of { h / 1 m, 1.7 } ^ 2 >= 45", "1.8 for 1.7", False),
    # A root below one needs no more than a bound.
    ("100 * least of { h / 2 m, 1 } ^ 0.5 * 0.99 ^ (w / 1 kg) >= 80", "0.4 for 0.5", True),
    ("100 * least of { h / 2 m, 1 } ^ 0.5 * 0.99 ^ (w / 1 kg) >= 16", "0.4 for 0.5", False),
    # Of an unknown kind both factors are possible: who is told apart by one alone is told apart.
    ("case { k = red: 2, otherwise: 3 } * y ^ 2 <= 100", "`then` and `else` swapped", True),
    ("case { k = red: 2, otherwise: 3 } * y ^ 2 <= 60", "`then` and `else` swapped", False),
    # Of an unknown kind the power is a range: its ends are looked at one by one.
    ("100 * greatest of { h / case { k = red: 0.7 m, otherwise: 0.9 m }, 1 } ^ -1.2 >= 40", "2 for 1", True),
    ("100 * greatest of { h / case { k = red: 0.7 m, otherwise: 0.9 m }, 1 } ^ -1.2 >= 50", "2 for 1", False),
    # Whatever was measured again and again, or when: it is asked for alike.
    ("(100 * least of { h / 2 m, 1 } ^ 0.5 * 0.99 ^ (w / 1 kg) otherwise r) >= 16", "0.4 for 0.5", False),
    ("(100 * least of { h / 2 m, 1 } ^ 0.5 * 0.99 ^ (w / 1 kg) otherwise r) >= 80", "0.4 for 0.5", True),
    ("100 * least of { h / 2 m, 1 } ^ 0.5 >= 5 or r > 7 or m before 2025-01-01", "0.4 for 0.5", True),
    ("100 * least of { h / 2 m, 1 } ^ 0.5 >= 80 and r > 7", "0.4 for 0.5", False),
    # What is asked of a list or of time is no formula.
    ("y > 9 or r > 7", "8 for 7", False),
]


@pytest.mark.parametrize(("condition", "what", "equivalent"), MISTAKES)
def test_every_plausible_number_is_looked_at(condition: str, what: str, equivalent: bool) -> None:
    program = program_of(condition)
    found = [mutant for mutant in mutants(program) if mutant.what == what]
    assert [proven_equivalent(program, mutant) for mutant in found] == [equivalent] * len(found) != []


NUMBERS = st.fractions(min_value=-5, max_value=5, max_denominator=50)


@given(
    st.sampled_from(
        [
            "(y + 1) * (y - 2) > 3",
            "least of { y, w / 80 kg } ^ 2 < 4 or y > h / 1 m",
            "greatest of { y, 0.5 } ^ 1.5 >= 2",
            "(if y > 0 then h / 1 m else w / 80 kg) >= 1.5",
            "(y otherwise w / 80 kg) > 1 and y is known",
            "ln of greatest of { w / 80 kg, y } < 0.2",
            "case { k = red: y, otherwise: 2 * y } <= 3",
            "not (1 / greatest of { y, 1 } < 0.4)",
            "(y otherwise r) > 1",
            "least of { r, y } < 3 or m before 2025-01-01",
            "y + r > 4 and (r is known or m is known)",
        ]
    ),
    st.tuples(NUMBERS, NUMBERS).map(sorted),
    st.tuples(NUMBERS, NUMBERS).map(sorted),
    st.fractions(min_value=0, max_value=1, max_denominator=7),
    st.sampled_from(["red", "green", None]),
    st.sets(st.sampled_from(["w", "h", "y"])),
    st.fixed_dictionaries(
        {}, optional={"r": st.lists(st.integers(0, 9), max_size=2), "m": st.sampled_from(["2024-05-01", "2025-05-01"])}
    ),
)
def test_a_box_holds_all_its_patients(
    condition: str,
    y: list[Fraction],
    w: list[Fraction],
    part: Fraction,
    k: str | None,
    missing: set[str],
    others: dict[str, object],
) -> None:
    program = program_of(condition)
    w = [80 + 8 * one for one in w]
    limits = {"y": y, "w": w, "h": [Fraction(1), Fraction(2)]}
    box = {name: Range(*ends) for name, ends in limits.items() if name not in missing}
    point = {name: one.low + (one.high - one.low) * part for name, one in box.items()}
    kind = {} if k is None else {"k": k}
    asked = program.criterion["I1"].condition
    seen = Interpreter(program, {**point, **kind, **read_record(program.facts, others).values})
    try:
        found, left = Boxed(program, {**box, **kind}, frozenset(("r", "m")), frozenset()).condition(asked)
    except TooWideError:
        return
    assert seen.truth(asked) in found
    assert seen.truth(left) is seen.truth(asked)


ENDS = [
    "y * case { k = red: 0.7, otherwise: 0.9 } >= 1.2",
    "y - case { k = red: 0.5, otherwise: 1.5 } > 0.4",
    "1 / (y + case { k = red: 0.5, otherwise: 1.5 }) < 0.6",
    "(y + 1) ^ case { k = red: -1.2, otherwise: -0.3 } < 0.7",
    "(y + 1) ^ case { k = red: 0.4, otherwise: 2 } <= 2",
    "(y / 3) ^ case { k = red: 2, otherwise: 0.5 } >= 0.3",
    "(y / 3) ^ case { k = red: -2, otherwise: -0.5 } > 3",
    "case { k = red: y + 1, otherwise: 3 * y + 1 } ^ -1.2 < 0.3",
    "case { k = red: y, otherwise: 2 * y } < case { k = red: 1, otherwise: 3 }",
]
PARTS = st.integers(0, 60).map(lambda part: Fraction(part, 20))


@pytest.mark.parametrize("condition", ENDS)
@given(st.tuples(PARTS, PARTS).map(sorted), st.fractions(min_value=0, max_value=1, max_denominator=7))
def test_the_ends_of_a_range_are_those_of_every_patient(condition: str, y: list[Fraction], part: Fraction) -> None:
    program = program_of(condition)
    asked = program.criterion["I1"].condition
    seen = Interpreter(program, {"y": y[0] + (y[1] - y[0]) * part})
    try:
        found, left = Boxed(program, {"y": Range(*y)}, frozenset(), frozenset()).condition(asked)
    except TooWideError:
        return
    assert seen.truth(asked) in found
    assert seen.truth(left) is seen.truth(asked)
