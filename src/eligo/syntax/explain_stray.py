"""Characters that begin no token: signs of other languages, of word processors, numbers and texts gone wrong."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.machine import Stop
from eligo.syntax.report import error
from eligo.units.model import shown

_SIGNS = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "≥": ">=",
    "⩾": ">=",
    "≤": "<=",
    "⩽": "<=",
    "≠": "!=",
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "—": "-",
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "⇒": "implies",
    "→": "implies",
}
"""Signs that other languages and word processors use, and what is written here."""

_MICRO = "\u00b5\u03bc"
"""The micro sign and the Greek letter; UCUM writes `u`."""
_BLANKS = re.compile(r"\s")
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_BAD_ESCAPE = re.compile(r'"(?:[^"\\\n]++|\\["\\nt])*+(\\[^\n])')
ROUGH_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?: +[0-9]{1,2}:[0-9:.]+|[0-9T:.,+Z-]*)"
    r"|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
)
"""What people write for dates."""
DATE_FORM = "a date is written 2025-10-21, a time after it T14:30 or T14:30:05, an offset +01:00 or Z"
_DECIMAL_COMMA = re.compile(r"([0-9]+),([0-9]+)(?![0-9,])")
_GLUED_UNIT = re.compile(r"([0-9]+(?:\.[0-9]+)?)([A-Za-z%µ\[][^\s{}(),;\"]*)")
_FOREIGN_WORD = re.compile(r"\w+")


def explain_stray(source: Source, stop: Stop) -> Diagnostic:
    """The error at a character that begins no token."""
    at = stop.found.start
    text = source.text
    character = text[at]
    if character == '"':
        return _bad_escape(source, at)
    if character.isascii() and (character.isdigit() or (character == "." and text[at + 1 : at + 2].isdigit())):
        return _bad_number(source, at)
    sign = text[at : at + 2] if text[at : at + 2] in _SIGNS else character
    if sign in _SIGNS:
        right = _SIGNS[sign]
        span = Span(at, at + len(sign))
        return error("E117", f"`{sign}` is written `{right}`", source, span, help=(f"write `{right}`",))
    return _strange(source, stop, character)


def _bad_escape(source: Source, at: int) -> Diagnostic:
    match = _BAD_ESCAPE.match(source.text, at)
    span = Span(*match.span(1)) if match else Span(at, at + 1)
    written = source.text[span.start : span.end]
    way_out = 'in a text, `\\` is only followed by `"`, `\\`, `n` or `t`; write `\\\\` for the sign itself'
    return error("E115", f"`{written}` means nothing in a text", source, span, help=(way_out,))


def _bad_number(source: Source, at: int) -> Diagnostic:
    text = source.text
    date = ROUGH_DATE.match(text, at)
    if date:
        written = shown(date.group())
        return error("E130", f"`{written}` is not how a date is written", source, Span(*date.span()), help=(DATE_FORM,))
    comma = _DECIMAL_COMMA.match(text, at)
    if comma:
        right = shown(f"{comma.group(1)}.{comma.group(2)}")
        span = Span(*comma.span())
        way_out = f"write `{right}`, without separators"
        return error("E130", f"`{shown(comma.group())}` has a comma", source, span, help=(way_out,))
    glued = _GLUED_UNIT.match(text, at)
    if glued:
        number, unit = (shown(part) for part in glued.groups())
        message = f"no blank between `{number}` and `{unit}`"
        return error("E123", message, source, Span(*glued.span()), help=(f"write `{number} {unit}`",))
    number_like = _NUMBER.match(text, at)
    span = Span(at, number_like.end() if number_like else at + 1)
    if text[at] == ".":
        digits = _NUMBER.match(text, at + 1)
        span = Span(at, digits.end() if digits else at + 1)
    way_out = "a number is written with digits and at most one point between them: `12`, `0.5`"
    return error("E130", f"`{shown(text[span.start : span.end])}` is not a number", source, span, help=(way_out,))


def _strange(source: Source, stop: Stop, character: str) -> Diagnostic:
    at = stop.found.start
    span = Span(at, at + 1)
    if _BLANKS.match(character):
        message = f"the blank U+{ord(character):04X} is not an ordinary one"
        return error("E116", message, source, span, help=("type an ordinary blank in its place",))
    if character in "“”„«»‟":
        message = f"`{character}` does not open or close a text"
        return error("E116", message, source, span, help=('use straight quotation marks: `"`',))
    if character in "'‘’‚`´":
        way_out = "a text stands between `\"`, an odd unit between `'` right after its number"
        return error("E116", f"`{character}` does not belong here", source, span, help=(way_out,))
    if character == ";":
        way_out = "a statement ends without a sign; delete it"
        return error("E116", "`;` does not belong here", source, span, help=(way_out,))
    if character in _MICRO:
        return error("E116", f"`{character}` is written `u`", source, span, help=("write `u`",))
    if character == "%" and stop.before and stop.before[-1].end == at:
        number = stop.before[-1]
        written = shown(number.text)
        message = f"no blank between `{written}` and `%`"
        return error("E123", message, source, Span(number.start, at + 1), help=(f"write `{written} %`",))
    if character in "[%°":
        way_out = "a unit stands right after its number, on the same line, or after `in`"
        return error("E116", f"`{character}` does not belong here", source, span, help=(way_out,))
    word = _FOREIGN_WORD.match(source.text, at)
    if word:
        before = stop.before[-1] if stop.before and stop.before[-1].end == at else None
        whole = Span(before.start if before else at, word.end())
        written = source.text[whole.start : min(whole.end, whole.start + 60)]
        message = f"`{written}` cannot be a name: it has `{character}`"
        way_out = "names and units are made of the letters A to Z, digits and `_`; other letters stand in quoted texts"
        return error("E116", message, source, whole, help=(way_out,))
    return error("E116", f"`{character}` means nothing here", source, span, help=("delete it, or put it in quotes",))
