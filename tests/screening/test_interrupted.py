"""A run that is killed, or that has no room left, leaves nothing half done under the names of its results."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from eligo.records.sample import sample
from eligo.records.write import write_records
from eligo.screening import screen_file
from tests.core.programs import FACTS
from tests.screening.test_files import RULE

ROWS = 12_000

KILLED = """
import os, signal, sys
from pathlib import Path
from eligo.records import parquet_rows
from eligo.screening import screen, sources
from tests.screening.test_files import RULE

sources.BLOCK = screen._ROWS = parquet_rows._BLOCK = 2_000
path, output, rejects, engine = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
steps = []

def killed(done):
    steps.append(done)
    if len(steps) == 3:  # two blocks are written
        os.kill(os.getpid(), signal.SIGKILL)

screen.screen_file(RULE, path, engine=engine, output=output, rejects=rejects, progress=killed)
"""

FULL = """
import resource, sys
from pathlib import Path
from eligo.records.rows import RecordFileError
from eligo.screening import screen_file
from tests.screening.test_files import RULE

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), int(sys.argv[5])))
path, output, rejects, engine = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
try:
    screen_file(RULE, path, engine=engine, output=output, rejects=rejects)
except RecordFileError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def patients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("patients") / "in.csv"
    write_records(path, FACTS, sample(RULE, ROWS, seed=5))
    return path


def _run(script: str, path: Path, folder: Path, suffix: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs in a folder that holds older results."""
    for name in (f"out{suffix}", "rejects.jsonl"):
        (folder / name).write_text("old")
    places = [str(place) for place in (path, folder / f"out{suffix}", folder / "rejects.jsonl")]
    command = [sys.executable, "-c", script, *places, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("engine", ["polars", "python"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_killed_in_the_middle(patients: Path, tmp_path: Path, engine: str, suffix: str) -> None:
    assert _run(KILLED, patients, tmp_path, suffix, engine).returncode == -signal.SIGKILL
    assert (tmp_path / f"out{suffix}").read_text() == "old"
    assert (tmp_path / "rejects.jsonl").read_text() == "old"
    assert list(tmp_path.glob("*.part"))  # what it had written so far, which the next run clears away
    screen_file(RULE, patients, engine=engine, output=tmp_path / f"out{suffix}", rejects=tmp_path / "rejects.jsonl")
    assert sorted(place.name for place in tmp_path.iterdir()) == sorted([f"out{suffix}", "rejects.jsonl"])


@pytest.mark.parametrize("engine", ["polars", "python"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_no_room_for_the_verdicts(patients: Path, tmp_path: Path, engine: str, suffix: str) -> None:
    done = _run(FULL, patients, tmp_path, suffix, engine, "4096")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"out{suffix} cannot be written: "), done.stdout
    assert (tmp_path / f"out{suffix}").read_text() == "old"
    assert sorted(place.name for place in tmp_path.iterdir()) == sorted([f"out{suffix}", "rejects.jsonl"])


def test_no_room_for_the_rejects(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("x\n" + "many\n" * ROWS)
    folder = tmp_path / "results"
    folder.mkdir()
    done = _run(FULL, path, folder, ".csv", "polars", "4096")
    assert done.stdout.startswith("rejects.jsonl cannot be written: "), done.stdout + done.stderr
    assert (folder / "rejects.jsonl").read_text() == "old"
    assert sorted(place.name for place in folder.iterdir()) == ["out.csv", "rejects.jsonl"]
