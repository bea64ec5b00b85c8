"""The tutorial's blocks are one protocol, which passes what the tutorial types."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import eligo
from eligo.cli.app import app

from .tried import LANGUAGE, truth_tables

PAGE = (LANGUAGE / "tutorial.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = "\n".join(example.text for example in truth_tables.examples(PAGE))
    (tmp_path / "ferrolene.eligo").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_protocol_is_clean_and_its_patients_come_out_as_expected(folder: Path) -> None:
    protocol = eligo.load(folder / "ferrolene.eligo")
    assert protocol.warnings == ()
    results = protocol.test()
    assert len(results) == 8
    assert [(result.vignette.name, result.disagreements) for result in results if result.disagreements] == []
    assert protocol.fmt() == protocol.source.text


def test_what_is_typed_succeeds(folder: Path) -> None:
    typed = [line[2:] for line in PAGE.splitlines() if line.startswith("$ eligo ")]
    assert [line.split()[1] for line in typed] == ["check", "test", "build"]
    for line in typed:
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output)
        if "check" in line:
            assert "nothing to report in 1 file" in result.output
    assert (folder / "generated/ferrolene/eligibility.md").is_file()


def test_a_unit_of_another_dimension_is_the_error_that_the_page_names(folder: Path) -> None:
    path = folder / "ferrolene.eligo"
    path.write_text(
        path.read_text(encoding="utf-8").replace("ferritin < 100 ug/L", "ferritin < 100 mg/mmol"), encoding="utf-8"
    )
    with pytest.raises(eligo.ProtocolError) as error:
        eligo.load(path)
    codes = [diagnostic.code for diagnostic in error.value.diagnostics if diagnostic.severity == "error"]
    assert codes
    assert all(f"[{code}](../diagnostics/{code}.md)" in PAGE for code in codes)
