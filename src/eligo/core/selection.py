"""The meaning of selections among the entries of one record."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from . import entries as e
from . import nodes as n
from .program import SCREENING
from .truth import FALSE, TRUE, UNKNOWN, Truth, conjoin
from .values import NEVER, UNBOUNDED, Duration, Entries, Moment, Never, Range

if TYPE_CHECKING:
    from .interpret import Interpreter

ALWAYS = n.Always(TRUE)
_NONE = Entries((), complete=True, open=False)
_NOT_GIVEN = Entries((), complete=False)


def entries_of(interpreter: Interpreter, series: str) -> Entries:
    """The entries of a fact that repeats; a single value of one is a sample at an unknown time."""
    value = interpreter.record.get(series)
    if isinstance(value, Entries):
        return value
    if value is None:
        return _NOT_GIVEN
    return _NONE if value is NEVER else Entries((((f"{series}.value", value),),), complete=True)


@lru_cache(maxsize=1024)
def until_screening(series: str) -> n.Window:
    """A sample was taken at or before the screening."""
    return n.Window(n.When(f"{series}.time"), n.When(SCREENING), None, Duration())


def current(series: str) -> n.Pick:
    """The value that a fact with repeated numbers has: the latest until the screening."""
    return n.Pick(series, "latest", n.Measured(f"{series}.value"), f"{series}.time", until_screening(series))


def current_is(series: str, test: n.Condition) -> n.PickIs:
    """Whether the value that a repeated fact has passes a test, which reads ``series.value``."""
    return n.PickIs(series, "latest", f"{series}.time", until_screening(series), test)


def several(interpreter: Interpreter, node: n.Several) -> Truth:
    """Whether so many entries count and pass the test."""
    found = entries_of(interpreter, node.series)
    truths, surely = [], False
    for inside, among in _among(interpreter, found, node):
        surely = surely or among is TRUE
        truths.append(conjoin((among, inside.truth(node.test))))
    if not surely and (node.sampled == "always" or (node.sampled == "unless closed" and not found.closed)):
        return UNKNOWN
    return e.how_many(truths, node.low, node.high, complete=found.complete)


def pick_is(interpreter: Interpreter, node: n.PickIs) -> Truth:
    """Whether the chosen entry passes the test."""
    found = chosen(interpreter, node)
    if found is None:
        # Nothing was measured is no answer; but that there is no entry is one.
        return FALSE if not interpreter.program.fact[node.series].repeated and _none(interpreter, node) else UNKNOWN
    return e.agreed(inside.truth(node.test) for inside in found)


def pick_moment(interpreter: Interpreter, node: n.PickMoment) -> Moment | Never | None:
    """A moment of the chosen entry; NEVER when it never happened, whichever is meant, or when there surely is none."""
    if _none(interpreter, node):
        return NEVER
    if node.value == n.When(node.time):
        found = entries_of(interpreter, node.series)
        candidates = [c for c, _ in _candidates(interpreter, found, node)]
        rank, earliest = _rank(node.how)
        return e.ranked_time(candidates, rank, earliest=earliest) if found.complete else None
    meant = chosen(interpreter, node)
    if meant is None:
        return None
    moments = [inside.moment(node.value) for inside in meant]
    if all(moment is NEVER for moment in moments):
        return NEVER
    return e.either_moment(moment if isinstance(moment, Moment) else None for moment in moments)


def _none(interpreter: Interpreter, node: n.PickIs | n.PickMoment) -> bool:
    """Whether there surely is no entry to choose: of no others than those in the list too few may count."""
    found = entries_of(interpreter, node.series)
    return found.complete and sum(1 for _ in _among(interpreter, found, node)) <= _rank(node.how)[0]


def pick(interpreter: Interpreter, node: n.Pick) -> Range | None:
    """A number out of the entries that count."""
    wanted = node.value
    found = entries_of(interpreter, node.series)
    if node.how in ("latest", "previous", "first") and wanted is not None:
        meant = chosen(interpreter, node)
        return None if meant is None else e.either_number(inside.number(wanted) for inside in meant)
    among = list(_among(interpreter, found, node))
    if wanted is None:
        sure = Fraction(sum(truth is TRUE for _, truth in among))
        return Range(sure, Fraction(len(among)) if found.complete else UNBOUNDED)
    limits = _limits(interpreter, wanted)
    numbers = []
    for inside, truth in among:
        value = inside.number(wanted)
        numbers.append(e.Counted(truth, value or limits, value is not None and not value.partial))
    if node.how == "mean":
        return e.mean(numbers, complete=found.complete)
    if node.how == "sum":
        return None if _unanswered(interpreter, node, among) else e.total(numbers, limits, complete=found.complete)
    reduce = e.lowest if node.how == "lowest" else e.highest
    return reduce(numbers, limits, complete=found.complete)


def _unanswered(interpreter: Interpreter, node: n.Pick, among: list[tuple[Interpreter, Truth]]) -> bool:
    """Whether nothing is known of a sum: no list at all, or no measurement that surely counts."""
    if node.series not in interpreter.record:
        return True
    return interpreter.program.fact[node.series].repeated and all(truth is not TRUE for _, truth in among)


def _limits(interpreter: Interpreter, value: n.Numeric) -> Range:
    """What a number that is not known may be: of what is plausibly never negative (or positive) anything on that side.

    The plausible range itself says nothing of it: the value that a record has may be one that was not plausible.
    """
    sign = interpreter.program.signs.of(value)
    nothing = Fraction(0)
    return Range(nothing if sign.never_negative else -UNBOUNDED, nothing if sign.never_positive else UNBOUNDED)


def members(
    interpreter: Interpreter, node: n.Several | n.Pick | n.PickIs | n.PickMoment
) -> Iterator[tuple[Interpreter, Truth]]:
    """The entries that may count, each as the record seen from inside it, and whether it surely does."""
    return _among(interpreter, entries_of(interpreter, node.series), node)


def _among(
    interpreter: Interpreter, found: Entries, node: n.Several | n.Pick | n.PickIs | n.PickMoment
) -> Iterator[tuple[Interpreter, Truth]]:
    """The entries that may count, each as the record seen from inside it.

    A single value without a time is the one until the screening.
    """
    among = node.among
    if not isinstance(interpreter.record.get(node.series), Entries):
        among = of_single(among, node.series)
    for place, entry in enumerate(found.entries):
        inside = interpreter.inside(node.series, dict(entry), place)
        truth = inside.truth(among)
        if truth is not FALSE:
            yield inside, truth


def of_single(among: n.Condition, series: str) -> n.Condition:
    """What is asked of a single value: not that it was taken until the screening."""
    until = until_screening(series)
    if among == until:
        return ALWAYS
    if isinstance(among, n.All) and among.members[:1] == (until,):
        return n.All(among.members[1:])
    return among


def _candidates(
    interpreter: Interpreter, found: Entries, node: n.Pick | n.PickIs | n.PickMoment
) -> Iterator[tuple[e.Candidate, Interpreter]]:
    for place, (inside, truth) in enumerate(_among(interpreter, found, node)):
        time = inside.moment(n.When(node.time))
        yield e.Candidate(place, truth, time if isinstance(time, Moment) else None), inside


def chosen(interpreter: Interpreter, node: n.Pick | n.PickIs | n.PickMoment) -> list[Interpreter] | None:
    """The entries that may be the chosen one; None when there may be none, or one that the list lacks."""
    found = entries_of(interpreter, node.series)
    if not found.complete:
        return None
    pairs = list(_candidates(interpreter, found, node))
    rank, earliest = _rank(node.how)
    places = e.ranked([candidate for candidate, _ in pairs], rank, earliest=earliest)
    return None if places is None else [pairs[place][1] for place in places]


def _rank(how: str) -> tuple[int, bool]:
    """How many others lie beyond the chosen entry, and whether earlier ones do."""
    return (1 if how == "previous" else 0), how == "first"
