"""How many entries of each list are enough to show that a program and one with a mistake are not the same."""

from __future__ import annotations

from collections.abc import Iterable

from eligo.core.program import Program
from eligo.core.references import names_reached
from eligo.core.residual import names_in

from .one_sided import OneSided
from .witnesses import selected, witnesses


def enough_entries(right: Program, wrong: Program, touched: Iterable[str]) -> int | None:
    """The most that are wanted of one list: whoever tells the programs apart by longer lists does so by such ones too.

    None when no such number is known.
    """
    unlike, most = unlike_names(right, wrong), 0
    for name in touched:
        one, other = right.criterion[name].condition, wrong.criterion[name].condition
        for series in sorted(selected(right, one) | selected(wrong, other)):
            counts = _together(right, wrong, unlike, witnesses(right, one, series), witnesses(wrong, other, series))
            sided = OneSided(right, wrong, unlike, series).enough(one, other)
            found = [count for count in (counts, sided) if count is not None]
            if not found:
                return None
            most = max(most, min(found))
    return most


def _together(
    right: Program,
    wrong: Program,
    unlike: frozenset[str],
    before: dict[object, int] | None,
    after: dict[object, int] | None,
) -> int | None:
    """The witnesses of all selections in two conditions, those of one that is in both counted once."""
    if before is None or after is None:
        return None
    wanted: dict[tuple[object, bool], int] = {(node, True): count for node, count in before.items()}
    for node, count in after.items():
        alike = unlike.isdisjoint(names_reached(right, [node])) and unlike.isdisjoint(names_reached(wrong, [node]))
        wanted[node, alike] = max(wanted.get((node, alike), 0), count)
    return sum(wanted.values())


def unlike_names(right: Program, wrong: Program) -> frozenset[str]:
    """The names that do not mean the same in two programs."""
    found = set[str]()
    for name in right.order:
        one, other = right.body(name), wrong.body(name)
        if one != other or not found.isdisjoint(names_in(one)):
            found.add(name)
    return frozenset(found)
