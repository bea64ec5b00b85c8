"""Which texts the quick code reads as a certain moment, and which it leaves to the definition."""

from __future__ import annotations

import pytest

from eligo.backends.python.support.sharp import clock
from eligo.backends.python.support.unusual import Unusual
from eligo.core.moments import parse_moment, written

READ = [
    "2025-10-21T14:30",
    "2025-10-21 14:30",
    "2025-10-21T14:30:05",
    "2025-10-21T14:30:05.250",
    "2025-10-21T23:59:59.999999",
]
LEFT = [
    "2025-10-21",
    "2025-10-21T14:30Z",
    "2025-10-21T14:30:05.25",
    "2025-10-21T14:30:05.25Z",
    "2025-10-21T14:30:05.2+0100",
    "2025-10-21T14:30:05,250",
    "2025-10-21T24:00",
    "2025-10-21T24:00:00.000",
    "9999-12-31T23:59:59.999999",
]


@pytest.mark.parametrize("text", READ)
def test_is_read_as_the_definition_reads_it(text: str) -> None:
    assert written(clock(text)) == parse_moment(text)


@pytest.mark.parametrize("text", LEFT)
def test_is_left_to_the_definition(text: str) -> None:
    with pytest.raises(Unusual):
        clock(text)
