"""The patient who is shown is as plain as will do, whatever the solver found."""

from __future__ import annotations

from fractions import Fraction

import pytest

from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.patients import replayed, simplified
from eligo.verify.questions import NEVER, SURE, Wanted

SOURCE = """protocol T "T" { version 1 }
number x    "X"    in mg/dL  plausible 0 to 50
moment ct   "CT"
moment pain "Pain"
include I1 "Low" { require x < 20 mg/dL }
include I2 "CT" { require ct within 48 h before screening }
include I3 "Pain" { require ct within 7 d after pain }
"""


def program() -> Program:
    made, diagnostics = compile_source(Source("t.eligo", SOURCE))
    assert made is not None, [d.message for d in diagnostics]
    return made


FOUND = [
    # What is wanted; what the solver found; what is shown.
    ({"I1": NEVER}, {"x": Fraction("37.4"), "ct": "2011-03-05T07:11", "screening": "2011-03-05T07:11"}, {"x": 20}),
    (
        {"I1": SURE, "I2": NEVER},
        {"x": Fraction("3.1"), "ct": "1911-01-05T07:11", "screening": "1911-03-06"},
        {"x": 10, "ct": False},
    ),
    (
        {"I2": SURE, "I3": SURE},
        {"ct": "2027-11-01T07:11", "screening": "2027-11-01T08:12", "pain": "2027-10-30T01:01"},
        {"ct": "2027-10-31T12:00", "screening": "2027-11-01T12:00", "pain": "2027-10-31T12:00"},
    ),
    (  # both far from the screening, which neither can leave alone
        {"I3": SURE, "I2": NEVER},
        {"ct": "2019-04-01T00:00", "screening": "2027-11-01T12:00", "pain": "2019-03-31T00:00"},
        {"ct": "2027-10-02T12:00", "screening": "2027-11-01T12:00", "pain": "2027-10-02T12:00"},
    ),
]


@pytest.mark.parametrize(("wanted", "found", "shown"), FOUND)
def test_what_is_shown(wanted: dict[str, object], found: dict[str, object], shown: dict[str, object]) -> None:
    made = program()
    question = tuple(Wanted(made.criterion[name].condition, truths) for name, truths in wanted.items())  # type: ignore[arg-type]

    def answers(raw: dict[str, object]) -> bool:
        return replayed(made, raw, question)

    assert answers(found)
    plain = simplified(made.facts, found, answers)
    assert answers(plain)
    assert plain == shown
