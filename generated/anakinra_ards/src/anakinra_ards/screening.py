"""Screening: the fast path where it is certain, the exact path everywhere else. Made by eligo: not for editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

from . import lookup
from .decision import decide, read_and_decide, verdict_of
from .frozen import frozen
from .result import PERIODS, RecordError, Result, exact_decision
from .unusual import Unusual
from .validated import Validated

if TYPE_CHECKING:
    from .outcomes import Decision, Verdict
    from .patient import Patient
    from .runtime.core.reading import Problem

COMPILED = not isinstance(decide, FunctionType)
"""Whether this module and the criteria run compiled to C. The results are the same."""
if COMPILED:
    decide_values = read_and_decide
else:
    from .at_once import decide_values

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
COUNT = len(FACTS)
ABSENT: dict[str, Any] = dict.fromkeys(FACTS)
IN_ORDER: Callable[[Any], tuple[Any, ...]] = (
    itemgetter(*FACTS) if COUNT > 1 else lambda record: tuple(record[name] for name in FACTS)
)


def screen(patient: Patient | Mapping[str, object]) -> Result:
    """Screen one patient: a :class:`Patient`, or a mapping from fact names to values.

    Raises:
        RecordError: a value cannot be read, or a name is none of the protocol's facts.
        TypeError: it is neither a patient nor a mapping.
    """
    if not isinstance(patient, Validated):
        return _screened(_values(patient))
    try:
        form = patient._form
    except AttributeError:  # a copy has not been validated, and a subclass may have changed what was
        return _screened(patient.given())
    result = Result.__new__(Result)
    result._source = patient
    if form is not None:
        try:
            result._decision = decide(form)
            return result
        except (Unusual, OverflowError):
            pass
    result._decision = careful_decision(patient.given())
    return result


def screen_values(*values: Any) -> Result:
    """Screen one patient given as values in the order of :data:`FACTS`, None for what is unknown.

    Raises:
        RecordError: a value cannot be read.
        TypeError: there are more or fewer values than facts.
    """
    if len(values) != COUNT:
        raise TypeError(f"screen_values takes one value for each of the {COUNT} facts in FACTS, not {len(values)}")
    return _screened(values)


def verdict(patient: Patient | Mapping[str, object]) -> Verdict:
    """The verdict alone, in less time than :func:`screen` takes for a :class:`Patient`.

    Raises:
        RecordError: as :func:`screen` does.
    """
    if isinstance(patient, Validated):
        try:
            form = patient._form
        except AttributeError:
            form = None
        if form is not None:
            try:
                return verdict_of(form)
            except (Unusual, OverflowError):
                pass
    return screen(patient).verdict


def _screened(values: tuple[Any, ...]) -> Result:
    result = Result.__new__(Result)
    result._source = values
    for place in PERIODS:
        if _may_change(values[place]):
            result._periods = _copies(values)
            break
    try:
        result._decision = decide_values(values)
    except (Unusual, OverflowError):
        values = tuple(map(frozen, values))
        result._decision = careful_decision(values)
        result._source = values
        result._periods = None
    return result


def _copies(values: tuple[Any, ...]) -> list[Any]:
    """The periods of a record; what the copies share with the caller's mappings is text or a datetime, or is refused."""
    copies = []
    for place in PERIODS:
        period = values[place]
        copies.append(_copy(period) if _may_change(period) else period)
    return copies


def _may_change(period: Any) -> bool:
    """Whether a period is the caller's, who may change it later; a tuple may hold what can be changed."""
    kind = type(period)
    return kind is dict or kind is list or kind is tuple


def _copy(value: Any) -> Any:
    """A period, or a list with its entries, apart from the caller's."""
    if type(value) is dict:
        whole = value.copy()
        for name, inner in value.items():
            if type(inner) is list:
                whole[name] = _copy(inner)
        return whole
    return [entry.copy() if type(entry) is dict else entry for entry in value]


def careful_decision(values: tuple[Any, ...]) -> Decision:
    """The decision for a record with uncertain moments, or else by the definition of the protocol's meaning.

    Raises:
        RecordError: a value cannot be read.
    """
    from .ranges import decide_ranges, plain

    try:
        return decide_ranges(plain(values))
    except (Unusual, OverflowError):
        return exact_decision(values)


def _values(record: Mapping[str, object]) -> tuple[Any, ...]:
    if type(record) is dict:
        values = lookup.taken(record, FACTS, IN_ORDER)
        if values is not None:
            return values
    if not isinstance(record, Mapping):
        raise TypeError(
            f"a patient is a Patient or a mapping from the names of facts to values, not {type(record).__name__}"
        )
    complete = ABSENT.copy()
    complete.update(record)
    if len(complete) != COUNT:
        raise RecordError(unknown_names(complete))
    return tuple(complete.values())


def unknown_names(record: Mapping[str, object]) -> tuple[Problem, ...]:
    """A problem for each name that is none of the protocol's facts, with the fact that may have been meant."""
    from difflib import get_close_matches

    from .runtime.core.reading import Problem
    from .runtime.units.model import shown

    problems = []
    for name in record:
        if name not in ABSENT:
            text = name if isinstance(name, str) else repr(name)
            near = get_close_matches(text[:80], FACTS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            problems.append(Problem(shown(text, 80), f"is not a fact of this protocol{hint}"))
    return tuple(problems)
