"""Selections that reach further, or less far, than their author meant."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source
from eligo.syntax.machine import Stop, Token
from eligo.syntax.report import error

_OPENS = ("LPAR", "LBRACE")
_CLOSES = ("RPAR", "RBRACE")
_BEGINS = ("COLON", "REQUIRE", "WHEN", "UNLESS", "IMPLIES", "IF", "THEN", "ELSE")
_SELECTS = ("GROUP_OF", "COUNT_OF", "SELECT_OF")


def explain_selection(source: Source, stop: Stop) -> Diagnostic | None:
    """``any of drugs where a and b``, ``x and any of drugs where a``."""
    found = stop.found
    if found.kind in ("AND", "OR", "IMPLIES"):
        asked = next((t for t in _beside(stop) if t.kind in ("WHERE", "HAVE")), None)
        selects = next((t for t in _beside(stop) if t.kind in _SELECTS), None)
        if asked is None or selects is None:
            return None
        words = " ".join(selects.text.split())
        return error(
            "E135",
            f"it is not clear whether `{found.text}` belongs to `{asked.text}`",
            source,
            found.span,
            labels=(Label(asked.span, "reaches as far as its first condition"),),
            help=(
                f"if it does, write `{asked.text} (... {found.text} ...)`",
                f"if it does not, put the selection in parentheses: `({words} ... {asked.text} ...) {found.text} ...`",
            ),
        )
    if found.kind in ("WHERE", "HAVE"):
        selects = next((t for t in _beside(stop) if t.kind in _SELECTS), None)
        if selects is None:
            return None
        words = " ".join(selects.text.split())
        return error(
            "E135",
            f"a selection with `{found.text}` within another expression stands in parentheses",
            source,
            found.span,
            labels=(Label(selects.span, "the selection begins here"),),
            help=(f"write `({words} ... {found.text} ...)`",),
        )
    return None


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
