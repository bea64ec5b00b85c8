"""Evaluators of an example that are wrong in one way, made by hand: of lists, choices, cases and the calendar.

The example is the combined vaccine. Most mistakes are made in the code for plain records; those of moments that are not
known exactly, in the definition of the protocol's meaning, which is what such records are left to.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .suite import Generated, made_of

EXAMPLE = Path(__file__).parents[3] / "protocols" / "examples" / "combined_vaccine.eligo"

FAST, MEANING = "at_once.py", "runtime/core"
"""The code for plain records, and the definition of the meaning."""


def vaccine() -> Generated:
    return made_of(EXAMPLE.read_text(encoding="utf-8"))


WRONG = [
    # lists
    ("only the first infection is looked at", "E5", FAST, "for entry_20 in covid_infections_list:",
     "for entry_20 in covid_infections_list[:1]:"),
    ("a list that may lack entries is taken for complete", "E5", FAST, "if covid_infections_complete and sure_9",
     "if sure_9"),
    ("one dose is enough where two are asked for", "I2", FAST, "    elif sure >= 2:\n        i2_doses = True",
     "    elif sure >= 1:\n        i2_doses = True"),
    ("every entry has to count where one is enough", "E13", FAST, "    elif sure_16 >= 1:",
     "    elif sure_16 >= len(cancers_list):"),
    ("an entry that may count does not", "E5", FAST, "        elif True:\n            maybe_11 += 1", "        elif False:\n            maybe_11 += 1"),
    # windows of entries
    ("90 days exactly is too long ago", "E5", FAST, "day_1 - DAYS_90 <= covid_infections_found_on_2 <= day_1",
     "day_1 - DAYS_90 < covid_infections_found_on_2 <= day_1"),
    ("what is to come counts", "E5", FAST, "day_1 - DAYS_90 <= covid_infections_found_on_2 <= day_1",
     "day_1 - DAYS_90 <= covid_infections_found_on_2"),
    ("a mean of all day long", "E17", FAST, "screening - HOURS_1 <= systolic_time_2 <= screening",
     "screening - timedelta(days=1) <= systolic_time_2 <= screening"),
    ("the window hangs from the wrong entry", "E11", FAST,
     "guillain_barre_began_on_2 - DAYS_42 <= vaccines_given_on_9 <= guillain_barre_began_on_2",
     "day_1 - DAYS_42 <= vaccines_given_on_9 <= day_1"),
    # the latest, and ties
    ("the earliest for the latest", "I2", FAST, "for entry_12 in reversed(vaccines_list):",
     "for entry_12 in vaccines_list:"),
    ("of two at one time the last in the list", "E12", FAST,
     "                if count and cd4_time_2 == before:\n                    raise Unusual\n", ""),
    ("a vaccine on the day itself was the latest", "I2", FAST, "vaccines_given_on_3 < day_1",
     "vaccines_given_on_3 <= day_1"),
    ("of entries that may be the latest the first is taken", "I2", f"{MEANING}/entries.py",
     "        high = sorted((t.high for t in times), reverse=True)[rank]",
     "        high = low"),
    # unknown timing
    ("an entry without its time counts", "E5", FAST,
     "        in_window_14: bool | None = None\n", "        in_window_14: bool | None = True\n"),
    ("an entry without its time does not count", "E5", FAST,
     "        in_window_14: bool | None = None\n", "        in_window_14: bool | None = False\n"),
    # what is chosen and added up
    ("a sum for a mean", "E17", FAST, "        mean /= count_4\n", "        pass\n"),
    ("the dose of 20 mg counts no more", "E6", FAST, "suppressants_dose_2 >= 20.0", "suppressants_dose_2 > 20.0"),
    ("what may count is not added to the sum", "E6", FAST, "            maybe_12 = True\n            continue",
     "            continue"),
    # ordered choices, cases
    ("only the worst grade is severe", "E9", FAST, 'OPTIONS_41 = ("severe", "anaphylaxis")',
     'OPTIONS_41 = ("anaphylaxis",)'),
    ("moderate is severe", "E9", FAST, 'OPTIONS_41 = ("severe", "anaphylaxis")',
     'OPTIONS_41 = ("moderate", "severe", "anaphylaxis")'),
    ("the branches of a case are swapped", "I2", FAST, "    if oldest:\n        chosen = 120.0",
     "    if oldest is False:\n        chosen = 120.0"),
    ("the last branch of a case is taken while its condition is unknown", "I2", FAST,
     "        chosen, chosen_high = between(120.0, 120.0, 180.0, 180.0)",
     "        chosen, chosen_high = 180.0, 180.0"),
    # the calendar
    ("a month has 30 days", "E12", FAST, "moved(day_1, -6, DAYS_0) <= viral_load_time_2.toordinal()",
     "day_1 - timedelta(days=180) <= viral_load_time_2"),
    ("five years for sixty months, and one more", "E13", FAST, "moved(day_1, -60, DAYS_0)", "moved(day_1, -61, DAYS_0)"),
    ("a date is its first instant", "", f"{MEANING}/moments.py",
     "return Written((first.toordinal() - 1) * DAY, last.toordinal() * DAY - 1, False)",
     "return Written((first.toordinal() - 1) * DAY, (first.toordinal() - 1) * DAY, False)"),
]  # fmt: skip
"""What is wrong, the criterion whose tests are run, where, what stands there, and what is put in its place."""


@pytest.mark.parametrize(("criterion", "file", "old", "new"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_the_suite_catches(criterion: str, file: str, old: str, new: str) -> None:
    named = f"test_{criterion}_" if criterion else ""
    assert vaccine().first_failure(vaccine().patched(file, old, new), named=named) != ""


@pytest.mark.parametrize("criterion", sorted({wrong[1] for wrong in WRONG if wrong[1]}))
def test_and_passes_on_the_right_evaluator(criterion: str) -> None:
    assert vaccine().first_failure(named=f"test_{criterion}_") == ""
