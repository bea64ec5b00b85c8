"""Selections of source text on records: what is known of a list decides, and nothing else."""

from __future__ import annotations

import pytest

from eligo.core.interpret import evaluate
from eligo.core.needs import needs
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source

DECLARED = """
protocol T1 "Selections" { version 2025-10-21 }
events biologic "Biologic treatment" {
    moment given_on "Given on"
    choice agent    "Agent" of anakinra, tocilizumab
    number dose     "Dose" in mg  plausible 0 to 1000
    moment ended    "Ended"
    define relative "Dose per 100 mg" = dose / 100 mg
    define large "Large" = relative > 2 or agent = tocilizumab and relative > 1
}
number creatinine "Creatinine" in mg/dL  plausible 0.1 to 40  repeated
"""
ONCE = {"given_on": "2025-03-30", "agent": "anakinra", "dose": 100}
EARLIER = {"given_on": "2025-01-01", "agent": "tocilizumab", "dose": 400}


def listed(*entries: dict[str, object], complete: bool = True) -> dict[str, object]:
    return {"biologic": {"entries": list(entries), "complete": complete}}


def measured(*samples: tuple[float, str]) -> dict[str, object]:
    return {"creatinine": [{"value": value, "time": time} for value, time in samples]}


def closed(*samples: tuple[float, str]) -> dict[str, object]:
    return {"creatinine": {"entries": measured(*samples)["creatinine"], "complete": True}}


def outcome(condition: str, record: dict[str, object]) -> str:
    """The outcome of one criterion; the screening is on 2025-03-31 at 10:00."""
    source = Source("t.eligo", f'{DECLARED}\ninclude I1 "Asked" {{\n    require {condition}\n}}\n')
    program, diagnostics = compile_source(source)
    assert program is not None, diagnostics
    reading = read_record(program.facts, {"screening": "2025-03-31T10:00", **record})
    assert not reading.problems
    return evaluate(program, reading.values).outcomes["I1"].value


@pytest.mark.parametrize(
    ("condition", "record", "expected"),
    [
        ("any of biologic where agent = anakinra", listed(ONCE, EARLIER), "passed"),
        ("any of biologic where dose > 400 mg", listed(ONCE, EARLIER), "failed"),
        ("any of biologic where dose > 400 mg", listed(ONCE, EARLIER, complete=False), "unknown"),
        ("none of biologic within 90 d before screening", listed(EARLIER), "failed"),
        ("none of biologic within 7 d before screening", listed(EARLIER), "passed"),
        ("all of biologic have dose <= 400 mg", listed(ONCE, EARLIER), "passed"),
        ("all of biologic have dose <= 400 mg", listed(), "passed"),
        ("any of biologic where large", listed(ONCE, EARLIER), "passed"),
        ("any of biologic where not large", listed(EARLIER), "failed"),
        ("all of biologic have large", listed(EARLIER, {"agent": "tocilizumab"}), "unknown"),
        ("latest of biologic.large", listed(ONCE, EARLIER), "failed"),
        ("first of biologic.large", listed(ONCE, EARLIER), "passed"),
        ("latest of biologic.relative = 1", listed(ONCE, EARLIER), "passed"),
        ("highest of biologic.relative = 4", listed(ONCE, EARLIER), "passed"),
        ("highest of biologic.relative = 4", listed(ONCE, EARLIER, {"agent": "anakinra"}), "unknown"),
        ("(sum of biologic.relative where not large) = 1", listed(ONCE, EARLIER), "passed"),
        ("mean of biologic.relative = 2.5", listed(ONCE, EARLIER), "passed"),
        ("sum of biologic.relative >= 5", listed(ONCE, EARLIER, {"agent": "anakinra"}), "passed"),
        ("sum of biologic.relative < 5", listed(ONCE, {"agent": "anakinra"}), "unknown"),
        ("any of biologic where (none of biologic within 7 d before screening where large)", listed(ONCE), "passed"),
        ("latest of biologic.relative is known", listed({"given_on": "2025-03-30"}), "failed"),
        ("latest of biologic.agent = anakinra", listed(EARLIER, ONCE), "passed"),
        ("latest of biologic.agent = anakinra", listed(EARLIER, ONCE, complete=False), "unknown"),
        ("sum of biologic.dose = 500 mg", listed(EARLIER, ONCE), "passed"),
        ("sum of biologic.dose = 0 mg", {"biologic": False}, "passed"),
        ("sum of biologic.dose >= 500 mg", listed(EARLIER, ONCE, complete=False), "passed"),
        # what never happened lies in no window
        ("(latest of biologic.ended) within 7 d before screening", listed({**ONCE, "ended": False}), "failed"),
        # no measurement is no answer
        ("sum of creatinine within 24 h before screening < 9 mg/dL", measured((1, "2025-03-01")), "unknown"),
        ("all of creatinine within 24 h before screening have value < 2 mg/dL", measured((1, "2025-03-01")), "unknown"),
        ("any of creatinine where value > 2 mg/dL", {}, "unknown"),
        ("none of creatinine within 24 h before screening where value > 2 mg/dL", measured((1, "2025-03-01")), "unknown"),
        ("at least 1 of creatinine within 24 h before screening", measured((1, "2025-03-01")), "unknown"),
        # but where the record says that there are no others, none is an answer to how many there are
        ("none of creatinine within 24 h before screening where value > 2 mg/dL", closed((1, "2025-03-01")), "passed"),
        ("at least 1 of creatinine within 24 h before screening", closed((1, "2025-03-01")), "failed"),
        ("all of creatinine within 24 h before screening have value < 2 mg/dL", closed((1, "2025-03-01")), "unknown"),
        ("none of creatinine", closed(), "passed"),
        ("any of creatinine within 24 h before screening", {"creatinine": 3}, "unknown"),
        # of measurements those until the screening count, if nothing else is said
        ("latest of creatinine > 2 mg/dL", measured((1, "2025-03-30"), (3, "2025-04-30")), "failed"),
        ("latest of creatinine > 2 mg/dL", {"creatinine": 3}, "passed"),
        ("any of creatinine where value > 2 mg/dL", measured((1, "2025-03-30"), (3, "2025-04-30")), "failed"),
        ("any of creatinine after screening where value > 2 mg/dL", measured((3, "2025-04-30")), "passed"),
        # a moment of an entry that surely is not there never happened, a choice of it is none
        ("(latest of biologic.given_on where agent = tocilizumab) before screening", listed(ONCE), "failed"),
        ("(previous of biologic.given_on) before screening", listed(ONCE), "failed"),
        ("(latest of biologic.given_on where agent = tocilizumab) before screening", listed({"dose": 1}), "unknown"),
        ("latest of biologic.agent = anakinra", listed(), "failed"),
        ("latest of biologic.agent != anakinra", listed(), "passed"),
        ("latest of biologic.dose > 1 mg", listed(), "unknown"),
        ("days from latest of biologic.given_on to screening > 1 d", listed(), "unknown"),
        ("(latest of creatinine.time where value > 2 mg/dL) before screening", measured((1, "2025-03-01")), "failed"),
        ("none of creatinine after (latest of creatinine.time where value <= 1 mg/dL) where value > 2 mg/dL",
         closed((3, "2025-03-01"), (1, "2025-03-02")), "passed"),
        ("none of creatinine after (latest of creatinine.time where value <= 1 mg/dL) where value > 2 mg/dL",
         measured((3, "2025-03-01"), (1, "2025-03-02")), "unknown"),
        ("any of creatinine where value > 2 mg/dL", {"creatinine": 3}, "passed"),
        # of two on one day the later may be either
        ("creatinine > 2 mg/dL", measured((1, "2025-03-30"), (3, "2025-03-30T12:00")), "unknown"),
        ("creatinine > 2 mg/dL", measured((4, "2025-03-30"), (3, "2025-03-30T12:00")), "passed"),
        # what is measured after the screening is not its current value
        ("creatinine > 2 mg/dL", measured((1, "2025-03-30"), (3, "2025-04-01")), "failed"),
        # a value that an entry lacks is not that of the entry around it
        (
            "any of biologic where (agent = anakinra and (any of biologic where (agent = tocilizumab and dose = 100 mg)))",
            listed(ONCE, {"agent": "tocilizumab"}),
            "unknown",
        ),
        # entries of one list around those of another
        (
            "any of creatinine where (value > 2 mg/dL and any of biologic within 48 h before time)",
            {**listed(ONCE), **measured((3, "2025-03-31T09:00"))},
            "passed",
        ),
        (
            "any of creatinine where (value > 2 mg/dL and any of biologic within 48 h before time)",
            {**listed(EARLIER), **measured((3, "2025-03-31T09:00"))},
            "failed",
        ),
    ],
)  # fmt: skip
def test_a_selection(condition: str, record: dict[str, object], expected: str) -> None:
    assert outcome(condition, record) == expected


def test_a_value_without_its_time_is_asked_for_where_the_time_decides() -> None:
    source = Source(
        "t.eligo",
        f"{DECLARED}\n"
        'include I1 "Of today" {\n    require highest of creatinine within 24 h before screening < 2 mg/dL\n}\n'
        'include I2 "The latest" {\n    require latest of creatinine < 2 mg/dL\n}\n',
    )
    program, _ = compile_source(source)
    assert program is not None
    record = read_record(program.facts, {"screening": "2025-03-31T10:00", "creatinine": 1}).values
    found = evaluate(program, record).outcomes
    assert (found["I1"].value, found["I2"].value) == ("unknown", "passed")
    assert needs(program, record) == ("creatinine",)
