"""The JSON Schema of a patient accepts what is screened, and of moments the forms alone that are read."""

from __future__ import annotations

import json
import re
from types import ModuleType
from typing import Any

import pytest

from eligo.backends.python import load
from eligo.core.moments import parse_moment
from tests.backends.python.test_wrong_values import ODD, PLAIN, PROTOCOL

READ = """
    0001  1999  2000  2025  9999  2025-01  2025-12  2025-10-21  2024-02-29  0010-01-31
    2025-10-21T14:30  2025-10-21 14:30  2025-10-21T00:00:00  2025-10-21T23:59:59  2025-10-21T14:30:00.5
    2025-10-21T14:30:00.123456789  2025-10-21T14:30Z  2025-10-21 14:30:00+00:00  2025-10-21T14:30-14:00
    2025-10-21T14:30:00.25+13:59  2025-10-21T14:30-00:00
"""
REFUSED = """
    0000  25  202  20251  2025-  2025-1  2025-00  2025-13  2025-10-00  2025-10-32  20251021  2025-10-21T  2025-10-21T14
    2025-10-21T24:00  2025-10-21T14:60  2025-10-21T14:30:60  2025-10-21T14:30:00.  2025-10-21T14:30:00.1234567891
    2025-10-21T14:30z  2025-10-21t14:30  2025-10-21T14:30+1:00  2025-10-21T14:30+0100  2025-10-21T14:30+14:01
    2025-10-21T14:30+15:00  2025-10-21T14:30+09:60  2025-10-21Z  2025-10Z  2025-W43-2  2025-294  ٢٠٢٥  today  no
"""
FORMS = [form.strip() for form in re.split(r"\s{2,}", READ) if form]


@pytest.fixture(scope="module")
def package() -> ModuleType:
    return load(PROTOCOL, "schema")


@pytest.fixture(scope="module")
def pattern(package: ModuleType) -> re.Pattern[str]:
    moment, _never, _unknown = package.Patient.model_json_schema()["properties"]["m"]["anyOf"]
    return re.compile(moment["pattern"])


@pytest.mark.parametrize("form", FORMS)
def test_forms_that_are_read(pattern: re.Pattern[str], form: str) -> None:
    assert parse_moment(form) is not None
    assert pattern.search(form)


@pytest.mark.parametrize("form", [form.strip() for form in re.split(r"\s{2,}", REFUSED) if form])
def test_forms_that_are_not(pattern: re.Pattern[str], form: str) -> None:
    assert parse_moment(form) is None
    assert not pattern.search(form)


@pytest.mark.parametrize("form", FORMS)
def test_with_one_mark_changed_left_out_or_added_both_say_the_same(pattern: re.Pattern[str], form: str) -> None:
    places = range(len(form))
    changed = {form[:i] + mark + form[j:] for i in places for j in (i, i + 1) for mark in "0123456789-+:.TZ "}
    for text in changed | {form[:i] + form[i + 1 :] for i in places}:
        first_of_month = re.sub(r"^(\d{4}-\d\d)-(29|30|31)", r"\1-01", text)  # whether the day exists no pattern says
        assert bool(pattern.search(text)) is (parse_moment(first_of_month) is not None), text


# ---------------------------------------------------------------- the whole of a record


def accepts(schema: dict[str, Any], value: object) -> bool:
    """Whether a value is an instance, as far as the schemas of patients go."""
    if "anyOf" in schema:
        return any(accepts(one, value) for one in schema["anyOf"])
    if "const" in schema:
        return type(value) is type(schema["const"]) and value == schema["const"]
    if "enum" in schema:
        return value in schema["enum"]
    kinds: dict[str, Any] = {"string": str, "boolean": bool, "null": type(None), "object": dict, "number": (int, float)}
    if not isinstance(value, kinds[schema["type"]]) or (schema["type"] == "number" and isinstance(value, bool)):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, dict):
        properties = schema["properties"]
        within = all(name in properties and accepts(properties[name], inner) for name, inner in value.items())
        return within and set(schema.get("required", ())) <= set(value)
    return True


@pytest.mark.parametrize("fact", PLAIN)
def test_what_is_screened_is_an_instance(package: ModuleType, fact: str) -> None:
    schema = package.Patient.model_json_schema()
    screened = 0
    for value in [*ODD, *FORMS, "red", "2025-10-21T14:30:00.25", {"start": "2025", "end": "2025-10"}, None]:
        try:
            text = json.dumps({fact: value}, allow_nan=False)
            package.screen_json(text)
        except (TypeError, ValueError, package.RecordError):
            continue
        screened += 1
        assert accepts(schema, json.loads(text)), text
    assert screened > 1


def test_a_moment_may_never_have_been_but_not_the_screening(package: ModuleType) -> None:
    schema = package.Patient.model_json_schema()
    assert accepts(schema, {"m": False})
    assert not accepts(schema, {"screening": False})


def test_what_is_no_moment_is_no_instance(package: ModuleType) -> None:
    schema = package.Patient.model_json_schema()
    for value in ("today", "2025-10-21T", "", True, 20251021, {"start": "2025"}):
        assert not accepts(schema, {"m": value})
        assert not accepts(schema, {"p": {"start": value}})
        assert not accepts(schema, {"p": {"start": "2025", "end": value}})
