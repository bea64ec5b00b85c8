"""Making a lint finding."""

from __future__ import annotations

from collections.abc import Iterable

from eligo.diagnostics.model import Diagnostic, Label, Severity
from eligo.semantics.checked import Checked
from eligo.source import Span


def finding(
    checked: Checked,
    code: str,
    span: Span,
    message: str,
    *,
    label: str = "",
    labels: Iterable[Label] = (),
    context: str = "",
    hints: Iterable[str] = (),
) -> Diagnostic:
    """A warning in the checked file; ``hints`` are the lines of its help."""
    return Diagnostic(
        code, Severity.WARNING, message, checked.source, span, label, tuple(labels), context, tuple(hints)
    )
