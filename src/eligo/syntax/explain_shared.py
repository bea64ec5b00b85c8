"""Mistakes in lists, sets of codes and the use of other files."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.machine import END, Stop
from eligo.syntax.report import error

_PATH = re.compile(r"[\w./\\-]+")
_ELSEWHERE = ("import", "load", "using", "uses", "library")
"""How other languages begin such a statement."""


def explain_shared(source: Source, stop: Stop) -> Diagnostic | None:
    """The error at a stop in one of these statements; None when it is none that is known."""
    return _use(source, stop) or _use_elsewhere(source, stop) or _except(source, stop) or _single_code(source, stop)


def _use(source: Source, stop: Stop) -> Diagnostic | None:
    """``use labs.eligo``, ``use library "bmi"``, ``use "a.eligo", "b.eligo"``."""
    before = [token.kind for token in stop.before]
    if before == ["USE"] and stop.found.kind != END:
        path = _PATH.match(source.text, stop.found.start)
        written = path.group() if path else stop.found.text
        name = written if written.endswith(".eligo") else f"{written}.eligo"
        span = Span(stop.found.start, stop.found.start + len(written))
        ways = (f'write `use "{name}"`', "formulas that eligo brings along: `use library bmi`")
        return error("E110", "the name of a file stands in quotes", source, span, help=ways)
    if before == ["USE", "LIBRARY"] and stop.found.kind == "STRING":
        way_out = f"write `use library {stop.found.text[1:61].rstrip(chr(34)).removesuffix('.eligo')}`"
        return error("E110", "a name of the library has no quotes", source, stop.found.span, help=(way_out,))
    if before == ["USE", "STRING"] and stop.found.kind in ("STRING", "COMMA"):
        return error("E110", "`use` names one file", source, stop.found.span, help=("write `use` for each file",))
    return None


def _use_elsewhere(source: Source, stop: Stop) -> Diagnostic | None:
    """``import "labs.eligo"``, ``include "labs.eligo"``."""
    found = stop.found
    if not stop.before and found.text in _ELSEWHERE:
        ways = ('write `use "shared/labs.eligo"`, or of the library `use library bmi`',)
        return error("E111", f"`{found.text}` begins no statement", source, found.span, help=ways)
    if [t.kind for t in stop.before] == ["INCLUDE"] and found.kind == "STRING" and found.text.endswith('.eligo"'):
        way_out = f"write `use {found.text[:80]}`"
        return error("E110", "`include` is an inclusion criterion", source, stop.before[0].span, help=(way_out,))
    return None


def _except(source: Source, stop: Stop) -> Diagnostic | None:
    """``from SNOMED 1 except 2``: a code takes in no other that could be taken out."""
    if stop.found.text != "except" or not stop.before or stop.before[0].kind != "CODES":
        return None
    ways = ("write `with descendants except ...`", "without descendants, leave out the codes that are not meant")
    return error("E110", "there is nothing to except from", source, stop.found.span, help=ways)


def _single_code(source: Source, stop: Stop) -> Diagnostic | None:
    """``flag a "A" codes SNOMED 22298006``."""
    if len(stop.before) < 4 or [t.kind for t in stop.before[-2:]] != ["CODES", "NAME"]:
        return None
    if re.fullmatch(r"[0-9A-Z][0-9A-Z.:-]*", stop.found.text) is None or not any(c.isdigit() for c in stop.found.text):
        return None
    codes, system = stop.before[-2:]
    ways = (f"one code: `code {system.text} {stop.found.text}`", "several: name a set of codes, declared by `codes`")
    return error("E110", "`codes` names a set", source, Span(codes.start, stop.found.end), help=ways)
