"""Choices whose values have an order, and what may be asked of them."""

from __future__ import annotations

import pytest

from eligo.core.interpret import evaluate
from eligo.core.lower import lower
from eligo.core.reading import read_record

from .annotated import checked, verify

NYHA = 'choice nyha "NYHA class" of I < II < III < IV\n'

RULES = [
    ("nyha >= III", "III IV"),
    ("nyha > III", "IV"),
    ("nyha < III", "I II"),
    ("nyha <= II", "I II"),
    ("III <= nyha", "III IV"),
    ("II > nyha", "I"),
    ("nyha between II and III", "II III"),
    ("not nyha between II and III", "I IV"),
    ("nyha between II and II", "II"),
    ("nyha = III", "III"),
]


@pytest.mark.parametrize(("rule", "passing"), RULES)
def test_which_values_pass(rule: str, passing: str) -> None:
    program = lower(checked(f'{NYHA} include I1 "One" {{ require {rule} }}'))

    def outcome(known: dict[str, object]) -> str:
        return evaluate(program, read_record(program.facts, known).values).outcomes["I1"].value

    assert [v for v in ("I", "II", "III", "IV") if outcome({"nyha": v}) == "passed"] == passing.split()
    assert outcome({}) == "unknown"


OF_ENTRIES = [
    ("latest of nyha >= III", "III IV"),
    ("latest of nyha between II and III", "II III"),
    ("nyha >= III", "III IV"),
    ("any of nyha where value > II", "III IV"),
    ("latest of visit.grade <= II", "I II"),
    ("any of visit where grade between II and III", "II III"),
]


@pytest.mark.parametrize(("rule", "passing"), OF_ENTRIES)
def test_values_of_entries_have_the_order_of_their_choice(rule: str, passing: str) -> None:
    program = lower(
        checked(f"""
            choice nyha "NYHA class" of I < II < III < IV repeated
            events visit "Visit" {{
                moment seen "Seen"
                choice grade "Grade" of I < II < III < IV
            }}
            include I1 "One" {{ require {rule} }}
        """)
    )

    def outcome(value: str) -> str:
        visits = {"entries": [{"seen": "2025-10-20", "grade": value}], "complete": True}
        record = {"screening": "2025-10-21", "nyha": [{"value": value, "time": "2025-10-20"}], "visit": visits}
        return evaluate(program, read_record(program.facts, record).values).outcomes["I1"].value

    assert [v for v in ("I", "II", "III", "IV") if outcome(v) == "passed"] == passing.split()


def test_what_is_no_comparison_of_ranks() -> None:
    verify(
        """
        choice nyha "NYHA class" of I < II < III < IV
        choice sex "Sex" of female, male
        include I1 "No order" { require sex < male }                    #! E232 of female < male
        include I2 "No order here" { require sex between female and male }   #! E232 is one of { female, male }
        include I3 "Nothing below the least" { require nyha < I }       #! E220 always false
        include I4 "Everything" { require nyha <= IV }                  #! E220 always true
        include I5 "Wrong way" { require nyha between IV and II }       #! E220 between II and IV
        include I6 "No such value" { require nyha >= V }                #! E208 has no value `V`
        include I7 "No such end" { require nyha between I and V }     #! E208 has no value `V`
        include I8 "A number" { require nyha >= 3 }                     #! E207 a value of `nyha`
        """
    )


def test_a_case_over_ranks_that_leaves_one_out() -> None:
    verify(
        f"""
        {NYHA}
        define points "Points" = case {{ nyha < II: 0, nyha between II and III: 1 }}  #! W421 nyha = IV
        define others "Others" = case {{ nyha < II: 0, nyha between II and III: 1, nyha > III: 2 }}
        number x "X" in mg/dL plausible 0 to 100
        define steps "Steps" = case {{ x <= 10 mg/L: 1, x > 2 mg/dL: 2 }}              #! W421 between 1 mg/dL and 2 mg/dL
        define edge "Edge" = case {{ x < 1 mg/dL: 1, x > 1 mg/dL: 2 }}                #! W421 x = 1 mg/dL
        define above "Above" = case {{ x < 1 mg/dL: 1, x between 1 mg/dL and 99 mg/dL: 2 }}  #! W421 above 99 mg/dL
        include I1 "One" {{ require points + others + steps + edge + above > 0 }}
        """
    )


def test_an_arm_behind_those_that_leave_out_nobody() -> None:
    verify(
        f"""
        {NYHA}
        number x "X" in mg/dL plausible 0 to 100
        flag   f "F"
        define ranks "Ranks" = case {{ nyha < II: 0, nyha >= II: 1, nyha = IV: 2 }}     #! W423 nobody reaches
        define others "Others" = case {{ nyha < II: 0, nyha >= II: 1, otherwise: 2 }}   #! W423 nobody reaches
        define sizes "Sizes" = case {{ x < 1 mg/dL: 1, f: 2, x >= 10 mg/L: 3, x > 9 mg/dL: 4 }}  #! W423 nobody reaches
        define fine "Fine" = case {{ x < 1 mg/dL: 1, x > 1 mg/dL: 2, otherwise: 3 }}
        include I1 "One" {{ require ranks + others + sizes + fine > 0 }}
        """
    )
