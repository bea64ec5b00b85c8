"""A limit that is off by one step: of the fact's precision, or of the last digit that the author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.display import show_number, written_quantity
from eligo.core.program import Program
from eligo.core.values import DAY, MINUTE, Duration


def thresholds(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A limit one step lower or higher than what the other side of a comparison is held against."""
    if isinstance(node, n.Compare):
        if isinstance(node.right, n.Number):
            for what, wrong in _moved(node.right, step_beside(node.left, node.right, program)):
                yield what, replace(node, right=wrong)
        if isinstance(node.left, n.Number):
            for what, wrong in _moved(node.left, step_beside(node.right, node.left, program)):
                yield what, replace(node, left=wrong)
    elif isinstance(node, n.Arithmetic):
        yield from ((what, replace(node, left=wrong)) for what, wrong in _constant(node.left))
        yield from ((what, replace(node, right=wrong)) for what, wrong in _constant(node.right))
    elif isinstance(node, n.Choose):
        yield from ((what, replace(node, then=wrong)) for what, wrong in _constant(node.then))
        yield from ((what, replace(node, otherwise=wrong)) for what, wrong in _constant(node.otherwise))


def durations(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A window, a length of time or a date that is off by a minute; of calendar months and days, by a day."""
    del program
    if isinstance(node, n.Lasting):
        for sign in (-1, 1):
            yield _shifted(node.duration, sign), replace(node, duration=moved(node.duration, sign))
    elif isinstance(node, n.Fixed):
        step, what = (DAY, "a day") if node.whole_day else (MINUTE, "a minute")
        for sign, said in ((-1, "earlier"), (1, "later")):
            yield (
                f"{node.shown}, {what} {said}",
                replace(node, low=node.low + sign * step, high=node.high + sign * step),
            )
    elif isinstance(node, n.Window):
        for sign in (-1, 1):
            if node.low is not None:
                yield f"the first end {_shifted(node.low, sign)}", replace(node, low=moved(node.low, sign))
            if node.high is not None:
                yield f"the last end {_shifted(node.high, sign)}", replace(node, high=moved(node.high, sign))


def moved(duration: Duration, sign: int) -> Duration:
    """A duration one step longer or shorter: a minute, of calendar months a day."""
    step = DAY if duration.months else MINUTE
    return Duration(duration.months, duration.micros + sign * step, duration.shown)


def _constant(node: n.Numeric) -> Iterator[tuple[str, n.Number]]:
    return _moved(node, last_digit(node)) if isinstance(node, n.Number) else iter(())


def _shifted(duration: Duration, sign: int) -> str:
    return f"{'a day' if duration.months else 'a minute'} {'later' if sign > 0 else 'earlier'}"


def _moved(limit: n.Number, step: Fraction) -> Iterator[tuple[str, n.Number]]:
    for sign in (-1, 1):
        value = limit.value + sign * step
        yield (
            f"{show_number(value)} for {limit.shown or show_number(limit.value)}",
            replace(limit, value=value, shown=""),
        )


def step_beside(side: n.Numeric, limit: n.Number, program: Program) -> Fraction:
    """The step in which the other side of a comparison can meet a limit: whole counts, or the finest precision."""
    while isinstance(side, n.NumberRef):
        side = program.definition[side.name].body  # type: ignore[assignment]  # a NumberRef names a number
    if isinstance(side, n.Elapsed) or (isinstance(side, n.Pick) and side.how == "count"):
        return Fraction(1)
    if isinstance(side, n.Measured):
        return program.fact[side.fact].precision or last_digit(limit)
    if isinstance(side, n.FirstKnown) and side.operands:
        return step_beside(side.operands[0], limit, program)
    return last_digit(limit)


def last_digit(number: n.Number) -> Fraction:
    """One unit of the last digit that the author wrote, in the unit in which the number stands."""
    parts = written_quantity(number.shown)
    written = parts[0] if parts is not None else number.shown
    decimals = len(written.partition(".")[2]) if written.replace(".", "", 1).lstrip("-").isdigit() else 0
    step = Fraction(1, 10**decimals)
    try:
        as_written = Fraction(written) if written else number.value
    except ValueError:
        return step
    return step * abs(number.value / as_written) if as_written and number.value else step
