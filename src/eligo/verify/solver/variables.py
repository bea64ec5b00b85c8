"""A patient's record as unknowns: for each fact whether it is given, and its value in its plausible range."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import z3

from eligo.core.program import SCREENING, Fact
from eligo.core.values import DAY, NEVER
from eligo.units import convert, parse_unit
from eligo.verify.solver.calendar import FIRST, LAST, Calendar
from eligo.verify.solver.terms import Amount, Bool, Instant, Kleene, Term, Tick, conj, disj, either_bool, inverse, real

Known = Literal["exactly", "by date", "loosely"]
"""How moments are known: to the microsecond; or as a day, a month or a year alone; or as any stretch of time."""


@dataclass(frozen=True, slots=True)
class Single:
    """The unknowns of one value: of a fact, or of a field of an entry.

    Attributes:
        given: whether the record gives it.
        value: a number, a truth, or the place of a choice among the options.
        never: of a moment or a period, that it never was.
        start: a moment, or the start of a period.
        late: of a moment that is known as a date alone, the latest that it may be; ``start`` is the earliest.
        end: the end of a period.
        running: whether a period has no end.
        limits: constants that a number lies between, given or not; None: none are known.
        options: of a choice, what the places stand for.
    """

    fact: Fact
    given: Bool
    value: Term = None
    never: Bool = False
    start: Tick | None = None
    late: Tick | None = None
    end: Tick | None = None
    running: Bool = False
    limits: tuple[Fraction, Fraction] | None = None
    options: tuple[str, ...] = ()

    # ------------------------------------------------------------ as the interpreter sees it: defaults filled in

    @property
    def known(self) -> Bool:
        """Whether it has a value."""
        return self.given if self.fact.missing is None else True

    @property
    def never_was(self) -> Bool:
        """Whether a moment or a period is known not to have been."""
        given = conj((self.given, self.never))
        return disj((given, inverse(self.given))) if self.fact.missing is NEVER else given

    def flag(self) -> Kleene:
        """The truth of a flag."""
        default = self.fact.missing
        yes = disj((conj((self.given, self.value)), conj((inverse(self.given), default is True))))
        no = disj((conj((self.given, inverse(self.value))), conj((inverse(self.given), default is False))))
        return Kleene(yes, no)

    def is_one_of(self, options: tuple[str, ...]) -> Kleene:
        """Whether a choice is one of these."""
        places = [place for place, option in enumerate(self.options) if option in options]
        among = disj(self.value == place for place in places)
        default = self.fact.missing
        usual = False if default is None else default in options
        yes = either_bool(self.given, among, usual)
        return Kleene(yes, conj((self.known, inverse(yes))))

    def amount(self) -> Amount:
        """A number."""
        least, most = self.limits if self.limits is not None else (None, None)
        return Amount(self.given, self.value, self.value, least, most)

    def instant(self) -> Instant:
        """A moment."""
        assert self.start is not None  # it is the value of a moment
        return Instant(self.known, self.never_was, self.start, self.late or self.start)


@dataclass(frozen=True, slots=True)
class Several:
    """The unknowns of a fact that repeats.

    Attributes:
        given: whether the record gives it.
        alone: of repeated measurements, that it is one value without a time: the first entry's.
        none: of events, that there are none.
        complete: of events, that the list lacks no entry.
        closed: of measurements, that the record says that there are no others.
        exists: whether there is a first entry, a second, and so on.
        entries: the fields of each by full names.
    """

    fact: Fact
    given: Bool
    alone: Bool
    none: Bool
    complete: Bool
    closed: Bool
    exists: tuple[Bool, ...]
    entries: tuple[dict[str, Single], ...]


class Variables:
    """The unknowns of one record; ``constraints`` keep them to what a record can hold.

    Args:
        entries: the most entries of a list.
        moments: how moments are known; the screening always exactly.
    """

    def __init__(self, facts: tuple[Fact, ...], entries: int, moments: Known = "exactly") -> None:
        self.constraints: list[Bool] = []
        self._moments = moments
        self._calendar = Calendar()
        self.single: dict[str, Single] = {}
        self.several: dict[str, Several] = {}
        for fact in facts:
            if fact.repeated or fact.kind == "events":
                self.several[fact.name] = self._listing(fact, entries)
            else:
                self.single[fact.name] = self._one(fact, fact.name, z3.Bool(f"given {fact.name}"))
        self.constraints += self._calendar.constraints

    def _one(self, fact: Fact, name: str, given: Bool) -> Single:
        match fact.kind:
            case "number":
                value = z3.Real(f"value {name}")
                if fact.plausible is not None:
                    self.constraints += [value >= real(fact.plausible[0]), value <= real(fact.plausible[1])]
                return Single(fact, given, value, limits=fact.plausible)
            case "flag":
                return Single(fact, given, z3.Bool(f"value {name}"))
            case "choice":
                place = z3.Int(f"value {name}")
                self.constraints += [place >= 0, place < len(fact.options)]
                return Single(fact, given, place, options=fact.options)
            case "moment":
                start = self._tick(f"at {name}")
                if fact.name == SCREENING:
                    return Single(fact, given, start=start)
                late = None if self._moments == "exactly" else self._latest(name, start)
                return Single(fact, given, never=z3.Bool(f"never {name}"), start=start, late=late)
            case _:
                start, end = self._tick(f"start {name}"), self._tick(f"end {name}")
                self.constraints.append(start.at <= end.at)
                never, running = z3.Bool(f"never {name}"), z3.Bool(f"running {name}")
                return Single(fact, given, never=never, start=start, end=end, running=running)

    def _latest(self, name: str, start: Tick) -> Tick:
        """The latest that a moment may be: itself, or the last instant of the day, month or year that it begins."""
        late, calendar = self._tick(f"late {name}"), self._calendar
        if self._moments == "loosely":
            self.constraints.append(start.at <= late.at)
            return late
        first, last = calendar.date(start), calendar.date(late)
        of_month = z3.And(first.of_month == 0, last.last)
        some_days = z3.Or(
            calendar.day(start) == calendar.day(late),
            z3.And(of_month, first.month == last.month),
            z3.And(of_month, first.month % 12 == 0, last.month == first.month + 11),
        )
        whole = z3.And(start.at == DAY * calendar.day(start), late.at == DAY * calendar.day(late) + DAY - 1)
        self.constraints.append(z3.Or(start.at == late.at, z3.And(whole, some_days)))
        return late

    def _tick(self, name: str) -> Tick:
        at = z3.Int(name)
        self.constraints += [at >= FIRST, at <= LAST]
        return Tick(at)

    def _listing(self, fact: Fact, entries: int) -> Several:
        name = fact.name
        given = z3.Bool(f"given {name}")
        alone, none, complete, closed = False, False, True, False
        if fact.kind == "events":
            none = z3.Bool(f"none {name}")
            complete = z3.Bool(f"complete {name}") if fact.missing is None else True
        elif entries:
            alone, closed = z3.Bool(f"alone {name}"), z3.Bool(f"closed {name}")
            self.constraints.append(z3.Not(z3.And(alone, closed)))
        exists = tuple(z3.Bool(f"entry {name} {place}") for place in range(entries))
        for before, after in pairwise(exists):
            self.constraints.append(z3.Implies(after, before))
        if exists and alone is not False:
            self.constraints.append(z3.Implies(alone, conj((exists[0], *map(inverse, exists[1:])))))
        return Several(
            fact,
            given,
            alone,
            none,
            complete,
            closed,
            exists,
            tuple(self._entry(fact, alone, place) for place in range(entries)),
        )

    def _entry(self, fact: Fact, alone: Bool, place: int) -> dict[str, Single]:
        fields = {}
        for field in fact.fields:
            name = f"{field.name} {place}"
            given = z3.Bool(f"given {name}")
            if fact.repeated and place == 0:
                is_value = field.name == f"{fact.name}.value"
                self.constraints.append(z3.Implies(alone, given if is_value else z3.Not(given)))
            fields[field.name] = self._one(field, name, given)
        return fields

    def declared(self, facts: tuple[Fact, ...]) -> Variables:
        """The same record as another dictionary of its facts reads it: with its own plausible ranges and defaults.

        A number that this dictionary does not hold for plausible is one that is not given.
        """
        other = copy(self)
        other.single, other.several = dict(self.single), dict(self.several)
        for fact in facts:
            if fact.name in self.single and self.single[fact.name].fact != fact:
                other.single[fact.name] = _as_declared(self.single[fact.name], fact)
        return other

    def without(self, fact: str) -> Variables:
        """The same record, one fact apart, which it does not give."""
        other = copy(self)
        if fact in self.several:
            other.several = {**self.several, fact: replace(self.several[fact], given=False)}
        else:
            other.single = {**self.single, fact: replace(self.single[fact], given=False)}
        return other

    def given(self, fact: str) -> Bool:
        """Whether the record gives a fact."""
        return (self.several[fact] if fact in self.several else self.single[fact]).given


def _as_declared(single: Single, fact: Fact) -> Single:
    """A value as another declaration reads it: in its unit, and not given where it is none of its values."""
    given, value, limits = single.given, single.value, single.limits
    if fact.kind == "choice":
        given = conj((given, disj(value == i for i, option in enumerate(single.options) if option in fact.options)))
    if fact.kind == "number":
        scale, offset = conversion(single.fact, fact)
        if scale != 1 or offset:
            value = real(scale) * value + real(offset)
            limits = None if limits is None else (limits[0] * scale + offset, limits[1] * scale + offset)
        if fact.plausible is not None:
            given = conj((given, value >= real(fact.plausible[0]), value <= real(fact.plausible[1])))
    return replace(single, fact=fact, given=given, value=value, limits=limits)


def conversion(one: Fact, other: Fact) -> tuple[Fraction, Fraction]:
    """The factor and what is added to get a number of one declaration in the unit of another.

    Raises:
        UnitError: the units do not convert.
    """
    if one.unit == other.unit:
        return Fraction(1), Fraction(0)
    here, there = parse_unit(one.unit), parse_unit(other.unit)
    zero, unity = (convert(Fraction(x), here, there, other.molar_mass) for x in (0, 1))
    return unity - zero, zero
