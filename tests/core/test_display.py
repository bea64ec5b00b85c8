"""How units, numbers, durations and moments are shown."""

from __future__ import annotations

from fractions import Fraction

import pytest

from eligo.core.display import (
    display_unit,
    show_duration,
    show_moment,
    show_number,
    show_number_beside,
    show_written,
)
from eligo.core.values import DAY, HOUR, MINUTE, Duration, Moment


@pytest.mark.parametrize(
    ("ucum", "shown"),
    [
        ("1", ""),
        ("%", "%"),
        ("a", "years"),
        ("mo", "months"),
        ("h", "hours"),
        ("mg/dL", "mg/dL"),
        ("mm[Hg]", "mmHg"),
        ("cm[H2O]", "cmH2O"),
        ("10*9/L", "×10⁹/L"),
        ("10*3/uL", "×10³/µL"),
        ("10*-3", "×10⁻³"),
        ("ug/L", "µg/L"),
        ("umol/L", "µmol/L"),
        ("u", "u"),
        ("Cel", "°C"),
        ("[degF]", "°F"),
        ("kg/m2", "kg/m²"),
        ("m/s2", "m/s²"),
        ("[pH]", "pH"),
        ("[IU]/L", "IU/L"),
        ("m[IU]/mL", "mIU/mL"),
        ("u[IU]/mL", "µIU/mL"),
        ("meq/L", "mEq/L"),
        ("mosm/kg", "mOsm/kg"),
        ("1/min", "/min"),
        ("/min", "/min"),
        ("{breaths}/min", "breaths/min"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("ug/kg/min", "µg/kg/min"),
        ("mg.h/L", "mg·h/L"),
        ("dyn.s/cm5", "dyn·s/cm⁵"),
        ("[arb'U]/mL", "[arb'U]/mL"),
        ("B[10.nV]", "B[10.nV]"),
        ("mg{creat", "mg{creat"),
        ("", ""),
    ],
)
def test_display_of_a_unit(ucum: str, shown: str) -> None:
    assert display_unit(ucum) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("200 mm[Hg]", "200 mmHg"),
        ("1.5 10*9/L", "1.5 ×10⁹/L"),
        ("18 a", "18 years"),
        ("1 a", "1 year"),
        ("40 %", "40%"),
        ("20 /min", "20/min"),
        ("-5 Cel", "−5 °C"),
        ("0.85", "0.85"),
        ("30 'mL/min/{1.73_m2}'", "30 mL/min/1.73 m²"),
        ("not a quantity", "not a quantity"),
    ],
)
def test_display_of_what_an_author_wrote(written: str, shown: str) -> None:
    assert show_written(written) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-3, 2), "−1.5"),
        (Fraction(1000000), "1000000"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(1, 3), "≈ 0.333333"),
        (Fraction(10**400), "10⁴⁰⁰"),
        (Fraction(10**400 + 1, 3), "≈ 3.33333 × 10³⁹⁹"),
        (Fraction(1, 10**30), "10⁻³⁰"),
    ],
)
def test_display_of_a_number(value: Fraction, shown: str) -> None:
    assert show_number(value) == shown


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        (Fraction(1424, 10), Fraction(200), "142.4"),
        (Fraction(200), Fraction(200), "200"),
        (Fraction(457, 3), Fraction(200), "≈ 152.3"),
        (Fraction(599999, 3000), Fraction(200), "≈ 199.9997"),
        (Fraction(600001, 3000), Fraction(200), "≈ 200.0003"),
        (Fraction(6 * 10**30 - 1, 3 * 10**28), Fraction(200), f"{6 * 10**30 - 1}/{3 * 10**28}"),
    ],
)
def test_rounding_never_moves_a_number_onto_its_limit(value: Fraction, limit: Fraction, shown: str) -> None:
    assert show_number_beside(value, limit) == shown


@pytest.mark.parametrize(
    ("duration", "shown"),
    [
        (Duration(0, 48 * HOUR, "48 h"), "48 hours"),
        (Duration(0, -48 * HOUR, "48 h"), "48 hours"),
        (Duration(0, 48 * HOUR), "2 days"),
        (Duration(216, 0, "18 a"), "18 years"),
        (Duration(12, 0, "1 a"), "1 year"),
        (Duration(-6, 0, "6 mo"), "6 months"),
        (Duration(30, 0), "2 years and 6 months"),
        (Duration(0, 7 * DAY, "1 wk"), "1 week"),
        (Duration(0, 90 * MINUTE, "1.5 h"), "1.5 hours"),
        (Duration(0, 90 * MINUTE, "2 h"), "1 hour 30 minutes"),
        (Duration(), "0 hours"),
        (Duration(0, 1), "1 microsecond"),
    ],
)
def test_display_of_a_duration(duration: Duration, shown: str) -> None:
    """In the author's unit when that is what it measures; what the author is said to have written is never trusted."""
    assert show_duration(duration) == shown


def test_display_of_a_moment() -> None:
    day = 738_000 * DAY
    assert show_moment(Moment(day, day + DAY - 1)) == "2021-07-30"
    assert show_moment(Moment(day, day)) == "2021-07-30 00:00"
    assert show_moment(Moment(day + 1_000_000, day + 1_000_000)) == "2021-07-30 00:00:01"
    assert show_moment(Moment(day, day + HOUR)) == "between 2021-07-30 00:00 and 2021-07-30 01:00"
    assert show_moment(Moment(-1, -1)) == "beyond the calendar"
    assert show_moment(Moment(day - 29 * DAY, day + 2 * DAY - 1)) == "2021-07"
    assert show_moment(Moment(day - 210 * DAY, day + 155 * DAY - 1)) == "2021"
    assert show_moment(Moment(day, day + 2 * DAY - 1)) == "between 2021-07-30 and 2021-07-31"
