"""The pages about the language: every example checks clean, and every row of every truth table holds."""

from __future__ import annotations

from typing import Any

import pytest

from .tried import LANGUAGE, ROOT, findings, outcomes, truth_tables

PAGES = sorted(LANGUAGE.rglob("*.md"))
EXAMPLES = [
    pytest.param(example, id=f"{page.relative_to(LANGUAGE)}:{example.line}")
    for page in PAGES
    for example in truth_tables.examples(page.read_text(encoding="utf-8"))
]
TABLES = [
    pytest.param(*case.values, table, id=f"{case.id}:{table.rows[0].line}")
    for case in EXAMPLES
    for table in case.values[0].tables  # type: ignore[union-attr]
]
REFERENCE = ("facts", "conditions", "time", "records", "numbers", "criteria", "lists", "patients")


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_check_clean(example: Any) -> None:
    if example.run:
        assert findings(example.text) == []


@pytest.mark.parametrize(("example", "table"), TABLES)
def test_every_row_holds(example: Any, table: Any) -> None:
    found = outcomes(example.text, table)
    assert [(row.line, row.given, outcome) for row, outcome in found] == [
        (row.line, row.given, row.outcome) for row in table.rows
    ]


@pytest.mark.parametrize("name", REFERENCE)
def test_a_page_of_reference_has_examples_that_run(name: str) -> None:
    found = truth_tables.examples((LANGUAGE / f"{name}.md").read_text(encoding="utf-8"))
    assert [example.line for example in found if not example.run] == []
    assert any(example.tables for example in found)


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [str(page) for page in PAGES if f"language/{page.relative_to(LANGUAGE)}" not in navigation] == []
