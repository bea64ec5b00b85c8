"""The reference interpreter, construct by construct: a condition, a record, and what follows."""

import itertools
from fractions import Fraction

import pytest

from eligo.core import nodes as n
from eligo.core.interpret import evaluate
from eligo.core.program import Assumption, Definition
from eligo.core.values import Duration
from tests.core.programs import (
    SCREENED,
    A,
    B,
    C,
    K,
    M,
    X,
    Y,
    days,
    exclude,
    hours,
    include,
    number,
    outcome,
    program,
    record,
    years,
)

NOON = "2025-10-21T12:00"


@pytest.mark.parametrize(
    ("x", "expected"), [(1.4, "true"), (1.5, "false"), (1.6, "false"), (None, "unknown"), (101, "unknown")]
)
def test_a_comparison_is_unknown_of_a_missing_or_implausible_value(x: float | None, expected: str) -> None:
    assert outcome(n.Compare(X, "<", number("1.5")), x=x) == expected


@pytest.mark.parametrize(
    ("relation", "below", "at", "above"),
    [
        ("<", "true", "false", "false"),
        ("<=", "true", "true", "false"),
        ("=", "false", "true", "false"),
        ("!=", "true", "false", "true"),
        (">=", "false", "true", "true"),
        (">", "false", "false", "true"),
    ],
)
def test_relations_at_their_edge(relation: n.Relation, below: str, at: str, above: str) -> None:
    condition = n.Compare(X, relation, number("0.1"))
    assert [outcome(condition, x=x) for x in (0.09, 0.1, 0.11)] == [below, at, above]


def test_decimals_are_exact() -> None:
    # 0.1 + 0.2 is not 0.3 in binary; here it is.
    total = n.Arithmetic("+", X, Y)
    assert outcome(n.Compare(total, "=", number("0.3")), x=0.1, y=0.2) == "true"


def test_a_quantity_in_another_unit_is_converted_exactly() -> None:
    assert outcome(n.Compare(X, "=", number(2)), x={"value": 20, "unit": "mg/L"}) == "true"


def test_a_division_by_what_may_be_zero_is_unknown() -> None:
    assert outcome(n.Compare(n.Arithmetic("/", X, Y), "<", number(1)), x=1, y=0) == "unknown"


def test_a_choice_of_numbers_is_a_range_while_its_condition_is_unknown() -> None:
    factor = n.Choose(A, number("0.85"), number(1))
    product = n.Arithmetic("*", X, factor)
    assert outcome(n.Compare(product, "<", number(60)), x=70.5) == "unknown"
    assert outcome(n.Compare(product, "<", number(60)), x=59) == "true"  # with either factor
    assert outcome(n.Compare(product, "<", number(60)), x=71) == "false"
    assert outcome(n.Compare(product, "<", number(60)), x=70.5, a=True) == "true"


def test_the_first_known_number_counts() -> None:
    either = n.Compare(n.FirstKnown((X, Y)), "<", number(10))
    assert outcome(either, x=5, y=50) == "true"
    assert outcome(either, y=50) == "false"
    assert outcome(either) == "unknown"


def test_known_is_never_unknown() -> None:
    assert outcome(n.Known(X), x=3) == "true"
    assert outcome(n.Known(X), x=1000) == "false"  # implausible
    assert outcome(n.Known(X)) == "false"
    assert outcome(n.Known(n.Spell("p")), p=False) == "true"


WITHIN_48_H = n.Window(M, SCREENED, hours(-48), hours(0))


@pytest.mark.parametrize(
    ("m", "expected"),
    [
        ("2025-10-19T12:00", "true"),  # exactly 48 hours: in
        ("2025-10-19T11:59:59.999999", "false"),
        ("2025-10-21T12:00", "true"),
        ("2025-10-21T12:00:00.000001", "false"),  # after the screening
        ("2025-10-20", "true"),  # any hour of that day is in
        ("2025-10-19", "unknown"),  # the hour decides
        ("2025-10-18", "false"),
        ("2025-10-21", "unknown"),
        ("2025-10", "unknown"),
        ("2024", "false"),
        (False, "false"),  # it never happened
        (None, "unknown"),
    ],
)
def test_within_48_hours_before(m: object, expected: str) -> None:
    assert outcome(WITHIN_48_H, screening=NOON, m=m) == expected


@pytest.mark.parametrize(
    ("m", "k", "before", "at_or_before"),
    [
        ("2025-10-21T12:00", "2025-10-21T12:00", "false", "true"),
        ("2025-10-21T11:59", "2025-10-21T12:00", "true", "true"),
        ("2025-10-21", "2025-10-22", "true", "true"),
        ("2025-10-21", "2025-10-21", "unknown", "unknown"),
        ("2025-10-22", "2025-10-21", "false", "false"),
    ],
)
def test_order_of_moments(m: str, k: str, before: str, at_or_before: str) -> None:
    strictly = n.Window(M, K, None, hours(0), strict_high=True)
    assert outcome(strictly, m=m, k=k) == before
    assert outcome(n.Window(M, K, None, hours(0)), m=m, k=k) == at_or_before


def test_offsets_put_moments_on_one_clock() -> None:
    assert outcome(WITHIN_48_H, screening="2025-10-21T12:00+02:00", m="2025-10-19T10:00Z") == "true"
    assert outcome(WITHIN_48_H, screening="2025-10-21T12:00+02:00", m="2025-10-19T09:59Z") == "false"


ADULT = n.Window(M, SCREENED, None, years(-18))


@pytest.mark.parametrize(
    ("born", "screened", "expected"),
    [
        ("2007-10-21", NOON, "true"),  # the birthday itself, whatever the hour of birth
        ("2007-10-22", NOON, "false"),
        ("2007-10-21T23:00", NOON, "true"),
        ("2007-10-21", "2025-10-21T00:00+02:00", "true"),
        ("2004-02-29", "2022-02-28T23:59", "false"),  # 18 on 1 March
        ("2004-02-29", "2022-03-01T00:00", "true"),
        ("2007", NOON, "unknown"),
        ("2006", NOON, "true"),
    ],
)
def test_years_count_birthdays(born: str, screened: str, expected: str) -> None:
    assert outcome(ADULT, m=born, screening=screened) == expected
    age = n.Elapsed("years", M, SCREENED)
    assert outcome(n.Compare(age, ">=", number(18)), m=born, screening=screened) == expected


@pytest.mark.parametrize(
    ("born", "screened", "years"),
    [
        ("0001-01-01", "0001-12-31T23:59", 0),
        ("0001-01-01", "0002-01-01", 1),
        ("0001-01-01", "9999-12-31", 9998),
        ("9999-12-31", "0001-01-01", -9999),
        ("0001-02-01", "0001-01-31", -1),
    ],
)
def test_the_first_and_the_last_day_of_the_calendar_have_birthdays_like_others(
    born: str, screened: str, years: int
) -> None:
    age = n.Elapsed("years", M, SCREENED)
    assert outcome(n.Compare(age, "=", number(years)), m=born, screening=screened) == "true"


def test_elapsed_days_are_exact_and_uncertain_of_dates() -> None:
    apart = n.Elapsed("days", M, K)
    exact = {"m": "2025-01-01T00:00", "k": "2025-01-02T12:00"}
    assert outcome(n.Compare(apart, "=", number("1.5")), **exact) == "true"
    assert outcome(n.Compare(apart, ">", number("0.5")), m="2025-01-01", k="2025-01-02") == "unknown"
    assert outcome(n.Compare(apart, "<", number(2)), m="2025-01-01", k="2025-01-02") == "true"


AN_HOUR = n.Lasting("p", ">=", hours(1))


@pytest.mark.parametrize(
    ("p", "screening", "expected"),
    [
        ({"start": "2025-10-21T10:00", "end": "2025-10-21T11:00"}, NOON, "true"),
        ({"start": "2025-10-21T10:00", "end": "2025-10-21T10:59"}, NOON, "false"),
        ({"start": "2025-10-21T11:00"}, NOON, "true"),  # still running
        ({"start": "2025-10-21T11:01"}, NOON, "false"),
        ({"start": "2025-10-21T11:30", "end": "2025-10-21T15:00"}, NOON, "false"),  # only half an hour so far
        ({"start": "2025-10-21T13:00"}, NOON, "false"),  # not begun
        ({"start": "2025-10-21T10:00", "end": "2025-10-21T10:30"}, None, "false"),
        ({"start": "2025-10-21T10:00", "end": "2025-10-21T11:30"}, None, "unknown"),
        ({"start": "2025-10-21"}, NOON, "unknown"),
        ({"start": "2025-10-20"}, NOON, "true"),
        (False, NOON, "false"),
        (None, NOON, "unknown"),
    ],
)
def test_lasting_at_least_an_hour(p: object, screening: str | None, expected: str) -> None:
    assert outcome(AN_HOUR, p=p, screening=screening) == expected


def test_lasting_less_than_is_the_opposite() -> None:
    shorter = n.Lasting("p", "<", hours(1))
    for p in ({"start": "2025-10-21T11:00"}, {"start": "2025-10-21T11:01"}, {"start": "2025-10-21"}, False):
        swap = {"true": "false", "false": "true", "unknown": "unknown"}
        assert outcome(shorter, p=p, screening=NOON) == swap[outcome(AN_HOUR, p=p, screening=NOON)]


def test_lasting_a_calendar_month_counts_days() -> None:
    month = n.Lasting("p", ">=", Duration(months=1))
    assert outcome(month, p={"start": "2025-01-31", "end": "2025-02-28"}, screening=NOON) == "true"
    assert outcome(month, p={"start": "2025-01-31", "end": "2025-02-27"}, screening=NOON) == "false"


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ({"start": "2025-10-21T12:00"}, "true"),
        ({"start": "2025-10-01", "end": "2025-10-21T12:00"}, "true"),
        ({"start": "2025-10-01", "end": "2025-10-20"}, "false"),
        ({"start": "2025-10-22"}, "false"),
        ({"start": "2025-10-01", "end": "2025-10-21"}, "unknown"),
        (False, "false"),
        (None, "unknown"),
    ],
)
def test_in_progress_at_a_moment(p: object, expected: str) -> None:
    assert outcome(n.During("p", SCREENED), p=p, screening=NOON) == expected


def test_edges_of_a_period() -> None:
    ended_recently = n.Window(n.EdgeOf("end", "p"), SCREENED, days(-7), hours(0))
    assert outcome(ended_recently, p={"start": "2025-10-01", "end": "2025-10-20"}, screening=NOON) == "true"
    assert outcome(ended_recently, p={"start": "2025-10-01"}, screening=NOON) == "false"  # it has not ended
    assert outcome(ended_recently, p=False, screening=NOON) == "false"


ENDED = n.EdgeOf("end", "p")


@pytest.mark.parametrize(
    ("words", "window", "at_noon", "on_that_day", "with_no_screening"),
    [
        ("at least 14 d before", n.Window(ENDED, SCREENED, None, days(-14)), "false", "false", "false"),
        ("at least 1 a before", n.Window(ENDED, SCREENED, None, years(-1)), "false", "false", "false"),
        ("before", n.Window(ENDED, SCREENED, None, days(0), strict_high=True), "false", "false", "false"),
        ("at or before", n.Window(ENDED, SCREENED, None, days(0)), "false", "false", "false"),
        ("at or after", n.Window(ENDED, SCREENED, days(0), None), "true", "true", "true"),
        ("after", n.Window(ENDED, SCREENED, days(0), None, strict_low=True), "true", "true", "true"),
        ("within 30 d before", n.Window(ENDED, SCREENED, days(-30), days(0)), "false", "false", "false"),
        ("within 30 d after", n.Window(ENDED, SCREENED, days(0), days(30)), "unknown", "unknown", "unknown"),
        ("screening before it", n.Window(SCREENED, ENDED, None, days(0)), "true", "true", "true"),
        ("screening after it", n.Window(SCREENED, ENDED, days(0), None, strict_low=True), "false", "false", "false"),
        ("after M, earlier this month", n.Window(ENDED, M, days(0), None, strict_low=True), "true", "true", "unknown"),
        ("after K, next month", n.Window(ENDED, K, days(0), None, strict_low=True), "unknown", "unknown", "unknown"),
        ("in progress at it", n.During("p", ENDED), "true", "true", "unknown"),
        ("is known", n.Known(ENDED), "false", "false", "false"),
    ],
)
def test_the_end_of_a_period_that_still_runs_is_after_the_screening(
    words: str, window: n.Condition, at_noon: str, on_that_day: str, with_no_screening: str
) -> None:
    known = {"p": {"start": "2025-01-01"}, "m": "2025-10-10", "k": "2025-11-11"}
    assert outcome(window, **known, screening=NOON) == at_noon, words
    assert outcome(window, **known, screening="2025-10-21") == on_that_day, words
    assert outcome(window, **known) == with_no_screening, words


def test_the_end_of_a_period_is_not_before_its_start() -> None:
    begins_later = {"start": "2025-12-01"}
    soon = n.Window(ENDED, SCREENED, hours(0), days(30))
    assert outcome(soon, p=begins_later, screening=NOON) == "false"
    after = n.Window(ENDED, M, hours(0), None)
    assert outcome(after, p=begins_later, m="2025-11-30", screening=NOON) == "true"


def test_a_compound_is_kleenes() -> None:
    values = (True, False, None)
    for a, b, c in itertools.product(values, repeat=3):
        two = outcome(n.Count(2, None, (A, B, C)), a=a, b=b, c=c)
        pairs = n.Any((n.All((A, B)), n.All((A, C)), n.All((B, C))))
        assert two == outcome(pairs, a=a, b=b, c=c)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (True, False, "eligible"),
        (False, None, "ineligible"),
        (None, True, "ineligible"),
        (True, None, "undetermined"),
        (None, False, "undetermined"),
    ],
)
def test_verdict(a: bool | None, b: bool | None, verdict: str) -> None:
    protocol = program(include("I1", A), exclude("E1", B))
    assert evaluate(protocol, record(a=a, b=b)).verdict == verdict  # type: ignore[arg-type]


def test_names_and_conflicts() -> None:
    sick = Definition("sick", "Sick", n.Compare(X, ">", number(5)))
    twice = Definition("twice", "Twice", n.Arithmetic("*", X, number(2)), unit="mg/dL")
    protocol = program(
        include("I1", n.Ref("sick")),
        exclude("E1", n.All((n.Ref("I1"), n.Compare(n.NumberRef("twice"), ">", number(20))))),
        definitions=(sick, twice),
        assumptions=(Assumption("The sick are not blue", n.Not(n.All((n.Ref("sick"), n.Is("color", ("blue",)))))),),
    )
    result = evaluate(protocol, record(x=6, color="blue"))  # type: ignore[arg-type]
    assert result.outcomes == {"I1": "passed", "E1": "passed"}
    assert result.numbers["twice"].low == Fraction(12)  # type: ignore[union-attr]
    assert result.conflicts == ("The sick are not blue",)
