"""The forms in which a record gives numbers with units, and periods. Made by eligo: not for editing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NotRequired, TypeAlias, TypedDict


class Quantity(TypedDict):
    """A number in a unit of its own: any UCUM unit that can be converted into the fact's."""

    value: float | Decimal
    unit: str


Instant: TypeAlias = datetime | date | str
"""ISO 8601 text such as ``2025-10-21T14:30``, or a Python date or datetime. A date is a whole day, ``2025-10`` a whole
month, ``2025`` a whole year.
"""


class Period(TypedDict):
    """A stretch of time; without an end it is still running."""

    start: Instant
    end: NotRequired[Instant | None]


ListValue: TypeAlias = object
"""What repeats: a list of entries, each a mapping from its fields to values, or of samples with their times."""
NumberValue: TypeAlias = float | Decimal | Quantity | None
ScreeningValue: TypeAlias = Instant | None
MomentValue: TypeAlias = Instant | Literal[False] | None
PeriodValue: TypeAlias = Period | Literal[False] | None
