"""eligo as a library."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest

import eligo
from eligo.cli.app import COMMANDS


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "my_trial.eligo"
    path.write_text(files("eligo.cli").joinpath("starter.eligo").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_import_loads_nothing() -> None:
    code = "import sys, eligo; print(sorted(n for n in sys.modules if n.startswith('eligo')), 'typing' in sys.modules)"
    source = str(Path(eligo.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {source!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['eligo'] False\n"


def test_names() -> None:
    assert {"load", "Protocol", "ProtocolError", "__version__"} <= set(dir(eligo))
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        eligo.lode  # type: ignore[attr-defined]  # noqa: B018


def test_a_protocol_and_its_verbs(starter: Path, tmp_path: Path) -> None:
    protocol = eligo.load(starter)
    assert repr(protocol) == f"<Protocol my_trial from {str(starter)!r}>"
    assert protocol.module == "my_trial"
    assert protocol.check() == ()
    assert [result.disagreements for result in protocol.test()] == [(), (), ()]
    assert protocol.explain({"age": 17}).verdict == "ineligible"
    assert protocol.explain("typical") == protocol.explain(protocol.patients["typical"])
    assert protocol.explain("typical").verdict == "eligible"
    with pytest.raises(KeyError, match="typicl"):
        protocol.explain("typicl")
    assert len(list(protocol.sample(5, seed=1))) == 5
    assert protocol.stale(tmp_path / "out").missing
    protocol.build(tmp_path / "out")
    assert not protocol.stale(tmp_path / "out")
    assert protocol.fmt() == starter.read_text(encoding="utf-8")
    assert protocol.program.title == "A trial that nobody runs"


def test_every_verb_of_the_command_line() -> None:
    made_without_a_protocol = {"new", "completion"}
    assert [verb for verb in COMMANDS if not hasattr(eligo.Protocol, verb)] == sorted(
        made_without_a_protocol, key=list(COMMANDS).index
    )


def test_the_checklist(starter: Path) -> None:
    asked = [step.fact for step in eligo.load(starter).checklist()]
    assert sorted(asked) == ["age", "clearance", "heart_failure", "infarction", "pregnant", "sex"]


@pytest.mark.parametrize("engine", ["polars", "python"])
def test_screening_a_file(starter: Path, tmp_path: Path, engine: Literal["polars", "python"]) -> None:
    cohort = tmp_path / "cohort.csv"
    cohort.write_text("mrn,age,clearance\n7,17,45\n8,40,45\n9,old,45\n", encoding="utf-8")
    places = {"output": tmp_path / "verdicts.csv", "rejects": tmp_path / "rejects.jsonl"}
    funnel = eligo.load(starter).screen(cohort, engine=engine, id_column="mrn", **places)
    assert (funnel.screened, funnel.rejected) == (2, 1)
    verdicts = [line.split(",")[1:3] for line in places["output"].read_text(encoding="utf-8").splitlines()]
    assert verdicts == [["id", "verdict"], ["7", "ineligible"], ["8", "undetermined"]]
    assert "age: expected a number" in places["rejects"].read_text(encoding="utf-8")


def test_errors_are_carried(tmp_path: Path) -> None:
    path = tmp_path / "bad.eligo"
    path.write_text('protocol t "T" { version 1 }\ninclude A1 "Adult" { require age >= 18 a }\n')
    with pytest.raises(eligo.ProtocolError, match=r"bad\.eligo:2:\d+: error\[E201\]") as caught:
        eligo.load(path)
    assert "E201" in [diagnostic.code for diagnostic in caught.value.diagnostics]


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(eligo.ProtocolError, match="nowhere"):
        eligo.load("nowhere.eligo")
