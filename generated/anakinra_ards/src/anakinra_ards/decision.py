"""The criteria as straight-line Python: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None. Made by eligo: not for editing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .doubles import NAN, between, implausible, product, quotient
from .instants import completed, instant, lasts, span
from .outcomes import Outcome, Verdict
from .unusual import Unusual

Decision = tuple[Verdict, tuple[Outcome, ...]]

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
DAYS_2 = timedelta(days=2)
DAYS_7 = timedelta(days=7)
HOURS_1 = timedelta(hours=1)
OPTIONS_4 = ("female", "male")
OPTIONS_5 = ("negative", "positive")


def plain(
    screening: Any,
    age: Any,
    born: Any,
    sex: Any,
    weight: Any,
    in_icu: Any,
    intubated: Any,
    ventilated: Any,
    ards_diagnosed: Any,
    pf_ratio: Any,
    pao2: Any,
    fio2: Any,
    peep: Any,
    insult_onset: Any,
    symptoms_onset: Any,
    ards_onset: Any,
    bilateral_opacities: Any,
    opacities_explained: Any,
    failure_explained: Any,
    il6: Any,
    crp: Any,
    vasopressors: Any,
    bicarbonate: Any,
    lactate: Any,
    consent: Any,
    covid_swab: Any,
    pregnant: Any,
    lactating: Any,
    anakinra_hypersensitivity: Any,
    ecoli_hypersensitivity: Any,
    anti_tnf: Any,
    other_biologic: Any,
    neutrophils: Any,
    malignancy: Any,
    creatinine: Any,
    creatinine_clearance: Any,
) -> tuple[Any, ...]:
    """A record in the form that tests compare."""
    if type(screening) is datetime and screening.tzinfo is None:
        screening_latest: Any = screening
    elif screening is None:
        screening = screening_latest = None
    else:
        screening, screening_latest = instant(screening)
    if type(age) is int:
        age = float(age)
    if type(age) is float:
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif age is None:
        age = NAN
    else:
        raise Unusual
    if type(born) is datetime and born.tzinfo is None:
        born_latest: Any = born
    elif born is None:
        born = born_latest = None
    else:
        born, born_latest = instant(born)
    if sex is None:
        pass
    elif type(sex) is not str or sex not in OPTIONS_4:
        raise Unusual
    if type(weight) is int:
        weight = float(weight)
    if type(weight) is float:
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif weight is None:
        weight = NAN
    else:
        raise Unusual
    if in_icu is not False and in_icu is not True and in_icu is not None:
        raise Unusual
    if intubated is not False and intubated is not True and intubated is not None:
        raise Unusual
    if ventilated is not False and ventilated is not True and ventilated is not None:
        raise Unusual
    if type(ards_diagnosed) is datetime and ards_diagnosed.tzinfo is None:
        ards_diagnosed_latest: Any = ards_diagnosed
    elif ards_diagnosed is None:
        ards_diagnosed = ards_diagnosed_latest = None
    else:
        ards_diagnosed, ards_diagnosed_latest = instant(ards_diagnosed)
    if type(pf_ratio) is int:
        pf_ratio = float(pf_ratio)
    if type(pf_ratio) is float:
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif pf_ratio is None:
        pf_ratio = NAN
    else:
        raise Unusual
    if type(pao2) is int:
        pao2 = float(pao2)
    if type(pao2) is float:
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif pao2 is None:
        pao2 = NAN
    else:
        raise Unusual
    if type(fio2) is int:
        fio2 = float(fio2)
    if type(fio2) is float:
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif fio2 is None:
        fio2 = NAN
    else:
        raise Unusual
    if type(peep) is int:
        peep = float(peep)
    if type(peep) is float:
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif peep is None:
        peep = NAN
    else:
        raise Unusual
    if type(insult_onset) is datetime and insult_onset.tzinfo is None:
        insult_onset_latest: Any = insult_onset
    elif insult_onset is None:
        insult_onset = insult_onset_latest = None
    else:
        insult_onset, insult_onset_latest = instant(insult_onset)
    if type(symptoms_onset) is datetime and symptoms_onset.tzinfo is None:
        symptoms_onset_latest: Any = symptoms_onset
    elif symptoms_onset is None:
        symptoms_onset = symptoms_onset_latest = None
    else:
        symptoms_onset, symptoms_onset_latest = instant(symptoms_onset)
    if type(ards_onset) is datetime and ards_onset.tzinfo is None:
        ards_onset_latest: Any = ards_onset
    elif ards_onset is None:
        ards_onset = ards_onset_latest = None
    else:
        ards_onset, ards_onset_latest = instant(ards_onset)
    if bilateral_opacities is not False and bilateral_opacities is not True and bilateral_opacities is not None:
        raise Unusual
    if opacities_explained is not False and opacities_explained is not True and opacities_explained is not None:
        raise Unusual
    if failure_explained is not False and failure_explained is not True and failure_explained is not None:
        raise Unusual
    if type(il6) is int:
        il6 = float(il6)
    if type(il6) is float:
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif il6 is None:
        il6 = NAN
    else:
        raise Unusual
    if type(crp) is int:
        crp = float(crp)
    if type(crp) is float:
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif crp is None:
        crp = NAN
    else:
        raise Unusual
    if vasopressors is None:
        vasopressors = False
    if vasopressors is None or vasopressors is False:
        nothing: Any = vasopressors
        vasopressors_start = nothing
        vasopressors_start_latest = nothing
        vasopressors_end = nothing
        vasopressors_end_latest = nothing
    else:
        vasopressors_start, vasopressors_start_latest, vasopressors_end, vasopressors_end_latest = span(vasopressors)
    if type(bicarbonate) is int:
        bicarbonate = float(bicarbonate)
    if type(bicarbonate) is float:
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif bicarbonate is None:
        bicarbonate = NAN
    else:
        raise Unusual
    if type(lactate) is int:
        lactate = float(lactate)
    if type(lactate) is float:
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif lactate is None:
        lactate = NAN
    else:
        raise Unusual
    if consent is not False and consent is not True and consent is not None:
        raise Unusual
    if covid_swab is None:
        pass
    elif type(covid_swab) is not str or covid_swab not in OPTIONS_5:
        raise Unusual
    if pregnant is not False and pregnant is not True and pregnant is not None:
        raise Unusual
    if lactating is not False and lactating is not True and lactating is not None:
        raise Unusual
    if (
        anakinra_hypersensitivity is not False
        and anakinra_hypersensitivity is not True
        and anakinra_hypersensitivity is not None
    ):
        raise Unusual
    if (
        ecoli_hypersensitivity is not False
        and ecoli_hypersensitivity is not True
        and ecoli_hypersensitivity is not None
    ):
        raise Unusual
    if anti_tnf is None or anti_tnf is False:
        nothing_2: Any = anti_tnf
        anti_tnf_start = nothing_2
        anti_tnf_start_latest = nothing_2
        anti_tnf_end = nothing_2
        anti_tnf_end_latest = nothing_2
    else:
        anti_tnf_start, anti_tnf_start_latest, anti_tnf_end, anti_tnf_end_latest = span(anti_tnf)
    if other_biologic is None or other_biologic is False:
        nothing_3: Any = other_biologic
        other_biologic_start = nothing_3
        other_biologic_start_latest = nothing_3
        other_biologic_end = nothing_3
        other_biologic_end_latest = nothing_3
    else:
        (
            other_biologic_start,
            other_biologic_start_latest,
            other_biologic_end,
            other_biologic_end_latest,
        ) = span(other_biologic)
    if type(neutrophils) is int:
        neutrophils = float(neutrophils)
    if type(neutrophils) is float:
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif neutrophils is None:
        neutrophils = NAN
    else:
        raise Unusual
    if malignancy is not False and malignancy is not True and malignancy is not None:
        raise Unusual
    if type(creatinine) is int:
        creatinine = float(creatinine)
    if type(creatinine) is float:
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif creatinine is None:
        creatinine = NAN
    else:
        raise Unusual
    if type(creatinine_clearance) is int:
        creatinine_clearance = float(creatinine_clearance)
    if type(creatinine_clearance) is float:
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif creatinine_clearance is None:
        creatinine_clearance = NAN
    else:
        raise Unusual
    return (
        screening,
        screening_latest,
        age,
        born,
        born_latest,
        sex,
        weight,
        in_icu,
        intubated,
        ventilated,
        ards_diagnosed,
        ards_diagnosed_latest,
        pf_ratio,
        pao2,
        fio2,
        peep,
        insult_onset,
        insult_onset_latest,
        symptoms_onset,
        symptoms_onset_latest,
        ards_onset,
        ards_onset_latest,
        bilateral_opacities,
        opacities_explained,
        failure_explained,
        il6,
        crp,
        vasopressors_start,
        vasopressors_start_latest,
        vasopressors_end,
        vasopressors_end_latest,
        bicarbonate,
        lactate,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf_start,
        anti_tnf_start_latest,
        anti_tnf_end,
        anti_tnf_end_latest,
        other_biologic_start,
        other_biologic_start_latest,
        other_biologic_end,
        other_biologic_end_latest,
        neutrophils,
        malignancy,
        creatinine,
        creatinine_clearance,
    )


def decide(
    screening: Any,
    screening_latest: Any,
    age: Any,
    born: Any,
    born_latest: Any,
    sex: Any,
    weight: Any,
    in_icu: Any,
    intubated: Any,
    ventilated: Any,
    ards_diagnosed: Any,
    ards_diagnosed_latest: Any,
    pf_ratio: Any,
    pao2: Any,
    fio2: Any,
    peep: Any,
    insult_onset: Any,
    insult_onset_latest: Any,
    symptoms_onset: Any,
    symptoms_onset_latest: Any,
    ards_onset: Any,
    ards_onset_latest: Any,
    bilateral_opacities: Any,
    opacities_explained: Any,
    failure_explained: Any,
    il6: Any,
    crp: Any,
    vasopressors_start: Any,
    vasopressors_start_latest: Any,
    vasopressors_end: Any,
    vasopressors_end_latest: Any,
    bicarbonate: Any,
    lactate: Any,
    consent: Any,
    covid_swab: Any,
    pregnant: Any,
    lactating: Any,
    anakinra_hypersensitivity: Any,
    ecoli_hypersensitivity: Any,
    anti_tnf_start: Any,
    anti_tnf_start_latest: Any,
    anti_tnf_end: Any,
    anti_tnf_end_latest: Any,
    other_biologic_start: Any,
    other_biologic_start_latest: Any,
    other_biologic_end: Any,
    other_biologic_end_latest: Any,
    neutrophils: Any,
    malignancy: Any,
    creatinine: Any,
    creatinine_clearance: Any,
) -> Decision:
    """The verdict and every criterion's outcome."""
    failed = unknown = False

    # A1: Adult
    age_at_screening = age
    age_at_screening_high = age_at_screening
    if age_at_screening != age_at_screening:
        years, years_high = completed(born, born_latest, screening, screening_latest, 12)
        age_at_screening = years
        age_at_screening_high = years_high
    if age_at_screening >= 18.0:
        a1 = PASSED
    elif age_at_screening_high < 18.0:
        a1 = FAILED
        failed = True
    else:
        a1 = UNKNOWN
        unknown = True

    # I1: Moderate to severe ARDS of at most 48 hours, ventilated
    i1_recent: bool | None = None
    if ards_diagnosed and screening:
        if screening_latest - DAYS_2 <= ards_diagnosed and ards_diagnosed_latest <= screening:
            i1_recent = True
        elif screening - DAYS_2 > ards_diagnosed_latest or ards_diagnosed > screening_latest:
            i1_recent = False
    elif ards_diagnosed is False or screening is False:
        i1_recent = False
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    part: bool | None = None
    if intubated is True and ventilated is True:
        part = True
    elif intubated is False or ventilated is False:
        part = False
    if in_icu is True and i1_recent is True and oxygenation < 200.0 and peep >= 5.0 and part is True:
        i1 = PASSED
    elif in_icu is False or i1_recent is False or oxygenation >= 200.0 or peep < 5.0 or part is False:
        i1 = FAILED
        failed = True
    else:
        i1 = UNKNOWN
        unknown = True

    # I2: Berlin clinical definition
    in_window: bool | None = None
    if ards_onset and insult_onset:
        if insult_onset_latest <= ards_onset and ards_onset_latest <= insult_onset + DAYS_7:
            in_window = True
        elif insult_onset > ards_onset_latest or ards_onset > insult_onset_latest + DAYS_7:
            in_window = False
    elif ards_onset is False or insult_onset is False:
        in_window = False
    in_window_2: bool | None = None
    if ards_onset and symptoms_onset:
        if symptoms_onset_latest <= ards_onset and ards_onset_latest <= symptoms_onset + DAYS_7:
            in_window_2 = True
        elif symptoms_onset > ards_onset_latest or ards_onset > symptoms_onset_latest + DAYS_7:
            in_window_2 = False
    elif ards_onset is False or symptoms_onset is False:
        in_window_2 = False
    part_2: bool | None = None
    if in_window is True or in_window_2 is True:
        part_2 = True
    elif in_window is False and in_window_2 is False:
        part_2 = False
    part_3: bool | None = None
    if bilateral_opacities is True and opacities_explained is False:
        part_3 = True
    elif bilateral_opacities is False or opacities_explained is True:
        part_3 = False
    if part_2 is True and part_3 is True and failure_explained is False:
        i2 = PASSED
    elif part_2 is False or part_3 is False or failure_explained is True:
        i2 = FAILED
        failed = True
    else:
        i2 = UNKNOWN
        unknown = True

    # I3: Inflammatory, shocked or acidotic
    i3_shock: bool | None = None
    if vasopressors_start is False:
        i3_shock = False
    elif vasopressors_start is not None:
        i3_shock = lasts(
            vasopressors_start,
            vasopressors_start_latest,
            vasopressors_end,
            vasopressors_end_latest,
            screening,
            screening_latest,
            0,
            HOURS_1,
            False,
        )
    part_4: bool | None = None
    if bicarbonate < 18.0 or lactate > 4.0:
        part_4 = True
    elif bicarbonate >= 18.0 and lactate <= 4.0:
        part_4 = False
    if il6 > 80.0 or crp > 250.0 or i3_shock is True or part_4 is True:
        i3 = PASSED
    elif il6 <= 80.0 and crp <= 250.0 and i3_shock is False and part_4 is False:
        i3 = FAILED
        failed = True
    else:
        i3 = UNKNOWN
        unknown = True

    # I4: Informed consent
    if consent is True:
        i4 = PASSED
    elif consent is False:
        i4 = FAILED
        failed = True
    else:
        i4 = UNKNOWN
        unknown = True

    # I5: Negative SARS-CoV-2 swab
    if covid_swab == "negative":
        i5 = PASSED
    elif covid_swab == "positive":
        i5 = FAILED
        failed = True
    else:
        i5 = UNKNOWN
        unknown = True

    # E1: Pregnant or lactating
    part_5: bool | None = None
    if pregnant is True or lactating is True:
        part_5 = True
    elif pregnant is False and lactating is False:
        part_5 = False
    if sex == "male" or part_5 is False:
        e1 = PASSED
    elif sex == "female" and part_5 is True:
        e1 = FAILED
        failed = True
    else:
        e1 = UNKNOWN
        unknown = True

    # E2: Hypersensitivity
    if anakinra_hypersensitivity is False and ecoli_hypersensitivity is False:
        e2 = PASSED
    elif anakinra_hypersensitivity is True or ecoli_hypersensitivity is True:
        e2 = FAILED
        failed = True
    else:
        e2 = UNKNOWN
        unknown = True

    # E3: Concomitant biological treatment
    in_progress: bool | None = None
    if anti_tnf_start is False or screening is False:
        in_progress = False
    elif anti_tnf_start and screening:
        if anti_tnf_end is None:
            if anti_tnf_start_latest <= screening:
                in_progress = True
            elif anti_tnf_start > screening_latest:
                in_progress = False
        else:
            if anti_tnf_start_latest <= screening and screening_latest <= anti_tnf_end:
                in_progress = True
            elif anti_tnf_start > screening_latest or screening > anti_tnf_end_latest:
                in_progress = False
    in_progress_2: bool | None = None
    if other_biologic_start is False or screening is False:
        in_progress_2 = False
    elif other_biologic_start and screening:
        if other_biologic_end is None:
            if other_biologic_start_latest <= screening:
                in_progress_2 = True
            elif other_biologic_start > screening_latest:
                in_progress_2 = False
        else:
            if other_biologic_start_latest <= screening and screening_latest <= other_biologic_end:
                in_progress_2 = True
            elif other_biologic_start > screening_latest or screening > other_biologic_end_latest:
                in_progress_2 = False
    if in_progress is False and in_progress_2 is False:
        e3 = PASSED
    elif in_progress is True or in_progress_2 is True:
        e3 = FAILED
        failed = True
    else:
        e3 = UNKNOWN
        unknown = True

    # E4: Neutropenia
    if neutrophils >= 1.5:
        e4 = PASSED
    elif neutrophils < 1.5:
        e4 = FAILED
        failed = True
    else:
        e4 = UNKNOWN
        unknown = True

    # E5: Malignancy
    if malignancy is False:
        e5 = PASSED
    elif malignancy is True:
        e5 = FAILED
        failed = True
    else:
        e5 = UNKNOWN
        unknown = True

    # E6: Renal insufficiency
    renal_function = creatinine_clearance
    renal_function_high = renal_function
    renal_function_size = 0.0
    if renal_function != renal_function:
        if 0 < abs(age) < 1e-15:
            raise Unusual
        left = 140.0 - age_at_screening_high
        left_high = 140.0 - age_at_screening
        left_size = 140.0 + max(abs(age_at_screening), abs(age_at_screening_high))
        if left == left_high:
            low = high = left * weight
        else:
            low, high = product(left, left_high, weight, weight)
        dividend_size = left_size * weight
        divisor = 72.0 * creatinine
        if low == high and divisor > 0:
            low_2 = high_2 = low / divisor
            size = dividend_size / divisor
        else:
            low_2, high_2, size = quotient(low, high, dividend_size, divisor, divisor)
        if sex == "female":
            chosen = 0.85
            chosen_high = chosen
            chosen_size = chosen
        elif sex == "male":
            chosen = 1.0
            chosen_high = chosen
            chosen_size = chosen
        else:
            chosen, chosen_high = between(0.85, 0.85, 1.0, 1.0)
            chosen_size = max(0.85, 1.0)
        if low_2 == high_2 and chosen == chosen_high:
            low_3 = high_3 = low_2 * chosen
        else:
            low_3, high_3 = product(low_2, high_2, chosen, chosen_high)
        renal_function = low_3
        renal_function_high = high_3
        renal_function_size = size * max(chosen, chosen_high, chosen_size)
    if renal_function_size and abs(renal_function - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function_size and abs(renal_function_high - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function >= 60.0:
        e6 = PASSED
    elif renal_function_high < 60.0:
        e6 = FAILED
        failed = True
    else:
        e6 = UNKNOWN
        unknown = True

    verdict = INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE
    return verdict, (a1, i1, i2, i3, i4, i5, e1, e2, e3, e4, e5, e6)


def verdict_of(
    screening: Any,
    screening_latest: Any,
    age: Any,
    born: Any,
    born_latest: Any,
    sex: Any,
    weight: Any,
    in_icu: Any,
    intubated: Any,
    ventilated: Any,
    ards_diagnosed: Any,
    ards_diagnosed_latest: Any,
    pf_ratio: Any,
    pao2: Any,
    fio2: Any,
    peep: Any,
    insult_onset: Any,
    insult_onset_latest: Any,
    symptoms_onset: Any,
    symptoms_onset_latest: Any,
    ards_onset: Any,
    ards_onset_latest: Any,
    bilateral_opacities: Any,
    opacities_explained: Any,
    failure_explained: Any,
    il6: Any,
    crp: Any,
    vasopressors_start: Any,
    vasopressors_start_latest: Any,
    vasopressors_end: Any,
    vasopressors_end_latest: Any,
    bicarbonate: Any,
    lactate: Any,
    consent: Any,
    covid_swab: Any,
    pregnant: Any,
    lactating: Any,
    anakinra_hypersensitivity: Any,
    ecoli_hypersensitivity: Any,
    anti_tnf_start: Any,
    anti_tnf_start_latest: Any,
    anti_tnf_end: Any,
    anti_tnf_end_latest: Any,
    other_biologic_start: Any,
    other_biologic_start_latest: Any,
    other_biologic_end: Any,
    other_biologic_end_latest: Any,
    neutrophils: Any,
    malignancy: Any,
    creatinine: Any,
    creatinine_clearance: Any,
) -> Verdict:
    """The verdict, as soon as it is certain."""
    unknown = False

    # A1: Adult
    age_at_screening = age
    age_at_screening_high = age_at_screening
    if age_at_screening != age_at_screening:
        years, years_high = completed(born, born_latest, screening, screening_latest, 12)
        age_at_screening = years
        age_at_screening_high = years_high
    if age_at_screening_high < 18.0:
        return INELIGIBLE
    if not age_at_screening >= 18.0:
        unknown = True

    # I1: Moderate to severe ARDS of at most 48 hours, ventilated
    i1_recent: bool | None = None
    if ards_diagnosed and screening:
        if screening_latest - DAYS_2 <= ards_diagnosed and ards_diagnosed_latest <= screening:
            i1_recent = True
        elif screening - DAYS_2 > ards_diagnosed_latest or ards_diagnosed > screening_latest:
            i1_recent = False
    elif ards_diagnosed is False or screening is False:
        i1_recent = False
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    part: bool | None = None
    if intubated is True and ventilated is True:
        part = True
    elif intubated is False or ventilated is False:
        part = False
    if in_icu is False or i1_recent is False or oxygenation >= 200.0 or peep < 5.0 or part is False:
        return INELIGIBLE
    if in_icu is not True or i1_recent is not True or not oxygenation < 200.0 or not peep >= 5.0 or part is not True:
        unknown = True

    # I2: Berlin clinical definition
    in_window: bool | None = None
    if ards_onset and insult_onset:
        if insult_onset_latest <= ards_onset and ards_onset_latest <= insult_onset + DAYS_7:
            in_window = True
        elif insult_onset > ards_onset_latest or ards_onset > insult_onset_latest + DAYS_7:
            in_window = False
    elif ards_onset is False or insult_onset is False:
        in_window = False
    in_window_2: bool | None = None
    if ards_onset and symptoms_onset:
        if symptoms_onset_latest <= ards_onset and ards_onset_latest <= symptoms_onset + DAYS_7:
            in_window_2 = True
        elif symptoms_onset > ards_onset_latest or ards_onset > symptoms_onset_latest + DAYS_7:
            in_window_2 = False
    elif ards_onset is False or symptoms_onset is False:
        in_window_2 = False
    part_2: bool | None = None
    if in_window is True or in_window_2 is True:
        part_2 = True
    elif in_window is False and in_window_2 is False:
        part_2 = False
    part_3: bool | None = None
    if bilateral_opacities is True and opacities_explained is False:
        part_3 = True
    elif bilateral_opacities is False or opacities_explained is True:
        part_3 = False
    if part_2 is False or part_3 is False or failure_explained is True:
        return INELIGIBLE
    if part_2 is not True or part_3 is not True or failure_explained is not False:
        unknown = True

    # I3: Inflammatory, shocked or acidotic
    i3_shock: bool | None = None
    if vasopressors_start is False:
        i3_shock = False
    elif vasopressors_start is not None:
        i3_shock = lasts(
            vasopressors_start,
            vasopressors_start_latest,
            vasopressors_end,
            vasopressors_end_latest,
            screening,
            screening_latest,
            0,
            HOURS_1,
            False,
        )
    part_4: bool | None = None
    if bicarbonate < 18.0 or lactate > 4.0:
        part_4 = True
    elif bicarbonate >= 18.0 and lactate <= 4.0:
        part_4 = False
    if il6 <= 80.0 and crp <= 250.0 and i3_shock is False and part_4 is False:
        return INELIGIBLE
    if not il6 > 80.0 and not crp > 250.0 and i3_shock is not True and part_4 is not True:
        unknown = True

    # I4: Informed consent
    if consent is False:
        return INELIGIBLE
    if consent is not True:
        unknown = True

    # I5: Negative SARS-CoV-2 swab
    if covid_swab == "positive":
        return INELIGIBLE
    if covid_swab != "negative":
        unknown = True

    # E1: Pregnant or lactating
    part_5: bool | None = None
    if pregnant is True or lactating is True:
        part_5 = True
    elif pregnant is False and lactating is False:
        part_5 = False
    if sex == "female" and part_5 is True:
        return INELIGIBLE
    if sex != "male" and part_5 is not False:
        unknown = True

    # E2: Hypersensitivity
    if anakinra_hypersensitivity is True or ecoli_hypersensitivity is True:
        return INELIGIBLE
    if anakinra_hypersensitivity is not False or ecoli_hypersensitivity is not False:
        unknown = True

    # E3: Concomitant biological treatment
    in_progress: bool | None = None
    if anti_tnf_start is False or screening is False:
        in_progress = False
    elif anti_tnf_start and screening:
        if anti_tnf_end is None:
            if anti_tnf_start_latest <= screening:
                in_progress = True
            elif anti_tnf_start > screening_latest:
                in_progress = False
        else:
            if anti_tnf_start_latest <= screening and screening_latest <= anti_tnf_end:
                in_progress = True
            elif anti_tnf_start > screening_latest or screening > anti_tnf_end_latest:
                in_progress = False
    in_progress_2: bool | None = None
    if other_biologic_start is False or screening is False:
        in_progress_2 = False
    elif other_biologic_start and screening:
        if other_biologic_end is None:
            if other_biologic_start_latest <= screening:
                in_progress_2 = True
            elif other_biologic_start > screening_latest:
                in_progress_2 = False
        else:
            if other_biologic_start_latest <= screening and screening_latest <= other_biologic_end:
                in_progress_2 = True
            elif other_biologic_start > screening_latest or screening > other_biologic_end_latest:
                in_progress_2 = False
    if in_progress is True or in_progress_2 is True:
        return INELIGIBLE
    if in_progress is not False or in_progress_2 is not False:
        unknown = True

    # E4: Neutropenia
    if neutrophils < 1.5:
        return INELIGIBLE
    if not neutrophils >= 1.5:
        unknown = True

    # E5: Malignancy
    if malignancy is True:
        return INELIGIBLE
    if malignancy is not False:
        unknown = True

    # E6: Renal insufficiency
    renal_function = creatinine_clearance
    renal_function_high = renal_function
    renal_function_size = 0.0
    if renal_function != renal_function:
        if 0 < abs(age) < 1e-15:
            raise Unusual
        left = 140.0 - age_at_screening_high
        left_high = 140.0 - age_at_screening
        left_size = 140.0 + max(abs(age_at_screening), abs(age_at_screening_high))
        if left == left_high:
            low = high = left * weight
        else:
            low, high = product(left, left_high, weight, weight)
        dividend_size = left_size * weight
        divisor = 72.0 * creatinine
        if low == high and divisor > 0:
            low_2 = high_2 = low / divisor
            size = dividend_size / divisor
        else:
            low_2, high_2, size = quotient(low, high, dividend_size, divisor, divisor)
        if sex == "female":
            chosen = 0.85
            chosen_high = chosen
            chosen_size = chosen
        elif sex == "male":
            chosen = 1.0
            chosen_high = chosen
            chosen_size = chosen
        else:
            chosen, chosen_high = between(0.85, 0.85, 1.0, 1.0)
            chosen_size = max(0.85, 1.0)
        if low_2 == high_2 and chosen == chosen_high:
            low_3 = high_3 = low_2 * chosen
        else:
            low_3, high_3 = product(low_2, high_2, chosen, chosen_high)
        renal_function = low_3
        renal_function_high = high_3
        renal_function_size = size * max(chosen, chosen_high, chosen_size)
    if renal_function_size and abs(renal_function - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function_size and abs(renal_function_high - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function_high < 60.0:
        return INELIGIBLE
    if not renal_function >= 60.0:
        unknown = True

    return UNDETERMINED if unknown else ELIGIBLE
