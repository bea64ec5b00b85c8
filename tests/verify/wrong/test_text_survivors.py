"""The page of text mutants speaks of the package as it is now, and gives a reason for every mutant that it names."""

from __future__ import annotations

import re

import pytest

from .suite import PACKAGE, flagship
from .text_mutants import MODULES, mutants
from .text_survivors import PAGE, why


def section(module: str) -> str:
    return PAGE.read_text(encoding="utf-8").partition(f"\n## {module}\n")[2].partition("\n## ")[0]


def source(module: str) -> str:
    return flagship().files[f"src/{PACKAGE}/{module}"].decode()


@pytest.mark.parametrize("module", MODULES)
def test_every_line_of_the_page_is_a_line_of_the_module(module: str) -> None:
    lines = {line.strip() for line in source(module).splitlines()}
    named = re.findall(r"^\| `(.*?)` \| ", section(module), re.MULTILINE)
    assert named
    assert [line for line in named if line.replace("\\|", "|") not in lines] == []


@pytest.mark.parametrize("module", MODULES)
def test_as_many_mutants_were_tried_as_there_are(module: str) -> None:
    (made,) = re.findall(rf"^\| `{module}` \| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert int(made) == len(list(mutants(module, source(module))))


def test_every_survivor_has_its_reason() -> None:
    assert "not explained" not in PAGE.read_text(encoding="utf-8")


def test_what_has_no_reason_is_told() -> None:
    assert why("elif neutrophils < 1.5:", "LtE for Lt").startswith("The test before has let pass")
    assert why("if neutrophils >= 1.5:", "Gt for GtE") == ""
