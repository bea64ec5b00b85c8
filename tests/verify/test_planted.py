"""Small protocols with one known defect each, and clean ones: all defects are found, and nothing else.

The first line of each file says what has to be found: codes, and where it matters of what.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from eligo.diagnostics.codes import verify as codes
from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.source import Source
from eligo.verify.report import Report, verify

PLANTED = Path(__file__).parent / "planted"
FILES = sorted(PLANTED.glob("*.eligo"))
DEFECTS = [path for path in FILES if not path.stem.startswith("clean_")]
CLEAN = [path for path in FILES if path.stem.startswith("clean_")]


def report(path: Path) -> tuple[str, Report]:
    text = path.read_text(encoding="utf-8")
    program, diagnostics = compile_source(Source(path.name, text))
    assert program is not None, [d.message for d in diagnostics]
    return text.partition("\n")[0], verify(program, partial(evaluator, program))


def found_in(found: Report) -> set[str]:
    claims = {f"V51{3 if c.status == 'refuted' else 4}" for c in found.claims if c.status == "refuted" or c.of_nobody}
    return {f"{f.code} {f.subject}" for f in found.findings} | claims


def is_about(found: str, expected: str) -> bool:
    """Whether a finding is the expected one; the code is enough where no more is said."""
    return found == expected or found.split()[0] == expected


@pytest.mark.parametrize("path", DEFECTS, ids=lambda path: path.stem)
def test_the_planted_defect_is_found_and_nothing_else(path: Path) -> None:
    heading, found = report(path)
    expected = heading.removeprefix("# expect ")
    assert found.faults == ()
    assert [one for one in found_in(found) if is_about(one, expected)] != []
    assert [one for one in found_in(found) if not is_about(one, expected)] == []


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_clean_protocol(path: Path) -> None:
    heading, found = report(path)
    assert heading == "# expect nothing"
    assert (found_in(found), found.faults) == (set(), ())
    assert [claimed.claim.label for claimed in found.claims if claimed.status != "proved"] == []


def test_there_are_enough_of_both_and_every_finding_has_one() -> None:
    assert len(DEFECTS) >= 60
    assert len(CLEAN) >= 30
    planted = {path.read_text(encoding="utf-8").split()[2] for path in DEFECTS}
    assert planted == {code for code, info in codes.CODES.items() if info.wrong}
