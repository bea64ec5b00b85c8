"""Wrong quick code is noticed though no patient of the protocol reaches it: each lacks an hour or a moment."""

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
