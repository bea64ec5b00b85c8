"""Lint: what is allowed but probably not meant."""

from __future__ import annotations

import pytest

from eligo.semantics.lint.faulty_code import loinc_check_digit, verhoeff

from .annotated import verify

ALL: frozenset[str] = frozenset()


def test_unused_and_untraced() -> None:
    verify(
        """
        source s "S" { inclusion 1 "One" }
        flag used "Used"
        flag in_vignette_only "Vignette"          #! W403 never used
        define nowhere "Nowhere" = used           #! W403 the definition `nowhere`
        list idle "Idle" { a }                    #! W403 the list `idle`
        codes spare "Spare" from ICD10 C00        #! W403 the set of codes `spare`
        define in_claim "Claim" = used
        include I1 "One" { from inclusion 1 require used }
        include I2 "Two" { require used }         #! W401 from inclusion 1
        exclude E1 "Three" { when not used }      #! W401 from exclusion 1
        claim "C": in_claim implies I1
        patient lonely "L" { used yes }           #! W410 expect lonely eligible
        patient p "P" { in_vignette_only yes }
        patient q "Q" like p { }
        expect q undetermined
        """,
        quiet=ALL,
    )


def test_an_unknown_name_silences_what_it_may_explain() -> None:
    verify(
        """
        flag consent "Consent"
        include I1 "One" { require consnt }       #! E201 did you mean `consent`?
        patient p "P" { }
    """,
        quiet=frozenset({"W401"}),
    )


def test_thresholds_outside_the_plausible_range() -> None:
    verify("""
        number age "Age" in a plausible 0 to 120
        number crea "Creatinine" in mg/dL plausible 0.1 to 40 molar mass 113.12 g/mol
        include I1 "One" { require age >= 180 a }                          #! W404 of `age` (0 to 120 a)
        include I2 "Two" { require age between -1 a and 120 a }            #! W404 below every plausible
        include I3 "Three" { require 177 mmol/L > crea }                   #! W404 above every plausible
        include I4 "Four" { require crea < 177 umol/L and crea > 0.1 mg/dL and age <= 120 a }
    """)


def test_the_plausible_range_of_one_value_is_not_that_of_several_together() -> None:
    verify("""
        number volume "Volume of a bolus" in mL plausible 0 to 1000 repeated
        number inr "INR" in 1 plausible 0.5 to 20 repeated
        include I1 "One" { require sum of volume >= 2000 mL and count of inr <= 30 }
        include I2 "Two" { require mean of volume >= 2000 mL }             #! W404 of `volume`
    """)


def test_conditions_without_data() -> None:
    verify("""
        flag a "A"
        number x "X" in 1
        include I1 "One" { require yes }                                    #! W405 uses no data
        include I2 "Two" { require a and 2 > 1 }                            #! W405
        include I3 "Three" { require at most 2 of { a, x > 1 } }            #! W405 only 2 are listed
        include I4 "Four" { require a = yes and (if a then no else x > 1) }
        exclude E1 "Five" { when a  unless no }                             #! W405
    """)


def test_comparisons_and_repetitions() -> None:
    verify("""
        flag a "A"
        number x "X" in 1
        moment m "M"
        include I1 "One" { require x >= x }                                  #! W406
        include I2 "Two" { require m within 1 h before m }                   #! W406
        include I3 "Three" { require a or x > 1 or a }                       #! W407
        include I4 "Four" { require at least 2 of { a, x > 2, x > 2 } }      #! W407
        include I6 "Six" { require a or a or a or x > 1 or a }               #! W407 4 times
        include I5 "Five" { require (a or x > 1) and (x > 1 or a) }
    """)


def test_annotations() -> None:
    verify("""
        number gfr "GFR" in 'mL/min/{1.73_m2}'
        number clearance "Clearance" in mL/min
        number score "Score" in '{score}'
        define either "Either" = clearance otherwise gfr                     #! W408 differ in what stands in braces
        include I1 "One" { require either > 60 mL/min and score > 8 }
        include I2 "Two" { require gfr > 60 mL/min }                         #! W408
        include I3 "Three" { require gfr > 60 'mL/min/{1.73_m2}' }
    """)


def test_labels() -> None:
    verify("""
        flag a "Shock"
        flag b "shock "                                                       #! W412
        include I1 "  " { require a }                                         #! W411
        include I2 "Shock" { require any of { x "Same": a  y "Same": b } }    #! W412
        include I3 "Shock" { require any of { x "Same": a  y "Other": b } }   #! W412
    """)


def test_names_easily_taken_for_each_other() -> None:
    verify("""
        flag icu "ICU"
        flag ICU "Intensive care"                                             #! W413 capital letters alone
        include i1 "One" { require icu }
        include I1 "Two" { require ICU }                                      #! W413 `I1` and `i1`
        include row "Three" { require icu }                                   #! W413 `criterion_row`
        include Verdict "Four" { require icu }                                #! W413 every table of results
        choice stage "Stage" of early, late, Early                            #! W413 `Early` and `early`
        include I5 "Five" {
            require any of { shock "Shock": icu  Shock "Again": stage = late }   #! W413 `Shock` and `shock`
        }
        include I6 "Six" { require any of { shock "Shock, too": icu  other "Other": stage = early } }
        patient p "P" { icu yes }
        patient P "Q" { icu no }                                              #! W413 `P` and `p`
        expect p undetermined
        expect P undetermined
    """)


def test_items_of_the_other_kind_and_items_not_computable() -> None:
    verify("""
        source s "S" {
            inclusion 1 "One"
            exclusion 1 "Two"
            inclusion 2 "Three" not computable "judged at the bedside"
            field sex "All"
        }
        flag a "A"
        include I1 "One" { from exclusion 1 require a }                       #! W414 `exclude`
        exclude E1 "Two" { from s inclusion 1 when not a }                    #! W414 `include`
        include I2 "Three" { from inclusion 2, field sex require a }          #! W415 marked `not computable`
    """)


def test_a_choice_of_one_value() -> None:
    verify("""
        choice swab "Swab" of positive                                        #! W416 no choice
        choice two "Two" of a, b
        include I1 "One" { require swab = positive and two = a }
    """)


def test_loinc_codes() -> None:
    verify("""
        number a "Age" in a code LOINC 30525-0
        number b "Creatinine" in mg/dL code LOINC 2160-0 code LOINC 2160-1    #! W417 check digit
        number c "Haemoglobin" in g/dL code LOINC 781-7                       #! W417 check digit
        number d "Glucose" in mg/dL code LOINC 2345                           #! W417 the form
        flag e "Answers and parts have letters" code LOINC LA15920-4 code ATC 2160-1
        include I1 "One" { require a > 1 a and b > 1 mg/dL and c > 1 g/dL and d > 1 mg/dL and e }
    """)


def test_snomed_codes() -> None:
    verify("""
        codes cancer "Malignancy"
            from SNOMED 363346000 with descendants except 254701007, 109355002
            from SNOMED 363346001                                             #! W417 check digit
            from SNOMED 363346000a                                            #! W417 the form
            from SNOMED 12345                                                 #! W417 the form
            from SNOMED 751689013                                             #! W417 no SNOMED CT concept
            from SNOMEDCT 22298006                                            #! W409 did you mean `SNOMED`?
            from LOINC 2160-1                                                 #! W417 check digit
        flag found "Found" codes cancer
        include I1 "One" { require found }
    """)


@pytest.mark.parametrize("digits", ["2363", "758722"])
def test_published_examples_of_the_dihedral_check_digit(digits: str) -> None:
    assert verhoeff(digits)
    assert not any(verhoeff(digits[:-1] + other) for other in "0123456789" if other != digits[-1])
    exchanged = {digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1)} - {digits}
    assert not any(map(verhoeff, exchanged))


def test_the_published_example_of_a_check_digit() -> None:
    assert loinc_check_digit("12345") == 5


def test_units_that_convert_for_some_quantities_only() -> None:
    verify("""
        number calcium "Calcium" in mmol/L
        number sodium "Sodium" in meq/L
        number hba1c "HbA1c" in %
        number fraction "Fraction" in mol/mol
        include I1 "One" { require calcium > 4 meq/L }                        #! W418 valence
        include I2 "Two" { require sodium between 130 mmol/L and 150 meq/L }  #! W418 write the limit in meq/L
        include I3 "Three" { require hba1c > 48 mmol/mol }                    #! W418 6.5 % is 48 mmol/mol
        include I4 "Four" { require sodium > 130 ueq/mL and calcium > 2000 umol/L and fraction > 1 mmol/mol }
    """)


def test_the_codes_that_loinc_published_with_a_wrong_check_digit() -> None:
    verify("""
        number a "A" in 1 code LOINC 5895-7 code LOINC 11491-6
        include I1 "One" { require a > 1 }
    """)


@pytest.mark.parametrize(
    ("key", "near"),
    [("vesrion", "version"), ("Version", "version"), ("spnosor", "sponsor"), ("acnhor", "anchor"), ("pahse", "phase")],
)
def test_a_key_of_the_header_that_is_nearly_one_with_a_meaning(key: str, near: str) -> None:
    verify(
        'flag a "A"\ninclude I1 "One" { require a }',
        header=f'protocol DEMO "D" {{ {key} 1 }}   #! W422 did you mean `{near}`?\n',
    )


@pytest.mark.parametrize("key", ["author", "title", "date", "conditions", "stage", "ver", "amendment"])
def test_other_keys_are_the_authors_own(key: str) -> None:
    verify('flag a "A"\ninclude I1 "One" { require a }', header=f'protocol DEMO "D" {{ {key} 1  version 2 }}\n')
