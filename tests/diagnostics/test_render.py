"""Diagnostics as people and machines see them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.diagnostics.model import Diagnostic, Label, Severity
from eligo.diagnostics.render_github import render_github
from eligo.diagnostics.render_json import as_json, render_json
from eligo.diagnostics.render_sarif import as_sarif, render_sarif
from eligo.diagnostics.render_text import render_text
from eligo.diagnostics.suggest import nearest
from eligo.source import Source, Span

TEXT = """\
flag x "X"
exclude E4 "Renal" {
    when creatinine > 2 mmol/L
}
"""


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


MASS = Diagnostic(
    "E203",
    Severity.ERROR,
    "`creatinine` is a mass concentration (mg/dL); 2 mmol/L is an amount of substance",
    Source("protocols/abc.eligo", TEXT),
    at(TEXT, "2 mmol/L"),
    "amount of substance per volume",
    (Label(at(TEXT, "creatinine"), ""),),
    "exclusion 4",
    ("write a mass concentration, or declare `molar mass 113.12 g/mol` on `creatinine`",),
)


def test_text_as_in_the_design() -> None:
    assert render_text([MASS]) == (
        "error[E203]: `creatinine` is a mass concentration (mg/dL); 2 mmol/L is an amount of substance\n"
        " --> protocols/abc.eligo:3:23   exclusion 4\n"
        "  |\n"
        "3 |     when creatinine > 2 mmol/L\n"
        "  |          ----------   ^^^^^^^^ amount of substance per volume\n"
        "  |\n"
        "help: write a mass concentration, or declare `molar mass 113.12 g/mol` on `creatinine`\n"
        "\n"
    )


def test_a_flood_of_findings_is_cut_and_counted_and_no_error_drowns_in_it() -> None:
    doubtful = replace(MASS, severity=Severity.WARNING)
    lines = render_text([*[doubtful] * 12_000, MASS, doubtful]).splitlines()
    assert lines.count("warning[E203]: " + MASS.message) == 999
    assert lines.count("error[E203]: " + MASS.message) == 1
    assert lines[-2:] == ["... and 11,002 more, which are not shown here", ""]
    assert "more, which" not in render_text([MASS] * 1000)


def shown(text: str, words: str, label: str = "", *labels: tuple[str, str]) -> list[str]:
    more = tuple(Label(at(text, place), said) for place, said in labels)
    diagnostic = Diagnostic("W401", Severity.WARNING, "m", Source("x", text), at(text, words), label, more)
    return render_text([diagnostic]).splitlines()[3:-2]


def test_labels_on_the_same_line_and_on_others() -> None:
    assert shown("aa bb cc\n\n\ndd", "cc", "here", ("aa", "first"), ("bb", "second"), ("dd", "far")) == [
        "1 | aa bb cc",
        "  | -- -- ^^ here",
        "  |    second",
        "  | first",
        " ...",
        "4 | dd",
        "  | -- far",
    ]


def test_tabs_and_wide_characters_keep_the_marks_in_place() -> None:
    assert shown("\ta = 1", "a") == ["1 |     a = 1", "  |     ^"]
    assert shown("患者 x", "x") == ["1 | 患者 x", "  |      ^"]
    assert shown("e\u0301 x", "x") == ["1 | e\u0301 x", "  |   ^"]


def test_a_span_of_several_lines_is_marked_on_its_first() -> None:
    assert shown("a {\n}\n", "a {\n}") == ["1 | a {", "  | ^^^"]


def test_the_end_of_the_text_can_be_marked() -> None:
    source = Source("x", "flag")
    text = render_text([Diagnostic("E133", Severity.ERROR, "m", source, Span(4, 4))])
    assert "1 | flag\n  |     ^\n" in text


def test_long_lines_are_cut_around_the_place() -> None:
    line, marks = shown("a" * 5000 + " here " + "b" * 5000, "here")
    assert len(line) < 130
    assert line.startswith("1 | ...a")
    assert line.endswith("b...")
    assert line[marks.index("^") : marks.rindex("^") + 1] == "here"


def test_nothing_obeys_a_hostile_text() -> None:
    hostile = "\x1b[2J\x07\u202e\u200b\r\x9b31m"
    source = Source(f"{hostile}.eligo", f"a {hostile}\n::error::b")
    diagnostic = Diagnostic(
        "E110", Severity.ERROR, hostile, source, Span(2, 4), hostile, (Label(Span(0, 1), hostile),), hostile, (hostile,)
    )
    for text in (render_text([diagnostic]), render_github([diagnostic]), render_json([diagnostic])):
        assert not set(text) & set(hostile.replace("[2J", "").replace("31m", ""))
    assert "\\x1b[2J\\x07\\u{202e}\\u{200b}" in render_text([diagnostic])


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_any_text_can_be_shown(text: str, start: int, length: int, colour: bool) -> None:
    start = min(start, len(text))
    diagnostic = Diagnostic(
        "E110", Severity.NOTE, text, Source(text, text), Span(start, min(len(text), start + length)), text
    )
    lines = render_text([diagnostic], colour=colour).split("\n")
    assert lines[-2:] == ["", ""]
    assert all(line.isprintable() or colour for line in lines if line.isascii())
    assert render_github([diagnostic]).count("\n") == 1
    json.loads(render_json([diagnostic]))
    json.loads(render_sarif([diagnostic]))


def test_colour_only_when_asked_for() -> None:
    assert "\x1b[" not in render_text([MASS])
    assert render_text([MASS], colour=True).startswith("\x1b[1;31merror[E203]\x1b[0m")


def test_without_a_source() -> None:
    diagnostic = Diagnostic("E101", Severity.ERROR, "there is no file `x`", help=("check the path",))
    assert render_text([diagnostic]) == "error[E101]: there is no file `x`\nhelp: check the path\n\n"
    assert render_text([]) == ""
    assert render_github([diagnostic]) == "::error title=E101::there is no file `x`%0Ahelp: check the path\n"
    assert as_json([diagnostic])[0]["range"] is None
    assert "locations" not in as_sarif([diagnostic], "1")["runs"][0]["results"][0]


def test_json() -> None:
    [value] = as_json([MASS])
    assert value["code"] == "E203"
    assert value["severity"] == "error"
    assert value["file"] == "protocols/abc.eligo"
    assert value["range"] == {
        "start": {"line": 3, "column": 23, "offset": MASS.span.start},
        "end": {"line": 3, "column": 31, "offset": MASS.span.end},
    }
    assert json.loads(render_json([MASS])) == [value]


def test_github() -> None:
    source = Source("a,b:c%.eligo", TEXT)
    diagnostic = Diagnostic("W401", Severity.WARNING, "100 %\n::error::x", source, at(TEXT, "creatinine"))
    assert render_github([diagnostic]) == (
        "::warning file=a%2Cb%3Ac%25.eligo,line=3,endLine=3,col=10,endColumn=19,title=W401::100 %25%0A::error::x\n"
    )


def test_sarif() -> None:
    sarif = as_sarif([MASS], "1.2.3")
    assert sarif["version"] == "2.1.0"
    [run] = sarif["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("eligo", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["E203"]
    [result] = run["results"]
    assert result["ruleId"] == driver["rules"][result["ruleIndex"]]["id"]
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "protocols/abc.eligo"}
    assert place["region"] == {"startLine": 3, "startColumn": 23, "endLine": 3, "endColumn": 31}
    assert json.loads(render_sarif([MASS], "1.2.3")) == sarif


@pytest.mark.parametrize(
    ("word", "candidates", "answer"),
    [
        ("exlude", ["exclude", "include", "expect"], "exclude"),
        ("PF_ratio", ["pf_ratio", "ratio"], "pf_ratio"),
        ("creatinin", ["creatinine", "creatinine_clearance"], "creatinine"),
        ("xyz", ["exclude", "include"], None),
        ("", ["a"], None),
        ("a" * 1000, ["a" * 999], None),
        ("same", ["same"], None),
        ("ab1", ["ab3", "ab2"], "ab2"),
    ],
)
def test_did_you_mean(word: str, candidates: list[str], answer: str | None) -> None:
    assert nearest(word, candidates) == answer
    assert nearest(word, reversed(candidates)) == answer
