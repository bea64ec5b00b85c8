"""What the documentation shows is true: its protocols parse, in the canonical layout, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligo.cli.app import COMMANDS
from eligo.source import Source
from eligo.syntax.format import format_text

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MADE_BY_THE_SITE = {"flagship.md", "commands.md", "diagnostics/index.md"}

BLOCKS = [
    pytest.param(
        block[1], id=f"{page.relative_to(ROOT)}:{page.read_text(encoding='utf-8').count(chr(10), 0, block.start()) + 1}"
    )
    for page in PAGES
    for block in re.finditer(r"^```eligo\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize("text", BLOCKS)
def test_protocols_are_in_the_canonical_layout(text: str) -> None:
    laid_out, problems = format_text(Source("page", text))
    assert [problem.message for problem in problems] == []
    assert laid_out == text


def test_the_readme_quotes_the_flagship() -> None:
    flagship = (ROOT / "protocols/anakinra_ards.eligo").read_text(encoding="utf-8").splitlines()
    quoted = re.search(
        r"^```eligo\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert quoted is not None
    assert [line for line in quoted[1].splitlines() if line not in flagship] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    wrong = [link for link in links if not (page.parent / link).exists() and link not in MADE_BY_THE_SITE]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    typed = re.findall(r"(?:^\$ |^(?=eligo [a-z]+ .*\.eligo)|`)eligo ([a-z]+)", text, re.MULTILINE)
    assert set(typed) <= set(COMMANDS)
