"""Reading a unit by UCUM's table, with help when it is not one."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from .grammar import MAX_LENGTH, GrammarError, Term, read_unit
from .model import UnitError, UnitOfMeasure, shown
from .table import OFFSETS, PREFIXES, SPECIAL, UNITS


def parse_unit(text: str) -> UnitOfMeasure:
    """Read a UCUM unit, such as ``mm[Hg]``, ``10*9/L`` or ``mL/min/{1.73_m2}``.

    Symbols are case-sensitive, as in UCUM's preferred form.

    Raises:
        UnitError: the text is not a UCUM unit; it says why and what may have been meant.
    """
    if len(text) > MAX_LENGTH:
        raise UnitError(f"`{shown(text)}` is not a unit: it is longer than {MAX_LENGTH} characters")
    found = _parse(text)
    if isinstance(found, UnitOfMeasure):
        return found
    raise UnitError(*found)


def is_unit(text: str) -> bool:
    """Whether a text is a UCUM unit."""
    return len(text) <= MAX_LENGTH and isinstance(_parse(text), UnitOfMeasure)


@lru_cache(maxsize=2048)
def _parse(text: str) -> UnitOfMeasure | tuple[str, tuple[str, ...]]:
    """A unit, or the message and the suggestions: failures repeat in a data file as units do."""
    try:
        return read(text)
    except GrammarError as error:
        from .suggest import suggestions  # a correct protocol never needs it

        meant = suggestions(text, known, _reads, unknown=bool(error.token))
        return _message(text, error, meant), meant


def read(text: str) -> UnitOfMeasure:
    """A unit from its text, uncached; raises GrammarError."""
    term, annotations = read_unit(text, known)
    return UnitOfMeasure(text, term.factor, term.dimension, term.offset, term.special, annotations)


def _reads(text: str) -> bool:
    try:
        read(text)
    except GrammarError:
        return False
    return True


def _message(text: str, error: GrammarError, meant: tuple[str, ...]) -> str:
    what = f"`{shown(text)}` is not a UCUM unit"
    if not error.token:
        reason = f": {shown(str(error), 120)}"
    elif error.token == text:
        reason = ""
    else:
        reason = f" (`{shown(error.token)}` is unknown)"
    hint = "; did you mean " + " or ".join(f"`{m}`" for m in meant) + "?" if meant else ""
    return what + reason + hint


@lru_cache(maxsize=2048)
def known(symbol: str) -> Term | None:
    """A unit symbol of the table, with a prefix or without; None when there is none."""
    if symbol in UNITS:
        return _unit(symbol, Fraction(1))
    for length in (1, 2):
        prefix, rest = PREFIXES.get(symbol[:length]), symbol[length:]
        if prefix is not None and rest in UNITS and UNITS[rest][3]:
            return _unit(rest, Fraction(*prefix))
    return None


def _unit(code: str, prefix: Fraction) -> Term:
    numerator, denominator, dimension, _ = UNITS[code]
    offset = Fraction(*OFFSETS.get(code, (0, 1)))
    return Term(prefix * Fraction(numerator, denominator), dimension, offset, code in SPECIAL)
