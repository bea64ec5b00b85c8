"""Scales in numerals and stretches without ``from``: what they are called here."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.machine import Stop
from eligo.syntax.report import error

_NUMBERS = re.compile(r"[0-9]{1,9}(?:[ \t]*,[ \t]*[0-9]{1,9})*")
_NAME = re.compile(
    r"([A-Za-z_]\w{0,59})[ \t]+is[ \t]+one[ \t]+of[ \t]*\{[ \t]*$|([A-Za-z_]\w{0,59})[ \t]+(?:not[ \t]+)?in[ \t]+$"
)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}\S*)?)?$")


def explain_scale(source: Source, stop: Stop) -> Diagnostic | None:
    """``choice ecog "..." of 0 < 1 < 2``, ``ecog in 0, 1``, ``drug 2025-01 to 2025-03``."""
    return _numeral_value(source, stop) or _among_numbers(source, stop) or _stretch_without_from(source, stop)


def _numeral_value(source: Source, stop: Stop) -> Diagnostic | None:
    """``of 0 < 1``, ``of 1, 2``."""
    if stop.found.kind not in ("NUMBER", "MEASURE") or not stop.before or stop.before[0].kind != "CHOICE":
        return None
    if stop.before[-1].kind not in ("OF", "COMMA", "RELATION"):
        return None
    name = stop.before[1].text[:60] if len(stop.before) > 1 else "grade"
    return error(
        "E110",
        "the values of a choice are names, and this is a number",
        source,
        stop.found.span,
        help=(
            f'a scale in numerals is a number: number {name} "..." in 1  plausible 0 to 5',
            "or give its values names, such as `grade_1 < grade_2`",
        ),
    )


def _among_numbers(source: Source, stop: Stop) -> Diagnostic | None:
    """``x in 0, 1``, ``x is one of { 0, 1 }``."""
    if stop.found.kind not in ("NUMBER", "MEASURE"):
        return None
    start = stop.found.start
    left = _NAME.search(source.text, max(0, start - 100), start)
    numbers = _NUMBERS.match(source.text, start)
    if left is None or numbers is None:
        return None
    name = left.group(1) or left.group(2)
    values = sorted(map(int, numbers.group().split(",")))
    way_out = (
        f"write `{name} between {values[0]} and {values[-1]}`, or compare with each: `{name} = {values[0]} or ...`"
    )
    return error("E110", "numbers are not listed but compared", source, Span(*numbers.span()), help=(way_out,))


def _stretch_without_from(source: Source, stop: Stop) -> Diagnostic | None:
    """``drug 2025-01-01 to 2025-03-01``, ``drug 2025 to now``."""
    if stop.found.text != "to" or len(stop.before) < 2 or stop.before[-2].kind != "NAME":
        return None
    start = stop.before[-1]
    if not _DATE.match(start.text):
        return None
    end = source.text[stop.found.end : stop.found.end + 40].split(maxsplit=1)
    until = f" to {end[0].rstrip(',}')}" if end and _DATE.match(end[0].rstrip(",}")) else ""
    return error(
        "E110",
        "a period is written with `from`",
        source,
        Span(start.start, stop.found.end),
        help=(
            f"write `{stop.before[-2].text[:60]} from {start.text[:40]}{until}`",
            "without `to`, it is still running",
        ),
    )
