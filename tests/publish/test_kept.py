"""Outputs kept from an earlier build: the same bytes as made anew, and never those of something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eligo.core.nodes import Not
from eligo.core.program import Assumption, Claim, Program, Vignette
from eligo.core.vectors import Evidence
from eligo.publish import cache as cache_module
from eligo.publish import kept
from eligo.publish.outputs import found_evidence, outputs
from tests.core.programs import A, include, program

ONE = program(include("I1", A))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("ELIGO_CACHE", "1")
    return tmp_path / "eligo"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Program]:
    """The programs of which outputs were made, and not found."""
    found: list[Program] = []

    def making(of: Program, module: str, evidence_of: Callable[[Program], Evidence]) -> dict[str, bytes]:
        found.append(of)
        return outputs(of, module, evidence_of)

    monkeypatch.setattr(kept, "outputs", making)
    return found


def test_the_second_time_they_are_found(cache: Path, made: list[Program]) -> None:
    first, second = kept.outputs_or_kept(ONE, "trial"), kept.outputs_or_kept(ONE, "trial")
    assert first == second == outputs(ONE, "trial")
    assert len(made) == 1
    assert len(list(cache.glob("*.outputs"))) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, title="Another"),
        replace(ONE, criteria=(replace(ONE.criteria[0], line=7),)),
        replace(ONE, criteria=(replace(ONE.criteria[0], kind="exclude"),)),
    ],
)
def test_another_program_is_another_matter(cache: Path, made: list[Program], other: Program) -> None:
    kept.outputs_or_kept(ONE, "trial")
    assert kept.outputs_or_kept(other, "trial") == outputs(other, "trial")
    assert made == [ONE, other]


def test_another_name_is_another_matter(cache: Path, made: list[Program]) -> None:
    kept.outputs_or_kept(ONE, "trial")
    assert "src/other/__init__.py" in kept.outputs_or_kept(ONE, "other")
    assert len(made) == 2


def test_what_is_damaged_is_made_anew(cache: Path, made: list[Program]) -> None:
    kept.outputs_or_kept(ONE, "trial")
    (file,) = cache.glob("*.outputs")
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert kept.outputs_or_kept(ONE, "trial") == outputs(ONE, "trial")
    assert len(made) == 2


def test_a_cache_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[Program]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("ELIGO_CACHE", "1")
    assert kept.outputs_or_kept(ONE, "trial") == outputs(ONE, "trial")


def test_without_a_cache(cache: Path, monkeypatch: pytest.MonkeyPatch, made: list[Program]) -> None:
    monkeypatch.setenv("ELIGO_CACHE", "0")
    kept.outputs_or_kept(ONE, "trial")
    kept.outputs_or_kept(ONE, "trial")
    assert len(made) == 2
    assert not cache.exists()


def test_only_some_are_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST", 2)
    for title in ("a", "b", "c"):
        kept.outputs_or_kept(replace(ONE, title=title), "trial")
    assert len(list(cache.glob("*.outputs"))) == 2


# ---------------------------------------------------------------- what the suite is made from


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[Program]:
    """The programs whose patients were searched for."""
    found: list[Program] = []

    def searching(of: Program) -> Evidence:
        found.append(of)
        return found_evidence(of)

    monkeypatch.setattr(kept, "found_evidence", searching)
    return found


@pytest.mark.parametrize(
    "same",
    [
        replace(ONE, title="Another"),
        replace(ONE, claims=(Claim("A claim", A),)),
        replace(ONE, criteria=(replace(ONE.criteria[0], line=7, readings=("A reading",)),)),
    ],
)
def test_what_leaves_the_patients_as_they_were_has_them_found_once(
    cache: Path, searched: list[Program], same: Program
) -> None:
    before = kept.evidence_or_kept(ONE)
    assert kept.evidence_or_kept(same) == before == found_evidence(same)
    assert searched == [ONE]
    assert kept.outputs_or_kept(same, "trial") == outputs(same, "trial")


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, criteria=(replace(ONE.criteria[0], kind="exclude"),)),
        replace(ONE, criteria=(replace(ONE.criteria[0], label="Another"),)),
        replace(ONE, criteria=(replace(ONE.criteria[0], stated=Not(A)),)),
        replace(ONE, assumptions=(Assumption("An assumption", A),)),
        replace(ONE, vignettes=(Vignette("ann", "Ann", (("a", True),)),)),
    ],
)
def test_what_may_change_the_patients_has_them_searched_anew(
    cache: Path, searched: list[Program], other: Program
) -> None:
    kept.evidence_or_kept(ONE)
    assert kept.evidence_or_kept(other) == found_evidence(other)
    assert searched == [ONE, other]


def test_damaged_evidence_is_searched_anew(cache: Path, searched: list[Program]) -> None:
    before = kept.evidence_or_kept(ONE)
    (file,) = cache.glob("*.evidence")
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert kept.evidence_or_kept(ONE) == before
    assert searched == [ONE, ONE]
