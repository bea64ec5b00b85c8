"""Expressions: whatever has a truth, a number or a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from .base import Node, Text, Unit, Word


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, definition, criterion, labelled member (``I3.shock``), choice value, or ``eligible``."""

    name: str


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number with or without a unit; ``number`` is its text, such as ``1.5``."""

    number: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """``yes`` or ``no``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Expr


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """Arithmetic minus."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``a and b and c`` or ``a or b or c``, flattened: two operands or more."""

    op: Literal["and", "or"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Implies(Node):
    condition: Expr
    consequence: Expr


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Otherwise(Node):
    """The first of the operands that is known: ``pf_ratio otherwise pao2 / fio2``, flattened."""

    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    op: Literal["<", "<=", "=", "!=", ">=", ">"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``x between a and b``, both ends in."""

    operand: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """``x is one of { a, b }`` or ``x is not one of { a, b }``; an option may be the name of a list."""

    operand: Expr
    options: tuple[Word, ...]
    negated: bool = False
    named: Word | None = None
    """The list in ``x is one of strong_inhibitors``; then there are no ``options``."""


@dataclass(frozen=True, slots=True)
class IsKnown(Node):
    """``x is known`` or ``x is not known``."""

    operand: Expr
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Member(Node):
    """One member of a group: ``shock "Vasopressor dependence": condition``; unlabelled when ``name`` is None."""

    name: Word | None
    label: Text | None
    condition: Expr


@dataclass(frozen=True, slots=True)
class Group(Node):
    """``all of {..}``, ``any of {..}``, ``none of {..}``, and ``at least``, ``at most``, ``exactly N of {..}``."""

    quantifier: Literal["all", "any", "none", "at least", "at most", "exactly"]
    count: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """``if c then a`` (a condition) or ``if c then a else b`` (conditions or numbers)."""

    condition: Expr
    then: Expr
    otherwise: Expr | None = None


@dataclass(frozen=True, slots=True)
class Arm(Node):
    """One line of a ``case``: ``platelets < 20 10*9/L: 4``; the condition of ``otherwise: 0`` is None."""

    condition: Expr | None
    value: Expr


@dataclass(frozen=True, slots=True)
class Case(Node):
    """``case { c1: v1, c2: v2, otherwise: v }``: the first arm that holds counts; ``otherwise`` is the last."""

    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """``greatest of { a, b }`` or ``least of { a, b }``: two numbers or more."""

    which: Literal["greatest", "least"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Power(Node):
    """``x ^ y``."""

    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True)
class Logarithm(Node):
    """``ln of x`` or ``log10 of x``."""

    which: Literal["ln", "log10"]
    operand: Expr


@dataclass(frozen=True, slots=True)
class Window(Node):
    """Where one moment lies from another.

    ``x within 48 h before m`` (also ``after``, ``of``), ``x at least 30 d before m`` (also ``at most``, ``more than``,
    ``less than``; ``before`` or ``after``), and without a duration ``x before m``, ``x after m``,
    ``x at or before m``, ``x at or after m``. A duration is an amount, or a number that is chosen or computed.
    """

    subject: Expr
    bound: Literal["within", "at least", "at most", "more than", "less than", "strictly", "at or"]
    duration: Expr | None
    direction: Literal["before", "after", "of"]
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Lasting(Node):
    """``p lasting at least 1 h`` (also ``at most``, ``more than``, ``less than``)."""

    period: Expr
    bound: Literal["at least", "at most", "more than", "less than"]
    duration: Quantity


@dataclass(frozen=True, slots=True)
class During(Node):
    """``p at m``: the period is in progress at the moment."""

    period: Expr
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Elapsed(Node):
    """``years from born to screening``: completed calendar years or months, or exact weeks to minutes."""

    measure: Literal["years", "months", "weeks", "days", "hours", "minutes"]
    start: Expr
    end: Expr


@dataclass(frozen=True, slots=True)
class InUnit(Node):
    """``weight in kg``: the bare number of a quantity in a unit, for empirical formulas."""

    operand: Expr
    unit: Unit


@dataclass(frozen=True, slots=True)
class EdgeOf(Node):
    """``start of p`` or ``end of p``: a moment."""

    edge: Literal["start", "end"]
    period: Expr


@dataclass(frozen=True, slots=True)
class Date(Node):
    """A date, or a date and time, of the protocol's own: ``2025-07-01``, ``2025-07-01T10:00``."""

    text: str


@dataclass(frozen=True, slots=True)
class Stretch(Node):
    """Which entries a selection looks at, by their time: ``within 7 d before screening``, ``after surgery``."""

    bound: Literal["within", "at least", "at most", "more than", "less than", "strictly", "at or"]
    duration: Expr | None
    direction: Literal["before", "after", "of"]
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Select(Node):
    """A selection among the entries of a record that repeats: ``latest of creatinine within 7 d before screening``.

    ``any``, ``none``, ``all``, ``at least``, ``at most`` and ``exactly`` are conditions; ``count`` is a number; the
    others give the value of one entry or of several together. ``target`` is ``biologic``, ``biologic.dose``, or a fact
    with repeated values. ``where`` says which entries count, ``have`` what is asked of them.
    """

    how: Literal[
        "any", "none", "all", "at least", "at most", "exactly",
        "latest", "previous", "first", "lowest", "highest", "count", "sum", "mean",
    ]  # fmt: skip
    target: Word
    number: str | None = None
    stretch: Stretch | None = None
    where: Expr | None = None
    have: Expr | None = None


Expr = (
    Name
    | Quantity
    | Truth
    | Not
    | Negative
    | Logic
    | Implies
    | Arithmetic
    | Otherwise
    | Compare
    | Between
    | OneOf
    | IsKnown
    | Group
    | If
    | Case
    | Extreme
    | Power
    | Logarithm
    | Window
    | Lasting
    | During
    | Elapsed
    | InUnit
    | EdgeOf
    | Date
    | Select
)

EXPRESSIONS: tuple[type[Node], ...] = get_args(Expr)
"""The classes of expressions, for telling them from other nodes."""
