"""What the emitters of one generated function share: its names, its lines, and what has been computed so far."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from eligo.backends.python.expressions import Expression
from eligo.backends.python.layout import Call, Keyword, sequence, text
from eligo.backends.python.names import Namer
from eligo.backends.python.writer import Writer
from eligo.core import nodes as n
from eligo.core.cuts import nearest
from eligo.core.program import Program
from eligo.core.residual import parts
from eligo.core.values import DAY, HOUR, MINUTE, SECOND

GLOBALS = (
    "beyond_doubles", "between", "completed", "datetime", "decide", "elapsed", "failed", "implausible", "instant",
    "lasts", "moved", "plain", "product", "quotient", "span", "timedelta", "unknown", "verdict", "verdict_of",
)  # fmt: skip
"""The names in lower case that a generated function uses besides its own variables."""


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


@dataclass(slots=True)
class Scope:
    """One function under construction."""

    program: Program
    namer: Namer
    out: Writer
    constants: dict[str, Call]
    """What the functions refer to in the module: tuples of options, lengths of time."""
    numbers: dict[str, str] = field(default_factory=dict)
    """The variable of each number, flag and choice."""
    moments: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The variables of each moment: earliest and latest."""
    given: dict[str, str] = field(default_factory=dict)
    """The variable that a period is given in."""
    periods: dict[str, PeriodNames] = field(default_factory=dict)
    conditions: dict[str, Truths] = field(default_factory=dict)
    """Named conditions that have been computed."""
    named_numbers: dict[str, Num] = field(default_factory=dict)

    hint: str = ""
    """What the protocol calls the node that is written next."""
    title: str = ""
    """What it calls the node that is being written."""

    def begin(self) -> None:
        """Start on a node: it takes the name that was meant for it, its parts take none."""
        self.title, self.hint = self.hint, ""

    def options(self, options: tuple[str, ...]) -> str:
        """The name of a tuple of texts in the module."""
        made = sequence([text(option) for option in options])
        known = next((name for name, call in self.constants.items() if call == made), None)
        return known or self._constant(f"OPTIONS_{len(self.constants) + 1}", made)

    def duration(self, micros: int) -> str:
        """The name of a length of time in the module."""
        for word, unit in (("days", DAY), ("hours", HOUR), ("minutes", MINUTE), ("seconds", SECOND)):
            if micros % unit == 0:
                return self._duration(word, micros // unit)
        return self._duration("microseconds", micros)

    def _duration(self, word: str, count: int) -> str:
        name = f"{word.upper()}_{count}".replace("-", "MINUS_")
        return self._constant(name, Call("timedelta", (Keyword(word, str(count)),)))

    def _constant(self, name: str, value: Call) -> str:
        self.constants[name] = value
        return name

    def body(self, name: str) -> n.Condition | n.Numeric:
        """What a name stands for."""
        criterion = self.program.criterion.get(name)
        return criterion.condition if criterion else self.program.definition[name].body


def references(node: object) -> Iterator[str]:
    """The names that a node refers to, once for each time."""
    if isinstance(node, n.Ref | n.NumberRef):
        yield node.name
    for part in parts(node):
        yield from references(part)


def uses(program: Program) -> Counter[str]:
    """How often each name is referred to from what the criteria reach."""
    found: Counter[str] = Counter()
    waiting = [c.name for c in program.criteria]
    seen = set(waiting)
    while waiting:
        name = waiting.pop()
        criterion = program.criterion.get(name)
        body = criterion.condition if criterion else program.definition[name].body
        for reference in references(body):
            found[reference] += 1
            if reference not in seen:
                seen.add(reference)
                waiting.append(reference)
    return found


def literal(value: Fraction) -> str:
    """The double nearest to a number, as Python source."""
    return double(nearest(value))


def double(value: float) -> str:
    """A double as Python source."""
    return repr(value) if math.isfinite(value) else f'float("{value!r}")'
