"""Windows of lengths that are chosen or computed: source, patient, what comes of it, and how it reads."""

from __future__ import annotations

import pytest

from eligo.core.interpret import evaluate
from eligo.core.lower import lower
from eligo.core.phrases import text_of
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.words import condition_words
from tests.semantics.annotated import checked

FACTS = """
    moment dose "Last dose"
    period course "Course"
    number half_life "Half-life" in h
    choice class "Class" of antibody, small_molecule, other
    flag frail "Frail"
    define washout "Wash-out" = greatest of { 5 * half_life, 30 d }
    events drug "Drug" { moment given_on "Given on"  number own "Own half-life" in d }
"""
SCREENED = {"screening": "2025-06-15T10:00"}
RUNNING = {"start": "2025-01-01"}
ENDED = {"start": "2025-01-01", "end": "2025-06-10T10:00"}


def protocol(condition: str) -> Program:
    result = checked(f'{FACTS}\ninclude I1 "One" {{ require {condition} }}')
    assert [d for d in result.diagnostics if d.severity == "error"] == []
    return lower(result)


def said_of(condition: str, **known: object) -> str:
    program = protocol(condition)
    reading = read_record(program.facts, SCREENED | known)
    assert reading.problems == ()
    return evaluate(program, reading.values).truths["I1"].value


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("within (5 * half_life) before", "within 5 × Half-life [hours] before"),
        ("less than (5 * half_life) after", "less than 5 × Half-life [hours] after"),
        ("within (5 * half_life) of", "within 5 × Half-life [hours] before or after"),
        ("at least (5 * half_life) before", "at least 5 × Half-life [hours] before"),
        ("more than half_life before", "more than Half-life before"),
        ("within (2 * 3 mo) before", "within 6 months before"),
        ("within washout before", "within the greatest of 5 × Half-life [hours] and 30 days before"),
        ("at least least of { half_life, 6 mo } before", "at least the least of Half-life and 6 months before"),
        (
            "within (if frail then 6 wk else half_life) before",
            "within (6 weeks if Frail, otherwise Half-life) before",
        ),
        (
            "within case { class = antibody: 6 mo, class = small_molecule: 2 wk, otherwise: 4 wk } before",
            "within (6 months if Class is antibody, otherwise 2 weeks if Class is small molecule, otherwise 4 weeks) before",
        ),
    ],
)
def test_it_reads_as_it_was_written(length: str, words: str) -> None:
    program = protocol(f"dose {length} screening")
    outline = condition_words(program, program.criteria[0].stated)
    assert (text_of(outline.bits), outline.children) == (f"Last dose {words} screening", ())
    negated = protocol(f"not dose {length} screening")
    assert text_of(condition_words(negated, negated.criteria[0].stated).bits) == f"Last dose not {words} screening"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("within (5 * half_life) before", "within 5 × Half-life [hours] before"),
        ("less than (5 * half_life) after", "less than 5 × Half-life [hours] after"),
        ("within (5 * half_life) of", "within 5 × Half-life [hours] before or after"),
        ("within washout before", "within the greatest of 5 × Half-life [hours] and 30 days before"),
        ("within least of { half_life, 6 mo } before", "within the least of Half-life and 6 months before"),
        ("within (if frail then 6 wk else half_life) before", "within (6 weeks if Frail, otherwise Half-life) before"),
    ],
)
def test_a_period_reads_so_too(length: str, words: str) -> None:
    program = protocol(f"course {length} screening")
    assert text_of(condition_words(program, program.criteria[0].stated).bits) == f"Course {words} screening"


def test_the_end_of_a_period_reads_so_too() -> None:
    program = protocol("end of course at least (5 * half_life) before screening")
    outline = condition_words(program, program.criteria[0].stated)
    assert (text_of(outline.bits), outline.children) == (
        "end of Course at least 5 × Half-life [hours] before screening",
        (),
    )


def test_a_stretch_of_a_selection_reads_so_too() -> None:
    program = protocol("any of drug within greatest of { 5 * own, 30 d } before screening where own > 1 d")
    assert text_of(condition_words(program, program.criteria[0].stated).bits) == (
        "at least one Drug within the greatest of 5 × Own half-life [days] and 30 days before screening "
        "where Own half-life above 1 day"
    )


def test_each_entry_has_a_length_of_its_own() -> None:
    condition = "any of drug within (5 * own) before screening"
    ten_days_ago = "2025-06-05T10:00"
    for own, expected in ((2, "true"), (1.9, "false"), (None, "unknown")):
        entries = [{"given_on": ten_days_ago, "own": own}, {"given_on": "2024-01-01", "own": 1}]
        assert said_of(condition, drug={"entries": entries, "complete": True}) == expected


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        # Both edges belong to a window, and an amount in an arm is of calendar months.
        ("dose within (5 * half_life) before screening", {"dose": "2025-06-10T10:00", "half_life": 24}, "true"),
        ("dose less than (5 * half_life) before screening", {"dose": "2025-06-10T10:00", "half_life": 24}, "false"),
        ("dose at least (5 * half_life) before screening", {"dose": "2025-06-10T10:00", "half_life": 24}, "true"),
        ("dose more than (5 * half_life) before screening", {"dose": "2025-06-10T10:00", "half_life": 24}, "false"),
        ("dose within (if frail then 6 mo else 1 d) before screening", {"dose": "2024-12-15", "frail": True}, "true"),
        ("dose within (if frail then 6 mo else 1 d) before screening", {"dose": "2024-12-14", "frail": True}, "false"),
        # What lies on the other side of the anchor does not count, however near.
        ("dose within (5 * half_life) before screening", {"dose": "2025-06-16", "half_life": 24}, "false"),
        ("dose within (5 * half_life) before screening", {"dose": "2025-06-16"}, "false"),
        ("dose at least (5 * half_life) before screening", {"dose": "2025-06-16"}, "false"),
        ("dose within (5 * half_life) of screening", {"dose": "2025-06-16", "half_life": 24}, "true"),
        # While the choice is open, what all agree on is settled.
        ("dose within (if frail then 6 wk else 2 wk) before screening", {"dose": "2025-06-10"}, "true"),
        ("dose within (if frail then 6 wk else 2 wk) before screening", {"dose": "2025-05-20"}, "unknown"),
        ("dose within (if frail then 6 wk else 2 wk) before screening", {"dose": "2025-01-01"}, "false"),
        ("dose within washout before screening", {"dose": "2025-06-01"}, "true"),
        ("dose within washout before screening", {"dose": "2025-04-01"}, "unknown"),
        # Of what never happened every window is false, also while the length is unknown or no arm holds.
        ("dose within (5 * half_life) of screening", {"dose": False}, "false"),
        ("dose at least washout before screening", {"dose": False}, "false"),
        ("dose within case { class = antibody: 1 wk, frail: 2 wk } before screening", {"dose": False}, "false"),
        ("dose within case { class = antibody: 1 wk } before screening", {"dose": "2025-06-10", "class": "other"}, "unknown"),
        # A period that still runs does not end before the screening, however far before it is asked for.
        ("end of course at least (5 * half_life) before screening", {"course": RUNNING, "half_life": 24}, "false"),
        ("course more than (5 * half_life) before screening", {"course": RUNNING, "half_life": 24}, "false"),
        ("course at least washout before screening", {"course": RUNNING, "half_life": 24}, "false"),
        ("course at least (5 * half_life) before screening", {"course": RUNNING, "half_life": 0}, "false"),
        ("course at least (5 * half_life) before screening", {"course": RUNNING}, "false"),
        ("end of course within 2 wk before screening", {"course": RUNNING}, "false"),
        ("end of course at or before screening", {"course": RUNNING}, "false"),
        ("end of course after screening", {"course": RUNNING}, "true"),
        ("end of course within 2 wk of screening", {"course": RUNNING}, "unknown"),
        ("course at least (5 * half_life) before screening", {"course": ENDED, "half_life": 24}, "true"),
        ("course more than (5 * half_life) before screening", {"course": ENDED, "half_life": 24}, "false"),
        ("course at least (5 * half_life) before screening", {"course": False, "half_life": 24}, "false"),
        # Nothing lies within a negative length; whatever lies on that side is at least so far away.
        ("dose within (half_life - 48 h) before screening", {"dose": "2025-06-15T10:00", "half_life": 24}, "false"),
        ("dose at least (half_life - 48 h) before screening", {"dose": "2025-06-15T10:00", "half_life": 24}, "true"),
        ("dose at least (half_life - 48 h) before screening", {"dose": "2025-06-15T11:00", "half_life": 24}, "false"),
    ],
)  # fmt: skip
def test_meaning(condition: str, known: dict[str, object], expected: str) -> None:
    assert said_of(condition, **known) == expected
