"""Quantities in units of their own: a float stands for them only where it decides alike, on and beside every limit."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Assumption, Definition, Fact, Program
from eligo.screening import screen_file, screen_frame
from eligo.screening.compared import limits_of
from eligo.screening.quantities import Quantities
from tests.core.programs import exclude, include, number

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("ratio", "Ratio", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700))),
    Fact("pao2", "PaO2", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700))),
    Fact("fio2", "FiO2", "number", "1"),
    Fact("mass", "Mass", "number", "kg"),
    Fact("free", "Free", "number", "mm[Hg]"),
    Fact("sure", "Sure", "flag"),
)
RATIO, PAO2, FIO2, MASS, FREE = (n.Measured(name) for name in ("ratio", "pao2", "fio2", "mass", "free"))
OXYGENATION = n.FirstKnown((RATIO, n.Arithmetic("/", PAO2, FIO2)))
RULE = Program(
    "T1",
    "Test",
    facts=FACTS,
    definitions=(Definition("oxygenation", "Oxygenation", OXYGENATION, unit="mm[Hg]"),),
    criteria=(
        include("I1", n.Compare(n.NumberRef("oxygenation"), "<", number(200))),
        exclude("E1", n.Compare(n.Choose(n.Flag("sure"), FREE, RATIO), "<=", number(150))),
        exclude("E2", n.Compare(number(50), "=", MASS)),
    ),
    assumptions=(Assumption("small", n.Compare(RATIO, "<", number(300))),),
    order=("oxygenation", "I1", "E1", "E2"),
)


def test_which_facts_are_only_compared() -> None:
    assert limits_of(RULE) == {
        "ratio": {Fraction(20), Fraction(700), Fraction(200), Fraction(150), Fraction(300)},
        "free": {Fraction(150)},
        "mass": {Fraction(50)},
    }


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("18 kPa", 18 / 0.133322),  # no decimal, and far from every limit
        ("26.6644 kPa", 200.0),  # exactly on a limit
        ("26.66440000000000000001 kPa", None),  # beyond it, but by less than floats can tell
        ("26.66439999999999999999 kPa", None),
        ("0.02 m[Hg]", None),  # implausible: only the record can say so
        ("1e1", None),
        ("1.5e2", 150.0),
        ("19 furlong", None),
        ("many", None),
    ],
)
def test_the_float_that_stands_for_a_cell(cell: str, found: float | None) -> None:
    cells = {"0.02 m[Hg]": "0.002 m[Hg]"}
    assert Quantities(RULE).floats(RULE.fact["ratio"], [cells.get(cell, cell)], [None]) == [found]


def test_a_number_that_a_formula_reads_is_converted_only_exactly() -> None:
    read = Quantities(RULE)
    assert read.floats(RULE.fact["pao2"], [18, 26.6644], ["kPa", "kPa"]) == [None, 200.0]
    assert read.floats(RULE.fact["fio2"], [40], ["%"]) == [0.4]


VALUES = ("26.6644", "26.6644000000000001", "26.6643999999999999", "18", "19.9983", "2.66644", "93.3254", "93.32541")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".json", ".parquet"])
def test_both_engines_say_the_same_on_and_beside_every_limit(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"in{suffix}"
    rows = [(name, value, "kPa") for name in ("ratio", "pao2", "free") for value in VALUES]
    rows += [("mass", value, unit) for value, unit in (("50000", "g"), ("110.23", "[lb_av]"), ("50", "kg"), ("5", "L"))]
    if suffix == ".csv":
        lines = [f"{value},{unit},,,yes" if name == "ratio" else f",,{value} {unit},,no" for name, value, unit in rows]
        path.write_text("\n".join(["ratio,ratio_unit,free,fio2,sure", *lines]))
    elif suffix == ".parquet":
        cells = [{name: float(value), f"{name}_unit": unit, "sure": len(value) % 2 == 0} for name, value, unit in rows]
        pl.DataFrame(cells, infer_schema_length=None).write_parquet(path)
    else:
        texts = [f'{{"{name}": {{"value": {value}, "unit": "{unit}"}}, "fio2": 0.5}}' for name, value, unit in rows]
        path.write_text("\n".join(texts) if suffix == ".jsonl" else f"[{','.join(texts)}]")
    found = []
    for engine in ("polars", "python"):
        output, rejects = tmp_path / "out.jsonl", tmp_path / "rejects.jsonl"
        funnel = screen_file(RULE, path, engine=engine, output=output, rejects=rejects)  # type: ignore[arg-type]
        assert funnel.screened + funnel.rejected == funnel.read == len(rows)
        found.append((funnel, output.read_text(), rejects.read_text()))
    assert found[0] == found[1]
    verdicts = {json.loads(line)["I1"] for line in found[0][1].splitlines()}
    assert verdicts >= {"passed", "unknown"}


def test_columns_of_other_types_are_no_numbers() -> None:
    frame = pl.DataFrame(
        {
            "ratio": pl.Series([[1.0], [2.0]]),
            "pao2": pl.Series([True, None]),
            "fio2": pl.Series([b"x", None]),
            "mass": pl.Series(["50.0", "1.5"]).cast(pl.Decimal(10, 2)),
            "mass_unit": ["kg", "g"],
        }
    )
    assert screen_frame(RULE, frame)["rejected"].is_not_null().to_list() == [True, True]
    assert screen_frame(RULE, frame.drop("ratio", "pao2", "fio2"))["E2"].to_list() == ["failed", "passed"]
