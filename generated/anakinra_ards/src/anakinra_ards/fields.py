"""How the fields of a patient are validated and described. Made by eligo: not for editing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from .frozen import Frozen, frozen
from .sharp import clock, stretch
from .unusual import Unusual

LARGEST = 2.0**53
YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
MONTH, DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?"
OFFSET = "(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
INSTANT: dict[str, Any] = {
    "type": "string",
    "pattern": f"^{YEAR}(-{MONTH}(-{DAY}([T ]{TIME}{OFFSET}?)?)?)?$",
    "description": "ISO 8601: a year, a month, a day that exists, or such a day and a time: hours and minutes,"
    " with seconds, their fraction and a UTC offset or without",
}
"""The written forms of a moment; of days the pattern knows only that no month has more than 31."""


def _checked(fact: str, given: Any) -> Any:
    """A value that the definition of reading accepts, as it was given; nobody can change it afterwards."""
    from .program import PROGRAM
    from .runtime.core.reading import read_record

    problems = read_record((PROGRAM.fact[fact],), {fact: given}).problems
    if problems:
        raise PydanticCustomError("fact", "{reason}", {"reason": problems[0].reason})
    return frozen(given)


@dataclass(frozen=True, slots=True)
class _Field:
    fact: str

    def _exactly(self, given: Any) -> Any:
        return _checked(self.fact, given)

    def _fallback(self) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._exactly)


class NumberField(_Field):
    """A number in the declared unit, or with a unit of its own."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        number = core_schema.float_schema(strict=True, allow_inf_nan=False, ge=-LARGEST, le=LARGEST)
        # Anything else that has a __float__, such as a Decimal, would be rounded by it.
        exact = core_schema.chain_schema([core_schema.is_instance_schema((float, int)), number])
        plain = core_schema.json_or_python_schema(json_schema=number, python_schema=exact)
        return core_schema.nullable_schema(
            core_schema.union_schema([plain, self._fallback()], mode="left_to_right"),
            serialization=core_schema.plain_serializer_function_ser_schema(_as_given),
        )

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        quantity = {
            "type": "object",
            "properties": {"value": {"type": "number"}, "unit": {"type": "string", "description": "UCUM unit"}},
            "required": ["value", "unit"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "number"}, quantity, {"type": "null"}]}


class MomentField(_Field):
    """A moment, or false when it never was."""

    __slots__ = ()

    def _exactly(self, given: Any) -> Any:
        try:
            clock(given)
        except Unusual:
            return _checked(self.fact, given)
        return given

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        plain = core_schema.is_instance_schema(datetime)
        return core_schema.nullable_schema(
            core_schema.union_schema([plain, self._fallback()], mode="left_to_right"),
            serialization=core_schema.plain_serializer_function_ser_schema(_as_given),
        )

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [INSTANT, {"const": False}, {"type": "null"}]}


class ScreeningField(MomentField):
    """The moment of screening, which always is."""

    __slots__ = ()

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [INSTANT, {"type": "null"}]}


class PeriodField(_Field):
    """A period, or false when it never was."""

    __slots__ = ()

    def _exactly(self, given: Any) -> Any:
        if given is False:
            return given
        try:
            stretch(given)
        except Unusual:
            return _checked(self.fact, given)
        return frozen(given)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.nullable_schema(
            self._fallback(),
            serialization=core_schema.plain_serializer_function_ser_schema(_as_given),
        )

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        period = {
            "type": "object",
            "properties": {"start": INSTANT, "end": {"anyOf": [INSTANT, {"type": "null"}]}},
            "required": ["start"],
            "additionalProperties": False,
        }
        return {"anyOf": [period, {"const": False}, {"type": "null"}]}


class ListField(_Field):
    """What repeats: a list of entries or samples, or a single value."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.nullable_schema(
            self._fallback(),
            serialization=core_schema.plain_serializer_function_ser_schema(_as_given),
        )

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        from .program import PROGRAM

        names = [field.name.rpartition(".")[2] for field in PROGRAM.fact[self.fact].fields]
        entry = {"type": "object", "properties": {name: {} for name in names}}
        whole = {"type": "object", "properties": {"entries": {"type": "array"}, "complete": {"type": "boolean"}}}
        return {"anyOf": [{"type": "array", "items": entry}, whole, {}, {"type": "null"}]}


def _as_given(value: Any) -> Any:
    if type(value) is Frozen:
        return {name: _as_given(inner) for name, inner in value.items()}
    return [_as_given(inner) for inner in value] if isinstance(value, tuple) else value
