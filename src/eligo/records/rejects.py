"""The rejects file: every row that could not be screened, and why, as JSON Lines.

A reason names the fact and what is wrong with it (its type, its unit), never the patient's value. Where the row comes
from a table it speaks of columns.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from eligo.core.lists import EXPECTED_EVENTS
from eligo.core.reading import EXPECTED_FLAG, EXPECTED_NUMBER, EXPECTED_PERIOD, Problem, Reading

from .columns import END, START, UNIT
from .part import Part
from .rows import RawRow


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not screened: its number, the patient's identifier (may be empty), and the reasons."""

    row: int
    id: str
    reasons: tuple[str, ...]

    def line(self) -> str:
        """The reject as one line of JSON, in plain ASCII whatever the file held."""
        record: dict[str, object] = {"row": self.row}
        if self.id:
            record["id"] = self.id
        record["reasons"] = list(self.reasons)
        return json.dumps(record, ensure_ascii=True)


def reject_of(row: RawRow, reading: Reading | None) -> Reject | None:
    """The reject that a row is, None when it can be screened.

    Args:
        row: the row.
        reading: what was read from ``row.raw``; None when there is nothing to read.
    """
    if row.problem is not None:
        return Reject(row.number, row.id, (row.problem,))
    if reading is not None and reading.problems:
        problems = map(_of_a_table, reading.problems) if row.table else reading.problems
        return Reject(row.number, row.id, tuple(map(str, problems)))
    return None


_LIST = 'a list of entries, or {"entries": [...], "complete": true}'


def _of_a_table(problem: Problem) -> Problem:
    name = problem.fact
    said = {
        EXPECTED_NUMBER: f"expected a number with one unit, in its cell or in {name}{UNIT}",
        EXPECTED_FLAG: "expected yes, no, true, false, 1 or 0",
        EXPECTED_EVENTS: f"expected JSON in the cell: {_LIST}; or no when there are none",
        EXPECTED_PERIOD: f"expected moments in {name}{START} and {name}{END} (no end while it runs), or no in {name}",
    }
    return Problem(name, said.get(problem.reason, problem.reason))


class RejectsFile:
    """Writes rejects as they come; the file appears under its name, whole, when the ``with`` statement ends well.

    It is there even when it is empty: a run without rejects says so, and no old one is taken for its own.
    """

    def __init__(self, path: Path) -> None:
        self._part = Part(path)
        self._file = self._part.path.open("w", encoding="ascii", newline="\n")
        self.count = 0

    def write(self, reject: Reject) -> None:
        """Add one reject."""
        self._file.write(reject.line() + "\n")
        self.count += 1

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if kind is None:
                self._part.keep()
        finally:
            self._part.drop()
