"""The core language: the few kinds of node to which every construct is lowered.

Numbers are exact and unit-free here: lowering has already moved every threshold into the unit of the data it meets.
Each node compares by meaning; ``shown`` and ``line`` only tell a reader what the author wrote and where. The nodes of
time are in :mod:`timenodes`, those of selections among entries in :mod:`listnodes`; this module has them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from .listnodes import ByTime, Other, Pick, PickIs, PickMoment, Several
from .node import Node
from .timenodes import During, EdgeOf, Elapsed, FirstMoment, Fixed, Lasting, Measure, MomentRef, When, Window
from .truth import Truth

__all__ = [
    "MIRRORED", "All", "Always", "Any", "Arithmetic", "ByTime", "Choose", "Chosen", "Compare", "Condition",
    "Count", "During", "EdgeOf", "Elapsed", "FirstKnown", "FirstMoment", "Fixed", "Flag", "Is", "Known",
    "Lasting", "Logarithm", "Measure", "Measured", "MomentRef", "Node", "Not", "Number", "NumberRef", "Numeric",
    "Operand", "Other", "Pick", "PickIs", "PickMoment", "Ref", "Relation", "Several", "Spell", "Temporal",
    "When", "Window",
]  # fmt: skip

Relation = Literal["<", "<=", "=", "!=", ">=", ">"]
MIRRORED: dict[str, Relation] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
"""How a relation reads from the other side."""


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
class NumberRef(Node):
    """A named number."""

    name: str


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
