"""Numbers that take the word after them for their unit."""

from __future__ import annotations

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source
from eligo.syntax.machine import Stop, Token
from eligo.syntax.report import error
from eligo.units import UnitError, parse_unit


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
    """``patient p "P" { sofa 4  onset 2025-01-01 }``."""
    if not stop.before or stop.before[0].kind != "PATIENT":
        return None
    token = next((token for token in stop.before[-2:] if _is_bare(token)), None)
    if token is None:
        return None
    word = token.text.split(None, 1)[1]
    if _is_unit(word):
        return None
    return error(
        "E110",
        f"`{token.text[:40]}` is read as a number and its unit",
        source,
        token.span,
        help=(f"begin a new line before `{word[:40]}`",),
    )


def _is_bare(token: Token) -> bool:
    return token.kind == "MEASURE" and not token.text.endswith("'")


def _is_unit(text: str) -> bool:
    try:
        parse_unit(text)
    except UnitError:
        return False
    return True
