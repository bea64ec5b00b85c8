"""Patients that the author made up, and what is expected of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .base import Node, Text, Word
from .expressions import Quantity, Truth


@dataclass(frozen=True, slots=True)
class Timestamp(Node):
    """A moment as written: ``2025-10-21``, ``2025-10-21T14:30``, ``...+01:00``, a month ``2025-10``, ``2025``."""

    text: str


@dataclass(frozen=True, slots=True)
class PeriodValue(Node):
    """``from 2025-10-21T08:00 to 2025-10-21T09:00``; without ``to`` it is still running."""

    start: Timestamp
    end: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Sample(Node):
    """One of several values, with its time: ``1.2 mg/dL at 2025-10-21``."""

    value: Quantity | Truth | Word
    at: Timestamp


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One entry of ``events``: ``{ agent anakinra  given_on 2025-09-01 }``."""

    given: tuple[Given, ...]


Value = Quantity | Truth | Word | Timestamp | PeriodValue | Sample | Entry
"""A fact's value in a patient; the word ``unknown`` takes a value away again after ``like``, and the words ``complete``
and ``incomplete`` say of ``events`` that there are no others, or may be."""


@dataclass(frozen=True, slots=True)
class Given(Node):
    """One fact of a patient: ``pf_ratio 142 mm[Hg]``."""

    fact: Word
    value: Value


@dataclass(frozen=True, slots=True)
class Patient(Node):
    """``patient septic "Septic shock" { ... }``, or ``like septic { only what differs }``."""

    name: Word
    label: Text
    like: Word | None
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Expect(Node):
    """``expect edge ineligible because I1``; ``expect p undetermined needing swab``.

    ``because`` lists exactly the criteria that fail, ``needing`` exactly the facts that can still change the verdict;
    None where the author did not say.
    """

    patient: Word
    verdict: Literal["eligible", "ineligible", "undetermined"]
    because: tuple[Word, ...] | None = None
    needing: tuple[Word, ...] | None = None
