"""The committed table is UCUM's own, and its factors are exact."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from eligo import units_table
from eligo.units import convert, parse_unit
from eligo.units.table import OFFSETS, PREFIXES, SPECIAL, UNITS

# One row for each: so many of the left unit are exactly so many of the right one. From the tables of the UCUM
# specification, version 2.2: SI, customary, heat, clinical and chemical units, and the constants.
DEFINITIONS = """
1 [in_i]        2.54 cm
1 [ft_i]        12 [in_i]
1 [mi_i]        5280 [ft_i]
1 [ft_us]       1200/3937 m
1 [lb_av]       7000 [gr]
1 [gr]          64.79891 mg
1 [oz_av]       28.349523125 g
1 [stone_av]    14 [lb_av]
1 [gal_us]      231 [in_i]3
1 [gal_us]      3.785411784 L
1 [tsp_m]       5 mL
1 [cup_m]       240 mL
1 [foz_m]       30 mL
1 [oz_m]        28 g
1 m[Hg]         133.3220 kPa
1 mm[Hg]        0.1333220 kPa
1 m[H2O]        9.80665 kPa
1 cm[H2O]       98.0665 Pa
1 [in_i'Hg]     3.3863788 kPa
1 atm           101325 Pa
1 bar           100000 Pa
1 [psi]         8896443230521/1290320000 Pa
1 min           60 s
1 h             60 min
1 d             24 h
1 wk            7 d
1 a             365.25 d
1 a_j           365.25 d
1 a_g           365.2425 d
1 a_t           365.24219 d
1 mo            1/12 a_j
1 mo_s          29.53059 d
1 L             1 dm3
1 l             1 L
1 dL            100 mL
1 t             1000 kg
1 cal           4.184 J
1 cal_IT        4.1868 J
1 [Cal]         1 kcal_th
1 eV            1.602176634e-19 J
1 [c]           299792458 m/s
1 [g]           9.80665 m/s2
1 kat           1 mol/s
1 U             1 umol/min
1 kat           60000000 U
1 eq            1 mol
1 osm           1 mol
1 g%            1 g/dL
1 [Ch]          1/3 mm
1 [drp]         1/20 mL
1 [MET]         3.5 mL/min/kg
1 [IU]          1 [iU]
1 %             10 [ppth]
1 [LPF]         100 [HPF]
1 deg           2/360 [pi].rad
1 Gy            1 J/kg
1 Ci            37000000000 Bq
1 R             0.000258 C/kg
1 dyn           0.00001 N
1 P             1 dyn.s/cm2
1 G             0.0001 T
1 Ao            0.1 nm
1 KiBy          8192 bit
100 Cel         373.15 K
0 Cel           32 [degF]
37 Cel          98.6 [degF]
100 Cel         212 [degF]
80 [degRe]      100 Cel
1 [degR]        5/9 K
10 dB           1 B
"""


def test_the_committed_table_is_what_ucums_xml_gives() -> None:
    essence = units_table.read_essence(units_table.essence_file())
    assert units_table.TABLE.read_text(encoding="utf-8") == units_table.table_text(essence)


def test_every_unit_and_prefix_of_ucum_is_there() -> None:
    essence = units_table.read_essence(units_table.essence_file())
    assert set(PREFIXES) == set(essence.prefixes)
    assert set(UNITS) == {*essence.bases, *essence.definitions}
    assert len(UNITS) > 300


def test_special_units_are_those_with_a_function() -> None:
    essence = units_table.read_essence(units_table.essence_file())
    assert {*SPECIAL, *OFFSETS} == {d.code for d in essence.definitions.values() if d.function}


@pytest.mark.parametrize("row", DEFINITIONS.strip().splitlines())
def test_a_published_definition_holds_exactly(row: str) -> None:
    left_value, left_unit, right_value, right_unit = row.split()
    left, right = parse_unit(left_unit), parse_unit(right_unit)
    assert convert(Fraction(left_value), left, right) == Fraction(right_value)
    assert convert(Fraction(right_value), right, left) == Fraction(left_value)


def test_the_mole_is_a_base_unit_so_that_cells_and_moles_do_not_mix() -> None:
    assert parse_unit("mol").dimension == (("mol", 1),)
    assert parse_unit("mmol/L").dimension != parse_unit("10*9/L").dimension


def test_arbitrary_units_have_a_dimension_each() -> None:
    assert parse_unit("[iU]").dimension == parse_unit("[IU]").dimension == (("[iU]", 1),)
    assert parse_unit("[USP'U]").dimension == (("[USP'U]", 1),)


def test_the_folder_works_as_a_copy_under_another_name(tmp_path: Path) -> None:
    import shutil

    import eligo.units

    shutil.copytree(Path(eligo.units.__file__).parent, tmp_path / "other" / "units")
    (tmp_path / "other" / "__init__.py").touch()
    script = """
import sys
from other.units import convert, parse_unit
from fractions import Fraction
print(convert(Fraction(1), parse_unit("m[Hg]"), parse_unit("kPa")))
print(sorted(m for m in sys.modules if m.split(".")[0] in ("eligo", "lark", "pint", "ucumvert")))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, env={"PYTHONPATH": ""}
    )
    assert done.stdout.split() == ["66661/500", "[]"]
