"""Numbers and the word after them: a unit, or something of its own?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source
from eligo.syntax.machine import Stop, Token
from eligo.syntax.report import error
from eligo.units import UnitError, parse_unit

_FACT = re.compile(r'\b(?:number|flag|choice|moment|period|events)[ \t]+(\w+)[ \t]+"')
_VALUES = ("NUMBER", "MEASURE", "YES", "NO", "TIMESTAMP", "PARTIAL_DATE", "FROM", "LBRACE", "MINUS")
"""What the value of a fact begins with, unless it is a word."""


def comma_between_arms(source: Source, stop: Stop) -> Diagnostic | None:
    """``case { a: 1 b: 2 }``."""
    colons = [place for place, token in enumerate(stop.before) if token.kind == "COLON"]
    for token in stop.before[colons[-1] :] if colons else ():
        if _is_bare(token):
            number, word = token.text.split(None, 1)
            return error(
                "E110",
                f"`{token.text[:40]}` is read as a number and its unit; a comma ends the value of an arm",
                source,
                token.span,
                help=(f"write `{number}, {word[:40]}`",),
            )
    return None


def explain_swallowed(source: Source, stop: Stop) -> Diagnostic | None:
    """A word after a number of a patient that is read otherwise than meant.

    ``{ age 54 years  sex female }``: no UCUM unit, hence read as a fact. ``{ score 2 d mild }``: the day, hence read as
    a unit, although a fact has that name.
    """
    if not stop.before or stop.before[0].kind != "PATIENT":
        return None
    # Names and values alternate: one word taken wrongly shifts all words up to the next thing that is none.
    first = len(stop.before)
    while stop.before[first - 1].kind == "NAME":
        first -= 1
    number = stop.before[first - 1]
    words = stop.before[first:]
    if number.kind == "NUMBER" and words and _on_one_line(source, number, words[0]):
        return _no_unit(source, number, words)
    if not _is_bare(number):
        return None
    unit = number.text.split(None, 1)[1]
    followed_by_value = not words and stop.found.kind in _VALUES
    if unit.isidentifier() and (followed_by_value or _is_declared(source, unit)):
        return _unit_or_fact(source, number, unit)
    return None


def _no_unit(source: Source, number: Token, words: Sequence[Token]) -> Diagnostic | None:
    word = words[0].text
    if _is_declared(source, word):
        return None
    try:
        parse_unit(word)
    except UnitError as problem:
        if problem.suggestions:
            ways = tuple(f"did you mean `{number.text} {meant}`?" for meant in problem.suggestions)
            message = str(problem).partition("; did you mean")[0]
            return error("E206", message, source, words[0].span, help=ways)
    if len(words) > 1:
        return None
    return error(
        "E110",
        f"`{word[:40]}` is no unit, so it begins the next fact, which has no value",
        source,
        words[0].span,
        help=(f"write the value of `{word[:40]}` after it, or a UCUM unit after `{number.text[:40]}`",),
    )


def _unit_or_fact(source: Source, measure: Token, word: str) -> Diagnostic:
    number = measure.text.split(None, 1)[0]
    return error(
        "E110",
        f"`{measure.text[:40]}` is read as a number and its unit",
        source,
        measure.span,
        label=f"`{word[:40]}` is a unit of UCUM",
        help=(f"if `{word[:40]}` is the next fact, put a comma before it: `{number[:40]}, {word[:40]}`",),
    )


def _is_bare(token: Token) -> bool:
    return token.kind == "MEASURE" and not token.text.endswith("'")


def _on_one_line(source: Source, first: Token, second: Token) -> bool:
    return "\n" not in source.text[first.end : second.start]


def _is_declared(source: Source, name: str) -> bool:
    """Whether the text declares a fact or field of that name; those of used files are not known here."""
    return name in _declared(source.text)


@lru_cache(maxsize=1)
def _declared(text: str) -> frozenset[str]:
    """The names of a text's facts; its errors ask one after the other."""
    return frozenset(_FACT.findall(text))
