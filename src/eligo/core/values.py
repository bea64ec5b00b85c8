"""The values that facts and expressions take: exact numbers, uncertain moments, periods.

Nothing here rounds. A number from a record is the decimal that was written down (``0.1`` is one tenth), held as a
:class:`fractions.Fraction`; an instant is a whole number of microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

MICROSECOND = 1
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Never(Enum):
    """What a moment or a period is when it is known not to have happened (``no`` in a record)."""

    NEVER = "no"

    def __bool__(self) -> bool:
        raise TypeError("`no` is a value of a moment or a period; compare it with `is`")


NEVER = Never.NEVER


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie in ``[low, high]``, both ends possible; a known number has ``low == high``.

    ``partial`` marks one of which a limit is all that is known: an operand of a *greatest of* or *least of* in it is
    missing. It decides what its range decides, and does not count as known.
    """

    low: Fraction
    high: Fraction
    partial: bool = False

    @property
    def exact(self) -> bool:
        """Whether this is one number."""
        return self.low == self.high


def exactly(number: Fraction | int) -> Range:
    """The range of one number."""
    value = number if type(number) is Fraction else Fraction(number)
    return Range(value, value)


UNBOUNDED = Fraction(10) ** 600
"""Beyond every number that a record may hold or a formula reach: the end of a range that has none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant known to lie in ``[low, high]``, in microseconds since 0001-01-01T00:00.

    All moments of one record are on one clock: local time at the offset of its screening when it carries offsets,
    otherwise the local time it is written in. A date without a time is its whole day, first to last microsecond.
    """

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; ``end`` None is still running, ``start`` and ``end`` may each be uncertain."""

    start: Moment
    end: Moment | None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as the author wrote it: calendar months and a fixed part, both signed alike.

    ``a`` and ``mo`` are calendar years and months (``months``) and compare calendar days: 18 years are reached on the
    birthday, whatever the hour. ``wk d h min s ms us`` are fixed (``micros``) and compare instants.
    """

    months: int = 0
    micros: int = 0
    shown: str = ""


Single = Fraction | bool | str | Moment | Period | Never
"""One value: a number in the declared unit, a flag, a choice, a moment, a period, or never."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a record holds for a fact that repeats.

    Attributes:
        entries: each as the known values of its fields by their full names, such as ``biologic.dose``.
        complete: whether there are no others; of repeated measurements those recorded are all that count.
        closed: whether the record says that there are no others: of events that it is complete, of measurements that
            a stretch without any had none.
        open: whether there is more to find out: another entry or measurement, a value that an entry lacks.
    """

    entries: tuple[tuple[tuple[str, Single], ...], ...]
    complete: bool
    open: bool = True
    closed: bool = False


Value = Single | Entries
"""What a record holds for a fact. A fact that the record does not hold is unknown."""


def is_open(value: Value | None) -> bool:
    """Whether there is more to find out about a fact: it is missing, or a moment of it is uncertain."""
    match value:
        case None:
            return True
        case Moment(low, high):
            return low != high
        case Entries(open=more):
            return more
        case Period(start, end):
            return is_open(start) or (end is not None and is_open(end))
        case _:
            return False
