"""Units: every limit carries one, and what meets measures the same kind of quantity."""

from __future__ import annotations

import pytest

from .annotated import checked, verify

FACTS = """
    number creatinine "Creatinine" in mg/dL
    number lactate "Lactate" in mmol/L molar mass 90.08 g/mol
    number glucose "Glucose" in mg/dL molar mass 180.156 g/mol
    number pao2 "PaO2" in mm[Hg]
    number fio2 "FiO2" in %
    number temp "Temperature" in Cel
    number skin "Skin temperature" in [degF]
    number ph "pH" in [pH]
    number weight "Weight" in kg
    number titre "Titre" in 1
    number platelets "Platelets" in 10*9/L
"""


@pytest.mark.parametrize(
    "condition",
    [
        "creatinine > 20 mg/L",
        "glucose > 7 mmol/L",
        "lactate > 360 mg/L",
        "(glucose otherwise 5 mmol/L) > 7 mmol/L",
        "2 * glucose > 14 mmol/L",
        "pao2 / fio2 < 200 mm[Hg]",
        "pao2 + 1 kPa > 60 mm[Hg]",
        "temp > 311.15 K and temp < 104 [degF] and temp > skin",
        "temp between 36 Cel and 38 Cel",
        "temp > -5 Cel",
        "(temp in K) / 300 > 1",
        "ph < 7.2 [pH]",
        "titre > 40 and titre > 4000 %",
        "weight in kg / 2 > 40",
    ],
)
def test_convertible(condition: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require {condition} }}')


@pytest.mark.parametrize(
    ("condition", "finding"),
    [
        ("creatinine > 2", "E205 write it with its unit: `2 mg/dL`"),
        ("2 < creatinine", "E205 write it with its unit: `2 mg/dL`"),
        ("fio2 > 0.5", "E205 `fio2` is in %"),
        ("creatinine between 1 and 2 mg/dL", "E205"),
        ("creatinine + 1 > 2 mg/dL", "E205"),
        ("(creatinine otherwise 0) > 2 mg/dL", "E205"),
        ("pao2 > 60 mmHg", "E206 did you mean `mm[Hg]`?"),
        ("pao2 in mmHg > 60", "E206 did you mean `mm[Hg]`?"),
        ("pao2 > 60 copies/mL", "E206 did you mean `'{copies}/mL'`?"),
        ("pao2 > 60 BU/mL", "E206 did you mean `[beth'U]/mL`?"),
        ("pao2 > 60 mg", "E204 write a pressure, such as one in mm[Hg]"),
        ("pao2 > creatinine", "E204 `pao2` is a pressure (mm[Hg])"),
        ("titre > 5 mg", "E204 `titre` is a pure number"),
        ("creatinine > 177 umol/L", "E203 amount of substance"),
        ("creatinine in mmol/L > 2", "E203 molar mass"),
        ("lactate > glucose", "E203 their molar masses differ: 90.08 and 180.156 g/mol"),
        ("glucose + lactate > 2 mg/dL", "E203"),
        ("temp + 1 Cel > 38 Cel", "E214 temperature in K"),
        ("temp * 2 > 76 Cel", "E214"),
        ("-temp < 3 Cel", "E214"),
        ("ph * 2 > 14", "E214"),
        (f"creatinine > {'1' * 61} mg/dL", "E215 at most 60 characters"),
        (f"creatinine > 1 {'x' * 500}", "E206"),
        ("weight > 3 '{'", "E206"),
        ("platelets > 1.5 G/L", "E204 write `1.5 10*9/L`"),
    ],
)
def test_not_convertible(condition: str, finding: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require {condition} }} #! {finding}')


@pytest.mark.parametrize(
    ("declaration", "finding"),
    [
        ('number n "N" in 1 plausible 5 to 2', "E307 write `plausible 2 to 5`"),
        ('number n "N" in mg/dL plausible 1 mg/L to 2 mm[Hg]', "E204"),
        ('number n "N" in mg/dL plausible 1 mmol/L to 2 mmol/L', "E203 ; E203"),
        ('number n "N" in mg/dL molar mass 5 g', "E309 g/mol"),
        ('number n "N" in mg/dL molar mass 5', "E309 g/mol"),
        ('number n "N" in mg/dL molar mass 0 g/mol', "E309 positive"),
        ('number n "N" in mg/dL precision 0', "E309 smallest step"),
        ('number n "N" in mg precision 1 mL', "E204 write a unit of mass"),
        ('number n "N" in Cel precision 0 K', "E309 smallest step"),
        ('flag n "N" missing means maybe', "E308 `missing means yes` or `missing means no`"),
        ('moment n "N" missing means yes', "E308 `missing means no`"),
        ('moment screening "N" missing means no', "E308 leave it out"),
        ('choice n "N" of a, b missing means c', "E208 its values are: a, b"),
        ('choice n "N" of a, b, a', "E306 twice"),
        ('number n "N" in 1 code LOINK 1-1', "W409 did you mean `LOINC`?"),
        ('number n "N" in 1 code snomed 1', "W409 did you mean `SNOMED`?"),
    ],
)
def test_declarations(declaration: str, finding: str) -> None:
    verify(f'flag a "A"\n{declaration} #! {finding}\ninclude I1 "One" {{ require a }}')


def test_plausible_limits_and_steps_move_into_the_declared_unit() -> None:
    facts = checked("""
        number temp "T" in Cel plausible 303.15 K to 104 [degF] precision 0.1 K
        number glucose "G" in mg/dL molar mass 180 g/mol plausible 1 mmol/L to 500 precision 0.1 mmol/L
        include I1 "One" { require temp > 38 Cel and glucose > 1 g/L }
    """).facts
    assert facts["temp"].plausible == (30, 40)
    assert str(facts["temp"].precision) == "1/10"
    assert facts["glucose"].plausible == (18, 500)
    assert str(facts["glucose"].precision) == "9/5"
