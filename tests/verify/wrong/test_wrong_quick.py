"""Wrong quick code is noticed though no patient of the protocol reaches it, or shows what is wrong with it."""

from __future__ import annotations

from functools import cache

import pytest

from .suite import Generated, made_of

PROTOCOL = """protocol P "P" { version 1 }
moment stroke "Stroke"
moment surgery "Surgery"  missing means no
flag consent "Consent"
number glucose "Glucose" in mg/dL  plausible 10 to 1000  precision 1  molar mass 180.156 g/mol
include I1 "Stroke" { require stroke at least 6 h before screening }
include I2 "Consent" { require consent }
exclude E1 "Surgery" { when surgery within 14 d before screening }
exclude E2 "Glucose" { when glucose > 250 mg/dL }
patient one "One" { screening 2025-06-15T10:00  stroke 2025-06-14  consent yes  glucose 100 mg/dL }
expect one eligible
"""


@cache
def made() -> Generated:
    return made_of(PROTOCOL)


def test_the_right_code_is_not_called_wrong() -> None:
    assert made().first_failure() == ""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            "at_once.py",
            "verdict = INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE",
            "verdict = ELIGIBLE",
            id="everybody is eligible",
        ),
        pytest.param("at_once.py", "    if consent:\n", "    if consent is False:\n", id="consent turned round"),
        pytest.param(
            "at_once.py", "stroke <= screening - HOURS_6", "stroke < screening - HOURS_6", id="six hours are too few"
        ),
        pytest.param(
            "program.py", "molar_mass=Fraction(45039, 250)", "molar_mass=Fraction(45039, 2500)", id="molar mass"
        ),
    ],
)
def test_the_suite_catches(file: str, old: str, new: str) -> None:
    assert made().first_failure(made().patched(file, old, new)) != ""


CALENDAR_AND_LISTS = """protocol P "P" { version 1 }
moment diagnosed "Diagnosis"
period ventilated "Ventilation"
number creatinine "Creatinine" in mg/dL  plausible 0.1 to 20  precision 0.1  repeated
flag pregnant "Pregnant"
choice sex "Sex" of female, male
events relapse "Relapse" { moment began "Began" }
assume "Only women are pregnant": pregnant implies sex = female
include I1 "Diagnosis" { require diagnosed within 6 mo before screening }
include I2 "Relapse" { require any of relapse within 12 mo before screening }
include I3 "Creatinine" { require latest of creatinine < 1.5 * previous of creatinine and creatinine < 2 mg/dL }
include I4 "Ventilated" { require ventilated at screening }
exclude E1 "Pregnant" { when pregnant and sex = female }
patient one "One" {
    screening 2025-06-15T10:00  diagnosed 2025-03-01  pregnant no  sex female
    ventilated from 2025-06-01 to 2025-06-20
    relapse { began 2025-01-10 }
    creatinine 1 mg/dL at 2025-06-01T08:00  creatinine 1.2 mg/dL at 2025-06-14T08:00
}
expect one eligible
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            "instants.py",
            "day = min(at.day, monthrange(year, month + 1)[1])",
            "day = min(at.day, 30 if month != 1 else 28)",
            id="no month has 31 days",
        ),
        pytest.param(
            "at_once.py",
            "moved(screening, -12, DAYS_0) <= relapse_began",
            "screening.toordinal() - 365 <= relapse_began",
            id="a year has 365 days",
        ),
        pytest.param("at_once.py", 'or sample.get("unit") != "mg/dL"', "", id="the unit of a sample is not heeded"),
        pytest.param(
            "instants.py", "end is not None and end_high < start", "False", id="a period may end before it starts"
        ),
        pytest.param(
            "result.py", "evaluate(PROGRAM, self._reading().values).conflicts", "()", id="no contradiction is told"
        ),
    ],
)
def test_the_suite_of_lists_and_months_catches(file: str, old: str, new: str) -> None:
    suite = made_of(CALENDAR_AND_LISTS)
    assert suite.first_failure(suite.patched(file, old, new)) != ""


def test_the_right_code_of_lists_and_months_is_not_called_wrong() -> None:
    assert made_of(CALENDAR_AND_LISTS).first_failure() == ""
