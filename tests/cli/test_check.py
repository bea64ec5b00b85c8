"""`eligo check`: the status, the streams and the forms of the report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

BAD = """\
protocol t "T" { version 1 }
number age "Age" in a
include A1 "Adult" { require age >= 18 }
exclude E1 "Old" { when aeg > 80 a }
"""


def test_a_clean_protocol(eligo, starter: Path) -> None:
    done = eligo("check", starter)
    assert (done.status, done.out, done.err) == (0, "", "nothing to report in 1 file\n")


def test_all_findings_in_one_run(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text(BAD)
    done = eligo("check", "bad.eligo")
    assert done.status == 1
    assert "bad.eligo:3:" in done.out
    assert "bad.eligo:4:" in done.out
    assert "did you mean `age`" in done.out
    assert "errors" in done.err


def test_several_files_and_one_that_is_not_there(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text(BAD)
    done = eligo("check", "nowhere.eligo", starter, "bad.eligo")
    assert done.status == 2
    assert "nowhere.eligo" in done.out
    assert "bad.eligo:3:" in done.out


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_reports_for_programs(eligo, tmp_path: Path, form: str) -> None:
    (tmp_path / "bad.eligo").write_text(BAD)
    done = eligo("check", "--format", form, "bad.eligo")
    assert done.status == 1
    assert json.loads(done.out)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_clean_report_is_a_report(eligo, starter: Path, form: str) -> None:
    done = eligo("check", "--format", form, starter)
    assert done.status == 0
    assert json.loads(done.out) is not None


def test_annotations(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text(BAD)
    done = eligo("check", "--format", "github", "bad.eligo")
    assert done.status == 1
    assert "\n::error file=bad.eligo,line=3," in done.out


def test_standard_input(process: Callable[..., subprocess.Popen[str]]) -> None:
    running = process("check", "-", stdin=subprocess.PIPE)
    out, _ = running.communicate(BAD, timeout=60)
    assert running.returncode == 1
    assert "<stdin>:3:" in out


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 1000, b"\xff\xfe", b"(" * 100_000, b"{" * 100_000, b'"' + b"x" * 1_000_000, b"define a " * 20_000],
    ids=["empty", "NUL", "not UTF-8", "parentheses", "braces", "an endless string", "words"],
)
def test_any_content_ends_in_findings(eligo, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.eligo").write_bytes(content)
    done = eligo("check", "odd.eligo")
    assert done.status in (1, 2)
    assert "error[E" in done.out
    assert "internal error" not in done.err


def test_a_file_name_cannot_direct_the_terminal(eligo, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\n.eligo").write_text("number")
    done = eligo("check", "a\x1b[2J\n.eligo")
    assert done.status == 1
    assert "\x1b" not in done.out + done.err
