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


SHARED = """\
number age "Age" in a
choice sex "Sex" of female, male
define adult "Adult" = age >= 18 a
"""


def test_a_file_that_protocols_use_on_its_own(eligo, tmp_path: Path) -> None:
    (tmp_path / "shared.eligo").write_text(SHARED)
    done = eligo("check", "shared.eligo")
    assert (done.status, done.out) == (0, "")
    assert done.err == (
        "shared.eligo: looked at as a file for protocols to use: it has no header and no criteria\n"
        "nothing to report in 1 file\n"
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('define old "Old" = aeg >= 65 a', "E201"),
        ('define tall "Tall" = age >= 180 cm', "E204"),
        ('number age "Age again" in a', "E202"),
        ('define boy "Boy" = sex = mael', "E208"),
        ('use "nowhere.eligo"', "E152"),
        ("flag", "E133"),
    ],
)
def test_all_else_is_looked_at_in_it(eligo, tmp_path: Path, line: str, code: str) -> None:
    (tmp_path / "shared.eligo").write_text(f"{SHARED}{line}\n")
    done = eligo("check", "shared.eligo")
    assert done.status == 1
    assert [word for word in ("E201", "E202", "E204", "E208", "E152", "E133", "E301", "E303") if word in done.out] == [
        code
    ]


@pytest.mark.parametrize(
    "line", ['patient p "P" { age 3 a }', 'claim "C": age > 3 a', 'source s "S" { inclusion 1 "I" }']
)
def test_what_is_more_is_a_protocol(eligo, tmp_path: Path, line: str) -> None:
    (tmp_path / "trial.eligo").write_text(f"{SHARED}{line}\n")
    done = eligo("check", "trial.eligo")
    assert "E301" in done.out
    assert "E303" in done.out


def test_a_shared_file_is_no_protocol_to_build(eligo, tmp_path: Path) -> None:
    (tmp_path / "shared.eligo").write_text(SHARED)
    done = eligo("build", "shared.eligo")
    assert done.status == 2
    assert "E301" in done.err
