"""Numbers and units as they are spelled."""

from __future__ import annotations

import re
from functools import cache

from eligo.syntax import tree
from eligo.syntax.grammar import tables


def spelled_unit(unit: tree.Unit) -> str:
    """A unit bare where the grammar allows it, otherwise between single quotes."""
    return unit.text if unit.text == "1" or _bare_units().fullmatch(f"1 {unit.text}") else f"'{unit.text}'"


def spelled_quantity(quantity: tree.Quantity) -> str:
    """A number with its unit."""
    if quantity.unit is None:
        return quantity.number
    bare = _bare_units().fullmatch(f"1 {quantity.unit.text}")
    return f"{quantity.number} {quantity.unit.text}" if bare else f"{quantity.number} '{quantity.unit.text}'"


@cache
def _bare_units() -> re.Pattern[str]:
    return re.compile(tables().measure)
