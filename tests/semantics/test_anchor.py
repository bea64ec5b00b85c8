"""The protocol's own anchor moment, and dates that are known in part."""

from __future__ import annotations

import pytest

from eligo.core import nodes as n
from eligo.core.lower import lower
from eligo.source import Source
from eligo.syntax.format import format_text

from .annotated import checked, verify

RULES = 'moment scan "Scan" moment onset "Onset" include I1 "One" { require onset within 28 d before anchor }'
HEADERS = [
    ('protocol T "T" { version 1 }\n', "screening"),
    ('protocol T "T" { version 1 anchor scan }\n', "scan"),
    ('protocol T "T" { version 1 anchor screening }\n', "screening"),
]


@pytest.mark.parametrize(("header", "fact"), HEADERS)
def test_the_header_says_what_the_anchor_is(header: str, fact: str) -> None:
    [criterion] = lower(checked(RULES, header=header)).criteria
    assert isinstance(criterion.condition, n.Window)
    assert criterion.condition.anchor == n.When(fact)


def test_a_fact_of_that_name_is_meant() -> None:
    [criterion] = lower(checked(f'moment anchor "Anchor" {RULES}')).criteria
    assert isinstance(criterion.condition, n.Window)
    assert criterion.condition.anchor == n.When("anchor")


def test_an_anchor_is_a_moment() -> None:
    header = 'protocol T "T" { version 1 anchor drug } #! E233 no moment\n'
    verify('period drug "Drug" include I1 "One" { require drug at anchor }', header=header)


PATIENTS = """\
moment born "Born"
period drug "Drug"
include I1 "One" {
    require years from born to screening >= 18 a and drug at screening
}
patient year "Born in 2002" { born 2002, drug from 2020 to 2021-05  screening 2025-03 }
patient month "In May" like year { born 2002-05  drug from 2020 }
"""


def test_months_and_years_of_a_patient() -> None:
    assert format_text(Source("x", PATIENTS))[0] == PATIENTS
    first, second = lower(checked(PATIENTS)).vignettes
    drug = {"start": "2020", "end": "2021-05"}
    assert dict(first.raw) == {"screening": "2025-03", "born": "2002", "drug": drug}
    assert dict(second.raw) == {"screening": "2025-03", "born": "2002-05", "drug": {"start": "2020", "end": None}}


def test_what_is_no_month_and_no_year() -> None:
    verify(
        """
        moment born "Born"
        period drug "Drug"
        number x "X" in 1
        include I1 "One" { require born before screening and drug at screening and x > 1 }
        patient a "A" { born 2002-13 }                  #! E312 no month 2002-13
        patient b "B" { born 02 }                       #! E311 no value of the moment
        patient c "C" { drug from 20 }                  #! E312 `20` is impossible
        patient d "D" { drug from 2021-06 to 2021-05 }  #! E314 ends before it starts
        patient e "E" { x 2020-03 }                     #! E311 no value of the number
        patient f "F" { born 0000 }                     #! E312 no year 0000
        """
    )
