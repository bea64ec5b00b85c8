"""The flagship's verdict in four other rule engines, over patients flattened to what each of them can compare.

Whatever they cannot say is worked out for them beforehand and outside the timing: hours between moments, the age, the
PaO2/FiO2 ratio, the range of the creatinine clearance, whether a period is in progress.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.benchmarks.by_hand import age_at, enough_vasopressors, in_progress, of_women, oxygenation

Flat = dict[str, Any]
Test = tuple[Any, ...]
"""``("<", field, number)``, ``("=", field, value)``, ``("and", test, ...)`` or ``("or", test, ...)``; false of null."""


def flattened(patient: Mapping[str, Any]) -> Flat:
    """The patient as one level of numbers, texts and booleans."""
    now = patient["screening"]
    low, high = _clearance(patient)
    same = (
        "sex", "peep", "in_icu", "intubated", "ventilated", "bilateral_opacities", "opacities_explained",
        "failure_explained", "bicarbonate", "lactate", "il6", "crp", "consent", "covid_swab",
        "anakinra_hypersensitivity", "ecoli_hypersensitivity", "neutrophils", "malignancy",
    )  # fmt: skip
    flat: Flat = {name: float(v) if type(v) is int else v for name in same for v in [patient[name]]}
    return flat | {
        "age": age_at(patient),
        "ratio": oxygenation(patient),
        "since_diagnosis": _hours(patient["ards_diagnosed"], now),
        "since_insult": _hours(patient["insult_onset"], patient["ards_onset"]),
        "since_symptoms": _hours(patient["symptoms_onset"], patient["ards_onset"]),
        "since_onset": _hours(patient["ards_onset"], now),
        "pregnant": of_women(patient["sex"], patient["pregnant"]),
        "lactating": of_women(patient["sex"], patient["lactating"]),
        "shock": enough_vasopressors(patient),
        "anti_tnf": in_progress(patient["anti_tnf"], now),
        "biologic": in_progress(patient["other_biologic"], now),
        "clearance_low": low,
        "clearance_high": high,
    }


def _hours(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else (end - start).total_seconds() / 3600


def _clearance(patient: Mapping[str, Any]) -> tuple[float | None, float | None]:
    given = patient["creatinine_clearance"]
    if given is not None:
        return float(given), float(given)
    age, weight, creatinine = age_at(patient), patient["weight"], patient["creatinine"]
    if age is None or weight is None or creatinine is None:
        return None, None
    clearance = (140 - age) * weight / (72 * creatinine)
    low = clearance if patient["sex"] == "male" else clearance * 0.85
    return low, clearance * 0.85 if patient["sex"] == "female" else clearance


def _yes(field: str) -> Test:
    return ("=", field, True)


def _no(field: str) -> Test:
    return ("=", field, False)


def _window(field: str, hours: float) -> tuple[Test, Test]:
    return ("and", (">=", field, 0.0), ("<=", field, hours)), ("or", ("<", field, 0.0), (">", field, hours))


RECENT, NOT_RECENT = _window("since_diagnosis", 48.0)
INSULT, NOT_INSULT = _window("since_insult", 168.0)
SYMPTOMS, NOT_SYMPTOMS = _window("since_symptoms", 168.0)
PASS: Test = (
    "and",
    (">=", "age", 18.0),
    _yes("in_icu"), RECENT, ("<", "ratio", 200.0), (">=", "peep", 5.0), _yes("intubated"), _yes("ventilated"),
    ("or", INSULT, SYMPTOMS), (">=", "since_onset", 0.0), _yes("bilateral_opacities"), _no("opacities_explained"), _no("failure_explained"),
    ("or", (">", "il6", 80.0), (">", "crp", 250.0), _yes("shock"), ("<", "bicarbonate", 18.0), (">", "lactate", 4.0)),
    _yes("consent"),
    ("=", "covid_swab", "negative"),
    _no("pregnant"), _no("lactating"),
    _no("anakinra_hypersensitivity"), _no("ecoli_hypersensitivity"),
    _no("anti_tnf"), _no("biologic"),
    (">=", "neutrophils", 1.5),
    _no("malignancy"),
    (">=", "clearance_low", 60.0),
)  # fmt: skip
FAIL: Test = (
    "or",
    ("<", "age", 18.0),
    _no("in_icu"), NOT_RECENT, (">=", "ratio", 200.0), ("<", "peep", 5.0), _no("intubated"), _no("ventilated"),
    ("and", NOT_INSULT, NOT_SYMPTOMS), ("<", "since_onset", 0.0), _no("bilateral_opacities"), _yes("opacities_explained"),
    _yes("failure_explained"),
    ("and", ("<=", "il6", 80.0), ("<=", "crp", 250.0), _no("shock"), (">=", "bicarbonate", 18.0),
     ("<=", "lactate", 4.0)),
    _no("consent"),
    ("=", "covid_swab", "positive"),
    _yes("pregnant"), _yes("lactating"),
    _yes("anakinra_hypersensitivity"), _yes("ecoli_hypersensitivity"),
    _yes("anti_tnf"), _yes("biologic"),
    ("<", "neutrophils", 1.5),
    _yes("malignancy"),
    ("<", "clearance_high", 60.0),
)  # fmt: skip


def _infix(test: Test, conjunction: str, disjunction: str, equals: str) -> str:
    word, *parts = test
    if word in ("and", "or"):
        joint = f" {conjunction if word == 'and' else disjunction} "
        return "(" + joint.join(_infix(part, conjunction, disjunction, equals) for part in parts) + ")"
    field, value = parts
    written = {True: "true", False: "false"}.get(value, f"'{value}'") if not isinstance(value, float) else repr(value)
    return f"({field} != null {conjunction} {field} {equals if word == '=' else word} {written})"


def _json(test: Test) -> dict[str, Any]:
    word, *parts = test
    if word in ("and", "or"):
        return {word: [_json(part) for part in parts]}
    variable = {"var": parts[0]}
    return {"and": [{"!==": [variable, None]}, {"===" if word == "=" else word: [variable, parts[1]]}]}


def _choice(conjunction: str, disjunction: str, equals: str) -> str:
    failed, passed = (_infix(test, conjunction, disjunction, equals) for test in (FAIL, PASS))
    return f"{failed} ? 'ineligible' : ({passed} ? 'eligible' : 'undetermined')"


def zen_engine() -> Callable[[Flat], str]:
    import zen

    expression = zen.compile_expression(_choice("and", "or", "=="))
    return lambda patient: str(expression.evaluate(patient))


def cel_rust() -> Callable[[Flat], str]:
    import cel

    program = cel.compile(_choice("&&", "||", "=="))
    return lambda patient: str(program.execute(patient))


def rule_engine() -> Callable[[Flat], str]:
    import rule_engine as engine

    rule = engine.Rule(_choice("and", "or", "=="))
    return lambda patient: str(rule.evaluate(patient))


def json_logic() -> Callable[[Flat], str]:
    from json_logic import jsonLogic  # type: ignore[import-untyped]

    rule = {"if": [_json(FAIL), "ineligible", _json(PASS), "eligible", "undetermined"]}
    return lambda patient: str(jsonLogic(rule, patient))


PEERS: dict[str, Callable[[], Callable[[Flat], str]]] = {
    "zen-engine": zen_engine,
    "cel (Rust)": cel_rust,
    "rule-engine": rule_engine,
    "json-logic": json_logic,
}
