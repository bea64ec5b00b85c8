"""One unit read as another of the same kind: mmHg as kPa, hours as days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from eligo.core import nodes as n
from eligo.core.display import written_quantity
from eligo.core.program import Fact, Program
from eligo.core.values import DAY, HOUR, MINUTE, Duration
from eligo.units import UnitError, UnitOfMeasure, compatible, convert, parse_unit
from eligo.units.suggest import COMMON

_LONGER = {MINUTE: (HOUR, "hours for minutes"), HOUR: (DAY, "days for hours"), DAY: (7 * DAY, "weeks for days")}
_OF_DURATION = {"min": MINUTE, "h": HOUR, "d": DAY}
_MEASURES: dict[n.Measure, n.Measure] = {
    "years": "months",
    "months": "years",
    "weeks": "days",
    "days": "weeks",
    "hours": "days",
    "minutes": "hours",
}


def units(node: n.Node, program: Program) -> Iterator[tuple[str, n.Node]]:
    """A number, a length of time or a time passed read in another unit."""
    del program
    if isinstance(node, n.Number):
        unit = (written_quantity(node.shown) or ("", ""))[1]
        wrong = other_unit(unit)
        if wrong is not None and node.value:
            factor = convert(Fraction(1), parse_unit(wrong), parse_unit(unit))
            yield f"{wrong} for {unit}", replace(node, value=node.value * factor, shown="")
    elif isinstance(node, n.Elapsed):
        yield f"{_MEASURES[node.measure]} for {node.measure}", replace(node, measure=_MEASURES[node.measure])
    elif isinstance(node, n.Lasting):
        for what, duration in _other(node.duration):
            yield what, replace(node, duration=duration)
    elif isinstance(node, n.Window):
        if node.low is not None:
            yield from ((what, replace(node, low=wrong)) for what, wrong in _other(node.low))
        if node.high is not None:
            yield from ((what, replace(node, high=wrong)) for what, wrong in _other(node.high))


def _other(duration: Duration) -> Iterator[tuple[str, Duration]]:
    if duration.months and not duration.micros:
        years = duration.months % 12 == 0
        yield (
            ("months for years", Duration(duration.months // 12, 0, duration.shown))
            if years
            else ("years for months", Duration(duration.months * 12, 0, duration.shown))
        )
    elif duration.micros and not duration.months:
        written = duration.shown.split()[-1:] or [""]
        unit = _OF_DURATION.get(written[0], 7 * DAY if written[0] == "wk" else HOUR)
        if unit in _LONGER:
            longer, what = _LONGER[unit]
            yield what, Duration(0, duration.micros // unit * longer, duration.shown)
        else:
            yield "days for weeks", Duration(0, duration.micros // 7, duration.shown)


@cache
def other_unit(unit: str) -> str | None:
    """The common unit of the same kind that is nearest in size, but not equal; None when there is none."""
    if not unit or unit == "1":
        return None
    try:
        own = parse_unit(unit)
    except UnitError:
        return None
    if not own.is_ratio:
        return None
    sizes = {candidate: _size(own, candidate) for candidate in COMMON}
    near = [(max(size, 1 / size), candidate) for candidate, size in sizes.items() if size is not None and size != 1]
    return min(near, key=lambda one: one[0])[1] if near else None


def unit_of_substance(fact: Fact) -> str | None:
    """The common amount of substance for a mass, or mass for an amount, if a number declares its molar mass."""
    if fact.molar_mass is None:
        return None
    own = parse_unit(fact.unit)
    others = (unit for unit in COMMON if not compatible(own, parse_unit(unit)))
    sizes = {u: convert(Fraction(1), own, parse_unit(u), fact.molar_mass) for u in others if _substance(own, u, fact)}
    return min(sizes, key=lambda unit: max(sizes[unit], 1 / sizes[unit]), default=None)


def _substance(own: UnitOfMeasure, candidate: str, fact: Fact) -> bool:
    other = parse_unit(candidate)
    return other.annotations == own.annotations and compatible(own, other, fact.molar_mass)


def _size(own: UnitOfMeasure, candidate: str) -> Fraction | None:
    """How many of a unit one of another is; None when they measure different things."""
    other = parse_unit(candidate)
    if other.annotations != own.annotations or not other.is_ratio or not compatible(own, other):
        return None
    return convert(Fraction(1), own, other)
