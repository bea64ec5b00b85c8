"""The core language: the few kinds of node to which every construct is lowered.

Numbers are exact and unit-free here: lowering has already moved every threshold into the unit of the data it meets.
Each node compares by meaning; ``shown`` and ``line`` only tell a reader what the author wrote and where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from .truth import Truth
from .values import Duration

Relation = Literal["<", "<=", "=", "!=", ">=", ">"]
MIRRORED: dict[str, Relation] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
"""How a relation reads from the other side."""
ByTime = Literal["latest", "previous", "first"]
Measure = Literal["years", "months", "weeks", "days", "hours", "minutes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything in the core; ``line`` is the source line it came from, 0 when it has none."""

    line: int = field(default=0, compare=False, repr=False)


# ---------------------------------------------------------------- conditions: Kleene truth


@dataclass(frozen=True, slots=True)
class Always(Node):
    """A constant truth."""

    truth: Truth


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Condition


@dataclass(frozen=True, slots=True)
class All(Node):
    """True when every member is; true of no members."""

    members: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """True when some member is; false of no members."""

    members: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Count(Node):
    """Whether between ``low`` and ``high`` members are true; ``high`` None is no upper limit."""

    low: int
    high: int | None
    members: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Known(Node):
    """Whether an operand has a value, implausible ones apart; never unknown itself."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Flag(Node):
    """A yes-or-no fact."""

    fact: str


@dataclass(frozen=True, slots=True)
class Is(Node):
    """Whether a choice has one of these values (in the declaration's order)."""

    fact: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two numbers in one unit. Unknown when either is, or when the answer differs within their ranges."""

    left: Numeric
    relation: Relation
    right: Numeric


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
class Ref(Node):
    """A named condition: a definition, a criterion (true when it is met as written) or a labelled member."""

    name: str


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A constant, in the unit of what it meets; ``shown`` is what the author wrote, such as ``2 mg/dL``."""

    value: Fraction
    shown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Measured(Node):
    """A number fact, in its declared unit."""

    fact: str


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """Interval arithmetic: sums, products, powers (``^``), the greater (``max``) or lesser (``min``) of two numbers.

    A division whose divisor may be zero is unknown; for powers see :mod:`powers`. While one of two numbers is unknown,
    the greater is at least the other, the lesser at most: what that decides is decided, though it is not *known*.
    """

    op: Literal["+", "-", "*", "/", "^", "max", "min"]
    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Logarithm(Node):
    """The natural or the decimal logarithm of a positive number, see :mod:`logarithms`; of any other, unknown."""

    base: Literal["e", "10"]
    operand: Numeric


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """``then`` or ``otherwise`` by a condition; while that is unknown, the range that holds both, if both are known."""

    condition: Condition
    then: Numeric
    otherwise: Numeric


@dataclass(frozen=True, slots=True)
class FirstKnown(Node):
    """The first operand that is known; of no operands, unknown."""

    operands: tuple[Numeric, ...]


@dataclass(frozen=True, slots=True)
class Elapsed(Node):
    """Time from one moment to another: completed calendar years or months, or exact weeks, days, hours, minutes.

    ``n`` years are completed when ``start`` is at or before ``end`` moved back by ``n`` calendar years. Negative when
    ``end`` comes first. Of uncertain moments, the range. Unknown of a moment that never happened.
    """

    measure: Measure
    start: Temporal
    end: Temporal


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
class NumberRef(Node):
    """A named number."""

    name: str


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
class PickMoment(Node):
    """A moment of the entry that is chosen by time; it never happened when there surely is no such entry."""

    series: str
    how: ByTime
    value: Temporal
    time: str
    among: Condition


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


Condition = (
    Always
    | Not
    | All
    | Any
    | Count
    | Known
    | Flag
    | Is
    | Compare
    | Window
    | Lasting
    | During
    | Several
    | PickIs
    | Other
    | Ref
)
Numeric = Number | Measured | Arithmetic | Logarithm | Choose | FirstKnown | Elapsed | Pick | NumberRef
Temporal = When | EdgeOf | PickMoment | MomentRef | FirstMoment | Fixed


@dataclass(frozen=True, slots=True)
class Chosen(Node):
    """A choice, named as the operand of ``is known``."""

    fact: str


@dataclass(frozen=True, slots=True)
class Spell(Node):
    """A period, named as the operand of ``is known``."""

    fact: str


Operand = Numeric | Temporal | Flag | Chosen | Spell | PickIs
