"""Sources from disk: what is read, and what is said when nothing can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.syntax import files
from eligo.syntax.files import read_source


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.eligo"
    path.write_bytes(b"\xef\xbb\xbfflag a\r\nflag b\rflag c\n")
    source, diagnostics = read_source(path)
    assert diagnostics == ()
    assert source is not None
    assert source.text == "flag a\nflag b\nflag c\n"
    assert source.name == str(path)


def problem(path: str | Path) -> tuple[str, str]:
    source, [diagnostic] = read_source(path)
    assert source is None
    assert diagnostic.source is None
    return diagnostic.code, diagnostic.message


def test_what_cannot_be_read(tmp_path: Path) -> None:
    absent = tmp_path / "absent.eligo"
    assert problem(absent) == ("E101", f"there is no file `{absent}`")
    assert problem(tmp_path) == ("E101", f"`{tmp_path}` is a folder, not a file")
    assert problem("a\x00b")[0] == "E101"
    assert problem("x" * 5000)[0] == "E101"


def test_what_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "latin.eligo"
    path.write_bytes('flag a "A"\nflag b "Größe"\n'.encode("latin-1"))
    assert problem(path) == ("E102", f"`{path}` is not UTF-8 text: byte 0xf6 in line 2")
    path.write_bytes(b"\xff\xfef\x00")
    assert problem(path)[0] == "E102"


def test_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "large.eligo"
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    assert problem(path) == ("E103", f"`{path}` is larger than 1 MiB")
