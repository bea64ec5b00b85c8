"""A record of which some facts are those of a known one: constants, where they can be said exactly."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from fractions import Fraction

import z3

from eligo.core.program import SCREENING
from eligo.core.values import NEVER, Entries, Moment, Never, Period, Value
from eligo.verify.solver.terms import Tick, real
from eligo.verify.solver.variables import Several, Single, Variables


def pinned(variables: Variables, near: Mapping[str, Value | None]) -> Variables:
    """The same record with these facts as they are given, or not given."""
    other = copy(variables)
    other.single, other.several = dict(variables.single), dict(variables.several)
    for fact, value in near.items():
        if fact in variables.single:
            other.single[fact] = _single(variables.single[fact], value)
        else:
            other.several[fact] = _several(variables.several[fact], value)
    return other


def _single(single: Single, value: Value | None) -> Single:
    """A value that is given as this, or not given; a period or a screening of an uncertain hour stays an unknown."""
    if value is None:
        return replace(single, given=False)
    match value:
        case bool():
            return replace(single, given=True, value=value)
        case Fraction():
            return replace(single, given=True, value=real(value), limits=(value, value))
        case str():
            return replace(single, given=True, value=z3.IntVal(single.options.index(value)))
        case Never():
            return replace(single, given=True, never=True)
        case Moment(low, high) if low == high or single.fact.name != SCREENING:
            late = None if low == high else Tick(z3.IntVal(high))
            return replace(single, given=True, never=False, start=Tick(z3.IntVal(low)), late=late)
        case Period(start, end) if start.low == start.high and (end is None or end.low == end.high):
            until = single.end if end is None else Tick(z3.IntVal(end.low))
            began = Tick(z3.IntVal(start.low))
            return replace(single, given=True, never=False, start=began, end=until, running=end is None)
    return single


def _several(several: Several, value: Value | None) -> Several:
    if value is None:
        return replace(several, given=False)
    if value is NEVER:
        return replace(several, given=True, none=True)
    if not isinstance(value, Entries):
        name = f"{several.fact.name}.value"
        first = {
            field: _single(single, value if field == name else None) for field, single in several.entries[0].items()
        }
        exists = (True, *(False for _ in several.exists[1:]))
        return replace(
            several, given=True, alone=True, closed=False, exists=exists, entries=(first, *several.entries[1:])
        )
    if len(value.entries) > len(several.exists):
        return several
    exists = tuple(place < len(value.entries) for place in range(len(several.exists)))
    entries = tuple(
        {name: _single(single, dict(known).get(name)) for name, single in fields.items()}
        for fields, known in zip(several.entries, (*value.entries, *([()] * len(several.exists))), strict=False)
    )
    return replace(
        several,
        given=True,
        alone=False,
        none=False,
        complete=value.complete,
        closed=value.closed,
        exists=exists,
        entries=entries,
    )
