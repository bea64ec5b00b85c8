"""JSON from outside: one pass of pydantic's parser for records in plain form. Made by eligo: not for editing."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import SchemaValidator, ValidationError, core_schema

from .result import RecordError, Result
from .screening import screen, screen_values

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MINUTE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"

LARGEST = 2.0**53

_number = core_schema.float_schema(strict=True, allow_inf_nan=False, ge=-LARGEST, le=LARGEST)
_flag = core_schema.bool_schema(strict=True)
_never = core_schema.literal_schema([False])
_instant = core_schema.union_schema(
    [
        core_schema.chain_schema([core_schema.str_schema(strict=True, pattern=MINUTE), core_schema.datetime_schema()]),
        core_schema.chain_schema([core_schema.str_schema(strict=True, pattern=DAY), core_schema.date_schema()]),
    ],
    mode="left_to_right",
)
_moment = core_schema.union_schema([_instant, _never], mode="left_to_right")
_period = core_schema.union_schema(
    [
        core_schema.typed_dict_schema(
            {
                "start": core_schema.typed_dict_field(_instant),
                "end": core_schema.typed_dict_field(core_schema.nullable_schema(_instant), required=False),
            },
            extra_behavior="forbid",
        ),
        _never,
    ],
    mode="left_to_right",
)


def _or_unknown(schema: core_schema.CoreSchema) -> core_schema.TypedDictField:
    optional = core_schema.nullable_schema(schema)
    return core_schema.typed_dict_field(core_schema.with_default_schema(optional, default=None))


_plain = SchemaValidator(
    core_schema.typed_dict_schema(
        {
            "screening": _or_unknown(_moment),
            "age": _or_unknown(_number),
            "born": _or_unknown(_moment),
            "sex": _or_unknown(core_schema.literal_schema(["female", "male"])),
            "weight": _or_unknown(_number),
            "in_icu": _or_unknown(_flag),
            "intubated": _or_unknown(_flag),
            "ventilated": _or_unknown(_flag),
            "ards_diagnosed": _or_unknown(_moment),
            "pf_ratio": _or_unknown(_number),
            "pao2": _or_unknown(_number),
            "fio2": _or_unknown(_number),
            "peep": _or_unknown(_number),
            "insult_onset": _or_unknown(_moment),
            "symptoms_onset": _or_unknown(_moment),
            "ards_onset": _or_unknown(_moment),
            "bilateral_opacities": _or_unknown(_flag),
            "opacities_explained": _or_unknown(_flag),
            "failure_explained": _or_unknown(_flag),
            "il6": _or_unknown(_number),
            "crp": _or_unknown(_number),
            "vasopressors": _or_unknown(_period),
            "bicarbonate": _or_unknown(_number),
            "lactate": _or_unknown(_number),
            "consent": _or_unknown(_flag),
            "covid_swab": _or_unknown(core_schema.literal_schema(["negative", "positive"])),
            "pregnant": _or_unknown(_flag),
            "lactating": _or_unknown(_flag),
            "anakinra_hypersensitivity": _or_unknown(_flag),
            "ecoli_hypersensitivity": _or_unknown(_flag),
            "anti_tnf": _or_unknown(_period),
            "other_biologic": _or_unknown(_period),
            "neutrophils": _or_unknown(_number),
            "malignancy": _or_unknown(_flag),
            "creatinine": _or_unknown(_number),
            "creatinine_clearance": _or_unknown(_number),
        },
        extra_behavior="forbid",
    )
)


def screen_json(data: str | bytes) -> Result:
    """Screen one patient given as a JSON object, which need not be trusted.

    Raises:
        RecordError: the text is no JSON object, a value cannot be read, or a name is none of the protocol's facts.
    """
    try:
        record = _plain.validate_json(data)
    except (ValidationError, ValueError):  # not in plain form; the definition of reading says whether it is wrong
        return screen(raw_record(data))
    return screen_values(*record.values())


def raw_record(data: str | bytes) -> dict[str, Any]:
    """A JSON record in any form.

    Raises:
        RecordError: the text is no JSON object.
    """
    from .runtime.core.reading import Problem

    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        raise RecordError((Problem("", "it is not valid JSON"),)) from None
    if not isinstance(record, dict):
        raise RecordError((Problem("", "it is not a JSON object"),))
    return record
