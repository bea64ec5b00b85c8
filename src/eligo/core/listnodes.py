"""The nodes that select among the entries of a fact that repeats: some of them, one, or all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .node import Node

if TYPE_CHECKING:
    from .nodes import Condition, Numeric, Temporal

ByTime = Literal["latest", "previous", "first"]


@dataclass(frozen=True, slots=True)
class Several(Node):
    """Whether between ``low`` and ``high`` entries of a record that repeats count, and pass a test.

    Both conditions may read the fields of the entry at hand, such as ``biologic.dose``. A list that may lack entries
    decides only what more entries cannot change. Of ``sampled`` facts (repeated measurements) it is unknown
    unless some sample surely is ``among`` those that count: no measurement is no answer, unless the record says that
    there are no others (``unless closed``; what ``always`` needs one is what all of them have).
    """

    series: str
    among: Condition
    test: Condition
    low: int
    high: int | None
    sampled: Literal["no", "unless closed", "always"] = "no"


@dataclass(frozen=True, slots=True)
class PickIs(Node):
    """Whether one entry, chosen by time, passes a test; unknown when there may be none, or when it may be another.

    False when there surely is none, unless it is a measurement.
    """

    series: str
    how: ByTime
    time: str
    among: Condition
    test: Condition


@dataclass(frozen=True, slots=True)
class Other(Node):
    """Whether the entry at hand is another than the one of the same record that it is looked for from.

    Unknown outside of them.
    """

    series: str


@dataclass(frozen=True, slots=True)
class Pick(Node):
    """A number out of the entries that count: of one chosen by its time or size, or of all of them together.

    ``value`` is that of each entry, such as its ``biologic.dose``; a count has none. ``time`` is the full name of the
    entry's own moment. Unknown when there may be no entry to choose, and when the value of the chosen one may be.
    """

    series: str
    how: ByTime | Literal["lowest", "highest", "count", "sum", "mean"]
    value: Numeric | None
    time: str
    among: Condition


@dataclass(frozen=True, slots=True)
class PickMoment(Node):
    """A moment of the entry that is chosen by time; it never happened when there surely is no such entry."""

    series: str
    how: ByTime
    value: Temporal
    time: str
    among: Condition
