"""Running ``eligo`` in this process and in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import eligo as eligo_package
from eligo.cli.main import main

SOURCES = str(Path(eligo_package.__file__).parents[1])
"""For processes that are started elsewhere, whether eligo is installed or not."""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output, as JSON."""
        return json.loads(self.out)


Eligo = Callable[..., Done]


@pytest.fixture
def eligo(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Eligo:
    """Run ``eligo`` with these words, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ELIGO_DEBUG", raising=False)

    def run(*words: object) -> Done:
        capfd.readouterr()
        status = main([str(word) for word in words])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Done(status, out, err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start ``eligo`` as a process of its own."""

    def start(*words: object, **options: Any) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": SOURCES, **options.pop("env", {})}
        settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": tmp_path, **options}
        return subprocess.Popen([sys.executable, "-m", "eligo", *map(str, words)], env=environment, **settings)

    return start


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The protocol that `eligo new` writes."""
    path = tmp_path / "my_trial.eligo"
    path.write_text(files("eligo.cli").joinpath("starter.eligo").read_text(encoding="utf-8"), encoding="utf-8")
    return path
