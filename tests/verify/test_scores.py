"""Every mutant of the flagship and of the example protocols is noticed, or proven to change nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligo.pipeline import compile_source
from eligo.publish.mutation import mutation_score
from eligo.source import Source

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(protocols/\S+)` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| 100 % \|$", re.MULTILINE)


def documented() -> dict[str, tuple[int, int, int]]:
    """The table of ``docs/testing.md``: by protocol its mutants, those noticed and those proven to change nothing."""
    rows = ROW.findall((ROOT / "docs" / "testing.md").read_text(encoding="utf-8"))
    return {path: (number(made), number(noticed), number(equal)) for path, made, noticed, equal in rows}


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_every_protocol_is_in_the_table() -> None:
    found = [*ROOT.glob("protocols/*.eligo"), *ROOT.glob("protocols/examples/*.eligo")]
    assert sorted(documented()) == sorted(path.relative_to(ROOT).as_posix() for path in found)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(documented()))
def test_the_suite_notices_every_mutant(path: str) -> None:
    program, found = compile_source(Source(path, (ROOT / path).read_text(encoding="utf-8")))
    assert program is not None, found
    score = mutation_score(program)
    assert [(s.mutant.where, s.mutant.what) for s in score.survivors] == []
    made, noticed, equal = (sum(count.values()) for count in (score.made, score.killed, score.equivalent))
    assert (made, noticed, equal) == documented()[path], "docs/testing.md has other figures"
