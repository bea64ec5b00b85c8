"""Mutants of the flagship's core, each compiled to a package of its own, and the generated test file run on it.

The mutation score screens the suite's rows with each mutant and does not run the file. That both come to the same is
tried here on some.
"""

from __future__ import annotations

from itertools import islice

import pytest

from eligo.backends.python.distribution import emit
from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.answers import Proof
from eligo.verify.mutants import mutants
from eligo.verify.vectors import distinguishing

from .suite import PACKAGE, ROOT, flagship

EACH = 29
"""Of so many mutants one is tried: a number that no kind of mistake repeats in."""


def program() -> Program:
    path = ROOT / "protocols" / "anakinra_ards.eligo"
    made, found = compile_source(Source(path.name, path.read_text(encoding="utf-8")))
    assert made is not None, found
    return made


@pytest.mark.slow
def test_the_file_notices_what_its_rows_notice() -> None:
    right = program()
    tried = list(islice(mutants(right), 0, None, EACH))
    unnoticed = [one for one in tried if flagship().first_failure(emit(one.program, PACKAGE)) == ""]
    assert len(tried) > 10
    assert [(o.where, o.what) for o in unnoticed if not isinstance(distinguishing(right, o), Proof)] == []
