"""The cookbook: enough of it, each example with a table that tries its edges and missing data; and the notation itself.

That every row holds is tested in ``test_examples``.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from .tried import LANGUAGE, findings, outcomes, truth_tables

PAGES = sorted(path for path in (LANGUAGE / "cookbook").glob("*.md") if path.name != "index.md")
SECTIONS = [
    pytest.param(section, id=f"{page.stem}: {section.partition(chr(10))[0]}")
    for page in PAGES
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
]


def test_there_are_enough() -> None:
    assert len(SECTIONS) >= 60


@pytest.mark.parametrize("section", SECTIONS)
def test_each_has_one_example_and_a_table_with_every_kind_of_outcome(section: str) -> None:
    (example,) = truth_tables.examples(section)
    (table,) = example.tables
    assert example.run
    assert len(table.rows) >= 3
    said = " ".join(row.outcome for row in table.rows)
    assert "passed" in said
    assert "failed" in said
    assert "unknown" in said or "missing means no" in example.text


def test_partial_dates_are_tried() -> None:
    tables = [
        table for case in SECTIONS for example in truth_tables.examples(case.values[0]) for table in example.tables
    ]
    partial = [
        row for table in tables for row in table.rows if re.search(r" (?:19|20)\d\d(?:-\d\d)?(?=[\s,]|$)", row.given)
    ]
    assert len(partial) >= 20


PAGE = """
```eligo
moment infarction "Infarction"

exclude E1 "Infarction within 6 months" {
    when infarction within 6 mo before screening
}
```

```truth
every row { screening 2025-06-15T10:00 }
{ infarction 2024-12-15 } -> failed     # six months to the day
{ infarction 2024-12 } -> unknown
{ infarction
  2024-12-14 } -> failed
{ } -> unknown
```
"""


def test_a_row_that_does_not_hold_is_found() -> None:
    (example,) = truth_tables.examples(PAGE)
    assert findings(example.text) == []
    found = [(row.line, row.outcome, outcome) for row, outcome in outcomes(example.text, example.tables[0])]
    assert found == [
        (12, "failed", "failed"),
        (13, "unknown", "unknown"),
        (14, "failed", "passed"),
        (16, "unknown", "unknown"),
    ]


def test_the_site_shows_a_table() -> None:
    shown = truth_tables.as_markdown(PAGE)
    assert "```truth" not in shown
    assert "Every patient here has `screening 2025-06-15T10:00`." in shown
    assert "| `infarction 2024-12-15` | **failed** | six months to the day |" in shown
    assert "| nothing known | **unknown** |  |" in shown


@pytest.mark.parametrize("text", ["{ a 1 } passed", "a 1 -> passed", "every row a 1", "{ a 1 } ->"])
def test_what_is_no_row_is_refused(text: str) -> None:
    with pytest.raises(truth_tables.BadTable):
        truth_tables.table(text)


def test_a_table_needs_an_example() -> None:
    with pytest.raises(truth_tables.BadTable):
        truth_tables.examples("```truth\n{ } -> unknown\n```\n")


def test_rows_keep_their_order_of_lines() -> None:
    lines = [row.line for row in truth_tables.table("{ a 1 } -> passed\n\n{ } -> unknown", 5).rows]
    assert lines == [5, 7]
    assert all(first < second for first, second in pairwise(lines))
