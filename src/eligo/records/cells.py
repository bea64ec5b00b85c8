"""Table cells to raw records, and raw records to cells.

A cell is text (CSV) or a typed value (Parquet). What a cell says is settled here alone; whether the value is right is
settled by :func:`eligo.core.reading.read_record`: a cell that makes no sense is passed on as it is, and rejected there.

- an empty cell: missing;
- number: ``19.5`` in the unit of the column ``NAME_unit``, or else in the declared one; or ``19.5 kPa``;
- flag: ``yes no true false 1 0``;
- moment: ISO 8601, or ``no`` when it never happened;
- period: ``NAME_start`` and ``NAME_end`` (empty while it runs), or ``no`` in ``NAME`` when it never was;
- events and repeated values: the list as a JSON text; ``no`` when there are no events, a single value as above.

A column that bears a fact's name is that fact's, and no other's unit, start or end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from eligo.core.program import Fact

from . import listed_cells
from .columns import END, START, UNIT

_NUMBER = re.compile(r"([+-]?[0-9]{1,60}(?:\.[0-9]{1,60})?(?:[eE][+-]?[0-9]{1,3})?)(?:\s+(\S.{0,199}))?", re.ASCII)
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def from_cells(facts: Sequence[Fact], cells: Mapping[str, object]) -> dict[str, object]:
    """The raw record that a row's cells stand for, missing facts left out.

    Args:
        facts: the data dictionary.
        cells: the row's cells by column name; columns that no fact has are left alone.
    """
    raw: dict[str, object] = {}
    own = {fact.name for fact in facts}

    def beside(name: str) -> object:
        return None if name in own else _given(cells.get(name))

    for fact in facts:
        cell = _given(cells.get(fact.name))
        if cell is not None and listed_cells.repeats(fact):
            unit = beside(fact.name + UNIT) if fact.kind == "number" else None
            several = listed_cells.from_cell(fact, cell, unit)
            if several is not None:
                raw[fact.name] = several
                continue
        match fact.kind:
            case "number":
                value = _number(cell, beside(fact.name + UNIT))
            case "flag":
                value = _flag(cell)
            case "moment":
                value = _never(cell)
            case "period":
                value = _period(cell, beside(fact.name + START), beside(fact.name + END))
            case _:
                value = cell
        if value is not None:
            raw[fact.name] = value
    return raw


def _given(cell: object) -> object:
    """A cell without surrounding blanks; None when it is empty."""
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def _number(cell: object, unit: object) -> object:
    if cell is None:
        return None
    own: object = None
    if isinstance(cell, str):
        match = _NUMBER.fullmatch(cell)
        if match is None:
            return cell
        cell, own = Decimal(match[1]), match[2]
    if own is not None and unit is not None and own != unit:
        return {"value": cell, "unit": own, "": unit}  # two units for one number: rejected for its shape
    unit = own if unit is None else unit
    return cell if unit is None else {"value": cell, "unit": unit}


def _flag(cell: object) -> object:
    if isinstance(cell, str):
        return _FLAGS.get(cell.lower(), cell)
    if isinstance(cell, int) and cell in (0, 1):
        return bool(cell)
    return cell


def _never(cell: object) -> object:
    return False if isinstance(cell, str) and cell.lower() == "no" else cell


def _period(cell: object, start: object, end: object) -> object:
    if start is None and end is None:
        return _never(cell)
    period = {"start": start, "end": end}
    return period if cell is None else {**period, "": cell}  # said twice: rejected for its shape


def to_cells(facts: Iterable[Fact], raw: Mapping[str, object]) -> dict[str, str]:
    """The text cells of a raw record, the inverse of :func:`from_cells`; missing facts left out."""
    cells: dict[str, str] = {}
    for fact in facts:
        value = raw.get(fact.name)
        if value is None:
            continue
        several = listed_cells.to_cell(fact, value) if listed_cells.repeats(fact) else None
        if several is not None:
            cells[fact.name] = several
        elif fact.kind == "period" and isinstance(value, Mapping):
            for suffix, end in ((START, value.get("start")), (END, value.get("end"))):
                if end is not None:
                    cells[fact.name + suffix] = str(end)
        elif isinstance(value, Mapping):
            cells[fact.name] = f"{value['value']} {value['unit']}"
        elif isinstance(value, bool):
            cells[fact.name] = "yes" if value else "no"
        else:
            cells[fact.name] = str(value)
    return cells


def cell_columns(facts: Iterable[Fact]) -> list[str]:
    """The columns of a table that :func:`to_cells` fills, in the dictionary's order."""
    names: list[str] = []
    for fact in facts:
        names += [fact.name, fact.name + START, fact.name + END] if fact.kind == "period" else [fact.name]
    return names
