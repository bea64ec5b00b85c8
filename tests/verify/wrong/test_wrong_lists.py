"""Evaluators of an example that are wrong in one way, made by hand: of lists, choices, cases and the calendar.

The example is the combined vaccine. Most mistakes are made in the code that decides its records; one in the definition
of the meaning, which is what that code leaves the others to.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from .suite import Generated, made_of

pytestmark = pytest.mark.slow  # the suite is made first

EXAMPLE = Path(__file__).parents[3] / "protocols" / "examples" / "combined_vaccine.eligo"

CODE, MEANING = "ranges.py", "runtime/core"
"""The code for records with moments that may be uncertain, and the definition of the meaning."""


@cache
def vaccine() -> Generated:
    return made_of(EXAMPLE.read_text(encoding="utf-8"))


WRONG = [
    # lists
    ("only the first infection is looked at", "E5", CODE, "in covid_infections_list:", "in covid_infections_list[:1]:"),
    ("a list that may lack entries is taken for complete", "I3", CODE, "if covid_infections_complete and sure_9",
     "if sure_9"),
    ("one dose is enough where two are asked for", "I2", CODE, "    elif sure >= 2:\n        i2_doses = True",
     "    elif sure >= 1:\n        i2_doses = True"),
    ("every entry has to count where one is enough", "E13", CODE, "    elif sure_16 >= 1:",
     "    elif sure_16 >= len(cancers_list):"),
    ("an entry that may count does not", "E5", CODE, "        elif True:\n            maybe_10 += 1",
     "        elif False:\n            maybe_10 += 1"),
    # windows of entries
    ("90 days exactly is too long ago", "E5", CODE,
     "day_1_latest - DAYS_90 <= covid_infections_found_on and", "day_1_latest - DAYS_90 < covid_infections_found_on and"),
    ("what is to come counts", "E5", CODE, " and covid_infections_found_on_la <= day_1:", ":"),
    ("a mean of all day long", "E17", CODE, "HOURS_1 = timedelta(hours=1)", "HOURS_1 = timedelta(hours=24)"),
    ("the window hangs from the wrong moment", "E11", CODE,
     "guillain_barre_began_on_late - DAYS_42 <= vaccines_given_on_8", "day_1 - DAYS_42 <= vaccines_given_on_8"),
    ("what happens at the moment itself is the latest before it", "I2", CODE,
     "            if vaccines_given_on_2_latest < day_1:", "            if vaccines_given_on_2_latest <= day_1:"),
    # the latest, and ties
    ("of two at one time the last in the list", "E12", CODE,
     "if count and cd4_time_2_latest >= before:\n                    raise Unusual\n",
     "pass\n"),
    # unknown timing
    ("an entry without its time counts", "E5", CODE, "        in_window_13: bool | None = None\n",
     "        in_window_13: bool | None = True\n"),
    ("an entry without its time does not count", "E5", CODE, "        in_window_13: bool | None = None\n",
     "        in_window_13: bool | None = False\n"),
    # what is chosen and added up
    ("a sum for a mean", "E17", CODE, "        mean /= count_3\n", "        pass\n"),
    ("what may count is left out of a sum", "E6", CODE, "            maybe_11 = True\n            continue",
     "            continue"),
    # ordered choices, cases
    ("only the worst grade is severe", "E9", CODE, 'OPTIONS_23 = ("severe", "anaphylaxis")',
     'OPTIONS_23 = ("anaphylaxis",)'),
    ("the branches of a case are swapped", "I2", CODE, "    if oldest:\n        chosen = 120.0",
     "    if oldest is False:\n        chosen = 120.0"),
    # the calendar
    ("a month has 30 days", "E12", CODE, "moved(day_1_latest, -6, DAYS_0) <= viral_load_time.toordinal()",
     "day_1_latest - timedelta(days=180) <= viral_load_time"),
    ("61 months for five years", "E13", CODE, "moved(day_1_latest, -60, DAYS_0)", "moved(day_1_latest, -61, DAYS_0)"),
    ("a day is its first instant", "", f"{MEANING}/moments.py",
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
