"""Exact numbers while lowering."""

from __future__ import annotations

from fractions import Fraction

from eligo.core import nodes as n
from eligo.semantics.numerals import decimal
from eligo.semantics.quantities import molar_mass_of
from eligo.semantics.types import NumberType
from eligo.units import conversion


def moved(number: n.Numeric, kind: NumberType, target: NumberType) -> n.Numeric:
    """A number in the unit of another: a constant is converted here and now, anything else by an exact factor."""
    if kind.unit == target.unit:
        return number
    scale, shift = conversion(kind.unit, target.unit, molar_mass_of(kind, target))
    if isinstance(number, n.Number):
        return n.Number(number.value * scale + shift, number.shown, line=number.line)
    if scale != 1:
        number = n.Arithmetic("*", number, factor(scale, number.line), line=number.line)
    if shift:
        number = n.Arithmetic("+", number, factor(shift, number.line), line=number.line)
    return number


def factor(value: Fraction, line: int) -> n.Number:
    """A constant of a conversion."""
    return n.Number(value, decimal(value), line=line)


def plain(kind: NumberType) -> str:
    """A constant that the protocol calculates, as an author would write it."""
    number = decimal(kind.constant or Fraction(0))
    return number if kind.unit.text == "1" else f"{number} {kind.unit.text}"
