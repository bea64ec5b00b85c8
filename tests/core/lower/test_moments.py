"""Moments by name, the first known of several, dates of the protocol's own: source, patient, what comes of it."""

from __future__ import annotations

import pytest

from eligo.core import nodes as n
from eligo.core.explain import explain
from eligo.core.interpret import evaluate
from eligo.core.lower import lower
from eligo.core.moments import parse_moment
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.values import Duration
from tests.semantics.annotated import checked

FACTS = """
    moment seen "Seen"
    moment due "Due"
    moment expected "Expected"
    period ill "Illness"
    events dose "Dose" missing means no { moment given_on "Given on"  choice kind "Kind" of covid, flu }
    define last_covid "Last COVID-19 dose" = latest of dose.given_on where kind = covid
    define birth_due "Due date" = due otherwise expected
    define recovered "Recovery" = end of ill
    define season "Season" = 2025-07-01
    define alias "Alias" = birth_due
"""


def protocol(condition: str) -> Program:
    result = checked(f'{FACTS}\ninclude I1 "One" {{ require {condition} }}')
    assert [d for d in result.diagnostics if d.severity == "error"] == []
    return lower(result)


def fixed(text: str) -> n.Fixed:
    written = parse_moment(text)
    assert written is not None
    return n.Fixed(written.low, written.high)


def test_a_name_is_a_node_and_a_date_a_constant() -> None:
    program = protocol("last_covid before season")
    assert program.criteria[0].condition == n.Window(
        n.MomentRef("last_covid"), n.MomentRef("season"), None, Duration(), strict_high=True
    )
    assert program.definition["season"].body == fixed("2025-07-01")
    assert program.definition["birth_due"].body == n.FirstMoment((n.When("due"), n.When("expected")))


def test_a_date_that_comes_first_is_said_of_the_other_moment() -> None:
    assert (
        protocol("2025-07-01 before seen").criteria[0].condition
        == protocol("seen after 2025-07-01").criteria[0].condition
    )


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ("alias after season", {"expected": "2025-08-01"}, "true"),
        ("alias after season", {"due": "2025-06-01", "expected": "2025-08-01"}, "false"),
        ("alias is known", {"expected": "2025-08-01"}, "true"),
        ("alias is known", {}, "false"),
        ("recovered at least 3 d before screening", {"ill": {"start": "2025-07-01"}}, "false"),
        ("recovered is known", {"ill": {"start": "2025-07-01"}}, "false"),
        ("(recovered otherwise due) before season", {"ill": {"start": "2025-07-01"}, "due": "2025-06-01"}, "true"),
        ("last_covid within 30 d before screening", {"dose": [{"given_on": "2025-07-20", "kind": "covid"}]}, "true"),
        ("days from last_covid to screening > 20 d", {"dose": [{"given_on": "2025-07-20", "kind": "covid"}]}, "false"),
        ("years from seen to 2025-07-01 >= 18 a", {"seen": "2007-07-01"}, "true"),
        ("years from seen to 2025-07-01 >= 18 a", {"seen": "2007-07-02"}, "false"),
        ("2025-07-01 within 30 d before seen", {"seen": "2025-07-31"}, "true"),
        ("2025-07-01 within 30 d before seen", {"seen": "2025-08-01"}, "false"),
        ("case { seen after 2025-07-01: yes, otherwise: no }", {"seen": "2025-08-01"}, "true"),
    ],
)
def test_meaning(condition: str, known: dict[str, object], expected: str) -> None:
    program = protocol(condition)
    reading = read_record(program.facts, {"screening": "2025-08-01T10:00"} | known)
    assert evaluate(program, reading.values).truths["I1"].value == expected


def test_what_is_asked_for_are_the_facts_behind_the_name() -> None:
    program = protocol("alias after season")
    assert needs(program, read_record(program.facts, {}).values) == ("due", "expected")
    recovered = protocol("recovered after season")
    assert needs(recovered, read_record(recovered.facts, {"ill": {"start": "2025-01-01T10:00"}}).values) == (
        "screening",
    )


def test_an_explanation_names_it() -> None:
    program = protocol("last_covid at least 30 d before screening")
    record = {"screening": "2025-08-01T10:00", "dose": [{"given_on": "2025-07-20", "kind": "covid"}]}
    [reason] = explain(program, record).criteria[0].reasons
    assert reason.text == "Last COVID-19 dose: 2025-07-20, not at least 30 days before screening"
