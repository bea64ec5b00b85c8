"""Records that answer a question, in as few and as round values as still answer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from eligo.core.interpret import Interpreter
from eligo.core.moments import parse_moment
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reading import read_record
from eligo.core.values import DAY, HOUR, MINUTE, SECOND
from eligo.verify.moments import moment_text
from eligo.verify.questions import Wanted, answered

Raw = dict[str, object]
Answers = Callable[[Raw], bool]

_STEPS = tuple(Fraction(step) * Fraction(10) ** power for power in (3, 2, 1, 0, -1, -2, -3) for step in (10, 5, 2, 1))
_GRIDS = (DAY, HOUR, 15 * MINUTE, MINUTE, SECOND)
_PLAIN = tuple(map(Fraction, ("10", "20", "50", "100", "1", "2", "5", "200", "500", "1000", "0.5", "0.2", "0")))
"""Tried before anything that is near what the solver found, so that the same question mostly has the same answer."""
_FINEST = Fraction(1, 10**9)
_USUAL = (DAY, HOUR, 2 * DAY, 7 * DAY, 30 * DAY, 365 * DAY, 30 * 365 * DAY, -HOUR, -DAY)
_FAR = 30 * DAY
_NEARER = (DAY, 30 * DAY, 365 * DAY)
_CYCLE = 1461 * DAY
_OUR_TIME = (dt.date(2028, 1, 1).toordinal() - 1) * DAY


def interpreted(program: Program, raw: Mapping[str, object]) -> Interpreter | None:
    """The record, evaluated; None when it cannot be read."""
    reading = read_record(program.facts, raw)
    return None if reading.problems or reading.implausible else Interpreter(program, reading.values)


def replayed(program: Program, raw: Mapping[str, object], wanted: tuple[Wanted, ...]) -> bool:
    """Whether a record answers a question about a program."""
    interpreter = interpreted(program, raw)
    return interpreter is not None and answered(wanted, interpreter)


def simplified(facts: tuple[Fact, ...], raw: Raw, answers: Answers) -> Raw:
    """The record with what it does not need left out, and the rest as round as possible.

    Args:
        facts: the data dictionary.
        raw: a record that answers.
        answers: whether another one still does.
    """
    raw = _fewer(raw, answers)
    for fact in facts:
        if fact.name in raw and fact.name != SCREENING:
            for value in _rounder(fact, raw[fact.name]):
                if answers({**raw, fact.name: value}):
                    raw = {**raw, fact.name: value}
                    break
    raw = _unscreened(raw, answers)  # there may be no moment left that needs it
    return _on_round_times(_lately(_in_our_time(raw, answers), answers), answers)


def _fewer(raw: Raw, answers: Answers) -> Raw:
    for name in reversed(list(raw)):
        without = {key: value for key, value in raw.items() if key != name}
        if name != SCREENING and answers(without):
            raw = without
    for name in list(raw):
        for shorter in _shorter(raw[name]):
            if answers({**raw, name: shorter}):
                raw = {**raw, name: shorter}
                break
    return _unscreened(raw, answers)


def _unscreened(raw: Raw, answers: Answers) -> Raw:
    without = {key: value for key, value in raw.items() if key != SCREENING}
    return without if answers(without) else raw


def _shorter(value: object) -> Iterator[object]:
    """Lists with fewer entries, the shortest first."""
    entries = value.get("entries") if isinstance(value, Mapping) else value
    if not isinstance(entries, list):
        return
    for place in range(len(entries)):
        kept = [entries[place]]
        yield {**value, "entries": kept} if isinstance(value, Mapping) else kept
    for place in range(len(entries)):
        kept = [entry for i, entry in enumerate(entries) if i != place]
        yield {**value, "entries": kept} if isinstance(value, Mapping) else kept


def _rounder(fact: Fact, value: object) -> Iterator[object]:
    """Values beside a number, the roundest first."""
    if isinstance(value, Fraction):
        yield from rounder(value)
    elif (fact.kind == "flag" and value is True) or (fact.kind in ("moment", "period") and value is not False):
        yield False
    elif isinstance(value, list):
        yield from _rounder_lists(value)
    elif isinstance(value, Mapping) and isinstance(value.get("entries"), list):
        for entries in _rounder_lists(value["entries"]):
            yield {**value, "entries": entries}


def _rounder_lists(entries: list[object]) -> Iterator[list[object]]:
    """The entries with all their numbers rounded by one step, the coarsest first."""
    for step in (*_STEPS, _FINEST):
        yield [
            {key: _nearest(part, step) if isinstance(part, Fraction) else part for key, part in entry.items()}
            if isinstance(entry, Mapping)
            else _nearest(entry, step)
            if isinstance(entry, Fraction)
            else entry
            for entry in entries
        ]


def rounder(value: Fraction) -> Iterator[Fraction]:
    """Round numbers: first a few that do not depend on the value, then those beside it, the roundest first."""
    yield from _PLAIN
    for step in (*_STEPS, _FINEST):
        below = value // step * step
        yield from (below, below + step) if value - below <= step / 2 else (below + step, below)


def _nearest(value: Fraction, step: Fraction) -> Fraction:
    return round(value / step) * step


# ---------------------------------------------------------------- times


def _in_our_time(raw: Raw, answers: Answers) -> Raw:
    """Every moment moved alike, by cycles of four years, which keep the calendar: the last of them to about 2026."""
    places = [place for name in raw for place in _moments((name,), raw[name])]
    instants = [at for place in places if (at := _instant(_look(raw, place))) is not None]
    if not instants:
        return raw
    cycles = (_OUR_TIME - max(instants)) // _CYCLE
    moved = raw
    for place in places:
        at = _instant(_look(raw, place))
        if at is not None:
            moved = _put(moved, place, moment_text(at + cycles * _CYCLE))
    return moved if answers(moved) else raw


def _lately(raw: Raw, answers: Answers) -> Raw:
    """What lies far from the screening moved towards it alike, as near as will do."""
    screening = _instant(raw.get(SCREENING))
    places = [(place, _instant(_look(raw, place))) for name in raw for place in _moments((name,), raw[name])]
    far = [(place, at) for place, at in places if screening and at and abs(screening - at) > _FAR]
    for before in _NEARER if far else ():
        moved, by = raw, (screening or 0) - before - max(at for _, at in far)
        for place, at in far:
            moved = _put(moved, place, moment_text(at + by))
        if answers(moved):
            return moved
    return raw


def _on_round_times(raw: Raw, answers: Answers) -> Raw:
    """Every moment moved to the nearest round one, beginning with the screening, from which the others are counted."""
    places = [place for name in raw for place in _moments((name,), raw[name])]
    base = 12 * HOUR
    for place in sorted(places, key=lambda p: p != (SCREENING,)):
        at = _instant(_look(raw, place))
        if at is None:
            continue
        for instant in _rounder_times(at, base, None if place == (SCREENING,) else _instant(raw.get(SCREENING))):
            moved = _put(raw, place, moment_text(instant))
            if answers(moved):
                raw = moved
                break
        if place == (SCREENING,):
            base = (_instant(raw[SCREENING]) or 0) % DAY
    return raw


def _rounder_times(at: int, base: int, screening: int | None) -> Iterator[int]:
    """Round instants: some that lie a round length from the screening, then those beside one, the roundest first."""
    if screening is not None:
        yield from (screening - before for before in _USUAL)
    for grid in _GRIDS:
        below = (at - base) // grid * grid + base
        yield from (below, below + grid) if at - below <= grid // 2 else (below + grid, below)


def _moments(place: tuple[str | int, ...], value: object) -> Iterator[tuple[str | int, ...]]:
    """Where moments stand in a raw value."""
    if isinstance(value, str) and _instant(value) is not None:
        yield place
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _moments((*place, key), part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _moments((*place, index), part)


def _instant(value: object) -> int | None:
    written = parse_moment(value) if isinstance(value, str) else None
    return written.low if written is not None and written.timed else None


def _look(value: object, place: tuple[str | int, ...]) -> object:
    for key in place:
        value = value[key]  # type: ignore[index]  # a place that was found
    return value


def _put(raw: Raw, place: tuple[str | int, ...], text: str) -> Raw:
    return _with(raw, place, text)  # type: ignore[return-value]  # a record stays one


def _with(value: object, place: tuple[str | int, ...], new: object) -> object:
    if not place:
        return new
    key, rest = place[0], place[1:]
    if isinstance(value, list):
        return [_with(part, rest, new) if i == key else part for i, part in enumerate(value)]
    assert isinstance(value, Mapping)
    return {k: _with(part, rest, new) if k == key else part for k, part in value.items()}
