"""Hostile sources end in a diagnostic: no traceback, no overflow of the stack, no endless run."""

from __future__ import annotations

import tracemalloc
from itertools import count

import pytest

from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.format import format_text
from eligo.syntax.parse import parse

MILLION = 1_000_000


def codes(text: str) -> list[str]:
    return [d.code for d in parse(Source("hostile.eligo", text)).diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('claim "c": ' + "(" * 10 * MILLION, ["E106"]),
        ("{" * MILLION, ["E106"]),
        (")" * MILLION, ["E111"]),
        ('claim "c": ' + "(" * 60 + "a" + ")" * 60, []),
        ('claim "c": ' + "not " * 10_000 + "a", ["E107"]),
        ('claim "c": ' + "- " * 10_000 + "a < 1", ["E107"]),
        ('claim "c": ' + " + ".join(["a"] * 10_000) + " < 1", ["E107"]),
        ('claim "c": ' + " implies ".join(["a"] * 10_000), ["E107"]),
        ('claim "c": ' + "if a then " * 10_000 + "a", ["E107"]),
        ('claim "c": ' + "if a then b else " * 10_000 + "a", ["E107"]),
        ('claim "c": ' + "if " * 30 + "a" + " then b else c" * 30, ["E107"]),
        ('claim "c": ' + "if a then " * 30 + "b" + " else c" * 30, ["E107"]),
        ('claim "c": ' + "if a then b else " * 90 + "c", []),
        ('claim "c": ' + "start of " * 10_000 + "a is known", ["E107"]),
        ('claim "c": a' + " in kg" * 10_000 + " < 1", ["E107"]),
        ('claim "c": ' + "all of { " * 90 + "a" + " }" * 90, ["E107"]),
        ('claim "c": ' + " or ".join(["a"] * 10_000), []),
        ('claim "c": any of { ' + ", ".join(["a"] * 10_000) + " }", []),
        ('claim "c": ' + " otherwise ".join(["a"] * 10_000) + " < 1", []),
        ('flag a "' + "x" * MILLION + '"', []),
        ('flag a "' + "x" * MILLION, ["E114"]),
        ('flag a "' + "\\" * MILLION, ["E114"]),
        ('flag a "A"' + " code LOINC 1" * 10_000, []),
        ("a" * MILLION, ["E111"]),
        ("9" * MILLION, ["E111"]),
        ('claim "c": x < ' + "9" * MILLION, []),
        ("\x00" * MILLION, ["E104"]),
        ('flag a "A\x00"', ["E104"]),
        ('flag a "A"  # \u202e', ["E105"]),
        ('flag a "\u2067A"', ["E105"]),
        ('flag a "A\u200b"', ["E105"]),
        ('flag a "می\u200cخواهم"', []),
        ("#" * MILLION, []),
        ("# " + "\x1b[31m", ["E104"]),
        ("'" * MILLION, ["E116"]),
        ("[" * 100_000, ["E116"]),
        ('claim "c": 5 ' + "[" * 100_000, ["E116"]),
        ('claim "c": 5 ' + "a." * 100_000, ["E116"]),
        ("\n" * MILLION, []),
        ("flag\t\u00a0a", ["E116"]),
    ],
    ids=count(),
)
def test_hostile(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'flag a "' + "x" * MILLION + '"',
        'flag a "' + "x" * MILLION,
        '"' + "\\n" * MILLION + '"',
        'number x "X" in ' + "m" * MILLION,
        'number x "X" in ' + "[a]" * MILLION,
        'number x "X" in m' + "/m" * (MILLION // 2),
        'claim "c": x < 5 ' + "m" * MILLION,
        'claim "c": x < 5 m' + "/m" * (MILLION // 2),
    ],
    ids=count(),
)
def test_a_long_text_takes_little_more_memory_than_it_has_characters(text: str) -> None:
    codes('flag a "A"')
    tracemalloc.start()
    try:
        codes(text)
        assert tracemalloc.get_traced_memory()[1] < 60 * len(text)
    finally:
        tracemalloc.stop()


def test_many_hidden_characters_are_not_told_one_by_one() -> None:
    assert 1 < len(codes("\x00\n" * 100_000)) <= 201


def test_what_is_accepted_can_be_formatted() -> None:
    for text in ('claim "c": ' + "(" * 90 + "a or b" + ")" * 90, 'claim "c": ' + "all of { " * 40 + "a" + " }" * 40):
        once, _ = format_text(Source("x", text))
        assert once is not None
        assert format_text(Source("x", once)) == (once, ())


def test_the_deepest_tree_that_is_accepted() -> None:
    text = 'claim "c": ' + "not " * 97 + "a"
    [claim] = parse(Source("x", text)).module.statements
    assert isinstance(claim, tree.Claim)
    assert repr(claim).count("Not(") == 97
