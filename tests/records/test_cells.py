"""What a table cell says, and what becomes of a cell that says nothing sensible."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.records.cells import cell_columns, from_cells, to_cells
from eligo.records.columns import nearest_fact, unknown_columns
from eligo.screening.lanes import lanes_of
from eligo.screening.quantities import Quantities

from .dictionary import FACTS

SAYS: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"age": ""}, {}),
    ({"age": "  "}, {}),
    ({"age": None}, {}),
    ({"age": " 54 "}, {"age": Decimal("54")}),
    ({"age": "54.10"}, {"age": Decimal("54.10")}),
    ({"age": "-1e2"}, {"age": Decimal("-1E+2")}),
    ({"age": 54}, {"age": 54}),
    ({"age": 54.5}, {"age": 54.5}),
    ({"po2": "19.5 kPa"}, {"po2": {"value": Decimal("19.5"), "unit": "kPa"}}),
    ({"po2": "142 mm[Hg]"}, {"po2": {"value": Decimal("142"), "unit": "mm[Hg]"}}),
    ({"po2": "19.5", "po2_unit": "kPa"}, {"po2": {"value": Decimal("19.5"), "unit": "kPa"}}),
    ({"po2": "19.5", "po2_unit": ""}, {"po2": Decimal("19.5")}),
    ({"po2": "19.5 kPa", "po2_unit": "kPa"}, {"po2": {"value": Decimal("19.5"), "unit": "kPa"}}),
    ({"po2": "", "po2_unit": "kPa"}, {}),
    ({"po2": {"value": 19.5, "unit": "kPa"}}, {"po2": {"value": 19.5, "unit": "kPa"}}),
    ({"consent": "yes"}, {"consent": True}),
    ({"consent": "FALSE"}, {"consent": False}),
    ({"consent": "1"}, {"consent": True}),
    ({"consent": 0}, {"consent": False}),
    ({"consent": True}, {"consent": True}),
    ({"swab": "negative "}, {"swab": "negative"}),
    ({"diagnosed": "2025-10-21T14:30"}, {"diagnosed": "2025-10-21T14:30"}),
    ({"diagnosed": "no"}, {"diagnosed": False}),
    ({"diagnosed": dt.date(2025, 10, 21)}, {"diagnosed": dt.date(2025, 10, 21)}),
    ({"pressors": "no"}, {"pressors": False}),
    ({"pressors_start": "2025-10-20"}, {"pressors": {"start": "2025-10-20", "end": None}}),
    (
        {"pressors": "", "pressors_start": "2025-10-20", "pressors_end": "2025-10-21"},
        {"pressors": {"start": "2025-10-20", "end": "2025-10-21"}},
    ),
    ({"stranger": "5"}, {}),
]

REJECTED: list[tuple[dict[str, object], str]] = [
    ({"age": "fifty"}, "age: expected a number"),
    ({"age": "1,5"}, "age: expected a number"),
    ({"age": "NaN"}, "age: expected a number"),
    ({"age": "inf"}, "age: expected a number"),
    ({"age": float("nan")}, "age: not a finite number"),
    ({"age": "<5"}, "age: expected a number"),
    ({"age": "9" * 5000}, "age: expected a number"),
    ({"age": "1e999"}, "too large or too small"),
    ({"age": "٥"}, "age: expected a number"),
    ({"age": True}, "age: expected a number"),
    ({"po2": "142 mmHg"}, "did you mean `mm[Hg]`?"),
    ({"po2": "142 mg"}, "does not convert"),
    ({"po2": "19.5 kPa", "po2_unit": "mm[Hg]"}, 'po2: expected a number or {"value"'),
    ({"po2": "19.5", "po2_unit": 7}, "po2: the unit is not text"),
    ({"consent": "perhaps"}, "consent: expected true or false"),
    ({"consent": 2}, "consent: expected true or false"),
    ({"swab": "pending"}, "swab: expected one of negative, positive"),
    ({"swab": 1}, "swab: expected one of negative, positive"),
    ({"diagnosed": "21.10.2025"}, "diagnosed: expected a date"),
    ({"diagnosed": "2025-02-30"}, "diagnosed: expected a date"),
    ({"diagnosed": 45000}, "diagnosed: expected a date"),
    ({"pressors": "yes"}, "pressors: expected"),
    ({"pressors_end": "2025-10-21"}, "pressors: expected"),
    ({"pressors": "no", "pressors_start": "2025-10-21"}, "pressors: expected"),
    ({"pressors_start": "2025-10-21", "pressors_end": "2025-10-20"}, "pressors: ends before it starts"),
]


@pytest.mark.parametrize(("cells", "raw"), SAYS)
def test_what_a_cell_says(cells: dict[str, object], raw: dict[str, object]) -> None:
    assert from_cells(FACTS, cells) == raw
    assert not read_record(FACTS, raw).problems


@pytest.mark.parametrize(("cells", "reason"), REJECTED)
def test_a_cell_that_makes_no_sense_is_rejected_never_guessed(cells: dict[str, object], reason: str) -> None:
    problems = read_record(FACTS, from_cells(FACTS, cells)).problems
    assert len(problems) == 1
    assert reason in str(problems[0])


@given(st.dictionaries(st.sampled_from(["age", "po2", "po2_unit", "consent", "pressors", "pressors_end"]), st.text()))
def test_any_text_in_any_cell_is_read_or_rejected(cells: dict[str, object]) -> None:
    for problem in read_record(FACTS, from_cells(FACTS, cells)).problems:
        assert str(problem)


def test_cells_of_a_record_read_back_as_that_record() -> None:
    raw = {
        "screening": "2025-11-03T10:00",
        "age": 54,
        "po2": {"value": 19.5, "unit": "kPa"},
        "consent": True,
        "swab": "negative",
        "diagnosed": False,
        "pressors": {"start": "2025-11-02T20:00"},
    }
    cells = to_cells(FACTS, raw)
    assert set(cells) <= set(cell_columns(FACTS))
    assert read_record(FACTS, from_cells(FACTS, cells)) == read_record(FACTS, raw)


def test_unknown_columns_are_named_with_the_nearest_fact() -> None:
    names = ["patient_id", "age", "Consent", "PO_2", "po2_unit", "pressors_start", "zzz", "swap"]
    assert unknown_columns(FACTS, names) == [("Consent", "consent"), ("PO_2", "po2"), ("zzz", None), ("swap", "swab")]


def test_a_column_is_near_by_label_too() -> None:
    assert nearest_fact(FACTS, "informed_consent") == "consent"
    assert nearest_fact(FACTS, "x" * 100_000) is None


def test_the_identifier_column_is_not_unknown() -> None:
    assert unknown_columns(FACTS, ["mrn", "age"], "mrn") == []
    assert unknown_columns(FACTS, ["mrn", "id"]) == [("mrn", None)]


def test_a_column_with_a_facts_name_is_no_other_facts_unit_or_start() -> None:
    facts = (
        Fact("x", "X", "number", "g"),
        Fact("x_unit", "Ward", "choice", options=("kg", "mg")),
        Fact("stay", "Stay", "period"),
        Fact("stay_start", "Start of stay", "moment"),
    )
    cells = {"x": "5", "x_unit": "kg", "stay_start": "2025-10-20", "stay_end": ""}
    raw = {"x": Decimal("5"), "x_unit": "kg", "stay_start": "2025-10-20"}
    assert from_cells(facts, cells) == raw
    program = Program("P", "", facts=facts)
    lanes = lanes_of(program, pl.DataFrame([cells]), Quantities(program))
    assert lanes.frame["x"].to_list() == [5.0]
    assert lanes.odd is None
