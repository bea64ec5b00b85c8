"""Patients and what is expected of them."""

from __future__ import annotations

import pytest

from eligo.core.lower import lower
from eligo.vignettes import try_vignettes

from .annotated import checked, verify

FACTS = """
    number pf "P/F" in mm[Hg] plausible 20 to 700
    number fio2 "FiO2" in 1
    number glucose "Glucose" in mg/dL molar mass 180.156 g/mol
    flag a "A"
    choice swab "Swab" of negative, positive
    moment scan "Scan"
    period drug "Drug"
    define low "Low" = pf < 200 mm[Hg]
    include I1 "One" { require low and fio2 > 0.3 and glucose > 1 g/L and a and swab = negative }
    exclude E1 "Two" { when any of { x "X": scan before screening  y "Y": drug at screening } }
"""


@pytest.mark.parametrize(
    "values",
    [
        "pf 142 mm[Hg] glucose 7.2 mmol/L fio2 0.5",
        "pf 19 kPa fio2 50 % a yes",
        "pf 5000 mm[Hg]",
        "swab negative scan 2025-10-21 drug from 2025-10-20 to 2025-10-21",
        "swab unknown a no scan no drug no",
        "scan 2024-02-29T23:59:59+14:00 screening 2024-03-01T00:00Z drug from 2024-02-01",
        "drug from 2025-10-21T10:00 to 2025-10-21",
        "screening 2025-10-21",
    ],
)
def test_values_that_declarations_allow(values: str) -> None:
    verify(f'{FACTS}\npatient p "P" {{ {values} }}')


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ("pf 142", "E205 write it with its unit: `142 mm[Hg]`"),
        ("pf 142 mg", "E204 write a pressure"),
        ("pf 142 'mmHg'", "E206 did you mean `mm[Hg]`?"),
        ("pf yes", "E311 write a number, such as `pf 1 mm[Hg]`"),
        ("pf no", "E311"),
        ("a 1", "E311 write `a yes` or `a no`"),
        ("a negative", "E311"),
        ("swab negativ", "E208 did you mean `negative`?"),
        ("swab yes", "E311 its values are: negative, positive"),
        ("scan 5 d", "E311 or `no` when it never happened"),
        ("scan yes", "E311"),
        ("screening no", "E311 or leave it out while it is not known"),
        ("scan from 2025-10-21", "E311"),
        ("drug 2025-10-21", "E311 write `drug from"),
        ("scan 2025-02-30", "E312 there is no day 2025-02-30"),
        ("scan 2025-13-01", "E312 there is no day 2025-13-01"),
        ("scan 0000-01-01", "E312 there is no day 0000-01-01"),
        ("scan 2025-02-28T24:00", "E312 there is no time 24:00"),
        ("scan 2025-02-28T10:60", "E312 there is no time 10:60"),
        ("scan 2025-02-28T10:00+15:00", "E312 there is no UTC offset +15:00"),
        ("drug from 2025-02-30 to 2025-02-31", "E312 ; E312"),
        ("drug from 2025-02-02 to 2025-02-01", "E314 ends before it starts"),
        ("drug from 2025-02-02T10:00Z to 2025-02-02T10:30+01:00", "E314"),
        ("drug from 2025-02-02T10:00Z to 2025-02-02T11:30", "E313 partly carry"),
        ("scan 2025-02-02T10:00 screening 2025-02-02T11:00Z", "E313 partly carry"),
        ("a yes a no", "E310 given twice"),
        ("fi02 0.5", "E201 did you mean `fio2`?"),
        ("low yes", "E201 a patient gives facts only"),
        ("glucose 5 mol/kg", "E204"),
    ],
)
def test_values_that_they_do_not(values: str, finding: str) -> None:
    verify(f'{FACTS}\npatient p "P" {{ {values} }} #! {finding}')


def test_like_takes_over_what_is_not_said_again() -> None:
    patients = checked(f"""{FACTS}
        patient third "Third" like second {{ a no  scan unknown }}
        patient second "Second" like first {{ pf 100 mm[Hg] }}
        patient first "First" {{ pf 142 mm[Hg]  a yes  scan 2025-10-21 }}
    """).patients
    assert {p.node.name.text: sorted(p.given) for p in patients} == {
        "first": ["a", "pf", "scan"],
        "second": ["a", "pf", "scan"],
        "third": ["a", "pf"],
    }
    assert patients[0].given["pf"] is patients[1].given["pf"]


DOSES = """
    events dose "Dose" {
        moment given "Given"
    }
    include I1 "One" { require none of dose where given within 7 d before screening }
    patient base "Base" {
        screening 2025-10-21T12:00
        dose { given 2025-10-01 }
        dose complete
    }
    patient none "None" like base { dose no }
"""


def test_whether_entries_after_like_are_all_has_to_be_said() -> None:
    verify(f"""{DOSES}
        patient p "P" like base {{
            dose {{ given 2025-10-02 }}     #! E318 add `dose complete` if these are all, or `dose incomplete`
            dose {{ given 2025-10-03 }}
        }}
        patient q "Q" like base {{ dose {{ given 2025-10-02 }}  dose incomplete }}
        patient r "R" like q {{ dose {{ given 2025-10-03 }} }}
        patient s "S" like none {{ dose {{ given 2025-10-03 }} }}
        patient t "T" like base {{ dose {{ given 2025-10-03 }}  dose complete  dose incomplete }}   #! E310 does not go
        patient u "U" like base {{ dose {{ given 2025-10-03 }}  dose no }}                          #! E310 does not go
        patient v "V" like base {{ dose complete  dose complete }}                                  #! E310 does not go
    """)


def test_a_list_that_means_no_when_missing_lacks_nothing() -> None:
    closed = DOSES.replace('"Dose" {', '"Dose" missing means no {')
    verify(f"""{closed}
        patient p "P" like base {{ dose {{ given 2025-10-02 }} }}
        patient q "Q" {{ dose incomplete }}     #! E311 or declare `dose` without `missing means no`
    """)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("dose { given 2025-10-02 }  dose complete", "eligible"),
        ("dose { given 2025-10-02 }  dose incomplete", "undetermined needing dose"),
        ("dose unknown  dose { given 2025-10-02 }", "undetermined needing dose"),
        ("dose { given 2025-10-20 }  dose incomplete", "ineligible"),  # one is enough
        ("dose incomplete", "undetermined needing dose"),
        ("dose complete", "eligible"),
        ("dose unknown", "undetermined needing dose"),
    ],
)
def test_what_comes_of_a_list_after_like(given: str, expected: str) -> None:
    program = lower(checked(f'{DOSES}\npatient p "P" like base {{ {given} }}\nexpect p {expected}'))
    assert [result.disagreements for result in try_vignettes(program)] == [()]


def test_the_word_alone_keeps_the_entries() -> None:
    protocol = f"""{DOSES}
        patient recent "Recent" like base {{ dose {{ given 2025-10-20 }}  dose complete }}
        patient perhaps "There may be more" like recent {{ dose incomplete }}
        patient again "There are none" like perhaps {{ dose complete }}
        expect perhaps ineligible
        expect again ineligible
    """
    program = lower(checked(protocol))
    assert [result.disagreements for result in try_vignettes(program)] == [(), ()]
    recent = {"given": "2025-10-20"}
    held = {vignette.name: dict(vignette.raw)["dose"] for vignette in program.vignettes if vignette.name != "base"}
    assert held == {
        "none": {"entries": [], "complete": True},
        "recent": {"entries": [recent], "complete": True},
        "perhaps": [recent],
        "again": {"entries": [recent], "complete": True},
    }


def test_like_in_a_circle_or_like_nobody() -> None:
    verify(f"""{FACTS}
        patient p "P" like q {{ }}       #! E315 p -> q -> r -> p
        patient q "Q" like r {{ }}
        patient r "R" like p {{ }}
        patient s "S" like s {{ }}       #! E315 s -> s
        patient t "T" like pp {{ }}      #! E201
        patient u "U" like q {{ }}
    """)


def test_a_mixture_of_clocks_may_come_from_like() -> None:
    verify(f"""{FACTS}
        patient p "P" {{ scan 2025-10-21T10:00 }}
        patient q "Q" like p {{
            screening 2025-10-21T12:00Z    #! E313
        }}
    """)


def test_expectations() -> None:
    verify(f"""{FACTS}
        patient p "P" {{ }}
        patient q "Q" {{ }}
        patient r "R" {{ }}
        patient s "S" {{ }}
        patient t "T" {{ }}
        expect p ineligible because I1, E1
        expect q undetermined needing pf, screening
        expect r ineligible because I2, low           #! E201 ; E316 no criterion
        expect s undetermined needing pff, I1     #! E201 did you mean `pf`? ; E316 no fact
        expect t eligible because I1              #! E316 expected to be ineligible
        expect tt eligible                        #! E201 no patient named
        expect p eligible                         #! E317 said twice
    """)


def test_a_long_chain_of_patients_needs_no_recursion() -> None:
    chain = "".join(f'patient p{i} "P{i}" like p{i + 1} {{ }}\n' for i in range(1500))
    patients = checked(f'{FACTS}\n{chain}patient p1500 "Last" {{ a yes }}').patients
    assert all(list(p.given) == ["a"] for p in patients)
