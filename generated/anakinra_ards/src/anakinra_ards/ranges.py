"""The criteria where a moment may be uncertain: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None.

A moment is a pair, the earliest and the latest that it can be; one that never was is False.
Made by eligo: not for editing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .doubles import NAN, between, implausible, product, quotient
from .instants import completed, ending, instant, lasts, screened, span
from .outcomes import Decision, Outcome, Verdict
from .unusual import Unusual

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
DAYS_2 = timedelta(days=2)
DAYS_7 = timedelta(days=7)
HOURS_1 = timedelta(hours=1)
OPTIONS_4 = ("female", "male")
OPTIONS_5 = ("negative", "positive")


def plain(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """A record in the form that tests compare."""
    (
        screening,
        age,
        born,
        sex,
        weight,
        in_icu,
        intubated,
        ventilated,
        ards_diagnosed,
        pf_ratio,
        pao2,
        fio2,
        peep,
        insult_onset,
        symptoms_onset,
        ards_onset,
        bilateral_opacities,
        opacities_explained,
        failure_explained,
        il6,
        crp,
        vasopressors,
        bicarbonate,
        lactate,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf,
        other_biologic,
        neutrophils,
        malignancy,
        creatinine,
        creatinine_clearance,
    ) = values
    if type(screening) is datetime and screening.tzinfo is None:
        screening_latest: Any = screening
    elif screening is None:
        screening = screening_latest = None
    else:
        screening, screening_latest = screened(screening)
    if type(age) is float:
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif type(age) is int:
        if not 0 <= age <= 120:
            age = implausible(age)
        else:
            age = float(age)
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
    if type(weight) is float:
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif type(weight) is int:
        if not 20 <= weight <= 350:
            weight = implausible(weight)
        else:
            weight = float(weight)
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
    if type(pf_ratio) is float:
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif type(pf_ratio) is int:
        if not 20 <= pf_ratio <= 700:
            pf_ratio = implausible(pf_ratio)
        else:
            pf_ratio = float(pf_ratio)
    elif pf_ratio is None:
        pf_ratio = NAN
    else:
        raise Unusual
    if type(pao2) is float:
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif type(pao2) is int:
        if not 20 <= pao2 <= 700:
            pao2 = implausible(pao2)
        else:
            pao2 = float(pao2)
    elif pao2 is None:
        pao2 = NAN
    else:
        raise Unusual
    if type(fio2) is float:
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif type(fio2) is int:
        if not 1 <= fio2 <= 1:
            fio2 = implausible(fio2)
        else:
            fio2 = float(fio2)
    elif fio2 is None:
        fio2 = NAN
    else:
        raise Unusual
    if type(peep) is float:
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif type(peep) is int:
        if not 0 <= peep <= 40:
            peep = implausible(peep)
        else:
            peep = float(peep)
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
    if type(il6) is float:
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif type(il6) is int:
        if not 0 <= il6 <= 1000000:
            il6 = implausible(il6)
        else:
            il6 = float(il6)
    elif il6 is None:
        il6 = NAN
    else:
        raise Unusual
    if type(crp) is float:
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif type(crp) is int:
        if not 0 <= crp <= 1000:
            crp = implausible(crp)
        else:
            crp = float(crp)
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
    if type(bicarbonate) is float:
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif type(bicarbonate) is int:
        if not 2 <= bicarbonate <= 60:
            bicarbonate = implausible(bicarbonate)
        else:
            bicarbonate = float(bicarbonate)
    elif bicarbonate is None:
        bicarbonate = NAN
    else:
        raise Unusual
    if type(lactate) is float:
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif type(lactate) is int:
        if not 0 <= lactate <= 40:
            lactate = implausible(lactate)
        else:
            lactate = float(lactate)
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
    if type(neutrophils) is float:
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif type(neutrophils) is int:
        if not 0 <= neutrophils <= 200:
            neutrophils = implausible(neutrophils)
        else:
            neutrophils = float(neutrophils)
    elif neutrophils is None:
        neutrophils = NAN
    else:
        raise Unusual
    if malignancy is not False and malignancy is not True and malignancy is not None:
        raise Unusual
    if type(creatinine) is float:
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif type(creatinine) is int:
        if not 1 <= creatinine <= 40:
            creatinine = implausible(creatinine)
        else:
            creatinine = float(creatinine)
    elif creatinine is None:
        creatinine = NAN
    else:
        raise Unusual
    if type(creatinine_clearance) is float:
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif type(creatinine_clearance) is int:
        if not 0 <= creatinine_clearance <= 400:
            creatinine_clearance = implausible(creatinine_clearance)
        else:
            creatinine_clearance = float(creatinine_clearance)
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


def decide_ranges(form: tuple[Any, ...]) -> Decision:
    """The verdict and every criterion's outcome."""
    (
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
    ) = form
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
    elif ards_diagnosed is False:
        i1_recent = False
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    if in_icu and i1_recent and oxygenation < 200.0 and peep >= 5.0 and intubated and ventilated:
        i1 = PASSED
    elif (
        in_icu is False
        or i1_recent is False
        or oxygenation >= 200.0
        or peep < 5.0
        or intubated is False
        or ventilated is False
    ):
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
    in_window_3: bool | None = None
    if ards_onset and screening:
        if screening_latest < ards_onset:
            in_window_3 = True
        elif screening >= ards_onset_latest:
            in_window_3 = False
    elif ards_onset is False:
        in_window_3 = False
    if (
        (in_window or in_window_2)
        and in_window_3 is False
        and bilateral_opacities
        and opacities_explained is False
        and failure_explained is False
    ):
        i2 = PASSED
    elif (
        (in_window is False and in_window_2 is False)
        or in_window_3
        or bilateral_opacities is False
        or opacities_explained
        or failure_explained
    ):
        i2 = FAILED
        failed = True
    else:
        i2 = UNKNOWN
        unknown = True

    # I3: Inflammatory, shocked or acidotic
    long_enough: bool | None = None
    if vasopressors_start is False:
        long_enough = False
    elif vasopressors_start is not None:
        long_enough = lasts(
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
    in_window_4: bool | None = None
    if vasopressors_start and screening:
        if vasopressors_start_latest <= screening:
            in_window_4 = True
        elif vasopressors_start > screening_latest:
            in_window_4 = False
    elif vasopressors_start is False:
        in_window_4 = False
    (
        ending_2,
        ending_latest,
    ) = ending(vasopressors_start, vasopressors_end, vasopressors_end_latest, screening, screening_latest)
    in_window_5: bool | None = None
    if ending_2 and screening:
        if screening_latest - DAYS_2 <= ending_2:
            in_window_5 = True
        elif screening - DAYS_2 > ending_latest:
            in_window_5 = False
    elif ending_2 is False:
        in_window_5 = False
    if (
        il6 > 80.0
        or crp > 250.0
        or (long_enough and in_window_4 and in_window_5)
        or bicarbonate < 18.0
        or lactate > 4.0
    ):
        i3 = PASSED
    elif (
        il6 <= 80.0
        and crp <= 250.0
        and (long_enough is False or in_window_4 is False or in_window_5 is False)
        and bicarbonate >= 18.0
        and lactate <= 4.0
    ):
        i3 = FAILED
        failed = True
    else:
        i3 = UNKNOWN
        unknown = True

    # I4: Informed consent
    if consent:
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
    part: bool | None = None
    if pregnant and (sex == "female" or pregnant is not None):
        part = True
    elif pregnant is False or (sex == "male" and pregnant is None):
        part = False
    part_2: bool | None = None
    if lactating and (sex == "female" or lactating is not None):
        part_2 = True
    elif lactating is False or (sex == "male" and lactating is None):
        part_2 = False
    if part is False and part_2 is False:
        e1 = PASSED
    elif part or part_2:
        e1 = FAILED
        failed = True
    else:
        e1 = UNKNOWN
        unknown = True

    # E2: Hypersensitivity
    if anakinra_hypersensitivity is False and ecoli_hypersensitivity is False:
        e2 = PASSED
    elif anakinra_hypersensitivity or ecoli_hypersensitivity:
        e2 = FAILED
        failed = True
    else:
        e2 = UNKNOWN
        unknown = True

    # E3: Concomitant biological treatment
    in_progress: bool | None = None
    if anti_tnf_start is False:
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
    if other_biologic_start is False:
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
    elif in_progress or in_progress_2:
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
    elif malignancy:
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
    return (verdict, a1, i1, i2, i3, i4, i5, e1, e2, e3, e4, e5, e6)
