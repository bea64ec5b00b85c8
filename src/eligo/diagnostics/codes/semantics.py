"""Errors in names, types and units (E2xx) and in structure and vignettes (E3xx)."""

from __future__ import annotations

from eligo.diagnostics.codes.info import CodeInfo


def _file(*lines: str) -> str:
    """A whole protocol around the lines that matter."""
    return "\n".join(['protocol DEMO "Demonstration" {', "    version 1", "}", "", *lines, ""])


_AGE = 'number age "Age" in a'
_ADULT = 'include I1 "Adult" { require age >= 18 a }'
_CREATININE = 'number creatinine "Creatinine" in mg/dL'
_SCAN = 'moment scan "Computed tomography"'
_PRESSORS = 'period vasopressors "Vasopressor treatment"'
_DOSES = 'events doses "Doses" { moment given_on "Given on" number amount "Amount" in mg }'
_SEX = 'choice sex "Sex" of female, male'
_WEIGHT = 'number weight "Weight" in kg'
_SCANNED = 'include I2 "Scanned" { require screening within 2 d after anchor }'
_BASE = (_AGE, _ADULT)

CODES: dict[str, CodeInfo] = {
    "E201": CodeInfo(
        "Unknown name",
        "A rule, a patient or an expectation uses a name that nothing in the file declares, so that it has no meaning.",
        _file(_AGE, 'include I1 "Adult" { require agee >= 18 a }'),
        _file(_AGE, 'include I1 "Adult" { require age >= 18 a }'),
        "Correct the spelling, or declare the name. A labelled member is `I3.shock` outside its own criterion.",
    ),
    "E202": CodeInfo(
        "Duplicate name",
        "Facts, definitions, criteria, lists and sets of codes share one set of names, so that each name means one "
        "thing to every reader.",
        _file(*_BASE, 'flag age "Age of majority reached"'),
        _file(*_BASE, 'flag majority "Age of majority reached"'),
        "Give one of them another name.",
    ),
    "E203": CodeInfo(
        "Mass against amount of substance",
        "Grams and moles measure different things; how many grams a mole has depends on the substance.",
        _file(_CREATININE, 'exclude E1 "Renal" { when creatinine > 177 umol/L }'),
        _file(f"{_CREATININE} molar mass 113.12 g/mol", 'exclude E1 "Renal" { when creatinine > 177 umol/L }'),
        "Declare the substance's `molar mass` on the number, or write the limit in the number's own kind of unit.",
    ),
    "E204": CodeInfo(
        "Wrong dimension",
        "Two numbers that meet must measure the same kind of quantity: a pressure is never more or less than a mass.",
        _file('number pao2 "PaO2" in mm[Hg]', 'include I1 "Hypoxemia" { require pao2 < 60 mg/dL }'),
        _file('number pao2 "PaO2" in mm[Hg]', 'include I1 "Hypoxemia" { require pao2 < 8 kPa }'),
        "Write a unit of the same dimension. A formula of pure numbers gets its unit as `... * 1 mL/min`.",
    ),
    "E205": CodeInfo(
        "Missing unit",
        "A limit without its unit is read differently by different people. Only pure numbers go without.",
        _file(_CREATININE, 'exclude E1 "Renal" { when creatinine > 2 }'),
        _file(_CREATININE, 'exclude E1 "Renal" { when creatinine > 2 mg/dL }'),
        "Write the unit after the number. For a number that has none, declare `in 1`.",
    ),
    "E206": CodeInfo(
        "Unknown unit",
        "Units are those of UCUM, the Unified Code for Units of Measure, in its case-sensitive spelling.",
        _file('number pao2 "PaO2" in mmHg', 'include I1 "Hypoxemia" { require pao2 is known }'),
        _file('number pao2 "PaO2" in mm[Hg]', 'include I1 "Hypoxemia" { require pao2 is known }'),
        "Use UCUM's spelling: mm[Hg], cm[H2O], 10*9/L, ug, Cel, [iU]. An odd unit stands in single quotes.",
    ),
    "E207": CodeInfo(
        "Type mismatch",
        "A place for a condition, a number, a choice, a moment or a period holds something of another kind.",
        _file(_AGE, 'include I1 "Adult" { require age }'),
        _file(_AGE, 'include I1 "Adult" { require age >= 18 a }'),
        "Compare the number, name the value of the choice, or say when the moment or period must be.",
    ),
    "E208": CodeInfo(
        "Choice value that does not exist",
        "A choice has the values that its declaration lists, and no others. A list is held against the choice that it "
        "is used with.",
        _file(_SEX, 'include I1 "Women" { require sex = femal }'),
        _file(_SEX, 'include I1 "Women" { require sex = female }'),
        "Correct the spelling, or add the value to the declaration.",
    ),
    "E209": CodeInfo(
        "Circular definition",
        "A definition that needs its own result to be worked out has none.",
        _file(*_BASE, 'define a "A" = age + b', 'define b "B" = a - age', 'exclude E1 "B" { when b > 90 a }'),
        _file(*_BASE, 'define a "A" = age + b', 'define b "B" = age - 1 a', 'exclude E1 "B" { when a > 90 a }'),
        "Define one of them by facts alone.",
    ),
    "E210": CodeInfo(
        "Reserved name",
        "`eligible`, `ineligible`, `undetermined` and `unknown` are words of the language; `screening` is the built-in "
        "moment that windows are measured from.",
        _file(*_BASE, 'include eligible "Not too old" { require age < 90 a }'),
        _file(*_BASE, 'include I2 "Not too old" { require age < 90 a }'),
        "Choose another name.",
    ),
    "E211": CodeInfo(
        "Impossible duration",
        "A duration is a number of years, months, weeks, days or shorter units. Calendar months have no fixed length, "
        "so that a part of one cannot be counted, nor a length of time in months be computed.",
        _file(_SCAN, 'include I1 "Recent" { require scan within 1.5 mo before screening }'),
        _file(_SCAN, 'include I1 "Recent" { require scan within 6 wk before screening }'),
        "Use whole `a` and `mo`, or `wk`, `d`, `h`, `min`, `s`, `ms`, `us`.",
    ),
    "E212": CodeInfo(
        "Moments compared like numbers",
        "Dates are often known to the day only. Windows say what is meant, and count an uncertain date as such.",
        _file(_SCAN, 'include I1 "Done" { require scan < screening }'),
        _file(_SCAN, 'include I1 "Done" { require scan before screening }'),
        "Write `a before b`, `a within 48 h before b`, or `hours from a to b` for the time between them.",
    ),
    "E213": CodeInfo(
        "Period as a condition",
        "A period alone does not say whether it must be in progress, over, or how long.",
        _file(_PRESSORS, 'include I1 "Shock" { require vasopressors }'),
        _file(_PRESSORS, 'include I1 "Shock" { require vasopressors lasting at least 1 h }'),
        "Write `p at screening`, `p lasting at least 1 h`, or use `start of p` and `end of p`.",
    ),
    "E214": CodeInfo(
        "Calculation on a scale",
        "The zero of degrees Celsius is not an absence of heat, so that sums and ratios of such numbers mean nothing.",
        _file('number temp "Temperature" in Cel', 'include I1 "Fever" { require temp * 2 > 76 Cel }'),
        _file('number temp "Temperature" in Cel', 'include I1 "Fever" { require temp > 38 Cel }'),
        "Compare the number directly, or take its bare number in a unit: `temp in K`.",
    ),
    "E215": CodeInfo(
        "Impossible number",
        "The number is longer than any measurement, is no count of conditions, or divides by zero.",
        _file(_AGE, 'include I1 "Adult" { require age / 0 >= 18 a }'),
        _file(_AGE, 'include I1 "Adult" { require age / 2 >= 9 a }'),
        "Correct the number.",
    ),
    "E216": CodeInfo(
        "Verdict within a rule",
        "`eligible` is what all criteria together decide, so that none of them can depend on it.",
        _file(*_BASE, 'exclude E1 "Not eligible" { when not eligible }'),
        _file(*_BASE, 'claim "Minors are out": age < 18 a implies not eligible'),
        "Speak of the verdict in a `claim` or an `assume` only; elsewhere name the criterion.",
    ),
    "E217": CodeInfo(
        "`otherwise` between conditions",
        "`otherwise` takes the first number that is known. What a missing condition counts as is declared.",
        _file(*_BASE, 'flag a "A"', 'flag b "B"', 'include I2 "A" { require a otherwise b }'),
        _file(*_BASE, 'flag a "A"', 'flag b "B"', 'include I2 "A" { require a or b }'),
        "Write `or`, or declare `missing means no` on the fact.",
    ),
    "E218": CodeInfo(
        "`if` without `else` for a number",
        "Where its condition is false the expression would have no number.",
        _file(_AGE, _SEX, 'include I1 "Adult" { require age * (if sex = female then 0.85) >= 18 a }'),
        _file(_AGE, _SEX, 'include I1 "Adult" { require age * (if sex = female then 0.85 else 1) >= 18 a }'),
        "Add `else` and the other number.",
    ),
    "E220": CodeInfo(
        "Unreachable condition",
        "A count or a range that nothing can meet makes its criterion the same for everyone.",
        _file(*_BASE, 'flag a "A"', 'flag b "B"', 'include I2 "Three" { require at least 3 of { a, b } }'),
        _file(*_BASE, 'flag a "A"', 'flag b "B"', 'include I2 "Two" { require at least 2 of { a, b } }'),
        "Correct the count, or list more conditions. Of a range, the lower end comes first.",
    ),
    "E221": CodeInfo(
        "Named member outside a criterion",
        "A member's name belongs to its criterion, as in `I3.shock`; a definition, a claim or an assumption has none. "
        "Nor has what is asked of each entry after `where` or `have`: elsewhere it has no one truth.",
        _file(*_BASE, 'flag a "A"', 'define c "C" = any of { x "X": a }', 'include I2 "C" { require c }'),
        _file(*_BASE, 'flag a "A"', 'define c "C" = any of { a }', 'include I2 "C" { require c }'),
        "Leave the name out, or make the member a definition of its own.",
    ),
    "E222": CodeInfo(
        "`is known` of a condition",
        "Whether a datum is there can be asked; whether a condition is decided depends on many of them.",
        _file(_AGE, _ADULT, 'include I2 "Known" { require (age > 3 a) is known }'),
        _file(_AGE, _ADULT, 'include I2 "Known" { require age is known }'),
        "Ask about the facts that the condition uses.",
    ),
    "E223": CodeInfo(
        "Two names for one column",
        "A number `x` brings its unit in the column `x_unit`, a period its ends in `x_start` and `x_end`. Another fact "
        "of that name would be read from the same column, so that one measurement counts as two.",
        _file(
            'period icu "Intensive care"',
            'moment icu_start "Admission"',
            'include I1 "In" { require icu_start before screening and icu at screening }',
        ),
        _file(
            'period icu "Intensive care"',
            'moment admission "Admission"',
            'include I1 "In" { require admission before screening and icu at screening }',
        ),
        "Rename one of them.",
    ),
    "E224": CodeInfo(
        "Nothing to select among",
        "A selection chooses among the entries of a record that repeats, by the fields that these entries hold.",
        _file(_CREATININE, 'include I1 "Kidney" { require latest of creatinine <= 2 mg/dL }'),
        _file(f"{_CREATININE} repeated", 'include I1 "Kidney" { require latest of creatinine <= 2 mg/dL }'),
        "Declare the fact `repeated` or as `events`, or use it without a selection.",
    ),
    "E225": CodeInfo(
        "Selection that does not fit",
        "Choosing by time takes a moment in each entry, sums and extremes take numbers, and `all of` must say what all "
        "entries have.",
        _file(_DOSES, 'include I1 "Treated" { require latest of doses > 5 mg }'),
        _file(_DOSES, 'include I1 "Treated" { require latest of doses.amount > 5 mg }'),
        "Name the field that is meant, or declare the moment that is missing.",
    ),
    "E226": CodeInfo(
        "Entry that cannot be",
        "An entry holds at least one field, and no field repeats within an entry.",
        _file('events doses "Doses" {}', 'include I1 "Treated" { require any of doses }'),
        _file(_DOSES, 'include I1 "Treated" { require any of doses have amount > 5 mg }'),
        "Declare what an entry holds, such as a moment; what repeats within it is `events` of its own.",
    ),
    "E230": CodeInfo(
        "Code named twice in one set",
        "A code belongs to a set or it does not. Taken in twice, one of them may be a slip of the pen; taken in and "
        "out at once, the set says nothing of it.",
        _file(
            'codes cancer "Malignancy" from SNOMED 363346000, 363346000 with descendants',
            'flag malignancy "Malignancy" codes cancer',
            'exclude E1 "Cancer" { when malignancy }',
        ),
        _file(
            'codes cancer "Malignancy" from SNOMED 363346000 with descendants',
            'flag malignancy "Malignancy" codes cancer',
            'exclude E1 "Cancer" { when malignancy }',
        ),
        "Name each code once.",
    ),
    "E231": CodeInfo(
        "A power without a unit",
        "A number with a unit has a power in a unit only where the exponent is a whole number that stands in the "
        "protocol: the square of a height is an area, its power of 0.725 is nothing that can be measured.",
        _file(_WEIGHT, 'include I1 "Light" { require weight ^ 0.5 < 9 }'),
        _file(_WEIGHT, 'include I1 "Light" { require (weight in kg) ^ 0.5 < 9 }'),
        "Take the bare number of it in the unit that the formula asks for.",
    ),
    "E232": CodeInfo(
        "A choice without an order",
        "The values of a choice are compared with `<` only where its declaration orders them.",
        _file('choice nyha "NYHA class" of I, II, III', 'include I1 "Mild" { require nyha < III }'),
        _file('choice nyha "NYHA class" of I < II < III', 'include I1 "Mild" { require nyha < III }'),
        "Declare the order, from the least to the greatest, or name the values.",
    ),
    "E233": CodeInfo(
        "An anchor that is no moment",
        "The header's `anchor` names the moment that the word `anchor` stands for in the rules.",
        "\n".join(
            ('protocol DEMO "Demonstration" { version 1 anchor scann }', _SCAN, _AGE, _ADULT, _SCANNED, ""),
        ),
        "\n".join(('protocol DEMO "Demonstration" { version 1 anchor scan }', _SCAN, _AGE, _ADULT, _SCANNED, "")),
        "Name a moment that the protocol declares, or `screening`.",
    ),
    "E234": CodeInfo(
        "A date with an offset in a rule",
        "Records need not say their offset from UTC. A date in a rule is one of each record's own clock.",
        _file(_SCAN, 'include I1 "Late" { require scan after 2025-07-01T10:00+02:00 }'),
        _file(_SCAN, 'include I1 "Late" { require scan after 2025-07-01T10:00 }'),
        "Leave the offset out.",
    ),
    "E301": CodeInfo(
        "No protocol header",
        "Every output names the protocol that it was made from.",
        "\n".join((*_BASE, "")),
        _file(*_BASE),
        'Begin the file with `protocol NCT00000000 "Title" { ... }`.',
    ),
    "E302": CodeInfo(
        "Two protocol headers",
        "A file holds one protocol.",
        _file('protocol OTHER "Other" { version 2 }', *_BASE),
        _file(*_BASE),
        "Move the other protocol into a file of its own.",
    ),
    "E303": CodeInfo(
        "No criteria",
        "Without criteria everyone would be eligible.",
        _file(_AGE),
        _file(*_BASE),
        "Write the criteria with `include` and `exclude`.",
    ),
    "E304": CodeInfo(
        "Source item that does not exist",
        "A criterion says that it restates an item which no source lists.",
        _file(
            'source registry "Registry" { inclusion 1 "Adults" }',
            _AGE,
            'include I1 "Adult" { from inclusion 11 require age >= 18 a }',
        ),
        _file(
            'source registry "Registry" { inclusion 1 "Adults" }',
            _AGE,
            'include I1 "Adult" { from inclusion 1 require age >= 18 a }',
        ),
        "Correct the number, or add the item to the source. With several sources name the one: `registry inclusion 1`.",
    ),
    "E305": CodeInfo(
        "Source item listed twice",
        "Each item of a source has one text.",
        _file('source registry "Registry" { inclusion 1 "Adults" inclusion 1 "Consent" }', *_BASE),
        _file('source registry "Registry" { inclusion 1 "Adults" inclusion 2 "Consent" }', *_BASE),
        "Give each item its own number.",
    ),
    "E306": CodeInfo(
        "Faulty values of a choice or a list",
        "The values of a choice, and those of a list, are different words, at least one. All lists of a protocol "
        "together come to 100,000 values at most, those of lists in lists counted each time.",
        _file(*_BASE, 'choice swab "Swab" of negative, positive, negative', 'include I2 "S" { require swab is known }'),
        _file(*_BASE, 'choice swab "Swab" of negative, positive', 'include I2 "S" { require swab is known }'),
        "List each value once.",
    ),
    "E307": CodeInfo(
        "Empty plausible range",
        "No value lies in a range that ends before it begins, so that every measurement would count as unknown.",
        _file(f"{_AGE} plausible 120 to 0", _ADULT),
        _file(f"{_AGE} plausible 0 to 120", _ADULT),
        "Write the lower end first.",
    ),
    "E308": CodeInfo(
        "Faulty `missing means`",
        "A missing flag may mean yes or no, a choice one of its values, a moment or a period that it never was (`no`). "
        "A missing number is always unknown.",
        _file(*_BASE, 'period drug "Drug" missing means yes', 'exclude E1 "Drug" { when drug at screening }'),
        _file(*_BASE, 'period drug "Drug" missing means no', 'exclude E1 "Drug" { when drug at screening }'),
        "Use a value of the fact's kind, or leave it out: then missing is unknown.",
    ),
    "E309": CodeInfo(
        "Faulty molar mass or precision",
        "A molar mass is a positive number of grams per mole; a precision is the positive step of a measurement.",
        _file(f"{_CREATININE} molar mass 113.12 g/dL", 'exclude E1 "Renal" { when creatinine > 2 mg/dL }'),
        _file(f"{_CREATININE} molar mass 113.12 g/mol", 'exclude E1 "Renal" { when creatinine > 2 mg/dL }'),
        "Write `molar mass 113.12 g/mol`, `precision 0.1`.",
    ),
    "E310": CodeInfo(
        "Fact given twice",
        "A patient has one value for each fact.",
        _file(*_BASE, 'patient p "P" { age 30 a age 40 a }', "expect p eligible"),
        _file(*_BASE, 'patient p "P" { age 30 a }', "expect p eligible"),
        "Leave one of them out.",
    ),
    "E311": CodeInfo(
        "Vignette against its declaration",
        "A patient gives a fact a value of another kind than its declaration says.",
        _file(*_BASE, 'flag consent "Consent"', 'include I2 "C" { require consent }', 'patient p "P" { consent 1 }'),
        _file(*_BASE, 'flag consent "Consent"', 'include I2 "C" { require consent }', 'patient p "P" { consent yes }'),
        "Write a number with its unit, `yes` or `no`, a value of the choice, a date, or `from DATE to DATE`.",
    ),
    "E312": CodeInfo(
        "Impossible date",
        "The calendar has no such day, or the day no such hour.",
        _file(_SCAN, 'include I1 "Done" { require scan before screening }', 'patient p "P" { scan 2025-02-30 }'),
        _file(_SCAN, 'include I1 "Done" { require scan before screening }', 'patient p "P" { scan 2025-02-28 }'),
        "Correct the date. Hours run from 00 to 23.",
    ),
    "E313": CodeInfo(
        "Times with and without an offset",
        "A time with a UTC offset and one without cannot be put in order.",
        _file(
            _SCAN,
            'include I1 "Done" { require scan before screening }',
            'patient p "P" { scan 2025-02-28T10:00 screening 2025-02-28T12:00+01:00 }',
        ),
        _file(
            _SCAN,
            'include I1 "Done" { require scan before screening }',
            'patient p "P" { scan 2025-02-28T10:00+01:00 screening 2025-02-28T12:00+01:00 }',
        ),
        "Write all times of a patient with an offset, or all without. Dates need none.",
    ),
    "E314": CodeInfo(
        "Period that ends before it starts",
        "A period's end is not earlier than its start.",
        _file(
            _PRESSORS,
            'include I1 "Shock" { require vasopressors at screening }',
            'patient p "P" { vasopressors from 2025-02-02 to 2025-02-01 }',
        ),
        _file(
            _PRESSORS,
            'include I1 "Shock" { require vasopressors at screening }',
            'patient p "P" { vasopressors from 2025-02-01 to 2025-02-02 }',
        ),
        "Exchange the two moments.",
    ),
    "E315": CodeInfo(
        "Patient like itself",
        "A patient takes its values from the one that it is like; in a circle there are none to take.",
        _file(*_BASE, 'patient a "A" like b { }', 'patient b "B" like a { }'),
        _file(*_BASE, 'patient a "A" like b { }', 'patient b "B" { age 30 a }'),
        "Write one of them without `like`.",
    ),
    "E316": CodeInfo(
        "Faulty expectation",
        "`because` lists the criteria that fail an ineligible patient, `needing` the facts that would decide an "
        "undetermined one.",
        _file(*_BASE, 'patient p "P" { age 3 a }', "expect p ineligible because age"),
        _file(*_BASE, 'patient p "P" { age 3 a }', "expect p ineligible because I1"),
        "Name criteria after `because` and facts after `needing`.",
    ),
    "E317": CodeInfo(
        "Patient with two expectations",
        "What is expected of a patient is said once, so that the two cannot disagree.",
        _file(*_BASE, 'patient p "P" { age 3 a }', "expect p ineligible", "expect p eligible"),
        _file(*_BASE, 'patient p "P" { age 3 a }', "expect p ineligible"),
        "Keep one of them, or write a second patient with `like`.",
    ),
    "E318": CodeInfo(
        "List that may or may not be complete",
        "Entries take the place of those taken over with `like`. Where that list was complete, it does not go without "
        "saying whether the new one is, too.",
        _file(
            _DOSES,
            'include I1 "Treated" { require any of doses where (amount > 5 mg and given_on before screening) }',
            'patient p "P" { doses { amount 5 mg } doses complete }',
            'patient q "Q" like p { doses { amount 6 mg } }',
        ),
        _file(
            _DOSES,
            'include I1 "Treated" { require any of doses where (amount > 5 mg and given_on before screening) }',
            'patient p "P" { doses { amount 5 mg } doses complete }',
            'patient q "Q" like p { doses { amount 6 mg } doses complete }',
        ),
        "Add `complete` if there are no other entries, `incomplete` if there may be.",
    ),
}
"""Every code of these passes."""
