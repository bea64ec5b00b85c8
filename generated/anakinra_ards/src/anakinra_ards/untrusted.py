"""JSON from outside: parsed as pydantic does, then checked like any other record. Made by eligo: not for editing."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from pydantic_core import from_json

from .result import RecordError, Result
from .screening import screen

READABLE = (str, bytes, bytearray)
DIGITS = bytes(ord("0") if chr(byte) in "0123456789." else ord(" ") for byte in range(256))
MANY_DIGITS = b"0" * 16
"""What a number has, digits alone, whose decimal a double may not hold; few other texts have it."""
MOST_DIGITS = 4300
"""As many as Python reads of a whole number."""


def screen_json(data: str | bytes | bytearray) -> Result:
    """Screen one patient given as a JSON object, which need not be trusted.

    Numbers are the decimals that are written. A name that stands twice in one object is an error.

    Raises:
        RecordError: the text is no JSON object, a value cannot be read, or a name is none of the protocol's facts.
        TypeError: it is neither text nor bytes.
    """
    if not isinstance(data, READABLE):
        raise TypeError(f"screen_json takes a JSON object as text or bytes, not {type(data).__name__}")
    try:
        written = data.encode() if isinstance(data, str) else bytes(data)
        record = from_json(written, cache_strings="keys")
    except ValueError:  # perhaps in an encoding, or with a number, that only the standard library reads
        return screen(raw_record(data))
    if type(record) is not dict or MANY_DIGITS in written.translate(DIGITS) or not _each_name_once(record, written):
        record = raw_record(data)
    return screen(record)


def _each_name_once(record: dict[str, Any], written: bytes) -> bool:
    """Whether surely no object names anything twice: every quote belongs to a name or a text that was read."""
    texts = len(record)
    for value in record.values():
        if type(value) is str:
            texts += 1
        elif type(value) is dict:
            texts += len(value)
            for inner in value.values():
                if type(inner) is str:
                    texts += 1
                elif type(inner) is dict or type(inner) is list:
                    return False
        elif type(value) is list:
            return False
    return written.count(b'"') == 2 * texts and b"\\" not in written


def raw_record(data: str | bytes | bytearray) -> dict[str, Any]:
    """A JSON record as the standard library reads it, its numbers as the decimals that are written.

    Raises:
        RecordError: the text is no JSON object, or names something twice.
    """
    try:
        record = json.loads(data, object_pairs_hook=_unique, parse_float=_decimal)
    except (ValueError, RecursionError) as error:
        raise _refused(str(error) if isinstance(error, _BrokenError) else "it is not valid JSON") from None
    if not isinstance(record, dict):
        raise _refused("it is not a JSON object")
    return record


class _BrokenError(ValueError):
    """JSON that Python would read but that is no record."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _BrokenError(f"the key {json.dumps(twice[:60])} stands twice in one object")
    return found


def _decimal(text: str) -> Decimal:
    if len(text) > MOST_DIGITS:
        raise _BrokenError("a number has too many digits")
    return Decimal(text)


def _refused(reason: str) -> RecordError:
    from .runtime.core.reading import Problem

    return RecordError((Problem("", reason),))
