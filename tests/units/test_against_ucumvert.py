"""eligo's reader against ucumvert, an independent one, and its factors against pint's."""

from __future__ import annotations

import csv
from fractions import Fraction
from typing import Any

import pytest

from eligo import units_table
from eligo.units import UnitError, is_unit, parse_unit
from eligo.units.table import PREFIXES, UNITS

ucumvert = pytest.importorskip("ucumvert", reason="ucumvert, UCUM's table as a package, is not installed")
pint = pytest.importorskip("pint", reason="pint, which comes with ucumvert, is not installed")

# In UCUM's list of examples but not in UCUM's table: neither reader knows it.
NOT_IN_THE_TABLE = {"Torr"}

# Units that no protocol may have, and why.
INVALID = {
    "": "empty",
    " ": "blank",
    "mmHg": "UCUM writes mm[Hg]",
    "kkg": "two prefixes",
    "dkg": "two prefixes",
    "m[in_i]": "not metric, takes no prefix",
    "kh": "not metric, takes no prefix",
    "m0": "exponent zero",
    "m-": "exponent missing",
    "m--1": "two signs",
    "(m)2": "exponent of a bracket",
    "m^2": "no caret",
    "/": "nothing divided",
    "m/": "nothing to divide by",
    "m//s": "two solidi",
    "m..s": "two periods",
    ".m": "nothing to multiply",
    "m.": "nothing to multiply by",
    "(m": "bracket not closed",
    "m)": "bracket not opened",
    "()": "empty bracket",
    "{a": "annotation not closed",
    "a}": "annotation not opened",
    "{a b}": "space in an annotation",
    "{a{b}}": "nested annotation",
    "m{a}2": "exponent after an annotation",
    "m s": "space",
    "mg/dL ": "trailing space",
    "µg": "not ASCII",
    "[in_i": "square bracket not closed",
    "0": "zero",
    "05": "leading zero",
    "-1": "negative",
    "MG/DL": "the other case",
    "sec": "not a symbol",
}

# Accepted by ucumvert and by UCUM's bare grammar, refused here on purpose.
REFUSED_ON_PURPOSE = {
    "mL/min/1.73.m2": "would be mL/min times 73 m2",
    "1.73": "would be 73",
    "Cel/h": "UCUM: special units take no part in products",
    "[pH].L": "the same",
    "10-2": "a power of ten is written 10*-2",
}

# Where the value that ucumvert gets from pint is not the one in UCUM's table (by more than one part in a million;
# ucumvert 0.3.2): eligo follows the table.
PINT_DIFFERS = {
    "m[Hg]": "UCUM: 133.3220 kPa exactly; pint: 133.322387415 kPa",
    "[in_i'Hg]": "pint: mercury at 60 degrees Fahrenheit",
    "[in_i'H2O]": "pint: water at 60 degrees Fahrenheit",
    "[PRU]": "by way of m[Hg]",
    "[wood'U]": "by way of m[Hg]",
    "g%": "pint multiplies gram by percent; UCUM: 1 g/dL",
    "[LPF]": "UCUM: 100 high power fields",
    "[Cal]": "pint takes a calorie, UCUM a kilocalorie",
    "cal_[15]": "pint: 4.1855 J; UCUM: 4.18580 J",
    "[Btu]": "pint: the international one; UCUM: the thermochemical one",
    "'": "an arc minute; pint reads a minute of time",
    "''": "an arc second; pint reads a second of time",
    "Mx": "pint keeps the Gaussian system apart",
    "G": "pint keeps the Gaussian system apart",
    "Oe": "pint keeps the Gaussian system apart",
    "[cft_i]": "pint reads a foot",
    "[cyd_i]": "pint reads another unit",
    "[rd_br]": "ucumvert: 16.5 inches; UCUM: 16.5 feet",
    "[ch_br]": "by way of [rd_br]",
    "[lk_br]": "by way of [rd_br]",
    "[in_br]": "ucumvert: 2.54000508 cm; UCUM: 2.539998 cm",
    "[ft_br]": "by way of [in_br]",
    "[fth_br]": "by way of [in_br]",
    "[pc_br]": "by way of [in_br]",
    "[yd_br]": "by way of [in_br]",
    "[mi_br]": "by way of [in_br]",
    "[nmi_br]": "by way of [in_br]",
    "[kn_br]": "by way of [in_br]",
    "[acr_br]": "by way of [in_br]",
    "[didot]": "pint: rounded in millimetres",
    "[cicero]": "by way of [didot]",
}


def examples() -> list[str]:
    path = units_table.essence_file().with_name("ucum_examples.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row[1] for row in rows[1:]]


@pytest.fixture(scope="module")
def ucumvert_parser() -> Any:
    return ucumvert.get_ucum_parser()


def ucumvert_reads(text: str, parser: Any) -> bool:
    try:
        ucumvert.parse_ucum(text, parser)
    except ucumvert.InvalidUcumError:
        return False
    return True


def test_every_example_that_ucumvert_reads_is_read(ucumvert_parser: Any) -> None:
    listed = examples()
    assert len(listed) > 800
    refused = [text for text in listed if ucumvert_reads(text, ucumvert_parser) and not is_unit(text)]
    assert refused == []
    assert {text for text in listed if not is_unit(text)} == NOT_IN_THE_TABLE


@pytest.mark.parametrize(("text", "why"), INVALID.items())
def test_an_invalid_unit_is_refused_by_both(text: str, why: str, ucumvert_parser: Any) -> None:
    assert not ucumvert_reads(text, ucumvert_parser), why
    with pytest.raises(UnitError, match="is not a UCUM unit"):
        parse_unit(text)


@pytest.mark.parametrize(("text", "why"), REFUSED_ON_PURPOSE.items())
def test_what_only_the_bare_grammar_reads_is_refused(text: str, why: str, ucumvert_parser: Any) -> None:
    assert ucumvert_reads(text, ucumvert_parser), why
    with pytest.raises(UnitError):
        parse_unit(text)


def test_prefixed_symbols_split_as_ucumvert_splits_them(ucumvert_parser: Any) -> None:
    for text, prefix, symbol in (
        ("dar", "d", "ar"),
        ("dam", "da", "m"),
        ("Pa", "", "Pa"),
        ("cd", "", "cd"),
        ("pt", "p", "t"),
    ):
        tree = ucumvert.parse_ucum(text, ucumvert_parser)
        assert [str(token) for token in tree.scan_values(lambda _: True)] == [p for p in (prefix, symbol) if p]
        scale = Fraction(*PREFIXES[prefix]) if prefix else 1
        assert parse_unit(text).factor == scale * Fraction(*UNITS[symbol][:2])


def test_no_whole_symbol_is_also_a_prefixed_one() -> None:
    metric = [code for code, row in UNITS.items() if row[3]]
    assert {prefix + code for prefix in PREFIXES for code in metric} & set(UNITS) == set()


def test_no_text_is_two_prefixed_symbols() -> None:
    metric = [code for code, row in UNITS.items() if row[3]]
    prefixed = [prefix + code for prefix in PREFIXES for code in metric]
    assert {text for text in prefixed if prefixed.count(text) > 1} == set()


def test_factors_agree_with_pints_but_for_the_listed_units(ucumvert_parser: Any) -> None:
    registry = pint.get_application_registry()
    to_pint = ucumvert.UcumToPintTransformer()
    bases = {"m": "meter", "s": "second", "g": "gram", "rad": "radian", "K": "kelvin", "C": "coulomb", "cd": "candela"}
    bases["mol"] = "mole"
    differing = set()
    for code in UNITS:
        unit = parse_unit(code)
        if not unit.is_ratio:
            continue
        reference = registry.Quantity(1.0)
        for base, power in unit.dimension:
            if base in bases:  # pint counts arbitrary units as pure numbers
                reference = reference * registry.Quantity(1.0, bases[base]) ** power
        theirs = (to_pint.transform(ucumvert.parse_ucum(code, ucumvert_parser)) / reference).to_base_units()
        if not theirs.dimensionless or abs(float(theirs.magnitude) / float(unit.factor) - 1) > 1e-6:
            differing.add(code)
    assert differing == set(PINT_DIFFERS)
