"""Selections that reach further, or less far, than their author meant, and windows where nothing is selected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source
from eligo.syntax.machine import Stop, Token
from eligo.syntax.report import error
from eligo.syntax.scan import STATEMENTS
from eligo.units.model import shown

_OPENS = ("LPAR", "LBRACE")
_CLOSES = ("RPAR", "RBRACE")
_BEGINS = ("COLON", "REQUIRE", "WHEN", "UNLESS", "IMPLIES", "IF", "THEN", "ELSE", "COMMA")
_SELECTS = ("GROUP_OF", "COUNT_OF", "SELECT_OF")
_COMPARES = ("RELATION", "EQUAL")
_WINDOWS = ("WITHIN", "DISTANCE", "BEFORE", "AFTER", "AT_OR")
_LONGEST = 100
"""Of a text that is shown whole; of a longer one the middle is left out."""
_PART = re.compile(
    r"(?P<open>[({])|(?P<close>[)}])|(?P<ends>,|\b(?:unless|reading|then|else)\b|:)|\"[^\"\n]*\"|\w+|[^\w]"
)
"""What the rest of a condition is made of, and what ends it."""
_COMPARED = re.compile(r"(?P<asked>.*\S)\s+(?P<compared>(?:<=|>=|!=|[<>=]|between\b).*)")
"""The last comparison of a condition, and what stands before it."""
_ENDS = re.compile(rf"\s*(?:\Z|\#|\n[ \t]*(?:{'|'.join(STATEMENTS)})\b)")
"""The end of a statement that has no bracket around it, or a comment."""


def explain_selection(source: Source, stop: Stop) -> Diagnostic | None:
    """``any of drugs where a and b``, ``x and any of drugs where a``, ``sum of doses where a = b >= 3``."""
    found = stop.found
    asked = next((t for t in _beside(stop) if t.kind in ("WHERE", "HAVE")), None)
    if found.kind in ("WHERE", "HAVE"):
        asked = None
    before = found.start if asked is None else asked.start  # in what is asked there may be another selection
    selects = next((t for t in _beside(stop) if t.kind in _SELECTS and t.start < before), None)
    if selects is None:
        return None
    whole = _text(source, selects, found.start)
    if found.kind in ("AND", "OR", "IMPLIES") and asked is not None:
        return _beyond_first(source, stop, selects, asked)
    if found.kind in _COMPARES and asked is not None and selects.kind == "SELECT_OF":
        return error(
            "E135",
            f"`{found.text}` after `{asked.text}` compares nothing of each entry any more",
            source,
            found.span,
            labels=(Label(selects.span, "the selection begins here"),),
            help=(f"if the selection is compared, write `({whole}) {found.text} {_rest(source, found.end)}`",),
        )
    if found.kind in ("WHERE", "HAVE"):
        return error(
            "E135",
            f"a selection with `{found.text}` within another expression stands in parentheses",
            source,
            found.span,
            labels=(Label(selects.span, "the selection begins here"),),
            help=(f"write `({whole} {found.text} {_rest(source, found.end)})`",),
        )
    return None


def explain_late_window(source: Source, stop: Stop) -> Diagnostic | None:
    """``creatinine < 2 mg/dL within 7 d before screening``: a number is selected by its time, then compared."""
    if stop.found.kind not in _WINDOWS or len(stop.before) < 3:
        return None
    fact, sign, number = stop.before[-3:]
    if fact.kind != "NAME" or sign.kind not in _COMPARES or number.kind not in ("NUMBER", "MEASURE"):
        return None
    window, compared = _rest(source, stop.found.start), _text(source, sign, number.end)
    return error(
        "E136",
        f"a comparison has no time: the window belongs to `{fact.text}`",
        source,
        stop.found.span,
        labels=(Label(fact.span, "selected by its time, then compared"),),
        help=(
            f"declare `{fact.text}` as `repeated` and say which value: `latest of {fact.text} {window} {compared}`",
            f"or whether there is one: `any of {fact.text} {window} have value {compared}`",
        ),
    )


def _beyond_first(source: Source, stop: Stop, selects: Token, asked: Token) -> Diagnostic:
    """A second condition after ``where`` or ``have``."""
    found = stop.found
    first = _text(source, asked, found.start).removeprefix(asked.text).strip()
    rest = _rest(source, found.end)
    second, implies, consequence = rest.partition(" implies ")
    within = f"{asked.text} ({first} {found.text} {second})"
    if implies and found.kind != "IMPLIES":
        within = f"({_text(source, selects, asked.start)} {within}) implies {consequence}"
    ways = [
        f"if it does, write `{within}`",
        f"if it does not, write `({_text(source, selects, found.start)}) {found.text} {rest}`",
    ]
    compared = _COMPARED.fullmatch(rest) if selects.kind == "SELECT_OF" else None
    if compared:  # the number that is selected, rather than what an entry is asked for
        whole = f"{_text(source, selects, asked.start)} {asked.text} ({first} {found.text} {compared['asked']})"
        ways.insert(0, f"if it does, and the selection is compared, write `({whole}) {compared['compared']}`")
        if _COMPARED.fullmatch(compared["asked"]):
            del ways[1]
    if found.kind == "IMPLIES":
        ways.reverse()  # it hardly ever does
    return error(
        "E135",
        f"it is not clear whether `{found.text}` belongs to `{asked.text}`",
        source,
        found.span,
        labels=(Label(asked.span, "reaches as far as its first condition"),),
        help=tuple(ways),
    )


def _text(source: Source, first: Token, end: int) -> str:
    """The author's text from a token to a place."""
    return _short(source.text[first.start : end])


def _rest(source: Source, start: int) -> str:
    """The rest of a condition: up to the bracket, comma or clause that ends it."""
    text, depth, at = source.text, 0, start
    limit = start + 2 * _LONGEST
    ends = _ENDS.search(text, start, limit)
    end = ends.start() if ends else limit
    for part in _PART.finditer(text, start, end):
        depth += (part["open"] is not None) - (part["close"] is not None)
        if depth < 0 or (depth == 0 and part["ends"]):
            return _short(text[start:at])
        at = part.end()
    return _short(text[start:at]) if at == end < limit else "..."


def _short(text: str) -> str:
    words = " ".join(text.split())
    return shown(words, len(words)) if len(words) <= _LONGEST else f"{shown(words[:40], 40)} ..."


def _beside(stop: Stop) -> Iterator[Token]:
    """The tokens before the stop, the nearest first, within the innermost bracket that is open."""
    depth = 0
    for token in reversed(stop.before):
        if token.kind in _CLOSES:
            depth += 1
        elif token.kind in _OPENS:
            if depth == 0:
                return
            depth -= 1
        elif depth == 0:
            yield token
            if token.kind in _BEGINS:
                return
