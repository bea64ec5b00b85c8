"""What identifies a patient: which column, and what its cells say as text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from eligo.core.program import Fact

from .columns import id_columns

MAX_ID = 200
"""The longest identifier; a longer one is none, for cut off it might be another patient's."""

_REMEMBERED = 1000


def identifier(value: object) -> str | None:
    """An identifier cell as text: empty when there is none, None when there is one that cannot be used.

    Text is taken without surrounding blanks, a whole number as its digits (``12.0`` is ``12``, as tables with gaps
    write integers), another number as its decimal, a date or time as ISO 8601, bytes as the UTF-8 text that they are.
    """
    text: str | None
    match value:
        case None:
            return ""
        case str():
            text = value.strip()
        case bool():
            text = None
        case int():
            text = str(value) if value.bit_length() <= 3 * MAX_ID else None
        case float():
            text = _decimal(Decimal(repr(value))) if math.isfinite(value) else None
        case Decimal():
            text = _decimal(value) if value.is_finite() else None
        case dt.date():
            text = value.isoformat()
        case bytes():
            text = _text(value)
        case _:
            text = None
    return text if text is not None and len(text) <= MAX_ID else None


def _decimal(value: Decimal) -> str | None:
    if not value:
        return "0"
    if abs(value.adjusted()) > MAX_ID:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: bytes) -> str | None:
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return None


class Identifiers:
    """Reads the identifiers of one file's patients, and remembers the columns that have cells of no use.

    Where the first column that may identify patients says nothing of a patient, the next is asked.
    """

    def __init__(self, facts: Sequence[Fact], wanted: str | None = None) -> None:
        self._facts = facts
        self._wanted = wanted
        self._able: dict[str, bool] = {}
        self._chosen: dict[tuple[str, ...], list[str]] = {}
        self._unusable: dict[str, None] = {}

    def columns(self, names: Iterable[str]) -> list[str]:
        """The columns among these that identify patients, the one to be preferred first."""
        able = tuple(name for name in names if self._may(name))
        if able not in self._chosen:
            if len(self._chosen) >= _REMEMBERED:
                self._chosen.clear()
            self._chosen[able] = id_columns(self._facts, able, self._wanted)
        return self._chosen[able]

    def _may(self, name: str) -> bool:
        """Whether a column alone would identify patients; remembered, for JSON has names in every row."""
        able = self._able.get(name)
        if able is None:
            able = bool(id_columns(self._facts, [name], self._wanted))
            if len(self._able) < _REMEMBERED and len(name) <= MAX_ID:
                self._able[name] = able
        return able

    def of(self, cells: Mapping[str, object], columns: Sequence[str]) -> str:
        """The patient's identifier; empty when no column has one."""
        for column in columns:
            found = identifier(cells.get(column))
            if found:
                return found
            if found is None:
                self.unusable(column)
        return ""

    def unusable(self, column: str) -> None:
        """Remember that a column has a cell that cannot be used."""
        self._unusable[column] = None

    @property
    def notes(self) -> list[str]:
        """What was of no use, in sentences for people."""
        return [
            f"some cells of {column[:60]} cannot identify a patient (text up to {MAX_ID} characters, a number or a date"
            " can); --id names another column"
            for column in self._unusable
        ]
