"""Loops over the entries of a list, inside which their fields have variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either
from eligo.backends.python.lists import fields
from eligo.backends.python.scope import Scope, Truths
from eligo.backends.python.usage import of_entry
from eligo.core import nodes as n
from eligo.core.selection import ALWAYS, of_single, until_screening

Selection = n.Several | n.Pick | n.PickIs | n.PickMoment

WORD = re.compile(r"\w+")
DEEPEST_LOOP = 6
"""Python allows 20 blocks of some kinds within each other."""


class Loops:
    """Writes loops over entries into a scope; one may stand within another. ``define`` writes a definition."""

    def __init__(self, scope: Scope, define: Callable[[str], None]) -> None:
        self.scope = scope
        self.define = define
        self.depth = 0
        self.entries: dict[str, list[str]] = {}
        """The variables of the entries of each list that the code at hand is inside of, the innermost last."""

    @contextmanager
    def each(self, series: str, iterable: str, *asked: object) -> Iterator[str]:
        """A loop over the entries, inside which what ``asked`` uses of them has variables."""
        entry = self.scope.namer.local("entry")
        self.depth += 1
        with self.scope.out.loop(entry, iterable), self.opened(series, entry, *asked):
            yield entry
        self.depth -= 1

    @contextmanager
    def opened(self, series: str, entry: str, *asked: object) -> Iterator[None]:
        """Give the fields of an entry variables; those that the code inside uses are taken out of it first.

        So have the definitions of the entry that ``asked`` uses.
        """
        scope, lines = self.scope, self.scope.out.lines
        inside = self.entries.setdefault(series, [])
        inside.append(entry)
        with fields(scope, scope.program.fact[series]) as variables:
            start = len(lines)
            scope.out.line("")
            margin = lines.pop().rstrip("\n")
            with self._defined(series, asked):
                yield
            used = set(WORD.findall("".join(lines[start:])))
            taken = [f"{margin}{v} = {entry}[{place}]\n" for place, v in enumerate(variables) if v in used]
            lines[start:start] = taken
        inside.pop()

    def other(self, series: str) -> Truths:
        """That an entry is another than the one of the same list around it."""
        around, entry = self.entries[series][-2:]
        return Truths(Test(f"{entry} is not {around}"), Test(f"{entry} is {around}"))

    @contextmanager
    def _defined(self, series: str, asked: Iterable[object]) -> Iterator[None]:
        scope = self.scope
        names = of_entry(scope.program, series, asked)
        before = [(scope.conditions.pop(name, None), scope.named_numbers.pop(name, None)) for name in names]
        for name in names:
            self.define(name)
        yield
        for name, (condition, number) in zip(names, before, strict=True):
            scope.conditions.pop(name, None)
            scope.named_numbers.pop(name, None)
            if condition is not None:
                scope.conditions[name] = condition
            if number is not None:
                scope.named_numbers[name] = number

    def among(self, node: Selection, write: Callable[[n.Condition], Truths]) -> Truths:
        """Whether an entry counts: a single value, which alone has no time, is the one until the screening."""
        asked = of_single(node.among, node.series)
        if asked is node.among:
            return write(node.among)
        until = write(until_screening(node.series))
        alone = self.scope.unknown(self.scope.moments[f"{node.series}.time"][0])
        taken = either((alone, until.yes))
        if asked == ALWAYS:
            return Truths(taken, until.no)
        rest = write(asked)
        return Truths(both((taken, rest.yes)), either((until.no, rest.no)))

    def too_deep(self) -> bool:
        """Whether the selection stands within so many others that the exact path has to decide."""
        if self.depth >= DEEPEST_LOOP:
            self.scope.out.line("beyond_doubles()")
        return self.depth >= DEEPEST_LOOP

    def skip(self, among: Truths) -> None:
        if among.no != NO:
            with self.block(among.no):
                self.scope.out.line("continue")

    @contextmanager
    def block(self, test: Expression) -> Iterator[None]:
        """What is done when a test holds, which may hold always."""
        if test == YES:
            yield
            return
        with self.scope.out.when(test):
            yield

    def when(self, test: Expression, line: str) -> None:
        with self.block(test):
            self.scope.out.line(line)
