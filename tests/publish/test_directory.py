"""What `eligo build` does to a directory: all or nothing, only its own files, and nothing that is already right."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eligo.publish import directory, swap
from eligo.publish.directory import MANIFEST, Differences, ForeignDirectory, compare, replace, with_manifest

FIRST = with_manifest({"rules.py": b"one\n", "tests/test_rules.py": b"two\n", "page.html": b"<p>\n"})
SECOND = with_manifest({"rules.py": b"ONE\n", "tests/test_rules.py": b"two\n", "new/page.md": b"# new\n"})


def content(target: Path) -> dict[str, bytes]:
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in sorted(target.rglob("*")) if p.is_file()}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    target = tmp_path / "generated" / "trial"
    replace(target, FIRST)
    return target


class TestReplace:
    def test_makes_the_directory_with_a_manifest_of_all_files(self, target: Path) -> None:
        assert content(target) == FIRST
        assert list(json.loads(FIRST[MANIFEST])["sha256"]) == ["page.html", "rules.py", "tests/test_rules.py"]

    def test_leaves_nothing_else_behind(self, target: Path) -> None:
        replace(target, SECOND)
        assert [p.name for p in target.parent.iterdir()] == ["trial"]

    def test_writes_what_changed_and_removes_what_is_no_longer_made(self, target: Path) -> None:
        found = replace(target, SECOND)
        assert content(target) == SECOND
        assert found == Differences(missing=("new/page.md",), stale=(MANIFEST, "rules.py"), leftover=("page.html",))

    def test_does_not_touch_what_is_already_right(self, target: Path) -> None:
        for path in target.rglob("*"):
            os.utime(path, (1_000_000, 1_000_000))
        os.utime(target, (1_000_000, 1_000_000))
        assert not replace(target, FIRST)
        assert {p.stat().st_mtime for p in (target, *target.rglob("*"))} == {1_000_000}
        replace(target, SECOND)
        assert (target / "tests/test_rules.py").stat().st_mtime == 1_000_000
        assert (target / "rules.py").stat().st_mtime != 1_000_000

    def test_restores_an_edited_file(self, target: Path) -> None:
        (target / "rules.py").write_text("changed by hand")
        assert replace(target, FIRST) == Differences(edited=("rules.py",))
        assert content(target) == FIRST

    def test_keeps_what_a_person_put_there(self, target: Path) -> None:
        (target / "notes").mkdir()
        (target / "notes" / "mine.txt").write_text("mine")
        (target / "link").symlink_to("/nowhere")
        (target / "page.html").write_text("mine now, and no longer made")
        found = replace(target, SECOND)
        assert found.foreign == ("link", "notes/mine.txt", "page.html")
        assert (target / "notes" / "mine.txt").read_text() == "mine"
        assert (target / "link").readlink() == Path("/nowhere")
        assert (target / "page.html").read_text() == "mine now, and no longer made"

    def test_caches_of_python_tools_are_nobodys_business(self, target: Path) -> None:
        (target / "tests" / "__pycache__").mkdir()
        (target / "tests" / "__pycache__" / "x.pyc").write_bytes(b"")
        assert not compare(target, FIRST)

    def test_fills_an_empty_directory(self, tmp_path: Path) -> None:
        (tmp_path / "trial").mkdir()
        replace(tmp_path / "trial", FIRST)
        assert content(tmp_path / "trial") == FIRST

    @pytest.mark.parametrize(
        "manifest",
        [None, b"", b"{}", b"[]", b"\xff\xfe", b'{"eligo-manifest": 2, "sha256": {}}', b"[" * 100_000],
        ids=["none", "empty", "object", "list", "not text", "of another version", "deep"],
    )
    def test_refuses_a_directory_that_it_did_not_make(self, tmp_path: Path, manifest: bytes | None) -> None:
        target = tmp_path / "trial"
        target.mkdir()
        (target / "thesis.txt").write_text("years of work")
        if manifest is not None:
            (target / MANIFEST).write_bytes(manifest)
        with pytest.raises(ForeignDirectory):
            replace(target, FIRST)
        assert (target / "thesis.txt").read_text() == "years of work"
        assert not (target / "rules.py").exists()

    def test_refuses_a_file_and_a_link_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "link").symlink_to("elsewhere")
        (tmp_path / "dangling").symlink_to("nowhere")
        for name, what in (("file", "not a directory"), ("link", "a symbolic link"), ("dangling", "a symbolic link")):
            with pytest.raises(ForeignDirectory, match=f"is {what}"):
                replace(tmp_path / name, FIRST)
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_never_writes_through_a_link(self, target: Path, tmp_path: Path) -> None:
        (tmp_path / "victim").write_text("untouched")
        (target / "rules.py").unlink()
        (target / "rules.py").symlink_to(tmp_path / "victim")
        replace(target, SECOND)
        assert (tmp_path / "victim").read_text() == "untouched"
        assert content(target) == SECOND

    def test_a_person_s_file_in_the_way_stops_the_build(self, target: Path) -> None:
        (target / "new").write_text("mine")
        with pytest.raises(FileExistsError):
            replace(target, SECOND)
        assert (target / "new").read_text() == "mine"
        assert (target / "rules.py").read_bytes() == FIRST["rules.py"]


class TestCompare:
    def test_writes_nothing(self, tmp_path: Path) -> None:
        assert compare(tmp_path / "trial", FIRST).missing == tuple(sorted(FIRST))
        assert list(tmp_path.iterdir()) == []

    def test_names_each_difference(self, target: Path) -> None:
        (target / "rules.py").write_text("edited")
        (target / "tests" / "test_rules.py").unlink()
        (target / "stray.py").write_text("")
        assert compare(target, SECOND) == Differences(
            missing=("new/page.md", "tests/test_rules.py"),
            stale=(MANIFEST,),
            edited=("rules.py",),
            leftover=("page.html",),
            foreign=("stray.py",),
        )

    def test_a_manifest_that_lies_is_stale(self, target: Path) -> None:
        (target / MANIFEST).write_bytes(SECOND[MANIFEST])
        assert compare(target, FIRST) == Differences(stale=(MANIFEST,))


WRITER = """
import sys
from pathlib import Path
from eligo.publish import swap
from eligo.publish.directory import replace, with_manifest
target, mode = Path(sys.argv[1]), sys.argv[2]
if mode == "two renames":
    swap.exchange = lambda a, b: False
states = [with_manifest({f"d{i % 7}/file{i}.txt": b"%d of state %d" % (i, s) for i in range(60)}) for s in (0, 1)]
print("ready", flush=True)
n = 0
while True:
    replace(target, states[n % 2])
    n += 1
"""
STATES = [with_manifest({f"d{i % 7}/file{i}.txt": b"%d of state %d" % (i, s) for i in range(60)}) for s in (0, 1)]


@pytest.mark.parametrize("mode", ["exchange", "two renames"])
def test_a_build_killed_at_any_moment_leaves_whole_outputs(tmp_path: Path, mode: str) -> None:
    target = tmp_path / "trial"
    replace(target, STATES[1])
    moments = random.Random(mode)
    for _ in range(25):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(target), mode], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if mode == "exchange" and sys.platform == "linux":
            assert target.is_dir(), "with an exchange of names the target is there at every moment"
        assert STATES.count(content(target if target.exists() else swap.old_name(target))) == 1
        found = compare(target, STATES[0])
        assert (found.foreign, found.edited, found.missing) == ((), (), ())
    replace(target, STATES[0])
    assert content(target) == STATES[0]
    assert [p.name for p in tmp_path.iterdir()] == ["trial"]


@pytest.mark.parametrize("step", ["new.rename(target)", "target.rename(old)"])
def test_every_point_between_two_renames_is_recovered(target: Path, step: str) -> None:
    """As if the process had died right after each rename of the way without an exchange."""
    new, old = swap.new_name(target), swap.old_name(target)
    replace(new, SECOND)
    target.rename(old)
    if step == "new.rename(target)":
        new.rename(target)
    swap.recover(target)
    assert content(target) == (SECOND if step == "new.rename(target)" else FIRST)
    assert [p.name for p in target.parent.iterdir()] == ["trial"]


def test_a_failed_second_rename_is_undone(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    rename = Path.rename

    def fails_for_new(self: Path, to: Path) -> Path:
        if self == swap.new_name(target):
            raise OSError(16, "Device or resource busy", str(self))
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails_for_new)
    with pytest.raises(OSError, match="busy"):
        replace(target, SECOND)
    assert content(target) == FIRST
    assert [p.name for p in target.parent.iterdir()] == ["trial"]


def test_without_an_exchange_of_names_the_result_is_the_same(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    replace(target, SECOND)
    assert content(target) == SECOND
    assert [p.name for p in target.parent.iterdir()] == ["trial"]


def test_a_full_disk_leaves_the_old_outputs_whole(target: Path) -> None:
    pytest.importorskip("resource", reason="needs a limit on the size of files, which only Unix has")
    code = """
import resource, sys
from pathlib import Path
from eligo.publish.directory import replace, with_manifest
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace(Path(sys.argv[1]), with_manifest({"rules.py": b"x" * 5000}))
except OSError as problem:
    print(problem.strerror)
"""
    done = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    assert done.stdout == "File too large\n"
    assert content(target) == FIRST
    assert [p.name for p in target.parent.iterdir()] == ["trial"]


def test_a_second_build_waits_and_then_gives_up(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fcntl", reason="Windows has no such lock")
    monkeypatch.setattr(directory._alone, "PATIENCE", 0.1)
    with directory._alone(target.parent), pytest.raises(BlockingIOError):
        replace(target, SECOND)
    assert content(target) == FIRST
