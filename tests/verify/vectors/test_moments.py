"""Rows about moments: what is known without the hour, what has an end or runs on, and what never was."""

from __future__ import annotations

import pytest

from eligo.core.vectors import Vector
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence

PROTOCOL = """protocol P "P" { version 1 }
moment seen "Seen"
period drug "Drug"  missing means no
include I1 "I" { require seen within 48 h before screening }
exclude E1 "E" { when drug at screening }
patient one "One" { screening 2025-06-05T10:00  seen 2025-06-05T08:00 }
expect one eligible
"""


@pytest.fixture(scope="module")
def rows() -> dict[str, Vector]:
    program, found = compile_source(Source("p.eligo", PROTOCOL))
    assert program is not None, found
    return {vector.title: vector for vector in evidence(program).vectors}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # Screened on the 5th at an hour that nobody noted: two days before it is the 3rd, from midnight to midnight.
        ("seen below its limit, screening without the hour: 2025-06-02T23:59", "ineligible"),
        ("seen at its limit, screening without the hour: 2025-06-03T00:00", "undetermined"),
        ("seen below its limit, screening without the hour: 2025-06-03T23:58:59.999999", "undetermined"),
        ("seen at its limit, screening without the hour: 2025-06-03T23:59:59.999999", "eligible"),
        # Seen on the 3rd at some hour, screened at a known one.
        ("screening at its limit, seen without the hour: 2025-06-05T00:00", "undetermined"),
        ("drug at its limit, screening without the hour: from 2025-06-05T00:00", "ineligible"),
        ("drug above its limit, screening without the hour: from 2025-06-05T00:01", "undetermined"),
        # What begins at the screening is in progress, with an end to come or without.
        ("drug at its limit: from 2025-06-05T10:00", "ineligible"),
        ("drug above its limit: from 2025-06-05T10:01", "eligible"),
        ("drug below its limit: from 2025-06-05T09:59 to 2025-06-06T10:00", "ineligible"),
        ("drug above its limit: from 2025-06-05T10:01 to 2025-06-06T10:00", "eligible"),
        ("seen never happened", "ineligible"),
    ],
)
def test_a_row(rows: dict[str, Vector], title: str, expected: str) -> None:
    assert rows[title].verdict == expected
