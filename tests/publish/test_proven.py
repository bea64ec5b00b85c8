"""What was proved before: found again for the same question alone, and never when it is damaged or was not decided."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from eligo.core.program import Claim, Program
from eligo.publish import proven
from eligo.publish.evaluator import evaluator
from eligo.verify.difference.report import Difference
from eligo.verify.report import Report
from tests.core.programs import A, B, include, program

ONE = replace(program(include("I1", A)), claims=(Claim("A", A),))
OTHER = program(include("I1", B))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("ELIGO_CACHE", "1")
    return tmp_path / "eligo"


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The reports that were worked out, and not found."""
    made: list[object] = []

    def noting(work: Callable[..., object]) -> Callable[..., object]:
        def worked(*arguments: object) -> object:
            made.append(work(*arguments))
            return made[-1]

        return worked

    monkeypatch.setattr(proven, "verify", noting(proven.verify))
    monkeypatch.setattr(proven, "difference", noting(proven.difference))
    return made


def compared(old: Program, new: Program, seconds: float = 5) -> Difference:
    return proven.compared(old, new, lambda: (evaluator(old, "old_one"), evaluator(new, "new_one")), seconds, 300)


ways = pytest.mark.parametrize(
    "ask",
    [
        pytest.param(partial(proven.verified, ONE, 5, 300), id="verify"),
        pytest.param(partial(compared, ONE, OTHER), id="diff"),
    ],
)


@ways
def test_the_second_time_it_is_found(ask: Callable[[], object], cache: Path, proved: list[object]) -> None:
    assert ask() == ask()
    assert len(proved) == 1
    assert len(list(cache.iterdir())) == 1


@ways
@pytest.mark.parametrize("damage", [lambda d: b"", lambda d: d[:20], lambda d: d[:-1], lambda d: d[:-1] + b"x"])
def test_what_is_damaged_is_worked_out_anew(
    ask: Callable[[], object], damage: Callable[[bytes], bytes], cache: Path, proved: list[object]
) -> None:
    first = ask()
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert ask() == first
    assert len(proved) == 2


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("made_by_a_bomb",)


@ways
@pytest.mark.parametrize(
    "planted", [b"no pickle", pickle.dumps(Bomb()), pickle.dumps("a text"), pickle.dumps(evaluator)]
)
def test_what_is_no_result_is_worked_out_anew_and_never_run(
    ask: Callable[[], object],
    planted: bytes,
    cache: Path,
    proved: list[object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    first = ask()
    (file,) = cache.iterdir()
    file.write_bytes(sha256(planted).digest() + planted)
    assert ask() == first
    assert len(proved) == 2
    assert not (tmp_path / "made_by_a_bomb").exists()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lambda: proven.verified(OTHER, 5, 300), id="another protocol"),
        pytest.param(lambda: proven.verified(ONE, 6, 300), id="more time for a question"),
        pytest.param(lambda: proven.verified(ONE, 5, 301), id="more time for all"),
        pytest.param(lambda: compared(ONE, OTHER), id="another command"),
    ],
)
def test_another_question_is_worked_out(other: Callable[[], object], cache: Path, proved: list[object]) -> None:
    proven.verified(ONE, 5, 300)
    other()
    assert len(proved) == 2


def test_what_ran_out_of_time_is_tried_again(cache: Path, proved: list[object]) -> None:
    first = proven.verified(ONE, 5, 1e-9)
    assert isinstance(first, Report)
    assert first.undecided
    proven.verified(ONE, 5, 1e-9)
    assert len(proved) == 2
    assert not cache.exists()


def test_nothing_is_kept_without_a_cache(cache: Path, proved: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELIGO_CACHE", "0")
    assert proven.verified(ONE, 5, 300) == proven.verified(ONE, 5, 300)
    assert len(proved) == 2
    assert not cache.exists()
