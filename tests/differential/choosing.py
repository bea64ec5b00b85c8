"""Selections for the oracle: every way in which uncertain entries may turn out is tried, one after the other.

An entry here is the truths that its membership may have, with where its time or its value may lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from .clock import Stretch

Truth = frozenset[bool]
ENDLESS = Fraction(10) ** 600
"""Beyond every number."""

Limits = tuple[Fraction, Fraction]


def counted(truths: Sequence[Truth], wanted: Callable[[int], bool], *, complete: bool) -> Truth:
    """Whether the number of true ones is wanted; a list that is not complete may have more of them."""
    others = range(1) if complete else range(len(truths) + 40)
    return frozenset(wanted(sum(world) + more) for world in product(*truths) for more in others)


# ---------------------------------------------------------------- by time


def orders(times: Sequence[Stretch | None]) -> Iterator[tuple[int, ...]]:
    """Instants that the entries may have: in each order that is possible, and at once."""
    ends = sorted({i for time in times if time is not None for i in (time.first, time.last)})
    anywhere = [-1, *ends, max(ends, default=0) + 1]
    places = [anywhere if t is None else [i for i in ends if t.first <= i <= t.last] for t in times]
    yield from product(*places)


def chosen(counts: Sequence[Truth], times: Sequence[Stretch | None], how: str) -> set[int] | None:
    """The entries that may be the latest, the one before it, or the first; None if there may be none."""
    rank = 1 if how == "previous" else 0
    sign = -1 if how == "first" else 1
    found: set[int] = set()
    for world in product(*counts):
        members = [place for place, counts_here in enumerate(world) if counts_here]
        if len(members) <= rank:
            return None
        for instants in orders([times[place] for place in members]):
            for place, at in zip(members, instants, strict=True):
                later = sum(sign * other > sign * at for other in instants)
                beside = sum(other == at for other in instants) - 1
                if later <= rank <= later + beside:
                    found.add(place)
    return found


def time_of_chosen(counts: Sequence[Truth], times: Sequence[Stretch], how: str) -> Stretch | None:
    """Where the time of the latest, the one before it, or the first may lie; None if there may be none."""
    found = []
    for world in product(*counts):
        members = [times[place] for place, counts_here in enumerate(world) if counts_here]
        if len(members) <= (how == "previous"):
            return None
        for instants in product(*((m.first, m.last) for m in members)):
            ordered = sorted(instants, reverse=how != "first")
            found.append(ordered[1 if how == "previous" else 0])
    return Stretch(min(found), max(found))


# ---------------------------------------------------------------- by value


def reduced(
    how: str,
    counts: Sequence[Truth],
    values: Sequence[Limits | None],
    limits: Limits,
    lacking: Sequence[bool],
    *,
    complete: bool,
) -> Limits | None:
    """The ends of the lowest, highest, sum or mean; a value that is not known may be any within the limits.

    ``lacking`` tells those that do not count as known, whatever limits they have of their own.
    None where a value that surely counts must be known and is not, or where there may be no value at all.
    """
    sure = [lacks for truth, lacks in zip(counts, lacking, strict=True) if truth == {True}]
    found: list[Fraction] = []
    if how in ("lowest", "highest") and all(sure):
        return None
    if how == "mean" and (not complete or not sure or any(sure)):
        return None
    ranges = [limits if value is None else value for value in values]
    for world in product(*counts):
        members = [ends for ends, counts_here in zip(ranges, world, strict=True) if counts_here]
        if not complete and how in ("lowest", "highest"):
            members.append(limits)
        found += [_REDUCE[how](numbers) for numbers in product(*members)]
        if not complete and how in ("lowest", "highest"):
            found += [_REDUCE[how](numbers) for numbers in product(*members[:-1])] if members[:-1] else []
    low, high = min(found), max(found)
    if how == "sum" and not complete:
        low = low if limits[0] >= 0 else -ENDLESS
        high = high if limits[1] <= 0 else ENDLESS
    return None if how == "sum" and low <= -ENDLESS and high >= ENDLESS else (low, high)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


_REDUCE: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "lowest": min,
    "highest": max,
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": _mean,
}
