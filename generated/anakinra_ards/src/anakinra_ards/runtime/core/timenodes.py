"""The nodes of time: moments, the windows around them, the lengths of periods, the time between two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .node import Node
from .values import Duration

if TYPE_CHECKING:
    from .nodes import Temporal

Measure = Literal["years", "months", "weeks", "days", "hours", "minutes"]


# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Window(Node):
    """Whether ``anchor + low <= subject <= anchor + high``; an end that is None is open-ended.

    ``strict_low`` and ``strict_high`` take the end itself out. A subject or an anchor that never happened makes it
    false. Of uncertain moments it is unknown exactly when the answer depends on where they lie.
    """

    subject: Temporal
    anchor: Temporal
    low: Duration | None
    high: Duration | None
    strict_low: bool = False
    strict_high: bool = False

    @property
    def unending(self) -> bool:
        """Whether everything after the anchor lies in it."""
        return self.low is not None and self.high is None and max(self.low.months, self.low.micros) <= 0

    @property
    def past(self) -> bool:
        """Whether nothing after the anchor lies in it."""
        return self.high is not None and max(self.high.months, self.high.micros) <= 0


@dataclass(frozen=True, slots=True)
class Lasting(Node):
    """Whether a period's length up to the moment of screening stands in a relation to a duration.

    A period still running, or running past the screening, counts up to the screening; one that never was lasts
    nothing. A calendar duration is measured from the period's start.
    """

    period: str
    relation: Literal["<", "<=", ">=", ">"]
    duration: Duration


@dataclass(frozen=True, slots=True)
class During(Node):
    """Whether a period is in progress at a moment, both its ends in; false when it never was."""

    period: str
    anchor: Temporal


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class Elapsed(Node):
    """Time from one moment to another: completed calendar years or months, or exact weeks, days, hours, minutes.

    ``n`` years are completed when ``start`` is at or before ``end`` moved back by ``n`` calendar years. Negative when
    ``end`` comes first. Of uncertain moments, the range. Unknown of a moment that never happened.
    """

    measure: Measure
    start: Temporal
    end: Temporal


# ---------------------------------------------------------------- moments


@dataclass(frozen=True, slots=True)
class When(Node):
    """A moment fact; ``screening`` is always one of them."""

    fact: str


@dataclass(frozen=True, slots=True)
class EdgeOf(Node):
    """A period's start or end; either edge of one that never was is never.

    The end of one still running has no date, but lies after the screening, and not before the period's start.
    """

    edge: Literal["start", "end"]
    period: str


@dataclass(frozen=True, slots=True)
class MomentRef(Node):
    """A named moment."""

    name: str


@dataclass(frozen=True, slots=True)
class FirstMoment(Node):
    """The first moment that is known, be it that it never happened."""

    operands: tuple[Temporal, ...]


@dataclass(frozen=True, slots=True)
class Fixed(Node):
    """A date of the protocol's own, from ``low`` to ``high`` on the clock of each record (see :class:`values.Moment`).

    Windows around a whole day compare days; ``shown`` is what the author wrote.
    """

    low: int
    high: int
    shown: str = field(default="", compare=False)

    @property
    def whole_day(self) -> bool:
        """Whether it has no time of day."""
        return self.low != self.high
