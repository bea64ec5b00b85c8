"""JSON from outside: parsed as pydantic does, then checked like any other record. Made by eligo: not for editing."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import from_json

from .result import RecordError, Result
from .screening import screen

READABLE = (str, bytes, bytearray)
FIGURES = bytes(ord("0" if chr(byte) in "0123456789." else "e" if chr(byte) in "eE" else " ") for byte in range(256))
"""What becomes of a text that is searched for long numbers: digits, exponents, and all else blank."""
MANY_DIGITS = b"0" * 16
"""What a number has, digits alone, whose decimal a double may not hold; few other texts have it."""
LOW_EXPONENT = b"0e 000"
"""What a number has, such as 1e-400, that became zero although it is not."""
LEAST, MOST = 1e-290, 1e290
"""Between these a double of a number without many digits means the decimal that is written."""
NESTED = 3
"""So deep lie the values of entries: in a mapping, in a list, in a mapping, in the record."""
MOST_DIGITS = 400
"""A number that is longer is no measurement."""


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
    figures = written.translate(FIGURES)
    if type(record) is not dict or MANY_DIGITS in figures or not _as_written(record, written, figures):
        record = raw_record(data)
    return screen(record)


def _as_written(record: dict[str, Any], written: bytes, figures: bytes) -> bool:
    """Whether surely no object names anything twice, as every quote belongs to a name or a text that was read, and no
    number became zero or infinite that is not.
    """
    texts = _texts(record, figures, NESTED)
    return texts >= 0 and written.count(b'"') == 2 * texts and b"\\" not in written


def _texts(value: Any, figures: bytes, deeper: int) -> int:
    """How many names and texts stand in a mapping or a list; less than none when a number in it may not be the one that
    is written, or when it is nested too deeply.
    """
    inside = value
    texts = 0
    if type(value) is dict:
        texts = len(value)
        inside = value.values()
    for inner in inside:
        kind = type(inner)
        if kind is str:
            texts += 1
        elif kind is float:
            if not (LEAST < inner < MOST or -MOST < inner < -LEAST or (inner == 0 and LOW_EXPONENT not in figures)):
                return -1
        elif kind is dict or kind is list:
            found = _texts(inner, figures, deeper - 1) if deeper else -1
            if found < 0:
                return -1
            texts += found
    return texts


def raw_record(data: str | bytes | bytearray) -> dict[str, Any]:
    """A JSON record as the standard library reads it, its numbers as the decimals that are written.

    Raises:
        RecordError: the text is no JSON object, or names something twice.
    """
    try:
        record = json.loads(data, object_pairs_hook=_unique, parse_float=_decimal, parse_int=_integer)
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
    try:
        return Decimal(_short(text))
    except InvalidOperation:  # an exponent of some twenty digits
        from .runtime.core.reading import BEYOND

        raise _BrokenError(BEYOND) from None


def _integer(text: str) -> int:
    return int(_short(text))


def _short(text: str) -> str:
    if len(text) > MOST_DIGITS:
        raise _BrokenError("a number has too many digits")
    return text


def _refused(reason: str) -> RecordError:
    from .runtime.core.reading import Problem

    return RecordError((Problem("", reason),))
