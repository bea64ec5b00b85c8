"""Nothing is wrong with the example protocols, and no claim of theirs is refuted: whatever is told would be a false alarm."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.syntax.files import read_source
from eligo.verify.difference.report import difference
from eligo.verify.report import verify

PROTOCOLS = Path(__file__).parents[2] / "protocols"
FILES = sorted(PROTOCOLS.rglob("*.eligo"))
PATIENCE = 60.0
"""Seconds for a question that takes one or two where nothing else runs: a busy machine decides as much."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_false_alarm(path: Path) -> None:
    source, _ = read_source(path)
    assert source is not None
    program, _ = compile_source(source, path)
    assert program is not None
    found = verify(program, partial(evaluator, program))
    assert (found.findings, found.refutations, found.faults) == ((), (), ())
    assert [claimed.claim.label for claimed in found.claims if claimed.of_nobody] == []


@pytest.mark.parametrize("name", ["anakinra_ards", "examples/hfref_add_on"])
def test_a_small_amendment_is_decided(name: str) -> None:
    """Whatever formulas and lists the other criteria hold."""
    path = PROTOCOLS / f"{name}.eligo"
    source, _ = read_source(path)
    assert source is not None
    old, _ = compile_source(source, path)
    new, _ = compile_source(replace(source, text=re.sub(r"(require age\w* >=) 18 a", r"\1 21 a", source.text)), path)
    assert old is not None
    assert new is not None
    found = difference(
        old, new, lambda: (evaluator(old, "t_old"), evaluator(new, "t_new")), seconds=PATIENCE, limit=10 * PATIENCE
    )
    assert (found.effect, found.faults) == ("stricter", ())
    assert [(change.new, change.effect) for change in found.criteria if not change.untouched] == [("A1", "stricter")]
    there = {(shown.cell.before, shown.cell.after) for shown in found.table if shown.text}
    same = {(verdict, verdict) for verdict in ("eligible", "undetermined", "ineligible")}
    assert there == same | {("eligible", "ineligible"), ("undetermined", "ineligible")}
