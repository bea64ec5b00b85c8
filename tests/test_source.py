"""Places in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.source import Place, Source, Span

TEXT = "flag a\n\nflag b\n"


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (5, 1, 6), (6, 1, 7), (7, 2, 1), (8, 3, 1), (14, 3, 7), (15, 4, 1), (99, 4, 1), (-5, 1, 1)],
)
def test_place(offset: int, line: int, column: int) -> None:
    assert Source("x", TEXT).place(offset) == Place(line, column)


def test_lines() -> None:
    source = Source("x", TEXT)
    assert [source.line(n) for n in range(6)] == ["", "flag a", "", "flag b", "", ""]


def test_where_lines_lie() -> None:
    source = Source("x", TEXT)
    assert [source.stretch_of(n) for n in (1, 2, 3)] == [Span(0, 6), Span(7, 7), Span(8, 14)]
    assert [source.stretch_of(n) for n in (0, 4, 9)] == [Span(15, 15)] * 3


@given(st.text("a\n", max_size=30))
def test_a_place_leads_back_to_its_character(text: str) -> None:
    source = Source("x", text)
    for offset, character in enumerate(text):
        place = source.place(offset)
        assert (source.line(place.line) + "\n")[place.column - 1] == character


def test_spans_are_covered() -> None:
    assert Span(3, 5).cover(Span(8, 9)) == Span(3, 9)
    assert Span(8, 9).cover(Span(3, 5)) == Span(3, 9)
