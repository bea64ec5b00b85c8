"""Evaluators that are wrong in one way, made by hand from the generated one: the generated suite catches each.

They are mistakes that a compiler, a hand edit or an amendment could make. Each says what is wrong, in which file, and
what is put in place of what.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .suite import flagship

FAST, CHECKED, UNCERTAIN = "at_once.py", "decision.py", "ranges.py"
"""The code for plain records, for patients that were validated first, and for moments that are not known to the hour."""

UNKNOWN_CONSENT = """    elif consent is False:
        i4 = FAILED
        failed = True
    else:
        i4 = UNKNOWN
        unknown = True
"""

WRONG = [
    ("missing consent is a refusal", FAST, UNKNOWN_CONSENT, "    else:\n        i4 = FAILED\n        failed = True\n"),
    ("missing consent is consent", FAST, "    if consent:\n", "    if consent is not False:\n"),
    ("missing consent is a refusal once validated", CHECKED, UNKNOWN_CONSENT,
     "    else:\n        i4 = FAILED\n        failed = True\n"),
    ("exactly 18 years is too young", FAST, "age_at_screening >= 18.0", "age_at_screening > 18.0"),
    ("exactly 200 mmHg is let in", FAST, "oxygenation < 200.0", "oxygenation <= 200.0"),
    ("the ratio of 20 for 200", FAST, "oxygenation < 200.0", "oxygenation < 20.0"),
    ("PEEP of 5 is too little", FAST, "peep >= 5.0", "peep > 5.0"),
    ("PEEP is not looked at", FAST, " and peep >= 5.0", ""),
    ("a PEEP too low does not keep out", FAST, "        or peep < 5.0\n", ""),
    ("intubated or ventilated will do", FAST, "intubated and ventilated", "(intubated or ventilated)"),
    ("all signs of inflammation are asked for", FAST, "il6 > 80.0\n        or crp > 250.0", "(il6 > 80.0 and crp > 250.0)"),
    ("80 pg/mL is enough", FAST, "il6 > 80.0", "il6 >= 80.0"),
    ("lactate turned round", FAST, "or lactate > 4.0\n", "or lactate < 4.0\n"),
    ("bicarbonate of 18 counts", FAST, "bicarbonate < 18.0", "bicarbonate <= 18.0"),
    ("47 hours for 48", FAST, "DAYS_2 = timedelta(days=2)", "DAYS_2 = timedelta(hours=47)"),
    ("the window has no first end", FAST, "screening - DAYS_2 <= ards_diagnosed <= screening",
     "ards_diagnosed <= screening"),
    ("the window has no last end", FAST, "screening - DAYS_2 <= ards_diagnosed <= screening",
     "screening - DAYS_2 <= ards_diagnosed"),
    ("48 hours exactly is too late", FAST, "screening - DAYS_2 <= ards_diagnosed", "screening - DAYS_2 < ards_diagnosed"),
    ("an onset before the lesion", FAST, "insult_onset <= ards_onset <= insult_onset + DAYS_7",
     "ards_onset <= insult_onset + DAYS_7"),
    ("either start of the clock becomes both", FAST, "(in_window or in_window_2)", "(in_window and in_window_2)"),
    ("opacities that are explained count", FAST, "        and opacities_explained is False\n", ""),
    ("an hour of vasopressors is too short", FAST, "long_enough = vasopressors_start + HOURS_1 <= until",
     "long_enough = vasopressors_start + HOURS_1 < until"),
    ("vasopressors of long ago count", FAST, "(long_enough and in_window_4 and in_window_5)", "(long_enough and in_window_4)"),
    ("vasopressors that still run are not recent", FAST,
     "vasopressors_start is not None and vasopressors_end is None:\n        in_window_5 = True",
     "vasopressors_start is not None and vasopressors_end is None:\n        in_window_5 = False"),
    ("an onset to come counts", FAST, "        and in_window_3 is False\n", ""),
    ("treatment to come counts", FAST,
     "until = screening if vasopressors_end is None or vasopressors_end > screening else vasopressors_end",
     "until = screening if vasopressors_end is None else vasopressors_end"),
    ("no vasopressors on the chart is unknown", FAST,
     "    if vasopressors is None:\n        vasopressors = False\n", ""),
    ("an exclusion inverted", FAST, "    if malignancy is False:\n        e5 = PASSED\n    elif malignancy:\n",
     "    if malignancy:\n        e5 = PASSED\n    elif malignancy is False:\n"),
    ("a man has to be asked about pregnancy", FAST,
     '    elif pregnant is False or (sex == "male" and pregnant is None):', "    elif pregnant is False:"),
    ("a pregnancy counts only where the sex is recorded", FAST,
     'pregnant and (sex == "female" or pregnant is not None)', 'pregnant and sex == "female"'),
    ("a course of biologics that has ended counts", FAST,
     "anti_tnf_start <= screening and (anti_tnf_end is None or screening <= anti_tnf_end)",
     "anti_tnf_start <= screening"),
    ("a course that ends today does not count", FAST, "screening <= anti_tnf_end", "screening < anti_tnf_end"),
    ("the second biologic is not looked at", FAST, "elif in_progress or in_progress_2:", "elif in_progress:"),
    ("1.5 neutrophils are too few", FAST, "    if neutrophils >= 1.5:", "    if neutrophils > 1.5:"),
    ("women's factor for men", FAST, 'if sex == "female":\n            chosen = 0.85', 'if sex == "male":\n            chosen = 0.85'),
    ("0.80 for 0.85", FAST, "            chosen = 0.85\n", "            chosen = 0.8\n"),
    ("the estimate before the measurement", FAST, "    if renal_function != renal_function:\n", "    if creatinine == creatinine:\n"),
    ("a negative swab is the wrong one", FAST, 'covid_swab == "negative"', 'covid_swab == "positive"'),
    ("what is not plausible is used", "doubles.py", "        raise Unusual\n    return NAN\n",
     "        raise Unusual\n    return number\n"),
    ("a date is taken as midnight", "instants.py",
     "return datetime.combine(day, time.min), datetime.combine(day, time.max)",
     "return datetime.combine(day, time.min), datetime.combine(day, time.min)"),
    ("exactly 200 mmHg is let in where a moment is uncertain", UNCERTAIN, "oxygenation < 200.0", "oxygenation <= 200.0"),
    ("a millimetre of mercury is a tenth too large", "runtime/units/table.py", '"m[Hg]": (133322000', '"m[Hg]": (146654200'),
    ("a unit is not heeded", "runtime/core/reading.py", "return convert(value, known, declared, fact.molar_mass)", "return value"),
    ("a threshold mistyped in the definition", "program.py", 'Number(Fraction(80), "80 pg/mL"', 'Number(Fraction(90), "80 pg/mL"'),
    ("the verdict forgets what is unknown", FAST, "INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE",
     "INELIGIBLE if failed else ELIGIBLE"),
    ("unknown before failed", FAST, "INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE",
     "UNDETERMINED if unknown else INELIGIBLE if failed else ELIGIBLE"),
]  # fmt: skip
"""What is wrong, where, what stands there, and what is put in its place."""


@pytest.mark.parametrize(("file", "old", "new"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_the_suite_catches(file: str, old: str, new: str) -> None:
    assert flagship().first_failure(flagship().patched(file, old, new)) != ""


def nothing_implausible(package: Any) -> None:
    """Values that were not used are not named."""
    package.result.Result.implausible = property(lambda self: ())


def criteria_swapped(package: Any) -> None:
    """Two criteria change places in the result."""
    names = list(package.result.CRITERIA)
    names[0], names[1] = names[1], names[0]
    package.result.CRITERIA = dict.fromkeys(names, "")


WRAPPED: list[Callable[[Any], None]] = [nothing_implausible, criteria_swapped]


@pytest.mark.parametrize("wrap", WRAPPED, ids=lambda wrap: str(wrap.__doc__))
def test_the_suite_catches_a_result_that_tells_wrongly(wrap: Callable[[Any], None]) -> None:
    assert flagship().first_failure(wrap=wrap) != ""


def test_the_suite_passes_on_the_right_evaluator() -> None:
    assert flagship().first_failure() == ""
