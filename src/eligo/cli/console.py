"""Writing to people and to pipes.

:func:`write` is for results (stdout), :func:`tell` for messages (stderr). Text from files passes through
:func:`eligo.printable.printable` before it reaches a terminal, so that it cannot move the cursor or hide what it says.
"""

from __future__ import annotations

import os
import sys

from eligo.printable import printable

TYPE_CHECKING = False  # as type checkers know it: this module answers `eligo --version`, which loads no `typing`

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO


def write(text: str) -> None:
    """Write a result to stdout.

    Raises:
        OSError: stdout is closed, full or cannot be written.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    sys.stdout.write(text)
    sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write a result to stdout exactly as it is; errors as for :func:`write`."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_json(value: object) -> None:
    """Write a result to stdout as JSON for programs: plain ASCII, keys in the order given."""
    import json

    write(json.dumps(value, indent=2) + "\n")


def tell(message: str) -> None:
    """Write a message to stderr; a closed stderr is no reason to stop."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(printable(message, keep="\n") + "\n")
        sys.stderr.flush()
    except OSError:
        return


def coloured(stream: TextIO | None) -> bool:
    """Whether to use colour there: only on a terminal, and not when NO_COLOR or TERM=dumb asks for none."""
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def columns(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """Rows in aligned columns, the first row being the heading; ``numeric`` columns are set to the right."""
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in shown) for i in range(len(numeric))]
    lines = []
    for row in shown:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"
