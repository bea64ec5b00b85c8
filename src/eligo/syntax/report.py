"""Making a syntax error."""

from __future__ import annotations

from eligo.diagnostics.model import Diagnostic, Label, Severity
from eligo.source import Source, Span


def error(
    code: str,
    message: str,
    source: Source,
    span: Span,
    *,
    label: str = "",
    labels: tuple[Label, ...] = (),
    help: tuple[str, ...] = (),  # noqa: A002  # the field's name
) -> Diagnostic:
    """An error at a place."""
    return Diagnostic(code, Severity.ERROR, message, source, span, label, labels, help=help)
