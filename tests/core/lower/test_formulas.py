"""Scores and formulas as protocols use them: `case`, `greatest of`, `least of`, powers and logarithms."""

from __future__ import annotations

import pytest

from eligo.core.display import show_number
from eligo.core.interpret import evaluate
from eligo.core.lower import lower
from eligo.core.program import Program
from eligo.core.reading import read_record
from tests.semantics.annotated import checked


def compiled(text: str) -> Program:
    return lower(checked(text))


def value(program: Program, name: str, known: dict[str, object]) -> str:
    """A named number as a reader sees it: one number, a range, or unknown."""
    found = evaluate(program, read_record(program.facts, known).values).numbers[name]
    if found is None:
        return "unknown"
    low, high = show_number(found.low), show_number(found.high)
    return low if low == high else f"{low} to {high}"


def outcome(program: Program, known: dict[str, object]) -> str:
    return evaluate(program, read_record(program.facts, known).values).outcomes["I1"].value


SOFA = """
    number platelets "Platelets" in 10*9/L plausible 0 to 2000
    number bilirubin "Bilirubin" in mg/dL plausible 0 to 80
    number gcs "Glasgow coma scale" in 1 plausible 3 to 15
    define coagulation "Coagulation" = case {
        platelets < 20 10*9/L: 4
        platelets < 50 10*9/L: 3,
        platelets < 100 10*9/L: 2
        platelets < 150 10*9/L: 1
        otherwise: 0
    }
    define liver "Liver" = case {
        bilirubin >= 12 mg/dL: 4, bilirubin >= 6 mg/dL: 3, bilirubin >= 2 mg/dL: 2, bilirubin >= 1.2 mg/dL: 1,
        otherwise: 0,
    }
    define brain "Brain" = case { gcs < 6: 4, gcs < 10: 3, gcs < 13: 2, gcs < 15: 1, gcs = 15: 0 }
    define sofa "SOFA" = coagulation + liver + brain
    include I1 "SOFA of 2 or more" { require sofa >= 2 }
"""
STEPS = [
    ({"platelets": 19.9}, "4"),
    ({"platelets": 20}, "3"),
    ({"platelets": 49.999}, "3"),
    ({"platelets": 50}, "2"),
    ({"platelets": 100}, "1"),
    ({"platelets": 150}, "0"),
    ({}, "0 to 4"),
    ({"platelets": 3000}, "0 to 4"),
]


@pytest.mark.parametrize(("known", "points"), STEPS)
def test_the_first_arm_that_holds_counts(known: dict[str, object], points: str) -> None:
    assert value(compiled(SOFA), "coagulation", known) == points


SUMS = [
    ({"platelets": 10}, "4 to 12", "passed"),
    ({"platelets": 200, "bilirubin": 0.5}, "0 to 4", "unknown"),
    ({"platelets": 200, "bilirubin": 0.5, "gcs": 15}, "0", "failed"),
    ({"platelets": 120, "gcs": 14}, "2 to 6", "passed"),
    ({}, "0 to 12", "unknown"),
]


@pytest.mark.parametrize(("known", "total", "said"), SUMS)
def test_a_sum_of_scores_decides_when_its_range_does(known: dict[str, object], total: str, said: str) -> None:
    program = compiled(SOFA)
    assert (value(program, "sofa", known), outcome(program, known)) == (total, said)


LIMITS = """
    choice sex "Sex" of female, male
    number age "Age" in a plausible 0 to 120
    number hb "Haemoglobin" in g/dL plausible 0 to 30
    define lowest "Lowest that is allowed" in g/dL = case {
        age < 6 a: 10.5 g/dL
        age < 12 a: 11.5 g/dL
        sex = female: 12 g/dL
        sex = male: 130 g/L
    }
    include I1 "Haemoglobin within limits" { require hb >= lowest }
"""
BANDS = [
    ({"age": 5, "hb": 10.5}, "passed"),
    ({"age": 6, "hb": 11}, "failed"),
    ({"age": 40, "sex": "female", "hb": 12}, "passed"),
    ({"age": 40, "sex": "male", "hb": 12}, "failed"),
    ({"age": 40, "hb": 12.9}, "unknown"),
    ({"age": 40, "hb": 13}, "passed"),
    ({"hb": 13}, "passed"),
    ({"hb": 12.9}, "unknown"),
    ({"hb": 10.4}, "failed"),
]


@pytest.mark.parametrize(("known", "said"), BANDS)
def test_limits_by_age_and_sex(known: dict[str, object], said: str) -> None:
    assert outcome(compiled(LIMITS), known) == said


COVERED = [
    ("case { sex = female: 1, sex = male: 2 }", "1 to 2"),
    ("case { sex = female: 1, sex != female: 2 }", "1 to 2"),
    ("case { old: 1, not old: 2 }", "1 to 2"),
    ("case { age < 10 a: 1, age >= 120 mo: 2 }", "1 to 2"),
    ("case { age between 0 a and 50 a: 1, age > 50 a and age <= 120 a: 2 }", "1 to 2"),
    ("case { age < 10 a: 1, age > 120 mo: 2 }", "unknown"),
    ("case { sex = female: 1 }", "unknown"),
    ("case { sex = female: 1, age > 5 a: 2 }", "unknown"),
    ("case { sex = female: 1, age > 5 a: 2, sex = male: 3, old: 4 }", "1 to 3"),
    ("case { sex = female: 1, otherwise: 2 }", "1 to 2"),
]


@pytest.mark.parametrize(("text", "range_of_all"), COVERED)
def test_arms_that_leave_no_one_out_need_no_otherwise(text: str, range_of_all: str) -> None:
    program = compiled(
        f"""
        choice sex "Sex" of female, male
        flag old "Old"
        number age "Age" in a plausible 0 to 120
        define x "X" = {text}
        include I1 "One" {{ require x > 1 }}
        """
    )
    assert value(program, "x", {}) == range_of_all


CONDITIONS = [
    ({"a": True, "x": True}, "passed"),
    ({"a": True, "x": False, "y": True}, "failed"),
    ({"a": False, "b": True, "y": True}, "passed"),
    ({"a": False, "b": False}, "unknown"),
    ({"x": True, "b": True, "y": True}, "passed"),
    ({"x": True, "y": True}, "unknown"),
]


@pytest.mark.parametrize(("known", "said"), CONDITIONS)
def test_arms_may_be_conditions(known: dict[str, object], said: str) -> None:
    program = compiled(
        'flag a "A" flag b "B" flag x "X" flag y "Y" include I1 "One" { require case { a: x, b: y } }',
    )
    assert outcome(program, known) == said


WASHOUT = """
    number half_life "Half-life" in h plausible 0 to 10000
    number since "Time since the last dose" in d plausible 0 to 10000
    include I1 "Five half-lives or 30 days" { require since >= greatest of { 5 * half_life, 30 d } }
"""
WASHED = [
    ({"since": 30, "half_life": 144}, "passed"),
    ({"since": 30, "half_life": 144.001}, "failed"),
    ({"since": 29.9, "half_life": 1}, "failed"),
    ({"since": 29.9}, "failed"),
    ({"since": 31}, "unknown"),
    ({"half_life": 1}, "unknown"),
]


@pytest.mark.parametrize(("known", "said"), WASHED)
def test_five_half_lives_or_thirty_days_whichever_is_longer(known: dict[str, object], said: str) -> None:
    """A washout that is too short already fails, however long the half-life may be."""
    assert outcome(compiled(WASHOUT), known) == said


CKD_EPI = """
    number scr "Creatinine in serum" in mg/dL plausible 0.1 to 40
    number age "Age" in a plausible 18 to 120
    choice sex "Sex" of female, male
    define k "Kappa" = case { sex = female: 0.7, sex = male: 0.9 }
    define alpha "Alpha" = case { sex = female: -0.241, sex = male: -0.302 }
    define egfr "CKD-EPI 2021" from "N Engl J Med 2021; 385: 1737"
        = 142 * least of { scr in mg/dL / k, 1 } ^ alpha * greatest of { scr in mg/dL / k, 1 } ^ -1.200
          * 0.9938 ^ (age in a) * case { sex = female: 1.012, sex = male: 1 }
    include I1 "Kidney function" { require egfr >= 60 }
"""
# Worked by a calculator from the published formula.
KIDNEYS = [
    ({"scr": 0.7, "age": 50, "sex": "female"}, 142 * 0.9938**50 * 1.012, "passed"),
    ({"scr": 1.4, "age": 50, "sex": "female"}, 142 * 2**-1.2 * 0.9938**50 * 1.012, "failed"),
    ({"scr": 0.45, "age": 30, "sex": "male"}, 142 * 0.5**-0.302 * 0.9938**30, "passed"),
    ({"scr": 1.35, "age": 71.5, "sex": "male"}, 142 * 1.5**-1.2 * 0.9938**71.5, "failed"),
]


@pytest.mark.parametrize(("known", "expected", "said"), KIDNEYS)
def test_ckd_epi(known: dict[str, object], expected: float, said: str) -> None:
    program = compiled(CKD_EPI)
    found = evaluate(program, read_record(program.facts, known).values).numbers["egfr"]
    assert found is not None
    assert float(found.low) == pytest.approx(expected, rel=1e-12)
    assert found.high - found.low < found.low / 10**25
    assert outcome(program, known) == said


def test_kidney_function_may_be_clear_without_the_sex() -> None:
    program = compiled(CKD_EPI)
    assert outcome(program, {"scr": 0.6, "age": 30}) == "passed"
    assert outcome(program, {"scr": 5, "age": 30}) == "failed"
    assert outcome(program, {"scr": 1.2, "age": 60}) == "unknown"


ROOTS = """
    number qt "QT" in ms plausible 100 to 900
    number rr "RR interval" in s plausible 0.2 to 3
    number height "Height" in cm plausible 30 to 250
    number weight "Weight" in kg plausible 1 to 300
    define qtcf "QTcF" in ms = qt / (rr in s) ^ (1 / 3)
    define bsa "Body surface, Mosteller" = (height in cm * weight in kg / 3600) ^ 0.5
    define bmi "Body mass index" in kg/m2 = weight / height ^ 2
    define order "Right to left, and before a sign" = -2 ^ 3 ^ 2
    include I1 "Within limits" { require qtcf <= 450 ms and bsa >= 2 and bmi = 25 kg/m2 }
"""


def test_powers_that_are_rational_are_exact() -> None:
    program = compiled(ROOTS)
    known: dict[str, object] = {"qt": 405, "rr": 0.729, "height": 180, "weight": 80}
    assert value(program, "qtcf", known) == "450"
    assert value(program, "bsa", known) == "2"
    assert value(program, "order", known) == "−512"
    assert outcome(program, {**known, "weight": 81}) == "passed"


MELD = """
    number creatinine "Creatinine" in mg/dL plausible 0.1 to 40 molar mass 113.12 g/mol
    number bilirubin "Bilirubin" in mg/dL plausible 0 to 80 molar mass 584.66 g/mol
    number inr "INR" in 1 plausible 0.5 to 20
    define meld "MELD"
        = 9.57 * ln of greatest of { creatinine in mg/dL, 1 } + 3.78 * ln of greatest of { bilirubin in mg/dL, 1 }
            + 11.2 * ln of greatest of { inr, 1 } + 6.43
    include I1 "MELD of 15 or more" { require meld >= 14.5 }
"""
MELDS = [
    ({"creatinine": 1, "bilirubin": 1, "inr": 1}, "6.43"),
    ({"creatinine": 0.5, "bilirubin": 0, "inr": 0.9}, "6.43"),
    ({"creatinine": 1.9, "bilirubin": 4.2, "inr": 1.2}, "20.04"),
    ({"creatinine": {"value": 168, "unit": "umol/L"}, "bilirubin": 4.2, "inr": 1.2}, "20.04"),
    ({"creatinine": 1.9, "bilirubin": 4.2}, "unknown"),
]


@pytest.mark.parametrize(("known", "score"), MELDS)
def test_meld(known: dict[str, object], score: str) -> None:
    found = evaluate(program := compiled(MELD), read_record(program.facts, known).values).numbers["meld"]
    assert (f"{float(found.low):.2f}" if found is not None else "unknown") == score
