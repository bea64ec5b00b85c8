"""What a record gives for a fact that repeats, as the fast path reads it; anything unusual is ``Unusual``."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from .frozen import Frozen
from .unusual import Unusual

MOST = 100_000
"""More entries than this are an error of the record, of which the exact path speaks."""


def sampled(given: Any) -> bool:
    """Whether a record gives a list of samples for a fact, and no single value."""
    if type(given) is not list and type(given) is not tuple:
        return False
    if len(given) > MOST:
        raise Unusual
    return True


def listed(given: Any, closed: bool) -> tuple[Any, bool | None]:
    """The entries that a record gives for events, and whether there are no others; None when it says nothing of them.

    ``closed`` says that there are none but those in the record.
    """
    if given is None:
        return (), True if closed else None
    if given is False:
        return (), True
    if type(given) is dict or type(given) is Frozen:
        complete = given.get("complete", False)
        if type(complete) is not bool or len(given) != 1 + ("complete" in given):
            raise Unusual
        given, closed = given.get("entries"), closed or complete
    if not sampled(given):
        raise Unusual
    return given, closed


def in_order(entries: list[Any], place: int) -> None:
    """Sort entries by their times, which stand at one place in each; of several, all must be known."""
    if len(entries) < 2:
        return
    try:
        entries.sort(key=itemgetter(place))
    except TypeError:  # some time is None or False
        raise Unusual from None
    for entry in entries:
        if entry[place] is False or entry[place] != entry[place]:
            raise Unusual
