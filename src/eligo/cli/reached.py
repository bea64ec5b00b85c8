"""Showing what the patients of a protocol reach, on its source lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.cli.console import columns
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.verify.coverage import CriterionReached

_HEADING = ("Line", "Criterion or condition", "true", "false", "unknown")
_NUMERIC = (True, False, True, True, True)
_LONGEST = 90


def reached_text(file: str, program: Program) -> str:
    """A table of all criteria and their conditions; a dash marks what no patient reaches."""
    from eligo.verify.coverage import coverage

    found = coverage(program)
    rows = [row for criterion in found for row in _rows(criterion)]
    cells = [cell for row in rows for cell in row[2:]]
    reached = sum(cell != "-" for cell in cells)
    heading = f"{printable(file)}: its patients reach {reached} of {len(cells)} outcomes and truths"
    return f"{heading}; of a criterion true is passed, false is failed\n{columns([_HEADING, *rows], _NUMERIC)}"


def reached_json(file: str, program: Program) -> dict[str, object]:
    """The same for programs."""
    from eligo.verify.coverage import coverage

    return {
        "file": file,
        "criteria": [
            {
                "criterion": criterion.name,
                "line": criterion.line,
                "patients": {outcome.value: count for outcome, count in criterion.patients.items()},
                "conditions": [
                    {
                        "line": condition.line,
                        "condition": condition.text,
                        "patients": {truth.value: count for truth, count in condition.patients.items()},
                    }
                    for condition in criterion.conditions
                ],
            }
            for criterion in coverage(program)
        ],
    }


def _rows(criterion: CriterionReached) -> list[tuple[str, ...]]:
    head = f"{criterion.name}: {criterion.label}"
    own = (str(criterion.line), _short(head), *_counts(list(criterion.patients.values())))
    conditions = [
        (str(c.line), f"    {_short(c.text)}", *_counts(list(c.patients.values()))) for c in criterion.conditions
    ]
    return [own, *conditions]


def _counts(counts: list[int]) -> tuple[str, ...]:
    return tuple(str(count) if count else "-" for count in counts)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
