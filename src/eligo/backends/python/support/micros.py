"""The scale on which moments are numbers. ``micros.pxd`` says the same in C."""

from __future__ import annotations

from datetime import datetime, timedelta

START = datetime.fromisoformat("2000-01-01")
MICROSECOND = timedelta(microseconds=1)


def since_2000(at: datetime) -> float:
    """Microseconds from the start of 2000 to a datetime without an offset."""
    return float((at - START) // MICROSECOND)
