"""The flagship's rule as a programmer would write it by hand: the baselines of the benchmarks.

``idiomatic`` takes a mapping, checks for None where a value may be missing, and returns every criterion's outcome.
``optimised`` is the same rule as one straight line of tests. Neither validates anything, converts a unit, or accepts a
date without an hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"
TWO_DAYS, WEEK, HOUR = timedelta(hours=48), timedelta(days=7), timedelta(hours=1)


def all_of(*parts: bool | None) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def any_of(*parts: bool | None) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False


def negated(part: bool | None) -> bool | None:
    return None if part is None else not part


def included(met: bool | None) -> str:
    return UNKNOWN if met is None else PASSED if met else FAILED


def excluded(met: bool | None) -> str:
    return UNKNOWN if met is None else FAILED if met else PASSED


def within(moment: datetime | None, start: datetime | None, end: datetime | None) -> bool | None:
    if moment is None or start is None or end is None:
        return None
    return start <= moment <= end


def in_progress(period: Any, now: datetime | None) -> bool | None:
    if period is None or now is None:
        return None
    if period is False:
        return False
    end = period.get("end")
    return bool(period["start"] <= now and (end is None or now <= end))


def age_at(patient: Mapping[str, Any]) -> float | None:
    age = patient.get("age")
    if age is not None:
        return float(age)
    born, now = patient.get("born"), patient.get("screening")
    if born is None or now is None:
        return None
    return float(now.year - born.year - ((now.month, now.day) < (born.month, born.day)))


def oxygenation(patient: Mapping[str, Any]) -> float | None:
    ratio = patient.get("pf_ratio")
    if ratio is not None:
        return float(ratio)
    pao2, fio2 = patient.get("pao2"), patient.get("fio2")
    if pao2 is None or fio2 is None:
        return None
    return float(pao2 / fio2)


def renal_insufficiency(patient: Mapping[str, Any]) -> bool | None:
    clearance = patient.get("creatinine_clearance")
    if clearance is not None:
        return bool(clearance < 60)
    age, weight, creatinine = age_at(patient), patient.get("weight"), patient.get("creatinine")
    if age is None or weight is None or creatinine is None:
        return None
    clearance = (140 - age) * weight / (72 * creatinine)
    sex = patient.get("sex")
    if sex == "female":
        return bool(clearance * 0.85 < 60)
    if sex == "male":
        return bool(clearance < 60)
    return True if clearance < 60 else False if clearance * 0.85 >= 60 else None


def enough_vasopressors(patient: Mapping[str, Any]) -> bool | None:
    period = patient.get("vasopressors")
    if not period:
        return False
    now, end = patient.get("screening"), period.get("end")
    if now is None:
        return None
    until = now if end is None or end > now else end
    return bool(until - period["start"] >= HOUR and until >= now - TWO_DAYS)


def of_women(sex: str | None, answer: bool | None) -> bool | None:
    """A question put to women only: an answer counts whoever gave it."""
    return False if answer is None and sex == "male" else answer


def idiomatic(patient: Mapping[str, Any]) -> dict[str, str]:
    """Every criterion's outcome."""
    now = patient.get("screening")
    age = age_at(patient)
    ratio = oxygenation(patient)
    peep = patient.get("peep")
    onset = patient.get("ards_onset")
    insult = patient.get("insult_onset")
    symptoms = patient.get("symptoms_onset")
    il6, crp = patient.get("il6"), patient.get("crp")
    bicarbonate, lactate = patient.get("bicarbonate"), patient.get("lactate")
    swab = patient.get("covid_swab")
    sex = patient.get("sex")
    neutrophils = patient.get("neutrophils")
    return {
        "A1": included(None if age is None else age >= 18),
        "I1": included(
            all_of(
                patient.get("in_icu"),
                within(patient.get("ards_diagnosed"), None if now is None else now - TWO_DAYS, now),
                None if ratio is None else ratio < 200,
                None if peep is None else peep >= 5,
                patient.get("intubated"),
                patient.get("ventilated"),
            )
        ),
        "I2": included(
            all_of(
                any_of(
                    within(onset, insult, None if insult is None else insult + WEEK),
                    within(onset, symptoms, None if symptoms is None else symptoms + WEEK),
                ),
                None if onset is None or now is None else onset <= now,
                patient.get("bilateral_opacities"),
                negated(patient.get("opacities_explained")),
                negated(patient.get("failure_explained")),
            )
        ),
        "I3": included(
            any_of(
                None if il6 is None else il6 > 80,
                None if crp is None else crp > 250,
                enough_vasopressors(patient),
                None if bicarbonate is None else bicarbonate < 18,
                None if lactate is None else lactate > 4,
            )
        ),
        "I4": included(patient.get("consent")),
        "I5": included(None if swab is None else swab == "negative"),
        "E1": excluded(
            any_of(
                of_women(sex, patient.get("pregnant")),
                of_women(sex, patient.get("lactating")),
            )
        ),
        "E2": excluded(any_of(patient.get("anakinra_hypersensitivity"), patient.get("ecoli_hypersensitivity"))),
        "E3": excluded(
            any_of(
                in_progress(patient.get("anti_tnf"), now),
                in_progress(patient.get("other_biologic"), now),
            )
        ),
        "E4": excluded(None if neutrophils is None else neutrophils < 1.5),
        "E5": excluded(patient.get("malignancy")),
        "E6": excluded(renal_insufficiency(patient)),
    }


def verdict(outcomes: Mapping[str, str]) -> str:
    """The verdict of a mapping of outcomes."""
    values = outcomes.values()
    return "ineligible" if FAILED in values else "undetermined" if UNKNOWN in values else "eligible"


def optimised(
    now: Any, age: Any, born: Any, sex: Any, weight: Any, in_icu: Any, intubated: Any, ventilated: Any,
    diagnosed: Any, ratio: Any, pao2: Any, fio2: Any, peep: Any, insult: Any, symptoms: Any, onset: Any,
    opacities: Any, opacities_explained: Any, failure_explained: Any, il6: Any, crp: Any, vasopressors: Any,
    bicarbonate: Any, lactate: Any, consent: Any, swab: Any, pregnant: Any, lactating: Any, drug: Any, ecoli: Any,
    anti_tnf: Any, biologic: Any, neutrophils: Any, malignancy: Any, creatinine: Any, clearance: Any,
) -> tuple[str, str, str, str, str, str, str, str, str, str, str, str]:  # fmt: skip
    """Every criterion's outcome, as fast as a careful programmer makes it."""
    if age is None and born is not None and now is not None:
        age = now.year - born.year - ((now.month, now.day) < (born.month, born.day))
    a1 = UNKNOWN if age is None else PASSED if age >= 18 else FAILED

    if ratio is None and pao2 is not None and fio2 is not None:
        ratio = pao2 / fio2
    recent = None if diagnosed is None or now is None else now - TWO_DAYS <= diagnosed <= now
    if (
        in_icu is False
        or recent is False
        or (ratio is not None and ratio >= 200)
        or (peep is not None and peep < 5)
        or intubated is False
        or ventilated is False
    ):
        i1 = FAILED
    elif in_icu and recent and ratio is not None and peep is not None and intubated and ventilated:
        i1 = PASSED
    else:
        i1 = UNKNOWN

    if onset is None:
        timely = None
    else:
        after = None if insult is None else insult <= onset <= insult + WEEK
        timely = after or (None if symptoms is None else symptoms <= onset <= symptoms + WEEK)
        if timely is False and after is None:
            timely = None
        if now is None:
            timely = None if timely else timely
        elif onset > now:
            timely = False
    if timely is False or opacities is False or opacities_explained or failure_explained:
        i2 = FAILED
    elif timely and opacities and opacities_explained is False and failure_explained is False:
        i2 = PASSED
    else:
        i2 = UNKNOWN

    if (
        (il6 is not None and il6 > 80)
        or (crp is not None and crp > 250)
        or (bicarbonate is not None and bicarbonate < 18)
        or (lactate is not None and lactate > 4)
    ):
        i3 = PASSED
    else:
        shock: bool | None = False
        if vasopressors:
            if now is None:
                shock = None
            else:
                end = vasopressors.get("end")
                until = now if end is None or end > now else end
                shock = until - vasopressors["start"] >= HOUR and until >= now - TWO_DAYS
        if shock:
            i3 = PASSED
        elif shock is None or il6 is None or crp is None or bicarbonate is None or lactate is None:
            i3 = UNKNOWN
        else:
            i3 = FAILED

    i4 = PASSED if consent else UNKNOWN if consent is None else FAILED
    i5 = UNKNOWN if swab is None else PASSED if swab == "negative" else FAILED

    if pregnant or lactating:
        e1 = FAILED
    elif sex == "male" or (pregnant is False and lactating is False):
        e1 = PASSED
    else:
        e1 = UNKNOWN
    e2 = FAILED if drug or ecoli else UNKNOWN if drug is None or ecoli is None else PASSED

    if anti_tnf is False and biologic is False:
        e3 = PASSED
    else:
        first, second = in_progress(anti_tnf, now), in_progress(biologic, now)
        e3 = FAILED if first or second else UNKNOWN if first is None or second is None else PASSED
    e4 = UNKNOWN if neutrophils is None else FAILED if neutrophils < 1.5 else PASSED
    e5 = FAILED if malignancy else UNKNOWN if malignancy is None else PASSED

    if clearance is None and age is not None and weight is not None and creatinine is not None:
        clearance = (140 - age) * weight / (72 * creatinine)
        if sex == "female":
            clearance *= 0.85
        elif sex is None and clearance * 0.85 < 60 <= clearance:
            clearance = None
    e6 = UNKNOWN if clearance is None else FAILED if clearance < 60 else PASSED
    return a1, i1, i2, i3, i4, i5, e1, e2, e3, e4, e5, e6
