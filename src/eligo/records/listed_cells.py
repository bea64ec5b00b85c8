"""Cells of facts that repeat: a JSON list as text, as a typed list (Parquet), or a single value.

What a list says is settled by :func:`eligo.core.reading.read_record`; a text that is no JSON is passed on in a shape
that is rejected there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from eligo.core.program import Fact

from .json_rows import read_value


def repeats(fact: Fact) -> bool:
    """Whether a fact may have several entries."""
    return fact.repeated or fact.kind == "events"


def from_cell(fact: Fact, cell: object, unit: object) -> object:
    """What a cell of a fact that repeats stands for; None when it holds a single value, as any other fact's does.

    Args:
        fact: the fact.
        cell: its cell, not empty.
        unit: the cell beside it that gives the unit of a number; a list gives its units itself.
    """
    if isinstance(cell, str):
        if not cell.startswith(("[", "{")):
            if fact.kind != "events":
                return None
            return False if cell.lower() == "no" else cell
        try:
            cell = read_value(cell)
        except ValueError:
            return {"": cell}
    if unit is not None and isinstance(cell, Sequence | Mapping):
        return {"": unit}
    return cell if fact.kind == "events" or isinstance(cell, Sequence | Mapping) else None


def to_cell(fact: Fact, value: object) -> str | None:
    """The text of a list, the inverse of :func:`from_cell`; None of a single value."""
    if fact.kind == "events" and value is False:
        return "no"
    is_number = isinstance(value, Mapping) and set(value) <= {"value", "unit"}
    if isinstance(value, str) or is_number or not isinstance(value, Sequence | Mapping):
        return None
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
