"""`eligo new`: a starter that is clean in every respect, and never in the way of what is there."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_the_starter_is_clean_in_every_respect(eligo, tmp_path: Path) -> None:
    assert eligo("new", "kidney").status == 0
    assert "eligo check kidney.eligo" in (tmp_path / "kidney.eligo").read_text()
    assert eligo("check", "kidney.eligo").err == "nothing to report in 1 file\n"
    assert eligo("fmt", "--check", "kidney.eligo").status == 0
    assert eligo("test", "kidney.eligo").err == "3 expectations met\n"


def test_the_starter_builds(eligo, tmp_path: Path) -> None:
    eligo("new", "kidney.eligo")
    assert eligo("build", "kidney.eligo").status == 0
    assert eligo("build", "--check", "kidney.eligo").status == 0
    assert (tmp_path / "generated" / "kidney" / "eligibility.md").is_file()


def test_never_overwrites(eligo, tmp_path: Path) -> None:
    (tmp_path / "mine.eligo").write_text("mine")
    done = eligo("new", "mine")
    assert (done.status, done.err) == (2, "error: mine.eligo exists already\nhelp: choose another name\n")
    assert (tmp_path / "mine.eligo").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("1st", "beginning with a letter"),
        ("étude", "letters a to z"),
        ("class", "belongs to Python itself"),
        ("json", "would hide the Python module"),
        ("polars.eligo", "would hide the Python module"),
        ("...", "letters a to z"),
        ("a" * 101, "up to 100"),
        ("x\x1b[2J", "letters a to z"),
    ],
)
def test_names_that_no_package_can_have(eligo, tmp_path: Path, name: str, says: str) -> None:
    done = eligo("new", name)
    assert done.status == 2
    assert says in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(eligo) -> None:
    done = eligo("new", "nowhere/trial")
    assert (done.status, done.err) == (2, "error: nowhere/trial.eligo: no such file or directory\n")


@pytest.mark.parametrize("name", ["", " ", "folder/"])
def test_no_name_at_all(eligo, tmp_path: Path, name: str) -> None:
    done = eligo("new", name)
    assert (done.status, done.err) == (
        2,
        f"error: '{name}' names no file\nhelp: give the protocol a name, such as my_trial\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_what_it_says_to_type_next_can_be_typed(eligo) -> None:
    assert eligo("new", "my trial").err.endswith("next: eligo check 'my trial.eligo'\n")


def test_a_report_for_programs(eligo) -> None:
    done = eligo("new", "kidney-2", "--format", "json")
    assert (done.status, done.json) == (0, {"file": "kidney-2.eligo", "module": "kidney_2"})
