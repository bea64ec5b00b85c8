"""A generated distribution carries eligo's runtime and UCUM's table, and says under which licences."""

from __future__ import annotations

import tomllib
from pathlib import Path

from eligo.backends.python import emit
from eligo.core.program import Program

ROOT = Path(__file__).resolve().parents[3]
FILES = emit(Program("T1", "A small protocol", facts=(), criteria=(), order=()), "small")


def test_the_licence_is_eligos_own() -> None:
    assert FILES["LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_the_notice_names_ucum_and_where_its_table_is() -> None:
    notice = FILES["NOTICE"].decode()
    assert "Regenstrief Institute" in " ".join(notice.split())
    assert "src/small/runtime/units/table.py" in notice
    assert "src/small/runtime/units/table.py" in FILES


def test_both_are_installed_with_the_package() -> None:
    project = tomllib.loads(FILES["pyproject.toml"].decode())["project"]
    assert (project["license"], project["license-files"]) == ("Apache-2.0", ["LICENSE", "NOTICE"])


def test_its_bounds_are_eligos() -> None:
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    generated = tomllib.loads(FILES["pyproject.toml"].decode())["project"]
    assert set(generated["dependencies"]) <= set(own["dependencies"])
    assert set(generated["optional-dependencies"]["test"]) <= set(own["optional-dependencies"]["dev"])
