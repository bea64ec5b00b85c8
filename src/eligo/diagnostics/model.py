"""A diagnostic is a value: what is wrong, where, why, and the way out.

Passes return diagnostics; only the commands print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eligo.source import Source, Span

_NOWHERE = Span(0, 0)


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning is a finding, a note is neither."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """A secondary place that explains the primary one; ``source`` is None when it lies in the same text."""

    span: Span
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: the documented code, such as ``E203``; each has a page under ``docs/diagnostics``.
        severity: error, warning or note.
        message: one sentence that names the place's own words; no trailing full stop.
        source: the text it speaks of, or None when there is no text (a file that cannot be read).
        span: the primary place in that text.
        label: a few words written under the primary place.
        labels: further places, mostly in the same text.
        context: where in the protocol's own terms, such as ``exclusion 4``.
        help: the way out, one line each.
        file: the name of the file that has no text to show.
    """

    code: str
    severity: Severity
    message: str
    source: Source | None = None
    span: Span = _NOWHERE
    label: str = ""
    labels: tuple[Label, ...] = ()
    context: str = ""
    help: tuple[str, ...] = ()
    file: str | None = None


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order for presentation: by file, then place, then code."""
    name = diagnostic.source.name if diagnostic.source else ""
    return (name, diagnostic.span.start, diagnostic.span.end, diagnostic.code, diagnostic.message)


def has_errors(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
