"""`eligo sample`: synthetic patients, the same for a seed, in every form that `eligo screen` reads."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def test_to_standard_output(eligo, starter: Path) -> None:
    done = eligo("sample", starter, "-n", 3)
    heading, *rows = done.out.splitlines()
    assert done.status == 0
    assert len(rows) == 3
    assert {"age", "sex", "clearance"} <= set(heading.split(","))


def test_the_same_seed_gives_the_same_patients(eligo, starter: Path) -> None:
    first, again, other = (eligo("sample", starter, "--as", "jsonl", "--seed", seed).out for seed in (1, 1, 2))
    assert first == again != other
    assert len([json.loads(line) for line in first.splitlines()]) == 100


@pytest.mark.parametrize("extension", ["csv", "tsv", "json", "jsonl", "parquet"])
def test_to_a_file(eligo, starter: Path, tmp_path: Path, extension: str) -> None:
    done = eligo("sample", starter, "-n", 50, "-o", f"cohort.{extension}")
    assert (done.status, done.out, done.err) == (0, "", f"cohort.{extension}: 50 patients\n")
    assert (tmp_path / f"cohort.{extension}").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_file_of_another_kind(eligo, starter: Path, tmp_path: Path) -> None:
    done = eligo("sample", starter, "-o", "cohort.xlsx")
    assert done.status == 2
    assert done.err.startswith("error: cohort.xlsx: ")
    assert not (tmp_path / "cohort.xlsx").exists()


def test_a_full_disk_names_the_file(process: Callable[..., subprocess.Popen[str]], starter: Path) -> None:
    resource = pytest.importorskip("resource", reason="needs a limit on the size of files, which only Unix has")
    running = process(
        "sample",
        starter,
        "-o",
        "cohort.csv",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        stderr=subprocess.PIPE,
    )
    _, err = running.communicate(timeout=120)
    assert (running.returncode, err) == (2, "error: cohort.csv: file too large\n")


def test_a_folder_that_is_not_there(eligo, starter: Path) -> None:
    done = eligo("sample", starter, "-o", "nowhere/cohort.csv")
    assert done.status == 2
    assert "no such file or directory" in done.err


def test_no_patients(eligo, starter: Path) -> None:
    assert eligo("sample", starter, "-n", 0).out.count("\n") == 1
    assert eligo("sample", starter, "-n", -1).status == 2


def test_a_report_for_programs(eligo, starter: Path) -> None:
    done = eligo("sample", starter, "-n", 7, "--seed", 3, "-o", "cohort.csv", "--format", "json")
    assert done.status == 0
    assert done.json == {"file": str(starter), "output": "cohort.csv", "patients": 7, "seed": 3}


def test_no_report_among_the_patients(eligo, starter: Path) -> None:
    done = eligo("sample", starter, "--format", "json")
    assert done.status == 2
    assert list(done.json) == ["error", "diagnostics"]
    assert "there is no report" in done.err
