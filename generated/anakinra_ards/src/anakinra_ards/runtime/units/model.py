"""What a unit of measure is to eligo: an exact factor, a dimension, and for temperatures an offset."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Dimension = tuple[tuple[str, int], ...]
"""Exponents by base unit, sorted by base unit, none zero. The bases are UCUM's (``m s g rad K C cd``), the mole, and
one of its own for each arbitrary unit (``[iU]``) and each special unit (``[pH]``)."""


class UnitError(ValueError):
    """A unit that cannot be read, converted or combined, said in a clinician's words.

    Attributes:
        suggestions: valid units that may have been meant, the likeliest first; may be empty.
    """

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class UnitOfMeasure:
    """A UCUM unit, resolved.

    A value ``x`` in this unit is ``x * factor + offset`` in the base units of its dimension.

    Attributes:
        text: the unit as it was written.
        factor: exact size in base units; positive.
        dimension: see :data:`Dimension`.
        offset: where the scale's zero lies in base units; zero but for degree Celsius, Fahrenheit and Réaumur.
        special: a unit on a logarithmic or other curved scale; it converts only to itself, prefixes apart.
        annotations: the texts in braces, in order; UCUM gives them no meaning.
    """

    text: str
    factor: Fraction
    dimension: Dimension
    offset: Fraction = Fraction(0)
    special: bool = False
    annotations: tuple[str, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Whether zero means none of it, so that values may be multiplied and divided."""
        return not self.offset and not self.special


UNITY = UnitOfMeasure("1", Fraction(1), ())
"""The unit of a pure number."""


def shown(text: str, limit: int = 40) -> str:
    """A text fit for a message: at most ``limit`` characters, anything unprintable escaped."""
    return escaped(text if len(text) <= limit else text[: limit - 1] + "…")


def escaped(text: str) -> str:
    """A text with every control character (a bidirectional override is one) written out as its code."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
