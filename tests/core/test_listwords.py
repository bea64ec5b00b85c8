"""Selections in words: what the document says of a rule, and what an explanation says of a patient's entries."""

from __future__ import annotations

import pytest

from eligo.core.explain import explain
from eligo.core.program import Program
from eligo.core.words import criterion_words
from eligo.pipeline import compile_source
from eligo.source import Source

DECLARED = """
protocol T1 "Selections" { version 2025-10-21 }
events biologic "biologic treatment" {
    moment given_on "day given"
    choice agent    "agent" of anakinra, tocilizumab
    number dose     "dose" in mg  plausible 0 to 1000
    define per_day  "dose a day" in mg/d = dose / 7 d
}
moment born "born"
number ast "AST" in U/L
number uln "limit of AST" in U/L
number half_life "half-life" in h
flag metastases "metastases"
number creatinine "creatinine" in mg/dL  plausible 0.1 to 40  repeated
flag fever "fever" repeated
"""


def program_of(condition: str) -> Program:
    source = Source("t.eligo", f'{DECLARED}\ninclude I1 "Asked" {{\n    require {condition}\n}}\n')
    program, diagnostics = compile_source(source)
    assert program is not None, diagnostics
    return program


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("any of biologic", "at least one biologic treatment"),
        (
            "any of biologic within 90 d before screening where (agent = anakinra and dose > 3 mg)",
            (
                "at least one biologic treatment within 90 days before screening"
                " where (agent is anakinra and dose above 3 mg)"
            ),
        ),
        ("not (none of biologic where dose > 3 mg)", "at least one biologic treatment where dose above 3 mg"),
        ("at least 2 of biologic", "at least 2 entries of biologic treatment"),
        ("not (any of creatinine)", "no creatinine measurement"),
        (
            "at least 2 of creatinine within 7 d before screening where value > 2 mg/dL",
            "at least 2 measurements of creatinine within 7 days before screening above 2 mg/dL",
        ),
        (
            "all of creatinine within 6 h before screening have value < 3 mg/dL",
            "every creatinine measurement within 6 hours before screening is below 3 mg/dL",
        ),
        (
            "(sum of biologic.dose where agent = anakinra) / 2 > 3 mg",
            "(sum of dose of biologic treatment where agent is anakinra) ÷ 2 above 3 mg",
        ),
        (
            "(sum of biologic.dose where agent = anakinra) > 3 mg",
            "(sum of dose of biologic treatment where agent is anakinra) above 3 mg",
        ),
        ("sum of biologic.dose > 3 mg", "sum of dose of biologic treatment above 3 mg"),
        ("all of biologic have dose < 3 mg", "every biologic treatment has dose below 3 mg"),
        (
            "latest of creatinine within 7 d before screening > 2 mg/dL",
            "latest creatinine within 7 days before screening above 2 mg/dL",
        ),
        ("mean of creatinine > 2 mg/dL", "mean creatinine above 2 mg/dL"),
        ("sum of biologic.dose > 2 mg", "sum of dose of biologic treatment above 2 mg"),
        ("count of biologic = 2", "number of entries of biologic treatment exactly 2"),
        ("previous of biologic.agent = anakinra", "second-to-last agent of biologic treatment is anakinra"),
        ("not (latest of biologic.agent = anakinra)", "latest agent of biologic treatment is not anakinra"),
        ("latest of fever = no", "latest fever is no"),
        ("latest of fever is known", "latest fever is known"),
        (
            "days from (latest of biologic.given_on where agent = anakinra) to screening >= 30 d",
            "days from latest day given of biologic treatment where agent is anakinra to screening at least 30 days",
        ),
    ],
)
def test_what_the_document_says(condition: str, words: str) -> None:
    program = program_of(condition)
    assert str(criterion_words(program, program.criteria[0])) == words


MEASURED = [
    {"value": 1.2, "time": "2025-10-01"},
    {"value": 3, "time": "2025-10-09T14:00"},
    {"value": 2.5, "time": "2025-10-08"},
]
GIVEN = [{"given_on": "2025-08-01", "agent": "anakinra", "dose": 100}, {"given_on": "2025-01-01", "dose": 2}]


@pytest.mark.parametrize(
    ("condition", "record", "told"),
    [
        (
            "latest of creatinine within 7 d before screening > 2 mg/dL",
            {"creatinine": MEASURED},
            ("latest creatinine within 7 days before screening is 3 mg/dL (on 2025-10-09 14:00, of 3 recorded),"
            " above 2 mg/dL"),
        ),
        (
            "creatinine < 2 mg/dL",
            {"creatinine": MEASURED},
            "latest creatinine is 3 mg/dL (on 2025-10-09 14:00, of 3 recorded), not below 2 mg/dL",
        ),
        (
            "creatinine < 2 mg/dL",
            {"creatinine": [{"value": 3, "time": "2025-10-01"}, {"value": 1, "time": "2025-10-01T12:00"}]},
            ("latest creatinine is between 1 and 3 mg/dL (creatinine 3 mg/dL on 2025-10-01;"
            " creatinine 1 mg/dL on 2025-10-01 12:00, of 2 recorded); that does not tell whether it is below 2 mg/dL"),
        ),
        (
            "latest of creatinine within 7 d before screening > 2 mg/dL",
            {"creatinine": MEASURED[:1]},
            (
                "no creatinine recorded within 7 days before screening;"
                " the rule asks: latest creatinine within 7 days before screening above 2 mg/dL"
            ),
        ),
        (
            "any of biologic where dose > 3 mg",
            {"biologic": GIVEN},
            ("at least one biologic treatment where dose above 3 mg:"
            " biologic treatment on 2025-08-01 (agent anakinra; dose 100 mg)"),
        ),
        (
            "any of biologic where dose > 300 mg",
            {"biologic": GIVEN},
            ("biologic treatment: 2 recorded, but the list may lack entries;"
            " the rule asks: at least one biologic treatment where dose above 300 mg"),
        ),
        (
            "any of biologic where dose > 300 mg",
            {"biologic": {"entries": GIVEN, "complete": True}},
            "no biologic treatment where dose above 300 mg: 2 recorded",
        ),
        (
            "any of biologic within 90 d before screening where (agent = tocilizumab and dose > 2 mg or per_day > 14 mg/d)",
            {"biologic": {"entries": GIVEN, "complete": True}},
            ("biologic treatment on 2025-08-01 (agent anakinra; dose 100 mg; dose a day about 14.29 mg/d):"
            " at least one biologic treatment within 90 days before screening"
            " where ((agent is tocilizumab and dose above 2 mg) or dose a day above 14 mg/d)"),
        ),
        (
            "any of biologic where (agent = tocilizumab and per_day > 1 mg/d)",
            {"biologic": {"entries": [{"given_on": "2025-08", "agent": "tocilizumab"}, *GIVEN[1:]], "complete": True}},
            ("whether biologic treatment in 2025-08 (agent tocilizumab; dose not known) counts is not known;"
            " the rule asks: at least one biologic treatment where (agent is tocilizumab and dose a day above 1 mg/d)"),
        ),
        (
            "highest of biologic.per_day < 14 mg/d",
            {"biologic": {"entries": GIVEN, "complete": True}},
            ("highest dose a day of biologic treatment is about 14.29 mg/d"
            " (biologic treatment on 2025-08-01 (agent anakinra; dose 100 mg; dose a day about 14.29 mg/d),"
            " of 2 recorded), not below 14 mg/d"),
        ),
        (
            "(latest of creatinine - previous of creatinine) / (previous of creatinine) < 15 %",
            {"creatinine": MEASURED},
            ("(latest creatinine − second-to-last creatinine) ÷ second-to-last creatinine is 20%"
            " (from creatinine 3 entries), not below 15%"),
        ),
        (
            "ast <= (if metastases then 5 else 2.5) * uln",
            {"ast": 100, "uln": 30, "metastases": False},
            ("AST is 100 U/L, above (5 if metastases, otherwise 2.5) × limit of AST [U/L], 75 U/L"
            " (from limit of AST 30 U/L; metastases no)"),
        ),
        (
            "days from born to screening < 5 * half_life",
            {"born": "2025-10-05T08:00", "half_life": 24},
            ("days from born to screening is 5 days (from Moment of screening: 2025-10-10 08:00; born: 2025-10-05 08:00),"
            " not below 5 × half-life [hours] ÷ 24, 5 days (from half-life 24 hours)"),
        ),
        (
            "latest of biologic.agent = tocilizumab",
            {"biologic": {"entries": GIVEN, "complete": True}},
            ("latest agent of biologic treatment is not tocilizumab:"
            " biologic treatment on 2025-08-01 (agent anakinra; dose 100 mg)"),
        ),
    ],
)  # fmt: skip
def test_what_an_explanation_says(condition: str, record: dict[str, object], told: str) -> None:
    found = explain(program_of(condition), {"screening": "2025-10-10T08:00", **record})
    assert [reason.text for reason in found.criteria[0].reasons] == [told]


def test_an_implausible_sample_is_told() -> None:
    samples = [{"value": 100, "time": "2025-10-01"}]
    found = explain(program_of("creatinine / 2 > 1 mg/dL"), {"creatinine": samples})
    assert found.implausible == (
        "creatinine 100 mg/dL lies outside its plausible range (0.1 to 40 mg/dL) and was not used",
    )


def test_what_to_ask_of_entries() -> None:
    entries = [{"given_on": "2025-10-01", "agent": "anakinra"}, {"given_on": "2025-10", "dose": 1}, *GIVEN]
    rule = program_of("none of biologic where (per_day > 1 mg/d and given_on within 9 d before screening)")
    found = explain(rule, {"screening": "2025-10-10T08:00", "biologic": {"entries": entries, "complete": True}})
    assert [need.question for need in found.needs] == ["dose of biologic treatment on 2025-10-01"]
    entries[0]["dose"] = 100
    found = explain(rule, {"screening": "2025-10-10T08:00", "biologic": {"entries": entries, "complete": True}})
    assert [need.question for need in found.needs] == ["day given of biologic treatment on 2025-10-01, more precisely"]


def test_what_to_ask_of_lists() -> None:
    found = explain(program_of("creatinine > 1 mg/dL and any of biologic"), {"biologic": []})
    assert [need.question for need in found.needs] == [
        "Moment of screening (when)",
        "biologic treatment (each with day given, agent, dose), completely",
        "creatinine [mg/dL], each value with its time",
    ]
