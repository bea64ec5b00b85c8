"""What an amendment changes: a protocol, what is written otherwise, and what comes of it."""

from __future__ import annotations

import pytest

from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.source import Source
from eligo.verify.difference.criteria import Change
from eligo.verify.difference.report import Difference, difference

BASE = """
protocol T "T" { version 1 }
source registry "Registry" { inclusion 1 "Adults" exclusion 1 "Kidney" }
number age        "Age"        in a      plausible 0 to 120
number creatinine "Creatinine" in mg/dL  plausible 0.1 to 40  molar mass 113.12 g/mol
choice stage      "Stage"      of I, II, III
moment ct         "CT"
events drugs "Drugs" {
    choice agent "Agent" of a, b
    number dose "Dose" in mg  plausible 0 to 1000
    moment given_on "Given on"
}
include I1 "Adult" { from inclusion 1 require age >= 18 a }
include I2 "Stage" { require stage is one of { I, II } }
exclude E1 "Kidney" { from exclusion 1 when creatinine > 2 mg/dL }
exclude E2 "Drugs" { when any of drugs within 30 d before screening }
"""


def program(text: str) -> Program:
    made, diagnostics = compile_source(Source("t.eligo", text))
    assert made is not None, [d.message for d in diagnostics]
    return made


def amended(*changes: tuple[str, str]) -> Difference:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return compared(program(BASE), program(text))


def compared(old: Program, new: Program) -> Difference:
    return difference(old, new, lambda: (evaluator(old, "t_old"), evaluator(new, "t_new")))


def of(found: Difference, name: str) -> Change:
    return next(change for change in found.criteria if name in (change.new, change.old))


EFFECTS = [
    ("age >= 18 a", "age >= 18 a", "equivalent"),
    ("age >= 18 a", "not (age < 18 a)", "equivalent"),
    ("age >= 18 a", "age >= 216 mo", "equivalent"),
    ("age >= 18 a", "age > 18 a", "stricter"),
    ("age >= 18 a", "age >= 16 a", "looser"),
    ("age >= 18 a", "age between 16 a and 75 a", "incomparable"),
    ("stage is one of { I, II }", "stage != III", "equivalent"),
    ("stage is one of { I, II }", "stage = I", "stricter"),
    ("creatinine > 2 mg/dL", "creatinine > 0.02 g/L", "equivalent"),
    ("creatinine > 2 mg/dL", "creatinine >= 2 mg/dL", "stricter"),
    ("creatinine > 2 mg/dL", "creatinine > 180 umol/L", "looser"),
    ("within 30 d before", "within 1 mo before", "incomparable"),
    ("within 30 d before", "within 60 d before", "stricter"),
]


@pytest.mark.parametrize(("old", "new", "effect"), EFFECTS)
def test_the_effect_of_one_change(old: str, new: str, effect: str) -> None:
    found = amended((old, new))
    assert (found.effect, found.faults) == (effect, ())
    assert {change.effect for change in found.criteria} == {"equivalent", effect}


def test_each_pair_of_verdicts_that_occurs_has_a_patient() -> None:
    found = amended(("age >= 18 a", "age >= 21 a"))
    there = {(shown.cell.before, shown.cell.after) for shown in found.table if shown.cell.patient is not None}
    same = {(verdict, verdict) for verdict in ("eligible", "undetermined", "ineligible")}
    assert there == same | {("eligible", "ineligible"), ("undetermined", "ineligible")}
    [text] = [
        shown.text for shown in found.table if (shown.cell.before, shown.cell.after) == ("eligible", "ineligible")
    ]
    assert text is not None
    assert "age 20 a" in text
    assert 'patient eligible_ineligible "eligible before, ineligible after" {' in text


def test_a_renamed_criterion_is_known_by_its_meaning() -> None:
    found = amended(("include I1", "include ADULT"), ("age >= 18 a", "not (age < 18 a)"))
    change = of(found, "ADULT")
    assert (change.old, change.renamed, change.effect) == ("I1", True, "equivalent")
    assert found.effect == "equivalent"


def test_renumbered_criteria_are_known_by_their_meaning() -> None:
    """A new E1 gives those after it other numbers, written in the same way or in another."""
    inserted = ('exclude E1 "Kidney" {', 'exclude E1 "New" { when age > 80 a }\nexclude E2 "Kidney" {')
    found = amended(('exclude E2 "Drugs"', 'exclude E3 "Drugs"'), inserted, ("> 2 mg/dL", "> 20 mg/L"))
    assert [(c.old, c.new, c.effect, c.words) for c in found.criteria if not c.untouched] == [
        (None, "E1", "stricter", ()),
        ("E1", "E2", "equivalent", ("condition",)),
        ("E2", "E3", "equivalent", ()),
    ]


def test_two_criteria_that_change_their_names() -> None:
    found = amended(("include I1", "include I0"), ("include I2", "include I1"), ("include I0", "include I2"))
    assert {(c.old, c.new, c.effect) for c in found.criteria if c.renamed} == {
        ("I1", "I2", "equivalent"),
        ("I2", "I1", "equivalent"),
    }
    assert found.effect == "equivalent"


def test_an_inclusion_that_becomes_an_exclusion_is_the_same() -> None:
    found = amended(
        ('include I1 "Adult" { from inclusion 1 require age >= 18 a }', 'exclude E0 "Adult" { when age < 18 a }')
    )
    change = of(found, "E0")
    assert (change.old, change.effect, change.words) == ("I1", "equivalent", ("kind", "source", "condition"))


def test_a_criterion_that_is_new_and_keeps_nobody_out() -> None:
    found = amended(("include I2", 'include I0 "Any" { require age < 200 a or age is not known }\ninclude I2'))
    assert [(c.old, c.new, c.effect) for c in found.criteria if not c.untouched] == [(None, "I0", "equivalent")]


def test_what_does_not_change_is_settled_beside_what_does() -> None:
    """No solver decides such a power, and lists have any length: what both versions say of them is one thing to it.

    A patient of the protocol's own is where those begin for whom something changes.
    """
    power = 'include I3 "Power" { require (age / 1 a) ^ 0.7 * (creatinine / 1 mg/dL) ^ -1.154 < 30 }\n'
    patient = 'patient p "P" { age 30 a, creatinine 1 mg/dL, stage I, drugs no }\n'
    old = program(BASE + power + patient)
    new = program(BASE.replace("18 a", "21 a") + power.replace("I3", "I4") + patient)
    found = compared(old, new)
    assert (found.effect, found.faults) == ("stricter", ())
    there = {(shown.cell.before, shown.cell.after) for shown in found.table if shown.cell.patient is not None}
    assert ("eligible", "ineligible") in there
    assert {(shown.cell.entries, shown.cell.why) for shown in found.table} == {(None, "")}


def test_what_is_shown_for_short_lists_only_says_so() -> None:
    sums = [
        BASE.replace("any of drugs within 30 d before screening", f"sum of drugs.dose {r} 20 mg") for r in (">", ">=")
    ]
    found = compared(*map(program, sums))
    assert of(found, "E2").entries == 2
    assert of(found, "E1").entries is None


def test_what_a_few_entries_settle_is_shown_for_any_number() -> None:
    found = amended(("within 30 d before", "within 60 d before"))
    assert (of(found, "E2").effect, of(found, "E2").entries) == ("stricter", None)


def test_wording_is_told_from_meaning() -> None:
    change = of(amended(('I1 "Adult"', 'I1 "Adult or older"')), "I1")
    assert (change.effect, change.words, change.untouched) == ("equivalent", ("label",), False)


def test_a_condition_written_otherwise_is_a_change_of_words() -> None:
    assert of(amended(("> 2 mg/dL", "> 0.02 g/L")), "E1").words == ("condition",)
    assert of(amended(("age >= 18 a", "not (age < 18 a)")), "I1").words == ("condition",)


def test_added_and_removed_criteria() -> None:
    found = amended(("include I2", "include I3"), ("stage is one of { I, II }", "stage = III"))
    assert [(c.old, c.new, c.effect) for c in found.criteria if not c.untouched] == [
        (None, "I3", "stricter"),
        ("I2", None, "looser"),
    ]
    assert found.effect == "incomparable"


def test_another_unit_of_the_data_changes_nothing() -> None:
    found = amended(('"Creatinine" in mg/dL  plausible 0.1 to 40', '"Creatinine" in g/L  plausible 0.001 to 0.4'))
    assert found.effect == "equivalent"
    assert of(found, "E1").effect == "equivalent"


def test_a_narrower_plausible_range_is_felt() -> None:
    assert amended(("plausible 0 to 120", "plausible 0 to 90")).effect == "stricter"


def test_a_default_for_missing_data_is_felt() -> None:
    found = amended(('moment ct         "CT"', 'moment ct         "CT"  missing means no'))
    assert found.effect == "equivalent"
    found = amended(('events drugs "Drugs" {', 'events drugs "Drugs"  missing means no {'))
    assert found.effect == "undecided"
    assert found.unlike == ("drugs",)


def test_a_fact_of_another_kind_cannot_be_compared() -> None:
    found = amended(
        ('choice stage      "Stage"      of I, II, III', 'number stage "Stage" in 1 plausible 1 to 4'),
        ("stage is one of { I, II }", "stage <= 2"),
    )
    assert (found.effect, found.unlike, found.table) == ("undecided", ("stage",), ())


def test_what_is_the_same_as_it_stands_needs_no_solver() -> None:
    """No solver decides such a power; what does not change is equivalent all the same, in any order and other words."""
    power = 'include I3 "Power" { require (age / 1 a) ^ 0.7 * (creatinine / 1 mg/dL) ^ -1.154 < 30 }\n'
    label = BASE.replace('"Adult"', '"Of age"')
    old, new = program(BASE + power), program(label.replace("include I1", power + "include I1"))
    found = difference(old, new, lambda: (evaluator(old, "t_old"), evaluator(new, "t_new")), 0.1)
    assert (found.effect, [shown.cell for shown in found.table if shown.cell.changed and shown.cell.patient]) == (
        "equivalent",
        [],
    )


def test_a_default_that_changes_is_no_change_of_words_alone() -> None:
    assert (
        amended(
            ('choice stage      "Stage"      of I, II, III', 'choice stage "Stage" of I, II, III missing means III')
        ).effect
        == "stricter"
    )


DECLARED = [
    (
        "in mg/dL  plausible 0.1 to 40",
        "in g/L  plausible 0.001 to 0.4",
        "creatinine is declared otherwise: unit, plausible range",
    ),
    ("of I, II, III", "of I, II, III missing means III", "stage is declared otherwise: what missing means"),
    ("plausible 0 to 1000", "plausible 0 to 900", "drugs is declared otherwise: plausible range of dose"),
    ("events drugs", 'assume "Of age": age >= 18 a\nevents drugs', 'newly assumed: "Of age"'),
]


@pytest.mark.parametrize(("old", "new", "said"), DECLARED)
def test_what_is_declared_otherwise_is_said(old: str, new: str, said: str) -> None:
    assert amended((old, new)).declared == (said,)
    assert amended((old, old)).declared == ()
