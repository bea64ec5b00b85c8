"""What the emitters of one generated function share: its names, its lines, and what has been computed so far."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from eligo.backends.python.expressions import Expression, Test
from eligo.backends.python.layout import Argument, Call, Keyword, sequence, text
from eligo.backends.python.names import Namer
from eligo.backends.python.writer import Writer
from eligo.core import nodes as n
from eligo.core.cuts import nearest
from eligo.core.program import Program
from eligo.core.values import DAY, HOUR, MINUTE, SECOND

GLOBALS = (
    "beyond_doubles", "between", "clock", "completed", "datetime", "decimal_logarithm", "decide", "decide_ranges",
    "decide_values", "elapsed", "ending", "failed", "form", "full", "greatest", "implausible", "in_order",
    "instant", "lasts", "least", "listed", "moved", "natural_logarithm", "passed", "plain", "prepared", "product",
    "quotient", "raised", "read_and_decide", "sampled", "screened", "sharp", "span", "stretch", "timedelta", "unknown",
    "values", "verdict", "verdict_of",
    "cdef", "cimport", "cpdef", "ctypedef", "cython", "double", "include", "object",
)  # fmt: skip
"""The names in lower case that a generated function, or its declarations in C, use besides its own variables."""


class Times(Enum):
    """How the moments of a record are held while a function decides."""

    RANGES = "pairs of datetimes: the earliest and the latest that each moment can be; False of one that never was"
    SHARP = "datetimes; a period that never was starts at False"
    TICKS = "microseconds as doubles: NAN of an unknown moment; a period that never was starts at infinity"


LONGEST_TICKS = 2**52
"""Moments are fewer microseconds than this from the year 2000; a sum with a length of time up to it is exact."""


class UnsupportedNode(TypeError):
    """A kind of core node that this backend has no emitter for."""

    def __init__(self, node: object) -> None:
        super().__init__(f"the python backend does not know how to write a `{type(node).__name__}`")


@dataclass(frozen=True, slots=True)
class Truths:
    """A condition as two Python tests: known to be true, known to be false. Neither holds of an unknown one."""

    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True)
class Code:
    """A Python arithmetic expression; ``rank`` is how tightly it binds: 1 a sum, 2 a product, 3 anything closed."""

    text: str
    rank: int = 3


@dataclass(frozen=True, slots=True)
class Num:
    """A number in generated code.

    Attributes:
        low: its value, or the low end of its range; NaN when it is unknown.
        high: the high end; the same as ``low`` when it is always one number.
        size: what its rounding errors are small against; None when it is never rounded.
        mixed: whether it may be unrounded after all; then ``size`` is zero.
    """

    low: Code
    high: Code
    size: Code | None = None
    mixed: bool = False

    @property
    def point(self) -> bool:
        """Whether it is always one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class PeriodNames:
    """The variables of a period; ``start`` is None when it is unknown and False when it never was."""

    start: str
    start_high: str
    end: str
    end_high: str
    start_at: str = ""
    end_at: str = ""
    """The same as datetimes, where they are not."""


@dataclass(frozen=True, slots=True)
class ListNames:
    """The variables of a fact that repeats: as it is given, its entries, and whether there are no others."""

    given: str
    entries: str
    complete: str


@dataclass(slots=True)
class Scope:
    """One function under construction."""

    program: Program
    namer: Namer
    out: Writer
    times: Times
    constants: dict[str, Argument]
    """What the functions refer to in the module: tuples of options, lengths of time."""
    doubles: set[str] = field(default_factory=set)
    """The variables that never hold anything but a double."""
    given_numbers: dict[str, str] = field(default_factory=dict)
    """The variable that a number or a moment is given in, where it is not the one that it is held in."""
    used: Set[str] = frozenset()
    """The names that the tests use of what is read."""
    numbers: dict[str, str] = field(default_factory=dict)
    """The variable of each number, flag and choice."""
    moments: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The variables of each moment: earliest and latest."""
    dated: dict[str, str] = field(default_factory=dict)
    """The variable of each moment as a datetime, where there is one datetime."""
    edges: frozenset[str] = frozenset()
    """The periods whose start or end stands by itself: not as what a window is asked about."""
    given: dict[str, str] = field(default_factory=dict)
    """The variable that a period is given in."""
    periods: dict[str, PeriodNames] = field(default_factory=dict)
    lists: dict[str, ListNames] = field(default_factory=dict)
    """The variables of each fact that repeats."""
    picked: Callable[[n.PickMoment], tuple[str, str, str]] | None = None
    """Writes the choice of a moment out of a list: its variables, and the one that holds it as a datetime."""
    conditions: dict[str, Truths] = field(default_factory=dict)
    """Named conditions that have been computed."""
    named_numbers: dict[str, Num] = field(default_factory=dict)
    named_moments: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Named moments that have been computed: their variables, and the one that holds each as a datetime."""

    hint: str = ""
    """What the protocol calls the node that is written next."""
    title: str = ""
    """What it calls the node that is being written."""

    def begin(self) -> None:
        """Start on a node: it takes the name that was meant for it, its parts take none."""
        self.title, self.hint = self.hint, ""

    def number(self, wanted: str) -> str:
        """A new variable that never holds anything but a double."""
        name = self.namer.local(wanted)
        self.doubles.add(name)
        return name

    def helper(self, name: str) -> str:
        """How the function calls one of the module ``sharp``: by its module, so that a compiler finds it in C."""
        return f"sharp.{name}" if self.times is Times.TICKS else name

    def options(self, options: tuple[str, ...]) -> str:
        """The name of a tuple of texts in the module."""
        made = sequence([text(option) for option in options])
        known = next((name for name, call in self.constants.items() if call == made), None)
        return known or self._constant(f"OPTIONS_{len(self.constants) + 1}", made)

    def duration(self, micros: int) -> str:
        """The name of a length of time in the module."""
        word, count = _measure(micros)
        name = f"{word.upper()}_{count}".replace("-", "MINUS_")
        return self._constant(name, Call("timedelta", (Keyword(word, str(count)),)))

    def ticks(self, micros: int) -> str:
        """The name in the module of a length of time as a double."""
        if abs(micros) > LONGEST_TICKS:
            return "beyond_doubles()"
        word, count = _measure(micros)
        return self._constant(f"TICKS_{word.upper()}_{count}", repr(float(micros)))

    def pick_moment(self, node: n.PickMoment) -> tuple[str, str, str]:
        """Write the choice of a moment out of a list; its variables, and the one that holds it as a datetime."""
        if self.picked is None:
            raise UnsupportedNode(node)
        return self.picked(node)

    def instant(self, micros: int) -> str:
        """The name of an instant in the module, as a datetime."""
        text_of = moment_text(micros)
        return self._constant(f"AT_{re.sub('[^0-9]', '_', text_of)}", Call("clock", (text(text_of),)))

    def instant_in_ticks(self, micros: int) -> str:
        """The same in microseconds, as a double."""
        since = micros - TICKS_START
        return self._constant(f"TICKS_AT_{re.sub('[^0-9]', '_', moment_text(micros))}", repr(float(since)))

    def known(self, name: str) -> Test:
        """That the variable of a moment, or of the start of a period, is known."""
        return Test(f"{name} == {name}" if self.times is Times.TICKS else f"{name} is not None")

    def unknown(self, name: str) -> Test:
        """That it is not."""
        return Test(f"{name} != {name}" if self.times is Times.TICKS else f"{name} is None")

    def _constant(self, name: str, value: Argument) -> str:
        self.constants[name] = value
        return name


TICKS_START = (date(2000, 1, 1).toordinal() - 1) * DAY
"""2000-01-01T00:00 in the microseconds of :class:`eligo.core.values.Moment`."""


def moment_text(micros: int) -> str:
    """An instant of whole seconds as it is written."""
    days, clock = divmod(micros, DAY)
    hour, minute, second = clock // HOUR, clock % HOUR // MINUTE, clock % MINUTE // SECOND
    return f"{date.fromordinal(days + 1).isoformat()}T{hour:02}:{minute:02}:{second:02}"


def _measure(micros: int) -> tuple[str, int]:
    for word, unit in (("days", DAY), ("hours", HOUR), ("minutes", MINUTE), ("seconds", SECOND)):
        if micros % unit == 0:
            return word, micros // unit
    return "microseconds", micros


def literal(value: Fraction) -> str:
    """The double nearest to a number, as Python source."""
    return double(nearest(value))


def double(value: float) -> str:
    """A double as Python source."""
    return repr(value) if math.isfinite(value) else f'float("{value!r}")'
