"""Diagnostics as workflow commands of GitHub Actions, which become annotations of a change.

The form is that of GitHub's *Workflow commands for GitHub Actions*: data escape ``%`` and line ends, properties also
``:`` and ``,``, so that no text of a protocol can end a command or begin another.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligo.diagnostics.model import Diagnostic, Severity
from eligo.printable import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """A command on a line of its own for each diagnostic."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"title": diagnostic.code}
    if diagnostic.source:
        start = diagnostic.source.place(diagnostic.span.start)
        end = diagnostic.source.place(max(diagnostic.span.start, diagnostic.span.end - 1))
        properties = {
            "file": diagnostic.source.name,
            "line": str(start.line),
            "endLine": str(end.line),
            "col": str(start.column),
            "endColumn": str(end.column),
            **properties,
        }
    elif diagnostic.file:
        properties = {"file": diagnostic.file, **properties}
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join([diagnostic.message, *(f"help: {way_out}" for way_out in diagnostic.help)])
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
