"""All syntax errors of a file in one run, and all statements that make sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.diagnostics.model import sort_key
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.format import format_tree
from eligo.syntax.parse import parse
from eligo.syntax.scan import MAX_ERRORS
from tests.syntax.strategies import modules

FILE = """\
flag a "A"
exlude E9 "begins no statement" { when a }      # E111 1:exlude
flag b "B"
include I1 "five errors" {
    from inclusion 1
    require x == 3                               # E117 ==
    unless 1 < x < 4                             # E118 <
    unless sex is female                         # E129 is
    unless at least 2 { a, b }                   # E124 at least 2 {
    reading "torn                                # E114 torn
}
exclude E1 "the wrong word, and more" {
    require x < 18a                              # E120 require
    unless x > 1,5                               # E130 1,5
}
claim "open": (a and b                           # E112 (
claim "whole": a
include I2 "a group broken in two places" {
    require any of {
        foo: b                                   # E122 foo
        bar "x": a < b < 3                       # E110 <
        baz "y": a
    }
}
patient p "two lines of five" {
    age 54 a
    seen 12/03/2024                              # E130 12/03/2024
    weight 70 kg
    height 1.8m                                  # E123 1.8m
    sex female
}
number n "no unit"                               # E132 n
number m "M" in mg plausible 1 to 2 plausible 2 to 3   # E126 plausible 2 to 3
flag c "C" in mg                                 # E127 in mg
expect p eligable                                # E110 eligable
source s "S" {
    inclusion "no number"                        # E110 no number
    exclusion 2 "fine"
    exclusion 3                                  # E110 }
}
flag d "D"
"""


def expected_errors() -> list[tuple[str, int, str]]:
    found = []
    for number, line in enumerate(FILE.splitlines(), 1):
        code, written = line.partition("# E")[2].partition(" ")[::2]
        if code:
            found.append((f"E{code}", number, written.removeprefix("1:")))
    return found


def test_all_errors_of_a_file() -> None:
    source = Source("file.eligo", FILE)
    parsed = parse(source)
    found = [
        (d.code, source.place(d.span.start).line, FILE[d.span.start : d.span.end].split("   ")[0].strip('"'))
        for d in parsed.diagnostics
    ]
    expected = [(code, line + (written == "}"), written) for code, line, written in expected_errors()]
    assert [f for f in found if f not in expected] == [("E123", 13, "18a")]
    assert [e for e in expected if e not in found] == []


def test_what_makes_sense_is_kept() -> None:
    kept = [s.name.text for s in parse(Source("x", FILE)).module.statements if isinstance(s, tree.Fact)]
    assert kept == ["a", "b", "d"]


def test_names_in_lost_statements_are_known() -> None:
    assert parse(Source("x", FILE)).lost == {"I1", "E1", "I2", "p", "n", "m", "c", "s"}


def test_one_forgotten_brace_costs_one_statement() -> None:
    text = 'include I1 "a" {\n    require all of { a\n\n' + "".join(f'flag f{n} "F"\n' for n in range(50))
    parsed = parse(Source("x", text))
    assert [d.code for d in parsed.diagnostics] == ["E112"]
    assert len(parsed.module.statements) == 50


def test_a_misspelt_statement_leaves_the_one_before_whole() -> None:
    parsed = parse(Source("x", 'flag a "A"\nflga b "B"\nflag c "C"'))
    assert [(d.code, d.help) for d in parsed.diagnostics] == [("E111", ("did you mean `flag`?",))]
    assert len(parsed.module.statements) == 2


@pytest.mark.parametrize("line", ["flag\n", 'flag a "A\n', "flag (\n"])
def test_errors_are_counted_to_a_limit(line: str) -> None:
    parsed = parse(Source("x", line * 100_000))
    assert len(parsed.diagnostics) == MAX_ERRORS + 1
    assert parsed.diagnostics[-1].code == "E199"


@given(modules, st.data())
def test_any_text_is_parsed_to_something(module: tree.Module, data: st.DataObject) -> None:
    text = format_tree(module)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        put = data.draw(st.sampled_from([*"{}()\"'#\n=é,", "", "if ", "12", "flag "]))
        text = text[:at] + put + text[at + cut :]
    source = Source("made_up.eligo", text)
    parsed = parse(source)
    assert list(parsed.diagnostics) == sorted(parsed.diagnostics, key=sort_key)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.source is source
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    if not parsed.diagnostics:
        again = parse(Source("again.eligo", format_tree(parsed.module)))
        assert again.module == parsed.module


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    parse(Source("x", text))


@pytest.mark.parametrize("text", ["", "\n", "   \t\n", "# only a comment", "#"])
def test_empty_sources(text: str) -> None:
    parsed = parse(Source("x", text))
    assert parsed.diagnostics == ()
    assert parsed.module.statements == ()
