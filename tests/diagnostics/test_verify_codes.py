"""The examples of the codes of `eligo verify`: the wrong one gives the code, the right one gives none of them."""

from __future__ import annotations

from functools import partial

import pytest

from eligo.diagnostics.codes import verify as codes
from eligo.diagnostics.model import Severity
from eligo.pipeline import compile_source
from eligo.proofs import diagnostics
from eligo.publish.evaluator import evaluator
from eligo.source import Source
from eligo.verify.report import verify


def codes_of(text: str) -> set[str]:
    source = Source("example.eligo", text)
    program, found = compile_source(source)
    assert program is not None, [d.message for d in found]
    report = verify(program, partial(evaluator, program))
    return {d.code for d in diagnostics(source, report, patients=True) if d.severity is not Severity.NOTE}


@pytest.mark.parametrize("code", sorted(code for code, info in codes.CODES.items() if info.wrong))
def test_examples(code: str) -> None:
    assert code in codes_of(codes.CODES[code].wrong)
    assert codes_of(codes.CODES[code].right) == set()
