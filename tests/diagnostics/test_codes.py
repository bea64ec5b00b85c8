"""Every code is documented with an example on either side of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligo.diagnostics.codes import CODES, lint, semantics, syntax, uses, verify
from eligo.diagnostics.model import Severity
from eligo.pipeline import examine
from eligo.source import Source
from eligo.syntax.parse import parse

ABOUT_FILES = {"E101", "E102", "E103"}
ABOUT_THE_SOLVER = {"V515", "V516"}


def codes_of(text: str) -> set[str]:
    return {d.code for d in parse(Source("example.eligo", text)).diagnostics}


@pytest.mark.parametrize("code", sorted(syntax.CODES.keys() - ABOUT_FILES))
def test_syntax_examples(code: str) -> None:
    assert code in codes_of(CODES[code].wrong)
    assert codes_of(CODES[code].right) == set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the examples about used files stand in."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.joinpath("labs.eligo").write_text(
        'number creatinine "Creatinine" in mg/dL\nnumber sodium "Sodium" in mmol/L\n', encoding="utf-8"
    )
    shared.joinpath("other_trial.eligo").write_text('protocol OTHER "Other" { version 1 }\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", sorted(uses.CODES))
def test_examples_about_used_files(code: str, folder: Path) -> None:
    def errors(text: str) -> set[str]:
        found = examine(Source("trial.eligo", text), folder / "trial.eligo").diagnostics
        return {d.code for d in found if d.severity is Severity.ERROR}

    assert errors(CODES[code].wrong) == {code}
    assert errors(CODES[code].right) == set()


def test_no_code_belongs_to_two_families() -> None:
    assert len(CODES) == sum(len(family.CODES) for family in (syntax, uses, semantics, lint, verify))


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_says_why_and_what_to_do(code: str) -> None:
    info = CODES[code]
    assert re.fullmatch(r"[EVW][1-9]\d\d", code)
    assert info.title
    assert not info.title.endswith(".")
    assert info.why.endswith(".")
    assert info.fix.endswith(".")
    assert bool(info.wrong) == bool(info.right) == (code not in ABOUT_FILES | ABOUT_THE_SOLVER)
