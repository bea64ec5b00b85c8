"""Every code is documented with an example on either side of it."""

from __future__ import annotations

import re

import pytest

from eligo.diagnostics.codes import CODES, lint, semantics, syntax
from eligo.source import Source
from eligo.syntax.parse import parse

ABOUT_FILES = {"E101", "E102", "E103"}


def codes_of(text: str) -> set[str]:
    return {d.code for d in parse(Source("example.eligo", text)).diagnostics}


@pytest.mark.parametrize("code", sorted(syntax.CODES.keys() - ABOUT_FILES))
def test_syntax_examples(code: str) -> None:
    assert code in codes_of(CODES[code].wrong)
    assert codes_of(CODES[code].right) == set()


def test_no_code_belongs_to_two_families() -> None:
    assert len(CODES) == len(syntax.CODES) + len(semantics.CODES) + len(lint.CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_says_why_and_what_to_do(code: str) -> None:
    info = CODES[code]
    assert re.fullmatch(r"[EW][1-9]\d\d", code)
    assert info.title
    assert not info.title.endswith(".")
    assert info.why.endswith(".")
    assert info.fix.endswith(".")
    assert bool(info.wrong) == bool(info.right) == (code not in ABOUT_FILES)
