"""The patient: one field for each fact of the data dictionary. Made by eligo: not for editing."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from .decision import prepared
from .fields import MomentField, NumberField, PeriodField, ScreeningField
from .frozen import frozen
from .result import RecordError
from .screening import FACTS, unknown_names
from .unusual import Unusual
from .validated import Validated
from .values import MomentValue, NumberValue, PeriodValue, ScreeningValue

if TYPE_CHECKING:
    from typing import Self

    from .runtime.core.reading import Problem

SexValue = Literal["female", "male"]
CovidSwabValue = Literal["negative", "positive"]
TIMED = {
    "screening": "screening",
    "born": "born",
    "ards_diagnosed": "ards_diagnosed",
    "insult_onset": "insult_onset",
    "symptoms_onset": "symptoms_onset",
    "ards_onset": "ards_onset",
    "vasopressors": "vasopressors",
    "anti_tnf": "anti_tnf",
    "other_biologic": "other_biologic",
}


class Patient(Validated, BaseModel):
    """One patient's facts; None is unknown. A number is in the unit of its field, or carries its own."""

    __slots__ = ("_form",)

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        protected_namespaces=(),
        serialize_by_alias=True,
    )

    screening: Annotated[ScreeningValue, ScreeningField("screening")] = Field(
        default=None,
        title="Moment of screening",
        description="Moment of screening",
    )

    age: Annotated[NumberValue, NumberField("age")] = Field(
        default=None,
        title="Age",
        description="Age. In a, or in any unit that converts to it. Plausible from 0 to 120",
        json_schema_extra={"unit": "a", "codes": [{"system": "LOINC", "code": "30525-0"}]},
    )

    born: Annotated[MomentValue, MomentField("born")] = Field(
        default=None,
        title="Date of birth",
        description="Date of birth",
        json_schema_extra={"codes": [{"system": "LOINC", "code": "21112-8"}]},
    )

    sex: SexValue | None = Field(
        default=None,
        title="Sex",
        description="Sex",
        json_schema_extra={"codes": [{"system": "LOINC", "code": "76689-9"}]},
    )

    weight: Annotated[NumberValue, NumberField("weight")] = Field(
        default=None,
        title="Body weight",
        description="Body weight. In kg, or in any unit that converts to it. Plausible from 20 to 350",
        json_schema_extra={"unit": "kg", "codes": [{"system": "LOINC", "code": "29463-7"}]},
    )

    in_icu: bool | None = Field(
        default=None,
        strict=True,
        title="Admitted to an intensive care unit",
        description="Admitted to an intensive care unit",
    )

    intubated: bool | None = Field(
        default=None,
        strict=True,
        title="Intubated",
        description="Intubated",
    )

    ventilated: bool | None = Field(
        default=None,
        strict=True,
        title="On invasive mechanical ventilation",
        description="On invasive mechanical ventilation",
    )

    ards_diagnosed: Annotated[MomentValue, MomentField("ards_diagnosed")] = Field(
        default=None,
        title="Diagnosis of moderate to severe ARDS",
        description="Diagnosis of moderate to severe ARDS",
    )

    pf_ratio: Annotated[NumberValue, NumberField("pf_ratio")] = Field(
        default=None,
        title="PaO2/FiO2 ratio",
        description="PaO2/FiO2 ratio. In mm[Hg], or in any unit that converts to it. Plausible from 20 to 700",
        json_schema_extra={"unit": "mm[Hg]", "codes": [{"system": "LOINC", "code": "50984-4"}]},
    )

    pao2: Annotated[NumberValue, NumberField("pao2")] = Field(
        default=None,
        title="Arterial oxygen partial pressure (PaO2)",
        description="Arterial oxygen partial pressure (PaO2). In mm[Hg], or in any unit that converts to it. Plausible from 20 to 700",
        json_schema_extra={"unit": "mm[Hg]", "codes": [{"system": "LOINC", "code": "2703-7"}]},
    )

    fio2: Annotated[NumberValue, NumberField("fio2")] = Field(
        default=None,
        title="Inspired oxygen fraction (FiO2)",
        description="Inspired oxygen fraction (FiO2). A pure number. Plausible from 0.21 to 1",
        json_schema_extra={"unit": "1", "codes": [{"system": "LOINC", "code": "3150-0"}]},
    )

    peep: Annotated[NumberValue, NumberField("peep")] = Field(
        default=None,
        title="Positive end-expiratory pressure (PEEP)",
        description="Positive end-expiratory pressure (PEEP). In cm[H2O], or in any unit that converts to it. Plausible from 0 to 40",
        json_schema_extra={"unit": "cm[H2O]", "codes": [{"system": "LOINC", "code": "20077-4"}]},
    )

    insult_onset: Annotated[MomentValue, MomentField("insult_onset")] = Field(
        default=None,
        title="Initial lesion (clinical insult)",
        description="Initial lesion (clinical insult)",
    )

    symptoms_onset: Annotated[MomentValue, MomentField("symptoms_onset")] = Field(
        default=None,
        title="New or worsening respiratory symptoms",
        description="New or worsening respiratory symptoms",
    )

    ards_onset: Annotated[MomentValue, MomentField("ards_onset")] = Field(
        default=None,
        title="Onset of ARDS",
        description="Onset of ARDS",
    )

    bilateral_opacities: bool | None = Field(
        default=None,
        strict=True,
        title="Bilateral opacities on chest imaging",
        description="Bilateral opacities on chest imaging. Judged by physician",
    )

    opacities_explained: bool | None = Field(
        default=None,
        strict=True,
        title="Opacities fully explained by effusion, lobar or lung collapse, or nodules",
        description="Opacities fully explained by effusion, lobar or lung collapse, or nodules. Judged by physician",
    )

    failure_explained: bool | None = Field(
        default=None,
        strict=True,
        title="Respiratory failure fully explained by heart failure or fluid overload",
        description="Respiratory failure fully explained by heart failure or fluid overload. Judged by physician",
    )

    il6: Annotated[NumberValue, NumberField("il6")] = Field(
        default=None,
        title="Interleukin-6 in plasma",
        description="Interleukin-6 in plasma. In pg/mL, or in any unit that converts to it. Plausible from 0 to 1000000",
        json_schema_extra={"unit": "pg/mL", "codes": [{"system": "LOINC", "code": "26881-3"}]},
    )

    crp: Annotated[NumberValue, NumberField("crp")] = Field(
        default=None,
        title="C-reactive protein",
        description="C-reactive protein. In mg/L, or in any unit that converts to it. Plausible from 0 to 1000",
        json_schema_extra={"unit": "mg/L", "codes": [{"system": "LOINC", "code": "1988-5"}]},
    )

    vasopressors: Annotated[PeriodValue, PeriodField("vasopressors")] = Field(
        default=None,
        title="Vasopressor treatment with any agent at any dose",
        description="Vasopressor treatment with any agent at any dose. When it is missing the protocol's default holds",
    )

    bicarbonate: Annotated[NumberValue, NumberField("bicarbonate")] = Field(
        default=None,
        title="Bicarbonate",
        description="Bicarbonate. In mmol/L, or in any unit that converts to it. Plausible from 2 to 60",
        json_schema_extra={"unit": "mmol/L", "codes": [{"system": "LOINC", "code": "1963-8"}]},
    )

    lactate: Annotated[NumberValue, NumberField("lactate")] = Field(
        default=None,
        title="Lactate",
        description="Lactate. In mmol/L, or in any unit that converts to it. Plausible from 0 to 40",
        json_schema_extra={"unit": "mmol/L", "codes": [{"system": "LOINC", "code": "2524-7"}]},
    )

    consent: bool | None = Field(
        default=None,
        strict=True,
        title="Informed consent to the study",
        description="Informed consent to the study",
    )

    covid_swab: CovidSwabValue | None = Field(
        default=None,
        title="SARS-CoV-2 swab",
        description="SARS-CoV-2 swab",
        json_schema_extra={"codes": [{"system": "LOINC", "code": "94500-6"}]},
    )

    pregnant: bool | None = Field(
        default=None,
        strict=True,
        title="Pregnant",
        description="Pregnant",
    )

    lactating: bool | None = Field(
        default=None,
        strict=True,
        title="Lactating",
        description="Lactating",
    )

    anakinra_hypersensitivity: bool | None = Field(
        default=None,
        strict=True,
        title="Hypersensitivity to anakinra or to any excipient",
        description="Hypersensitivity to anakinra or to any excipient",
    )

    ecoli_hypersensitivity: bool | None = Field(
        default=None,
        strict=True,
        title="Hypersensitivity to proteins derived from Escherichia coli",
        description="Hypersensitivity to proteins derived from Escherichia coli",
    )

    anti_tnf: Annotated[PeriodValue, PeriodField("anti_tnf")] = Field(
        default=None,
        title="Anti-TNF-alpha treatment",
        description="Anti-TNF-alpha treatment",
    )

    other_biologic: Annotated[PeriodValue, PeriodField("other_biologic")] = Field(
        default=None,
        title="Treatment with another biotechnological agent",
        description="Treatment with another biotechnological agent",
    )

    neutrophils: Annotated[NumberValue, NumberField("neutrophils")] = Field(
        default=None,
        title="Neutrophil count",
        description="Neutrophil count. In 10*9/L, or in any unit that converts to it. Plausible from 0 to 200",
        json_schema_extra={"unit": "10*9/L", "codes": [{"system": "LOINC", "code": "751-8"}]},
    )

    malignancy: bool | None = Field(
        default=None,
        strict=True,
        title="Past or present malignancy",
        description="Past or present malignancy",
    )

    creatinine: Annotated[NumberValue, NumberField("creatinine")] = Field(
        default=None,
        title="Creatinine in serum",
        description="Creatinine in serum. In mg/dL, or in any unit that converts to it. Plausible from 0.1 to 40",
        json_schema_extra={"unit": "mg/dL", "codes": [{"system": "LOINC", "code": "2160-0"}]},
    )

    creatinine_clearance: Annotated[NumberValue, NumberField("creatinine_clearance")] = Field(
        default=None,
        title="Measured creatinine clearance",
        description="Measured creatinine clearance. In mL/min, or in any unit that converts to it. Plausible from 0 to 400",
        json_schema_extra={"unit": "mL/min", "codes": [{"system": "LOINC", "code": "2164-2"}]},
    )

    @model_validator(mode="wrap")
    @classmethod
    def _as_the_protocol_reads_it(cls, data: Any, handler: ModelWrapValidatorHandler[Patient]) -> Patient:
        try:
            patient = handler(data)
        except ValidationError as error:
            raise _explained(cls, data) or error from None
        form = _form(tuple(patient.__dict__.values()) if cls is Patient else patient.given())
        if form is None:  # perhaps because of moments that cannot be compared with each other
            problems = _problems({TIMED[name]: value for name, value in patient.__dict__.items() if name in TIMED})
            if problems:
                raise _error(cls.__name__, problems, data)
        if cls is Patient:
            object.__setattr__(patient, "_form", form)
        return patient

    def given(self) -> tuple[Any, ...]:
        """The values of the facts in the order of the data dictionary."""
        return tuple(map(self.__dict__.get, ATTRIBUTES))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some facts changed; it is checked when it is screened.

        Raises:
            RecordError: ``update`` names what is no fact.
        """
        changes = {RENAMED.get(name, name): frozen(value) for name, value in (update or {}).items()}
        unknown = [name for name in changes if name not in type(self).model_fields]
        if unknown:
            raise RecordError(unknown_names(dict.fromkeys(unknown)))
        return super().model_copy(update=changes, deep=deep)


def _form(values: tuple[Any, ...]) -> tuple[Any, ...] | None:
    try:
        return prepared(values)
    except (Unusual, OverflowError):
        return None


def _problems(record: dict[str, Any]) -> tuple[Problem, ...]:
    from .program import PROGRAM
    from .runtime.core.reading import read_record

    return read_record(PROGRAM.facts, record).problems


def _explained(model: type[Patient], data: Any) -> ValidationError | None:
    """The reasons why a record is refused, in the protocol's words."""
    if not isinstance(data, dict):
        return None
    own: Container[str] = model.model_fields.keys() - Patient.model_fields.keys()
    record = {NAMES.get(str(name), str(name)): value for name, value in data.items() if name not in own}
    problems = (*unknown_names(record), *_problems(record))
    return _error(model.__name__, problems, data) if problems else None


def _error(title: str, problems: tuple[Problem, ...], data: Any) -> ValidationError:
    details = [
        InitErrorDetails(
            type=PydanticCustomError("fact", "{reason}", {"reason": problem.reason}),
            loc=(problem.fact,) if problem.fact else (),
            input=data.get(problem.fact) if isinstance(data, dict) else None,
        )
        for problem in problems
    ]
    return ValidationError.from_exception_data(title, details, hide_input=True)


NAMES: dict[str, str] = {}
RENAMED = {name: attribute for attribute, name in NAMES.items()}
ATTRIBUTES = tuple(RENAMED.get(name, name) for name in FACTS)
