"""`eligo screen`: the funnel, the verdicts, the rejects, and what is said of each."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COHORT = """\
patient_id,screening,age,sex,pregnant,clearance,heart_failure
ann,2025-06-30,61,female,no,45,no
bob,2025-06-30,17,male,,45,no
cleo,2025-06-30,61,female,yes,75,no
dan,2025-06-30,61,male,,,no
eve,2025-06-30,old,female,no,45,no
"""


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    path = tmp_path / "cohort.csv"
    path.write_text(COHORT)
    return path


def test_the_funnel(eligo, starter: Path, cohort: Path) -> None:
    done = eligo("screen", starter, cohort)
    assert done.status == 1
    assert done.out == (
        "Criterion                            passed  failed  unknown  failed alone\n"
        "I1         Adult                          3       1        0             1\n"
        "I2         Impaired kidney function       2       1        1             0\n"
        "E1         Pregnancy                      3       1        0             0\n"
        "E2         Heart disease                  4       0        0             0\n"
        "\n"
        "read            5\n"
        "rejected        1\n"
        "screened        4\n"
        "  eligible      1\n"
        "  ineligible    2\n"
        "  undetermined  1\n"
        "\n"
        "To ask                           patients\n"
        "clearance  Creatinine clearance         1\n"
    )
    assert done.err == "1 row rejected: see cohort.rejects.jsonl\n"


@pytest.mark.parametrize("engine", ["polars", "python"])
def test_both_engines_write_the_same(eligo, starter: Path, cohort: Path, tmp_path: Path, engine: str) -> None:
    done = eligo("screen", starter, cohort, "--engine", engine, "-o", "out.csv")
    assert done.status == 1
    rows = list(csv.DictReader((tmp_path / "out.csv").open()))
    assert [(r["row"], r["id"], r["verdict"], r["I1"], r["I2"], r["E1"], r["needs"]) for r in rows] == [
        ("2", "ann", "eligible", "passed", "passed", "passed", ""),
        ("3", "bob", "ineligible", "failed", "passed", "passed", ""),
        ("4", "cleo", "ineligible", "passed", "failed", "failed", ""),
        ("5", "dan", "undetermined", "passed", "unknown", "passed", "clearance"),
    ]
    (reject,) = map(json.loads, (tmp_path / "out.rejects.jsonl").read_text().splitlines())
    assert (reject["row"], reject["id"]) == (6, "eve")
    assert "age" in reject["reasons"][0]
    assert "old" not in str(reject)


@pytest.mark.parametrize("engine", ["polars", "python"])
def test_as_json(eligo, starter: Path, cohort: Path, engine: str) -> None:
    done = eligo("screen", "--format", "json", starter, cohort, "--engine", engine)
    assert done.status == 1
    assert done.json["read"] == done.json["screened"] + done.json["rejected"] == 5
    assert done.json["verdicts"] == {"eligible": 1, "ineligible": 2, "undetermined": 1}
    assert done.json["criteria"][0] == {
        "name": "I1",
        "label": "Adult",
        "kind": "include",
        "passed": 3,
        "failed": 1,
        "unknown": 0,
        "failed_alone": 1,
    }
    assert done.json["needed"] == {"clearance": 1}
    assert done.json["rejects"] == "cohort.rejects.jsonl"


def test_a_clean_cohort_leaves_no_empty_file(eligo, starter: Path, tmp_path: Path) -> None:
    eligo("sample", starter, "-n", 200, "-o", "cohort.jsonl")
    (tmp_path / "cohort.rejects.jsonl").write_text("of another run")
    assert eligo("screen", starter, "cohort.jsonl").status == 0
    assert not (tmp_path / "cohort.rejects.jsonl").exists()
    assert eligo("screen", starter, "cohort.jsonl", "--rejects", "r.jsonl").status == 0
    assert (tmp_path / "r.jsonl").read_text() == ""


@pytest.mark.parametrize("extension", ["csv", "tsv", "json", "jsonl", "jsonl.gz", "parquet"])
def test_every_kind_of_file_gives_the_same_funnel(eligo, starter: Path, extension: str) -> None:
    eligo("sample", starter, "-n", 300, "-o", "reference.jsonl")
    eligo("sample", starter, "-n", 300, "-o", f"cohort.{extension}")
    wanted = eligo("screen", "--format", "json", starter, "reference.jsonl").json
    found = eligo("screen", "--format", "json", starter, f"cohort.{extension}").json
    assert found == wanted
    assert found["read"] == 300


def test_a_column_that_nobody_declared_is_named_once(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_text("age,clearence,shoe_size\n61,45,42\n62,46,43\n")
    done = eligo("screen", starter, "cohort.csv")
    assert done.err == (
        "note: the protocol declares no fact clearence; did you mean clearance?\n"
        "note: the protocol declares no fact shoe_size\n"
    )


def test_columns_without_a_name_are_told_once(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_text(",age,\n0,54,x\n", encoding="utf-8")
    assert eligo("screen", starter, "cohort.csv").err == "note: columns without a name are not read\n"


def test_hostile_names_of_columns_are_cut_escaped_and_few(eligo, starter: Path, tmp_path: Path) -> None:
    row = {"age": 61, "\x1b[2J\nerror: x": 1, "long" + "x" * 500: 1, **{f"column{i:03}": i for i in range(50)}}
    (tmp_path / "cohort.jsonl").write_text(json.dumps(row) + "\n")
    lines = eligo("screen", starter, "cohort.jsonl").err.splitlines()
    assert len(lines) == 21
    assert all(line.startswith("note: ") and len(line) < 130 for line in lines)
    assert lines[-1] == "note: and 32 columns more that the protocol does not declare"


def test_implausible_values_and_contradictions_are_told(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_text("age,sex,pregnant\n190,male,yes\n61,male,no\n")
    assert eligo("screen", starter, "cohort.csv").err == (
        "note: values outside their plausible range count as unknown: age 1\n"
        'note: 1 record against the assumption "Only women are pregnant"\n'
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.csv"], "nowhere.csv: no such file"),
        (["cohort.xlsx"], "cohort.xlsx: the file's name ends in none of"),
        (
            ["cohort.csv", "-o", "out.xlsx"],
            "verdicts are written to .csv, .jsonl, .ndjson, .parquet files, and 'out.xlsx'",
        ),
        (["cohort.csv", "--rejects", "my_trial.eligo"], "rejected rows are written to .jsonl, .ndjson files"),
        (["cohort.csv", "-o", "nowhere/out.csv"], "there is no folder nowhere"),
        (["cohort.csv", "-o", "cohort.csv"], "must be different files"),
        (["cohort.csv", "--id", "name"], "there is no column 'name'"),
        (["broken.parquet"], "broken.parquet: "),
        (["empty.csv"], "empty.csv: "),
        (["cohort.csv", "--engine", "spark"], "'spark' is not one of"),
    ],
)
def test_what_cannot_be_read_or_written(
    eligo, starter: Path, cohort: Path, tmp_path: Path, words: list[str], says: str
) -> None:
    protocol = starter.read_text()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    (tmp_path / "empty.csv").write_bytes(b"")
    done = eligo("screen", starter, *words)
    assert done.status == 2
    assert says.lower() in done.err.lower()
    assert "internal error" not in done.err
    assert cohort.read_text() == COHORT
    assert starter.read_text() == protocol


def test_hostile_cells_never_reach_a_terminal_or_a_spreadsheet_as_more_than_text(
    eligo, starter: Path, tmp_path: Path
) -> None:
    (tmp_path / "cohort.csv").write_text(
        'patient_id,age,sex,"\x1b[2Jcolumn"\n=HYPERLINK("x"),61,\x1b[31mmale,1\n"=1+1",61,male,1\n'
    )
    done = eligo("screen", starter, "cohort.csv", "-o", "out.csv")
    written = (tmp_path / "out.csv").read_text() + (tmp_path / "out.rejects.jsonl").read_text()
    assert "\x1b" not in done.out + done.err + written
    assert "\n=" not in written.replace(",=", "\n=")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_on_a_terminal(process: Callable[..., subprocess.Popen[str]], starter: Path, cohort: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    running = process(
        "screen", starter, cohort, stdout=theirs, stderr=theirs, env={"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "100"}
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(ours)
    running.wait(timeout=60)
    assert running.returncode == 1
    assert b"\x1b[32m" in shown
    assert b"Impaired kidney function" in shown
    assert b"undetermined  1" in shown


@pytest.mark.parametrize("option", ["--output", "--rejects"])
def test_a_folder_that_is_not_there_is_told_before_the_work(eligo, starter: Path, cohort: Path, option: str) -> None:
    done = eligo("screen", starter, cohort, option, "nowhere/found.jsonl")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: nowhere/found.jsonl: there is no folder nowhere\n"
