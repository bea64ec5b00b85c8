"""Taking a record's values out of a mapping. ``lookup.pxd`` does the same in C."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Taking = Callable[[dict[Any, Any]], tuple[Any, ...]]


def taken(record: dict[Any, Any], names: tuple[str, ...], take: Taking) -> tuple[Any, ...] | None:
    """The values under some names, as ``take`` takes them; None when a name is absent, or there are others.

    The compiled form needs no ``take``, and gives None for the value of an absent name.
    """
    if len(record) == len(names):
        try:
            return take(record)
        except KeyError:
            pass
    return None
