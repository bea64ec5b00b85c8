"""Which facts a suite does not fill in, because the protocol reads their absence as an answer."""

from __future__ import annotations

import pytest

from eligo.backends.pytest.strategies import asked_about
from eligo.pipeline import compile_source
from eligo.source import Source

PROTOCOL = """protocol P "P" {{ version 1 }}
number x "X" in 1  plausible 0 to 9
number y "Y" in 1  plausible 0 to 9
moment m "M"
moment k "K"
flag a "A"
include I1 "I" {{ require {condition} }}
"""


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("x > 1 and a", ""),
        ("(x otherwise y) > 1", '"x"'),
        ("(m otherwise k) before screening", '"m"'),
        ("k is known and m before screening", '"k"'),
    ],
)
def test_what_is_read_by_its_absence(condition: str, names: str) -> None:
    program, found = compile_source(Source("p.eligo", PROTOCOL.format(condition=condition)))
    assert program is not None, found
    assert asked_about(program).removeprefix("ASKED_ABOUT: frozenset[str] = frozenset(").strip("(),") == names
