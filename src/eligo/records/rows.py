"""One row of a patient file, before anyone has looked at its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAX_ROW = 4 * 1024 * 1024
"""The longest row that is read, in bytes; a patient needs a thousandth of it."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file.

    Attributes:
        number: where it stands, from 1: the line it begins on in CSV and JSON Lines, its place in JSON and Parquet.
        raw: what :func:`eligo.core.reading.read_record` reads; None when the row itself is broken.
        problem: what is broken, None when nothing is.
        id: the patient's identifier, empty when the row has none.
        table: whether the row comes from a table's cells.
    """

    number: int
    raw: Mapping[str, object] | None
    problem: str | None = None
    id: str = ""
    table: bool = False


class RecordFileError(Exception):
    """A file that cannot be read at all, or not to its end; the message says why and names the way out."""
