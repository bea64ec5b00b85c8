"""One row of a patient file, before anyone has looked at its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAX_ROW = 4 * 1024 * 1024
"""The longest row that is read, in bytes; a patient needs a thousandth of it."""

MAX_ID = 200


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file.

    Attributes:
        number: where it stands, from 1: the line it begins on in CSV and JSON Lines, its place in JSON and Parquet.
        raw: what :func:`eligo.core.reading.read_record` reads; None when the row itself is broken.
        problem: what is broken, None when nothing is.
        id: the patient's identifier, empty when the row has none.
    """

    number: int
    raw: Mapping[str, object] | None
    problem: str | None = None
    id: str = ""


class RecordFileError(Exception):
    """A file that cannot be read at all, or not to its end; the message says why and names the way out."""


def identifier(value: object) -> str:
    """An identifier cell as text; empty when it is no plain text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if isinstance(value, int) and value.bit_length() > 3 * MAX_ID:
        return ""
    return str(value).strip()[:MAX_ID]
