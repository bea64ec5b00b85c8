"""Diagnostics in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS standard, 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from eligo.diagnostics.codes import CODES
from eligo.diagnostics.model import Diagnostic, Severity
from eligo.source import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(diagnostics: Iterable[Diagnostic], version: str) -> dict[str, Any]:
    """The diagnostics as one SARIF run; its rules are the codes that occur."""
    found = list(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in found})
    driver = {"name": "eligo", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes) for diagnostic in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def render_sarif(diagnostics: Iterable[Diagnostic], version: str | None = None) -> str:
    """The diagnostics as SARIF text; ``version`` is that of eligo."""
    from eligo import __version__

    return json.dumps(as_sarif(diagnostics, version or __version__), indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    info = CODES.get(code)
    if info is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": info.title},
        "fullDescription": {"text": info.why},
        "help": {"text": info.fix},
    }


def _result(diagnostic: Diagnostic, codes: Sequence[str]) -> dict[str, Any]:
    text = "\n".join([diagnostic.message, *(f"help: {way_out}" for way_out in diagnostic.help)])
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
    }
    source = diagnostic.source
    if source:
        result["locations"] = [_location(source, diagnostic.span, diagnostic.label)]
        if diagnostic.labels:
            result["relatedLocations"] = [
                _location(label.source or source, label.span, label.text) for label in diagnostic.labels
            ]
    elif diagnostic.file:
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(diagnostic.file)}}}]
    return result


def _location(source: Source, span: Span, text: str) -> dict[str, Any]:
    start, end = source.place(span.start), source.place(span.end)
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(source.name)}, "region": region}}
    if text:
        location["message"] = {"text": text}
    return location


def _uri(name: str) -> str:
    """The file's name as a relative reference, or a file URI when it is absolute."""
    path = quote(name.replace("\\", "/"), safe="/", errors="replace")
    return f"file://{path}" if path.startswith("/") else path
