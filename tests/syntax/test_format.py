"""The one canonical spelling: made-up modules, every comment kept, and what it looks like."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.format import format_expr, format_module, format_statement, format_text, format_tree
from eligo.syntax.parse import parse
from tests.syntax.strategies import expressions, modules

ROOT = Path(__file__).parents[2]


def formatted(text: str) -> str:
    result, diagnostics = format_text(Source("test.eligo", text))
    assert result is not None, [d.message for d in diagnostics]
    return result


@given(modules)
def test_a_formatted_module_is_the_same_module(module: tree.Module) -> None:
    text = format_tree(module)
    parsed = parse(Source("made_up.eligo", text))
    assert not parsed.diagnostics, text
    assert parsed.module == module, text
    assert formatted(text) == text


@given(expressions)
def test_an_expression_on_one_line_is_the_same_expression(expr: tree.Expr) -> None:
    text = format_expr(expr)
    assert "\n" not in text
    parsed = parse(Source("made_up.eligo", f'claim "": {text}'))
    assert parsed.module == tree.Module((tree.Claim(tree.Text(""), expr),)), text


def comments_of(text: str) -> Counter[str]:
    """The comments that the next test writes, counted."""
    return Counter(re.findall(r"# (?:above|beside|spaced) [0-9]+(?![0-9])", text))


@given(modules, st.data())
def test_every_comment_is_kept(module: tree.Module, data: st.DataObject) -> None:
    lines: list[str] = []
    for n, line in enumerate(format_tree(module).splitlines()):
        choice = data.draw(st.sampled_from(["", "", "", "above", "beside", "spaced"]))
        if choice in ("above", "spaced"):
            lines += [*([""] if choice == "spaced" else []), f"  # {choice} {n}"]
        lines.append(f"{line}   # beside {n}" if choice == "beside" and line else line)
    text = "\n".join(lines)
    once = formatted(text)
    assert comments_of(once) == comments_of(text)
    assert parse(Source("x", once)).module == module
    assert formatted(once) == once


@pytest.mark.parametrize("path", sorted(ROOT.glob("protocols/*.eligo")), ids=lambda path: path.name)
def test_real_protocols(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    parsed = parse(source)
    assert not parsed.diagnostics
    text = format_module(source, parsed)
    assert parse(Source(path.name, text)).module == parsed.module
    assert formatted(text) == text


CANONICAL = """\
# What this file is about.

protocol DEMO "A demonstration" {
    version 2025-10-21
    sponsor "Nobody"
}

source registry "The record" {  # every item is answered
    # the inclusion
    inclusion 3 "Profile"
    exclusion 4 "Neutropenia"  not computable "no laboratory"  # beside
    # the end
}

number pf_ratio    "PaO2/FiO2 ratio"  in mm[Hg]  plausible 20 to 700  code LOINC 50984-4
number neutrophils "Neutrophil count" in 10*9/L  plausible 0 to 100
flag   explained   "Explained by effusion"  judged by investigator

define cleared "Clearance" in mL/min
    from "the formula's source"
    = (140 - age in a) * weight in kg / (72 * creatinine in 1)

assume "Only women are pregnant": pregnant implies sex = female

include I3 "Inflammatory" {
    from inclusion 3
    require at least 1 of {
        biomarkers "Raised": il6 > 80 pg/mL or crp > 250 mg/L  # both
        shock      "Shock": vasopressors lasting at least 1 h,
        any of { a, b, c }
    }
    unless "Palliative": palliative at screening
    reading "As the list says."
}
expect septic eligible
"""


def test_what_it_looks_like() -> None:
    assert formatted(CANONICAL) == CANONICAL
    assert formatted(CANONICAL.replace("    ", " ").replace("  ", " ")) == CANONICAL


def test_what_is_put_in_order() -> None:
    text = (
        'number   age "Age"   code LOINC 30525-0 plausible 0 to 120 in a\n\n\n\n'
        'patient p "P" {age 54 a sex\nfemale}\n'
        'claim "c": ((a) and (b)) or ((c implies d))\n'
        "claim \"q\": x > 30 'mg/dL' and y at   least 2 d before screening"
    )
    assert formatted(text) == (
        'number age "Age" in a  plausible 0 to 120  code LOINC 30525-0\n\n'
        'patient p "P" { age 54 a  sex female }\n'
        'claim "c": a and b or (c implies d)\n'
        'claim "q": x > 30 mg/dL and y at least 2 d before screening\n'
    )


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("gcs 7\n age 54 a", "gcs 7, age 54 a"),
        ("gcs 7 age 54 a, sex female,", "gcs 7, age 54 a  sex female"),
        ("gcs 7, d 3", "gcs 7, d 3"),  # `d` is a day
        ("born 2006 onset 2025-06-01", "born 2006, onset 2025-06-01"),
        ("stay from 2006 to 2007 d 3", "stay from 2006 to 2007  d 3"),
        ("pf 142 'mmHg'", "pf 142 'mmHg'"),  # no unit, and to be told so
        ("dose { given 2025 mg, lvl 2 foo yes }", "dose { given 2025 mg, lvl 2, foo yes }"),
    ],
)
def test_a_name_never_becomes_a_unit(written: str, canonical: str) -> None:
    assert formatted(f'patient p "P" {{ {written} }}') == f'patient p "P" {{ {canonical} }}\n'
    assert formatted(f'patient p "P" {{ {canonical} }}') == f'patient p "P" {{ {canonical} }}\n'


def test_a_member_never_begins_a_statement() -> None:
    text = (
        'include I1 "One" {\n'
        "    require any of {\n"
        '        number "Number": n > 2,\n'
        "        (number)\n"
        '        again "Again": n > 3\n'
        "    }\n"
        "}\n"
    )
    assert formatted(text) == text


def test_long_lines_are_broken_at_the_loosest_operator() -> None:
    operands = [f"some_rather_long_name_{n} < {n} mg/dL" for n in range(6)]
    text = formatted(f'claim "long": {" or ".join(operands)}')
    assert text == 'claim "long":\n    ' + "\n        or ".join(operands) + "\n"


def test_a_source_with_errors_is_left_alone() -> None:
    text, diagnostics = format_text(Source("x.eligo", "flag"))
    assert text is None
    assert diagnostics
    source = Source("x.eligo", "flag")
    with pytest.raises(ValueError, match="syntax errors"):
        format_module(source, parse(source))


def test_nothing_and_only_comments() -> None:
    assert formatted("") == ""
    assert formatted("\n\n  # one\n\n\n# two") == "# one\n\n# two\n"


def test_a_statement_alone() -> None:
    [statement] = parse(Source("x", "expect  p   eligible")).module.statements
    assert format_statement(statement) == "expect p eligible"


def test_thousands_of_comments_and_statements() -> None:
    text = "".join(f'# before {n}\nflag f{n} "F"  # beside {n}\n' for n in range(5000))
    once = formatted(text)
    assert once.count("#") == 10_000
    assert formatted(once) == once


def test_ten_thousand_operands() -> None:
    text = 'claim "long": ' + " or ".join(f"a{n}" for n in range(10_000))
    once = formatted(text)
    assert once.count("\n") == 10_001
    assert formatted(once) == once


def test_a_comment_stays_beside_the_option_that_it_speaks_of() -> None:
    text = (
        'number age "Age" in a  # completed years\n'
        "    plausible 0 to 120  # nobody is older\n"
        "    # as the laboratory reports it\n"
        "    precision 1\n"
        "    code LOINC 30525-0  # looked up\n"
        '\nnumber weight "Weight" in kg\n'
        "    # of adults\n"
        "    plausible 20 to 400\n"
        "    judged by nurse\n"
        '\nchoice swab "Swab" of\n'
        "    negative,  # or never taken\n"
        "    # confirmed\n"
        "    positive\n"
        "    missing means negative  # by convention\n"
        '\nflag old "Old"\n'
        "    missing means no  # in a record\n"
        "    judged by physician  # at the bedside\n"
    )
    assert formatted(text) == text


def test_comments_move_along_with_options_put_in_order() -> None:
    text = 'number age "Age"  # whole\n    code LOINC 30525-0  # the code\n    in a  # the unit\n    plausible 0 to 120\n    precision 1'
    assert formatted(text) == (
        'number age "Age" in a  # whole  # the unit\n    plausible 0 to 120  precision 1  code LOINC 30525-0  # the code\n'
    )


def test_comments_inside_a_statement_stay_where_they_are() -> None:
    text = """\
define a1 "A" in mg
    = x  # first
        + y  # second
        + z  # third
define a2 "A" in mg
    # the formula
    from "Book"
    # the body
    = x + y
define a3 "A"
    # why
    = a and b
claim "C":
    # why
    a implies b
claim "C2":
    a  # left
        # between
        implies b  # right
claim "C3":
    a
        and b  # one
        and c  # two
assume "A":
    # head
    a
        # inside
        and b
expect p ineligible
    # because of
    because I1,  # one
        I2
expect p undetermined
    # open
    needing a  # rest
define a5 "A"
    = if a  # cond
        then b  # yes
        else c
define a6 "A"
    = x
        # fallback
        otherwise y
define a7 "A" = greatest of {
    # first
    x,  # x
    # second
    y
}
define a8 "A"
    = any of drugs
        # these
        # where
        where a
expect p eligible  # end
"""
    assert formatted(text) == text
