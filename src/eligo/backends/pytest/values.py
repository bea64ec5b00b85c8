"""Values of records as Python source."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from eligo.backends.python.layout import Call, mapping, text
from eligo.core.cuts import exactly_double


def value_of(value: object) -> str | Call:
    """A raw value as Python source; an exact number becomes the float or Decimal that means the same."""
    if isinstance(value, dict):
        # A period without an end has none to write; a sample without its value says that it has none.
        return mapping([(str(k), value_of(part)) for k, part in value.items() if part is not None or k == "value"])
    if isinstance(value, list):
        return Call("", tuple(value_of(item) for item in value), "[]")
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Fraction):
        double = exactly_double(value)
        return f'Decimal("{Decimal(value.numerator) / Decimal(value.denominator)}")' if double is None else repr(double)
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    raise TypeError(f"a vignette holds a {type(value).__name__}")


def names_of(names: tuple[str, ...]) -> Call:
    return Call("", tuple(text(name) for name in names), "[]")
