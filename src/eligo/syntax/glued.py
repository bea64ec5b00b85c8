"""A numeral glued to a unit, as in ``60 mL/min/1.73``: part of the unit to a reader, a calculation to the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax import tree
from eligo.syntax.machine import Stop, Token
from eligo.syntax.report import error

_NUMERAL = re.compile(r"[*/^]-?([0-9]+(?:\.[0-9]+)?)(?:[ \t]*m2\b)?")
_MOST_LINES = 10


class Glued(Exception):
    """Raised where a product has a numeral right behind the unit before it.

    Attributes:
        unit: where the unit stands.
        operator: where ``*`` or ``/`` stands.
    """

    def __init__(self, unit: Span, operator: int) -> None:
        super().__init__("a numeral glued to a unit")
        self.unit = unit
        self.operator = operator


def check_product(children: Sequence[tree.Expr | Token]) -> None:
    """Raise :class:`Glued` if in a product or power, operands and signs in order, a numeral is glued to a unit."""
    for left, sign, right in zip(children[::2], children[1::2], children[2::2], strict=False):
        unit = _bare_unit_at_end(left)
        if unit is None or unit.end != sign.span.start or sign.span.end != right.span.start:
            continue
        if isinstance(right, tree.Quantity) and not _in_parentheses(right):
            raise Glued(unit, sign.span.start)


def explain_glued(source: Source, unit: Span, operator: int) -> Diagnostic:
    """The error at a unit with a numeral glued to it by the sign at ``operator``."""
    written = source.text[unit.start : unit.end]
    numeral = _NUMERAL.match(source.text, operator)
    end = numeral.end() if numeral else operator + 1
    ways = ["put blanks around the operator if this is a calculation; a unit that has a numeral stands in quotes"]
    if numeral and numeral.group(1) == "1.73":
        ways.insert(0, f"write the unit `'{written[:60]}/{{1.73_m2}}'`, in quotes")
    message = f"the unit `{written[:60]}` ends before `{source.text[operator:end][:60]}`"
    return error(
        "E134",
        message,
        source,
        Span(unit.start, end),
        label="this would be a calculation",
        help=tuple(ways),
    )


def explain_glued_stop(source: Source, stop: Stop) -> Diagnostic | None:
    """The same where no calculation can stand, as after ``in`` in a declaration."""
    if stop.found.kind not in ("SLASH", "STAR") or not stop.before or stop.before[-1].kind not in ("UNIT", "MEASURE"):
        return None
    last = stop.before[-1]
    if last.end != stop.found.start or last.text.endswith("'") or not _NUMERAL.match(source.text, stop.found.start):
        return None
    start = last.end - len(last.text.split()[-1])
    return explain_glued(source, Span(start, last.end), stop.found.start)


def said_once(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, but each unit that is written so throughout a text is told at its first place alone."""
    first: dict[str, Diagnostic] = {}
    further: dict[str, list[int]] = {}
    for diagnostic in diagnostics:
        if diagnostic.code == "E134" and diagnostic.source is not None:
            if diagnostic.message in first:
                line = diagnostic.source.place(diagnostic.span.start).line
                further.setdefault(diagnostic.message, []).append(line)
            else:
                first[diagnostic.message] = diagnostic
    return [
        replace(d, help=(*d.help, _elsewhere(further[d.message]))) if d.message in further else d
        for d in diagnostics
        if first.get(d.message, d) is d
    ]


def _elsewhere(lines: Sequence[int]) -> str:
    listed = ", ".join(map(str, lines[:_MOST_LINES])) + (", ..." if len(lines) > _MOST_LINES else "")
    if len(lines) == 1:
        return f"it is written so in 1 further place, line {listed}"
    return f"it is written so in {len(lines)} further places, lines {listed}"


def _bare_unit_at_end(expr: tree.Expr | Token) -> Span | None:
    """Where the unit stands that ends an expression, unless it is quoted or in parentheses."""
    while isinstance(expr, tree.Negative) and expr.operand.span.end == expr.span.end:
        expr = expr.operand
    if not isinstance(expr, tree.Quantity | tree.InUnit) or expr.unit is None:
        return None
    span = expr.unit.span
    return span if span.end == expr.span.end and span.end - span.start == len(expr.unit.text) else None


def _in_parentheses(expr: tree.Quantity) -> bool:
    if expr.unit is None:
        return expr.span.end - expr.span.start != len(expr.number)
    return expr.span.end != expr.unit.span.end
