"""The Polars expressions against the reference interpreter, on generated programs and rows."""

from __future__ import annotations

import datetime as dt
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.backends.polars import Form, compile_program, forms_of
from eligo.backends.polars.elapsed import completed, elapsed_at_least
from eligo.backends.polars.lanes import EPOCH
from eligo.backends.polars.times import Instant, Span
from eligo.core import nodes as n
from eligo.core.interpret import evaluate
from eligo.core.moments import shift
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.timing import elapsed
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjoin, disjoin, negate
from eligo.core.values import Duration, Moment
from eligo.records.cells import from_cells
from eligo.screening import screen_frame
from eligo.screening.exact import Settler
from eligo.screening.lanes import lanes_of
from eligo.screening.quantities import Quantities
from tests.backends.polars.rows import CELLS, FACTS, programs, rows

WORDS = {True: "passed", False: "failed", None: "unknown"}
VALUES: dict[Truth, bool | None] = {TRUE: True, FALSE: False, UNKNOWN: None}


def test_booleans_with_nulls_follow_kleene() -> None:
    pairs = list(product(Truth, Truth))
    frame = pl.DataFrame({"a": [VALUES[a] for a, _ in pairs], "b": [VALUES[b] for _, b in pairs]})
    table = frame.select(
        both=pl.all_horizontal("a", "b"),
        either=pl.any_horizontal("a", "b"),
        and_=pl.col("a") & pl.col("b"),
        or_=pl.col("a") | pl.col("b"),
        not_=~pl.col("a"),
    )
    assert table["both"].to_list() == table["and_"].to_list() == [VALUES[conjoin(pair)] for pair in pairs]
    assert table["either"].to_list() == table["or_"].to_list() == [VALUES[disjoin(pair)] for pair in pairs]
    assert table["not_"].to_list() == [VALUES[negate(a)] for a, _ in pairs]


@given(programs(), rows("bad"))
def test_every_row_that_is_not_odd_has_the_interpreters_outcomes(
    program: Program, given_rows: list[dict[str, str | None]]
) -> None:
    cells = pl.DataFrame(given_rows, schema=dict.fromkeys(CELLS, pl.String))
    lanes = lanes_of(program, cells, Quantities(program))
    plan = compile_program(program, lanes.forms)
    plain = lanes.frame if lanes.odd is None else lanes.frame.filter(~lanes.odd)
    frame = plan.prepare(plain, Settler(program).settle(lanes.forms))
    marks = {**plan.passed, **{str(i): c for i, c in enumerate(plan.conflicts)}, **plan.implausible}
    for row in frame.with_columns(**{f"!{name}": mark for name, mark in marks.items()}).iter_rows(named=True):
        reading = read_record(FACTS, from_cells(FACTS, given_rows[row["#"]]))
        assert not reading.problems
        found = evaluate(program, reading.values)
        assert {c: WORDS[row[f"!{c}"]] for c in plan.passed} == found.outcomes
        assert tuple(a.label for i, a in enumerate(program.assumptions) if row[f"!{i}"]) == found.conflicts
        assert tuple(f for f in plan.implausible if row[f"!{f}"]) == reading.implausible


# ---------------------------------------------------------------- calendar

DAYS = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from([dt.date(2024, 2, 29), dt.date(2000, 2, 29), dt.date(2023, 2, 28), dt.date(2024, 1, 31)]),
)
TIMES = st.builds(dt.datetime.combine, DAYS, st.sampled_from([dt.time(), dt.time(12), dt.time.max]))


def _core(at: dt.datetime) -> int:
    micros = (at - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)
    return micros + EPOCH


@given(TIMES, st.integers(-1500, 1500), st.integers(-(10**12), 10**12))
def test_calendar_shifts_are_the_cores(at: dt.datetime, months: int, micros: int) -> None:
    moved = pl.DataFrame({"at": [at]}).select(Instant(pl.col("at")).moved(Duration(months, micros)).micros())
    assert moved.item() + EPOCH == shift(_core(at), Duration(months, micros))


@given(TIMES, TIMES, st.sampled_from(["years", "months"]), st.integers(-450, 450), st.booleans())
def test_completed_years_and_months_are_the_cores(
    start: dt.datetime, end: dt.datetime, measure: n.Measure, least: int, constant: bool
) -> None:
    frame = pl.DataFrame({"s": [start], "e": [end]})
    first = Instant(pl.col("s"))
    last = Instant(_core(end)) if constant else Instant(pl.col("e"))
    spans = (Span(first, first), Span(last, last))
    exact = elapsed(measure, Moment(_core(start), _core(start)), Moment(_core(end), _core(end)))
    assert exact is not None
    assert frame.select(completed(measure, *spans, stage=lambda expr: expr)).item() == exact.low
    assert frame.select(elapsed_at_least(measure, *spans, least)).item() == (exact.low >= least)


# ---------------------------------------------------------------- limits

EXACTLY = [  # pao2 / fio2 against 200, in floats that do not divide evenly
    pytest.param("80", "0.4", False, id="200 exactly"),
    pytest.param("42", "0.21", False, id="200 exactly, though 42/0.21 is not 200.0"),
    pytest.param("79.9999999999", "0.4", True, id="just below"),
    pytest.param("80.0000000001", "0.4", False, id="just above"),
]


@pytest.mark.parametrize(("x", "y", "below"), EXACTLY)
def test_a_computed_number_at_its_limit_is_settled_exactly(x: str, y: str, below: bool) -> None:
    from tests.core.programs import X, Y, include, number, program

    rule = program(include("I1", n.Compare(n.Arithmetic("/", X, Y), "<", number(200))))
    lanes = lanes_of(rule, pl.DataFrame({"x": [x, "1"], "y": [y, "1"]}), Quantities(rule))
    plan = compile_program(rule, lanes.forms)
    untouched = plan.prepare(lanes.frame, lambda frame, _: frame)
    assert untouched.select(plan.odd).to_series().to_list() == [abs(float(x) / float(y) - 200) < 1e-7, False]
    settled = plan.prepare(lanes.frame, Settler(rule).settle(lanes.forms))
    assert settled.with_columns(plan.passed["I1"].alias("!"))["!"].to_list() == [below, True]


def test_plans_of_the_general_form_compile() -> None:
    from tests.core.programs import SCREENED, M, days, include, program

    rule = program(include("I1", n.Window(M, SCREENED, days(-2), days(0))))
    forms = forms_of(rule)
    assert forms["m"] == Form(span=True, never=True)
    assert set(compile_program(rule, forms).passed) == {"I1"}


FACTORS = [("0.85", "1"), ("1", "0.85"), ("-1", "2"), ("0", "1"), ("1/3", "-1/3")]


@pytest.mark.parametrize("factors", FACTORS, ids=" or ".join)
@pytest.mark.parametrize("relation", ["<", "<=", ">", ">=", "=", "!="])
def test_a_product_with_one_of_two_constants_is_the_interpreters(
    factors: tuple[str, str], relation: n.Relation
) -> None:
    """As in Cockcroft and Gault's formula, whose last factor is the sex's: known, unknown, and exactly on the limit."""
    from tests.core.programs import A, X, Y, include, number, program

    left = n.Arithmetic("/", n.Arithmetic("*", n.Arithmetic("-", number(140), X), Y), number(72))
    scaled = n.Arithmetic("*", left, n.Choose(A, *map(number, factors)))
    rule = program(
        include("I1", n.Compare(scaled, relation, number(60))),
        include("I2", n.Compare(n.FirstKnown((X, scaled)), relation, number(60))),
        include("I3", n.Compare(number(0), relation, n.FirstKnown((scaled, X)))),
    )
    cells = [
        {"x": x, "y": y, "a": a}
        for x, y, a in product(
            ("68", "55.3", "100", "60", "0", None), ("60", "72", "84.705882352941176", "0", None), ("yes", "no", None)
        )
    ]
    found = screen_frame(rule, pl.DataFrame(cells, schema=dict.fromkeys(("x", "y", "a"), pl.String)))
    for row, outcomes in zip(cells, found.select("I1", "I2", "I3").to_dicts(), strict=True):
        reading = read_record(rule.facts, from_cells(rule.facts, row))
        assert outcomes == evaluate(rule, reading.values).outcomes, row
