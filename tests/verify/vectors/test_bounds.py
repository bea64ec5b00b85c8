"""The edges of criteria: which values lie below, at and above a bound, and what bounds are left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.program import Criterion, Program, Vignette
from eligo.core.values import Duration
from eligo.verify.vectors.edges import Edges
from eligo.verify.vectors.patients import Patients
from tests.core.programs import FACTS, hours, include

SCREENED_AT = ("screening", "2024-03-31T12:00")


def protocol(limit: int) -> Program:
    high = n.Compare(n.Measured("x"), ">", n.Number(Fraction(limit)))
    recent = n.Window(n.When("m"), n.When("screening"), hours(-48), hours(0))
    criteria = (
        Criterion("I1", "X is high", "include", high, high),
        Criterion("I2", "M is recent", "include", recent, recent),
    )
    ann = Vignette("ann", "Ann", (SCREENED_AT, ("x", 50), ("m", "2024-03-31T06:00")))
    return Program("T", "Test", facts=FACTS, criteria=criteria, vignettes=(ann,), order=("I1", "I2"))


def edges_of(
    program: Program, criterion: str, beside: str = ""
) -> list[tuple[str, str, tuple[object, ...], tuple[str, ...]]]:
    patients = Patients(program)
    found = Edges(program, patients).of(program.criterion[criterion], patients.every)
    return [(edge.patients[0].name, edge.fact, edge.values, edge.outcomes) for edge in found if edge.beside == beside]


def test_edges_are_below_at_and_above_the_limit() -> None:
    assert edges_of(protocol(20), "I1") == [("ann", "x", (19.99, 20, 20.01), ("failed", "failed", "passed"))]


def test_a_window_has_two_edges_for_each_of_its_two_moments() -> None:
    early, late = ("failed", "passed", "passed"), ("passed", "passed", "failed")
    assert edges_of(protocol(20), "I2") == [
        ("ann", "screening", ("2024-04-02T05:59", "2024-04-02T06:00", "2024-04-02T06:01"), late),
        ("ann", "screening", ("2024-03-31T05:59", "2024-03-31T06:00", "2024-03-31T06:01"), early),
        ("ann", "m", ("2024-03-29T11:59", "2024-03-29T12:00", "2024-03-29T12:01"), early),
        ("ann", "m", ("2024-03-31T11:59", "2024-03-31T12:00", "2024-03-31T12:01"), late),
    ]


def test_an_edge_of_the_window_is_two_where_the_other_moment_is_a_day() -> None:
    passed, failed, unknown = "passed", "failed", "unknown"
    assert edges_of(protocol(20), "I2", beside="screening") == [
        ("ann", "m", ("2024-03-28T23:59", "2024-03-29T00:00", "2024-03-29T00:01"), (failed, unknown, unknown)),
        (
            "ann",
            "m",
            ("2024-03-29T23:58:59.999999", "2024-03-29T23:59:59.999999", "2024-03-30T00:00:59.999999"),
            (unknown, passed, passed),
        ),
        ("ann", "m", ("2024-03-30T23:59", "2024-03-31T00:00", "2024-03-31T00:01"), (passed, passed, unknown)),
        (
            "ann",
            "m",
            ("2024-03-31T23:58:59.999999", "2024-03-31T23:59:59.999999", "2024-04-01T00:00:59.999999"),
            (unknown, unknown, failed),
        ),
    ]


def test_a_patient_with_offsets_is_changed_on_the_same_clock() -> None:
    program = protocol(20)
    ann = Vignette("ann", "Ann", (("screening", "2024-03-31T12:00+02:00"), ("m", "2024-03-31T05:00+01:00")))
    (*_, first, last) = edges_of(replace(program, vignettes=(ann,)), "I2")
    assert first[2] == ("2024-03-29T11:59+02:00", "2024-03-29T12:00+02:00", "2024-03-29T12:01+02:00")
    assert (first[3], last[3]) == (("failed", "passed", "passed"), ("passed", "passed", "failed"))
    (on_a_day, *_) = edges_of(replace(program, vignettes=(ann,)), "I2", beside="screening")
    assert on_a_day[2] == ("2024-03-28T23:59+02:00", "2024-03-29T00:00+02:00", "2024-03-29T00:01+02:00")


def test_bounds_beyond_the_calendar_are_left_out() -> None:
    far = Duration(months=12 * 20_000, micros=10**30)
    conditions: tuple[n.Condition, ...] = (
        n.Window(n.EdgeOf("end", "p"), n.When("screening"), Duration(-far.months, -far.micros), far),
        n.Window(n.When("screening"), n.EdgeOf("start", "p"), Duration(-far.months, -far.micros), far),
        n.Lasting("p", ">=", far),
        n.Lasting("p", ">=", Duration(-far.months, -far.micros)),
        n.Compare(n.Elapsed("years", n.When("m"), n.When("screening")), ">", n.Number(Fraction(10**400))),
        n.Compare(n.Elapsed("weeks", n.When("m"), n.When("screening")), ">", n.Number(Fraction(10**400))),
        n.Compare(n.Measured("x"), ">", n.Number(Fraction(10**400, 3))),
    )
    ann = Vignette("ann", "Ann", (SCREENED_AT, ("m", "2024-03-31"), ("p", {"start": "0001-01-01"})))
    program = replace(protocol(20), criteria=tuple(include(f"I{i}", c) for i, c in enumerate(conditions)))
    program = replace(program, order=tuple(c.name for c in program.criteria), vignettes=(ann,))
    assert [edge for c in program.criteria for edge in edges_of(program, c.name)] == []


def test_many_bounds_that_none_of_many_patients_can_tell_end_soon() -> None:
    hidden = n.Any(tuple(n.Compare(n.Measured("x"), ">", n.Number(Fraction(limit))) for limit in range(300)))
    many = tuple(Vignette(f"v{i}", f"V{i}", (("x", 50), ("y", i))) for i in range(100))
    program = replace(protocol(20), criteria=(include("I1", hidden),), order=("I1",), vignettes=many)
    found = edges_of(program, "I1")
    assert [values[1] for _, _, values, _ in found] == list(range(300))
    # Any value above 0 meets the first condition, and beyond 100 a value is not plausible and so decides nothing.
    assert [values[1] for _, _, values, outcomes in found if len(set(outcomes)) > 1] == [0, 100]
