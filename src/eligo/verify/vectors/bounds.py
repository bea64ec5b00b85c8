"""The bounds that a condition sets to a fact: for each, the value on it and those one step to either side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.cells import crossings
from eligo.core.interpret import Interpreter
from eligo.core.moments import LAST, shift
from eligo.core.passed import lengths, times_passed
from eligo.core.program import SCREENING, Fact
from eligo.core.values import DAY, MINUTE, Duration, Moment, Period

Atom = n.Compare | n.Window | n.Lasting | n.During
"""A condition that sets bounds."""

Sides = tuple[object, object, object]
"""Raw values below a bound, on it, and above it."""

EPOCH = dt.datetime(1, 1, 1)  # noqa: DTZ001  # moments of a record are local
HERE = Duration()
LONGEST = 12
"""Most digits of a number that is written into a test."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of a condition, for one patient.

    Attributes:
        name: tells it from the condition's other bounds; the same for every patient.
        values: below, on and above it.
        exact: whether the middle value lies on it; otherwise it is the last short decimal before it.
    """

    name: str
    values: Sides
    exact: bool = True


def bounds(atom: Atom, fact: Fact, patient: Interpreter, given: Mapping[str, object]) -> Iterator[Bound]:
    """The bounds that a condition sets to one fact of a patient, all others staying as they are.

    Found are those of numbers that the condition is linear in (or in their inverse), of moments and of both ends of
    periods, as far as the other moments are exactly known.

    Args:
        patient: an interpreter of the patient, for a program in which the condition can be evaluated.
        given: the same patient's raw record.
    """
    match atom:
        case n.Compare() if fact.kind == "number":
            return _numbers(atom, fact, patient)
        case n.Compare():
            return _Times(fact, patient, given).elapsed(atom)
        case n.Window():
            return _Times(fact, patient, given).window(atom)
        case n.Lasting():
            return _Times(fact, patient, given).lasting(atom)
        case n.During():
            return _Times(fact, patient, given).during(atom)


# ---------------------------------------------------------------- numbers


def _numbers(atom: n.Compare, fact: Fact, patient: Interpreter) -> Iterator[Bound]:
    for limit in crossings(atom, fact.name, patient):
        at = decimal_of(limit)
        step = fact.precision or Fraction(1, 10 ** (2 + (0 if at is None else max(0, _places(at)))))
        middle = limit if at is not None else limit // step * step
        below, here, above = (decimal_of(middle + d) for d in (-step, Fraction(0), step))
        if below is not None and here is not None and above is not None:
            yield Bound("limit", (_number(below), _number(here), _number(above)), exact=at is not None)


def decimal_of(value: Fraction) -> Decimal | None:
    """The finite decimal that equals a number and is short enough to be written down."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    made = Decimal(value.numerator) / Decimal(value.denominator)
    return made if Fraction(made) == value and len(made.as_tuple().digits) <= LONGEST else None


def decimals(values: Iterable[Fraction]) -> Iterator[int | float]:
    """Those of some numbers that can be written down shortly, as a record would hold them."""
    for value in values:
        made = decimal_of(value)
        if made is not None:
            yield _number(made)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# ---------------------------------------------------------------- moments and periods


class _Times:
    """The bounds of a moment, or of the two ends of a period."""

    def __init__(self, fact: Fact, patient: Interpreter, given: Mapping[str, object]) -> None:
        self.fact = fact
        self.patient = patient
        self.given = given.get(fact.name)
        self.offset = _offset(given.get(SCREENING)) or _offset(self.given)

    def window(self, atom: n.Window) -> Iterator[Bound]:
        """Either end of the window, as the moment in it moves and as the one that it hangs from does."""
        for role, moving, fixed, sign in (
            ("subject", atom.subject, atom.anchor, 1),
            ("anchor", atom.anchor, atom.subject, -1),
        ):
            for end, distance in (("first", atom.low), ("last", atom.high)):
                if distance is not None:
                    calendar = bool(distance.months)
                    yield from self._moved(f"{role} {end}", moving, self._at(fixed, distance, sign, calendar), calendar)

    def during(self, atom: n.During) -> Iterator[Bound]:
        """Start and end of the period at a moment, and that moment at the start and the end of the period.

        What asks whether a period is in progress may look at its start in one way while it runs, in another when it has
        an end: the start is moved with either.
        """
        if self.fact.name == atom.period:
            for which, at in self._at(atom.anchor):
                yield from self._bound(f"start of ended {which}", at, False, self._to(min(at + DAY, LAST)))
        for edge in ("start", "end"):
            own = n.EdgeOf("start" if edge == "start" else "end", atom.period)
            yield from self._moved(edge, own, self._at(atom.anchor))
            yield from self._moved(f"{edge} passed", atom.anchor, self._at(own))

    def lasting(self, atom: n.Lasting) -> Iterator[Bound]:
        """The length of a period that runs and of one that has ended, and the screening of one that runs."""
        calendar = bool(atom.duration.months)
        screening, start = n.When(SCREENING), n.EdgeOf("start", atom.period)
        yield from self._moved("screening", screening, self._at(start, atom.duration, 1, calendar), calendar)
        if self.fact.name != atom.period:
            return
        for which, latest in self._at(screening, atom.duration, -1, calendar):
            yield from self._bound(f"running {which}", latest, calendar, lambda at: {"start": self._text(at)})
            to_come = min(shift(latest, atom.duration) + DAY, LAST)
            yield from self._bound(f"ending after the screening {which}", latest, calendar, self._to(to_come))
            begun = latest - 2 * DAY
            if 0 <= begun <= LAST:
                ended = shift(begun, atom.duration)
                yield from self._bound(f"ended {which}", ended, calendar, self._ended(begun))

    def _ended(self, begun: int) -> Callable[[int], object]:
        start = self._text(begun)
        return lambda end: {"start": start, "end": self._text(end)}

    def _to(self, end: int) -> Callable[[int], object]:
        ended = self._text(end)
        return lambda start: {"start": self._text(start), "end": ended}

    def elapsed(self, atom: n.Compare) -> Iterator[Bound]:
        """The moments at which a time that has passed reaches a limit."""
        for side, other, relation in (
            (atom.left, atom.right, atom.relation),
            (atom.right, atom.left, n.MIRRORED[atom.relation]),
        ):
            limit = self.patient.number(other)
            if limit is None or not limit.exact:
                continue
            for part in times_passed(side, self.patient.program):
                for count, length in lengths(part.measure, relation, limit.low):
                    yield from self._passed(part, count, length)

    def _passed(self, part: n.Elapsed, count: Fraction, length: Duration) -> Iterator[Bound]:
        calendar = bool(length.months)
        for role, moving, fixed, sign in (("from", part.start, part.end, -1), ("to", part.end, part.start, 1)):
            yield from self._moved(f"{role} {count}", moving, self._at(fixed, length, sign, calendar), calendar)

    def _at(
        self, node: n.Temporal, by: Duration = HERE, sign: int = 1, calendar: bool = False
    ) -> tuple[tuple[str, int], ...]:
        """Some way from a moment, if it is known: from an uncertain one as early and as late as that can be."""
        moment = self.patient.moment(node)
        if not isinstance(moment, Moment):
            return ()
        low, high = shift(moment.low, by, sign), shift(moment.high, by, sign)
        if low == high or (calendar and low // DAY == high // DAY):
            return (("", low),)
        return (("at the earliest", low), ("at the latest", high))

    def _moved(
        self, name: str, node: n.Temporal, places: Iterable[tuple[str, int]], calendar: bool = False
    ) -> Iterator[Bound]:
        """A moment of the fact moved across instants."""
        for which, at in places:
            write = self._writer(node, at)
            if write is not None:
                yield from self._bound(f"{name} {which}", at, calendar, write)

    def _writer(self, node: n.Temporal, at: int) -> Callable[[int], object] | None:
        """How the fact is written with its moment near an instant; None when it is not the fact that moves."""
        node = self.patient.program.resolved(node)
        if node == n.When(self.fact.name):
            return self._text
        if node == n.EdgeOf("start", self.fact.name):
            return lambda start: self._period(start, at + DAY)
        if node == n.EdgeOf("end", self.fact.name):
            return lambda end: {"start": self._start(at - 2 * DAY), "end": self._text(end)}
        return None

    def _period(self, start: int, latest: int) -> dict[str, object]:
        """The patient's period with another start; it runs on if it would end too soon after it."""
        period = self.patient.record.get(self.fact.name)
        ends = isinstance(period, Period) and period.end is not None and period.end.low > latest
        started: dict[str, object] = {"start": self._text(start)}
        return {**started, "end": self.given["end"]} if ends and isinstance(self.given, dict) else started

    def _start(self, latest: int) -> object:
        """The start of the patient's period, or an earlier one if it must lie before an instant."""
        period = self.patient.record.get(self.fact.name)
        if isinstance(period, Period) and period.start.high <= latest and isinstance(self.given, dict):
            return self.given["start"]
        return self._text(max(0, latest))

    def _bound(self, name: str, at: int, calendar: bool, write: Callable[[int], object]) -> Iterator[Bound]:
        step = DAY if calendar else MINUTE
        if step <= at <= LAST - step:
            yield Bound(name, (write(at - step), write(at), write(at + step)))

    def _text(self, instant: int) -> str:
        at = EPOCH + dt.timedelta(microseconds=instant)
        return at.isoformat(timespec="minutes" if not instant % MINUTE else "auto") + self.offset


def _offset(given: object) -> str:
    """The UTC offset of a moment, or of a period's start, as it is written; empty when it has none."""
    start = given.get("start") if isinstance(given, Mapping) else given
    found = re.search(r"T.*?(Z|[+-]\d\d:\d\d)$", str(start))
    return found[1] if found else ""
