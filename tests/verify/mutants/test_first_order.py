"""The mistakes that are made: from a condition as it stands to every condition with one thing wrong."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.mutants import mutants

FACTS = """protocol p "P" { version 1 }
number x "X" in mg/dL  plausible 0 to 100  precision 1
flag   a "A"
flag   b "B"
flag   c "C"
choice k "K" of red, green, blue
moment m "M"
period q "Q"
number r "R" in 1  repeated
events e "E" { number dose "Dose" in mg  moment time "Time" }
events l "L" { number size "Size" in cm }
"""

MISTAKES = [
    ("x < 20 mg/dL", "relation", ["`<=` for `<`", "`>=` for `<`", "`>` for `<`"]),
    ("x < 20 mg/dL", "threshold", ["19 for 20 mg/dL", "21 for 20 mg/dL"]),
    ("x < 20 mg/dL", "unit", ["mg/L for mg/dL"]),
    ("x < 20 mg/dL", "unknown", ["unknown counts as false", "unknown counts as true"]),
    ("a and b", "and/or", ["`or` for `and`"]),
    ("a or b", "and/or", ["`and` for `or`"]),
    ("a or b", "member", ["member 1 left out", "member 2 left out"]),
    ("at least 2 of { a, b, c }", "count", ["at least 1 for at least 2", "at least 3 for at least 2"]),
    ("not a", "negation", ["`not` left out", "`not` put in"]),
    ("a or b is known", "negation", ["`not` put in", "`not` put in"]),
    ("k = red", "option", ["`green` let in", "`blue` let in"]),
    ("m within 48 h before screening", "duration", ["the first end a minute earlier", "the last end a minute earlier",
                                                  "the first end a minute later", "the last end a minute later"]),
    ("m within 48 h before screening", "unit", ["days for hours"]),
    ("m within 48 h before screening", "window", ["the first end out", "no first end", "the last end out", "no last end",
                                                "before for after, or after for before"]),
    ("q at screening", "period", ["its end forgotten", "its start forgotten", "its last moment out",
                                  "its first moment out"]),
    ("years from m to screening >= 18 a", "time passed", ["from later to earlier"]),
    ("m before 2025-03-01", "duration", ["the last end a minute earlier", "the last end a minute later",
                                        "2025-03-01, a day earlier", "2025-03-01, a day later"]),
    ("latest of r > 3", "selector", ["first for latest", "previous for latest"]),
    ("highest of e.dose > 3 mg", "selector", ["lowest for highest", "latest for highest"]),
    ("highest of l.size > 3 cm", "selector", ["lowest for highest"]),
    ("x + 2 mg/dL > 9 mg/dL", "formula", ["`-` for `+`"]),
    ("ln of x in mg/dL > 2", "formula", ["`log10` for `ln`"]),
]  # fmt: skip
"""A condition, a kind of mistake, and those of that kind."""


def program_of(condition: str):
    program, diagnostics = compile_source(Source("p.eligo", f'{FACTS}include I1 "I" {{ require {condition} }}\n'))
    assert program is not None, diagnostics
    return program


@pytest.mark.parametrize(("condition", "kind", "expected"), MISTAKES, ids=lambda value: str(value)[:40])
def test_mistakes_of_each_kind(condition: str, kind: str, expected: list[str]) -> None:
    assert [m.what for m in mutants(program_of(condition)) if m.kind == kind] == expected


def test_a_criterion_is_left_out_and_turned_round() -> None:
    found = [m for m in mutants(program_of("a")) if m.kind == "criterion"]
    assert [m.what for m in found] == ["the criterion left out", "exclude for include"]


def test_a_number_is_declared_wrongly() -> None:
    assert [m.what for m in mutants(program_of("x < 20 mg/dL")) if m.kind == "fact"] == [
        "plausible from one step lower",
        "plausible from one step higher",
        "plausible to one step lower",
        "plausible to one step higher",
        "no plausible range",
        "declared in mg/L for mg/dL",
    ]


def test_what_is_never_unknown_cannot_be_taken_for_an_answer() -> None:
    text = FACTS.replace('flag   a "A"', 'flag   a "A"  missing means no')
    program, _ = compile_source(Source("p.eligo", f'{text}include I1 "I" {{ require a }}\n'))
    assert program is not None
    assert [m for m in mutants(program) if m.kind == "unknown"] == []
