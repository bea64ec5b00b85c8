"""The whole file: header, sources, criteria; and that its examples do what their pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.diagnostics.codes import lint, semantics
from eligo.diagnostics.model import Severity, has_errors
from eligo.semantics import check
from eligo.source import Source
from eligo.syntax.parse import parse

from .annotated import checked, verify

CODES = {**semantics.CODES, **lint.CODES}
FLAGSHIP = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"


@pytest.mark.parametrize("code", CODES)
def test_each_codes_examples(code: str) -> None:
    info = CODES[code]
    for text, expected in ((info.wrong, True), (info.right, False)):
        source = Source("example.eligo", text)
        parsed = parse(source)
        found = check(source, parsed.module).diagnostics
        assert not parsed.diagnostics
        assert (code in {d.code for d in found}) is expected
        errors = {d.code for d in found if d.severity is Severity.ERROR}
        assert errors == ({code} if expected and code.startswith("E") else set())


def test_every_code_that_the_passes_report_is_documented() -> None:
    import re

    package = Path(semantics.__file__).parents[2] / "semantics"
    used = {code for file in package.rglob("*.py") for code in re.findall(r'"([EW][234]\d\d)"', file.read_text())}
    assert used == set(CODES)


def test_the_flagship_is_clean() -> None:
    source = Source("protocols/anakinra_ards.eligo", FLAGSHIP.read_text(encoding="utf-8"))
    parsed = parse(source)
    assert [*parsed.diagnostics, *check(source, parsed.module).diagnostics] == []


def test_a_file_without_anything() -> None:
    verify("#! E301 ; E303", header="")


def test_a_file_of_which_the_parser_lost_the_rest() -> None:
    source = Source("test.eligo", "")
    assert check(source, parse(source).module, partial=True).diagnostics == ()


def test_headers() -> None:
    verify(
        """
        protocol ONE "One" {
            version 1
            phase 2
            version 3                            #! E202 declared twice
        }
        protocol TWO "Two" { }                    #! E302 a file of its own
        flag a "A"
        include I1 "One" { require a }
        """,
        header="",
    )


def test_origins() -> None:
    verify("""
        source registry "R" {
            inclusion 1 "One"
            inclusion 2 "Two"                    #! W402 not computable
            inclusion 3 "Three" not computable "a matter of judgement"
            inclusion 1 "One again"              #! E305 twice
        }
        source paper "P" { inclusion 1 "One"  exclusion 7 "Seven" }
        flag a "A"
        include I1 "One" { from registry inclusion 1, paper inclusion 1 require a }
        include I2 "Two" { from inclusion 1 require a }              #! E304 or `paper inclusion 1`
        exclude E1 "Three" { from exclusion 7 when a }
        exclude E2 "Four" { from exclusion 8 when a }                #! E304 did you mean `exclusion 7`?
        exclude E3 "Five" { from registri inclusion 1 when a }       #! E201 did you mean `registry`? ; W414 `include`
    """)


def test_an_origin_in_a_file_without_sources() -> None:
    verify("""
        flag a "A"
        include I1 "One" { from inclusion 1 require a }   #! E304 source registry
    """)


def test_a_thousand_criteria_give_no_finding_and_no_overflow() -> None:
    rules = "".join(
        f'number x{i} "X{i}" in mg/dL\n'
        f'include I{i} "C{i}" {{ require at least 1 of {{ low "Low": x{i} < 2 mg/dL  more "More": I{i - 1}.low }} }}\n'
        for i in range(1, 1000)
    )
    result = checked(f'flag a "A"\ninclude I0 "C0" {{ require any of {{ low "Low": a }} }}\n{rules}')
    assert not has_errors(result.diagnostics)
    assert len(result.order) == 1000 + 1 + 999 * 2


def test_a_chain_of_a_thousand_definitions_needs_no_recursion() -> None:
    chain = "".join(f'define d{i} "D{i}" = d{i + 1}\n' for i in range(3000))
    result = checked(f'{chain}define d3000 "Last" = a\nflag a "A"\ninclude I1 "One" {{ require d0 }}')
    assert not has_errors(result.diagnostics)
    assert result.order[:2] == ("d3000", "d2999")


@pytest.mark.parametrize("word", ["\x1b[31m", "a" * 100_000, "\u202e", "<script>", "`; drop"])
def test_hostile_text_is_quoted_and_cut(word: str) -> None:
    source = Source("test.eligo", f'flag a "A"\ninclude I1 "One" {{ require a }}\nnumber x "X" in \'{word}\'')
    parsed = parse(source)
    for finding in check(source, parsed.module, partial=True).diagnostics:
        text = finding.message + "".join(finding.help)
        assert len(text) < 1000
        assert text.isprintable()
