"""The edges of a criterion: for each comparison, and each fact in it, the value on the limit and those beside it.

Expected outcomes come from the reference interpreter, never from the code under test.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter, evaluate
from eligo.core.moments import LAST, shift
from eligo.core.program import SCREENING, Criterion, Fact, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.residual import parts
from eligo.core.values import DAY, MINUTE, Duration, Moment

Raw = Mapping[str, object]
Sides = tuple[object, object, object]
"""A value below an edge, on it, and above it."""
SIDES = ("below", "at", "above")
EPOCH = dt.datetime(1, 1, 1)  # noqa: DTZ001  # moments of a record are local


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact of one patient, moved across a limit.

    Attributes:
        patient: the vignette that is changed; empty for a record of nothing else.
        fact: what is changed.
        values: below, at and above the limit.
        outcomes: the criterion's outcome for each.
    """

    patient: str
    fact: str
    values: Sides
    outcomes: tuple[str, str, str]

    def start_of(self, index: int) -> object:
        """The start of a period that stands on one side."""
        value = self.values[index]
        return value.get("start") if isinstance(value, dict) else value


def edges(program: Program, criterion: Criterion, reads: Reads) -> Iterator[Edge]:
    """Every edge of a criterion, on the first patient for whom it makes a difference."""
    bases: list[tuple[str, Raw]] = [*((v.name, dict(v.raw)) for v in program.vignettes), ("", {})]
    readable = [(name, raw) for name, raw in bases if not read_record(program.facts, raw).problems]
    seen: set[tuple[str, str]] = set()
    for atom in _atoms(program, criterion.condition):
        for fact in reads.facts(atom):
            found = [edge for name, raw in readable for edge in _at_base(program, criterion, atom, fact, name, raw)]
            telling = [edge for edge in found if len(set(edge.outcomes)) > 1]
            for edge in (telling or found)[:1]:
                if (edge.fact, repr(edge.values)) not in seen:
                    seen.add((edge.fact, repr(edge.values)))
                    yield edge


def _atoms(program: Program, node: object) -> Iterator[n.Compare | n.Window | n.Lasting | n.During]:
    if isinstance(node, n.Ref):
        criterion = program.criterion.get(node.name)
        yield from _atoms(program, criterion.condition if criterion else program.definition[node.name].body)
    elif isinstance(node, n.Compare | n.Window | n.Lasting | n.During):
        yield node
    else:
        for part in parts(node):
            yield from _atoms(program, part)


def _at_base(
    program: Program, criterion: Criterion, atom: n.Condition, fact: Fact, name: str, raw: Raw
) -> Iterator[Edge]:
    others = {key: value for key, value in raw.items() if key != fact.name}
    interpreter = Interpreter(program, read_record(program.facts, others).values)
    for values in _sides(atom, fact, interpreter):
        outcomes = [_outcome(program, criterion, {**others, fact.name: value}) for value in values]
        below, at, above = outcomes
        if below is not None and at is not None and above is not None:
            yield Edge(name, fact.name, values, (below, at, above))


def _outcome(program: Program, criterion: Criterion, raw: Raw) -> str | None:
    reading = read_record(program.facts, raw)
    return None if reading.problems else evaluate(program, reading.values).outcomes[criterion.name].value


def _sides(atom: n.Condition, fact: Fact, interpreter: Interpreter) -> Iterator[Sides]:
    match atom:
        case n.Compare() if fact.kind == "number":
            yield from _numbers(atom, fact, interpreter)
        case n.Compare() if fact.kind == "moment":
            yield from _anniversaries(atom, fact, interpreter)
        case n.Window() if fact.kind == "moment":
            yield from _window_ends(atom, fact, interpreter)
        case n.Lasting() if fact.name == atom.period:
            yield from _lengths(atom, interpreter)
        case n.During() if fact.name == atom.period:
            yield from _starts(interpreter.moment(atom.anchor))


# ---------------------------------------------------------------- numbers


def _numbers(atom: n.Compare, fact: Fact, interpreter: Interpreter) -> Iterator[Sides]:
    limit = _crossing(atom, fact.name, interpreter)
    at = None if limit is None else _decimal(limit)
    if limit is None or at is None:
        return
    step = fact.precision or Fraction(1, 10 ** (2 + max(0, _places(at))))
    below, above = _decimal(limit - step), _decimal(limit + step)
    if below is not None and above is not None:
        yield _written(below), _written(at), _written(above)


def _crossing(atom: n.Compare, fact: str, interpreter: Interpreter) -> Fraction | None:
    """Where both sides are equal, if their difference is of the form ``a x + b`` or ``a / x + b``."""
    (x1, d1), (x2, d2), (x3, d3) = [(x, _difference(atom, fact, x, interpreter)) for x in map(Fraction, (1, 2, 3))]
    if d1 is None or d2 is None or d3 is None:
        return None
    if d1 != d2 and d3 - d2 == d2 - d1:
        return x1 - d1 / (d2 - d1)
    inverse = (d1 - d2) * x2
    offset = d1 - inverse
    if inverse and offset and inverse / x3 + offset == d3:
        return -inverse / offset
    return None


def _difference(atom: n.Compare, fact: str, value: Fraction, interpreter: Interpreter) -> Fraction | None:
    probe = Interpreter(interpreter.program, {**interpreter.record, fact: value})
    left, right = probe.number(atom.left), probe.number(atom.right)
    if left is None or right is None or not (left.exact and right.exact):
        return None
    return left.low - right.low


def _decimal(value: Fraction) -> Decimal | None:
    """The finite decimal that equals a number and is short enough to be written down."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    made = Decimal(value.numerator) / Decimal(value.denominator)
    return made if Fraction(made) == value and len(made.as_tuple().digits) <= 12 else None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _written(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# ---------------------------------------------------------------- moments and periods


def _window_ends(atom: n.Window, fact: Fact, interpreter: Interpreter) -> Iterator[Sides]:
    for moving, fixed, sign in ((atom.subject, atom.anchor, 1), (atom.anchor, atom.subject, -1)):
        other = interpreter.moment(fixed)
        if moving != n.When(fact.name) or not isinstance(other, Moment) or other.low != other.high:
            continue
        for bound in (atom.low, atom.high):
            if bound is not None:
                yield from _beside(shift(other.low, bound, sign), DAY if bound.months else MINUTE)


def _anniversaries(atom: n.Compare, fact: Fact, interpreter: Interpreter) -> Iterator[Sides]:
    """Days on which a number of completed years or months changes."""
    elapsed = next((e for side in (atom.left, atom.right) for e in _elapsed(side, interpreter.program)), None)
    limit = atom.right if isinstance(atom.right, n.Number) else atom.left
    if elapsed is None or not isinstance(limit, n.Number) or elapsed.start != n.When(fact.name):
        return
    end = interpreter.moment(elapsed.end)
    months = {"years": 12, "months": 1}.get(elapsed.measure)
    if months is not None and isinstance(end, Moment) and limit.value.denominator == 1:
        at = shift(end.low, Duration(months=-months * int(limit.value))) // DAY
        if 0 < at < LAST // DAY:
            below, here, above = (dt.date.fromordinal(at + 1 + d).isoformat() for d in (-1, 0, 1))
            yield below, here, above


def _elapsed(node: object, program: Program) -> Iterator[n.Elapsed]:
    if isinstance(node, n.Elapsed):
        yield node
    if isinstance(node, n.NumberRef):
        yield from _elapsed(program.definition[node.name].body, program)
    if not isinstance(node, n.Choose):
        for part in parts(node):
            yield from _elapsed(part, program)


def _lengths(atom: n.Lasting, interpreter: Interpreter) -> Iterator[Sides]:
    now = interpreter.record.get(SCREENING)
    if isinstance(now, Moment) and now.low == now.high:
        start = shift(now.low, atom.duration, -1)
        yield from _periods(start, DAY if atom.duration.months else MINUTE)


def _starts(anchor: object) -> Iterator[Sides]:
    if isinstance(anchor, Moment) and anchor.low == anchor.high:
        yield from _periods(anchor.low, MINUTE)


def _periods(start: int, step: int) -> Iterator[Sides]:
    for below, at, above in _beside(start, step):
        yield {"start": below}, {"start": at}, {"start": above}


def _beside(instant: int, step: int) -> Iterator[Sides]:
    if step <= instant <= LAST - step:
        below, at, above = (_moment(instant + d) for d in (-step, 0, step))
        yield below, at, above


def _moment(instant: int) -> str:
    at = EPOCH + dt.timedelta(microseconds=instant)
    return at.isoformat(timespec="minutes" if not instant % MINUTE else "auto")
