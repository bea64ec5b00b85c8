"""Numbers that are not written plainly in their own unit, as floats that mean the same.

``19.5 kPa`` in mmHg has no end of decimals, and no float stands for it. Where its fact is only compared with constants,
any float on the same side of each of them decides alike. Everything else is left to the record itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from eligo.core.cuts import decimal_of
from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.records.cells import from_cells
from eligo.records.columns import UNIT

from .compared import limits_of

REMEMBERED = 1 << 15
"""How many quantities are kept; the memory is emptied when it is full."""


class Quantities:
    """Reads the cells of number facts, and remembers what it read."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[tuple[object, ...], float | None] = {}

    @cached_property
    def _limits(self) -> dict[str, frozenset[Fraction]]:
        return limits_of(self._program)

    def floats(self, fact: Fact, cells: Iterable[object], units: Iterable[object]) -> list[float | None]:
        """For each cell, and the unit beside it, a float that decides alike; None where only the record can tell."""
        return [self._float(fact, cell, unit) for cell, unit in zip(cells, units, strict=True)]

    def _float(self, fact: Fact, cell: object, unit: object) -> float | None:
        key = (fact.name, type(cell), cell, unit)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self._read(fact, cell, unit)
        return self._known[key]

    def _read(self, fact: Fact, cell: object, unit: object) -> float | None:
        raw = from_cells((fact,), {fact.name: cell, fact.name + UNIT: unit})
        value = read_record((fact,), raw).values.get(fact.name)
        if not isinstance(value, Fraction):  # implausible, or not to be read: the record says which
            return None
        try:
            near = float(value)
        except OverflowError:
            return None
        meant = decimal_of(near)
        if meant == value:
            return near
        limits = self._limits.get(fact.name)
        alike = limits is not None and all((value < at, value > at) == (meant < at, meant > at) for at in limits)
        return near if alike else None
