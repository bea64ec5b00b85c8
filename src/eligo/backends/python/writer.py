"""A function body under construction: lines at a depth of indentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from eligo.backends.python.expressions import Expression, written
from eligo.backends.python.layout import INDENT, WIDTH, Call, assignment


class Writer:
    """Collects the lines of a function body."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._indent = INDENT

    @property
    def depth(self) -> int:
        """How many blocks are open."""
        return len(self._indent) // len(INDENT)

    def line(self, code: str) -> None:
        """One finished line."""
        self.lines.append(f"{self._indent}{code}\n")

    def blank(self) -> None:
        """An empty line."""
        self.lines.append("\n")

    def call(self, names: Sequence[str], function: str, arguments: Sequence[str]) -> None:
        """``name, name = function(argument, argument)``."""
        targets = ", ".join(names)
        line = f"{self._indent}{targets} = {function}({', '.join(arguments)})"
        if len(line) <= WIDTH:
            self.lines.append(f"{line}\n")
        elif len(names) == 1:
            self.lines.append(assignment(targets, Call(function, tuple(arguments)), self._indent))
        else:
            self.line("(")
            for name in names:
                self.line(f"{INDENT}{name},")
            self.line(f") = {function}({', '.join(arguments)})")

    @contextmanager
    def when(self, test: Expression, word: str = "if") -> Iterator[None]:
        """An ``if`` or ``elif`` with the body that is written inside the block."""
        self.lines.append(written(test, self._indent, f"{word} ", ":"))
        with self._deeper():
            yield

    @contextmanager
    def otherwise(self) -> Iterator[None]:
        """The ``else`` of the ``if`` before it."""
        self.line("else:")
        with self._deeper():
            yield

    @contextmanager
    def loop(self, name: str, iterable: str) -> Iterator[None]:
        """A loop over some values, with the body that is written inside the block."""
        self.line(f"for {name} in {iterable}:")
        with self._deeper():
            yield

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        outer, self._indent = self._indent, self._indent + INDENT
        yield
        self._indent = outer
