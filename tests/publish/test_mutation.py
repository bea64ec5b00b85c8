"""Mutants that a suite does not notice: what is said of them, and that the patients shown do make them noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import eligo.publish.mutation as mutation
from eligo.cli.survivors import survivor_text
from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.vignettes import try_vignettes

STARTER = Path(__file__).parents[2] / "src" / "eligo" / "cli" / "starter.eligo"


def compiled(text: str) -> Program:
    program, found = compile_source(Source("trial.eligo", text))
    assert program is not None, found
    return program


@pytest.fixture(scope="module")
def text() -> str:
    return STARTER.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def survivors(text: str) -> tuple[mutation.Survivor, ...]:
    """Of a suite with two of three of its patients left out."""
    whole = mutation.evidence
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mutation, "evidence", lambda p: replace(whole(p), vectors=whole(p).vectors[::3]))
        return mutation.mutation_score(compiled(text)).survivors


def test_a_survivor_is_named_with_its_line_and_a_patient(survivors: tuple[mutation.Survivor, ...]) -> None:
    told = survivor_text("trial.eligo", next(s for s in survivors if s.mutant.what == "`>` for `>=`"))
    assert told.startswith(
        "trial.eligo:43: I2: `>` for `>=` (relation) goes unnoticed\n    this patient tells it apart:\n"
    )


def test_every_survivor_has_a_patient(survivors: tuple[mutation.Survivor, ...]) -> None:
    assert len(survivors) > 10
    assert [s.mutant.what for s in survivors if not s.patient] == []


def test_pasted_into_the_protocol_they_come_out_as_expected(
    text: str, survivors: tuple[mutation.Survivor, ...]
) -> None:
    program = compiled("\n".join([text, *(s.patient for s in survivors)]))
    results = try_vignettes(program)
    assert len(results) > 10
    assert [r.disagreements for r in results if r.disagreements] == []


def test_and_the_suite_made_of_it_notices_every_mutant(text: str, survivors: tuple[mutation.Survivor, ...]) -> None:
    score = mutation.mutation_score(compiled("\n".join([text, *(s.patient for s in survivors)])))
    assert score.survivors == ()
