"""Lint findings (W4xx): what is allowed but probably not meant."""

from __future__ import annotations

from eligo.diagnostics.codes.info import CodeInfo


def _file(*lines: str) -> str:
    """A whole protocol around the lines that matter."""
    return "\n".join(['protocol DEMO "Demonstration" {', "    version 1", "}", "", *lines, ""])


_SOURCE = 'source registry "Registry" { inclusion 1 "Adults" }'
_AGE = 'number age "Age" in a plausible 0 to 120'
_ADULT = 'include I1 "Adult" { from inclusion 1 require age >= 18 a }'
_BASE = (_SOURCE, _AGE, _ADULT)
_TWO = ('source registry "Registry" { inclusion 1 "Adults" exclusion 1 "Exclusion" }', _AGE, _ADULT)

CODES: dict[str, CodeInfo] = {
    "W401": CodeInfo(
        "Criterion without source",
        "A criterion that does not name the item which it restates cannot be traced back to the trial's own words.",
        _file(_SOURCE, _AGE, 'include I1 "Adult" { require age >= 18 a }'),
        _file(*_BASE),
        "Add `from inclusion 1`, `from exclusion 4` or `from field minimum_age`.",
    ),
    "W402": CodeInfo(
        "Source item never answered",
        "An item of the source that no criterion restates is forgotten by everything made from this file.",
        _file('source registry "Registry" { inclusion 1 "Adults" inclusion 2 "Consent" }', _AGE, _ADULT),
        _file(
            'source registry "Registry" { inclusion 1 "Adults" inclusion 2 "Consent" not computable "asked" }',
            _AGE,
            _ADULT,
        ),
        'Write a criterion for it, or mark the item: not computable "why".',
    ),
    "W403": CodeInfo(
        "Unused declaration",
        "A fact that no rule uses would be asked for in vain; a definition, a list or a set of codes has no effect.",
        _file(*_BASE, 'flag consent "Consent"'),
        _file(*_BASE),
        "Use it, or leave it out.",
    ),
    "W404": CodeInfo(
        "Threshold outside the plausible range",
        "Implausible values count as unknown, so that a limit beyond them comes out the same for every patient. Mostly "
        "the unit is not the one that was meant.",
        _file(_SOURCE, _AGE, 'include I1 "Adult" { from inclusion 1 require age >= 180 a }'),
        _file(*_BASE),
        "Check the number, its unit, and the range.",
    ),
    "W405": CodeInfo(
        "Condition that is always the same",
        "A condition without data, or a count that cannot be missed, decides nothing.",
        _file(_SOURCE, _AGE, 'include I1 "Adult" { from inclusion 1 require age >= 18 a and 2 > 1 }'),
        _file(*_BASE),
        "Name the fact that was meant, or leave the condition out.",
    ),
    "W406": CodeInfo(
        "Comparison with itself",
        "A thing is never more or less than itself.",
        _file(_SOURCE, _AGE, 'include I1 "Adult" { from inclusion 1 require age >= age }'),
        _file(*_BASE),
        "Name the other thing that was meant.",
    ),
    "W407": CodeInfo(
        "Repeated condition",
        "The same condition twice in one list adds nothing, and counts double in `at least 2 of`.",
        _file(_SOURCE, 'flag a "A"', 'include I1 "A" { from inclusion 1 require a or a }'),
        _file(_SOURCE, 'flag a "A"', 'flag b "B"', 'include I1 "A" { from inclusion 1 require a or b }'),
        "Write the other condition that was meant, or leave it out.",
    ),
    "W408": CodeInfo(
        "Units that differ in an annotation",
        "UCUM gives the text in braces no meaning, but people do: a clearance per 1.73 m2 of body surface is not the "
        "absolute one.",
        _file(
            _SOURCE,
            "number gfr \"Filtration rate\" in 'mL/min/{1.73_m2}'",
            'include I1 "Renal" { from inclusion 1 require gfr >= 60 mL/min }',
        ),
        _file(
            _SOURCE,
            "number gfr \"Filtration rate\" in 'mL/min/{1.73_m2}'",
            "include I1 \"Renal\" { from inclusion 1 require gfr >= 60 'mL/min/{1.73_m2}' }",
        ),
        "Write the same annotation on both, or convert the quantity.",
    ),
    "W409": CodeInfo(
        "Unknown terminology",
        "A code is found in data by the name of its terminology.",
        _file(_SOURCE, f"{_AGE} code LOINK 30525-0", _ADULT),
        _file(_SOURCE, f"{_AGE} code LOINC 30525-0", _ADULT),
        "Use the name given in the help, such as LOINC, SNOMED, ICD10, RxNorm, ATC or OMOP.",
    ),
    "W410": CodeInfo(
        "Patient without expectation",
        "A vignette tests the rules only if it says what they must decide.",
        _file(*_BASE, 'patient p "A child" { age 3 a }'),
        _file(*_BASE, 'patient p "A child" { age 3 a }', "expect p ineligible because I1"),
        "Add `expect NAME eligible`, `ineligible` or `undetermined`.",
    ),
    "W411": CodeInfo(
        "Empty label",
        "Labels are the words of the document, the forms and the messages.",
        _file(_SOURCE, _AGE, 'include I1 "" { from inclusion 1 require age >= 18 a }'),
        _file(*_BASE),
        "Write the words by which readers know it.",
    ),
    "W412": CodeInfo(
        "Same label twice",
        "Readers of the document cannot tell the two apart.",
        _file(*_BASE, 'number months "Age" in mo', 'exclude E1 "Old" { from inclusion 1 when months > 1200 mo }'),
        _file(*_BASE, 'number months "Months" in mo', 'exclude E1 "Old" { from inclusion 1 when months > 1200 mo }'),
        "Say in what they differ.",
    ),
    "W413": CodeInfo(
        "Names easily taken for each other",
        "Readers, spreadsheets and databases do not tell capital letters from small ones, be it in the names of facts, "
        "criteria, members and patients or in the values of a choice; and a criterion named like a "
        "column that every table of results has, such as `id`, gets a column of another name there.",
        _file(*_TWO, 'exclude i1 "Old" { from exclusion 1 when age > 90 a }'),
        _file(*_TWO, 'exclude E1 "Old" { from exclusion 1 when age > 90 a }'),
        "Rename one of them.",
    ),
    "W414": CodeInfo(
        "Criterion made from the opposite kind of item",
        "What includes is restated with `include`, what excludes with `exclude`; the other way round a criterion "
        "mostly names the wrong item, or decides the opposite.",
        _file(_SOURCE, _AGE, 'exclude E1 "Minor" { from inclusion 1 when age < 18 a }'),
        _file(*_BASE),
        "Correct the item, or write the criterion the other way round.",
    ),
    "W415": CodeInfo(
        "Item both answered and not computable",
        "A reader of the source is told that no rule covers the item, although one does.",
        _file('source registry "Registry" { inclusion 1 "Adults" not computable "asked" }', _AGE, _ADULT),
        _file(*_BASE),
        "Leave out the mark, or leave the item out of `from`.",
    ),
    "W416": CodeInfo(
        "Choice with one value",
        "A choice of one value is known before anyone has asked.",
        _file(*_TWO, 'choice swab "Swab" of positive', 'exclude E1 "S" { from exclusion 1 when swab = positive }'),
        _file(
            *_TWO,
            'choice swab "Swab" of negative, positive',
            'exclude E1 "S" { from exclusion 1 when swab = positive }',
        ),
        "List the other values, or declare a `flag`.",
    ),
    "W417": CodeInfo(
        "Code that cannot exist",
        "The last digit of a LOINC or SNOMED CT code is worked out from the others, so that a slip of the pen shows. A "
        "SNOMED CT identifier also tells whether it is a concept's.",
        _file(_SOURCE, f"{_AGE} code LOINC 30525-1", _ADULT),
        _file(_SOURCE, f"{_AGE} code LOINC 30525-0", _ADULT),
        "Look the code up and correct it.",
    ),
    "W418": CodeInfo(
        "Units that convert for some quantities only",
        "A milliequivalent is a millimole of an ion of valence one, and half a millimole of calcium. HbA1c in per cent "
        "and in mmol/mol follow two standards, between which no factor converts.",
        _file(
            _SOURCE,
            'number calcium "Calcium" in mmol/L',
            'include I1 "Normal" { from inclusion 1 require calcium > 4 meq/L }',
        ),
        _file(
            _SOURCE,
            'number calcium "Calcium" in mmol/L',
            'include I1 "Normal" { from inclusion 1 require calcium > 2 mmol/L }',
        ),
        "Write the limit in the unit of the fact, converted for the substance.",
    ),
    "W421": CodeInfo(
        "Case that leaves some patients out",
        "Where no arm holds, the value of a `case` is unknown, however much is known of the patient.",
        _file(
            _SOURCE,
            'choice smoking "Smoking" of never, former, current',
            'define risk "Points" = case { smoking = former: 1, smoking = current: 2 }',
            'include I1 "Low risk" { from inclusion 1 require risk < 2 }',
        ),
        _file(
            _SOURCE,
            'choice smoking "Smoking" of never, former, current',
            'define risk "Points" = case { smoking = former: 1, smoking = current: 2, otherwise: 0 }',
            'include I1 "Low risk" { from inclusion 1 require risk < 2 }',
        ),
        "Add the arm that is missing, or `otherwise`.",
    ),
    "W422": CodeInfo(
        "Misspelt key of the header",
        "A header may have keys of its own, but `version` and `anchor` mean something, and `phase`, `sponsor` and "
        "`condition` are looked for by readers: a slip of the pen goes unnoticed.",
        'protocol DEMO "A trial" { vesrion 2 }\n'
        'source s "Source" { inclusion 1 "Adults" }\n'
        'number age "Age" in a\n'
        'include I1 "Adult" { from inclusion 1 require age >= 18 a }\n',
        'protocol DEMO "A trial" { version 2 }\n'
        'source s "Source" { inclusion 1 "Adults" }\n'
        'number age "Age" in a\n'
        'include I1 "Adult" { from inclusion 1 require age >= 18 a }\n',
        "Correct the key.",
    ),
    "W423": CodeInfo(
        "Arm of a case that nobody reaches",
        "The arms before it leave out nobody, so that it is never used: one of their limits is probably not what was "
        "meant.",
        _file(
            _SOURCE,
            'number age "Age" in a  plausible 0 to 120',
            'define points "Points" = case { age < 65 a: 0, age >= 65 a: 1, age >= 75 a: 2 }',
            'include I1 "Low risk" { from inclusion 1 require points < 2 }',
        ),
        _file(
            _SOURCE,
            'number age "Age" in a  plausible 0 to 120',
            'define points "Points" = case { age < 65 a: 0, age < 75 a: 1, age >= 75 a: 2 }',
            'include I1 "Low risk" { from inclusion 1 require points < 2 }',
        ),
        "Leave the arm out, or put the limits before it right.",
    ),
}
