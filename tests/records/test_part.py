"""A file that is being written: what a killed writer left is removed, what a living one writes is not."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from eligo.records.part import Part

WRITER = """
import sys
from pathlib import Path
from eligo.records.part import Part
part = Part(Path(sys.argv[1]))
part.path.write_text("half")
print("written", flush=True)
sys.stdin.readline()
part.keep()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their process")


def writer(target: Path) -> subprocess.Popen[str]:
    """Another process in the middle of writing."""
    started = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "written\n"
    return started


def end(process: subprocess.Popen[str]) -> int:
    """Its exit code, after it was let go on or killed."""
    process.communicate("\n" if process.poll() is None else None)
    return process.returncode


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.part"))


def test_a_killed_writer_leaves_its_part_to_the_next_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    for _ in range(3):
        killed = writer(target)
        assert len(parts(tmp_path)) == 1  # the one before was removed
        killed.send_signal(signal.SIGKILL)
        assert end(killed) == -signal.SIGKILL
        assert target.read_text() == "old"
    part = Part(target)
    part.path.write_text("new")
    part.keep()
    assert [place.name for place in tmp_path.iterdir()] == ["out.csv"]
    assert target.read_text() == "new"


def test_a_living_writer_keeps_its_part(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    living = writer(target)
    [theirs] = parts(tmp_path)
    part = Part(target)
    part.path.write_text("mine")
    part.keep()
    assert parts(tmp_path) == [theirs]
    assert end(living) == 0  # it finished all the same
    assert [place.name for place in tmp_path.iterdir()] == ["out.csv"]
    assert target.read_text() == "half"


def test_two_parts_of_one_process_are_both_alive(tmp_path: Path) -> None:
    one, two = Part(tmp_path / "out.csv"), Part(tmp_path / "out.csv")
    assert parts(tmp_path) == sorted([one.path, two.path])
    one.drop()
    two.drop()
    assert parts(tmp_path) == []


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    killed = writer(tmp_path / "other.csv")
    killed.send_signal(signal.SIGKILL)
    end(killed)
    [of_another_output] = parts(tmp_path)
    name = Part(tmp_path / "out.csv").path.name  # nobody holds it any more
    (tmp_path / name).unlink(missing_ok=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("a person's")
    (tmp_path / name).symlink_to(elsewhere)
    mine = [tmp_path / f"{name}.bak", tmp_path / f"x{name}", tmp_path / f"{name[:-6]}.part"]
    for place in mine:
        place.write_text("a person's")
    Part(tmp_path / "out.csv").drop()
    assert all(place.exists() for place in (of_another_output, elsewhere, tmp_path / name, *mine))


def test_a_part_that_was_taken_for_a_dead_ones_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if another run had looked between its making and its locking."""
    from eligo.records import part as module

    lock, taken = module._lock, []

    def late(handle: int, *, wait: bool) -> None:
        if not taken:
            taken.extend(parts(tmp_path))
            taken[0].unlink()
        lock(handle, wait=wait)

    monkeypatch.setattr(module, "_lock", late)
    part = Part(tmp_path / "out.csv")
    assert len(taken) == 1
    assert part.path != taken[0]
    assert part.path.exists()
    part.drop()
