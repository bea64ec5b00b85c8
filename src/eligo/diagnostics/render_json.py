"""Diagnostics as data: one object each, places by line and column from 1 and by character offset from 0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source, Span


def as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The diagnostics as plain values."""
    return [_one(diagnostic) for diagnostic in diagnostics]


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as the text of a JSON array; ASCII alone, so that no terminal is moved by it."""
    return json.dumps(as_json(diagnostics), indent=2) + "\n"


def _one(diagnostic: Diagnostic) -> dict[str, Any]:
    source = diagnostic.source
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": source.name if source else diagnostic.file,
        "range": _range(source, diagnostic.span) if source else None,
        "label": diagnostic.label,
        "labels": [_label(x, x.source or source) for x in diagnostic.labels if source],
        "context": diagnostic.context,
        "help": list(diagnostic.help),
    }


def _label(label: Label, source: Source) -> dict[str, Any]:
    return {"text": label.text, "file": source.name, "range": _range(source, label.span)}


def _range(source: Source, span: Span) -> dict[str, Any]:
    start, end = source.place(span.start), source.place(span.end)
    return {
        "start": {"line": start.line, "column": start.column, "offset": span.start},
        "end": {"line": end.line, "column": end.column, "offset": span.end},
    }
