"""Reading, converting and describing units as a protocol uses them."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.units import (
    UNITY,
    UnitError,
    UnitOfMeasure,
    compatible,
    conversion,
    convert,
    describe_dimension,
    divide,
    is_mass_amount_pair,
    is_unit,
    multiply,
    parse_unit,
)
from eligo.units.suggest import COMMON, EVERYDAY

MEANT = {
    "mmHg": ("mm[Hg]",),
    "mm Hg": ("mm[Hg]",),
    "mm[HG]": ("mm[Hg]",),
    "torr": ("mm[Hg]",),
    "cmH2O": ("cm[H2O]",),
    "cm H2O": ("cm[H2O]",),
    "mcg": ("ug",),
    "µg": ("ug",),
    "μg/L": ("ug/L",),
    "mcg/kg/min": ("ug/kg/min",),
    "IU/mL": ("[iU]/mL",),
    "mIU/mL": ("m[iU]/mL",),
    "units/L": ("U/L", "[iU]/L"),
    "x10^9/L": ("10*9/L",),
    "× 10⁹/L": ("10*9/L",),
    "10e9/L": ("10*9/L",),
    "1e9/L": ("10*9/L",),
    "10^3/µL": ("10*3/uL",),
    "cells/uL": ("{cells}/uL",),
    "years": ("a",),
    "yr": ("a",),
    "months": ("mo",),
    "weeks": ("wk",),
    "days": ("d",),
    "hours": ("h",),
    "minutes": ("min",),
    "sec": ("s",),
    "mEq": ("meq",),
    "mEq/L": ("meq/L",),
    "mOsm/kg": ("mosm/kg",),
    "°C": ("Cel",),
    "°F": ("[degF]",),
    "MMOL/L": ("mmol/L",),
    "mMol/L": ("mmol/L",),
    "MG/DL": ("mg/dL",),
    "KPA": ("kPa",),
    "kg/m²": ("kg/m2",),
    "kg/m^2": ("kg/m2",),
    "mm³": ("mm3",),
    "mL/min/1.73m2": ("mL/min/{1.73_m2}",),
    "mL/min/1.73 m²": ("mL/min/{1.73_m2}",),
    "mL/min/1.73.m2": ("mL/min/{1.73_m2}",),
    "umol per L": ("umol/L",),
    "ng/mL FEU": ("ng/mL{FEU}",),
    "beats/min": ("{beats}/min",),
    "percent": ("%",),
    "lbs": ("[lb_av]",),
    "U/ l": ("U/l",),
}

KINDS = {
    "1": "pure number",
    "%": "pure number",
    "{score}": "pure number",
    "kg": "mass",
    "cm": "length",
    "m2": "area",
    "mL": "volume",
    "a": "time",
    "Cel": "temperature",
    "mmol": "amount of substance",
    "mg/dL": "mass concentration",
    "mmol/L": "amount of substance concentration",
    "10*9/L": "number concentration",
    "mm[Hg]": "pressure",
    "cm[H2O]": "pressure",
    "U/L": "catalytic concentration",
    "mL/min/{1.73_m2}": "volume flow rate",
    "ug/kg/min": "rate",
    "kg/m2": "mass per area",
    "mosm/kg": "amount of substance per mass",
    "[iU]/mL": "arbitrary concentration in [iU]",
    "[pH]": "acidity (pH scale)",
    "dB": "level on the scale of B",
    "K/L": "K.m-3",
}

HOSTILE = [
    "(" * 100_000,
    "m." * 100_000,
    "{" * 100_000,
    "m" * 1_000_000,
    "/" * 190,
    "(" * 99 + "m" + ")" * 99,
    "m" + "9" * 150,
    "9" * 190,
    "Ym99.Ym99.Ym99.Ym99.Ym99",
    "\x00",
    "mm\u202e[Hg]",
    "m\n",
    "\ud800",
    "[" * 190,
    "${jndi}",
    "<script>alert(1)</script>",
    "'; DROP TABLE patients; --",
    "١",
    "m²" * 60,
    "in " * 60,
    "iu/" * 19,
]


def number(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(("wrong", "meant"), MEANT.items())
def test_a_common_mistake_is_answered_with_what_was_meant(wrong: str, meant: tuple[str, ...]) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(wrong)
    assert caught.value.suggestions == meant
    assert all(f"`{m}`" in str(caught.value) for m in meant)


def test_every_suggestion_in_the_lists_is_itself_a_unit() -> None:
    for unit in {*COMMON, *(m for several in EVERYDAY.values() for m in several)}:
        assert is_unit(unit), unit


@pytest.mark.parametrize(("unit", "kind"), KINDS.items())
def test_a_kind_of_quantity_in_clinical_words(unit: str, kind: str) -> None:
    assert describe_dimension(parse_unit(unit)) == kind


def test_both_spellings_of_a_power_of_ten() -> None:
    assert parse_unit("10^9/L").factor == parse_unit("10*9/L").factor == 10**12


def test_annotations_are_kept_and_change_nothing() -> None:
    indexed = parse_unit("mL/min/{1.73_m2}")
    assert indexed.annotations == ("1.73_m2",)
    assert compatible(indexed, parse_unit("mL/min"))
    assert parse_unit("g/(8.h){shift}").annotations == ("shift",)


def test_a_temperature_converts_with_its_zero() -> None:
    assert convert(number("38.5"), parse_unit("Cel"), parse_unit("[degF]")) == number("101.3")
    assert conversion(parse_unit("Cel"), parse_unit("K")) == (1, number("273.15"))


def test_mass_and_amount_convert_by_the_molar_mass() -> None:
    mass, amount, creatinine = parse_unit("mg/dL"), parse_unit("umol/L"), number("113.12")
    assert is_mass_amount_pair(mass, amount)
    assert is_mass_amount_pair(amount, mass)
    assert convert(number("1"), mass, amount, creatinine) == number("10000000") / number("113120")
    assert convert(convert(number("1.3"), mass, amount, creatinine), amount, mass, creatinine) == number("1.3")
    assert not compatible(mass, amount)
    assert compatible(mass, amount, creatinine)


@pytest.mark.parametrize(
    ("source", "target", "molar_mass", "message"),
    [
        ("mg/dL", "mmol/L", None, "only with the substance's molar mass"),
        ("mg/dL", "mmol/L", "0", "only with the substance's molar mass"),
        ("mg/dL", "mm[Hg]", "180", "does not convert"),
        ("mg/dL", "mmol", "180", "does not convert"),
        ("[iU]/L", "U/L", None, "does not convert"),
        ("mmol/L", "10*9/L", None, "does not convert"),
        ("B", "B[SPL]", None, "does not convert"),
        ("[pH]", "mol/L", None, "does not convert"),
        ("[pH]", "1", None, "does not convert"),
    ],
)
def test_what_does_not_convert_says_so(source: str, target: str, molar_mass: str | None, message: str) -> None:
    mass = None if molar_mass is None else number(molar_mass)
    with pytest.raises(UnitError, match=message):
        convert(number("1"), parse_unit(source), parse_unit(target), mass)


def test_products_and_quotients() -> None:
    pressure, fraction = parse_unit("mm[Hg]"), parse_unit("%")
    quotient = divide(pressure, fraction)
    assert compatible(quotient, pressure)
    assert convert(number("1"), quotient, pressure) == 100
    assert quotient.text == "mm[Hg]/%"
    assert divide(pressure, pressure) == UNITY
    assert multiply(UNITY, pressure).text == "mm[Hg]"
    assert divide(UNITY, parse_unit("mL/min")).text == "/(mL/min)"
    assert multiply(parse_unit("/min"), parse_unit("mL")).text == "(/min).mL"


def test_what_was_multiplied_last_and_divided_by_again_leaves_no_trace() -> None:
    mass, rate = parse_unit("kg"), parse_unit("mL/min")
    assert divide(multiply(mass, parse_unit("m")), parse_unit("m")) == mass
    assert multiply(divide(mass, rate), rate) == mass
    assert divide(multiply(mass, parse_unit("{cells}")), parse_unit("{cells}")).text == "kg.{cells}/{cells}"


def test_a_unit_grows_only_so_long() -> None:
    steps = ((multiply, "s"), (multiply, "m"), (divide, "s"), (divide, "m"))

    def grown() -> UnitOfMeasure:
        return reduce(lambda unit, step: step[0](unit, parse_unit(step[1])), steps * 100, parse_unit("kg"))

    with pytest.raises(UnitError, match="beyond any bounds"):
        grown()


@pytest.mark.parametrize("unit", ["Cel", "[degF]", "[pH]", "dB"])
def test_a_unit_on_a_scale_of_its_own_is_not_multiplied(unit: str) -> None:
    with pytest.raises(UnitError, match="cannot be multiplied"):
        multiply(parse_unit(unit), UNITY)


def test_calculated_units_stay_within_bounds() -> None:
    square = parse_unit("m90")
    with pytest.raises(UnitError, match="beyond any bounds"):
        multiply(square, square)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_an_error_with_a_short_printable_message(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    message = str(caught.value)
    assert len(message) < 400
    assert message.isprintable()


@given(st.text(alphabet="mgLd10*^[]{}()./+-23µ %H°k_x'", max_size=30))
def test_any_text_is_a_unit_or_an_error(text: str) -> None:
    if is_unit(text):
        unit = parse_unit(text)
        assert unit.text == text
        assert unit.factor > 0
        return
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    assert all(is_unit(meant) for meant in caught.value.suggestions)


@st.composite
def quotients(draw: st.DrawFn) -> UnitOfMeasure:
    symbols = st.sampled_from(["g", "mg", "mol", "mmol", "L", "m2", "h", "min", "[iU]", "10*9", "mm[Hg]", "{cells}"])
    return parse_unit("/".join(draw(st.lists(symbols, min_size=1, max_size=4))))


@given(quotients(), quotients())
def test_the_text_of_a_calculated_unit_reads_back_as_that_unit(a: UnitOfMeasure, b: UnitOfMeasure) -> None:
    for calculated in (multiply(a, b), divide(a, b)):
        again = parse_unit(calculated.text)
        assert (again.factor, again.dimension) == (calculated.factor, calculated.dimension)


@given(quotients(), st.fractions(), st.fractions(min_value=Fraction(1, 100), max_value=1000))
def test_conversion_there_and_back_is_the_same_number(
    unit: UnitOfMeasure, value: Fraction, molar_mass: Fraction
) -> None:
    for target in map(parse_unit, COMMON):
        if compatible(unit, target, molar_mass):
            there = convert(value, unit, target, molar_mass)
            assert convert(there, target, unit, molar_mass) == value
