"""Tests of the compiled criteria, made by eligo: not for editing.

Expected results were computed from the protocol when this file was made, by eligo's reference interpreter. The tests
use the compiled criteria alone.

First come the protocol's own patients. Then, criterion by criterion, patients who differ from one of them in a fact or
two: on either side of each limit, with each condition met, not met and not known, with values that are not plausible
or in another unit. Last comes what holds of all patients, tried on patients made by chance.
"""

# ruff: noqa: E501

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple
from zlib import crc32

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from anakinra_ards import FACTS, PROGRAM, Patient, Result, Verdict, screen, screen_json, screen_values, verdict
from anakinra_ards.ranges import decide_ranges, plain
from anakinra_ards.runtime.core.explain import explain
from anakinra_ards.runtime.core.interpret import Interpreter, evaluate
from anakinra_ards.runtime.core.pasted import patient_source
from anakinra_ards.runtime.core.program import SCREENING, Fact
from anakinra_ards.runtime.core.reading import read_record
from anakinra_ards.runtime.core.reads import Reads
from anakinra_ards.runtime.core.truth import FALSE, TRUE, UNKNOWN, negate
from anakinra_ards.unusual import Unusual

Record = dict[str, Any]


def like(patient: str, changes: Record) -> Record:
    """One of the patients below, or without a name an empty record, some facts changed; None is not known."""
    before = PATIENTS[patient] if patient else {}
    return {name: value for name, value in {**before, **changes}.items() if value is not None}


PATIENTS: dict[str, Record] = {}
"""The protocol's own patients, by name."""
# Septic shock, first day of ARDS
PATIENTS["septic"] = {
    "screening": "2025-11-03T10:00",
    "age": 54,
    "sex": "female",
    "weight": 70,
    "in_icu": True,
    "intubated": True,
    "ventilated": True,
    "ards_diagnosed": "2025-11-02T18:00",
    "pf_ratio": 142,
    "peep": 10,
    "insult_onset": "2025-10-31T08:00",
    "symptoms_onset": "2025-11-01T20:00",
    "ards_onset": "2025-11-02T16:00",
    "bilateral_opacities": True,
    "opacities_explained": False,
    "failure_explained": False,
    "il6": 310,
    "crp": 280,
    "vasopressors": {"start": "2025-11-02T20:00"},
    "bicarbonate": 17,
    "lactate": 4.8,
    "consent": True,
    "covid_swab": "negative",
    "pregnant": False,
    "lactating": False,
    "anakinra_hypersensitivity": False,
    "ecoli_hypersensitivity": False,
    "anti_tnf": False,
    "other_biologic": False,
    "neutrophils": 8.2,
    "malignancy": False,
    "creatinine": 0.9,
}
# Exactly 200 mmHg
PATIENTS["edge_ratio"] = like("septic", {"pf_ratio": 200})
# Just below 200 mmHg
PATIENTS["below_ratio"] = like("septic", {"pf_ratio": 199})
# Ratio from PaO2 80 mmHg on 40 % oxygen: exactly 200
PATIENTS["computed_ratio"] = like("septic", {"pf_ratio": None, "pao2": 80, "fio2": 0.4})
# The blood gas in kPa
PATIENTS["kilopascal"] = like(
    "computed_ratio",
    {"pao2": {"value": 10, "unit": "kPa"}, "fio2": {"value": 50, "unit": "%"}},
)
# Blood gas not back yet
PATIENTS["no_blood_gas"] = like("septic", {"pf_ratio": None})
# A ratio of 7 is a typing error, not a value
PATIENTS["implausible_ratio"] = like("septic", {"pf_ratio": 7})
# Diagnosed exactly 48 hours ago
PATIENTS["edge_time"] = like("septic", {"ards_diagnosed": "2025-11-01T10:00"})
# Diagnosed 48 hours and a minute ago
PATIENTS["late"] = like("septic", {"ards_diagnosed": "2025-11-01T09:59"})
# Only the day of the diagnosis is known, and the hour decides
PATIENTS["vague_day"] = like("septic", {"ards_diagnosed": "2025-11-01"})
# Only the day is known, and any hour of it is in time
PATIENTS["clear_day"] = like("septic", {"ards_diagnosed": "2025-11-02"})
# A diagnosis after the screening is not in the window
PATIENTS["future"] = like("septic", {"ards_diagnosed": "2025-11-03T11:00"})
# PEEP of 4
PATIENTS["low_peep"] = like("septic", {"peep": 4})
# PEEP of exactly 5
PATIENTS["edge_peep"] = like("septic", {"peep": 5})
# Eighteen today
PATIENTS["birthday"] = like("septic", {"age": None, "born": "2007-11-03", "creatinine_clearance": 110})
# Eighteen tomorrow
PATIENTS["day_before"] = like("birthday", {"born": "2007-11-04"})
# Neither age nor date of birth
PATIENTS["ageless"] = like("birthday", {"born": None})
# More than a week after lesion and symptoms
PATIENTS["late_onset"] = like("septic", {"insult_onset": "2025-10-20T08:00", "symptoms_onset": "2025-10-21T08:00"})
# Lesion long ago, but symptoms within exactly a week
PATIENTS["symptoms_count"] = like("septic", {"insult_onset": "2025-09-01", "symptoms_onset": "2025-10-26T16:00"})
# An onset after the screening
PATIENTS["onset_to_come"] = like("septic", {"ards_onset": "2025-11-03T10:01"})
# Opacities are lung collapse
PATIENTS["collapse"] = like("septic", {"opacities_explained": True})
# The physician has not judged the heart yet
PATIENTS["judgement_open"] = like("septic", {"failure_explained": None})
# No part of the profile
PATIENTS["quiet"] = like("septic", {"il6": 80, "crp": 250, "vasopressors": False, "bicarbonate": 18, "lactate": 4})
# Vasopressors for 59 minutes, nothing else
PATIENTS["brief_pressor"] = like("quiet", {"vasopressors": {"start": "2025-11-03T06:00", "end": "2025-11-03T06:59"}})
# Vasopressors for exactly an hour, ended
PATIENTS["hour_of_pressor"] = like("quiet", {"vasopressors": {"start": "2025-11-03T06:00", "end": "2025-11-03T07:00"}})
# Vasopressors still running, begun an hour ago
PATIENTS["running_pressor"] = like("quiet", {"vasopressors": {"start": "2025-11-03T09:00"}})
# Vasopressors that ended exactly 48 hours ago
PATIENTS["pressor_two_days_ago"] = like(
    "quiet",
    {"vasopressors": {"start": "2025-11-01T06:00", "end": "2025-11-01T10:00"}},
)
# Vasopressors that ended 48 hours and a minute ago
PATIENTS["earlier_pressor"] = like("quiet", {"vasopressors": {"start": "2025-11-01T06:00", "end": "2025-11-01T09:59"}})
# Vasopressors in another illness, years ago
PATIENTS["pressor_of_old"] = like("quiet", {"vasopressors": {"start": "2019-03-01", "end": "2019-03-04"}})
# Lactate in mg/dL, just above 4 mmol/L, without IL-6
PATIENTS["only_lactate"] = like("quiet", {"il6": None, "lactate": {"value": 36.1, "unit": "mg/dL"}})
# Only interleukin-6 can still decide the profile
PATIENTS["il6_pending"] = like("quiet", {"il6": None})
# Consent refused
PATIENTS["refused"] = like("septic", {"consent": False})
# Consent not asked yet
PATIENTS["unasked"] = like("septic", {"consent": None})
# Swab positive
PATIENTS["covid"] = like("septic", {"covid_swab": "positive"})
# Swab pending
PATIENTS["swab_pending"] = like("septic", {"covid_swab": None})
# Pregnant
PATIENTS["expecting"] = like("septic", {"pregnant": True})
# A man, never asked about pregnancy
PATIENTS["man"] = like("septic", {"sex": "male", "pregnant": None, "lactating": None})
# Pregnant, and the sex was not recorded
PATIENTS["sex_unrecorded"] = like("expecting", {"sex": None})
# Neither sex nor pregnancy recorded
PATIENTS["never_asked"] = like("sex_unrecorded", {"pregnant": None, "creatinine_clearance": 110})
# Hypersensitive to E. coli proteins
PATIENTS["allergic"] = like("septic", {"ecoli_hypersensitivity": True})
# Anti-TNF course in progress
PATIENTS["on_infliximab"] = like("septic", {"anti_tnf": {"start": "2025-10-01"}})
# Another biologic, ended in summer
PATIENTS["past_biologic"] = like("septic", {"other_biologic": {"start": "2025-05-01", "end": "2025-07-31"}})
# Neutrophils 1.4
PATIENTS["neutropenic"] = like("septic", {"neutrophils": 1.4})
# Neutrophils exactly 1.5, counted per microlitre
PATIENTS["edge_neutrophils"] = like("septic", {"neutrophils": {"value": 1500, "unit": "/uL"}})
# Lymphoma in remission
PATIENTS["remission"] = like("septic", {"malignancy": True})
# Measured clearance exactly 60
PATIENTS["edge_clearance"] = like("septic", {"creatinine_clearance": 60})
# Measured clearance 59, though the estimate is normal
PATIENTS["low_clearance"] = like("septic", {"creatinine_clearance": 59})
# Cockcroft-Gault at exactly 60 mL/min in a man
PATIENTS["estimated"] = like("man", {"age": 68, "weight": 60, "creatinine": 1})
# The same numbers in a woman: 51 mL/min
PATIENTS["estimated_woman"] = like("septic", {"age": 68, "weight": 60, "creatinine": 1})
# Sex not recorded, and the estimate is normal for men and women alike
PATIENTS["sex_open"] = like("septic", {"sex": None})
# Sex not recorded, and the estimate is low for men and women alike
PATIENTS["sex_open_low"] = like("sex_open", {"creatinine": 2})
# No creatinine, no clearance
PATIENTS["no_creatinine"] = like("septic", {"creatinine": None})
# Two reasons at once
PATIENTS["twice_out"] = like("refused", {"malignancy": True})
ELIGIBLE: list[str] = [
    "septic",
    "below_ratio",
    "kilopascal",
    "edge_time",
    "clear_day",
    "edge_peep",
    "birthday",
    "symptoms_count",
    "hour_of_pressor",
    "running_pressor",
    "pressor_two_days_ago",
    "only_lactate",
    "man",
    "past_biologic",
    "edge_neutrophils",
    "edge_clearance",
    "estimated",
    "sex_open",
]

"""Those of whom the author expects that they are eligible."""


@dataclass(frozen=True)
class Case:
    """One patient and what the criteria say: those not named as failed or unknown pass."""

    title: str
    patient: str
    changes: Record
    verdict: str
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    implausible: tuple[str, ...] = ()


def case(
    title: str,
    patient: str,
    changes: Record,
    verdict: str,
    *,
    failed: Iterable[str] = (),
    unknown: Iterable[str] = (),
    needs: Iterable[str] = (),
    implausible: Iterable[str] = (),
) -> Any:
    """A row of the tables below."""
    made = Case(title, patient, changes, verdict, tuple(failed), tuple(unknown), tuple(needs), tuple(implausible))
    return pytest.param(made, id=title)


class Said(NamedTuple):
    """What is said of a patient; the criteria that are not named pass."""

    verdict: str
    failed: tuple[str, ...]
    unknown: tuple[str, ...]

    def of(self, criterion: str) -> str:
        """What is said of one criterion."""
        return "failed" if criterion in self.failed else "unknown" if criterion in self.unknown else "passed"


def said(verdict: str, outcomes: Mapping[str, str]) -> Said:
    """Verdict and outcomes as a case names them."""
    failed = tuple(name for name, outcome in outcomes.items() if outcome == "failed")
    return Said(str(verdict), failed, tuple(name for name, outcome in outcomes.items() if outcome == "unknown"))


# ---------------------------------------------------------------- the protocol's own patients


@pytest.mark.parametrize(
    ("patient", "verdict", "because", "needing"),
    [
        pytest.param("septic", "eligible", None, None, id="septic eligible"),
        pytest.param("edge_ratio", "ineligible", ["I1"], None, id="edge_ratio ineligible"),
        pytest.param("below_ratio", "eligible", None, None, id="below_ratio eligible"),
        pytest.param("computed_ratio", "ineligible", ["I1"], None, id="computed_ratio ineligible"),
        pytest.param("kilopascal", "eligible", None, None, id="kilopascal eligible"),
        pytest.param(
            "no_blood_gas",
            "undetermined",
            None,
            ["pf_ratio", "pao2", "fio2"],
            id="no_blood_gas undetermined",
        ),
        pytest.param(
            "implausible_ratio",
            "undetermined",
            None,
            ["pf_ratio", "pao2", "fio2"],
            id="implausible_ratio undetermined",
        ),
        pytest.param("edge_time", "eligible", None, None, id="edge_time eligible"),
        pytest.param("late", "ineligible", ["I1"], None, id="late ineligible"),
        pytest.param("vague_day", "undetermined", None, ["ards_diagnosed"], id="vague_day undetermined"),
        pytest.param("clear_day", "eligible", None, None, id="clear_day eligible"),
        pytest.param("future", "ineligible", ["I1"], None, id="future ineligible"),
        pytest.param("low_peep", "ineligible", ["I1"], None, id="low_peep ineligible"),
        pytest.param("edge_peep", "eligible", None, None, id="edge_peep eligible"),
        pytest.param("birthday", "eligible", None, None, id="birthday eligible"),
        pytest.param("day_before", "ineligible", ["A1"], None, id="day_before ineligible"),
        pytest.param("ageless", "undetermined", None, ["age", "born"], id="ageless undetermined"),
        pytest.param("late_onset", "ineligible", ["I2"], None, id="late_onset ineligible"),
        pytest.param("symptoms_count", "eligible", None, None, id="symptoms_count eligible"),
        pytest.param("onset_to_come", "ineligible", ["I2"], None, id="onset_to_come ineligible"),
        pytest.param("collapse", "ineligible", ["I2"], None, id="collapse ineligible"),
        pytest.param("judgement_open", "undetermined", None, ["failure_explained"], id="judgement_open undetermined"),
        pytest.param("quiet", "ineligible", ["I3"], None, id="quiet ineligible"),
        pytest.param("brief_pressor", "ineligible", ["I3"], None, id="brief_pressor ineligible"),
        pytest.param("hour_of_pressor", "eligible", None, None, id="hour_of_pressor eligible"),
        pytest.param("running_pressor", "eligible", None, None, id="running_pressor eligible"),
        pytest.param("pressor_two_days_ago", "eligible", None, None, id="pressor_two_days_ago eligible"),
        pytest.param("earlier_pressor", "ineligible", ["I3"], None, id="earlier_pressor ineligible"),
        pytest.param("pressor_of_old", "ineligible", ["I3"], None, id="pressor_of_old ineligible"),
        pytest.param("only_lactate", "eligible", None, None, id="only_lactate eligible"),
        pytest.param("il6_pending", "undetermined", None, ["il6"], id="il6_pending undetermined"),
        pytest.param("refused", "ineligible", ["I4"], None, id="refused ineligible"),
        pytest.param("unasked", "undetermined", None, ["consent"], id="unasked undetermined"),
        pytest.param("covid", "ineligible", ["I5"], None, id="covid ineligible"),
        pytest.param("swab_pending", "undetermined", None, ["covid_swab"], id="swab_pending undetermined"),
        pytest.param("expecting", "ineligible", ["E1"], None, id="expecting ineligible"),
        pytest.param("man", "eligible", None, None, id="man eligible"),
        pytest.param("sex_unrecorded", "ineligible", ["E1"], None, id="sex_unrecorded ineligible"),
        pytest.param("never_asked", "undetermined", None, ["sex", "pregnant"], id="never_asked undetermined"),
        pytest.param("allergic", "ineligible", ["E2"], None, id="allergic ineligible"),
        pytest.param("on_infliximab", "ineligible", ["E3"], None, id="on_infliximab ineligible"),
        pytest.param("past_biologic", "eligible", None, None, id="past_biologic eligible"),
        pytest.param("neutropenic", "ineligible", ["E4"], None, id="neutropenic ineligible"),
        pytest.param("edge_neutrophils", "eligible", None, None, id="edge_neutrophils eligible"),
        pytest.param("remission", "ineligible", ["E5"], None, id="remission ineligible"),
        pytest.param("edge_clearance", "eligible", None, None, id="edge_clearance eligible"),
        pytest.param("low_clearance", "ineligible", ["E6"], None, id="low_clearance ineligible"),
        pytest.param("estimated", "eligible", None, None, id="estimated eligible"),
        pytest.param("estimated_woman", "ineligible", ["E6"], None, id="estimated_woman ineligible"),
        pytest.param("sex_open", "eligible", None, None, id="sex_open eligible"),
        pytest.param("sex_open_low", "ineligible", ["E6"], None, id="sex_open_low ineligible"),
        pytest.param(
            "no_creatinine",
            "undetermined",
            None,
            ["creatinine", "creatinine_clearance"],
            id="no_creatinine undetermined",
        ),
        pytest.param("twice_out", "ineligible", ["I4", "E5"], None, id="twice_out ineligible"),
    ],
)
def test_patients(patient: str, verdict: str, because: list[str] | None, needing: list[str] | None) -> None:
    result = screen(PATIENTS[patient])
    assert result.verdict == verdict, shown(f"{patient} is {verdict}", PATIENTS[patient])
    if because is not None:
        failed = {name for name, outcome in result.outcomes.items() if outcome == "failed"}
        assert failed == set(because), shown(f"{patient} fails {listed(because)}", PATIENTS[patient])
    if needing is not None:
        needed = set(result.needs)
        assert needed == set(needing), shown(f"{patient} needs {listed(needing)}", PATIENTS[patient])
    for record in (PATIENTS[patient], plainly(PATIENTS[patient])):
        agree(patient, record)
        agree(f"{patient} without the screening", {n: value for n, value in record.items() if n != SCREENING})
        agree(f"{patient} in other units", in_other_units(record))
        agree(f"{patient} with the same numbers of other units", in_other_units(record, converted=False))


# ---------------------------------------------------------------- each criterion


# A1: Adult
A1_CASES = [
    case("holds: Age at screening at least 18 years", "septic", {}, "eligible"),
    case("does not hold: Age at screening at least 18 years", "septic", {"age": 17}, "ineligible", failed=["A1"]),
    case(
        "not known: Age at screening at least 18 years",
        "septic",
        {"age": None},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
    ),
    case(
        "screening below its limit: 2025-11-02T00:00",
        "birthday",
        {"screening": "2025-11-02T00:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case("screening at its limit: 2025-11-03T00:00", "birthday", {"screening": "2025-11-03T00:00"}, "eligible"),
    case("screening above its limit: 2025-11-04T00:00", "birthday", {"screening": "2025-11-04T00:00"}, "eligible"),
    case(
        "screening below its limit: 2025-11-02T12:00",
        "birthday",
        {"screening": "2025-11-02T12:00", "born": "2007-11-03T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-11-03T12:00",
        "birthday",
        {"screening": "2025-11-03T12:00", "born": "2007-11-03T12:00"},
        "eligible",
    ),
    case(
        "screening above its limit: 2025-11-04T12:00",
        "birthday",
        {"screening": "2025-11-04T12:00", "born": "2007-11-03T12:00"},
        "eligible",
    ),
    case(
        "screening below its limit: 2025-08-30T12:00",
        "birthday",
        {"screening": "2025-08-30T12:00", "born": "2007-08-31T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-08-31T12:00",
        "birthday",
        {"screening": "2025-08-31T12:00", "born": "2007-08-31T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening above its limit: 2025-09-01T12:00",
        "birthday",
        {"screening": "2025-09-01T12:00", "born": "2007-08-31T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening below its limit: 2022-02-27T12:00",
        "birthday",
        {"screening": "2022-02-27T12:00", "born": "2004-02-29T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "screening at its limit: 2022-02-28T12:00",
        "birthday",
        {"screening": "2022-02-28T12:00", "born": "2004-02-29T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "screening above its limit: 2022-03-01T12:00",
        "birthday",
        {"screening": "2022-03-01T12:00", "born": "2004-02-29T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case("age at its limit: 18", "septic", {"age": 18}, "eligible"),
    case("age above its limit: 19", "septic", {"age": 19}, "eligible"),
    case("born below its limit: 2007-11-02T10:00", "birthday", {"born": "2007-11-02T10:00"}, "eligible"),
    case("born at its limit: 2007-11-03T10:00", "birthday", {"born": "2007-11-03T10:00"}, "eligible"),
    case(
        "born above its limit: 2007-11-04T10:00",
        "birthday",
        {"born": "2007-11-04T10:00"},
        "ineligible",
        failed=["A1"],
    ),
    case(
        "born below its limit, screening without the hour: 2007-11-02T00:00",
        "birthday",
        {"born": "2007-11-02T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "born at its limit, screening without the hour: 2007-11-03T00:00",
        "birthday",
        {"born": "2007-11-03T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "born above its limit, screening without the hour: 2007-11-04T00:00",
        "birthday",
        {"born": "2007-11-04T00:00", "screening": "2025-11-03"},
        "ineligible",
        failed=["A1"],
    ),
    case(
        "born below its limit: 2007-08-30T12:00",
        "birthday",
        {"born": "2007-08-30T12:00", "screening": "2025-08-31T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born above its limit: 2007-09-01T12:00",
        "birthday",
        {"born": "2007-09-01T12:00", "screening": "2025-08-31T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "born below its limit: 2006-02-27T12:00",
        "birthday",
        {"born": "2006-02-27T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born at its limit: 2006-02-28T12:00",
        "birthday",
        {"born": "2006-02-28T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born above its limit: 2006-03-01T12:00",
        "birthday",
        {"born": "2006-03-01T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case("born below its limit: 2007-11-02T10:00, like ageless", "ageless", {"born": "2007-11-02T10:00"}, "eligible"),
    case("born at its limit: 2007-11-03T10:00, like ageless", "ageless", {"born": "2007-11-03T10:00"}, "eligible"),
    case(
        "born above its limit: 2007-11-04T10:00, like ageless",
        "ageless",
        {"born": "2007-11-04T10:00"},
        "ineligible",
        failed=["A1"],
    ),
    case(
        "born below its limit, screening without the hour: 2007-11-02T00:00, like ageless",
        "ageless",
        {"born": "2007-11-02T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "born at its limit, screening without the hour: 2007-11-03T00:00, like ageless",
        "ageless",
        {"born": "2007-11-03T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "born above its limit, screening without the hour: 2007-11-04T00:00, like ageless",
        "ageless",
        {"born": "2007-11-04T00:00", "screening": "2025-11-03"},
        "ineligible",
        failed=["A1"],
    ),
    case(
        "born below its limit: 2007-08-30T12:00, like ageless",
        "ageless",
        {"born": "2007-08-30T12:00", "screening": "2025-08-31T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born at its limit: 2007-08-31T12:00",
        "ageless",
        {"born": "2007-08-31T12:00", "screening": "2025-08-31T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born above its limit: 2007-09-01T12:00, like ageless",
        "ageless",
        {"born": "2007-09-01T12:00", "screening": "2025-08-31T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case(
        "born below its limit: 2006-02-27T12:00, like ageless",
        "ageless",
        {"born": "2006-02-27T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born at its limit: 2006-02-28T12:00, like ageless",
        "ageless",
        {"born": "2006-02-28T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "born above its limit: 2006-03-01T12:00, like ageless",
        "ageless",
        {"born": "2006-03-01T12:00", "screening": "2024-02-29T12:00"},
        "ineligible",
        failed=["A1", "I1", "I2"],
    ),
    case("fails this criterion and no other", "day_before", {}, "ineligible", failed=["A1"]),
    case("age at the lowest plausible value: 0", "septic", {"age": 0}, "ineligible", failed=["A1"]),
    case(
        "age below what is plausible: -1",
        "septic",
        {"age": -1},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
        implausible=["age"],
    ),
    case("age at the highest plausible value: 120", "septic", {"age": 120}, "ineligible", failed=["E6"]),
    case(
        "age above what is plausible: 121",
        "septic",
        {"age": 121},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
        implausible=["age"],
    ),
    case("age in mo: 648", "septic", {"age": {"value": 648, "unit": "mo"}}, "eligible"),
    case(
        "shows this mistake in age_at_screening: `otherwise` the other way round",
        "septic",
        {"age": 17, "born": "2007-11-03T10:00"},
        "ineligible",
        failed=["A1"],
    ),
]


@pytest.mark.parametrize("case", A1_CASES)
def test_A1_adult(case: Case) -> None:
    check("A1", case)


# I1: Moderate to severe ARDS of at most 48 hours, ventilated
I1_CASES = [
    case("holds: Admitted to an intensive care unit", "septic", {}, "eligible"),
    case("does not hold: Admitted to an intensive care unit", "septic", {"in_icu": False}, "ineligible", failed=["I1"]),
    case(
        "not known: Admitted to an intensive care unit",
        "septic",
        {"in_icu": None},
        "undetermined",
        unknown=["I1"],
        needs=["in_icu"],
    ),
    case(
        "does not hold: Diagnosis of moderate to severe ARDS within 48 hours before screening",
        "septic",
        {"ards_diagnosed": "2025-11-01T09:59"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "not known: Diagnosis of moderate to severe ARDS within 48 hours before screening",
        "septic",
        {"ards_diagnosed": None},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "does not hold: Given or computed PaO2/FiO2 ratio below 200 mmHg",
        "septic",
        {"pf_ratio": 200},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "not known: Given or computed PaO2/FiO2 ratio below 200 mmHg",
        "septic",
        {"pf_ratio": None},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "pao2", "fio2"],
    ),
    case(
        "does not hold: Positive end-expiratory pressure (PEEP) at least 5 cmH2O",
        "septic",
        {"peep": 4},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "not known: Positive end-expiratory pressure (PEEP) at least 5 cmH2O",
        "septic",
        {"peep": None},
        "undetermined",
        unknown=["I1"],
        needs=["peep"],
    ),
    case("does not hold: Intubated", "septic", {"intubated": False}, "ineligible", failed=["I1"]),
    case("not known: Intubated", "septic", {"intubated": None}, "undetermined", unknown=["I1"], needs=["intubated"]),
    case(
        "does not hold: On invasive mechanical ventilation",
        "septic",
        {"ventilated": False},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "not known: On invasive mechanical ventilation",
        "septic",
        {"ventilated": None},
        "undetermined",
        unknown=["I1"],
        needs=["ventilated"],
    ),
    case("screening below its limit: 2025-11-04T17:59", "septic", {"screening": "2025-11-04T17:59"}, "eligible"),
    case("screening at its limit: 2025-11-04T18:00", "septic", {"screening": "2025-11-04T18:00"}, "eligible"),
    case(
        "screening above its limit: 2025-11-04T18:01",
        "septic",
        {"screening": "2025-11-04T18:01"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit, ards_diagnosed without the hour: 2025-11-03T23:59",
        "septic",
        {"screening": "2025-11-03T23:59", "ards_diagnosed": "2025-11-02"},
        "eligible",
    ),
    case(
        "screening at its limit, ards_diagnosed without the hour: 2025-11-04T00:00",
        "septic",
        {"screening": "2025-11-04T00:00", "ards_diagnosed": "2025-11-02"},
        "eligible",
    ),
    case(
        "screening above its limit, ards_diagnosed without the hour: 2025-11-04T00:01",
        "septic",
        {"screening": "2025-11-04T00:01", "ards_diagnosed": "2025-11-02"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening below its limit, ards_diagnosed without the hour: 2025-11-04T23:58:59.999999",
        "septic",
        {"screening": "2025-11-04T23:58:59.999999", "ards_diagnosed": "2025-11-02"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening at its limit, ards_diagnosed without the hour: 2025-11-04T23:59:59.999999",
        "septic",
        {"screening": "2025-11-04T23:59:59.999999", "ards_diagnosed": "2025-11-02"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening above its limit, ards_diagnosed without the hour: 2025-11-05T00:00:59.999999",
        "septic",
        {"screening": "2025-11-05T00:00:59.999999", "ards_diagnosed": "2025-11-02"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit, ards_diagnosed without the hour: 2025-11-01T23:59",
        "septic",
        {"screening": "2025-11-01T23:59", "ards_diagnosed": "2025-11-02"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit, ards_diagnosed without the hour: 2025-11-02T00:00",
        "septic",
        {"screening": "2025-11-02T00:00", "ards_diagnosed": "2025-11-02"},
        "ineligible",
        failed=["I2"],
        unknown=["I1"],
    ),
    case(
        "screening above its limit, ards_diagnosed without the hour: 2025-11-02T00:01",
        "septic",
        {"screening": "2025-11-02T00:01", "ards_diagnosed": "2025-11-02"},
        "ineligible",
        failed=["I2"],
        unknown=["I1"],
    ),
    case(
        "screening below its limit, ards_diagnosed without the hour: 2025-11-02T23:58:59.999999",
        "septic",
        {"screening": "2025-11-02T23:58:59.999999", "ards_diagnosed": "2025-11-02"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening at its limit, ards_diagnosed without the hour: 2025-11-02T23:59:59.999999",
        "septic",
        {"screening": "2025-11-02T23:59:59.999999", "ards_diagnosed": "2025-11-02"},
        "eligible",
    ),
    case(
        "screening above its limit, ards_diagnosed without the hour: 2025-11-03T00:00:59.999999",
        "septic",
        {"screening": "2025-11-03T00:00:59.999999", "ards_diagnosed": "2025-11-02"},
        "eligible",
    ),
    case(
        "screening below its limit: 2025-11-02T17:59",
        "septic",
        {"screening": "2025-11-02T17:59"},
        "ineligible",
        failed=["I1"],
    ),
    case("screening at its limit: 2025-11-02T18:00", "septic", {"screening": "2025-11-02T18:00"}, "eligible"),
    case("screening above its limit: 2025-11-02T18:01", "septic", {"screening": "2025-11-02T18:01"}, "eligible"),
    case("screening below its limit: 2025-11-03T23:59", "clear_day", {"screening": "2025-11-03T23:59"}, "eligible"),
    case("screening at its limit: 2025-11-04T00:00", "clear_day", {"screening": "2025-11-04T00:00"}, "eligible"),
    case(
        "screening above its limit: 2025-11-04T00:01",
        "clear_day",
        {"screening": "2025-11-04T00:01"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening below its limit: 2025-11-04T11:59",
        "clear_day",
        {"screening": "2025-11-04T11:59", "ards_diagnosed": "2025-11-02T12:00"},
        "eligible",
    ),
    case(
        "screening at its limit: 2025-11-04T12:00",
        "clear_day",
        {"screening": "2025-11-04T12:00", "ards_diagnosed": "2025-11-02T12:00"},
        "eligible",
    ),
    case(
        "screening above its limit: 2025-11-04T12:01",
        "clear_day",
        {"screening": "2025-11-04T12:01", "ards_diagnosed": "2025-11-02T12:00"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit: 2025-11-02T11:59",
        "clear_day",
        {"screening": "2025-11-02T11:59", "ards_diagnosed": "2025-11-02T12:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-11-02T12:00",
        "clear_day",
        {"screening": "2025-11-02T12:00", "ards_diagnosed": "2025-11-02T12:00"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "screening above its limit: 2025-11-02T12:01",
        "clear_day",
        {"screening": "2025-11-02T12:01", "ards_diagnosed": "2025-11-02T12:00"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "screening below its limit: 2025-11-04T23:58:59.999999",
        "clear_day",
        {"screening": "2025-11-04T23:58:59.999999"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening at its limit: 2025-11-04T23:59:59.999999",
        "clear_day",
        {"screening": "2025-11-04T23:59:59.999999"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening above its limit: 2025-11-05T00:00:59.999999",
        "clear_day",
        {"screening": "2025-11-05T00:00:59.999999"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit: 2025-11-01T23:59",
        "clear_day",
        {"screening": "2025-11-01T23:59"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-11-02T00:00",
        "clear_day",
        {"screening": "2025-11-02T00:00"},
        "ineligible",
        failed=["I2"],
        unknown=["I1"],
    ),
    case(
        "screening above its limit: 2025-11-02T00:01",
        "clear_day",
        {"screening": "2025-11-02T00:01"},
        "ineligible",
        failed=["I2"],
        unknown=["I1"],
    ),
    case(
        "screening below its limit: 2025-11-02T23:58:59.999999",
        "clear_day",
        {"screening": "2025-11-02T23:58:59.999999"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case(
        "screening at its limit: 2025-11-02T23:59:59.999999",
        "clear_day",
        {"screening": "2025-11-02T23:59:59.999999"},
        "eligible",
    ),
    case(
        "screening above its limit: 2025-11-03T00:00:59.999999",
        "clear_day",
        {"screening": "2025-11-03T00:00:59.999999"},
        "eligible",
    ),
    case("ards_diagnosed at its limit: 2025-11-01T10:00", "septic", {"ards_diagnosed": "2025-11-01T10:00"}, "eligible"),
    case(
        "ards_diagnosed above its limit: 2025-11-01T10:01",
        "septic",
        {"ards_diagnosed": "2025-11-01T10:01"},
        "eligible",
    ),
    case(
        "ards_diagnosed below its limit, screening without the hour: 2025-10-31T23:59",
        "septic",
        {"ards_diagnosed": "2025-10-31T23:59", "screening": "2025-11-03"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "ards_diagnosed at its limit, screening without the hour: 2025-11-01T00:00",
        "septic",
        {"ards_diagnosed": "2025-11-01T00:00", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed above its limit, screening without the hour: 2025-11-01T00:01",
        "septic",
        {"ards_diagnosed": "2025-11-01T00:01", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed below its limit, screening without the hour: 2025-11-01T23:58:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-01T23:58:59.999999", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed at its limit, screening without the hour: 2025-11-01T23:59:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-01T23:59:59.999999", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_diagnosed above its limit, screening without the hour: 2025-11-02T00:00:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-02T00:00:59.999999", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_diagnosed below its limit, screening without the hour: 2025-11-02T23:59",
        "septic",
        {"ards_diagnosed": "2025-11-02T23:59", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_diagnosed at its limit, screening without the hour: 2025-11-03T00:00",
        "septic",
        {"ards_diagnosed": "2025-11-03T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_diagnosed above its limit, screening without the hour: 2025-11-03T00:01",
        "septic",
        {"ards_diagnosed": "2025-11-03T00:01", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed below its limit, screening without the hour: 2025-11-03T23:58:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-03T23:58:59.999999", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed at its limit, screening without the hour: 2025-11-03T23:59:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-03T23:59:59.999999", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed above its limit, screening without the hour: 2025-11-04T00:00:59.999999",
        "septic",
        {"ards_diagnosed": "2025-11-04T00:00:59.999999", "screening": "2025-11-03"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "ards_diagnosed below its limit: 2025-11-03T09:59",
        "septic",
        {"ards_diagnosed": "2025-11-03T09:59"},
        "eligible",
    ),
    case("ards_diagnosed at its limit: 2025-11-03T10:00", "septic", {"ards_diagnosed": "2025-11-03T10:00"}, "eligible"),
    case(
        "ards_diagnosed above its limit: 2025-11-03T10:01",
        "septic",
        {"ards_diagnosed": "2025-11-03T10:01"},
        "ineligible",
        failed=["I1"],
    ),
    case("pf_ratio below its limit: 199", "septic", {"pf_ratio": 199}, "eligible"),
    case("pf_ratio above its limit: 201", "septic", {"pf_ratio": 201}, "ineligible", failed=["I1"]),
    case("pao2 below its limit: 99", "kilopascal", {"pao2": 99}, "eligible"),
    case("pao2 at its limit: 100", "kilopascal", {"pao2": 100}, "ineligible", failed=["I1"]),
    case("pao2 above its limit: 101", "kilopascal", {"pao2": 101}, "ineligible", failed=["I1"]),
    case("fio2 below its limit: 0.39", "computed_ratio", {"fio2": 0.39}, "ineligible", failed=["I1"]),
    case("fio2 at its limit: 0.4", "computed_ratio", {"fio2": 0.4}, "ineligible", failed=["I1"]),
    case("fio2 above its limit: 0.41", "computed_ratio", {"fio2": 0.41}, "eligible"),
    case("peep at its limit: 5", "septic", {"peep": 5}, "eligible"),
    case("peep above its limit: 6", "septic", {"peep": 6}, "eligible"),
    case(
        "pao2 at its limit, where floating point is beside it: 110",
        "kilopascal",
        {"pao2": 110, "fio2": 0.55},
        "ineligible",
        failed=["I1"],
    ),
    case("fails this criterion and no other", "edge_ratio", {}, "ineligible", failed=["I1"]),
    case(
        "screening without the hour: 2025-11-03",
        "edge_time",
        {"screening": "2025-11-03"},
        "undetermined",
        unknown=["I1"],
        needs=["screening"],
    ),
    case(
        "ards_diagnosed without the hour: 2025-11-01",
        "edge_time",
        {"ards_diagnosed": "2025-11-01"},
        "undetermined",
        unknown=["I1"],
        needs=["ards_diagnosed"],
    ),
    case("ards_diagnosed never happened", "septic", {"ards_diagnosed": False}, "ineligible", failed=["I1"]),
    case("pf_ratio at the lowest plausible value: 20", "septic", {"pf_ratio": 20}, "eligible"),
    case(
        "pf_ratio below what is plausible: 19",
        "septic",
        {"pf_ratio": 19},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "pao2", "fio2"],
        implausible=["pf_ratio"],
    ),
    case("pf_ratio at the highest plausible value: 700", "septic", {"pf_ratio": 700}, "ineligible", failed=["I1"]),
    case(
        "pf_ratio above what is plausible: 701",
        "septic",
        {"pf_ratio": 701},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "pao2", "fio2"],
        implausible=["pf_ratio"],
    ),
    case("pf_ratio in mbar: 265.31078", "below_ratio", {"pf_ratio": {"value": 265.31078, "unit": "mbar"}}, "eligible"),
    case("pao2 at the lowest plausible value: 20", "kilopascal", {"pao2": 20}, "eligible"),
    case(
        "pao2 below what is plausible: 19",
        "kilopascal",
        {"pao2": 19},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "pao2"],
        implausible=["pao2"],
    ),
    case("pao2 at the highest plausible value: 700", "kilopascal", {"pao2": 700}, "ineligible", failed=["I1"]),
    case(
        "pao2 above what is plausible: 701",
        "kilopascal",
        {"pao2": 701},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "pao2"],
        implausible=["pao2"],
    ),
    case("pao2 in mbar: 100", "kilopascal", {"pao2": {"value": 100, "unit": "mbar"}}, "eligible"),
    case("fio2 at the lowest plausible value: 0.21", "kilopascal", {"fio2": 0.21}, "ineligible", failed=["I1"]),
    case(
        "fio2 below what is plausible: 0.2",
        "kilopascal",
        {"fio2": 0.2},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "fio2"],
        implausible=["fio2"],
    ),
    case("fio2 at the highest plausible value: 1", "kilopascal", {"fio2": 1}, "eligible"),
    case(
        "fio2 above what is plausible: 1.01",
        "kilopascal",
        {"fio2": 1.01},
        "undetermined",
        unknown=["I1"],
        needs=["pf_ratio", "fio2"],
        implausible=["fio2"],
    ),
    case("peep at the lowest plausible value: 0", "septic", {"peep": 0}, "ineligible", failed=["I1"]),
    case(
        "peep below what is plausible: -1",
        "septic",
        {"peep": -1},
        "undetermined",
        unknown=["I1"],
        needs=["peep"],
        implausible=["peep"],
    ),
    case("peep at the highest plausible value: 40", "septic", {"peep": 40}, "eligible"),
    case(
        "peep above what is plausible: 41",
        "septic",
        {"peep": 41},
        "undetermined",
        unknown=["I1"],
        needs=["peep"],
        implausible=["peep"],
    ),
    case("peep in mbar: 4.903325", "edge_peep", {"peep": {"value": 4.903325, "unit": "mbar"}}, "eligible"),
    case(
        "shows this mistake in oxygenation: `otherwise` the other way round",
        "kilopascal",
        {"pao2": 99, "pf_ratio": 200},
        "ineligible",
        failed=["I1"],
    ),
]


@pytest.mark.parametrize("case", I1_CASES)
def test_I1_moderate_to_severe_ards_of_at_most_48_hours_ventilated(case: Case) -> None:
    check("I1", case)


# I2: Berlin clinical definition
I2_CASES = [
    case(
        "holds: Onset of ARDS within 1 week after Initial lesion (clinical insult)",
        "septic",
        {"symptoms_onset": "2025-11-02T16:01"},
        "eligible",
    ),
    case(
        "does not hold: Onset of ARDS within 1 week after Initial lesion (clinical insult)",
        "septic",
        {"symptoms_onset": "2025-11-02T16:01", "insult_onset": "2025-11-02T16:01"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "not known: Onset of ARDS within 1 week after Initial lesion (clinical insult)",
        "septic",
        {"symptoms_onset": "2025-11-02T16:01", "insult_onset": None},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "holds: Onset of ARDS within 1 week after New or worsening respiratory symptoms",
        "symptoms_count",
        {},
        "eligible",
    ),
    case(
        "does not hold: Onset of ARDS within 1 week after New or worsening respiratory symptoms",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T16:01"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "not known: Onset of ARDS within 1 week after New or worsening respiratory symptoms",
        "symptoms_count",
        {"symptoms_onset": None},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case("holds: Onset of ARDS after screening", "onset_to_come", {}, "ineligible", failed=["I2"]),
    case(
        "does not hold: Onset of ARDS after screening",
        "onset_to_come",
        {"ards_onset": "2025-11-03T10:00"},
        "eligible",
    ),
    case(
        "not known: Onset of ARDS after screening",
        "onset_to_come",
        {"screening": None},
        "undetermined",
        unknown=["I1", "I2"],
        needs=["screening"],
    ),
    case("holds: Bilateral opacities on chest imaging", "septic", {}, "eligible"),
    case(
        "does not hold: Bilateral opacities on chest imaging",
        "septic",
        {"bilateral_opacities": False},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "not known: Bilateral opacities on chest imaging",
        "septic",
        {"bilateral_opacities": None},
        "undetermined",
        unknown=["I2"],
        needs=["bilateral_opacities"],
    ),
    case(
        "holds: Opacities fully explained by effusion, lobar or lung collapse, or nodules",
        "collapse",
        {},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "does not hold: Opacities fully explained by effusion, lobar or lung collapse, or nodules",
        "collapse",
        {"opacities_explained": False},
        "eligible",
    ),
    case(
        "not known: Opacities fully explained by effusion, lobar or lung collapse, or nodules",
        "collapse",
        {"opacities_explained": None},
        "undetermined",
        unknown=["I2"],
        needs=["opacities_explained"],
    ),
    case(
        "holds: Respiratory failure fully explained by heart failure or fluid overload",
        "septic",
        {"failure_explained": True},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "does not hold: Respiratory failure fully explained by heart failure or fluid overload",
        "septic",
        {"failure_explained": False},
        "eligible",
    ),
    case(
        "not known: Respiratory failure fully explained by heart failure or fluid overload",
        "septic",
        {"failure_explained": None},
        "undetermined",
        unknown=["I2"],
        needs=["failure_explained"],
    ),
    case(
        "insult_onset below its limit: 2025-11-02T15:59",
        "late_onset",
        {"insult_onset": "2025-11-02T15:59"},
        "eligible",
    ),
    case("insult_onset at its limit: 2025-11-02T16:00", "late_onset", {"insult_onset": "2025-11-02T16:00"}, "eligible"),
    case(
        "insult_onset above its limit: 2025-11-02T16:01",
        "late_onset",
        {"insult_onset": "2025-11-02T16:01"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "insult_onset below its limit, ards_onset without the hour: 2025-11-01T23:59",
        "late_onset",
        {"insult_onset": "2025-11-01T23:59", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "insult_onset at its limit, ards_onset without the hour: 2025-11-02T00:00",
        "late_onset",
        {"insult_onset": "2025-11-02T00:00", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "insult_onset above its limit, ards_onset without the hour: 2025-11-02T00:01",
        "late_onset",
        {"insult_onset": "2025-11-02T00:01", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset below its limit, ards_onset without the hour: 2025-11-02T23:58:59.999999",
        "late_onset",
        {"insult_onset": "2025-11-02T23:58:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset at its limit, ards_onset without the hour: 2025-11-02T23:59:59.999999",
        "late_onset",
        {"insult_onset": "2025-11-02T23:59:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset above its limit, ards_onset without the hour: 2025-11-03T00:00:59.999999",
        "late_onset",
        {"insult_onset": "2025-11-03T00:00:59.999999", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "insult_onset below its limit, ards_onset without the hour: 2025-10-25T23:59",
        "late_onset",
        {"insult_onset": "2025-10-25T23:59", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "insult_onset at its limit, ards_onset without the hour: 2025-10-26T00:00",
        "late_onset",
        {"insult_onset": "2025-10-26T00:00", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset above its limit, ards_onset without the hour: 2025-10-26T00:01",
        "late_onset",
        {"insult_onset": "2025-10-26T00:01", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset below its limit, ards_onset without the hour: 2025-10-26T23:58:59.999999",
        "late_onset",
        {"insult_onset": "2025-10-26T23:58:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "insult_onset at its limit, ards_onset without the hour: 2025-10-26T23:59:59.999999",
        "late_onset",
        {"insult_onset": "2025-10-26T23:59:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "insult_onset above its limit, ards_onset without the hour: 2025-10-27T00:00:59.999999",
        "late_onset",
        {"insult_onset": "2025-10-27T00:00:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "insult_onset below its limit: 2025-10-26T15:59",
        "late_onset",
        {"insult_onset": "2025-10-26T15:59"},
        "ineligible",
        failed=["I2"],
    ),
    case("insult_onset at its limit: 2025-10-26T16:00", "late_onset", {"insult_onset": "2025-10-26T16:00"}, "eligible"),
    case(
        "insult_onset above its limit: 2025-10-26T16:01",
        "late_onset",
        {"insult_onset": "2025-10-26T16:01"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-10-31T07:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "septic",
        {"ards_onset": "2025-10-31T07:59"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit: 2025-10-31T08:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "septic",
        {"ards_onset": "2025-10-31T08:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-10-31T08:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "septic",
        {"ards_onset": "2025-10-31T08:01"},
        "eligible",
    ),
    case(
        "ards_onset below its limit, insult_onset without the hour: 2025-10-30T23:59 (Onset of ARDS within 1 week afte…",
        "septic",
        {"ards_onset": "2025-10-30T23:59", "insult_onset": "2025-10-31"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit, insult_onset without the hour: 2025-10-31T00:00 (Onset of ARDS within 1 week after I…",
        "septic",
        {"ards_onset": "2025-10-31T00:00", "insult_onset": "2025-10-31"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset above its limit, insult_onset without the hour: 2025-10-31T00:01 (Onset of ARDS within 1 week afte…",
        "septic",
        {"ards_onset": "2025-10-31T00:01", "insult_onset": "2025-10-31"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset below its limit, insult_onset without the hour: 2025-10-31T23:58:59.999999 (Onset of ARDS within 1…",
        "septic",
        {"ards_onset": "2025-10-31T23:58:59.999999", "insult_onset": "2025-10-31"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset at its limit, insult_onset without the hour: 2025-10-31T23:59:59.999999 (Onset of ARDS within 1 we…",
        "septic",
        {"ards_onset": "2025-10-31T23:59:59.999999", "insult_onset": "2025-10-31"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, insult_onset without the hour: 2025-11-01T00:00:59.999999 (Onset of ARDS within 1…",
        "septic",
        {"ards_onset": "2025-11-01T00:00:59.999999", "insult_onset": "2025-10-31"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-10-27T07:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-27T07:59"},
        "eligible",
    ),
    case(
        "ards_onset at its limit: 2025-10-27T08:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-27T08:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-10-27T08:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-27T08:01"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset below its limit, insult_onset without the hour: 2025-10-20T23:58:59.999999 (Onset of ARDS within 1…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-20T23:58:59.999999", "insult_onset": "2025-10-20"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset", "symptoms_onset"],
    ),
    case(
        "ards_onset at its limit, insult_onset without the hour: 2025-10-20T23:59:59.999999 (Onset of ARDS within 1 we…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-20T23:59:59.999999", "insult_onset": "2025-10-20"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, insult_onset without the hour: 2025-10-21T00:00:59.999999 (Onset of ARDS within 1…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-21T00:00:59.999999", "insult_onset": "2025-10-20"},
        "eligible",
    ),
    case(
        "ards_onset below its limit, insult_onset without the hour: 2025-10-26T23:59 (Onset of ARDS within 1 week afte…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-26T23:59", "insult_onset": "2025-10-20"},
        "eligible",
    ),
    case(
        "ards_onset at its limit, insult_onset without the hour: 2025-10-27T00:00 (Onset of ARDS within 1 week after I…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-27T00:00", "insult_onset": "2025-10-20"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, insult_onset without the hour: 2025-10-27T00:01 (Onset of ARDS within 1 week afte…",
        "late_onset",
        {"symptoms_onset": None, "ards_onset": "2025-10-27T00:01", "insult_onset": "2025-10-20"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset", "symptoms_onset"],
    ),
    case(
        "ards_onset below its limit: 2025-08-31T23:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-08-31T23:59"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit: 2025-09-01T00:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "symptoms_count",
        {"ards_onset": "2025-09-01T00:00"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset above its limit: 2025-09-01T00:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-01T00:01"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset below its limit: 2025-09-01T11:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-01T11:59", "insult_onset": "2025-09-01T12:00"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit: 2025-09-01T12:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "symptoms_count",
        {"ards_onset": "2025-09-01T12:00", "insult_onset": "2025-09-01T12:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-09-01T12:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-01T12:01", "insult_onset": "2025-09-01T12:00"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-09-08T11:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-08T11:59", "insult_onset": "2025-09-01T12:00"},
        "eligible",
    ),
    case(
        "ards_onset at its limit: 2025-09-08T12:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "symptoms_count",
        {"ards_onset": "2025-09-08T12:00", "insult_onset": "2025-09-01T12:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-09-08T12:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-08T12:01", "insult_onset": "2025-09-01T12:00"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset below its limit: 2025-09-01T23:58:59.999999 (Onset of ARDS within 1 week after Initial lesion (cli…",
        "symptoms_count",
        {"ards_onset": "2025-09-01T23:58:59.999999"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset at its limit: 2025-09-01T23:59:59.999999 (Onset of ARDS within 1 week after Initial lesion (clinic…",
        "symptoms_count",
        {"ards_onset": "2025-09-01T23:59:59.999999"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-09-02T00:00:59.999999 (Onset of ARDS within 1 week after Initial lesion (cli…",
        "symptoms_count",
        {"ards_onset": "2025-09-02T00:00:59.999999"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-09-07T23:59 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-07T23:59"},
        "eligible",
    ),
    case(
        "ards_onset at its limit: 2025-09-08T00:00 (Onset of ARDS within 1 week after Initial lesion (clinical insult))",
        "symptoms_count",
        {"ards_onset": "2025-09-08T00:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-09-08T00:01 (Onset of ARDS within 1 week after Initial lesion (clinical insu…",
        "symptoms_count",
        {"ards_onset": "2025-09-08T00:01"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset below its limit: 2025-09-08T23:58:59.999999 (Onset of ARDS within 1 week after Initial lesion (cli…",
        "symptoms_count",
        {"ards_onset": "2025-09-08T23:58:59.999999"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset at its limit: 2025-09-08T23:59:59.999999 (Onset of ARDS within 1 week after Initial lesion (clinic…",
        "symptoms_count",
        {"ards_onset": "2025-09-08T23:59:59.999999"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case(
        "ards_onset above its limit: 2025-09-09T00:00:59.999999 (Onset of ARDS within 1 week after Initial lesion (cli…",
        "symptoms_count",
        {"ards_onset": "2025-09-09T00:00:59.999999"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "symptoms_onset below its limit: 2025-11-02T15:59",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T15:59"},
        "eligible",
    ),
    case(
        "symptoms_onset at its limit: 2025-11-02T16:00",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T16:00"},
        "eligible",
    ),
    case(
        "symptoms_onset below its limit, ards_onset without the hour: 2025-11-01T23:59",
        "symptoms_count",
        {"symptoms_onset": "2025-11-01T23:59", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "symptoms_onset at its limit, ards_onset without the hour: 2025-11-02T00:00",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T00:00", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "symptoms_onset above its limit, ards_onset without the hour: 2025-11-02T00:01",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T00:01", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset below its limit, ards_onset without the hour: 2025-11-02T23:58:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T23:58:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset at its limit, ards_onset without the hour: 2025-11-02T23:59:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-11-02T23:59:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset above its limit, ards_onset without the hour: 2025-11-03T00:00:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-11-03T00:00:59.999999", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "symptoms_onset below its limit, ards_onset without the hour: 2025-10-25T23:59",
        "symptoms_count",
        {"symptoms_onset": "2025-10-25T23:59", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "symptoms_onset at its limit, ards_onset without the hour: 2025-10-26T00:00",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T00:00", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset above its limit, ards_onset without the hour: 2025-10-26T00:01",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T00:01", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset below its limit, ards_onset without the hour: 2025-10-26T23:58:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T23:58:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "symptoms_onset at its limit, ards_onset without the hour: 2025-10-26T23:59:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T23:59:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "symptoms_onset above its limit, ards_onset without the hour: 2025-10-27T00:00:59.999999",
        "symptoms_count",
        {"symptoms_onset": "2025-10-27T00:00:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "symptoms_onset below its limit: 2025-10-26T15:59",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T15:59"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "symptoms_onset at its limit: 2025-10-26T16:00",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T16:00"},
        "eligible",
    ),
    case(
        "symptoms_onset above its limit: 2025-10-26T16:01",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26T16:01"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-10-26T15:59 (Onset of ARDS within 1 week after New or worsening respiratory…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T15:59"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit: 2025-10-26T16:00 (Onset of ARDS within 1 week after New or worsening respiratory sym…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T16:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-10-26T16:01 (Onset of ARDS within 1 week after New or worsening respiratory…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T16:01"},
        "eligible",
    ),
    case(
        "ards_onset below its limit, symptoms_onset without the hour: 2025-10-25T23:59 (Onset of ARDS within 1 week af…",
        "symptoms_count",
        {"ards_onset": "2025-10-25T23:59", "symptoms_onset": "2025-10-26"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset at its limit, symptoms_onset without the hour: 2025-10-26T00:00 (Onset of ARDS within 1 week after…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T00:00", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset above its limit, symptoms_onset without the hour: 2025-10-26T00:01 (Onset of ARDS within 1 week af…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T00:01", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset below its limit, symptoms_onset without the hour: 2025-10-26T23:58:59.999999 (Onset of ARDS within…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T23:58:59.999999", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset at its limit, symptoms_onset without the hour: 2025-10-26T23:59:59.999999 (Onset of ARDS within 1…",
        "symptoms_count",
        {"ards_onset": "2025-10-26T23:59:59.999999", "symptoms_onset": "2025-10-26"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, symptoms_onset without the hour: 2025-10-27T00:00:59.999999 (Onset of ARDS within…",
        "symptoms_count",
        {"ards_onset": "2025-10-27T00:00:59.999999", "symptoms_onset": "2025-10-26"},
        "eligible",
    ),
    case(
        "ards_onset below its limit, symptoms_onset without the hour: 2025-11-01T23:59 (Onset of ARDS within 1 week af…",
        "symptoms_count",
        {"ards_onset": "2025-11-01T23:59", "symptoms_onset": "2025-10-26"},
        "eligible",
    ),
    case(
        "ards_onset at its limit, symptoms_onset without the hour: 2025-11-02T00:00 (Onset of ARDS within 1 week after…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T00:00", "symptoms_onset": "2025-10-26"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, symptoms_onset without the hour: 2025-11-02T00:01 (Onset of ARDS within 1 week af…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T00:01", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset below its limit, symptoms_onset without the hour: 2025-11-02T23:58:59.999999 (Onset of ARDS within…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T23:58:59.999999", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset at its limit, symptoms_onset without the hour: 2025-11-02T23:59:59.999999 (Onset of ARDS within 1…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T23:59:59.999999", "symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case(
        "ards_onset above its limit, symptoms_onset without the hour: 2025-11-03T00:00:59.999999 (Onset of ARDS within…",
        "symptoms_count",
        {"ards_onset": "2025-11-03T00:00:59.999999", "symptoms_onset": "2025-10-26"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset below its limit: 2025-11-02T15:59 (Onset of ARDS within 1 week after New or worsening respiratory…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T15:59"},
        "eligible",
    ),
    case(
        "ards_onset at its limit: 2025-11-02T16:00 (Onset of ARDS within 1 week after New or worsening respiratory sym…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T16:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-11-02T16:01 (Onset of ARDS within 1 week after New or worsening respiratory…",
        "symptoms_count",
        {"ards_onset": "2025-11-02T16:01"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "screening below its limit: 2025-11-02T15:59",
        "septic",
        {"screening": "2025-11-02T15:59"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-11-02T16:00",
        "septic",
        {"screening": "2025-11-02T16:00"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening above its limit: 2025-11-02T16:01",
        "septic",
        {"screening": "2025-11-02T16:01"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit, ards_onset without the hour: 2025-11-01T23:59",
        "septic",
        {"screening": "2025-11-01T23:59", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit, ards_onset without the hour: 2025-11-02T00:00",
        "septic",
        {"screening": "2025-11-02T00:00", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I1"],
        unknown=["I2"],
    ),
    case(
        "screening above its limit, ards_onset without the hour: 2025-11-02T00:01",
        "septic",
        {"screening": "2025-11-02T00:01", "ards_onset": "2025-11-02"},
        "ineligible",
        failed=["I1"],
        unknown=["I2"],
    ),
    case(
        "screening below its limit, ards_onset without the hour: 2025-11-02T23:58:59.999999",
        "septic",
        {"screening": "2025-11-02T23:58:59.999999", "ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case(
        "screening at its limit, ards_onset without the hour: 2025-11-02T23:59:59.999999",
        "septic",
        {"screening": "2025-11-02T23:59:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "screening above its limit, ards_onset without the hour: 2025-11-03T00:00:59.999999",
        "septic",
        {"screening": "2025-11-03T00:00:59.999999", "ards_onset": "2025-11-02"},
        "eligible",
    ),
    case(
        "ards_onset below its limit: 2025-11-03T09:59 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-03T09:59"},
        "eligible",
    ),
    case(
        "ards_onset at its limit: 2025-11-03T10:00 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-03T10:00"},
        "eligible",
    ),
    case(
        "ards_onset above its limit: 2025-11-03T10:01 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-03T10:01"},
        "ineligible",
        failed=["I2"],
    ),
    case(
        "ards_onset below its limit, screening without the hour: 2025-11-02T23:59 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-02T23:59", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_onset at its limit, screening without the hour: 2025-11-03T00:00 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-03T00:00", "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "ards_onset above its limit, screening without the hour: 2025-11-03T00:01 (Onset of ARDS after screening)",
        "septic",
        {"ards_onset": "2025-11-03T00:01", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I2"],
        needs=["screening"],
    ),
    case(
        "ards_onset below its limit, screening without the hour: 2025-11-03T23:58:59.999999 (Onset of ARDS after scree…",
        "septic",
        {"ards_onset": "2025-11-03T23:58:59.999999", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I2"],
        needs=["screening"],
    ),
    case(
        "ards_onset at its limit, screening without the hour: 2025-11-03T23:59:59.999999 (Onset of ARDS after screenin…",
        "septic",
        {"ards_onset": "2025-11-03T23:59:59.999999", "screening": "2025-11-03"},
        "undetermined",
        unknown=["I2"],
        needs=["screening"],
    ),
    case(
        "ards_onset above its limit, screening without the hour: 2025-11-04T00:00:59.999999 (Onset of ARDS after scree…",
        "septic",
        {"ards_onset": "2025-11-04T00:00:59.999999", "screening": "2025-11-03"},
        "ineligible",
        failed=["I2"],
    ),
    case("fails this criterion and no other", "late_onset", {}, "ineligible", failed=["I2"]),
    case(
        "screening without the hour: 2025-11-03",
        "onset_to_come",
        {"screening": "2025-11-03"},
        "undetermined",
        unknown=["I2"],
        needs=["screening"],
    ),
    case(
        "insult_onset without the hour: 2025-11-02",
        "septic",
        {"symptoms_onset": "2025-11-02T16:01", "insult_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["insult_onset"],
    ),
    case("insult_onset never happened", "late_onset", {"insult_onset": False}, "ineligible", failed=["I2"]),
    case(
        "symptoms_onset without the hour: 2025-10-26",
        "symptoms_count",
        {"symptoms_onset": "2025-10-26"},
        "undetermined",
        unknown=["I2"],
        needs=["symptoms_onset"],
    ),
    case("symptoms_onset never happened", "symptoms_count", {"symptoms_onset": False}, "ineligible", failed=["I2"]),
    case(
        "ards_onset without the hour: 2025-11-02",
        "symptoms_count",
        {"ards_onset": "2025-11-02"},
        "undetermined",
        unknown=["I2"],
        needs=["ards_onset"],
    ),
    case("ards_onset never happened", "septic", {"ards_onset": False}, "ineligible", failed=["I2"]),
]


@pytest.mark.parametrize("case", I2_CASES)
def test_I2_berlin_clinical_definition(case: Case) -> None:
    check("I2", case)


# I3: Inflammatory, shocked or acidotic
# No pair of patients was found whom this condition sets apart:
# - start of Vasopressor treatment with any agent at any dose at or before screening
I3_CASES = [
    case("holds: Interleukin-6 in plasma above 80 pg/mL", "quiet", {"il6": 81}, "eligible"),
    case("does not hold: Interleukin-6 in plasma above 80 pg/mL", "quiet", {"il6": 80}, "ineligible", failed=["I3"]),
    case(
        "not known: Interleukin-6 in plasma above 80 pg/mL",
        "quiet",
        {"il6": None},
        "undetermined",
        unknown=["I3"],
        needs=["il6"],
    ),
    case("holds: C-reactive protein above 250 mg/L", "quiet", {"crp": 251}, "eligible"),
    case("does not hold: C-reactive protein above 250 mg/L", "quiet", {"crp": 250}, "ineligible", failed=["I3"]),
    case(
        "not known: C-reactive protein above 250 mg/L",
        "quiet",
        {"crp": None},
        "undetermined",
        unknown=["I3"],
        needs=["crp"],
    ),
    case(
        "holds: Vasopressor treatment with any agent at any dose lasting at least 1 hour by screening",
        "hour_of_pressor",
        {},
        "eligible",
    ),
    case(
        "does not hold: Vasopressor treatment with any agent at any dose lasting at least 1 hour by screening",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T09:01"}},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "does not hold: end of Vasopressor treatment with any agent at any dose no earlier than 48 hours before screen…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-01T09:59"}},
        "ineligible",
        failed=["I3"],
    ),
    case("holds: Bicarbonate below 18 mmol/L", "quiet", {"bicarbonate": 17.9}, "eligible"),
    case("does not hold: Bicarbonate below 18 mmol/L", "quiet", {"bicarbonate": 18}, "ineligible", failed=["I3"]),
    case(
        "not known: Bicarbonate below 18 mmol/L",
        "quiet",
        {"bicarbonate": None},
        "undetermined",
        unknown=["I3"],
        needs=["bicarbonate"],
    ),
    case("holds: Lactate above 4 mmol/L", "only_lactate", {"il6": 80}, "eligible"),
    case(
        "does not hold: Lactate above 4 mmol/L",
        "only_lactate",
        {"il6": 80, "lactate": 4},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "not known: Lactate above 4 mmol/L",
        "only_lactate",
        {"il6": 80, "lactate": None},
        "undetermined",
        unknown=["I3"],
        needs=["lactate"],
    ),
    case(
        "not known: Vasopressor treatment with any agent at any dose lasting at least 1 hour by screening",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "undetermined",
        unknown=["I3"],
        needs=["vasopressors"],
    ),
    case(
        "not known: end of Vasopressor treatment with any agent at any dose no earlier than 48 hours before screening",
        "hour_of_pressor",
        {"screening": None},
        "undetermined",
        unknown=["I1", "I2", "I3"],
        needs=["screening"],
    ),
    case("il6 below its limit: 79", "quiet", {"il6": 79}, "ineligible", failed=["I3"]),
    case("crp below its limit: 249", "quiet", {"crp": 249}, "ineligible", failed=["I3"]),
    case(
        "screening below its limit: 2025-11-03T06:59 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "hour_of_pressor",
        {"screening": "2025-11-03T06:59"},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "screening at its limit: 2025-11-03T07:00 (Vasopressor treatment with any agent at any dose lasting at least 1…",
        "hour_of_pressor",
        {"screening": "2025-11-03T07:00"},
        "eligible",
    ),
    case(
        "screening above its limit: 2025-11-03T07:01 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "hour_of_pressor",
        {"screening": "2025-11-03T07:01"},
        "eligible",
    ),
    case(
        "screening below its limit, vasopressors without the hour: 2025-11-03T00:59 (Vasopressor treatment with any ag…",
        "hour_of_pressor",
        {"screening": "2025-11-03T00:59", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "screening at its limit, vasopressors without the hour: 2025-11-03T01:00 (Vasopressor treatment with any agent…",
        "hour_of_pressor",
        {"screening": "2025-11-03T01:00", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "undetermined",
        unknown=["I3"],
        needs=["vasopressors"],
    ),
    case(
        "screening above its limit, vasopressors without the hour: 2025-11-03T01:01 (Vasopressor treatment with any ag…",
        "hour_of_pressor",
        {"screening": "2025-11-03T01:01", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "undetermined",
        unknown=["I3"],
        needs=["vasopressors"],
    ),
    case(
        "screening below its limit: 2019-03-01T00:59 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "pressor_of_old",
        {"screening": "2019-03-01T00:59"},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening at its limit: 2019-03-01T01:00 (Vasopressor treatment with any agent at any dose lasting at least 1…",
        "pressor_of_old",
        {"screening": "2019-03-01T01:00"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening above its limit: 2019-03-01T01:01 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "pressor_of_old",
        {"screening": "2019-03-01T01:01"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening below its limit: 2019-03-01T12:59 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "pressor_of_old",
        {"screening": "2019-03-01T12:59", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening at its limit: 2019-03-01T13:00 (Vasopressor treatment with any agent at any dose lasting at least 1…",
        "pressor_of_old",
        {"screening": "2019-03-01T13:00", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening above its limit: 2019-03-01T13:01 (Vasopressor treatment with any agent at any dose lasting at leas…",
        "pressor_of_old",
        {"screening": "2019-03-01T13:01", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening below its limit: 2019-03-02T00:58:59.999999 (Vasopressor treatment with any agent at any dose lasti…",
        "pressor_of_old",
        {"screening": "2019-03-02T00:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening at its limit: 2019-03-02T00:59:59.999999 (Vasopressor treatment with any agent at any dose lasting…",
        "pressor_of_old",
        {"screening": "2019-03-02T00:59:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening above its limit: 2019-03-02T01:00:59.999999 (Vasopressor treatment with any agent at any dose lasti…",
        "pressor_of_old",
        {"screening": "2019-03-02T01:00:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "vasopressors below its limit: from 2025-11-03T08:59 (Vasopressor treatment with any agent at any dose lasting…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T08:59"}},
        "eligible",
    ),
    case(
        "vasopressors at its limit: from 2025-11-03T09:00 (Vasopressor treatment with any agent at any dose lasting at…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T09:00"}},
        "eligible",
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-11-02T22:59 (Vasopressor treatment with a…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T22:59"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-11-02T23:00 (Vasopressor treatment with any…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T23:00"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-11-02T23:01 (Vasopressor treatment with a…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T23:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-11-02T22:59 to 2025-11-04T00:00 (Vasopres…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T22:59", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-11-02T23:00 to 2025-11-04T00:00 (Vasopressor…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T23:00", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-11-02T23:01 to 2025-11-04T00:00 (Vasopres…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-02T23:01", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-10-31T23:00 to 2025-10-31T23:59 (Vasopres…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-31T23:00", "end": "2025-10-31T23:59"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-10-31T23:00 to 2025-11-01T00:00 (Vasopressor…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-31T23:00", "end": "2025-11-01T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-10-31T23:00 to 2025-11-01T00:01 (Vasopres…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-31T23:00", "end": "2025-11-01T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-11-03T22:58:59.999999 (Vasopressor treatm…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T22:58:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-11-03T22:59:59.999999 (Vasopressor treatment…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T22:59:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-11-03T23:00:59.999999 (Vasopressor treatm…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T23:00:59.999999"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-11-03T22:58:59.999999 to 2025-11-04T23:59…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-03T22:58:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-11-03T22:59:59.999999 to 2025-11-04T23:59:59…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-03T22:59:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-11-03T23:00:59.999999 to 2025-11-04T23:59…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-03T23:00:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-11-01T22:59:59.999999 to 2025-11-01T23:58…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-01T22:59:59.999999", "end": "2025-11-01T23:58:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-11-01T22:59:59.999999 to 2025-11-01T23:59:59…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-01T22:59:59.999999", "end": "2025-11-01T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "eligible",
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-11-01T22:59:59.999999 to 2025-11-02T00:00…",
        "hour_of_pressor",
        {
            "vasopressors": {"start": "2025-11-01T22:59:59.999999", "end": "2025-11-02T00:00:59.999999"},
            "screening": "2025-11-03",
        },
        "eligible",
    ),
    case(
        "vasopressors below its limit: from 2025-11-03T08:59 to 2025-11-04T10:00 (Vasopressor treatment with any agent…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T08:59", "end": "2025-11-04T10:00"}},
        "eligible",
    ),
    case(
        "vasopressors at its limit: from 2025-11-03T09:00 to 2025-11-04T10:00 (Vasopressor treatment with any agent at…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T09:00", "end": "2025-11-04T10:00"}},
        "eligible",
    ),
    case(
        "vasopressors above its limit: from 2025-11-03T09:01 to 2025-11-04T10:00 (Vasopressor treatment with any agent…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-03T09:01", "end": "2025-11-04T10:00"}},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors below its limit: from 2025-11-01T09:00 to 2025-11-01T09:59 (Vasopressor treatment with any agent…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-01T09:00", "end": "2025-11-01T09:59"}},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors at its limit: from 2025-11-01T09:00 to 2025-11-01T10:00 (Vasopressor treatment with any agent at…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-01T09:00", "end": "2025-11-01T10:00"}},
        "eligible",
    ),
    case(
        "vasopressors above its limit: from 2025-11-01T09:00 to 2025-11-01T10:01 (Vasopressor treatment with any agent…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-11-01T09:00", "end": "2025-11-01T10:01"}},
        "eligible",
    ),
    case(
        "screening below its limit: 2025-11-02T19:59 (start of Vasopressor treatment with any agent at any dose at or…",
        "septic",
        {"screening": "2025-11-02T19:59"},
        "eligible",
    ),
    case(
        "screening at its limit: 2025-11-02T20:00 (start of Vasopressor treatment with any agent at any dose at or bef…",
        "septic",
        {"screening": "2025-11-02T20:00"},
        "eligible",
    ),
    case(
        "screening above its limit: 2025-11-02T20:01 (start of Vasopressor treatment with any agent at any dose at or…",
        "septic",
        {"screening": "2025-11-02T20:01"},
        "eligible",
    ),
    case(
        "screening below its limit: 2019-02-28T23:59 (start of Vasopressor treatment with any agent at any dose at or…",
        "pressor_of_old",
        {"screening": "2019-02-28T23:59"},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening at its limit: 2019-03-01T00:00 (start of Vasopressor treatment with any agent at any dose at or bef…",
        "pressor_of_old",
        {"screening": "2019-03-01T00:00"},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening above its limit: 2019-03-01T00:01 (start of Vasopressor treatment with any agent at any dose at or…",
        "pressor_of_old",
        {"screening": "2019-03-01T00:01"},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening below its limit: 2019-03-01T23:58:59.999999 (start of Vasopressor treatment with any agent at any d…",
        "pressor_of_old",
        {"screening": "2019-03-01T23:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening at its limit: 2019-03-01T23:59:59.999999 (start of Vasopressor treatment with any agent at any dose…",
        "pressor_of_old",
        {"screening": "2019-03-01T23:59:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening above its limit: 2019-03-02T00:00:59.999999 (start of Vasopressor treatment with any agent at any d…",
        "pressor_of_old",
        {"screening": "2019-03-02T00:00:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "vasopressors below its limit: from 2025-11-03T09:59 (start of Vasopressor treatment with any agent at any dos…",
        "septic",
        {"vasopressors": {"start": "2025-11-03T09:59"}},
        "eligible",
    ),
    case(
        "vasopressors at its limit: from 2025-11-03T10:00 (start of Vasopressor treatment with any agent at any dose a…",
        "septic",
        {"vasopressors": {"start": "2025-11-03T10:00"}},
        "eligible",
    ),
    case(
        "vasopressors above its limit: from 2025-11-03T10:01 (start of Vasopressor treatment with any agent at any dos…",
        "septic",
        {"vasopressors": {"start": "2025-11-03T10:01"}},
        "eligible",
    ),
    case(
        "screening below its limit: 2025-11-05T06:59 (end of Vasopressor treatment with any agent at any dose no earli…",
        "hour_of_pressor",
        {"screening": "2025-11-05T06:59"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening at its limit: 2025-11-05T07:00 (end of Vasopressor treatment with any agent at any dose no earlier…",
        "hour_of_pressor",
        {"screening": "2025-11-05T07:00"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening above its limit: 2025-11-05T07:01 (end of Vasopressor treatment with any agent at any dose no earli…",
        "hour_of_pressor",
        {"screening": "2025-11-05T07:01"},
        "ineligible",
        failed=["I1", "I3"],
    ),
    case(
        "screening below its limit, vasopressors without the hour: 2025-11-05T23:58:59.999999 (end of Vasopressor trea…",
        "hour_of_pressor",
        {"screening": "2025-11-05T23:58:59.999999", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "ineligible",
        failed=["I1"],
        unknown=["I3"],
    ),
    case(
        "screening at its limit, vasopressors without the hour: 2025-11-05T23:59:59.999999 (end of Vasopressor treatme…",
        "hour_of_pressor",
        {"screening": "2025-11-05T23:59:59.999999", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "ineligible",
        failed=["I1"],
        unknown=["I3"],
    ),
    case(
        "screening above its limit, vasopressors without the hour: 2025-11-06T00:00:59.999999 (end of Vasopressor trea…",
        "hour_of_pressor",
        {"screening": "2025-11-06T00:00:59.999999", "vasopressors": {"start": "2025-11-03", "end": "2025-11-03"}},
        "ineligible",
        failed=["I1", "I3"],
    ),
    case(
        "screening below its limit: 2019-03-05T23:59 (end of Vasopressor treatment with any agent at any dose no earli…",
        "pressor_of_old",
        {"screening": "2019-03-05T23:59"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2019-03-06T00:00 (end of Vasopressor treatment with any agent at any dose no earlier…",
        "pressor_of_old",
        {"screening": "2019-03-06T00:00"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening above its limit: 2019-03-06T00:01 (end of Vasopressor treatment with any agent at any dose no earli…",
        "pressor_of_old",
        {"screening": "2019-03-06T00:01"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening below its limit: 2019-03-06T11:59 (end of Vasopressor treatment with any agent at any dose no earli…",
        "pressor_of_old",
        {"screening": "2019-03-06T11:59", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2019-03-06T12:00 (end of Vasopressor treatment with any agent at any dose no earlier…",
        "pressor_of_old",
        {"screening": "2019-03-06T12:00", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening above its limit: 2019-03-06T12:01 (end of Vasopressor treatment with any agent at any dose no earli…",
        "pressor_of_old",
        {"screening": "2019-03-06T12:01", "vasopressors": {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"}},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "screening below its limit: 2019-03-06T23:58:59.999999 (end of Vasopressor treatment with any agent at any dos…",
        "pressor_of_old",
        {"screening": "2019-03-06T23:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening at its limit: 2019-03-06T23:59:59.999999 (end of Vasopressor treatment with any agent at any dose n…",
        "pressor_of_old",
        {"screening": "2019-03-06T23:59:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["I3"],
    ),
    case(
        "screening above its limit: 2019-03-07T00:00:59.999999 (end of Vasopressor treatment with any agent at any dos…",
        "pressor_of_old",
        {"screening": "2019-03-07T00:00:59.999999"},
        "ineligible",
        failed=["I1", "I2", "I3"],
    ),
    case(
        "vasopressors at its limit: from 2025-10-30T10:00 to 2025-11-01T10:00 (end of Vasopressor treatment with any a…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-01T10:00"}},
        "eligible",
    ),
    case(
        "vasopressors above its limit: from 2025-10-30T10:00 to 2025-11-01T10:01 (end of Vasopressor treatment with an…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-01T10:01"}},
        "eligible",
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-10-30T00:00 to 2025-10-31T23:59 (end of V…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T00:00", "end": "2025-10-31T23:59"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["I3"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-10-30T00:00 to 2025-11-01T00:00 (end of Vaso…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T00:00", "end": "2025-11-01T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-10-30T00:00 to 2025-11-01T00:01 (end of V…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T00:00", "end": "2025-11-01T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors below its limit, screening without the hour: from 2025-10-30T10:00 to 2025-11-01T23:58:59.999999…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-01T23:58:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case(
        "vasopressors at its limit, screening without the hour: from 2025-10-30T10:00 to 2025-11-01T23:59:59.999999 (e…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-01T23:59:59.999999"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "vasopressors above its limit, screening without the hour: from 2025-10-30T10:00 to 2025-11-02T00:00:59.999999…",
        "hour_of_pressor",
        {"vasopressors": {"start": "2025-10-30T10:00", "end": "2025-11-02T00:00:59.999999"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case("bicarbonate above its limit: 18.1", "quiet", {"bicarbonate": 18.1}, "ineligible", failed=["I3"]),
    case(
        "lactate below its limit: 3.9",
        "only_lactate",
        {"lactate": 3.9},
        "undetermined",
        unknown=["I3"],
        needs=["il6"],
    ),
    case("lactate at its limit: 4", "only_lactate", {"lactate": 4}, "undetermined", unknown=["I3"], needs=["il6"]),
    case("lactate above its limit: 4.1", "only_lactate", {"lactate": 4.1}, "eligible"),
    case("lactate below its limit: 3.9, like quiet", "quiet", {"lactate": 3.9}, "ineligible", failed=["I3"]),
    case("lactate at its limit: 4, like quiet", "quiet", {"lactate": 4}, "ineligible", failed=["I3"]),
    case("lactate above its limit: 4.1, like quiet", "quiet", {"lactate": 4.1}, "eligible"),
    case("fails this criterion and no other", "quiet", {}, "ineligible", failed=["I3"]),
    case(
        "screening without the hour: 2025-11-03",
        "hour_of_pressor",
        {"screening": "2025-11-03"},
        "undetermined",
        unknown=["I3"],
        needs=["screening"],
    ),
    case("il6 at the lowest plausible value: 0", "quiet", {"il6": 0}, "ineligible", failed=["I3"]),
    case(
        "il6 below what is plausible: -1",
        "quiet",
        {"il6": -1},
        "undetermined",
        unknown=["I3"],
        needs=["il6"],
        implausible=["il6"],
    ),
    case("il6 at the highest plausible value: 1000000", "quiet", {"il6": 1000000}, "eligible"),
    case(
        "il6 above what is plausible: 1000001",
        "quiet",
        {"il6": 1000001},
        "undetermined",
        unknown=["I3"],
        needs=["il6"],
        implausible=["il6"],
    ),
    case("il6 in ng/dL: 8.1", "quiet", {"il6": {"value": 8.1, "unit": "ng/dL"}}, "eligible"),
    case("crp at the lowest plausible value: 0", "quiet", {"crp": 0}, "ineligible", failed=["I3"]),
    case(
        "crp below what is plausible: -1",
        "quiet",
        {"crp": -1},
        "undetermined",
        unknown=["I3"],
        needs=["crp"],
        implausible=["crp"],
    ),
    case("crp at the highest plausible value: 1000", "quiet", {"crp": 1000}, "eligible"),
    case(
        "crp above what is plausible: 1001",
        "quiet",
        {"crp": 1001},
        "undetermined",
        unknown=["I3"],
        needs=["crp"],
        implausible=["crp"],
    ),
    case("crp in mg/dL: 25.1", "quiet", {"crp": {"value": 25.1, "unit": "mg/dL"}}, "eligible"),
    case("bicarbonate at the lowest plausible value: 2", "quiet", {"bicarbonate": 2}, "eligible"),
    case(
        "bicarbonate below what is plausible: 1.9",
        "quiet",
        {"bicarbonate": 1.9},
        "undetermined",
        unknown=["I3"],
        needs=["bicarbonate"],
        implausible=["bicarbonate"],
    ),
    case("bicarbonate at the highest plausible value: 60", "quiet", {"bicarbonate": 60}, "ineligible", failed=["I3"]),
    case(
        "bicarbonate above what is plausible: 60.1",
        "quiet",
        {"bicarbonate": 60.1},
        "undetermined",
        unknown=["I3"],
        needs=["bicarbonate"],
        implausible=["bicarbonate"],
    ),
    case(
        "bicarbonate in mol/L: 0.018",
        "quiet",
        {"bicarbonate": {"value": 0.018, "unit": "mol/L"}},
        "ineligible",
        failed=["I3"],
    ),
    case("lactate at the lowest plausible value: 0", "quiet", {"lactate": 0}, "ineligible", failed=["I3"]),
    case(
        "lactate below what is plausible: -0.1",
        "quiet",
        {"lactate": -0.1},
        "undetermined",
        unknown=["I3"],
        needs=["lactate"],
        implausible=["lactate"],
    ),
    case("lactate at the highest plausible value: 40", "only_lactate", {"lactate": 40}, "eligible"),
    case(
        "lactate above what is plausible: 40.1",
        "only_lactate",
        {"lactate": 40.1},
        "undetermined",
        unknown=["I3"],
        needs=["il6", "lactate"],
        implausible=["lactate"],
    ),
    case("lactate in mol/L: 0.00401", "only_lactate", {"lactate": {"value": 0.00401, "unit": "mol/L"}}, "eligible"),
    case("lactate in mg/dL: 43.2", "septic", {"lactate": {"value": 43.2, "unit": "mg/dL"}}, "eligible"),
    case("lactate in mg/dL: 36", "quiet", {"lactate": {"value": 36, "unit": "mg/dL"}}, "ineligible", failed=["I3"]),
    case(
        "lactate in mg/dL: 36, like il6_pending",
        "il6_pending",
        {"lactate": {"value": 36, "unit": "mg/dL"}},
        "undetermined",
        unknown=["I3"],
        needs=["il6"],
    ),
    case(
        "shows this mistake in vasopressors: `missing means` left out",
        "hour_of_pressor",
        {"vasopressors": None},
        "ineligible",
        failed=["I3"],
    ),
]


@pytest.mark.parametrize("case", I3_CASES)
def test_I3_inflammatory_shocked_or_acidotic(case: Case) -> None:
    check("I3", case)


# I4: Informed consent
I4_CASES = [
    case("holds: Informed consent to the study", "septic", {}, "eligible"),
    case("does not hold: Informed consent to the study", "septic", {"consent": False}, "ineligible", failed=["I4"]),
    case(
        "not known: Informed consent to the study",
        "septic",
        {"consent": None},
        "undetermined",
        unknown=["I4"],
        needs=["consent"],
    ),
    case("fails this criterion and no other", "refused", {}, "ineligible", failed=["I4"]),
]


@pytest.mark.parametrize("case", I4_CASES)
def test_I4_informed_consent(case: Case) -> None:
    check("I4", case)


# I5: Negative SARS-CoV-2 swab
I5_CASES = [
    case("holds: SARS-CoV-2 swab is negative", "septic", {}, "eligible"),
    case(
        "does not hold: SARS-CoV-2 swab is negative",
        "septic",
        {"covid_swab": "positive"},
        "ineligible",
        failed=["I5"],
    ),
    case(
        "not known: SARS-CoV-2 swab is negative",
        "septic",
        {"covid_swab": None},
        "undetermined",
        unknown=["I5"],
        needs=["covid_swab"],
    ),
    case("fails this criterion and no other", "covid", {}, "ineligible", failed=["I5"]),
]


@pytest.mark.parametrize("case", I5_CASES)
def test_I5_negative_sars_cov_2_swab(case: Case) -> None:
    check("I5", case)


# E1: Pregnant or lactating
E1_CASES = [
    case("holds: Pregnant", "expecting", {}, "ineligible", failed=["E1"]),
    case("does not hold: Pregnant", "expecting", {"pregnant": False}, "eligible"),
    case("not known: Pregnant", "expecting", {"pregnant": None}, "undetermined", unknown=["E1"], needs=["pregnant"]),
    case("holds: Pregnant is known", "expecting", {"sex": "male"}, "ineligible", failed=["E1"]),
    case("holds: Lactating", "septic", {"lactating": True}, "ineligible", failed=["E1"]),
    case("does not hold: Lactating", "septic", {"lactating": False}, "eligible"),
    case("not known: Lactating", "septic", {"lactating": None}, "undetermined", unknown=["E1"], needs=["lactating"]),
    case("holds: Lactating is known", "man", {"lactating": True}, "ineligible", failed=["E1"]),
    case("does not hold: Sex is female", "man", {}, "eligible"),
    case(
        "holds: Sex is female",
        "man",
        {"sex": "female"},
        "undetermined",
        unknown=["E1"],
        needs=["pregnant", "lactating"],
    ),
    case(
        "not known: Sex is female",
        "man",
        {"sex": None},
        "undetermined",
        unknown=["E1"],
        needs=["sex", "pregnant", "lactating"],
    ),
    case("holds: Pregnant is known, like man", "man", {"pregnant": True}, "ineligible", failed=["E1"]),
    case(
        "shows this mistake in E1.pregnancy: unknown counts as false",
        "never_asked",
        {},
        "undetermined",
        unknown=["E1"],
        needs=["sex", "pregnant"],
    ),
    case(
        "shows this mistake in E1.lactation: unknown counts as false",
        "septic",
        {"lactating": None, "sex": None},
        "undetermined",
        unknown=["E1"],
        needs=["sex", "lactating"],
    ),
]


@pytest.mark.parametrize("case", E1_CASES)
def test_E1_pregnant_or_lactating(case: Case) -> None:
    check("E1", case)


# E2: Hypersensitivity
E2_CASES = [
    case(
        "holds: Hypersensitivity to anakinra or to any excipient",
        "septic",
        {"anakinra_hypersensitivity": True},
        "ineligible",
        failed=["E2"],
    ),
    case(
        "does not hold: Hypersensitivity to anakinra or to any excipient",
        "septic",
        {"anakinra_hypersensitivity": False},
        "eligible",
    ),
    case(
        "not known: Hypersensitivity to anakinra or to any excipient",
        "septic",
        {"anakinra_hypersensitivity": None},
        "undetermined",
        unknown=["E2"],
        needs=["anakinra_hypersensitivity"],
    ),
    case(
        "holds: Hypersensitivity to proteins derived from Escherichia coli",
        "allergic",
        {},
        "ineligible",
        failed=["E2"],
    ),
    case(
        "does not hold: Hypersensitivity to proteins derived from Escherichia coli",
        "allergic",
        {"ecoli_hypersensitivity": False},
        "eligible",
    ),
    case(
        "not known: Hypersensitivity to proteins derived from Escherichia coli",
        "allergic",
        {"ecoli_hypersensitivity": None},
        "undetermined",
        unknown=["E2"],
        needs=["ecoli_hypersensitivity"],
    ),
]


@pytest.mark.parametrize("case", E2_CASES)
def test_E2_hypersensitivity(case: Case) -> None:
    check("E2", case)


# E3: Concomitant biological treatment
E3_CASES = [
    case("holds: Anti-TNF-alpha treatment in progress at screening", "on_infliximab", {}, "ineligible", failed=["E3"]),
    case(
        "does not hold: Anti-TNF-alpha treatment in progress at screening",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}},
        "eligible",
    ),
    case(
        "not known: Anti-TNF-alpha treatment in progress at screening",
        "on_infliximab",
        {"anti_tnf": None},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "holds: Treatment with another biotechnological agent in progress at screening",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "does not hold: Treatment with another biotechnological agent in progress at screening",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}},
        "eligible",
    ),
    case(
        "not known: Treatment with another biotechnological agent in progress at screening",
        "septic",
        {"other_biologic": None},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening below its limit: 2025-09-30T23:59 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-09-30T23:59"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-10-01T00:00 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T00:00"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening above its limit: 2025-10-01T00:01 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T00:01"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening below its limit: 2025-10-01T11:59 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T11:59", "anti_tnf": {"start": "2025-10-01T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-10-01T12:00 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T12:00", "anti_tnf": {"start": "2025-10-01T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-10-01T12:01 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T12:01", "anti_tnf": {"start": "2025-10-01T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening below its limit: 2025-10-01T23:58:59.999999 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T23:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening at its limit: 2025-10-01T23:59:59.999999 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-01T23:59:59.999999"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-10-02T00:00:59.999999 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"screening": "2025-10-02T00:00:59.999999"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening below its limit: 2025-11-03T10:00 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T10:00"},
        "eligible",
    ),
    case(
        "screening at its limit: 2025-11-03T10:01 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T10:01"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit: 2025-11-03T10:02 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T10:02"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening below its limit, anti_tnf without the hour: 2025-11-02T23:59 (Anti-TNF-alpha treatment in progress…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-02T23:59"},
        "eligible",
    ),
    case(
        "screening at its limit, anti_tnf without the hour: 2025-11-03T00:00 (Anti-TNF-alpha treatment in progress at…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T00:00"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening above its limit, anti_tnf without the hour: 2025-11-03T00:01 (Anti-TNF-alpha treatment in progress…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T00:01"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening below its limit, anti_tnf without the hour: 2025-11-03T23:58:59.999999 (Anti-TNF-alpha treatment in…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:58:59.999999"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening at its limit, anti_tnf without the hour: 2025-11-03T23:59:59.999999 (Anti-TNF-alpha treatment in pr…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:59:59.999999"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit, anti_tnf without the hour: 2025-11-04T00:00:59.999999 (Anti-TNF-alpha treatment in…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:00:59.999999"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening below its limit, anti_tnf without the hour: 2025-11-03T23:59 (Anti-TNF-alpha treatment in progress…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:59"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening at its limit, anti_tnf without the hour: 2025-11-04T00:00 (Anti-TNF-alpha treatment in progress at…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:00"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit, anti_tnf without the hour: 2025-11-04T00:01 (Anti-TNF-alpha treatment in progress…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:01"},
        "undetermined",
        unknown=["E3"],
        needs=["anti_tnf"],
    ),
    case(
        "screening below its limit, anti_tnf without the hour: 2025-11-04T23:58:59.999999 (Anti-TNF-alpha treatment in…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T23:58:59.999999"},
        "ineligible",
        failed=["I1"],
        unknown=["E3"],
    ),
    case(
        "screening at its limit, anti_tnf without the hour: 2025-11-04T23:59:59.999999 (Anti-TNF-alpha treatment in pr…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T23:59:59.999999"},
        "ineligible",
        failed=["I1"],
        unknown=["E3"],
    ),
    case(
        "screening above its limit, anti_tnf without the hour: 2025-11-05T00:00:59.999999 (Anti-TNF-alpha treatment in…",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-05T00:00:59.999999"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit: 2025-11-04T09:59 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T09:59"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening at its limit: 2025-11-04T10:00 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T10:00"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit: 2025-11-04T10:01 (Anti-TNF-alpha treatment in progress at screening)",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T10:01"},
        "eligible",
    ),
    case(
        "anti_tnf below its limit: from 2025-11-03T09:59 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T09:59", "end": "2025-11-04T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf at its limit: from 2025-11-03T10:00 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit: from 2025-11-03T10:01 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}},
        "eligible",
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-02T23:59 to 2025-11-04T00:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-02T23:59", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-03T00:00 to 2025-11-04T00:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:00", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-03T00:01 to 2025-11-04T00:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:01", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-03T23:58:59.999999 to 2025-11-04T23:59:59.…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-03T23:58:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-03T23:59:59.999999 to 2025-11-04T23:59:59.999…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-03T23:59:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-04T00:00:59.999999 to 2025-11-04T23:59:59.…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-04T00:00:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "eligible",
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-02T23:59 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-02T23:59", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-03T00:00 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-03T00:01 to 2025-11-04T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-03T23:58:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T23:58:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-03T23:59:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T23:59:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-04T00:00:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-04T00:00:59.999999"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-02T23:59",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T00:00", "end": "2025-11-02T23:59"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-03T00:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T00:00", "end": "2025-11-03T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-03T00:01",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T00:00", "end": "2025-11-03T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-03T23:58:59.…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-03T23:58:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-03T23:59:59.999…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-03T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-04T00:00:59.…",
        "septic",
        {
            "anti_tnf": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-04T00:00:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf below its limit: from 2025-11-03T09:59",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T09:59"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf at its limit: from 2025-11-03T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit: from 2025-11-03T10:01",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T10:01"}},
        "eligible",
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-02T23:59",
        "septic",
        {"anti_tnf": {"start": "2025-11-02T23:59"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-03T00:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-03T00:01",
        "septic",
        {"anti_tnf": {"start": "2025-11-03T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf below its limit: from 2025-11-01T10:00 to 2025-11-03T09:59",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-03T09:59"}},
        "eligible",
    ),
    case(
        "anti_tnf at its limit: from 2025-11-01T10:00 to 2025-11-03T10:00",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-03T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit: from 2025-11-01T10:00 to 2025-11-03T10:01",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-03T10:01"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf below its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-03T23:58:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-03T23:58:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "anti_tnf at its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-03T23:59:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-03T23:59:59.999999"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "anti_tnf above its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-04T00:00:59.999999",
        "septic",
        {"anti_tnf": {"start": "2025-11-01T10:00", "end": "2025-11-04T00:00:59.999999"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening below its limit: 2025-04-30T23:59 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-04-30T23:59"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-05-01T00:00 (Treatment with another biotechnological agent in progress at screen…",
        "past_biologic",
        {"screening": "2025-05-01T00:00"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening above its limit: 2025-05-01T00:01 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-05-01T00:01"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening below its limit: 2025-05-01T11:59 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-05-01T11:59", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening at its limit: 2025-05-01T12:00 (Treatment with another biotechnological agent in progress at screen…",
        "past_biologic",
        {"screening": "2025-05-01T12:00", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-05-01T12:01 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-05-01T12:01", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening below its limit: 2025-07-31T11:59 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-07-31T11:59", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening at its limit: 2025-07-31T12:00 (Treatment with another biotechnological agent in progress at screen…",
        "past_biologic",
        {"screening": "2025-07-31T12:00", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-07-31T12:01 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-07-31T12:01", "other_biologic": {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"}},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening below its limit: 2025-05-01T23:58:59.999999 (Treatment with another biotechnological agent in progr…",
        "past_biologic",
        {"screening": "2025-05-01T23:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening at its limit: 2025-05-01T23:59:59.999999 (Treatment with another biotechnological agent in progress…",
        "past_biologic",
        {"screening": "2025-05-01T23:59:59.999999"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-05-02T00:00:59.999999 (Treatment with another biotechnological agent in progr…",
        "past_biologic",
        {"screening": "2025-05-02T00:00:59.999999"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening below its limit: 2025-07-30T23:59 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-07-30T23:59"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening at its limit: 2025-07-31T00:00 (Treatment with another biotechnological agent in progress at screen…",
        "past_biologic",
        {"screening": "2025-07-31T00:00"},
        "ineligible",
        failed=["I1", "I2", "E3"],
    ),
    case(
        "screening above its limit: 2025-07-31T00:01 (Treatment with another biotechnological agent in progress at scr…",
        "past_biologic",
        {"screening": "2025-07-31T00:01"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening below its limit: 2025-07-31T23:58:59.999999 (Treatment with another biotechnological agent in progr…",
        "past_biologic",
        {"screening": "2025-07-31T23:58:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening at its limit: 2025-07-31T23:59:59.999999 (Treatment with another biotechnological agent in progress…",
        "past_biologic",
        {"screening": "2025-07-31T23:59:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
        unknown=["E3"],
    ),
    case(
        "screening above its limit: 2025-08-01T00:00:59.999999 (Treatment with another biotechnological agent in progr…",
        "past_biologic",
        {"screening": "2025-08-01T00:00:59.999999"},
        "ineligible",
        failed=["I1", "I2"],
    ),
    case(
        "screening below its limit: 2025-11-03T09:59 (Treatment with another biotechnological agent in progress at scr…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T09:59"},
        "eligible",
    ),
    case(
        "screening at its limit: 2025-11-03T10:00 (Treatment with another biotechnological agent in progress at screen…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T10:00"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit: 2025-11-03T10:01 (Treatment with another biotechnological agent in progress at scr…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-03T10:01"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening below its limit, other_biologic without the hour: 2025-11-02T23:59 (Treatment with another biotechn…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-02T23:59"},
        "eligible",
    ),
    case(
        "screening at its limit, other_biologic without the hour: 2025-11-03T00:00 (Treatment with another biotechnolo…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T00:00"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening above its limit, other_biologic without the hour: 2025-11-03T00:01 (Treatment with another biotechn…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T00:01"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening below its limit, other_biologic without the hour: 2025-11-03T23:58:59.999999 (Treatment with anothe…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:58:59.999999"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening at its limit, other_biologic without the hour: 2025-11-03T23:59:59.999999 (Treatment with another b…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:59:59.999999"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit, other_biologic without the hour: 2025-11-04T00:00:59.999999 (Treatment with anothe…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:00:59.999999"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening below its limit, other_biologic without the hour: 2025-11-03T23:59 (Treatment with another biotechn…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-03T23:59"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening at its limit, other_biologic without the hour: 2025-11-04T00:00 (Treatment with another biotechnolo…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:00"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit, other_biologic without the hour: 2025-11-04T00:01 (Treatment with another biotechn…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T00:01"},
        "undetermined",
        unknown=["E3"],
        needs=["other_biologic"],
    ),
    case(
        "screening below its limit, other_biologic without the hour: 2025-11-04T23:58:59.999999 (Treatment with anothe…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T23:58:59.999999"},
        "ineligible",
        failed=["I1"],
        unknown=["E3"],
    ),
    case(
        "screening at its limit, other_biologic without the hour: 2025-11-04T23:59:59.999999 (Treatment with another b…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-04T23:59:59.999999"},
        "ineligible",
        failed=["I1"],
        unknown=["E3"],
    ),
    case(
        "screening above its limit, other_biologic without the hour: 2025-11-05T00:00:59.999999 (Treatment with anothe…",
        "septic",
        {"other_biologic": {"start": "2025-11-03", "end": "2025-11-04"}, "screening": "2025-11-05T00:00:59.999999"},
        "ineligible",
        failed=["I1"],
    ),
    case(
        "screening below its limit: 2025-11-04T09:59 (Treatment with another biotechnological agent in progress at scr…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T09:59"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening at its limit: 2025-11-04T10:00 (Treatment with another biotechnological agent in progress at screen…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T10:00"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening above its limit: 2025-11-04T10:01 (Treatment with another biotechnological agent in progress at scr…",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-04T10:01"},
        "eligible",
    ),
    case(
        "other_biologic below its limit: from 2025-11-03T09:59 to 2025-11-04T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T09:59", "end": "2025-11-04T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-02T23:59 to 2025-11-04T00:00",
        "septic",
        {"other_biologic": {"start": "2025-11-02T23:59", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-03T00:00 to 2025-11-04T00:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:00", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-03T00:01 to 2025-11-04T00:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:01", "end": "2025-11-04T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-03T23:58:59.999999 to 2025-11-04T23:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-03T23:58:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-03T23:59:59.999999 to 2025-11-04T23:59:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-03T23:59:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-04T00:00:59.999999 to 2025-11-04T23:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-04T00:00:59.999999", "end": "2025-11-04T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "eligible",
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-02T23:59 to 2025-11-04T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-02T23:59", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-03T00:00 to 2025-11-04T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:00", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-03T00:01 to 2025-11-04T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-03T23:58:59.999999",
        "septic",
        {"other_biologic": {"start": "2025-11-03T23:58:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-03T23:59:59.999999",
        "septic",
        {"other_biologic": {"start": "2025-11-03T23:59:59.999999"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-04T00:00:59.999999",
        "septic",
        {"other_biologic": {"start": "2025-11-04T00:00:59.999999"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-02T23:59",
        "septic",
        {"other_biologic": {"start": "2025-11-01T00:00", "end": "2025-11-02T23:59"}, "screening": "2025-11-03"},
        "eligible",
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-03T00:00",
        "septic",
        {"other_biologic": {"start": "2025-11-01T00:00", "end": "2025-11-03T00:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-01T00:00 to 2025-11-03T00:01",
        "septic",
        {"other_biologic": {"start": "2025-11-01T00:00", "end": "2025-11-03T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-03T23:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-03T23:58:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-03T23:59:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-03T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-01T23:59:59.999999 to 2025-11-04T00:…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T23:59:59.999999", "end": "2025-11-04T00:00:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic below its limit: from 2025-11-03T09:59",
        "septic",
        {"other_biologic": {"start": "2025-11-03T09:59"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic at its limit: from 2025-11-03T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit: from 2025-11-03T10:01",
        "septic",
        {"other_biologic": {"start": "2025-11-03T10:01"}},
        "eligible",
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-02T23:59",
        "septic",
        {"other_biologic": {"start": "2025-11-02T23:59"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-03T00:00",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:00"}, "screening": "2025-11-03"},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-03T00:01",
        "septic",
        {"other_biologic": {"start": "2025-11-03T00:01"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic below its limit: from 2025-11-01T10:00 to 2025-11-03T09:59",
        "septic",
        {"other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-03T09:59"}},
        "eligible",
    ),
    case(
        "other_biologic at its limit: from 2025-11-01T10:00 to 2025-11-03T10:00",
        "septic",
        {"other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-03T10:00"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit: from 2025-11-01T10:00 to 2025-11-03T10:01",
        "septic",
        {"other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-03T10:01"}},
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic below its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-03T23:58:59.9999…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-03T23:58:59.999999"},
            "screening": "2025-11-03",
        },
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case(
        "other_biologic at its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-03T23:59:59.999999",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-03T23:59:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "other_biologic above its limit, screening without the hour: from 2025-11-01T10:00 to 2025-11-04T00:00:59.9999…",
        "septic",
        {
            "other_biologic": {"start": "2025-11-01T10:00", "end": "2025-11-04T00:00:59.999999"},
            "screening": "2025-11-03",
        },
        "ineligible",
        failed=["E3"],
    ),
    case(
        "screening without the hour: 2025-11-03",
        "on_infliximab",
        {"anti_tnf": {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"}, "screening": "2025-11-03"},
        "undetermined",
        unknown=["E3"],
        needs=["screening"],
    ),
    case("anti_tnf never happened", "septic", {"anti_tnf": False}, "eligible"),
    case("other_biologic never happened", "septic", {"other_biologic": False}, "eligible"),
]


@pytest.mark.parametrize("case", E3_CASES)
def test_E3_concomitant_biological_treatment(case: Case) -> None:
    check("E3", case)


# E4: Neutropenia
E4_CASES = [
    case("holds: Neutrophil count below 1.5 ×10⁹/L", "neutropenic", {}, "ineligible", failed=["E4"]),
    case("does not hold: Neutrophil count below 1.5 ×10⁹/L", "neutropenic", {"neutrophils": 1.5}, "eligible"),
    case(
        "not known: Neutrophil count below 1.5 ×10⁹/L",
        "neutropenic",
        {"neutrophils": None},
        "undetermined",
        unknown=["E4"],
        needs=["neutrophils"],
    ),
    case("neutrophils below its limit: 1.4", "septic", {"neutrophils": 1.4}, "ineligible", failed=["E4"]),
    case("neutrophils at its limit: 1.5", "septic", {"neutrophils": 1.5}, "eligible"),
    case("neutrophils above its limit: 1.6", "septic", {"neutrophils": 1.6}, "eligible"),
    case("neutrophils at the lowest plausible value: 0", "septic", {"neutrophils": 0}, "ineligible", failed=["E4"]),
    case(
        "neutrophils below what is plausible: -0.1",
        "septic",
        {"neutrophils": -0.1},
        "undetermined",
        unknown=["E4"],
        needs=["neutrophils"],
        implausible=["neutrophils"],
    ),
    case("neutrophils at the highest plausible value: 200", "septic", {"neutrophils": 200}, "eligible"),
    case(
        "neutrophils above what is plausible: 200.1",
        "septic",
        {"neutrophils": 200.1},
        "undetermined",
        unknown=["E4"],
        needs=["neutrophils"],
        implausible=["neutrophils"],
    ),
    case("neutrophils in 10*12/L: 0.0082", "septic", {"neutrophils": {"value": 0.0082, "unit": "10*12/L"}}, "eligible"),
]


@pytest.mark.parametrize("case", E4_CASES)
def test_E4_neutropenia(case: Case) -> None:
    check("E4", case)


# E5: Malignancy
E5_CASES = [
    case("holds: Past or present malignancy", "remission", {}, "ineligible", failed=["E5"]),
    case("does not hold: Past or present malignancy", "remission", {"malignancy": False}, "eligible"),
    case(
        "not known: Past or present malignancy",
        "remission",
        {"malignancy": None},
        "undetermined",
        unknown=["E5"],
        needs=["malignancy"],
    ),
]


@pytest.mark.parametrize("case", E5_CASES)
def test_E5_malignancy(case: Case) -> None:
    check("E5", case)


# E6: Renal insufficiency
E6_CASES = [
    case(
        "holds: Measured or estimated creatinine clearance below 60 mL/min",
        "low_clearance",
        {},
        "ineligible",
        failed=["E6"],
    ),
    case(
        "does not hold: Measured or estimated creatinine clearance below 60 mL/min",
        "low_clearance",
        {"creatinine_clearance": None},
        "eligible",
    ),
    case(
        "not known: Measured or estimated creatinine clearance below 60 mL/min",
        "no_creatinine",
        {},
        "undetermined",
        unknown=["E6"],
        needs=["creatinine", "creatinine_clearance"],
    ),
    case("age below its limit: 73", "septic", {"age": 73}, "eligible"),
    case("age at its limit: 74", "septic", {"age": 74}, "eligible"),
    case("age above its limit: 75", "septic", {"age": 75}, "ineligible", failed=["E6"]),
    case("age below its limit: 67", "estimated", {"age": 67}, "eligible"),
    case("age at its limit: 68", "estimated", {"age": 68}, "eligible"),
    case("age above its limit: 69", "estimated", {"age": 69}, "ineligible", failed=["E6"]),
    case("weight below its limit: 53", "septic", {"weight": 53}, "ineligible", failed=["E6"]),
    case("weight at its limit: 53.1", "septic", {"weight": 53.1}, "ineligible", failed=["E6"]),
    case("weight above its limit: 53.2", "septic", {"weight": 53.2}, "eligible"),
    case("weight below its limit: 59.9", "estimated", {"weight": 59.9}, "ineligible", failed=["E6"]),
    case("weight at its limit: 60", "estimated", {"weight": 60}, "eligible"),
    case("weight above its limit: 60.1", "estimated", {"weight": 60.1}, "eligible"),
    case(
        "weight below its limit: 37.3",
        "birthday",
        {"creatinine_clearance": None, "weight": 37.3},
        "ineligible",
        failed=["E6"],
    ),
    case(
        "weight at its limit: 37.4",
        "birthday",
        {"creatinine_clearance": None, "weight": 37.4},
        "ineligible",
        failed=["E6"],
    ),
    case("weight above its limit: 37.5", "birthday", {"creatinine_clearance": None, "weight": 37.5}, "eligible"),
    case("creatinine below its limit: 0.75", "estimated_woman", {"creatinine": 0.75}, "eligible"),
    case("creatinine at its limit: 0.85", "estimated_woman", {"creatinine": 0.85}, "eligible"),
    case("creatinine above its limit: 0.95", "estimated_woman", {"creatinine": 0.95}, "ineligible", failed=["E6"]),
    case("creatinine below its limit: 0.9", "estimated", {"creatinine": 0.9}, "eligible"),
    case("creatinine at its limit: 1", "estimated", {"creatinine": 1}, "eligible"),
    case("creatinine above its limit: 1.1", "estimated", {"creatinine": 1.1}, "ineligible", failed=["E6"]),
    case("creatinine below its limit: 1", "no_creatinine", {"creatinine": 1}, "eligible"),
    case("creatinine at its limit: 1.1", "no_creatinine", {"creatinine": 1.1}, "eligible"),
    case("creatinine above its limit: 1.2", "no_creatinine", {"creatinine": 1.2}, "ineligible", failed=["E6"]),
    case("creatinine below its limit: 1.5", "birthday", {"creatinine_clearance": None, "creatinine": 1.5}, "eligible"),
    case("creatinine at its limit: 1.6", "birthday", {"creatinine_clearance": None, "creatinine": 1.6}, "eligible"),
    case(
        "creatinine above its limit: 1.7",
        "birthday",
        {"creatinine_clearance": None, "creatinine": 1.7},
        "ineligible",
        failed=["E6"],
    ),
    case(
        "creatinine_clearance below its limit: 59",
        "septic",
        {"creatinine_clearance": 59},
        "ineligible",
        failed=["E6"],
    ),
    case("creatinine_clearance at its limit: 60", "septic", {"creatinine_clearance": 60}, "eligible"),
    case("creatinine_clearance above its limit: 61", "septic", {"creatinine_clearance": 61}, "eligible"),
    case(
        "age at its limit, where floating point is beside it: 44",
        "estimated",
        {"age": 44, "weight": 58.5, "creatinine": 1.3},
        "eligible",
    ),
    case("age at the lowest plausible value: 0", "septic", {"age": 0}, "ineligible", failed=["A1"]),
    case(
        "age below what is plausible: -1",
        "septic",
        {"age": -1},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
        implausible=["age"],
    ),
    case("age at the highest plausible value: 120", "septic", {"age": 120}, "ineligible", failed=["E6"]),
    case(
        "age above what is plausible: 121",
        "septic",
        {"age": 121},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
        implausible=["age"],
    ),
    case("age in mo: 648", "septic", {"age": {"value": 648, "unit": "mo"}}, "eligible"),
    case("weight at the lowest plausible value: 20", "septic", {"weight": 20}, "ineligible", failed=["E6"]),
    case(
        "weight below what is plausible: 19.9",
        "septic",
        {"weight": 19.9},
        "undetermined",
        unknown=["E6"],
        needs=["weight", "creatinine_clearance"],
        implausible=["weight"],
    ),
    case("weight at the highest plausible value: 350", "septic", {"weight": 350}, "eligible"),
    case(
        "weight above what is plausible: 350.1",
        "septic",
        {"weight": 350.1},
        "undetermined",
        unknown=["E6"],
        needs=["weight", "creatinine_clearance"],
        implausible=["weight"],
    ),
    case("weight in g: 70000", "septic", {"weight": {"value": 70000, "unit": "g"}}, "eligible"),
    case("creatinine at the lowest plausible value: 0.1", "septic", {"creatinine": 0.1}, "eligible"),
    case(
        "creatinine below what is plausible: 0",
        "septic",
        {"creatinine": 0},
        "undetermined",
        unknown=["E6"],
        needs=["creatinine", "creatinine_clearance"],
        implausible=["creatinine"],
    ),
    case("creatinine at the highest plausible value: 40", "septic", {"creatinine": 40}, "ineligible", failed=["E6"]),
    case(
        "creatinine above what is plausible: 40.1",
        "septic",
        {"creatinine": 40.1},
        "undetermined",
        unknown=["E6"],
        needs=["creatinine", "creatinine_clearance"],
        implausible=["creatinine"],
    ),
    case("creatinine in mg/L: 9", "septic", {"creatinine": {"value": 9, "unit": "mg/L"}}, "eligible"),
    case("creatinine in mmol/L: 0.0796", "septic", {"creatinine": {"value": 0.0796, "unit": "mmol/L"}}, "eligible"),
    case(
        "creatinine in mmol/L: 0.0796, like low_clearance",
        "low_clearance",
        {"creatinine": {"value": 0.0796, "unit": "mmol/L"}},
        "ineligible",
        failed=["E6"],
    ),
    case(
        "creatinine_clearance at the lowest plausible value: 0",
        "birthday",
        {"creatinine_clearance": 0},
        "ineligible",
        failed=["E6"],
    ),
    case(
        "creatinine_clearance below what is plausible: -1",
        "birthday",
        {"creatinine_clearance": -1},
        "eligible",
        implausible=["creatinine_clearance"],
    ),
    case(
        "creatinine_clearance at the highest plausible value: 400",
        "ageless",
        {"creatinine_clearance": 400},
        "undetermined",
        unknown=["A1"],
        needs=["age", "born"],
    ),
    case(
        "creatinine_clearance above what is plausible: 401",
        "ageless",
        {"creatinine_clearance": 401},
        "undetermined",
        unknown=["A1", "E6"],
        needs=["age", "born", "creatinine_clearance"],
        implausible=["creatinine_clearance"],
    ),
    case(
        "creatinine_clearance in mL/h: 6600",
        "ageless",
        {"creatinine_clearance": {"value": 6600, "unit": "mL/h"}},
        "undetermined",
        unknown=["A1"],
        needs=["age", "born"],
    ),
    case(
        "shows this mistake in cockcroft_gault: unknown counts as false",
        "septic",
        {"age": 75, "sex": None},
        "undetermined",
        unknown=["E6"],
        needs=["sex", "creatinine_clearance"],
    ),
]


@pytest.mark.parametrize("case", E6_CASES)
def test_E6_renal_insufficiency(case: Case) -> None:
    check("E6", case)


# ---------------------------------------------------------------- what the protocol assumes of every patient


@pytest.mark.parametrize(
    ("patient", "changes", "conflicts"),
    [
        pytest.param("expecting", {"sex": "male"}, ["Only women are pregnant or lactate"], id="holds: Pregnant"),
        pytest.param("expecting", {"sex": "male", "pregnant": False}, [], id="does not hold: Pregnant"),
        pytest.param("expecting", {"sex": "male", "pregnant": None}, [], id="not known: Pregnant"),
        pytest.param(
            "septic",
            {"sex": "male", "lactating": True},
            ["Only women are pregnant or lactate"],
            id="holds: Lactating",
        ),
        pytest.param("septic", {"sex": "male", "lactating": False}, [], id="does not hold: Lactating"),
        pytest.param("septic", {"sex": "male", "lactating": None}, [], id="not known: Lactating"),
        pytest.param("expecting", {}, [], id="holds: Sex is female"),
        pytest.param("expecting", {"sex": None}, [], id="not known: Sex is female"),
    ],
)
def test_contradicted_assumptions_are_told(patient: str, changes: Record, conflicts: list[str]) -> None:
    record = like(patient, changes)
    for way, result in each_way(record).items():
        rule = f"screened as {way} this contradicts {listed(conflicts)}"
        assert list(result.conflicts) == conflicts, shown(rule, record)


# ---------------------------------------------------------------- patients of all kinds


def numbers(low: str, high: str, step: str, known: list[Any]) -> st.SearchStrategy[Any]:
    """Plausible numbers in steps of the precision, values of the cases above, and one that is too large."""
    least, size = Fraction(low), Fraction(step)
    count = int((Fraction(high) - least) / size)
    every = st.integers(0, count).map(lambda steps: float(least + steps * size))
    return every | st.sampled_from([*known, float(Fraction(high) + size)])


HOURS = st.integers(0, 24 * 60).map(lambda h: f"2025-{1 + h // 720:02}-{1 + h // 24 % 28:02}T{h % 24:02}:00")
DAYS = st.integers(0, 20000).map(lambda d: f"{1960 + d // 310}-{1 + d // 28 % 12:02}-{1 + d % 28:02}")
MOMENTS = HOURS | DAYS
PERIODS = st.one_of(
    st.just(False),
    st.builds(lambda start: {"start": start}, MOMENTS),
    st.builds(lambda one, other: {"start": min(one, other), "end": max(one, other)}, HOURS, HOURS),
)


def moments(known: list[str]) -> st.SearchStrategy[Any]:
    """Moments, those of the cases above among them."""
    return st.sampled_from(known) | MOMENTS if known else MOMENTS


def moments_or_never(known: list[str]) -> st.SearchStrategy[Any]:
    """Moments of something that may never have happened."""
    return moments(known) | st.just(False)


def periods(known: list[dict[str, str]]) -> st.SearchStrategy[Any]:
    """Periods that are over, still run or never were."""
    return st.sampled_from(known) | PERIODS if known else PERIODS


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "screening": moments(
        [
            "2025-11-03T10:00",
            "2025-11-02T00:00",
            "2025-11-03T00:00",
            "2025-11-04T00:00",
            "2025-11-02T12:00",
            "2025-11-03T12:00",
            "2025-11-04T12:00",
            "2025-08-30T12:00",
            "2025-08-31T12:00",
            "2025-09-01T12:00",
            "2022-02-27T12:00",
            "2022-02-28T12:00",
        ],
    ),
    "age": numbers("0", "120", "1", [54, 68, 17, 18, 19, 0, -1, 120, 121, 73, 74, 75, 67, 69, 44]),
    "born": moments_or_never(
        [
            "2007-11-03",
            "2007-11-04",
            "2007-11-03T12:00",
            "2007-08-31T12:00",
            "2004-02-29T12:00",
            "2007-11-02T10:00",
            "2007-11-03T10:00",
            "2007-11-04T10:00",
            "2007-11-02T00:00",
            "2007-11-03T00:00",
            "2007-11-04T00:00",
            "2007-08-30T12:00",
        ],
    ),
    "sex": st.sampled_from(["female", "male"]),
    "weight": numbers(
        "20",
        "350",
        "1/10",
        [70, 60, 53, 53.1, 53.2, 59.9, 60.1, 37.3, 37.4, 37.5, 58.5, 20, 19.9, 350, 350.1],
    ),
    "in_icu": st.booleans(),
    "intubated": st.booleans(),
    "ventilated": st.booleans(),
    "ards_diagnosed": moments_or_never(
        [
            "2025-11-02T18:00",
            "2025-11-01T10:00",
            "2025-11-01T09:59",
            "2025-11-01",
            "2025-11-02",
            "2025-11-03T11:00",
            "2025-11-02T12:00",
            "2025-11-01T10:01",
            "2025-10-31T23:59",
            "2025-11-01T00:00",
            "2025-11-01T00:01",
            "2025-11-01T23:58:59.999999",
        ],
    ),
    "pf_ratio": numbers("20", "700", "1", [142, 200, 199, 7, 201, 20, 19, 700, 701]),
    "pao2": numbers("20", "700", "1", [80, 99, 100, 101, 110, 20, 19, 700, 701]),
    "fio2": numbers("21/100", "1", "1/100", [0.4, 0.39, 0.4, 0.41, 0.55, 0.21, 0.2, 1, 1.01]),
    "peep": numbers("0", "40", "1", [10, 4, 5, 6, 0, -1, 40, 41]),
    "insult_onset": moments_or_never(
        [
            "2025-10-31T08:00",
            "2025-10-20T08:00",
            "2025-09-01",
            "2025-11-02T16:01",
            "2025-11-02T15:59",
            "2025-11-02T16:00",
            "2025-11-01T23:59",
            "2025-11-02T00:00",
            "2025-11-02T00:01",
            "2025-11-02T23:58:59.999999",
            "2025-11-02T23:59:59.999999",
            "2025-11-03T00:00:59.999999",
        ],
    ),
    "symptoms_onset": moments_or_never(
        [
            "2025-11-01T20:00",
            "2025-10-21T08:00",
            "2025-10-26T16:00",
            "2025-11-02T16:01",
            "2025-11-02T15:59",
            "2025-11-02T16:00",
            "2025-11-01T23:59",
            "2025-11-02T00:00",
            "2025-11-02T00:01",
            "2025-11-02T23:58:59.999999",
            "2025-11-02T23:59:59.999999",
            "2025-11-03T00:00:59.999999",
        ],
    ),
    "ards_onset": moments_or_never(
        [
            "2025-11-02T16:00",
            "2025-11-03T10:01",
            "2025-11-03T10:00",
            "2025-11-02",
            "2025-10-31T07:59",
            "2025-10-31T08:00",
            "2025-10-31T08:01",
            "2025-10-30T23:59",
            "2025-10-31T00:00",
            "2025-10-31T00:01",
            "2025-10-31T23:58:59.999999",
            "2025-10-31T23:59:59.999999",
        ],
    ),
    "bilateral_opacities": st.booleans(),
    "opacities_explained": st.booleans(),
    "failure_explained": st.booleans(),
    "il6": numbers("0", "1000000", "1", [310, 80, 81, 79, 0, -1, 1000000, 1000001]),
    "crp": numbers("0", "1000", "1", [280, 250, 251, 249, 0, -1, 1000, 1001]),
    "vasopressors": periods(
        [
            {"start": "2025-11-02T20:00"},
            {"start": "2025-11-03T06:00", "end": "2025-11-03T06:59"},
            {"start": "2025-11-03T06:00", "end": "2025-11-03T07:00"},
            {"start": "2025-11-03T09:00"},
            {"start": "2025-11-01T06:00", "end": "2025-11-01T10:00"},
            {"start": "2025-11-01T06:00", "end": "2025-11-01T09:59"},
            {"start": "2019-03-01", "end": "2019-03-04"},
            {"start": "2025-11-03T09:01"},
            {"start": "2025-10-30T10:00", "end": "2025-11-01T09:59"},
            {"start": "2025-11-03", "end": "2025-11-03"},
            {"start": "2019-03-01T12:00", "end": "2019-03-04T12:00"},
            {"start": "2025-11-03T08:59"},
        ],
    ),
    "bicarbonate": numbers("2", "60", "1/10", [17, 18, 17.9, 18.1, 2, 1.9, 60, 60.1]),
    "lactate": numbers("0", "40", "1/10", [4.8, 4, 3.9, 4.1, 0, -0.1, 40, 40.1]),
    "consent": st.booleans(),
    "covid_swab": st.sampled_from(["negative", "positive"]),
    "pregnant": st.booleans(),
    "lactating": st.booleans(),
    "anakinra_hypersensitivity": st.booleans(),
    "ecoli_hypersensitivity": st.booleans(),
    "anti_tnf": periods(
        [
            {"start": "2025-10-01"},
            {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"},
            {"start": "2025-10-01T12:00"},
            {"start": "2025-11-03", "end": "2025-11-04"},
            {"start": "2025-11-03T09:59", "end": "2025-11-04T10:00"},
            {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"},
            {"start": "2025-11-02T23:59", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T00:00", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T00:01", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T23:58:59.999999", "end": "2025-11-04T23:59:59.999999"},
            {"start": "2025-11-03T23:59:59.999999", "end": "2025-11-04T23:59:59.999999"},
            {"start": "2025-11-04T00:00:59.999999", "end": "2025-11-04T23:59:59.999999"},
        ],
    ),
    "other_biologic": periods(
        [
            {"start": "2025-05-01", "end": "2025-07-31"},
            {"start": "2025-11-03T10:00", "end": "2025-11-04T10:00"},
            {"start": "2025-11-03T10:01", "end": "2025-11-04T10:00"},
            {"start": "2025-05-01T12:00", "end": "2025-07-31T12:00"},
            {"start": "2025-11-03", "end": "2025-11-04"},
            {"start": "2025-11-03T09:59", "end": "2025-11-04T10:00"},
            {"start": "2025-11-02T23:59", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T00:00", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T00:01", "end": "2025-11-04T00:00"},
            {"start": "2025-11-03T23:58:59.999999", "end": "2025-11-04T23:59:59.999999"},
            {"start": "2025-11-03T23:59:59.999999", "end": "2025-11-04T23:59:59.999999"},
            {"start": "2025-11-04T00:00:59.999999", "end": "2025-11-04T23:59:59.999999"},
        ],
    ),
    "neutrophils": numbers("0", "200", "1/10", [8.2, 1.4, 1.5, 1.4, 1.6, 0, -0.1, 200, 200.1]),
    "malignancy": st.booleans(),
    "creatinine": numbers(
        "1/10",
        "40",
        "1/10",
        [0.9, 1, 2, 0.75, 0.85, 0.95, 0.9, 1.1, 1.2, 1.5, 1.6, 1.7, 1.3, 0.1, 0, 40, 40.1],
    ),
    "creatinine_clearance": numbers("0", "400", "1", [110, 60, 59, 61, 0, -1, 400, 401]),
}
"""For each fact the values that a patient may have."""

ANYONE = st.fixed_dictionaries({}, optional=VALUES)
NEARLY = st.builds(
    lambda patient, changes: {**patient, **changes},
    st.sampled_from([*PATIENTS.values(), {}]),
    st.fixed_dictionaries({}, optional={name: values | st.none() for name, values in VALUES.items()}),
)
CHANGED = st.builds(
    lambda patient, change: {**patient, **change},
    st.sampled_from([*PATIENTS.values(), {}]),
    st.one_of([st.fixed_dictionaries({name: values}) for name, values in VALUES.items()]),
)


LACKING = st.builds(
    lambda patient, gone: {name: value for name, value in like(patient, {}).items() if name not in gone},
    st.sampled_from(ELIGIBLE or [""]),
    st.sets(st.sampled_from(FACTS), max_size=4),
)


def records(kinds: st.SearchStrategy[Record]) -> st.SearchStrategy[Record]:
    """Patients made by chance whose records can be read; of four at most one contradicts an assumption, one is in other units."""

    @st.composite
    def made(draw: st.DrawFn) -> Record:
        record = {name: value for name, value in draw(kinds).items() if value is not None}
        chance = draw(st.integers(0, 3))
        if chance == 1:
            record = in_other_units(record)
        reading = read_record(PROGRAM.facts, record)
        assume(not reading.problems)
        assume(chance == 0 or not evaluate(PROGRAM, reading.values).conflicts)
        return record

    return made()


RECORDS = records(CHANGED | NEARLY | ANYONE)
"""Most of them are near one of the protocol's own."""
OPEN = records(LACKING | CHANGED)
"""Of these much can still be found out."""

ASKED_ABOUT: frozenset[str] = frozenset(
    ("age", "pf_ratio", "vasopressors", "pregnant", "lactating", "creatinine_clearance"),
)
"""Facts whose absence is itself an answer, because the protocol gives them a default or asks whether they are known."""

RANK = {"failed": 0, "unknown": 1, "passed": 2}
quietly = settings(deadline=None)  # a slow machine breaks no rule


def is_open(value: object) -> bool:
    """Whether a value is missing, or a moment (or a period with one) that is not known to the hour."""
    if isinstance(value, dict):
        return any(map(is_open, value.values()))
    return value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) is not None)


# ---------------------------------------------------------------- what no patient has

WRONG: dict[str, tuple[Any, ...]] = {
    "number": ("12", True, float("nan"), {"value": 1, "unit": "no such unit"}),
    "flag": ("yes", 1),
    "choice": ("no such value", 1),
    "moment": ("yesterday", "2025-02-30", "2025-06-01T24:30", 20250601),
    "period": (
        "2025-06-01",
        {"start": "2025-06-02", "end": "2025-06-01"},
        {"start": "2025-06-01T10:01", "end": "2025-06-01T10:00"},
    ),
    "events": ("once", ["once"], [{"no such field": 1}]),
}
"""For each kind of fact values that mean nothing."""


def wrong_values(fact: Fact) -> Iterator[Any]:
    """Values that mean nothing for a fact."""
    yield from WRONG[fact.kind]


@pytest.mark.parametrize("fact", PROGRAM.facts, ids=lambda fact: fact.name)
def test_what_cannot_be_read_is_refused(fact: Fact) -> None:
    for value in wrong_values(fact):
        for patient in ({}, *list(PATIENTS.values())[:1]):
            record = {**patient, fact.name: value}
            ways: dict[str, Callable[[], object]] = {
                "a mapping": partial(screen, record),
                "a Patient": partial(Patient.model_validate, record),
                "values in order": partial(screen_values, *in_order(record)),
                "JSON": partial(screen_json, json.dumps(record)),
            }
            for way, screened in ways.items():
                with pytest.raises(ValueError, match=re.escape(fact.name)):
                    assert not screened(), f"{way} with {value!r} is screened"


# ---------------------------------------------------------------- what holds of all patients


@quietly
@given(RECORDS)
def test_whoever_fails_a_criterion_is_ineligible(record: Record) -> None:
    result = screen(record)
    failed = "failed" in [outcome.value for outcome in result.outcomes.values()]
    rule = "who fails a criterion is ineligible, and nobody else"
    assert (result.verdict is Verdict.INELIGIBLE) is failed, shown(rule, record)


@quietly
@given(RECORDS)
def test_nobody_is_eligible_while_a_criterion_is_unknown(record: Record) -> None:
    result = screen(record)
    passed = all(outcome.value == "passed" for outcome in result.outcomes.values())
    rule = "who passes every criterion is eligible, and nobody else"
    assert (result.verdict is Verdict.ELIGIBLE) is passed, shown(rule, record)


@quietly
@given(RECORDS, st.data())
def test_filling_in_an_unknown_never_overturns_a_definite_verdict(record: Record, data: st.DataObject) -> None:
    """A fact in ASKED_ABOUT is not filled in: the protocol reads its absence on purpose, so its arrival may count."""
    before = screen(record)
    missing = [name for name in FACTS if name not in record and name not in ASKED_ABOUT]
    if before.verdict is Verdict.UNDETERMINED or not missing:
        return
    filled = {**record, **data.draw(st.fixed_dictionaries({}, optional={name: VALUES[name] for name in missing}))}
    assume(not read_record(PROGRAM.facts, filled).problems)
    rule = "what is found out later does not overturn a verdict"
    assert screen(filled).verdict is before.verdict, shown(rule, record, filled)


@quietly
@given(RECORDS)
def test_every_way_of_screening_agrees_with_the_explanation(record: Record) -> None:
    agree("made by chance", record)
    agree("made by chance", plainly(record))
    result, explained = screen(record), explain(PROGRAM, record)
    conflicts = evaluate(PROGRAM, read_record(PROGRAM.facts, record).values).conflicts
    assert result.conflicts == conflicts, shown("contradicted assumptions are told", record)
    expected = {
        "verdict": result.verdict.value,
        "outcomes": {c.name: c.outcome.value for c in explained.criteria},
        "needs": list(result.needs),
        "implausible": list(result.implausible),
        "conflicts": list(result.conflicts),
    }
    assert result.to_dict() == expected, shown("a result as a mapping says the same", record)
    assert result.why() == explained.to_text(), shown("why() is the explanation in words", record)


@quietly
@given(RECORDS)
def test_claims_hold_of_whoever_contradicts_no_assumption(record: Record) -> None:
    claims_hold("made by chance", record)
    claims_hold("made by chance", plainly(record))


@quietly
@given(OPEN | RECORDS)
def test_needs_name_missing_or_uncertain_facts_of_undetermined_patients_only(record: Record) -> None:
    result = screen(record)
    for name in result.needs:
        open_ = is_open(record.get(name)) or name in result.implausible
        assert open_, shown(f"{name} is known, and not needed", record)
    undetermined = result.verdict is Verdict.UNDETERMINED
    assert undetermined or not result.needs, shown("a definite verdict needs nothing", record)


@quietly
@given(OPEN | RECORDS, st.data())
def test_what_is_not_needed_cannot_decide(record: Record, data: st.DataObject) -> None:
    result = screen(record)
    if result.verdict is not Verdict.UNDETERMINED or result.conflicts:
        return
    idle = sorted(set(FACTS).difference(record, result.needs, ASKED_ABOUT), key=FACTS.index)
    filled = {**record, **data.draw(st.fixed_dictionaries({}, optional={name: VALUES[name] for name in idle}))}
    assume(not read_record(PROGRAM.facts, filled).problems)
    after, rule = screen(filled), "a fact that is not needed decides nothing"
    assert after.verdict is Verdict.UNDETERMINED or after.conflicts, shown(rule, record, filled)


@quietly
@given(RECORDS, st.data())
def test_what_decides_is_needed(record: Record, data: st.DataObject) -> None:
    """Whoever is decided by a fact needs it while it is missing: the patient with it is a way in which it can turn out."""
    if not record or screen(record).verdict is Verdict.UNDETERMINED or screen(record).conflicts:
        return
    given = sorted(name for name in record if name not in ASKED_ABOUT)
    for name in data.draw(st.lists(st.sampled_from(given), max_size=3)) if given else ():
        left = {other: value for other, value in record.items() if other != name}
        without, rule = screen(left), f"{name} decides, and is needed while it is missing"
        is_told = without.verdict is not Verdict.UNDETERMINED or without.conflicts or name in without.needs
        assert is_told, shown(rule, left, record)


@quietly
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_entries_does_not_matter(record: Record, chance: random.Random) -> None:
    mixed = {name: shuffled(record[name], chance) for name in chance.sample(sorted(record), len(record))}
    rule = "the order of facts and of entries does not matter"
    assert found(screen(mixed)) == found(screen(record)), shown(rule, record, mixed)


def shuffled(value: Any, chance: random.Random) -> Any:
    """A list with its entries in another order; any other value as it is."""
    if isinstance(value, list):
        return chance.sample(value, len(value))
    if isinstance(value, dict) and "entries" in value:
        return {**value, "entries": shuffled(value["entries"], chance)}
    return value


UNITS: dict[str, tuple[str, str]] = {
    "age": ("mo", "12"),
    "weight": ("g", "1000"),
    "pf_ratio": ("mbar", "66661/50000"),
    "pao2": ("mbar", "66661/50000"),
    "peep": ("mbar", "196133/200000"),
    "il6": ("ng/dL", "1/10"),
    "crp": ("mg/dL", "1/10"),
    "bicarbonate": ("mol/L", "1/1000"),
    "lactate": ("mg/dL", "1126/125"),
    "neutrophils": ("10*12/L", "1/1000"),
    "creatinine": ("mmol/L", "125/1414"),
    "creatinine_clearance": ("mL/h", "60"),
}
"""Another unit for each number, and how many of it are one of the declared unit."""


@quietly
@given(RECORDS)
def test_the_same_patient_in_other_units_has_the_same_result(record: Record) -> None:
    for one in (record, plainly(record)):
        other, rule = in_other_units(one), "the same patient in other units has the same result"
        assert found(screen(other)) == found(screen(one)), shown(rule, one, other)
        agree("made by chance, the same numbers of other units", in_other_units(one, converted=False))


def in_other_units(record: Record, converted: bool = True) -> Record:
    """The same patient with each number in another unit, or another patient with the same number of that unit."""
    return {name: in_other_unit(name, value, converted) for name, value in record.items()}


def in_other_unit(name: str, value: Any, converted: bool) -> Any:
    """A measurement in another unit, exactly, also in a list; any other value as it is."""
    if isinstance(value, list):
        return [in_other_unit(name, entry, converted) for entry in value]
    if isinstance(value, dict) and "unit" not in value:
        if "value" in value:
            measured = in_other_unit(name, value["value"], converted)
            return {**value, **measured} if isinstance(measured, dict) else value
        names = {part: name if part == "entries" else f"{name}.{part}" for part in value}
        return {part: in_other_unit(names[part], inner, converted) for part, inner in value.items()}
    if name not in UNITS or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    unit, factor = UNITS[name]
    return {"value": Fraction(str(value)) * Fraction(factor) if converted else value, "unit": unit}


@pytest.mark.parametrize(
    ("criterion", "fact", "better"),
    [
        ("A1", "age", "higher"),
        ("I1", "pf_ratio", "lower"),
        ("I1", "peep", "higher"),
        ("I3", "il6", "higher"),
        ("I3", "crp", "higher"),
        ("I3", "bicarbonate", "lower"),
        ("I3", "lactate", "higher"),
        ("E4", "neutrophils", "higher"),
        ("E6", "creatinine_clearance", "higher"),
    ],
)
@settings(deadline=None, max_examples=30)
@given(record=RECORDS, data=st.data())
def test_a_better_value_never_makes_a_criterion_worse(
    criterion: str, fact: str, better: str, record: Record, data: st.DataObject
) -> None:
    """Lower (or higher) values of some facts can only help: a pass never becomes unknown or a fail."""
    values = sorted([data.draw(VALUES[fact]), data.draw(VALUES[fact])], reverse=better == "lower")
    one, other = ({**record, fact: value} for value in values)
    worse, good = screen(one), screen(other)
    if fact not in worse.implausible and fact not in good.implausible:
        rule = f"a {better} {fact} never makes {named(criterion)} worse"
        assert RANK[worse.outcomes[criterion].value] <= RANK[good.outcomes[criterion].value], shown(rule, one, other)


@pytest.mark.parametrize(
    ("patient", "fact", "needs", "verdict"),
    [
        ("septic", "screening", ["screening"], "eligible"),
        ("septic", "age", ["age", "born", "creatinine_clearance"], "eligible"),
        ("birthday", "born", ["age", "born"], "eligible"),
        ("septic", "weight", ["weight", "creatinine_clearance"], "eligible"),
        ("septic", "in_icu", ["in_icu"], "eligible"),
        ("septic", "intubated", ["intubated"], "eligible"),
        ("septic", "ventilated", ["ventilated"], "eligible"),
        ("septic", "ards_diagnosed", ["ards_diagnosed"], "eligible"),
        ("septic", "pf_ratio", ["pf_ratio", "pao2", "fio2"], "eligible"),
        ("kilopascal", "pao2", ["pf_ratio", "pao2"], "eligible"),
        ("kilopascal", "fio2", ["pf_ratio", "fio2"], "eligible"),
        ("septic", "peep", ["peep"], "eligible"),
        ("symptoms_count", "symptoms_onset", ["symptoms_onset"], "eligible"),
        ("septic", "ards_onset", ["ards_onset"], "eligible"),
        ("septic", "bilateral_opacities", ["bilateral_opacities"], "eligible"),
        ("septic", "opacities_explained", ["opacities_explained"], "eligible"),
        ("septic", "failure_explained", ["failure_explained"], "eligible"),
        ("only_lactate", "lactate", ["il6", "lactate"], "eligible"),
        ("septic", "consent", ["consent"], "eligible"),
        ("septic", "covid_swab", ["covid_swab"], "eligible"),
        ("septic", "pregnant", ["pregnant"], "eligible"),
        ("septic", "lactating", ["lactating"], "eligible"),
        ("septic", "anakinra_hypersensitivity", ["anakinra_hypersensitivity"], "eligible"),
        ("septic", "ecoli_hypersensitivity", ["ecoli_hypersensitivity"], "eligible"),
        ("septic", "anti_tnf", ["anti_tnf"], "eligible"),
        ("septic", "other_biologic", ["other_biologic"], "eligible"),
        ("septic", "neutrophils", ["neutrophils"], "eligible"),
        ("septic", "malignancy", ["malignancy"], "eligible"),
        ("septic", "creatinine", ["creatinine", "creatinine_clearance"], "eligible"),
    ],
)
def test_what_is_needed_can_decide(patient: str, fact: str, needs: list[str], verdict: str) -> None:
    """Without one fact the patient is undetermined and needs it, and nothing that is not named; with it, definite."""
    whole = PATIENTS[patient]
    left = {name: value for name, value in whole.items() if name != fact}
    rule = f"without {fact} {patient} needs {listed(needs)}, and with it is {verdict}"
    assert screen(left).verdict is Verdict.UNDETERMINED, shown(rule, left)
    assert list(screen(left).needs) == needs, shown(rule, left)
    assert screen(whole).verdict == verdict, shown(rule, whole)


# ---------------------------------------------------------------- how a patient is tried


READS = Reads(PROGRAM)
"""The facts that each criterion reads."""


def in_order(record: Mapping[str, Any]) -> list[Any]:
    """A record's values in the order of the data dictionary."""
    return [record.get(name) for name in FACTS]


def of_result(result: Result) -> Said:
    """What a result says."""
    return said(result.verdict.value, result.outcomes)


def found(result: Result) -> Record:
    """The same and more: what is needed, and which values do not count."""
    return {**of_result(result)._asdict(), "needs": tuple(result.needs), "implausible": tuple(result.implausible)}


def check(criterion: str, case: Case) -> None:
    """Screen the patient in each way that the package offers, and compare with what the protocol says of it."""
    record = like(case.patient, case.changes)
    expected = Said(case.verdict, case.failed, case.unknown)
    for way, result in each_way(record).items():
        assert of_result(result) == expected, told(case.title, record, way, expected, of_result(result))
        for what, wanted, got in (
            ("needed", case.needs, result.needs),
            ("not plausible", case.implausible, result.implausible),
        ):
            rule = f"{case.title}, screened as {way}: {listed(wanted)} {what}, found {listed(got)}"
            assert tuple(got) == wanted, shown(rule, record)
    for way, decided in {**explanation(record), **further(record)}.items():
        assert decided == expected, told(case.title, record, way, expected, decided)
    alone = expected._replace(verdict=str(verdict(Patient.model_validate(record))))
    assert alone == expected, told(case.title, record, "a Patient, for the verdict alone", expected, alone)
    for way, other in by_itself(criterion, record, expected.of(criterion)).items():
        decided = of_result(screen(other))
        assert decided.of(criterion) == expected.of(criterion), told(case.title, other, way, expected, decided)
    agree(case.title, plainly(record))
    for name, lacking in lacking_one(criterion, case, plainly(record)):
        agree(f"{case.title}, without {name}", lacking)
    claims_hold(case.title, record)
    other = {**plainly(record), **in_other_units(case.changes, converted=False)}
    if other != plainly(record):
        agree(f"{case.title}, the same numbers of other units", like("", other))
    dated = criterion in CALENDAR and DAY.search(repr(case.changes))
    for other in at_other_times(record) if dated else ():
        agree(f"{case.title}, at another time", other)
        agree(f"{case.title}, at another time", plainly(other))


def each_way(record: Record) -> dict[str, Result]:
    """The results of the ways in which a patient can be given, apart from JSON and Python's own dates."""
    return {
        "a mapping": screen(record),
        "a Patient": screen(Patient.model_validate(record)),
        "values in order": screen_values(*in_order(record)),
    }


def by_itself(criterion: str, record: Record, outcome: str) -> dict[str, Record]:
    """The patient as far as the criterion reads of it, also at noon of days that are given without the hour.

    Finding out the hour never overturns what is known without it.
    """
    own = {name: value for name, value in record.items() if name == SCREENING or name in READS.of_name(criterion)}
    at_noon = {name: at_some_hour(value) for name, value in own.items()}
    if outcome == "unknown" or at_noon == own or read_record(PROGRAM.facts, at_noon).problems:
        return {"what it reads alone": own}
    return {"what it reads alone": own, "what it reads, at noon": at_noon}


MOST_LACKING = 2


def lacking_one(criterion: str, case: Case, record: Record) -> Iterator[tuple[str, Record]]:
    """The patient without one more fact, so that the criterion hangs on it: at a limit that decides for others."""
    left = MOST_LACKING
    for name in FACTS:
        if left and name in record and name not in case.changes and name in READS.of_name(criterion):
            lacking = {other: value for other, value in record.items() if other != name}
            reading = read_record(PROGRAM.facts, lacking)
            if not reading.problems and evaluate(PROGRAM, reading.values).outcomes[criterion] == "unknown":
                left -= 1
                yield name, lacking


LONG_AGO = "1980-01-01T08:00"


def plainly(record: Record) -> Record:
    """Another patient like this one, for whom there is quicker code: each day has an hour, what never was, was long ago."""
    made = {name: at_some_hour(value) for name, value in record.items()}
    for fact in PROGRAM.facts:
        never = made.get(fact.name, False if fact.missing is not None else None) is False
        if fact.kind == "moment" and fact.name != SCREENING and never:
            made[fact.name] = LONG_AGO
    return made


CALENDAR = frozenset(("A1", "E6"))
"""The criteria that count calendar months or years, which are not of one length."""

CALENDAR_DAYS = (date(2024, 2, 29), date(2024, 3, 31), date(2024, 8, 31), date(2024, 12, 31))
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_DAYS = 3


def at_other_times(record: Record) -> Iterator[Record]:
    """The patient with all that happened earlier or later, so that one day after the other comes to end a month."""
    days = sorted({date.fromisoformat(day) for day in DAY.findall(repr(record))}, reverse=True)
    for day in days[:MOST_DAYS]:
        for other in CALENDAR_DAYS:
            yield {name: at_another_time(value, other - day) for name, value in record.items()}


def at_another_time(value: Any, by: timedelta) -> Any:
    """A moment, also in a list or a period, so much later; any other value as it is."""
    if isinstance(value, dict):
        return {name: at_another_time(part, by) for name, part in value.items()}
    if isinstance(value, list):
        return [at_another_time(part, by) for part in value]
    if isinstance(value, str) and DAY.match(value):
        return f"{date.fromisoformat(value[:10]) + by}{value[10:]}"
    return value


def at_some_hour(value: Any) -> Any:
    """A day, a month or a year, also in a list or a period, at some hour of it; any other value as it is."""
    if isinstance(value, dict):
        return {name: at_some_hour(part) for name, part in value.items()}
    if isinstance(value, list):
        return [at_some_hour(part) for part in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return f"{value}{'-07-02'[len(value) - 4 :] if len(value) < 10 else ''}T12:00"
    return value


def agree(title: str, record: Record) -> None:
    """Every way of screening a patient says of it what the definition of the criteria's meaning says."""
    reading = read_record(PROGRAM.facts, record)
    if reading.problems:
        return
    meant = evaluate(PROGRAM, reading.values)
    expected = said(meant.verdict, meant.outcomes)
    ways = {way: of_result(result) for way, result in each_way(record).items()}
    for way, decided in {**ways, **further(record)}.items():
        assert decided == expected, told(title, record, way, expected, decided)
    alone = expected._replace(verdict=str(verdict(Patient.model_validate(record))))
    assert alone == expected, told(title, record, "a Patient, for the verdict alone", expected, alone)


def explanation(record: Record) -> dict[str, Said]:
    """What the explanation says, which follows the definition of the meaning."""
    explained = explain(PROGRAM, record)
    return {"its explanation": said(str(explained.verdict), {c.name: c.outcome for c in explained.criteria})}


def further(record: Record) -> dict[str, Said]:
    """What is said of JSON and of Python's own dates, and by the code for uncertain moments."""
    ways = {"a mapping with Python's own dates": of_result(screen(in_objects(record)))}
    try:
        ways["JSON"] = of_result(screen_json(json.dumps(record)))
    except TypeError:  # exact decimals, which JSON does not have
        pass
    try:
        decision = decide_ranges(plain(tuple(in_order(record))))
    except (Unusual, OverflowError):  # what it leaves to the definition
        return ways
    return {**ways, "an uncertain one": said(decision[0], dict(zip(PROGRAM.criterion, decision[1:], strict=True)))}


def in_objects(value: Any) -> Any:
    """Texts that are moments to the minute or days as Python's own; any other value as it is."""
    if isinstance(value, dict):
        return {name: in_objects(part) for name, part in value.items()}
    if isinstance(value, list):
        return [in_objects(part) for part in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value


def claims_hold(title: str, record: Record) -> None:
    """What the protocol claims is so of the outcomes that are found, unless the record contradicts an assumption."""
    seen = Interpreter(PROGRAM, read_record(PROGRAM.facts, record).values)
    if any(seen.truth(assumption.condition) is FALSE for assumption in PROGRAM.assumptions):
        return
    for name, outcome in screen(record).outcomes.items():
        passes = {"passed": TRUE, "failed": FALSE, "unknown": UNKNOWN}[outcome.value]
        seen.truths[name] = passes if PROGRAM.criterion[name].kind == "include" else negate(passes)
    for claim in PROGRAM.claims:
        rule = f"{title}: the claim in line {claim.line} of the protocol, {claim.label}"
        assert seen.truth(claim.condition) is not FALSE, shown(rule, record)


def told(title: str, record: Record, way: str, expected: Said, got: Said) -> str:
    """What to know of a case that failed: the criteria concerned, both results, and the patient as one writes it."""
    lines = [f"{title}, screened as {way}: expected {expected.verdict}, found {got.verdict}"]
    for name in PROGRAM.criterion:
        if expected.of(name) != got.of(name):
            lines.append(f"{named(name)}: expected {expected.of(name)}, found {got.of(name)}")
    return "\n".join([*lines, pasted(title, record)])


def shown(rule: str, *patients: Record) -> str:
    """What to know where a rule is broken: what was found of each patient, and the patient as one writes it."""
    lines = [f"broken: {rule}"]
    for record in patients:
        result = screen(record)
        lines.append(f"found {result.verdict.value}, needs {listed(result.needs)}")
        lines += [f"not plausible: {listed(result.implausible)}"] if result.implausible else []
        lines += [f"{named(name)}: {outcome.value}" for name, outcome in result.outcomes.items() if outcome != "passed"]
        lines.append(pasted(rule, record))
    return "\n".join(lines)


def listed(names: Iterable[str]) -> str:
    """Names as they are told."""
    return ", ".join(names) or "nothing"


def named(criterion: str) -> str:
    """A criterion with its place and its label."""
    one = PROGRAM.criterion[criterion]
    return f"{criterion} (line {one.line} of the protocol) {one.label}"


def pasted(title: str, record: Record) -> str:
    """A patient as an author writes it into the protocol."""
    number = crc32(repr(sorted(record.items(), key=str)).encode()) % 10_000
    return patient_source(PROGRAM, f"found_{number}", title, record)
