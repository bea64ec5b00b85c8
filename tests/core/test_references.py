"""Names looked through: what nodes come to, and which names they reach."""

from __future__ import annotations

from eligo.core import nodes as n
from eligo.core.program import Definition
from eligo.core.references import looked_through, names_reached

from .programs import A, B, C, include, program

BOTH = n.All((n.Ref("one"), n.Ref("one"), n.Not(B)))
MADE = program(include("I1", n.Ref("two")), definitions=(Definition("one", "One", A), Definition("two", "Two", BOTH)))


def test_a_name_stands_for_what_a_criterion_or_a_definition_says() -> None:
    assert MADE.body("I1") == n.Ref("two")
    assert MADE.body("two") == BOTH


def test_outer_nodes_come_first_and_each_name_is_looked_through_once() -> None:
    found = list(looked_through(MADE, [n.Ref("two"), C]))
    assert found == [n.Ref("two"), C, BOTH, n.Ref("one"), n.Ref("one"), n.Not(B), A, B]


def test_the_names_reached_are_those_referred_to_directly_or_by_others() -> None:
    assert names_reached(MADE, [n.Ref("I1")]) == {"I1", "two", "one"}
    assert names_reached(MADE, [BOTH]) == {"one"}
    assert names_reached(MADE, [A]) == frozenset()
