"""What each construct says in words, beside a record that makes it true and one that makes it false.

Reviewed as prose: the words must say what the rule does, no more and no less.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Code, Criterion, Definition, Fact, Program
from eligo.core.reading import read_record
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.core.values import DAY, HOUR, Duration
from eligo.core.words import condition_words, criterion_words, definition_words

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("creatinine", "Creatinine", "number", "mg/dL", codes=(Code("LOINC", "2160-0"),)),
    Fact("weight", "Body weight", "number", "kg"),
    Fact("age", "Age", "number", "a"),
    Fact("pregnant", "Pregnant", "flag"),
    Fact("malignancy", "Malignancy, past or present", "flag"),
    Fact("sex", "Sex", "choice", options=("female", "male", "not_recorded")),
    Fact("born", "Date of birth", "moment"),
    Fact("intubated", "Intubation", "moment"),
    Fact("pressor", "Vasopressor treatment", "period"),
)

CREATININE, WEIGHT, AGE = n.Measured("creatinine"), n.Measured("weight"), n.Measured("age")
PREGNANT, MALIGNANCY = n.Flag("pregnant"), n.Flag("malignancy")
INTUBATED, SCREENED = n.When("intubated"), n.When(SCREENING)
LIMIT = n.Number(Fraction(2), "2 mg/dL")


def hours(count: int) -> Duration:
    return Duration(0, count * HOUR, f"{abs(count)} h")


def days(count: int) -> Duration:
    return Duration(0, count * DAY, f"{abs(count)} d")


def years(count: int) -> Duration:
    return Duration(12 * count, 0, f"{abs(count)} a")


ZERO = Duration()


def program(*definitions: Definition, criteria: tuple[Criterion, ...] = ()) -> Program:
    order = (*(d.name for d in definitions), *(c.name for c in criteria))
    return Program("T1", "Test", facts=FACTS, definitions=definitions, criteria=criteria, order=order)


def window(low: Duration | None, high: Duration | None, **strict: bool) -> n.Window:
    return n.Window(INTUBATED, SCREENED, low, high, **strict)


NOON = "2025-11-03T12:00"


def tube(at: object) -> dict[str, object]:
    return {"screening": NOON, "intubated": at}


def pressor(start: str, end: str | None = None) -> dict[str, object]:
    return {"screening": NOON, "pressor": {"start": start, "end": end}}


Row = tuple[n.Condition, str, Mapping[str, object], Mapping[str, object]]

# A condition, its words, a record in which it is true, one in which it is false.
LEAVES: list[Row] = [
    # ------------------------------------------------ facts
    (PREGNANT, "Pregnant", {"pregnant": True}, {"pregnant": False}),
    (n.Not(PREGNANT), "Pregnant: no", {"pregnant": False}, {"pregnant": True}),
    (MALIGNANCY, "Malignancy, past or present", {"malignancy": True}, {"malignancy": False}),
    (n.Not(MALIGNANCY), "“Malignancy, past or present”: no", {"malignancy": False}, {"malignancy": True}),
    (n.Is("sex", ("female",)), "Sex is female", {"sex": "female"}, {"sex": "male"}),
    (n.Not(n.Is("sex", ("female",))), "Sex is not female", {"sex": "male"}, {"sex": "female"}),
    (n.Is("sex", ("female", "male")), "Sex is female or male", {"sex": "male"}, {"sex": "not_recorded"}),
    (
        n.Not(n.Is("sex", ("female", "not_recorded"))),
        "Sex is neither female nor not recorded",
        {"sex": "male"},
        {"sex": "not_recorded"},
    ),
    (n.Known(CREATININE), "Creatinine is known", {"creatinine": 1}, {}),
    (n.Not(n.Known(INTUBATED)), "Intubation is not known", {}, tube(NOON)),
    (n.Known(n.Chosen("sex")), "Sex is known", {"sex": "male"}, {}),
    (n.Known(n.Spell("pressor")), "Vasopressor treatment is known", {"pressor": False}, {}),
    # ------------------------------------------------ comparisons: the limit itself, and just beside it
    (n.Compare(CREATININE, "<", LIMIT), "Creatinine below 2 mg/dL", {"creatinine": 1.99}, {"creatinine": 2}),
    (n.Compare(CREATININE, "<=", LIMIT), "Creatinine at most 2 mg/dL", {"creatinine": 2}, {"creatinine": 2.01}),
    (n.Compare(CREATININE, ">", LIMIT), "Creatinine above 2 mg/dL", {"creatinine": 2.01}, {"creatinine": 2}),
    (n.Compare(CREATININE, ">=", LIMIT), "Creatinine at least 2 mg/dL", {"creatinine": 2}, {"creatinine": 1.99}),
    (n.Compare(CREATININE, "=", LIMIT), "Creatinine exactly 2 mg/dL", {"creatinine": 2}, {"creatinine": 2.01}),
    (n.Compare(CREATININE, "!=", LIMIT), "Creatinine other than 2 mg/dL", {"creatinine": 3}, {"creatinine": 2}),
    (n.Compare(LIMIT, "<", CREATININE), "Creatinine above 2 mg/dL", {"creatinine": 2.01}, {"creatinine": 2}),
    (
        n.Not(n.Compare(CREATININE, "<", LIMIT)),
        "Creatinine at least 2 mg/dL",
        {"creatinine": 2},
        {"creatinine": 1.99},
    ),
    (
        n.Not(n.Compare(CREATININE, "=", LIMIT)),
        "Creatinine other than 2 mg/dL",
        {"creatinine": 3},
        {"creatinine": 2},
    ),
    (
        n.All((n.Compare(CREATININE, ">=", n.Number(Fraction(1), "1 mg/dL")), n.Compare(CREATININE, "<=", LIMIT))),
        "Creatinine from 1 mg/dL to 2 mg/dL, both included",
        {"creatinine": 1},
        {"creatinine": 2.01},
    ),
    (
        n.Compare(AGE, ">=", n.Number(Fraction(18), "18 a")),
        "Age at least 18 years",
        {"age": 18},
        {"age": 17},
    ),
    (
        n.Compare(n.Elapsed("years", n.When("born"), SCREENED), ">=", n.Number(Fraction(1), "1 a")),
        "completed years from Date of birth to screening at least 1 year",
        {"screening": NOON, "born": "2024-11-03"},
        {"screening": NOON, "born": "2024-11-04"},
    ),
    # ------------------------------------------------ windows: both edges
    (
        window(hours(-48), ZERO),
        "Intubation within 48 hours before screening",
        tube("2025-11-01T12:00"),
        tube("2025-11-03T12:01"),
    ),
    (
        n.Not(window(hours(-48), ZERO)),
        "Intubation not within 48 hours before screening",
        tube(False),
        tube("2025-11-01T12:00"),
    ),
    (
        window(hours(-48), ZERO, strict_low=True),
        "Intubation less than 48 hours before screening",
        tube(NOON),
        tube("2025-11-01T12:00"),
    ),
    (
        window(ZERO, days(7)),
        "Intubation within 7 days after screening",
        tube("2025-11-10T12:00"),
        tube("2025-11-03T11:59"),
    ),
    (
        window(hours(-1), hours(1)),
        "Intubation within 1 hour before or after screening",
        tube("2025-11-03T13:00"),
        tube("2025-11-03T13:01"),
    ),
    (
        window(None, years(-18)),
        "Intubation at least 18 years before screening",
        tube("2007-11-03T23:59"),
        tube("2007-11-04T00:00"),
    ),
    (
        window(None, days(-30), strict_high=True),
        "Intubation more than 30 days before screening",
        tube("2025-10-04T11:59"),
        tube("2025-10-04T12:00"),
    ),
    (
        window(days(30), None),
        "Intubation at least 30 days after screening",
        tube("2025-12-03T12:00"),
        tube("2025-12-03T11:59"),
    ),
    (window(None, ZERO, strict_high=True), "Intubation before screening", tube("2025-11-03T11:59"), tube(NOON)),
    (window(None, ZERO), "Intubation at or before screening", tube(NOON), tube("2025-11-03T12:01")),
    (window(ZERO, None), "Intubation at or after screening", tube(NOON), tube("2025-11-03T11:59")),
    (window(ZERO, None, strict_low=True), "Intubation after screening", tube("2025-11-03T12:01"), tube(NOON)),
    (window(ZERO, ZERO), "Intubation at the moment of screening", tube(NOON), tube("2025-11-03T12:01")),
    (
        window(days(-14), days(3)),
        "Intubation no earlier than 14 days before screening and no later than 3 days after screening",
        tube("2025-10-20T12:00"),
        tube("2025-11-06T12:01"),
    ),
    (
        n.Not(window(days(-14), days(-2), strict_high=True)),
        "not: Intubation no earlier than 14 days before screening and earlier than 2 days before screening",
        tube("2025-11-01T12:00"),
        tube("2025-11-01T11:59"),
    ),
    (
        window(None, hours(3)),
        "Intubation no later than 3 hours after screening",
        tube("2025-11-03T15:00"),
        tube("2025-11-03T15:01"),
    ),
    (
        n.Window(n.EdgeOf("start", "pressor"), SCREENED, hours(-6), ZERO),
        "start of Vasopressor treatment within 6 hours before screening",
        pressor("2025-11-03T06:00"),
        pressor("2025-11-03T05:59"),
    ),
    # ------------------------------------------------ periods
    (
        n.Lasting("pressor", ">=", hours(1)),
        "Vasopressor treatment lasting at least 1 hour by screening",
        pressor("2025-11-03T11:00"),
        pressor("2025-11-03T11:01"),
    ),
    (
        n.Not(n.Lasting("pressor", ">=", hours(1))),
        "Vasopressor treatment lasting less than 1 hour by screening, or not at all",
        {"screening": NOON, "pressor": False},
        pressor("2025-11-03T11:00"),
    ),
    (
        n.Lasting("pressor", "<=", hours(1)),
        "Vasopressor treatment lasting at most 1 hour by screening, or not at all",
        pressor("2025-11-03T11:00"),
        pressor("2025-11-03T10:59"),
    ),
    (
        n.During("pressor", SCREENED),
        "Vasopressor treatment in progress at screening",
        pressor("2025-11-01T00:00", "2025-11-03T12:00"),
        pressor("2025-11-01T00:00", "2025-11-03T11:59"),
    ),
    (
        n.Not(n.During("pressor", SCREENED)),
        "Vasopressor treatment not in progress at screening",
        {"screening": NOON, "pressor": False},
        pressor("2025-11-01T00:00"),
    ),
]


@pytest.mark.parametrize(("condition", "words", "true", "false"), LEAVES, ids=[row[1] for row in LEAVES])
def test_words_of_a_condition(
    condition: n.Condition, words: str, true: Mapping[str, object], false: Mapping[str, object]
) -> None:
    assert str(condition_words(program(), condition)) == words
    for record, truth in ((true, TRUE), (false, FALSE)):
        reading = read_record(FACTS, record)
        assert reading.problems == ()
        assert Interpreter(program(), reading.values).truth(condition) is truth


THREE = (PREGNANT, MALIGNANCY, n.Is("sex", ("male",)))
GROUPS: list[tuple[n.Condition, str, set[int]]] = [
    # a group of three, its heading, and the numbers of true members that make it true
    (n.All(THREE), "All of the following:", {3}),
    (n.Not(n.All(THREE)), "Not all of the following:", {0, 1, 2}),
    (n.Any(THREE), "At least one of the following:", {1, 2, 3}),
    (n.Not(n.Any(THREE)), "None of the following:", {0}),
    (n.Count(2, None, THREE), "At least 2 of the following:", {2, 3}),
    (n.Not(n.Count(2, None, THREE)), "Fewer than 2 of the following:", {0, 1}),
    (n.Count(0, 2, THREE), "At most 2 of the following:", {0, 1, 2}),
    (n.Not(n.Count(0, 2, THREE)), "More than 2 of the following:", {3}),
    (n.Count(0, 0, THREE), "None of the following:", {0}),
    (n.Not(n.Count(0, 0, THREE)), "At least one of the following:", {1, 2, 3}),
    (n.Count(1, 1, THREE), "Exactly 1 of the following:", {1}),
    (n.Not(n.Count(1, 1, THREE)), "Any number but 1 of the following:", {0, 2, 3}),
    (n.Count(1, 2, THREE), "From 1 to 2 of the following:", {1, 2}),
    (n.Not(n.Count(1, 2, THREE)), "Fewer than 1 or more than 2 of the following:", {0, 3}),
]


@pytest.mark.parametrize(("condition", "heading", "true_for"), GROUPS, ids=[row[1] for row in GROUPS])
def test_words_of_a_group_name_how_many_members_it_takes(
    condition: n.Condition, heading: str, true_for: set[int]
) -> None:
    outline = condition_words(program(), condition)
    assert outline.text == heading
    assert [child.text for child in outline.children] == ["Pregnant", "Malignancy, past or present", "Sex is male"]
    for met in range(4):
        record = {"pregnant": met > 0, "malignancy": met > 1, "sex": "male" if met > 2 else "female"}
        truth = Interpreter(program(), read_record(FACTS, record).values).truth(condition)
        assert (truth is TRUE) == (met in true_for)


NESTED: list[tuple[n.Condition, str]] = [
    (n.All((PREGNANT,)), "Pregnant"),
    (n.Not(n.Not(PREGNANT)), "Pregnant"),
    (n.All(()), "always"),
    (n.Any(()), "never"),
    (n.Not(n.Any(())), "always"),
    (n.Always(TRUE), "always"),
    (n.Not(n.Always(TRUE)), "never"),
    (n.Always(UNKNOWN), "cannot be known"),
    (n.Any((n.Not(PREGNANT), n.Is("sex", ("female",)))), "If Pregnant, then Sex is female"),
    (
        n.Not(n.Any((n.Not(PREGNANT), n.Is("sex", ("female",))))),
        "None of the following:\n  Pregnant: no\n  Sex is female",
    ),
    (
        n.Any((n.Not(n.Any((PREGNANT, MALIGNANCY))), n.Is("sex", ("female",)))),
        (
            "The rule:\n  if at least one of the following:\n    Pregnant\n    Malignancy, past or present\n"
            "  then Sex is female"
        ),
    ),
    (
        n.All((n.Any((n.Not(PREGNANT), MALIGNANCY)), n.Any((n.All((PREGNANT, MALIGNANCY)), n.Known(AGE))))),
        "If Pregnant, then “Malignancy, past or present”, otherwise Age is known",
    ),
    (
        n.Compare(n.Choose(n.All((PREGNANT, MALIGNANCY)), AGE, WEIGHT), "<", n.Number(Fraction(9))),
        "(Age [years] if (Pregnant and “Malignancy, past or present”), otherwise Body weight [kg]) below 9",
    ),
    (
        n.Compare(n.FirstKnown((AGE, n.Number(Fraction(1, 3)))), "<", n.Number(Fraction(9))),
        "(Age [years], or if that is not known ≈ 0.333333) below 9",
    ),
]


@pytest.mark.parametrize(("condition", "words"), NESTED, ids=[row[1].splitlines()[0] for row in NESTED])
def test_words_of_a_compound(condition: n.Condition, words: str) -> None:
    assert str(condition_words(program(), condition)) == words


FORMULAS: list[tuple[n.Numeric, str]] = [
    (n.Arithmetic("-", n.Number(Fraction(140)), AGE), "140 − Age [years]"),
    (
        n.Arithmetic("*", n.Arithmetic("-", n.Number(Fraction(140)), AGE), WEIGHT),
        "(140 − Age [years]) × Body weight [kg]",
    ),
    (n.Arithmetic("-", AGE, n.Arithmetic("-", AGE, WEIGHT)), "Age [years] − (Age [years] − Body weight [kg])"),
    (n.Arithmetic("-", n.Arithmetic("-", AGE, AGE), WEIGHT), "Age [years] − Age [years] − Body weight [kg]"),
    (n.Arithmetic("/", AGE, n.Arithmetic("*", AGE, WEIGHT)), "Age [years] ÷ (Age [years] × Body weight [kg])"),
    (n.Arithmetic("*", AGE, n.Arithmetic("/", AGE, WEIGHT)), "Age [years] × Age [years] ÷ Body weight [kg]"),
    (
        n.FirstKnown((AGE, n.Elapsed("years", n.When("born"), SCREENED))),
        "The first of these that is known:\n  Age\n  otherwise completed years from Date of birth to screening",
    ),
    (
        n.Choose(PREGNANT, AGE, n.Number(Fraction(7, 2))),
        "By cases:\n  if Pregnant: Age\n  otherwise: 3.5",
    ),
]


@pytest.mark.parametrize(("formula", "words"), FORMULAS, ids=[row[1].splitlines()[0] for row in FORMULAS])
def test_words_of_a_formula(formula: n.Numeric, words: str) -> None:
    definition = Definition("score", "Score", formula, unit="1")
    assert str(definition_words(program(definition), definition)) == words


def test_labelled_members_are_spelled_out_in_their_own_criterion_and_named_elsewhere() -> None:
    member = Definition("I1.high", "High creatinine", n.Compare(CREATININE, ">", LIMIT), owner="I1")
    both = Definition("I1.both", "Both", n.All((PREGNANT, MALIGNANCY)), owner="I1")
    rule = n.Count(1, None, (n.Ref("I1.high"), n.Ref("I1.both")))
    criterion = Criterion("I1", "Profile", "include", rule, rule)
    made = program(member, both, criteria=(criterion,))
    assert str(criterion_words(made, criterion)) == (
        "At least 1 of the following:\n"
        "  High creatinine: Creatinine above 2 mg/dL\n"
        "  Both: all of the following:\n"
        "    Pregnant\n"
        "    Malignancy, past or present"
    )
    assert str(condition_words(made, n.Not(n.Ref("I1.high")))) == "High creatinine: no"


def test_criteria_and_eligibility_have_names() -> None:
    adult = Criterion("I1", "Adult", "include", PREGNANT, PREGNANT)
    ill = Criterion("E1", "Ill", "exclude", MALIGNANCY, MALIGNANCY)
    made = program(criteria=(adult, ill))
    eligible = n.All((n.Ref("I1"), n.Not(n.Ref("E1"))))
    said = {
        "criterion I1 (Adult) is met": n.Ref("I1"),
        "criterion I1 (Adult) is not met": n.Not(n.Ref("I1")),
        "criterion E1 (Ill) applies": n.Ref("E1"),
        "criterion E1 (Ill) does not apply": n.Not(n.Ref("E1")),
        "the patient is eligible": eligible,
        "the patient is not eligible": n.Not(eligible),
        "If Pregnant, then the patient is not eligible": n.Any((n.Not(PREGNANT), n.Not(eligible))),
    }
    assert {str(condition_words(made, condition)): condition for condition in said.values()} == said


def test_hostile_labels_stay_on_their_line() -> None:
    fact = Fact("x", "A\nB\x1b[31m\u202e\tC", "flag")
    made = Program("T1", "Test", facts=(*FACTS, fact))
    assert str(condition_words(made, n.Flag("x"))) == "A B\\u001b[31m\\u202e C"


def test_deep_nesting_does_not_overflow() -> None:
    condition: n.Condition = PREGNANT
    for level in range(300):
        condition = n.All((condition, MALIGNANCY)) if level % 2 else n.Any((condition, MALIGNANCY))
    lines = str(condition_words(program(), condition)).splitlines()
    assert len(lines) == 601
    assert max(len(line) - len(line.lstrip()) for line in lines) == 600
