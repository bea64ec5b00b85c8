"""Findings of `eligo verify` (V5xx): what is proved of a protocol as a whole."""

from __future__ import annotations

from eligo.diagnostics.codes.info import CodeInfo


def _file(*lines: str) -> str:
    """A whole protocol around the lines that matter."""
    return "\n".join(['protocol DEMO "Demonstration" {', "    version 1", "}", "", *lines, ""])


_AGE = 'number age "Age" in a plausible 0 to 120'
_ADULT = 'include I1 "Adult" { require age >= 18 a }'
_SEX = 'choice sex "Sex" of female, male'
_PREGNANT = 'flag pregnant "Pregnant"'
_ONLY_WOMEN = 'assume "Only women are pregnant": pregnant implies sex = female'
_RATIO = 'number ratio "PaO2/FiO2" in mm[Hg] plausible 20 to 700'

CODES: dict[str, CodeInfo] = {
    "V501": CodeInfo(
        "Assumptions contradict each other",
        "Assumptions say what is so of every real patient. When no patient meets them all, everything could be proved.",
        _file(_AGE, _ADULT, 'assume "Young": age < 40 a', 'assume "Old": age > 60 a'),
        _file(_AGE, _ADULT, 'assume "Young": age < 40 a'),
        "Say less in one of the assumptions.",
    ),
    "V502": CodeInfo(
        "Criterion that nobody fails",
        "It keeps nobody out. Mostly a limit, a unit or a negation is not the one that was meant.",
        _file(_AGE, 'include I1 "Adult" { require age >= 18 a or age < 40 a }'),
        _file(_AGE, _ADULT),
        "Check its limits, its units and its negations, or leave it out.",
    ),
    "V503": CodeInfo(
        "Criterion that nobody passes",
        "It keeps everybody out, so that nobody is eligible.",
        _file(_AGE, 'include I1 "Adult" { require age >= 65 a and age < 18 a }'),
        _file(_AGE, 'include I1 "Adult" { require age < 65 a and age >= 18 a }'),
        "Check its limits, its units and its negations.",
    ),
    "V504": CodeInfo(
        "Nobody can be eligible",
        "Each criterion can be passed, but no patient passes all of them. The finding names as few as contradict.",
        _file(_AGE, 'include I1 "Old" { require age >= 65 a }', 'exclude E1 "Grown" { when age >= 18 a }'),
        _file(_AGE, 'include I1 "Old" { require age >= 65 a }', 'exclude E1 "Very old" { when age >= 90 a }'),
        "Change one of the criteria that the finding names.",
    ),
    "V505": CodeInfo(
        "Limits that disagree on the edge",
        "Two criteria limit one quantity at the same number, and one takes the number in that the other leaves out: it "
        "stays open what is meant of exactly that value.",
        _file(
            _RATIO,
            'include I1 "Below 200" { require ratio < 200 mm[Hg] }',
            'exclude E1 "Above 200" { when ratio > 200 mm[Hg] }',
        ),
        _file(_RATIO, 'include I1 "Below 200" { require ratio < 200 mm[Hg] }'),
        "Say in both places on which side the limit itself lies.",
    ),
    "V506": CodeInfo(
        "Limits that disagree",
        "Two criteria limit one quantity on the same side at different numbers. The wider limit changes nothing, so "
        "one of the two is probably wrong.",
        _file(_AGE, _ADULT, 'exclude E1 "Minor" { when age < 16 a }'),
        _file(_AGE, _ADULT, 'exclude E1 "Very old" { when age > 90 a }'),
        "Leave the wider limit out, or put it right.",
    ),
    "V507": CodeInfo(
        "Criterion implied by the others",
        "Whoever fails it fails another one too, so that it changes no verdict.",
        _file(
            _SEX,
            _PREGNANT,
            _ONLY_WOMEN,
            'include I1 "Men" { require sex = male }',
            'exclude E1 "Pregnant" { when pregnant and sex = female }',
        ),
        _file(_SEX, _PREGNANT, _ONLY_WOMEN, 'exclude E1 "Pregnant" { when pregnant and sex = female }'),
        "Leave it out, or check whether it was meant to ask for more.",
    ),
    "V508": CodeInfo(
        "Exception that lets nobody through",
        "Whoever the exception speaks of passes without it, or there is nobody whom it speaks of.",
        _file(_AGE, 'include I1 "Adult" { require age >= 18 a unless "Old": age >= 65 a }'),
        _file(_AGE, 'include I1 "Adult" { require age >= 18 a unless "Nearly": age >= 17 a }'),
        "Leave it out, or check its condition.",
    ),
    "V509": CodeInfo(
        "Part that comes out the same for everybody",
        "A labelled part of a criterion that is met by nobody, or by everybody, decides nothing.",
        _file(
            _AGE,
            _SEX,
            'include I1 "Group" {',
            "    require any of {",
            '        woman "Woman": sex = female',
            '        aged  "Aged":  age > 60 a and age < 50 a',
            "    }",
            "}",
        ),
        _file(
            _AGE,
            _SEX,
            'include I1 "Group" {',
            "    require any of {",
            '        woman "Woman": sex = female',
            '        aged  "Aged":  age > 50 a and age < 60 a',
            "    }",
            "}",
        ),
        "Check its limits, its units and its negations, or leave it out.",
    ),
    "V510": CodeInfo(
        "Branch that nobody reaches",
        "An earlier condition takes everyone whom the branch is for.",
        _file(
            _AGE,
            'define dose "Dose" in mg = if age >= 18 a then 10 mg else if age >= 65 a then 5 mg else 2 mg',
            'include I1 "High dose" { require dose > 3 mg }',
        ),
        _file(
            _AGE,
            'define dose "Dose" in mg = if age >= 65 a then 5 mg else if age >= 18 a then 10 mg else 2 mg',
            'include I1 "High dose" { require dose > 3 mg }',
        ),
        "Leave it out, or check the conditions before it.",
    ),
    "V511": CodeInfo(
        "Criterion that needs the future",
        "Nobody passes it on what is known at the screening: it asks for a moment that lies later and is not declared "
        "as planned.",
        _file('moment surgery "Surgery"', 'include I1 "Surgery" { require surgery within 7 d after screening }'),
        _file(
            'moment surgery "Surgery" planned', 'include I1 "Surgery" { require surgery within 7 d after screening }'
        ),
        "Write `before` for `after` if that was meant, or declare what is foreseen as `planned`.",
    ),
    "V512": CodeInfo(
        "Fact that can never matter",
        "Criteria read it, and come out alike whatever it is and whether it is known or not: it is asked for in vain.",
        _file(
            _AGE,
            'flag consent "Consent"',
            'include I1 "Adult" { require age >= 18 a or (consent and age >= 21 a) }',
        ),
        _file(
            _AGE,
            'flag consent "Consent"',
            'include I1 "Adult" { require age >= 18 a or (consent and age >= 16 a) }',
        ),
        "Leave it out, or check the conditions that read it.",
    ),
    "V513": CodeInfo(
        "Claim refuted",
        "A patient makes the claim false. The patient was screened by the reference interpreter and by the generated "
        "evaluator before being shown.",
        _file(_AGE, _ADULT, 'claim "Nobody under 21": age < 21 a implies not eligible'),
        _file(_AGE, _ADULT, 'claim "Nobody under 18": age < 18 a implies not eligible'),
        "Put the criteria right, or the claim.",
    ),
    "V514": CodeInfo(
        "Claim that speaks of nobody",
        "It holds only because no patient meets what stands before `implies`.",
        _file(_AGE, _ADULT, 'claim "Nobody": age > 200 a implies not eligible'),
        _file(_AGE, _ADULT, 'claim "Nobody": age < 12 a implies not eligible'),
        "Check the limits and the units before `implies`.",
    ),
    "V515": CodeInfo(
        "Not decided",
        "Neither a proof nor a patient was found in the time given, or the question has a form that the solver cannot "
        "reason about, such as a power. Nothing is guessed.",
        "",
        "",
        "Give it more time with --seconds, or ask for less at once.",
    ),
    "V516": CodeInfo(
        "Witness that does not replay",
        "The solver found a patient whom the reference interpreter or the generated evaluator sees otherwise. That is "
        "a fault of eligo, not of the protocol; the patient is not shown.",
        "",
        "",
        "Please report it with the protocol, if it may be shown.",
    ),
}
