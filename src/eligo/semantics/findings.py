"""Collecting diagnostics while a pass walks the protocol."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from eligo.diagnostics.model import Diagnostic, Label, Severity
from eligo.diagnostics.suggest import nearest
from eligo.source import Source, Span

MAX_SUGGESTIONS = 30
MAX_CANDIDATES = 3000


class Findings:
    """The diagnostics of one check, and where in the protocol's own terms the checker stands.

    Attributes:
        context: such as ``exclusion 4``; goes into each finding.
        found: the diagnostics so far.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.context = ""
        self.found: list[Diagnostic] = []
        self._suggested: dict[str, str | None] = {}

    def error(
        self,
        code: str,
        span: Span,
        message: str,
        *,
        label: str = "",
        labels: Iterable[Label] = (),
        hints: Iterable[str] = (),
    ) -> None:
        """Report an error here; ``hints`` are the lines of its help."""
        self.found.append(
            Diagnostic(
                code,
                Severity.ERROR,
                message,
                self.source,
                span,
                label,
                tuple(labels),
                self.context,
                tuple(hints),
            )
        )

    def did_you_mean(self, word: str, candidates: Iterable[str]) -> tuple[str, ...]:
        """A help line that names the nearest candidate; nothing when none is near.

        The search compares the word with every candidate, so that it is made for the first few words only: a file
        with thousands of unknown names needs no thousandth suggestion.
        """
        if len(self._suggested) >= MAX_SUGGESTIONS and word not in self._suggested:
            return ()
        if word not in self._suggested:
            self._suggested[word] = nearest(word, list(islice(candidates, MAX_CANDIDATES)))
        found = self._suggested[word]
        return (f"did you mean `{found}`?",) if found else ()
