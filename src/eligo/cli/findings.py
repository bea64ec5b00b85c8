"""Showing diagnostics: as a result on stdout, or as messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from eligo.cli.console import coloured, write

if TYPE_CHECKING:
    from eligo.diagnostics.model import Diagnostic


def show(diagnostics: Sequence[Diagnostic], form: str) -> None:
    """Write diagnostics to stdout in one of the forms text, json, sarif, github."""
    renderer = import_module(f"eligo.diagnostics.render_{form}")
    if form == "text":
        write(renderer.render_text(diagnostics, colour=coloured(sys.stdout)))
    else:
        write(getattr(renderer, f"render_{form}")(diagnostics))


def tell_findings(diagnostics: Sequence[Diagnostic]) -> None:
    """Write diagnostics to stderr for a person."""
    if not diagnostics or sys.stderr is None:
        return
    from eligo.diagnostics.render_text import render_text

    sys.stderr.write(render_text(diagnostics, colour=coloured(sys.stderr)))
    sys.stderr.flush()


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """``2 errors, 1 warning in 3 files``."""
    from eligo.diagnostics.model import Severity

    where = f"in {counted(files, 'file')}"
    counts = [
        counted(n, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (n := sum(d.severity is severity for d in diagnostics))
    ]
    return f"{', '.join(counts)} {where}" if counts else f"nothing to report {where}"


def counted(number: int, thing: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
