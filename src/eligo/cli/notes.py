"""What is said on stderr of the columns of a patient file."""

from __future__ import annotations

from collections.abc import Sequence

from eligo.cli.console import tell
from eligo.cli.findings import counted
from eligo.printable import printable

_LONGEST = 60
_MOST = 20


def tell_columns(unknown: Sequence[tuple[str, str | None]], notes: Sequence[str] = ()) -> None:
    """Name the columns that no declaration knows, each once and not too many: a file may be no table of patients."""
    named = [(column, nearest) for column, nearest in unknown if column.strip()]
    if len(named) < len(unknown):
        tell("note: columns without a name are not read")
    for column, nearest in named[:_MOST]:
        hint = f"; did you mean {nearest}?" if nearest else ""
        tell(f"note: the protocol declares no fact {_short(column)}{hint}")
    if len(named) > _MOST:
        tell(f"note: and {counted(len(named) - _MOST, 'column')} more that the protocol does not declare")
    for note in notes:
        tell(f"note: {printable(note)}")


def _short(name: str) -> str:
    return printable(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…")
