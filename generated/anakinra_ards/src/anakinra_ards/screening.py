"""Screening: the fast path where it is certain, the exact path everywhere else. Made by eligo: not for editing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .decision import decide, plain, verdict_of
from .result import RecordError, Result, exact_decision
from .unusual import Unusual
from .validated import Validated

if TYPE_CHECKING:
    from .outcomes import Verdict
    from .patient import Patient
    from .runtime.core.reading import Problem

FACTS = (
    "screening",
    "age",
    "born",
    "sex",
    "weight",
    "in_icu",
    "intubated",
    "ventilated",
    "ards_diagnosed",
    "pf_ratio",
    "pao2",
    "fio2",
    "peep",
    "insult_onset",
    "symptoms_onset",
    "ards_onset",
    "bilateral_opacities",
    "opacities_explained",
    "failure_explained",
    "il6",
    "crp",
    "vasopressors",
    "bicarbonate",
    "lactate",
    "consent",
    "covid_swab",
    "pregnant",
    "lactating",
    "anakinra_hypersensitivity",
    "ecoli_hypersensitivity",
    "anti_tnf",
    "other_biologic",
    "neutrophils",
    "malignancy",
    "creatinine",
    "creatinine_clearance",
)
"""The facts in the order of the data dictionary."""
ABSENT: dict[str, Any] = dict.fromkeys(FACTS)


def screen(patient: Patient | Mapping[str, object]) -> Result:
    """Screen one patient: a :class:`Patient`, or a mapping from fact names to values.

    Raises:
        RecordError: a value cannot be read, or a name is none of the protocol's facts.
    """
    if isinstance(patient, Validated):
        form, values = patient.form(), patient.__dict__.values()
    else:
        record = {**ABSENT, **patient}
        if len(record) != len(FACTS):
            raise RecordError(unknown_names(record))
        form, values = None, record.values()
    try:
        return Result(decide(*form or plain(*values)), values)
    except (Unusual, OverflowError):
        return Result(exact_decision(values), values)


def screen_values(*values: Any) -> Result:
    """Screen one patient given as values in the order of :data:`FACTS`, None for what is unknown."""
    try:
        return Result(decide(*plain(*values)), values)
    except (Unusual, OverflowError):
        return Result(exact_decision(values), values)


def verdict(patient: Patient | Mapping[str, object]) -> Verdict:
    """The verdict alone, in less time than :func:`screen` takes for a :class:`Patient`.

    Raises:
        RecordError: as :func:`screen` does.
    """
    form = patient.form() if isinstance(patient, Validated) else None
    if form is not None:
        try:
            return verdict_of(*form)
        except (Unusual, OverflowError):
            pass
    return screen(patient).verdict


def unknown_names(record: Mapping[str, object]) -> tuple[Problem, ...]:
    """A problem for each name that is none of the protocol's facts, with the fact that may have been meant."""
    from difflib import get_close_matches

    from .runtime.core.reading import Problem

    problems = []
    for name in record:
        if name not in ABSENT:
            near = get_close_matches(str(name), FACTS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            problems.append(Problem(str(name)[:80], f"is not a fact of this protocol{hint}"))
    return tuple(problems)
