"""Exact conversion between units, and the units of products and quotients."""

from __future__ import annotations

from fractions import Fraction

from .grammar import MAX_LENGTH, combine, within_bounds
from .model import UNITY, UnitError, UnitOfMeasure, shown

_MASS_FOR_AMOUNT = (("g", 1), ("mol", -1))
_AMOUNT_FOR_MASS = (("g", -1), ("mol", 1))


def is_mass_amount_pair(a: UnitOfMeasure, b: UnitOfMeasure) -> bool:
    """Whether one is a mass where the other is an amount of substance, as in mg/dL and mmol/L."""
    return combine(a.dimension, b.dimension, -1) in (_MASS_FOR_AMOUNT, _AMOUNT_FOR_MASS)


def compatible(a: UnitOfMeasure, b: UnitOfMeasure, molar_mass: Fraction | None = None) -> bool:
    """Whether values convert from one unit to the other; ``molar_mass`` is in g/mol."""
    return a.dimension == b.dimension or (molar_mass is not None and is_mass_amount_pair(a, b))


def conversion(
    source: UnitOfMeasure, target: UnitOfMeasure, molar_mass: Fraction | None = None
) -> tuple[Fraction, Fraction]:
    """The exact scale and shift of a conversion: ``x`` in ``source`` is ``x * scale + shift`` in ``target``.

    The scale is always positive, so an order of values is kept.

    Raises:
        UnitError: the units do not measure the same kind of quantity, or the molar mass is missing or not positive.
    """
    factor = source.factor
    if source.dimension != target.dimension:
        if not is_mass_amount_pair(source, target):
            raise UnitError(f"`{shown(source.text)}` does not convert to `{shown(target.text)}`")
        if molar_mass is None or molar_mass <= 0:
            raise UnitError(
                f"`{shown(source.text)}` converts to `{shown(target.text)}` only with the substance's molar mass"
            )
        from_mass = combine(source.dimension, target.dimension, -1) == _MASS_FOR_AMOUNT
        factor = factor / molar_mass if from_mass else factor * molar_mass
    return factor / target.factor, (source.offset - target.offset) / target.factor


def convert(
    value: Fraction, source: UnitOfMeasure, target: UnitOfMeasure, molar_mass: Fraction | None = None
) -> Fraction:
    """A value in another unit, exactly; ``molar_mass`` in g/mol converts mass to amount of substance and back.

    Raises:
        UnitError: see :func:`conversion`.
    """
    if source is target:
        return value
    scale, shift = conversion(source, target, molar_mass)
    return value * scale + shift


def same_annotations(a: UnitOfMeasure, b: UnitOfMeasure) -> bool:
    """Whether two units carry the same texts in braces, in any order.

    UCUM gives such a text no meaning, but it often says what was measured: a clearance in ``mL/min/{1.73_m2}`` is not
    one in ``mL/min``, although the two units are equal.
    """
    return sorted(a.annotations) == sorted(b.annotations)


def multiply(a: UnitOfMeasure, b: UnitOfMeasure) -> UnitOfMeasure:
    """The unit of a product.

    Raises:
        UnitError: a temperature in degrees or another unit on a scale of its own, or a size beyond bounds.
    """
    return _combined(a, b, 1)


def divide(a: UnitOfMeasure, b: UnitOfMeasure) -> UnitOfMeasure:
    """The unit of a quotient; raises UnitError as :func:`multiply` does."""
    return _combined(a, b, -1)


def _combined(a: UnitOfMeasure, b: UnitOfMeasure, sign: int) -> UnitOfMeasure:
    for unit in (a, b):
        if not unit.is_ratio:
            advice = "; convert it to K first" if unit.offset else ""
            raise UnitError(f"a value in `{shown(unit.text)}` cannot be multiplied or divided{advice}")
    factor = a.factor * b.factor if sign == 1 else a.factor / b.factor
    dimension = combine(a.dimension, b.dimension, sign)
    if not dimension and factor == 1:
        return UNITY
    text = _text(a.text, b.text, sign)
    if not within_bounds(factor, dimension) or len(text) > MAX_LENGTH:
        raise UnitError("the unit of this calculation is beyond any bounds")
    return UnitOfMeasure(text, factor, dimension, annotations=a.annotations + b.annotations)


def _text(a: str, b: str, sign: int) -> str:
    left, right = _bracketed(a, always=a.startswith("/")), _bracketed(b, always="." in b or "/" in b)
    if right == "1":
        return a
    if left == "1":
        return b if sign == 1 else "/" + right
    undone = f"{'/' if sign == 1 else '.'}{right}"
    if left.endswith(undone) and len(left) > len(undone) and "{" not in right:
        return left.removesuffix(undone)  # what was multiplied last is divided by again, or the other way round
    return f"{left}{'.' if sign == 1 else '/'}{right}"


def _bracketed(text: str, *, always: bool) -> str:
    return f"({text})" if always else text
