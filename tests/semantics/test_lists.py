"""Lists of values and sets of codes, by name."""

from __future__ import annotations

from .annotated import checked, verify


def test_lists_hold_values_and_lists() -> None:
    result = checked("""
        list azoles "Azoles" { itraconazole, ketoconazole }
        list strong "Strong CYP3A inhibitors" { clarithromycin, azoles, ketoconazole_twice }
        list ketoconazole_twice "Each value counts once" { ketoconazole }
        choice agent "Agent" of ketoconazole, clarithromycin, itraconazole, aspirin
        include I1 "One" { require agent is one of strong or agent is not one of { azoles, aspirin } }
    """)
    assert result.lists["strong"] == ("clarithromycin", "itraconazole", "ketoconazole")
    assert list(result.chosen.values()) == [
        ("clarithromycin", "itraconazole", "ketoconazole"),
        ("itraconazole", "ketoconazole", "aspirin"),
    ]


def test_values_that_the_choice_lacks_are_named() -> None:
    verify("""
        list strong "Strong" { clarithromycin, itraconazole, ketoconazole }
        choice agent "Agent" of ketoconazole, aspirin
        include I1 "One" { require agent is one of strong }              #! E208 `clarithromycin`, `itraconazole`
        include I2 "Two" { require agent is one of { strong, asprin } }  #! E208 lacks values ; E208 did you mean `aspirin`?
    """)


def test_a_list_is_no_value_and_a_value_no_list() -> None:
    verify("""
        list strong "Strong" { ketoconazole }
        codes cancer "Cancer" from ICD10 C00
        flag malignant "Malignant" codes cancer
        number age "Age" in a
        choice agent "Agent" of ketoconazole, aspirin
        include I1 "One" { require agent is one of ketoconazole }        #! E201 `agent is one of { ketoconazole }`
        include I2 "Two" { require agent = strong }                      #! E208 has no value `strong`
        include I3 "Three" { require strong }                            #! E201 write `x is one of strong`
        include I4 "Four" { require agent is one of stron }              #! E201 did you mean `strong`?
        include I5 "Five" { require cancer }                             #! E201 is a set of codes
        include I6 "Six" { require age is one of strong }                #! E207 expected a choice
        flag other "Other" codes cancr                                   #! E201 did you mean `cancer`?
        include I7 "Seven" { require malignant or other }
    """)


def test_faulty_lists() -> None:
    verify("""
        list a "Twice" { x, y, x }                                       #! E306 lists the value `x` twice
        list b "Circle" { c }                                            #! E209 b -> c -> b
        list c "Circle, too" { b, y }
        list d "Itself" { d }                                            #! E209 part of itself: d -> d
        list y "As a value is called" { x }                              #! E202 a value of `agent`
        choice agent "Agent" of x, y
        list agent "As a choice is called" { x }                         #! E202 declared twice
        include I1 "One" { require agent is one of { a, b, c, d } }
    """)


def test_sets_of_codes() -> None:
    verify("""
        codes cancer "Cancer"
            from ICD10 C00, C01, "C00"                                   #! E230 the code `C00` of ICD10 twice
            from SNOMED 363346000 with descendants except 363346000      #! E230 twice
            from SNOMED ""                                               #! E230 without any letter ; W417 the form
            from ICD11 C00
        flag malignant "Malignant" code LOINC 751-8 codes cancer
        include I1 "One" { require malignant }
    """)


def test_lists_of_lists_come_to_an_end() -> None:
    doubling = "\n".join(f'list d{n} "D" {{ d{n - 1}, v{n} }}' for n in range(1, 3000))
    result = checked(f"""
        list d0 "D" {{ v0 }}
        {doubling}
        choice agent "Agent" of v0, v1
        include I1 "One" {{ require agent is one of {{ v0, v1 }} }}
    """)
    assert {d.code for d in result.diagnostics if d.severity == "error"} == {"E306"}
