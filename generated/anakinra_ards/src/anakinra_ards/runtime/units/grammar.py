"""The syntax of UCUM units: a text is read into an exact factor and a dimension.

The grammar is UCUM's (section "Syntax Rules"), with the repairs that its own examples need: an annotation may follow
a number or a bracket (``/100{WBCs}``, ``g/(8.h){shift}``), and a bracket may begin with a solidus.
Two things that UCUM's grammar lets pass are refused because a clinician never means them: ``1.73`` (UCUM reads 1 times
73) and a special unit such as ``Cel`` inside a product (UCUM section "Special Units" forbids it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .model import Dimension

MAX_LENGTH = 200
"""No unit in use comes near this many characters."""
MAX_DEPTH = 10
MAX_EXPONENT = 99
MAX_BITS = 4096
MAX_DIGITS = 15

_DIGITS = frozenset("0123456789")
_STOPS = frozenset("./(){}+-") | _DIGITS


class GrammarError(Exception):
    """A text that is no unit; the message says why, ``token`` is the unknown symbol when that is the reason."""

    def __init__(self, why: str, token: str = "") -> None:
        super().__init__(why)
        self.token = token


@dataclass(frozen=True, slots=True)
class Term:
    """What a part of a unit amounts to; ``plain`` when it may take part in a product, ``number`` when bare digits."""

    factor: Fraction
    dimension: Dimension = ()
    offset: Fraction = Fraction(0)
    special: bool = False
    number: bool = False

    @property
    def plain(self) -> bool:
        return not self.offset and not self.special


Lookup = Callable[[str], Term | None]
_ONE = Term(Fraction(1))


def combine(a: Dimension, b: Dimension, sign: int = 1) -> Dimension:
    """The dimension of a product (``sign`` 1) or a quotient (-1)."""
    exponents = dict(a)
    for base, power in b:
        exponents[base] = exponents.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in exponents.items() if power))


def within_bounds(factor: Fraction, dimension: Dimension) -> bool:
    """Whether a unit is of a size that anyone could mean."""
    small = factor.numerator.bit_length() <= MAX_BITS and factor.denominator.bit_length() <= MAX_BITS
    return small and all(abs(power) <= MAX_EXPONENT for _, power in dimension)


def read_unit(text: str, lookup: Lookup) -> tuple[Term, tuple[str, ...]]:
    """Read a whole unit; ``lookup`` knows the unit symbols, prefixes resolved.

    Returns:
        What the unit amounts to, and its annotations in order.

    Raises:
        GrammarError: the text is not a unit.
    """
    if not text:
        raise GrammarError("the unit is empty")
    if len(text) > MAX_LENGTH:
        raise GrammarError(f"it is longer than {MAX_LENGTH} characters")
    reader = _Reader(text, lookup)
    term = reader.main_term(0)
    if reader.at < len(text):
        raise GrammarError(f"`{text[reader.at]}` does not belong there")
    return term, tuple(reader.annotations)


class _Reader:
    """A position in a text that moves forward."""

    def __init__(self, text: str, lookup: Lookup) -> None:
        self.text = text
        self.at = 0
        self.lookup = lookup
        self.annotations: list[str] = []

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def main_term(self, depth: int) -> Term:
        if self.peek() == "/":
            self.at += 1
            last = self.component(depth)
            left = _product(_ONE, last, -1)
        else:
            left = last = self.component(depth)
        while self.peek() in (".", "/") and self.peek():
            sign = 1 if self.peek() == "." else -1
            self.at += 1
            right = self.component(depth)
            if last.number and right.number and sign == 1:
                raise GrammarError("UCUM has no decimal fractions; such a number belongs in an annotation in braces")
            left, last = _product(left, right, sign), right
        return left

    def component(self, depth: int) -> Term:
        here = self.peek()
        if here == "{":
            self.annotation()
            term = _ONE
        elif here == "(":
            term = self.bracket(depth)
        elif here in _DIGITS and here and not self.text.startswith(("10*", "10^"), self.at):
            term = Term(Fraction(self.digits(MAX_DIGITS)), number=True)
            if self.peek() in ("+", "-") and self.peek():
                raise GrammarError("a bare number takes no exponent; a power of ten is written `10*9`")
        else:
            term = self.simple_unit()
        if self.peek() == "{":
            self.annotation()
        return term

    def bracket(self, depth: int) -> Term:
        if depth >= MAX_DEPTH:
            raise GrammarError(f"brackets are nested deeper than {MAX_DEPTH}")
        self.at += 1
        inner = self.main_term(depth + 1)
        if self.peek() != ")":
            raise GrammarError("a bracket is not closed")
        self.at += 1
        return Term(inner.factor, inner.dimension, inner.offset, inner.special)

    def annotation(self) -> None:
        end = self.text.find("}", self.at)
        if end < 0:
            raise GrammarError("an annotation is not closed")
        content = self.text[self.at + 1 : end]
        if not all("!" <= c <= "~" and c != "{" for c in content):
            raise GrammarError("an annotation holds only visible ASCII characters, no spaces and no braces")
        self.annotations.append(content)
        self.at = end + 1

    def digits(self, limit: int) -> int:
        start = self.at
        while self.peek() in _DIGITS and self.peek():
            self.at += 1
        found = self.text[start : self.at]
        if not found:
            raise GrammarError("a number is missing")
        if found[0] == "0":
            raise GrammarError("a number does not begin with 0")
        if len(found) > limit:
            raise GrammarError("a number is too large")
        return int(found)

    def symbol(self) -> str:
        start = self.at
        if self.text.startswith(("10*", "10^"), self.at):
            self.at += 3
            return self.text[start : self.at]
        while self.at < len(self.text):
            here = self.text[self.at]
            if here == "[":
                end = self.text.find("]", self.at)
                self.at = len(self.text) if end < 0 else end + 1
            elif here in _STOPS:
                break
            else:
                self.at += 1
        return self.text[start : self.at]

    def simple_unit(self) -> Term:
        symbol = self.symbol()
        if not symbol:
            raise GrammarError("a unit is missing" if not self.peek() else f"`{self.peek()}` does not belong there")
        unit = self.lookup(symbol)
        if unit is None:
            raise GrammarError(f"`{symbol}` is not a UCUM unit", symbol)
        sign = self.peek()
        if not sign or (sign not in "+-" and sign not in _DIGITS):
            return unit
        if sign in "+-":
            self.at += 1
        power = self.digits(len(str(MAX_EXPONENT))) * (-1 if sign == "-" else 1)
        if not unit.plain:
            raise GrammarError(f"`{symbol}` is on a scale of its own and takes no exponent")
        return Term(unit.factor**power, tuple((base, e * power) for base, e in unit.dimension))


def _product(left: Term, right: Term, sign: int) -> Term:
    if not left.plain or not right.plain:
        raise GrammarError("a temperature in degrees, a level or pH cannot be part of a product")
    factor = left.factor * right.factor if sign == 1 else left.factor / right.factor
    dimension = combine(left.dimension, right.dimension, sign)
    if not within_bounds(factor, dimension):
        raise GrammarError("its exponents are too large")
    return Term(factor, dimension)
