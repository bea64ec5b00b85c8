"""`eligo fmt`: the canonical layout, in place, through a pipe, or only asked about."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def untidy(tmp_path: Path, starter: Path) -> Path:
    path = tmp_path / "untidy.eligo"
    path.write_text(starter.read_text().replace("    require age", "  require     age"))
    return path


def test_lays_out_in_place(eligo, untidy: Path, starter: Path) -> None:
    untidy.chmod(0o640)
    done = eligo("fmt", untidy)
    assert (done.status, done.out, done.err) == (0, "", f"laid out {untidy}\n")
    assert untidy.read_text() == starter.read_text()
    assert untidy.stat().st_mode & 0o777 == 0o640


def test_does_not_touch_what_is_laid_out(eligo, starter: Path) -> None:
    before = starter.stat().st_mtime_ns
    assert eligo("fmt", starter).status == 0
    assert starter.stat().st_mtime_ns == before


def test_follows_a_link(eligo, untidy: Path, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "link.eligo").symlink_to(untidy)
    assert eligo("fmt", "link.eligo").status == 0
    assert (tmp_path / "link.eligo").is_symlink()
    assert untidy.read_text() == starter.read_text()


def test_asked_only(eligo, untidy: Path, starter: Path) -> None:
    before = untidy.read_text()
    done = eligo("fmt", "--check", untidy, starter)
    assert (done.status, done.out) == (1, f"{untidy}\n")
    assert done.err == "1 of 2 files not in the canonical layout\n"
    assert untidy.read_text() == before
    assert eligo("fmt", "--check", starter).status == 0


def test_as_json(eligo, untidy: Path, starter: Path) -> None:
    done = eligo("fmt", "--check", "--format", "json", untidy, starter)
    assert done.status == 1
    files = [{"file": str(untidy), "changed": True}, {"file": str(starter), "changed": False}]
    assert done.json == {"files": files, "diagnostics": []}


def test_through_a_pipe(process: Callable[..., subprocess.Popen[str]], untidy: Path, starter: Path) -> None:
    running = process("fmt", "-", stdin=subprocess.PIPE)
    out, _ = running.communicate(untidy.read_text(), timeout=60)
    assert (running.returncode, out) == (0, starter.read_text())


def test_leaves_a_broken_file_alone(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text('number   age "Age" in\n')
    done = eligo("fmt", "bad.eligo")
    assert done.status == 2
    assert "bad.eligo:" in done.err
    assert (tmp_path / "bad.eligo").read_text() == 'number   age "Age" in\n'


def test_a_folder_that_cannot_be_written(eligo, untidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = untidy.read_text()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(untidy))

    monkeypatch.setattr("eligo.records.part.Part._create", full)
    done = eligo("fmt", untidy)
    assert (done.status, done.err) == (2, f"error: {untidy}: no space left on device\n")
    assert untidy.read_text() == before
