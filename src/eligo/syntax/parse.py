"""Source text -> syntax tree.

Parsing never fails: what makes sense becomes the tree, the rest becomes diagnostics, all those of a file in one run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from eligo.diagnostics.model import Diagnostic, sort_key
from eligo.source import Source, Span
from eligo.syntax import tree
from eligo.syntax.begins_fact import begins_fact
from eligo.syntax.build_fact import Misuse
from eligo.syntax.build_statement import StatementBuilder
from eligo.syntax.depth import too_deep
from eligo.syntax.explain_option import explain_misuse
from eligo.syntax.glued import Glued, explain_glued, said_once
from eligo.syntax.grammar import tables
from eligo.syntax.hidden import hidden_characters
from eligo.syntax.machine import END, Machine, Stop
from eligo.syntax.scan import MAX_ERRORS, STATEMENTS, Stretch, outline

_DECLARED = re.compile(
    r"(?:number|flag|choice|moment|period|events|define|include|exclude|patient|source|list|codes)\s+([A-Za-z_]\w*)"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a source.

    Attributes:
        module: every statement that makes sense, in the order written.
        diagnostics: the syntax errors, in the order of the text; empty when the whole source makes sense.
        lost: names that the statements with errors declare: no one should call them unknown.
    """

    module: tree.Module
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: frozenset[str] = frozenset()


@cache
def _machine() -> Machine:
    return Machine(tables(), StatementBuilder(), begins_fact)


def parse(source: Source) -> Parsed:
    """The syntax tree of a source, and its syntax errors. Always returns, whatever the text."""
    found = outline(source)
    hidden = hidden_characters(source)
    reading = _Reading(source, [*found.diagnostics, *hidden], [d.span.start for d in hidden])
    for stretch in found.stretches:
        reading.read(stretch)
        if len(reading.diagnostics) >= MAX_ERRORS:
            last = max(stretch.end, *(d.span.end for d in reading.diagnostics))
            from eligo.syntax.explain import explain_too_many

            reading.diagnostics.append(explain_too_many(source, last, MAX_ERRORS))
            break
    module = tree.Module(tuple(reading.statements), span=Span(0, len(source.text)))
    return Parsed(module, tuple(said_once(sorted(reading.diagnostics, key=sort_key))), frozenset(reading.lost))


class _Reading:
    """The statements and errors found so far."""

    def __init__(self, source: Source, diagnostics: list[Diagnostic], hidden: list[int]) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.hidden = hidden
        self.statements: list[tree.Statement] = []
        self.lost: set[str] = set()

    def read(self, stretch: Stretch) -> None:
        """Read a stretch; more than one statement may stand in it when two share a line."""
        spoiled = bisect_left(self.hidden, stretch.start) < bisect_left(self.hidden, stretch.end)
        if not stretch.sound or spoiled:
            self.lose(stretch.start, stretch.end)
        elif stretch.torn:
            self.torn_statement(stretch)
        else:
            at: int | None = stretch.start
            while at is not None and len(self.diagnostics) < MAX_ERRORS:
                at = self.statement(at, stretch.end)

    def torn_statement(self, stretch: Stretch) -> None:
        """A statement with a text that is never closed: report what else is wrong on its other lines."""
        self.lose(stretch.start, stretch.end)
        result = self.result(stretch.start, stretch.end)
        if not isinstance(result, Stop):
            return
        torn = {self.source.place(at).line for at in stretch.torn}
        for stop in self.stops(result, stretch.end):
            if stop.found.kind != END and self.source.place(stop.found.start).line not in torn:
                self.explain(stop)

    def statement(self, at: int, end: int) -> int | None:
        """Read the statement that begins here; where the next begins, or None when nothing is left."""
        result = self.result(at, end)
        if isinstance(result, Misuse):
            self.diagnostics.append(explain_misuse(self.source, result))
            self.lose(at, end)
            return None
        if isinstance(result, Glued):
            from eligo.syntax.explain_habit import explain_power_of_ten

            habit = explain_power_of_ten(self.source, result.operator)
            self.diagnostics.append(habit or explain_glued(self.source, result.unit, result.operator))
            self.lose(at, end)
            return None
        if not isinstance(result, Stop):
            self.keep(result, at, end)
            return None
        if result.found.kind == END and not result.before:
            return None
        if END in result.expected:
            # All before the surprise is whole: that much is kept.
            self.statement(at, result.found.start)
            if result.found.text in STATEMENTS:
                return result.found.start
            self.explain(result)
            return None
        self.lose(at, end)
        for stop in self.stops(result, end):
            self.explain(stop)
        return None

    def explain(self, stop: Stop) -> None:
        """Report what stands where nothing of its kind may."""
        from eligo.syntax.explain import explain_stop  # a text without errors is read sooner without it

        self.diagnostics.append(explain_stop(self.source, stop))

    def result(self, at: int, end: int) -> Any | Stop | Misuse | Glued:
        """What the automaton makes of a stretch."""
        try:
            return _machine().parse(self.source.text, at, end)
        except (Misuse, Glued) as misuse:
            return misuse

    def stops(self, first: Stop, end: int) -> Iterator[Stop]:
        """The first error of a statement and those after it."""
        stop: Stop | None = first
        for _ in range(MAX_ERRORS):
            if stop is None:
                return
            yield stop
            stop = _machine().resume(stop, self.source.text, end)

    def keep(self, statement: tree.Statement, at: int, end: int) -> None:
        """Keep a statement, unless its parts lie too deep within each other for any pass to follow."""
        deepest = too_deep(statement, self.source.text, at, end)
        if deepest is None:
            self.statements.append(statement)
        else:
            from eligo.syntax.explain import explain_depth

            self.diagnostics.append(explain_depth(self.source, deepest))
            self.lose(at, end)

    def lose(self, at: int, end: int) -> None:
        """Remember what a statement with errors would have declared."""
        declared = _DECLARED.search(self.source.text, at, min(end, at + 1000))
        if declared:
            self.lost.add(declared.group(1))
