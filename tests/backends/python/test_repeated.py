"""Protocols with records that repeat: the generated Python says what the interpreter says, whichever way it takes."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib import import_module
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.backends.python import load
from eligo.core.interpret import evaluate
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.backends.python.test_agreement import assert_agreement

FACTS = """
protocol X "X" { version 2025-01-01 }
number creatinine "Creatinine" in mg/dL plausible 0.1 to 40 repeated
flag febrile "Febrile" repeated
choice stage "Stage" of early, middle, late repeated
events biologic "Biologic treatment" missing means no {
    moment given_on "Given on"
    choice agent "Agent" of anakinra, tocilizumab
    number dose "Dose" in mg plausible 0 to 1000
    flag stopped "Stopped"
    define share "Share of 300 mg" = dose / 300 mg
    define per_kg "Dose per kg" in mg/kg = greatest of { dose, 10 mg } / weight
    define likely "Anakinra, or little" = agent = anakinra or share ^ 2 < 0.01
}
events drug "Drug" {
    moment taken_on "Taken on"
    number amount "Amount" in mg
    moment ended_on "Ended"
}
moment born "Born"
number weight "Weight" in kg plausible 1 to 300
define raised "Raised" = creatinine > 2 mg/dL
define total "Total" in mg = sum of biologic.dose within 28 d before screening
"""
CONDITIONS = (
    "creatinine < 3 mg/dL",
    "febrile is known or stage is known",
    "stage = middle or febrile",
    "any of biologic within 90 d before screening where (agent = anakinra and dose > 3 mg)",
    "none of biologic where agent = tocilizumab",
    "at least 2 of creatinine within 7 d before screening where value > 2 mg/dL",
    "all of creatinine within 6 h before screening have value < 3 mg/dL",
    "(count of biologic where not stopped) <= 2",
    "total <= 100 mg",
    "(mean of creatinine) >= 2 mg/dL",
    "latest of biologic.agent = anakinra",
    "sum of creatinine within 7 d before screening < 3 mg/dL",
    "any of biologic where likely",
    "(count of biologic where per_kg > 1 mg/kg) >= 2",
    "highest of biologic.share >= 0.5",
    "lowest of biologic.per_kg within 90 d before screening < 0.5 mg/kg",
    "sum of biologic.share <= 1",
    "2 * (mean of biologic.per_kg where not stopped) > 3 mg/kg",
    "latest of biologic.per_kg + first of biologic.per_kg < 4 mg/kg",
    "latest of biologic.likely or previous of biologic.share = 0.1",
    "days from latest of biologic.given_on to screening >= 30 d",
    "(latest of biologic.dose where agent = anakinra) > 100 mg",
    "previous of creatinine within 7 d before screening < latest of creatinine",
    "(highest of creatinine) / (lowest of creatinine within 1 mo before screening) < 3",
    "at most 1 of drug where (amount > 5 mg and not raised)",
    "exactly 2 of drug within 3 mo before screening",
    "sum of drug.amount < 10 mg and count of drug + 1 > 2",
    "(first of drug.ended_on where amount > 1 mg) within 2 mo before screening",
    "first of drug.taken_on is known and latest of drug.amount * weight / 1 kg < 8 mg",
    "years from born to screening >= 18 a",
    "count of drug < count of biologic",
    "previous of febrile or none of febrile",
    "(creatinine + latest of drug.amount / 1 mg * 1 mg/dL) > 3 mg/dL",
    "any of drug within 3 mo before screening where (amount > 5 mg and screening within 30 d after ended_on)",
    "(lowest of biologic.dose where (stopped or agent = anakinra)) <= 2 mg",
    "(mean of drug.amount within 60 d before screening) != 2 mg",
    "exactly 1 of stage have value = early",
    "previous of biologic.stopped where agent = anakinra",
    "(latest of drug.amount where amount > creatinine * 1 mg / 1 mg/dL) > 2 mg",
    "at most 2 of biologic where raised",
    "latest of creatinine within 24 h before first of drug.taken_on > 1 mg/dL",
    "any of creatinine where (value > 2 mg/dL and (any of creatinine at least 6 d after time where value > 2 mg/dL))",
    "at least 2 of creatinine where (value > 2 mg/dL and count of creatinine after time <= 2)",
    "any of biologic where (stopped and dose < latest of biologic.dose before given_on)",
    "all of creatinine have value <= 1.5 * mean of creatinine within 1 mo of time",
    "none of drug where (any of drug after ended_on where (amount > 2 mg and taken_on within 6 d before screening))",
)
"""Each is a protocol by itself: what sends one to the exact evaluator hides no other."""


def compiled(condition: str, facts: str = FACTS) -> Program:
    text = f'{facts}include A1 "A" {{ require {condition} }}'
    program, diagnostics = compile_source(Source("repeated.eligo", text))
    assert program is not None, diagnostics
    return program


@cache
def protocol(condition: str) -> tuple[Program, ModuleType]:
    program = compiled(condition)
    return program, load(program, f"generated_repeated_{CONDITIONS.index(condition)}")


TIMES = ["2025-03-31T10:00", "2025-03-31T09:00", "2025-03-30T10:00", "2025-03-24T10:00", "2025-02-28T10:00:00",
         "2025-03-31T10:01", "2024-12-31T00:00"]  # fmt: skip
ODD_TIMES = ["2025-03-30", "2025-03", "2025-03-30T10:00Z", dt.datetime(2025, 3, 29, 8), dt.date(2025, 3, 1), None]
NUMBERS = [1, 2, 2.5, 3.0, 0.1, 100, 29.7, 6]
ODD_NUMBERS = [-1, 2000, 1e-16, None, True, {"value": 2, "unit": "mg/dL"}, 2**60]
"""The first ones are implausible."""
COMMON = {"screening": [TIMES[0], TIMES[0], TIMES[0], "2025-03-31", None], "weight": [70, 1, None]}
COMMON |= {"born": ["1980-02-29", "1980-02-29T00:00", "2007-03-31T23:00", None]}


def mixed(usual: list[object], odd: list[object], much: int) -> st.SearchStrategy[object]:
    ways = [st.sampled_from(usual)] * 12 + [st.sampled_from(odd)] * much
    return st.one_of(ways)


def records(much: int) -> st.SearchStrategy[dict[str, object]]:
    """Records with lists of up to five entries; ``much`` is how much of them is odd."""
    times, numbers = mixed([*TIMES], [*ODD_TIMES], much), mixed([*NUMBERS], [*ODD_NUMBERS], much)
    flags, agents = mixed([True, False], [None, "x"], much), mixed(["anakinra", "tocilizumab"], [None, "x"], much)
    stages = mixed(["early", "middle", "late"], [None, "x"], much)

    def samples(values: st.SearchStrategy[object], unit: str = "") -> st.SearchStrategy[object]:
        sample: list[st.SearchStrategy[object]] = [st.fixed_dictionaries({"value": values, "time": times})] * 3
        if unit:
            sample.append(st.fixed_dictionaries({"value": values, "time": times, "unit": st.just(unit)}))
        if much:
            sample += [values, st.fixed_dictionaries({"value": values}), st.just({"value": 1, "at": TIMES[0]})]
        lists = st.lists(st.one_of(sample), max_size=5)
        return st.one_of(lists, lists, lists, values, st.none())

    def entries(fields: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[object]:
        lists = st.lists(
            st.fixed_dictionaries({}, optional=fields) if much else st.fixed_dictionaries(fields), max_size=5
        )
        said = st.builds(lambda found, complete: {"entries": found, "complete": complete}, lists, st.booleans())
        return st.one_of(lists, said, said, st.just(False), st.none())

    return st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in COMMON.items()}
        | {
            "creatinine": samples(numbers, "mg/dL"),
            "febrile": samples(flags),
            "stage": samples(stages),
            "biologic": entries({"given_on": times, "agent": agents, "dose": numbers, "stopped": flags}),
            "drug": entries({"taken_on": times, "amount": numbers, "ended_on": times}),
        }
    )


@pytest.mark.parametrize("condition", CONDITIONS)
@settings(max_examples=40)  # of four records each, for every condition
@given(st.lists(records(0), min_size=4, max_size=4))
def test_usual_lists(condition: str, found: list[dict[str, object]]) -> None:
    program, package = protocol(condition)
    for raw in found:
        assert_agreement(program, package, raw)
        text = json.dumps(raw)
        assert package.screen_json(text).outcomes == package.screen(raw).outcomes


@pytest.mark.parametrize(
    "condition",
    [
        "latest of creatinine within 24 h before screening < 3 mg/dL",
        "at least 2 of creatinine within 7 d before screening where value > 2 mg/dL",
        "(mean of creatinine) < 5 mg/dL",
        "(highest of creatinine) < 5 mg/dL and creatinine > 1 mg/dL",
        "any of creatinine where value > 2 mg/dL",
    ],
)
def test_a_single_value_needs_no_exact_evaluator(condition: str) -> None:
    program = compiled(condition)
    package = load(program, f"generated_single_{len(condition)}")
    at_once = import_module(f"{package.__name__}.at_once")
    raw = {"screening": dt.datetime(2025, 3, 31, 10), "creatinine": 2.5}
    decision = at_once.decide_values(tuple(raw.get(fact.name) for fact in program.facts))
    expected = evaluate(program, read_record(program.facts, raw).values).outcomes
    assert [outcome.value for outcome in decision[1:]] == [outcome.value for outcome in expected.values()]


def test_a_result_keeps_its_reasons_when_the_caller_changes_the_lists() -> None:
    _, package = protocol("(creatinine + latest of drug.amount / 1 mg * 1 mg/dL) > 3 mg/dL")
    sample = {"value": 2, "time": TIMES[1]}
    entry = {"taken_on": TIMES[1], "amount": 2}
    samples, drug = [sample], {"entries": [entry], "complete": True}
    result = package.screen({"screening": TIMES[0], "creatinine": samples, "drug": drug})
    before = result.why()
    sample["value"] = entry["amount"] = 30
    samples.clear()
    drug["complete"] = False
    assert result.why() == before


def test_selections_deep_within_each_other() -> None:
    condition = "value > 1 mg/dL"
    for _ in range(25):  # Python allows 20 loops within each other
        condition = f"any of creatinine where ({condition})"
    program = compiled(condition)
    package = load(program, "generated_deep")
    assert_agreement(program, package, {"creatinine": [{"value": 2, "time": TIMES[0]}]})


COURSE = {"start": "2025-01-01T00:00", "end": "2025-01-09T00:00"}


@pytest.mark.parametrize(
    "stays",
    [
        None,
        False,
        [],
        [{"began": "2025-01-01T00:00", "well": True}],
        [{"began": "2025-01-01", "well": True, "course": COURSE}],
        {"entries": [{"well": False, "course": False}], "complete": True},
        {"entries": [{"began": "2025-01-01", "well": True, "course": COURSE}], "complete": True},
        {"entries": [{"began": "2025-01-01"}, {"began": "2025-01-01", "well": True}], "complete": True},
    ],
)
def test_periods_within_entries(stays: object) -> None:
    stay = 'events stay "Stay" { moment began "Began" period course "Course" flag well "Well" }'
    for condition in ("any of stay where (course lasting at least 2 d and well)", "latest of stay.well"):
        program = compiled(condition, FACTS + stay + "\n")
        package = load(program, "generated_stays")
        assert_agreement(program, package, {"screening": TIMES[0], "stay": stays})


def test_json_with_a_name_twice_in_an_entry_is_refused() -> None:
    _, package = protocol("creatinine < 3 mg/dL")
    with pytest.raises(package.RecordError, match="stands twice"):
        package.screen_json('{"creatinine": [{"value": 1, "value": 9, "time": "2025-03-31T10:00"}]}')


@pytest.mark.parametrize("condition", CONDITIONS)
@settings(max_examples=40)
@given(st.lists(records(1), min_size=4, max_size=4))
def test_odd_lists(condition: str, found: list[dict[str, object]]) -> None:
    program, package = protocol(condition)
    for raw in found:
        assert_agreement(program, package, raw)
