"""Source texts for the commands: from a file, or from standard input for ``-``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligo.diagnostics.model import Diagnostic
    from eligo.source import Source

STDIN = "-"


def place_of(file: str) -> Path | None:
    """The path of a file; None for standard input, beside which there are no files to use."""
    return None if file == STDIN else Path(file)


def read(file: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file, or None and why there is none."""
    from eligo.syntax.files import MAX_BYTES, decode_source, read_source

    if file != STDIN:
        return read_source(file)
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return decode_source("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))
