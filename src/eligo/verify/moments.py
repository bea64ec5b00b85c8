"""Instants as a record writes them."""

from __future__ import annotations

import datetime as dt

from eligo.core.values import DAY, HOUR, MINUTE, SECOND


def moment_text(at: int) -> str:
    """An instant as ISO 8601 has it, to the minute where that is exact."""
    days, clock = divmod(at, DAY)
    text = f"{dt.date.fromordinal(days + 1).isoformat()}T{clock // HOUR:02}:{clock % HOUR // MINUTE:02}"
    seconds, micros = divmod(clock % MINUTE, SECOND)
    if micros:
        return f"{text}:{seconds:02}.{micros:06}"
    return f"{text}:{seconds:02}" if seconds else text
