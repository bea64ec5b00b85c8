"""The criteria as straight-line Python: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None.

Moments are microseconds from the start of 2000; a period that never was starts at INF.
Made by eligo: not for editing.
"""

# ruff: noqa: F841

from __future__ import annotations

from typing import Any

from . import sharp
from .doubles import INF, NAN, between, implausible, product
from .outcomes import Decision, Outcome, Verdict
from .unusual import Unusual

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
TICKS_DAYS_2 = 172800000000.0
TICKS_DAYS_7 = 604800000000.0
TICKS_HOURS_1 = 3600000000.0


def prepared(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """A record in the form that tests compare."""
    (
        screening_given,
        age_given,
        born_given,
        sex,
        weight_given,
        in_icu,
        intubated,
        ventilated,
        ards_diagnosed_given,
        pf_ratio_given,
        pao2_given,
        fio2_given,
        peep_given,
        insult_onset_given,
        symptoms_onset_given,
        ards_onset_given,
        bilateral_opacities,
        opacities_explained,
        failure_explained,
        il6_given,
        crp_given,
        vasopressors,
        bicarbonate_given,
        lactate_given,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf,
        other_biologic,
        neutrophils_given,
        malignancy,
        creatinine_given,
        creatinine_clearance_given,
    ) = values
    screening = sharp.ticks(screening_given)
    screening_at = sharp.dated(screening_given)
    if type(age_given) is float:
        age = age_given
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif type(age_given) is int:
        age = float(age_given)
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif age_given is None:
        age = NAN
    else:
        raise Unusual
    born = sharp.ticks(born_given)
    born_at = sharp.dated(born_given)
    if sex is None:
        pass
    elif type(sex) is not str or (sex != "female" and sex != "male"):
        raise Unusual
    if type(weight_given) is float:
        weight = weight_given
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif type(weight_given) is int:
        weight = float(weight_given)
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif weight_given is None:
        weight = NAN
    else:
        raise Unusual
    if in_icu is not False and in_icu is not True and in_icu is not None:
        raise Unusual
    if intubated is not False and intubated is not True and intubated is not None:
        raise Unusual
    if ventilated is not False and ventilated is not True and ventilated is not None:
        raise Unusual
    ards_diagnosed = sharp.ticks(ards_diagnosed_given)
    if type(pf_ratio_given) is float:
        pf_ratio = pf_ratio_given
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif type(pf_ratio_given) is int:
        pf_ratio = float(pf_ratio_given)
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif pf_ratio_given is None:
        pf_ratio = NAN
    else:
        raise Unusual
    if type(pao2_given) is float:
        pao2 = pao2_given
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif type(pao2_given) is int:
        pao2 = float(pao2_given)
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif pao2_given is None:
        pao2 = NAN
    else:
        raise Unusual
    if type(fio2_given) is float:
        fio2 = fio2_given
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif type(fio2_given) is int:
        fio2 = float(fio2_given)
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif fio2_given is None:
        fio2 = NAN
    else:
        raise Unusual
    if type(peep_given) is float:
        peep = peep_given
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif type(peep_given) is int:
        peep = float(peep_given)
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif peep_given is None:
        peep = NAN
    else:
        raise Unusual
    insult_onset = sharp.ticks(insult_onset_given)
    symptoms_onset = sharp.ticks(symptoms_onset_given)
    ards_onset = sharp.ticks(ards_onset_given)
    if bilateral_opacities is not False and bilateral_opacities is not True and bilateral_opacities is not None:
        raise Unusual
    if opacities_explained is not False and opacities_explained is not True and opacities_explained is not None:
        raise Unusual
    if failure_explained is not False and failure_explained is not True and failure_explained is not None:
        raise Unusual
    if type(il6_given) is float:
        il6 = il6_given
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif type(il6_given) is int:
        il6 = float(il6_given)
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif il6_given is None:
        il6 = NAN
    else:
        raise Unusual
    if type(crp_given) is float:
        crp = crp_given
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif type(crp_given) is int:
        crp = float(crp_given)
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif crp_given is None:
        crp = NAN
    else:
        raise Unusual
    if vasopressors is None:
        vasopressors = False
    if vasopressors is None:
        vasopressors_start = vasopressors_end = NAN
    elif vasopressors is False:
        vasopressors_start = vasopressors_end = INF
    else:
        vasopressors_start_at, vasopressors_end_at = sharp.stretch(vasopressors)
        vasopressors_start = sharp.ticks(vasopressors_start_at)
        vasopressors_end = sharp.ending(vasopressors_end_at)
    if type(bicarbonate_given) is float:
        bicarbonate = bicarbonate_given
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif type(bicarbonate_given) is int:
        bicarbonate = float(bicarbonate_given)
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif bicarbonate_given is None:
        bicarbonate = NAN
    else:
        raise Unusual
    if type(lactate_given) is float:
        lactate = lactate_given
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif type(lactate_given) is int:
        lactate = float(lactate_given)
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif lactate_given is None:
        lactate = NAN
    else:
        raise Unusual
    if consent is not False and consent is not True and consent is not None:
        raise Unusual
    if covid_swab is None:
        pass
    elif type(covid_swab) is not str or (covid_swab != "negative" and covid_swab != "positive"):
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
    if anti_tnf is None:
        anti_tnf_start = anti_tnf_end = NAN
    elif anti_tnf is False:
        anti_tnf_start = anti_tnf_end = INF
    else:
        anti_tnf_start_at, anti_tnf_end_at = sharp.stretch(anti_tnf)
        anti_tnf_start = sharp.ticks(anti_tnf_start_at)
        anti_tnf_end = sharp.ending(anti_tnf_end_at)
    if other_biologic is None:
        other_biologic_start = other_biologic_end = NAN
    elif other_biologic is False:
        other_biologic_start = other_biologic_end = INF
    else:
        other_biologic_start_at, other_biologic_end_at = sharp.stretch(other_biologic)
        other_biologic_start = sharp.ticks(other_biologic_start_at)
        other_biologic_end = sharp.ending(other_biologic_end_at)
    if type(neutrophils_given) is float:
        neutrophils = neutrophils_given
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif type(neutrophils_given) is int:
        neutrophils = float(neutrophils_given)
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif neutrophils_given is None:
        neutrophils = NAN
    else:
        raise Unusual
    if malignancy is not False and malignancy is not True and malignancy is not None:
        raise Unusual
    if type(creatinine_given) is float:
        creatinine = creatinine_given
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif type(creatinine_given) is int:
        creatinine = float(creatinine_given)
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif creatinine_given is None:
        creatinine = NAN
    else:
        raise Unusual
    if type(creatinine_clearance_given) is float:
        creatinine_clearance = creatinine_clearance_given
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif type(creatinine_clearance_given) is int:
        creatinine_clearance = float(creatinine_clearance_given)
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif creatinine_clearance_given is None:
        creatinine_clearance = NAN
    else:
        raise Unusual
    return (
        screening,
        screening_at,
        age,
        born_at,
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
        vasopressors_start,
        vasopressors_end,
        bicarbonate,
        lactate,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf_start,
        anti_tnf_end,
        other_biologic_start,
        other_biologic_end,
        neutrophils,
        malignancy,
        creatinine,
        creatinine_clearance,
    )


def decide(form: tuple[Any, ...]) -> Decision:
    """The verdict and every criterion's outcome."""
    (
        screening,
        screening_at,
        age,
        born_at,
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
        vasopressors_start,
        vasopressors_end,
        bicarbonate,
        lactate,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf_start,
        anti_tnf_end,
        other_biologic_start,
        other_biologic_end,
        neutrophils,
        malignancy,
        creatinine,
        creatinine_clearance,
    ) = form
    failed = unknown = False

    # A1: Adult
    age_at_screening = age
    if age_at_screening != age_at_screening:
        years = sharp.full(born_at, screening_at, 12)
        age_at_screening = years
    if age_at_screening >= 18.0:
        a1 = PASSED
    elif age_at_screening < 18.0:
        a1 = FAILED
        failed = True
    else:
        a1 = UNKNOWN
        unknown = True

    # I1: Moderate to severe ARDS of at most 48 hours, ventilated
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    if (
        in_icu
        and screening - TICKS_DAYS_2 <= ards_diagnosed <= screening
        and oxygenation < 200.0
        and peep >= 5.0
        and intubated
        and ventilated
    ):
        i1 = PASSED
    elif (
        in_icu is False
        or ards_diagnosed < screening - TICKS_DAYS_2
        or ards_diagnosed > screening
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
    part: bool | None = None
    if insult_onset <= ards_onset <= insult_onset + TICKS_DAYS_7:
        part = True
    elif ards_onset < insult_onset or ards_onset > insult_onset + TICKS_DAYS_7:
        part = False
    part_2: bool | None = None
    if symptoms_onset <= ards_onset <= symptoms_onset + TICKS_DAYS_7:
        part_2 = True
    elif ards_onset < symptoms_onset or ards_onset > symptoms_onset + TICKS_DAYS_7:
        part_2 = False
    if (
        (part or part_2)
        and ards_onset <= screening
        and bilateral_opacities
        and opacities_explained is False
        and failure_explained is False
    ):
        i2 = PASSED
    elif (
        (part is False and part_2 is False)
        or screening < ards_onset
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
    if vasopressors_start == INF:
        long_enough = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        until = screening if vasopressors_end > screening else vasopressors_end
        long_enough = vasopressors_start + TICKS_HOURS_1 <= until
    elif vasopressors_start + TICKS_HOURS_1 > vasopressors_end:
        long_enough = False
    in_window: bool | None = None
    if vasopressors_start == INF:
        in_window = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        if vasopressors_start <= screening:
            in_window = True
        else:
            in_window = False
    in_window_2: bool | None = None
    if vasopressors_start == INF:
        in_window_2 = False
    elif vasopressors_start == vasopressors_start and vasopressors_end == INF:
        in_window_2 = True
    elif vasopressors_end == vasopressors_end and screening == screening:
        if screening - TICKS_DAYS_2 <= vasopressors_end:
            in_window_2 = True
        else:
            in_window_2 = False
    if il6 > 80.0 or crp > 250.0 or (long_enough and in_window and in_window_2) or bicarbonate < 18.0 or lactate > 4.0:
        i3 = PASSED
    elif (
        il6 <= 80.0
        and crp <= 250.0
        and (long_enough is False or in_window is False or in_window_2 is False)
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
    part_3: bool | None = None
    if pregnant and (sex == "female" or pregnant is not None):
        part_3 = True
    elif pregnant is False or (sex == "male" and pregnant is None):
        part_3 = False
    part_4: bool | None = None
    if lactating and (sex == "female" or lactating is not None):
        part_4 = True
    elif lactating is False or (sex == "male" and lactating is None):
        part_4 = False
    if part_3 is False and part_4 is False:
        e1 = PASSED
    elif part_3 or part_4:
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
    part_5: bool | None = None
    if anti_tnf_start <= screening <= anti_tnf_end:
        part_5 = True
    elif anti_tnf_start > screening or screening > anti_tnf_end or anti_tnf_start == INF:
        part_5 = False
    part_6: bool | None = None
    if other_biologic_start <= screening <= other_biologic_end:
        part_6 = True
    elif other_biologic_start > screening or screening > other_biologic_end or other_biologic_start == INF:
        part_6 = False
    if part_5 is False and part_6 is False:
        e3 = PASSED
    elif part_5 or part_6:
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
        left = (140.0 - age_at_screening) * weight / (72.0 * creatinine)
        left_size = (140.0 + abs(age_at_screening)) * weight / (72.0 * creatinine)
        if chosen == chosen_high:
            low = high = left * chosen
        else:
            low, high = product(left, left, chosen, chosen_high)
        renal_function = low
        renal_function_high = high
        renal_function_size = left_size * max(chosen, chosen_high, chosen_size)
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


def verdict_of(form: tuple[Any, ...]) -> Verdict:
    """The verdict, as soon as it is certain."""
    (
        screening,
        screening_at,
        age,
        born_at,
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
        vasopressors_start,
        vasopressors_end,
        bicarbonate,
        lactate,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf_start,
        anti_tnf_end,
        other_biologic_start,
        other_biologic_end,
        neutrophils,
        malignancy,
        creatinine,
        creatinine_clearance,
    ) = form

    # I4: Informed consent
    if consent is False:
        return INELIGIBLE

    # I5: Negative SARS-CoV-2 swab
    if covid_swab == "positive":
        return INELIGIBLE

    # E5: Malignancy
    if malignancy:
        return INELIGIBLE

    # E4: Neutropenia
    if neutrophils < 1.5:
        return INELIGIBLE

    # E2: Hypersensitivity
    if anakinra_hypersensitivity or ecoli_hypersensitivity:
        return INELIGIBLE

    # E3: Concomitant biological treatment
    part: bool | None = None
    if anti_tnf_start <= screening <= anti_tnf_end:
        part = True
    elif anti_tnf_start > screening or screening > anti_tnf_end or anti_tnf_start == INF:
        part = False
    part_2: bool | None = None
    if other_biologic_start <= screening <= other_biologic_end:
        part_2 = True
    elif other_biologic_start > screening or screening > other_biologic_end or other_biologic_start == INF:
        part_2 = False
    if part or part_2:
        return INELIGIBLE

    # A1: Adult
    age_at_screening = age
    if age_at_screening != age_at_screening:
        years = sharp.full(born_at, screening_at, 12)
        age_at_screening = years
    if age_at_screening < 18.0:
        return INELIGIBLE

    # E1: Pregnant or lactating
    part_3: bool | None = None
    if pregnant and (sex == "female" or pregnant is not None):
        part_3 = True
    elif pregnant is False or (sex == "male" and pregnant is None):
        part_3 = False
    part_4: bool | None = None
    if lactating and (sex == "female" or lactating is not None):
        part_4 = True
    elif lactating is False or (sex == "male" and lactating is None):
        part_4 = False
    if part_3 or part_4:
        return INELIGIBLE

    # I2: Berlin clinical definition
    part_5: bool | None = None
    if insult_onset <= ards_onset <= insult_onset + TICKS_DAYS_7:
        part_5 = True
    elif ards_onset < insult_onset or ards_onset > insult_onset + TICKS_DAYS_7:
        part_5 = False
    part_6: bool | None = None
    if symptoms_onset <= ards_onset <= symptoms_onset + TICKS_DAYS_7:
        part_6 = True
    elif ards_onset < symptoms_onset or ards_onset > symptoms_onset + TICKS_DAYS_7:
        part_6 = False
    if (
        (part_5 is False and part_6 is False)
        or screening < ards_onset
        or bilateral_opacities is False
        or opacities_explained
        or failure_explained
    ):
        return INELIGIBLE

    # I1: Moderate to severe ARDS of at most 48 hours, ventilated
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    if (
        in_icu is False
        or ards_diagnosed < screening - TICKS_DAYS_2
        or ards_diagnosed > screening
        or oxygenation >= 200.0
        or peep < 5.0
        or intubated is False
        or ventilated is False
    ):
        return INELIGIBLE

    # E6: Renal insufficiency
    renal_function = creatinine_clearance
    renal_function_high = renal_function
    renal_function_size = 0.0
    if renal_function != renal_function:
        if 0 < abs(age) < 1e-15:
            raise Unusual
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
        left = (140.0 - age_at_screening) * weight / (72.0 * creatinine)
        left_size = (140.0 + abs(age_at_screening)) * weight / (72.0 * creatinine)
        if chosen == chosen_high:
            low = high = left * chosen
        else:
            low, high = product(left, left, chosen, chosen_high)
        renal_function = low
        renal_function_high = high
        renal_function_size = left_size * max(chosen, chosen_high, chosen_size)
    if renal_function_size and abs(renal_function - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function_size and abs(renal_function_high - 60.0) < 1e-09 * renal_function_size:
        raise Unusual
    if renal_function_high < 60.0:
        return INELIGIBLE

    # I3: Inflammatory, shocked or acidotic
    long_enough: bool | None = None
    if vasopressors_start == INF:
        long_enough = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        until = screening if vasopressors_end > screening else vasopressors_end
        long_enough = vasopressors_start + TICKS_HOURS_1 <= until
    elif vasopressors_start + TICKS_HOURS_1 > vasopressors_end:
        long_enough = False
    in_window: bool | None = None
    if vasopressors_start == INF:
        in_window = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        if vasopressors_start <= screening:
            in_window = True
        else:
            in_window = False
    in_window_2: bool | None = None
    if vasopressors_start == INF:
        in_window_2 = False
    elif vasopressors_start == vasopressors_start and vasopressors_end == INF:
        in_window_2 = True
    elif vasopressors_end == vasopressors_end and screening == screening:
        if screening - TICKS_DAYS_2 <= vasopressors_end:
            in_window_2 = True
        else:
            in_window_2 = False
    if (
        il6 <= 80.0
        and crp <= 250.0
        and (long_enough is False or in_window is False or in_window_2 is False)
        and bicarbonate >= 18.0
        and lactate <= 4.0
    ):
        return INELIGIBLE

    if not consent:
        return UNDETERMINED
    if covid_swab != "negative":
        return UNDETERMINED
    if malignancy is not False:
        return UNDETERMINED
    if not neutrophils >= 1.5:
        return UNDETERMINED
    if anakinra_hypersensitivity is not False or ecoli_hypersensitivity is not False:
        return UNDETERMINED
    if part is not False or part_2 is not False:
        return UNDETERMINED
    if not age_at_screening >= 18.0:
        return UNDETERMINED
    if part_3 is not False or part_4 is not False:
        return UNDETERMINED
    if (
        (not part_5 and not part_6)
        or not ards_onset <= screening
        or not bilateral_opacities
        or opacities_explained is not False
        or failure_explained is not False
    ):
        return UNDETERMINED
    if (
        not in_icu
        or not screening - TICKS_DAYS_2 <= ards_diagnosed <= screening
        or not oxygenation < 200.0
        or not peep >= 5.0
        or not intubated
        or not ventilated
    ):
        return UNDETERMINED
    if not renal_function >= 60.0:
        return UNDETERMINED
    if (
        not il6 > 80.0
        and not crp > 250.0
        and (not long_enough or not in_window or not in_window_2)
        and not bicarbonate < 18.0
        and not lactate > 4.0
    ):
        return UNDETERMINED
    return ELIGIBLE


def read_and_decide(values: tuple[Any, ...]) -> Decision:
    """The verdict and every criterion's outcome, for values in the order of the data dictionary."""
    (
        screening_given,
        age_given,
        born_given,
        sex,
        weight_given,
        in_icu,
        intubated,
        ventilated,
        ards_diagnosed_given,
        pf_ratio_given,
        pao2_given,
        fio2_given,
        peep_given,
        insult_onset_given,
        symptoms_onset_given,
        ards_onset_given,
        bilateral_opacities,
        opacities_explained,
        failure_explained,
        il6_given,
        crp_given,
        vasopressors,
        bicarbonate_given,
        lactate_given,
        consent,
        covid_swab,
        pregnant,
        lactating,
        anakinra_hypersensitivity,
        ecoli_hypersensitivity,
        anti_tnf,
        other_biologic,
        neutrophils_given,
        malignancy,
        creatinine_given,
        creatinine_clearance_given,
    ) = values
    screening = sharp.ticks(screening_given)
    screening_at = sharp.dated(screening_given)
    if type(age_given) is float:
        age = age_given
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif type(age_given) is int:
        age = float(age_given)
        if not 0.0 <= age <= 120.0:
            age = implausible(age)
    elif age_given is None:
        age = NAN
    else:
        raise Unusual
    born = sharp.ticks(born_given)
    born_at = sharp.dated(born_given)
    if sex is None:
        pass
    elif type(sex) is not str or (sex != "female" and sex != "male"):
        raise Unusual
    if type(weight_given) is float:
        weight = weight_given
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif type(weight_given) is int:
        weight = float(weight_given)
        if not 20.0 <= weight <= 350.0:
            weight = implausible(weight)
    elif weight_given is None:
        weight = NAN
    else:
        raise Unusual
    if in_icu is not False and in_icu is not True and in_icu is not None:
        raise Unusual
    if intubated is not False and intubated is not True and intubated is not None:
        raise Unusual
    if ventilated is not False and ventilated is not True and ventilated is not None:
        raise Unusual
    ards_diagnosed = sharp.ticks(ards_diagnosed_given)
    if type(pf_ratio_given) is float:
        pf_ratio = pf_ratio_given
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif type(pf_ratio_given) is int:
        pf_ratio = float(pf_ratio_given)
        if not 20.0 <= pf_ratio <= 700.0:
            pf_ratio = implausible(pf_ratio)
    elif pf_ratio_given is None:
        pf_ratio = NAN
    else:
        raise Unusual
    if type(pao2_given) is float:
        pao2 = pao2_given
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif type(pao2_given) is int:
        pao2 = float(pao2_given)
        if not 20.0 <= pao2 <= 700.0:
            pao2 = implausible(pao2)
    elif pao2_given is None:
        pao2 = NAN
    else:
        raise Unusual
    if type(fio2_given) is float:
        fio2 = fio2_given
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif type(fio2_given) is int:
        fio2 = float(fio2_given)
        if not 0.21 <= fio2 <= 1.0:
            fio2 = implausible(fio2)
    elif fio2_given is None:
        fio2 = NAN
    else:
        raise Unusual
    if type(peep_given) is float:
        peep = peep_given
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif type(peep_given) is int:
        peep = float(peep_given)
        if not 0.0 <= peep <= 40.0:
            peep = implausible(peep)
    elif peep_given is None:
        peep = NAN
    else:
        raise Unusual
    insult_onset = sharp.ticks(insult_onset_given)
    symptoms_onset = sharp.ticks(symptoms_onset_given)
    ards_onset = sharp.ticks(ards_onset_given)
    if bilateral_opacities is not False and bilateral_opacities is not True and bilateral_opacities is not None:
        raise Unusual
    if opacities_explained is not False and opacities_explained is not True and opacities_explained is not None:
        raise Unusual
    if failure_explained is not False and failure_explained is not True and failure_explained is not None:
        raise Unusual
    if type(il6_given) is float:
        il6 = il6_given
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif type(il6_given) is int:
        il6 = float(il6_given)
        if not 0.0 <= il6 <= 1000000.0:
            il6 = implausible(il6)
    elif il6_given is None:
        il6 = NAN
    else:
        raise Unusual
    if type(crp_given) is float:
        crp = crp_given
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif type(crp_given) is int:
        crp = float(crp_given)
        if not 0.0 <= crp <= 1000.0:
            crp = implausible(crp)
    elif crp_given is None:
        crp = NAN
    else:
        raise Unusual
    if vasopressors is None:
        vasopressors = False
    if vasopressors is None:
        vasopressors_start = vasopressors_end = NAN
    elif vasopressors is False:
        vasopressors_start = vasopressors_end = INF
    else:
        vasopressors_start_at, vasopressors_end_at = sharp.stretch(vasopressors)
        vasopressors_start = sharp.ticks(vasopressors_start_at)
        vasopressors_end = sharp.ending(vasopressors_end_at)
    if type(bicarbonate_given) is float:
        bicarbonate = bicarbonate_given
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif type(bicarbonate_given) is int:
        bicarbonate = float(bicarbonate_given)
        if not 2.0 <= bicarbonate <= 60.0:
            bicarbonate = implausible(bicarbonate)
    elif bicarbonate_given is None:
        bicarbonate = NAN
    else:
        raise Unusual
    if type(lactate_given) is float:
        lactate = lactate_given
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif type(lactate_given) is int:
        lactate = float(lactate_given)
        if not 0.0 <= lactate <= 40.0:
            lactate = implausible(lactate)
    elif lactate_given is None:
        lactate = NAN
    else:
        raise Unusual
    if consent is not False and consent is not True and consent is not None:
        raise Unusual
    if covid_swab is None:
        pass
    elif type(covid_swab) is not str or (covid_swab != "negative" and covid_swab != "positive"):
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
    if anti_tnf is None:
        anti_tnf_start = anti_tnf_end = NAN
    elif anti_tnf is False:
        anti_tnf_start = anti_tnf_end = INF
    else:
        anti_tnf_start_at, anti_tnf_end_at = sharp.stretch(anti_tnf)
        anti_tnf_start = sharp.ticks(anti_tnf_start_at)
        anti_tnf_end = sharp.ending(anti_tnf_end_at)
    if other_biologic is None:
        other_biologic_start = other_biologic_end = NAN
    elif other_biologic is False:
        other_biologic_start = other_biologic_end = INF
    else:
        other_biologic_start_at, other_biologic_end_at = sharp.stretch(other_biologic)
        other_biologic_start = sharp.ticks(other_biologic_start_at)
        other_biologic_end = sharp.ending(other_biologic_end_at)
    if type(neutrophils_given) is float:
        neutrophils = neutrophils_given
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif type(neutrophils_given) is int:
        neutrophils = float(neutrophils_given)
        if not 0.0 <= neutrophils <= 200.0:
            neutrophils = implausible(neutrophils)
    elif neutrophils_given is None:
        neutrophils = NAN
    else:
        raise Unusual
    if malignancy is not False and malignancy is not True and malignancy is not None:
        raise Unusual
    if type(creatinine_given) is float:
        creatinine = creatinine_given
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif type(creatinine_given) is int:
        creatinine = float(creatinine_given)
        if not 0.1 <= creatinine <= 40.0:
            creatinine = implausible(creatinine)
    elif creatinine_given is None:
        creatinine = NAN
    else:
        raise Unusual
    if type(creatinine_clearance_given) is float:
        creatinine_clearance = creatinine_clearance_given
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif type(creatinine_clearance_given) is int:
        creatinine_clearance = float(creatinine_clearance_given)
        if not 0.0 <= creatinine_clearance <= 400.0:
            creatinine_clearance = implausible(creatinine_clearance)
    elif creatinine_clearance_given is None:
        creatinine_clearance = NAN
    else:
        raise Unusual

    failed = unknown = False

    # A1: Adult
    age_at_screening = age
    if age_at_screening != age_at_screening:
        years = sharp.full(born_at, screening_at, 12)
        age_at_screening = years
    if age_at_screening >= 18.0:
        a1 = PASSED
    elif age_at_screening < 18.0:
        a1 = FAILED
        failed = True
    else:
        a1 = UNKNOWN
        unknown = True

    # I1: Moderate to severe ARDS of at most 48 hours, ventilated
    oxygenation = pf_ratio
    oxygenation_size = 0.0
    if oxygenation != oxygenation:
        oxygenation = pao2 / fio2
        oxygenation_size = oxygenation
    if oxygenation_size and abs(oxygenation - 200.0) < 1e-09 * oxygenation_size:
        raise Unusual
    if (
        in_icu
        and screening - TICKS_DAYS_2 <= ards_diagnosed <= screening
        and oxygenation < 200.0
        and peep >= 5.0
        and intubated
        and ventilated
    ):
        i1 = PASSED
    elif (
        in_icu is False
        or ards_diagnosed < screening - TICKS_DAYS_2
        or ards_diagnosed > screening
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
    part: bool | None = None
    if insult_onset <= ards_onset <= insult_onset + TICKS_DAYS_7:
        part = True
    elif ards_onset < insult_onset or ards_onset > insult_onset + TICKS_DAYS_7:
        part = False
    part_2: bool | None = None
    if symptoms_onset <= ards_onset <= symptoms_onset + TICKS_DAYS_7:
        part_2 = True
    elif ards_onset < symptoms_onset or ards_onset > symptoms_onset + TICKS_DAYS_7:
        part_2 = False
    if (
        (part or part_2)
        and ards_onset <= screening
        and bilateral_opacities
        and opacities_explained is False
        and failure_explained is False
    ):
        i2 = PASSED
    elif (
        (part is False and part_2 is False)
        or screening < ards_onset
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
    if vasopressors_start == INF:
        long_enough = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        until = screening if vasopressors_end > screening else vasopressors_end
        long_enough = vasopressors_start + TICKS_HOURS_1 <= until
    elif vasopressors_start + TICKS_HOURS_1 > vasopressors_end:
        long_enough = False
    in_window: bool | None = None
    if vasopressors_start == INF:
        in_window = False
    elif vasopressors_start == vasopressors_start and screening == screening:
        if vasopressors_start <= screening:
            in_window = True
        else:
            in_window = False
    in_window_2: bool | None = None
    if vasopressors_start == INF:
        in_window_2 = False
    elif vasopressors_start == vasopressors_start and vasopressors_end == INF:
        in_window_2 = True
    elif vasopressors_end == vasopressors_end and screening == screening:
        if screening - TICKS_DAYS_2 <= vasopressors_end:
            in_window_2 = True
        else:
            in_window_2 = False
    if il6 > 80.0 or crp > 250.0 or (long_enough and in_window and in_window_2) or bicarbonate < 18.0 or lactate > 4.0:
        i3 = PASSED
    elif (
        il6 <= 80.0
        and crp <= 250.0
        and (long_enough is False or in_window is False or in_window_2 is False)
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
    part_3: bool | None = None
    if pregnant and (sex == "female" or pregnant is not None):
        part_3 = True
    elif pregnant is False or (sex == "male" and pregnant is None):
        part_3 = False
    part_4: bool | None = None
    if lactating and (sex == "female" or lactating is not None):
        part_4 = True
    elif lactating is False or (sex == "male" and lactating is None):
        part_4 = False
    if part_3 is False and part_4 is False:
        e1 = PASSED
    elif part_3 or part_4:
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
    part_5: bool | None = None
    if anti_tnf_start <= screening <= anti_tnf_end:
        part_5 = True
    elif anti_tnf_start > screening or screening > anti_tnf_end or anti_tnf_start == INF:
        part_5 = False
    part_6: bool | None = None
    if other_biologic_start <= screening <= other_biologic_end:
        part_6 = True
    elif other_biologic_start > screening or screening > other_biologic_end or other_biologic_start == INF:
        part_6 = False
    if part_5 is False and part_6 is False:
        e3 = PASSED
    elif part_5 or part_6:
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
        left = (140.0 - age_at_screening) * weight / (72.0 * creatinine)
        left_size = (140.0 + abs(age_at_screening)) * weight / (72.0 * creatinine)
        if chosen == chosen_high:
            low = high = left * chosen
        else:
            low, high = product(left, left, chosen, chosen_high)
        renal_function = low
        renal_function_high = high
        renal_function_size = left_size * max(chosen, chosen_high, chosen_size)
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
