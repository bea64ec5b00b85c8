"""Types: conditions, numbers, choices, moments and periods each have their places."""

from __future__ import annotations

import pytest

from .annotated import checked, verify

FACTS = """
    number x "X" in mg/dL
    number score "Score" in '{score}'
    number fraction "Fraction" in 1
    flag a "A"
    flag b "B"
    choice stage "Stage" of first, second, third
    moment scan "Scan"
    moment birth "Birth"
    period drug "Drug"
"""


@pytest.mark.parametrize(
    "condition",
    [
        "a",
        "a = yes and no != b",
        "not a implies b implies a",
        "if a then b",
        "if a then b else not b",
        "at most 0 of { a, b }",
        "exactly 1 of { a, b, x > 2 mg/dL }",
        "stage = first or second = stage",
        "stage != third",
        "stage is not one of { first, second }",
        "x is known and a is known and stage is known and scan is known and drug is not known",
        "start of drug is known",
        "x between 1 mg/dL and 20 mg/L",
        "2 mg/dL < x",
        "score >= 8 and fraction < 0.5 and fraction < 50 %",
        "(x otherwise 3 mg/dL) > 2 mg/dL",
        "(if a then x else 2 * x) > 2 mg/dL",
        "-x < -1 mg/dL",
        "x in mg/L > 20",
        "x * x > 4 'mg2/dL2'",
        "x / x > 0.5",
        "scan within 48 h before screening",
        "scan within 1 a of birth",
        "scan at least 30 d before screening",
        "scan more than 1 mo after birth",
        "scan before screening and scan at or after birth",
        "start of drug within 2 h after scan",
        "drug lasting at least 1 h and drug lasting less than 1.5 h",
        "drug at screening or drug at end of drug",
        "years from birth to screening >= 18 a",
        "minutes from birth to screening > 2 h",
        "years from birth to screening otherwise 3 a > 1 a",
        "years from birth to (scan otherwise screening) > 1 a",
        "2 * days from birth to screening + 3 d > 1 a - days from scan to screening",
    ],
)
def test_what_goes_together(condition: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require {condition} }}')


@pytest.mark.parametrize(
    ("condition", "finding"),
    [
        ("x", "E207 compare it, such as `x >= 1 mg/dL`"),
        ("a and fraction", "E207 compare it, such as `fraction >= 1`"),
        ("stage", "E207 say which value, such as `stage = first`"),
        ("scan", "E207 `scan within 48 h before screening`"),
        ("drug", "E213 drug at screening"),
        ("not drug", "E213 drug lasting at least 1 h"),
        ("if a then drug", "E213 drug"),
        ("if a then x", "E218 add `else`"),
        ("if a then x else b", "E207 expected a number"),
        ("if a then b else x", "E207 expected a condition"),
        ("if a then scan else birth", "E207 expected a condition or a number"),
        ("a otherwise b", "E217 missing means no"),
        ("(x otherwise scan) > 1 mg/dL", "E207 expected a number"),
        ("a = b", "E207 a implies b"),
        ("a < yes", "E207 cannot be compared"),
        ("a > 3", "E207 expected a condition"),
        ("stage = a", "E207 a value of `stage`"),
        ("stage < second", "E232 no order"),
        ("a is one of { first }", "E207 expected a choice"),
        ("(a and b) is known", "E222 facts that it uses"),
        ("I1 is known", "E222 is a condition ; E209"),
        ("scan < birth", "E212 scan before birth"),
        ("scan >= birth", "E212 scan at or after birth"),
        ("scan = screening", "E212 within 0 h of"),
        ("scan = no", "E212 not (scan at or before screening)"),
        ("drug > 1 h", "E212 drug lasting at least 1 h"),
        ("scan > 48 h", "E212 hours from scan to screening"),
        ("scan between birth and screening", "E212"),
        ("screening within 2 h before drug", "E207 start of drug"),
        ("x before screening", "E207 expected a moment"),
        ("scan at screening", "E207 expected a period"),
        ("scan lasting at least 1 h", "E207 expected a period"),
        ("start of scan before screening", "E207 expected a period"),
        ("years from drug to screening > 1 a", "E207 start of drug"),
        (
            "years from birth to scan otherwise screening > 1 a",
            "E207 for the first known end write `years from birth to (scan otherwise screening)`",
        ),
        ("years from birth to (scan otherwise x) > 1 a", "E207 expected a moment"),
        ("x + a > 2 mg/dL", "E207 expected a number"),
        ("at least 3 of { a, b }", "E220 there are 2 conditions"),
        ("exactly 2 of { a }", "E220 there is 1 condition"),
        ("at least 0 of { a, b }", "E220 always true"),
        ("x between 2 mg/dL and 1 mg/L", "E220 write `between 1 mg/L and 2 mg/dL`"),
        ("x / 0 > 1 mg/dL", "E215 division by zero"),
        ("claimed", "E201"),
    ],
)
def test_what_does_not(condition: str, finding: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require {condition} }} #! {finding}')


@pytest.mark.parametrize(
    ("duration", "finding"),
    [
        ("48", "E205 such as `48 h`"),
        ("48 hours", "E206 did you mean `h`?"),
        ("2 mg", "E211 measures mass"),
        ("2 ks", "E211 the units of durations are"),
        ("0.5 mo", "E211 whole months"),
        ("1.3 a", "E211 whole months"),
        ("0.5 us", "E211 whole number of microseconds"),
        ("1001 a", "E211 at most 1000 years"),
        ("9999999 wk", "E211 at most 1000 years"),
    ],
)
def test_durations_have_a_unit_of_time_and_a_length_that_the_calendar_has(duration: str, finding: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require scan within {duration} before screening }} #! {finding}')


@pytest.mark.parametrize(
    ("length", "finding"),
    [
        ("(5 - 3)", "E204 pure number"),
        ("(3 d - 5 d)", "E211 cannot be negative"),
        ("case { a: 6 mo, otherwise: 1.5 mo }", "E211 whole months"),
        ("greatest of { 30 d, 6 mg }", "E204 mass"),
        ("(months from birth to scan)", "E211 take it in an exact unit: wk, d, h or min"),
        ("greatest of { 30 d, years from birth to scan }", "E211 or choose between written lengths with `case`"),
        ("x", "E204 mass concentration"),
        ("a", "E207 expected a number"),
        ("(if a then 3 d)", "E218"),
    ],
)
def test_lengths_that_are_none(length: str, finding: str) -> None:
    verify(f'{FACTS}\ninclude I1 "One" {{ require scan within {length} before screening }} #! {finding}')


@pytest.mark.parametrize(
    "length",
    [
        "(2 * 3 mo)",
        "greatest of { 5 * half_life, 30 d }",
        "case { a: 6 mo, otherwise: half_life }",
        "washout",
        "half_life",
    ],
)
def test_lengths(length: str) -> None:
    facts = FACTS + 'number half_life "H" in h\ndefine washout "W" = greatest of { 5 * half_life, 6 mo }'
    verify(f'{facts}\ninclude I1 "One" {{ require scan within {length} before screening }}')
    verify(f'{facts}\ninclude I1 "One" {{ require scan at least {length} after start of drug }}')


@pytest.mark.parametrize(
    ("definition", "finding"),
    [
        ('define d "D" = stage', "E207 a definition is a condition, a number or a moment"),
        ('define d "D" = drug', "E207 a definition is a condition, a number or a moment"),
        ('define d "D" in d = scan', "E207 a moment has no unit"),
        ('define d "D" = scan otherwise x', "E207 expected a moment"),
        ('define d "D" = x otherwise scan', "E207 expected a number"),
        ('define d "D" = 2025-02-30', "E312 there is no day 2025-02-30"),
        ('define d "D" = 2025-02-28T10:00Z', "E234 leave it out"),
        ('define d "D" in mg/dL = a', "E207 a condition has no unit"),
        ('define d "D" in kg = x', "E204 mass concentration"),
        ('define d "D" in mL/min = fraction * 2', "E204 multiply the pure number by its unit: `* 1 mL/min`"),
        ('define d "D" in mL/minute = x', "E206 did you mean `mL/min`"),
        ('define d "D" = any of { m "M": a }', "E221 a definition of its own"),
        (
            'events e "E" { flag f "F" }\ninclude I2 "I" { require any of e where any of { m "M": f } }',
            "E221 leave its name and label out",
        ),
        (
            'events e "E" { moment m "M" }\ninclude J "I" { require any of e where (any of e after (latest of e.m before m)) }',
            "E225 measure the stretch from the entry itself",
        ),
    ],
)
def test_definitions(definition: str, finding: str) -> None:
    verify(f'{FACTS}\n{definition} #! {finding}\ninclude I1 "One" {{ require a }}')


def test_what_is_asked_of_each_entry_has_no_name() -> None:
    verify("""
        events dose "Dose" {
            moment given "Given"
            number amount "Amount" in mg  plausible 0 to 9
        }
        include I1 "One" {
            require any of {
                large "Large": any of dose where any of { much "Much": amount > 5 mg }   #! E221 asked of each entry
                early "Early": any of dose where any of { given before screening, amount > 5 mg }
            }
        }
    """)


def test_one_error_is_reported_once() -> None:
    verify("""
        number x "X" in mgdL                          #! E206
        define d "D" = x * 2 + nothing                #! E201
        define e "E" in mg/L = d otherwise x
        include I1 "One" { require e > 2 mg/L and d / x > 3 and x is known }
        exclude E1 "Two" { when x between 1 mg/dL and 2 mg/dL }
        patient p "P" { x 3 mg/dL }
    """)


def test_the_place_of_a_mass_against_an_amount_is_the_limit_itself() -> None:
    result = checked("""
        number creatinine "Creatinine" in mg/dL
        source s "S" { exclusion 4 "Renal" }
        exclude E4 "Renal" { from exclusion 4 when creatinine > 2 mmol/L }
    """)
    (found,) = result.diagnostics
    text = result.source.text
    assert text[found.span.start : found.span.end] == "2 mmol/L"
    assert found.message == (
        "`creatinine` is a mass concentration (mg/dL); `2 mmol/L` is an amount of substance concentration"
    )
    assert [text[label.span.start : label.span.end] for label in found.labels] == ["creatinine"]
    assert found.context == "exclusion 4"
    assert "molar mass 113.12 g/mol" in found.help[0]


def test_screening_alone_says_nothing() -> None:
    verify('include I1 "One" { require screening } #! E207 such as `admission before screening`')


def test_a_selection_that_is_compared_stands_in_parentheses() -> None:
    verify("""
        events dose "Dose" {
            moment given_on "Given on"
            number amount "Amount" in mg
            flag late "Late"
        }
        include I1 "One" { require count of dose where late >= 5 }            #! E207 (count of dose where late) >= 5 ; E207
        include I2 "Two" { require sum of dose.amount where amount > 3 mg }   #! E207 (sum of dose.amount where amount > 3 mg) >= 1 mg
    """)
