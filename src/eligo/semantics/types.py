"""The types of expressions: a condition, a number with a unit, a choice, a moment, a period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from eligo.units import UNITY, UnitOfMeasure
from eligo.units.model import shown


@dataclass(frozen=True, slots=True)
class ConditionType:
    """Kleene truth."""


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number.

    Attributes:
        unit: the unit that the expression's value is in.
        molar_mass: g/mol, of the substance that is measured; None when not declared.
        constant: its value in ``unit`` when the protocol itself settles it.
    """

    unit: UnitOfMeasure
    molar_mass: Fraction | None = None
    constant: Fraction | None = None

    @property
    def pure(self) -> bool:
        """Whether the unit is a pure number's: ``1``, or an annotation such as ``{score}``."""
        return not self.unit.dimension and self.unit.factor == 1 and self.unit.is_ratio

    @property
    def bare(self) -> bool:
        """A constant that the author wrote without any unit."""
        return self.constant is not None and self.unit.text == UNITY.text


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of a choice's values."""

    fact: str
    options: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class MomentType:
    """A point in time."""


@dataclass(frozen=True, slots=True)
class PeriodType:
    """A stretch of time."""


@dataclass(frozen=True, slots=True)
class EventsType:
    """Entries that repeat, as they are declared by ``events``."""


@dataclass(frozen=True, slots=True)
class BrokenType:
    """What an expression has after an error in it was reported: it causes no further ones."""


Type = ConditionType | NumberType | ChoiceType | MomentType | PeriodType | EventsType | BrokenType

CONDITION = ConditionType()
MOMENT = MomentType()
PERIOD = PeriodType()
EVENTS = EventsType()
BROKEN = BrokenType()


def describe(kind: Type) -> str:
    """A type in a reader's words, such as ``a number in mm[Hg]``."""
    match kind:
        case ConditionType():
            return "a condition"
        case NumberType(unit=unit):
            return "a number without a unit" if unit.text == UNITY.text else f"a number in {shown(unit.text)}"
        case ChoiceType():
            return "a choice"
        case MomentType():
            return "a moment"
        case PeriodType():
            return "a period"
        case EventsType():
            return "a list of events"
        case BrokenType():
            return "an expression in error"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for where it is used.

    ``key`` is the full name of what it stands for: ``I3.shock`` for a labelled member, a choice's value for an option,
    ``biologic.dose`` for a field (a fact of one entry), ``biologic`` or ``biologic.dose`` for what a selection is of.
    ``around``: the field is that of the entry from which others of the same record are looked for.
    """

    kind: Literal["fact", "define", "criterion", "member", "option", "verdict", "selected", "list", "codes"]
    key: str
    around: bool = False


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A duration: calendar months and a fixed part in microseconds; one of them is zero."""

    months: int
    micros: int
