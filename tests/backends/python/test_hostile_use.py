"""A developer who makes mistakes, or means harm: no wrong verdict, no leak, and errors that say what to do."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError, model_validator

from eligo.backends.python import load
from eligo.core import nodes as n
from eligo.core.interpret import evaluate
from eligo.core.program import SCREENING, Criterion, Definition, Fact, Program
from eligo.core.reading import read_record
from eligo.records.json_rows import read_object
from tests.core.programs import FACTS, SCREENED, K, M, X, Y, hours, include, number, program

BELOW = n.Compare(X, "<", number(50))
PROTOCOL = program(
    include("X", BELOW),
    include("LONG", n.Lasting("p", ">=", hours(1))),
    include("AGE", n.Compare(n.Elapsed("years", K, SCREENED), "<", number(18))),
    include("MOMENT", n.Known(M)),
)
PLAIN = '{"screening": "2025-11-03T10:00", "k": "2020-02-29T10:00", "m": "2025-11-03T10:00"'
JUST_BELOW = "49.99999999999999999999999"  # the nearest double is 50


@pytest.fixture(scope="module")
def package() -> ModuleType:
    return load(PROTOCOL, "hostile_use")


# ---------------------------------------------------------------- the values that were given


@pytest.mark.parametrize("fact", ["m", "k", "p", SCREENING])
@pytest.mark.parametrize("written", ["0", "0.0", "-0.0", "1"])
def test_a_number_is_no_word_for_never(package: ModuleType, fact: str, written: str) -> None:
    with pytest.raises(package.RecordError):
        package.screen_json(f'{{"{fact}": {written}}}')
    with pytest.raises(ValidationError):
        package.Patient.model_validate_json(f'{{"{fact}": {written}}}')
    with pytest.raises(ValidationError):
        package.Patient(**{fact: json.loads(written)})


@pytest.mark.parametrize(
    "written",
    [
        JUST_BELOW,
        "4999999999999999999999999e-23",
        '{"value": 0.4999999999999999999999999, "unit": "g/L"}',
        '{"unit": "mg/dL", "value": 49.99999999999999999999999}',
    ],
)
def test_a_decimal_is_never_rounded(package: ModuleType, written: str) -> None:
    exact = json.loads(written, parse_float=Decimal)
    ways = [
        package.screen_json(f'{{"x": {written}}}'),
        package.screen_json(f'{{"x": {written}}}'.encode()),
        package.screen({"x": exact}),
        package.screen(package.Patient(x=exact)),
        package.screen(package.Patient().model_copy(update={"x": exact})),
    ]
    assert [result.outcomes["X"].value for result in ways] == ["passed"] * len(ways)
    assert package.Patient(x=exact).x == exact


@pytest.mark.parametrize("beside", [{}, {"m": "2025-11-02T10:00"}, {"m": "2025-11-02"}, {"m": False, "p": False}])
def test_a_screening_always_is(package: ModuleType, beside: dict[str, object]) -> None:
    record = {**beside, SCREENING: False}
    for way in (
        lambda: package.screen(record),
        lambda: package.screen_json(json.dumps(record)),
        lambda: package.screen_values(*map(record.get, package.FACTS)),
        lambda: package.screen(package.Patient(**beside).model_copy(update={SCREENING: False})),
        lambda: package.verdict(package.Patient.model_construct(**record)),
    ):
        with pytest.raises(package.RecordError, match="a screening always takes place"):
            way()
    for make in (lambda: package.Patient(**record), lambda: package.Patient.model_validate_json(json.dumps(record))):
        with pytest.raises(ValidationError, match="a screening always takes place"):
            make()


NUMBERS = [
    *(
        "0",
        "0.0",
        "-0.0",
        "0e5",
        "0e-400",
        "0e400",
        "0E+0",
        "1e-7",
        "1E-07",
        "25e-1",
        "2.5E+1",
        "4e0000000000000000001",
    ),
    *("1e-323", "1.23e-322", "-1e-323", "2.2250738585072014e-308", "1e-330", "-1e-330", "1E-330", "-1e-400", "1e-401"),
    *("1e99", "1e290", "1e308", "1e309", "-1e309", "1e330", "1e400", "1e401", "1E+5000", "-1e99999999999999999999"),
]
LONG = {
    "400 digits": "1" + "0" * 399,
    "401 digits": "1" + "0" * 400,
    "5000 digits": "9" * 5000,
    "a small decimal of 399 digits": "0." + "0" * 396 + "1",
    "a small decimal of 402 digits": "-0." + "0" * 398 + "1",
    "a zero of 5000 digits": "0." + "0" * 5000,
    "an exponent of 500 digits": "1e-" + "0" * 499 + "1",
}


def read_from_a_file(text: str) -> object:
    """The outcome of a row that ``eligo screen`` reads, or its reasons to reject it."""
    try:
        reading = read_record(PROTOCOL.facts, read_object(text))
    except ValueError as error:
        return [str(error)]
    if reading.problems:
        return [str(problem) for problem in reading.problems]
    return evaluate(PROTOCOL, reading.values).outcomes["X"].value, reading.implausible


@pytest.mark.parametrize("number", [*NUMBERS, *LONG.values()], ids=[*NUMBERS, *LONG])
@pytest.mark.parametrize("form", ['{"x": %s}', '{"x": {"value": %s, "unit": "g/L"}}', '{"y": 0.0, "x":%s, "a": false}'])
def test_a_number_too_small_or_too_large_for_a_double_is_what_it_is_in_a_file(
    package: ModuleType, number: str, form: str
) -> None:
    text = form % number
    try:
        result = package.screen_json(text)
        found: object = (result.outcomes["X"].value, result.implausible)
    except package.RecordError as refused:
        found = [str(problem) for problem in refused.problems]
    assert found == read_from_a_file(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"x": 60, "x": 40}',
        '{"x": 60, "x" : 40}',
        '{"x"\n:\t60, "color": "red", "x"\t: 40}',
        '{"x": 60, "\\u0078": 40}',
        '{"p": {"start": "2025-11-03T08:00", "start": "2025-11-03T09:30"}}',
        '{"x": {"value": 60, "value" : 40, "unit": "mg/dL"}}',
    ],
)
def test_of_two_values_under_one_name_neither_is_taken(package: ModuleType, text: str) -> None:
    for data in (text, text.encode(), bytearray(text.encode())):
        with pytest.raises(package.RecordError, match="stands twice"):
            package.screen_json(data)


@pytest.mark.parametrize("text", ['{"x" : 40}', '{"x"\n:40, "y":null}', '{"x": 40.0000000000000000000000}'])
def test_unusual_but_valid_json(package: ModuleType, text: str) -> None:
    assert package.screen_json(text).outcomes["X"] == "passed"


# ---------------------------------------------------------------- what is kept


def test_changing_what_was_given_changes_no_result(package: ModuleType) -> None:
    period = {"start": "2025-11-03T08:00"}
    quantity = {"value": 0.4, "unit": "g/L"}
    record = {**json.loads(PLAIN + "}"), "p": period, "x": quantity}
    patient = package.Patient(**record)
    results = [package.screen(record), package.screen(patient), package.screen_values(*map(record.get, package.FACTS))]
    before = [(result.to_json(), result.why()) for result in results]
    period["start"], quantity["value"] = "2025-11-03T09:59", 0.9
    record["x"] = "nonsense"
    assert [(result.to_json(), result.why()) for result in results] == before
    assert package.screen(patient).verdict == "eligible"
    for change in (lambda: patient.p.update(start="2025-11-03T09:59"), lambda: patient.x.__setitem__("value", 9)):
        with pytest.raises(TypeError, match="cannot be changed"):
            change()


def test_a_patient_with_a_period_can_be_hashed_copied_pickled_and_dumped(package: ModuleType) -> None:
    patient = package.Patient(x={"value": 0.4, "unit": "g/L"}, p={"start": "2025-11-03T08:00"})
    assert hash(patient) == hash(copy.deepcopy(patient))
    assert pickle.loads(pickle.dumps(patient)) == patient
    assert package.screen(copy.deepcopy(patient)) == package.screen(patient)
    assert type(patient.model_dump()["p"]) is dict
    assert package.Patient(**patient.model_dump()) == patient


def test_a_result_and_an_error_can_be_pickled(package: ModuleType) -> None:
    for patient in ({"x": 60, "p": {"start": "2025-11-03T08:00"}}, package.Patient(x=60, p=False)):
        result = package.screen(patient)
        again = pickle.loads(pickle.dumps(result))
        assert (again, again.to_json(), again.why()) == (result, result.to_json(), result.why())
    with pytest.raises(package.RecordError) as refused:
        package.screen({"x": "60", "y": True})
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems


# ---------------------------------------------------------------- subclasses and copies


def test_a_subclass_is_judged_on_the_values_it_has(package: ModuleType) -> None:
    class Visit(package.Patient):  # type: ignore[misc, name-defined]
        site: str

        @model_validator(mode="after")
        def _lowered(self) -> Any:
            object.__setattr__(self, "__dict__", {**self.__dict__, "x": 10.0})
            return self

    visit = Visit(site="Udine", x=60)
    result = package.screen(visit)
    assert result.outcomes["X"] == "passed"
    assert "10" in result.why()
    assert package.verdict(visit) == result.verdict
    assert package.verdict(visit.model_copy(update={"x": 70, "site": "Trieste"})) == "ineligible"
    with pytest.raises(ValidationError, match="site"):
        Visit(x=60)
    with pytest.raises(ValidationError) as refused:
        Visit(site="Udine", x="60")
    assert "site" not in str(refused.value)


def test_a_copy_is_judged_on_the_values_it_has(package: ModuleType) -> None:
    patient = package.Patient(x=40)
    assert package.verdict(patient.model_copy(update={"x": 60})) == "ineligible"
    with pytest.raises(package.RecordError, match="colour: is not a fact of this protocol; did you mean color"):
        patient.model_copy(update={"colour": "red"})
    with pytest.raises(package.RecordError, match="x: expected a number"):
        package.screen(patient.model_copy(update={"x": "40"}))
    period = {"start": "2025-11-03T08:00"}
    assert hash(patient.model_copy(update={"p": period})) == hash(package.Patient(x=40, p=period))


def test_a_copy_may_name_a_fact_as_the_protocol_does() -> None:
    flag = n.Flag("class")
    facts = (Fact(SCREENING, "", "moment"), Fact("class", "Class", "flag"))
    criterion = Criterion("C", "", "include", flag, flag)
    made = load(Program("T", "", facts=facts, criteria=(criterion,), order=("C",)), "renamed")
    assert made.verdict(made.Patient().model_copy(update={"class": True})) == "eligible"


def test_a_fact_that_python_leaves_no_name_takes_no_other_facts_name() -> None:
    facts = (Fact(SCREENING, "", "moment"), Fact("print", "Printed", "flag"), Fact("print_2", "Again", "flag"))
    criterion = Criterion("C", "", "include", n.Flag("print_2"), n.Flag("print_2"))
    made = load(Program("T", "", facts=facts, criteria=(criterion,), order=("C",)), "renamed_beside_another")
    assert made.verdict(made.Patient.model_validate({"print_2": True})) == "eligible"
    assert made.verdict(made.Patient.model_validate({"print": True})) == "undetermined"


# ---------------------------------------------------------------- wrong calls


def test_wrong_arguments_are_named(package: ModuleType) -> None:
    with pytest.raises(TypeError, match=f"one value for each of the {len(FACTS)} facts"):
        package.screen_values(1, 2)
    for wrong in (None, [], 5, "x", package.Patient, [("x", 1)]):
        for function in (package.screen, package.verdict):
            with pytest.raises(TypeError, match="a patient is a Patient or a mapping"):
                function(wrong)
    for wrong in (5, None, {}, ["{}"]):
        with pytest.raises(TypeError, match="screen_json takes"):
            package.screen_json(wrong)


# ---------------------------------------------------------------- privacy and terminals


@pytest.mark.parametrize("record", [{"x": "SECRET"}, {"color": "SECRET"}, {"p": {"start": "SECRET"}}, {"a": "SECRET"}])
def test_no_error_shows_a_value(package: ModuleType, record: dict[str, Any]) -> None:
    for attempt in (
        lambda: package.Patient(**record),
        lambda: package.Patient.model_validate_json(json.dumps(record)),
        lambda: package.Patient.model_validate("SECRET"),
        lambda: package.screen(record),
        lambda: package.screen_json(json.dumps(record)),
    ):
        with pytest.raises(ValueError, match=r"expected|valid|dict") as refused:
            attempt()
        assert "SECRET" not in str(refused.value) + repr(refused.value)


@pytest.mark.parametrize("name", ["x\x1b[31m", "\ud800", "a\nb\x00", "\u202ex", 5, ("x\x1b",)])
def test_unknown_names_are_written_without_escapes(package: ModuleType, name: object) -> None:
    with pytest.raises(package.RecordError) as refused:
        package.screen({name: 1})
    assert str(refused.value).isprintable()


# ---------------------------------------------------------------- the calendar's ends


@pytest.mark.parametrize(
    ("born", "screened"),
    [
        (dt.datetime.max, dt.datetime.min),
        ("9999-12-31T23:59-12:00", "0001-01-01T00:00+12:00"),
        (dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-12))), dt.datetime.min.replace(tzinfo=dt.UTC)),
    ],
)
def test_an_age_stays_within_the_calendar(package: ModuleType, born: object, screened: object) -> None:
    result = package.screen({"k": born, SCREENING: screened})
    assert result.outcomes["AGE"] == "passed"
    assert "-9999" in result.why().replace("\N{MINUS SIGN}", "-")


# ---------------------------------------------------------------- long chains of definitions


@pytest.mark.parametrize("length", [60, 2000])
@pytest.mark.parametrize(
    "link",
    [
        lambda before: n.Arithmetic("+", before, before),
        lambda before: n.Arithmetic("*", before, number(2)),
        lambda before: n.FirstKnown((before, before)),
        lambda before: n.Choose(n.Flag("a"), before, before),
        lambda before: before,
    ],
    ids=["doubled", "multiplied", "otherwise", "chosen", "renamed"],
)
def test_a_chain_of_definitions_is_walked_once(link: Any, length: int) -> None:
    names = [f"d{index}" for index in range(length)]
    bodies = [X, *(link(n.NumberRef(name)) for name in names)]
    chain = tuple(Definition(name, name, body, "mg/dL") for name, body in zip(names, bodies, strict=False))
    limit = n.Compare(n.Arithmetic("+", n.NumberRef(names[-1]), Y), "<", number(1))
    protocol = Program("T", "", facts=FACTS, definitions=chain, criteria=(include("C", limit),), order=(*names, "C"))
    made = load(protocol, "chained")
    result = made.screen({"x": 0, "y": 0, "a": True})
    assert result.verdict == "eligible"
    assert result.why()
    assert made.screen({"y": 0}).needs[0] == "x"
