"""Files that no one would write on purpose: both engines say the same of them, and a bad row costs itself only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from eligo.core import nodes as n
from eligo.records.rows import RecordFileError
from eligo.screening import Funnel, screen_file, screen_frame
from tests.core.programs import SCREENED, A, X, days, exclude, include, number, program

RULE = program(
    include("I1", n.Compare(X, "<", number(10))),
    include("I2", A),
    exclude("E1", n.Window(n.When("m"), SCREENED, days(-30), days(0))),
    exclude("E2", n.Any((n.Is("color", ("red",)), n.Lasting("p", ">=", days(1))))),
)
FAR = "m: a date or a time that is not in the years 1 to 9999"
NO_MOMENT = "a date or a time that exists, such as 2025-10-21 or 2025-10-21T14:30"


def screened(path: Path) -> tuple[Funnel, list[str], dict[str, list[str]]]:
    """The funnel, the identifiers of the screened, and the reasons of the rejected by identifier: of both engines."""
    found = []
    for engine in ("polars", "python"):
        output, rejects = path.with_name("out.jsonl"), path.with_name("rejects.jsonl")
        funnel = screen_file(RULE, path, engine=engine, output=output, rejects=rejects)
        rows = [json.loads(line) for line in output.read_text().splitlines()]
        lost = [json.loads(line) for line in rejects.read_text().splitlines()]
        found.append((funnel, rows, lost))
    assert found[0] == found[1]
    funnel, rows, lost = found[0]
    assert funnel.read == len(rows) + len(lost)
    return funnel, [row["id"] for row in rows], {row.get("id", ""): row["reasons"] for row in lost}


def text(path: Path, name: str, content: str) -> Path:
    (path / name).write_text(content, encoding="utf-8")
    return path / name


def parquet(path: Path, **columns: pl.Series | list[object]) -> Path:
    pl.DataFrame(columns).write_parquet(path / "in.parquet")
    return path / "in.parquet"


@pytest.mark.parametrize(
    ("name", "content"),
    [("in.csv", "id,a\n1,\n2,\n"), ("in.jsonl", '{"id":1}\n{"id":2}\n'), ("in.json", '[{"id":1},{"id":2}]')],
)
def test_rows_without_any_known_fact_are_undetermined(name: str, content: str, tmp_path: Path) -> None:
    funnel, ids, _ = screened(text(tmp_path, name, content))
    assert (funnel.undetermined, ids) == (2, ["1", "2"])


def test_a_table_in_memory_without_any_fact_keeps_its_rows() -> None:
    assert screen_frame(RULE, pl.DataFrame({"zzz": [1, 2]}))["verdict"].to_list() == ["undetermined"] * 2


def test_patients_inside_another_object_are_no_patient(tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match="its patients are inside 'patients'"):
        screened(text(tmp_path, "in.json", '{"count": 2, "patients": [{"x": 1}, {"x": 2}]}'))


def test_a_year_that_no_calendar_has_costs_its_row(tmp_path: Path) -> None:
    rows = "id,screening,m\na,2025-11-03,0000-01-01\nb,0000-01-01,\nc,2025-11-03,9999-12-31\n"
    _, ids, lost = screened(text(tmp_path, "in.csv", rows))
    assert ids == ["c"]
    assert lost == {"a": [f"m: expected {NO_MOMENT}"], "b": [f"screening: expected {NO_MOMENT}"]}


MOMENTS: list[tuple[pl.DataType, Sequence[int]]] = [
    (pl.Date(), (20000, 3_000_000, -(2**31))),
    (pl.Datetime("us"), (0, 2**62, -(2**63))),
    (pl.Datetime("ms"), (0, 253_402_300_800_000, -62_135_596_800_001)),
    (pl.Datetime("ms", "Asia/Tokyo"), (0, 253_402_300_799_999, -(2**61))),
]


@pytest.mark.parametrize(("kind", "stored"), MOMENTS)
def test_dates_that_python_cannot_hold_cost_their_rows(
    kind: pl.DataType, stored: Sequence[int], tmp_path: Path
) -> None:
    moments = pl.Series(stored, dtype=pl.Int32 if kind == pl.Date else pl.Int64).cast(kind)
    _, ids, lost = screened(parquet(tmp_path, id=["a", "b", "c"], m=moments))
    assert (ids, lost) == (["a"], {"b": [FAR], "c": [FAR]})
    found = screen_frame(RULE, pl.DataFrame({"m": moments, "zzz": moments}))
    assert found["rejected"].to_list() == [None, FAR, FAR]


def test_integers_beyond_what_a_float_holds(tmp_path: Path) -> None:
    columns = {"id": ["a", "b"], "x": pl.Series([1, 2**64 - 1], dtype=pl.UInt64)}
    assert screened(parquet(tmp_path, **columns))[1] == ["a", "b"]  # type: ignore[arg-type]


TYPED = (
    pl.Series([True, False, None, True]),
    pl.Series([0, 1, None, 2], dtype=pl.Int8),
    pl.Series([0, 1, None, 2**63], dtype=pl.UInt64),
    pl.Series([0, -(2**53) - 1, None, 2], dtype=pl.Int64),
    pl.Series([0.0, 1.0, None, float("nan")], dtype=pl.Float32),
    pl.Series([0.5, float("inf"), None, 1.0], dtype=pl.Float64),
    pl.Series([0, 1, None, 2]).cast(pl.Decimal(20, 2)),
    pl.Series(["no", "yes", None, " red "]),
    pl.Series(["No", "red", None, ""], dtype=pl.Categorical),
    pl.Series(["no", "yes", None, "red"], dtype=pl.Enum(["no", "yes", "red"])),
    pl.Series([b"no", b"\xff", None, b"red"]),
    pl.Series([0, 1, None, 10**7], dtype=pl.Int32).cast(pl.Date),
    pl.Series([0, 1, None, 2**62], dtype=pl.Int64).cast(pl.Datetime("us")),
    pl.Series([0, 1, None, 1001], dtype=pl.Int64).cast(pl.Datetime("ns", "UTC")),
    pl.Series([0, 1, None, 1001], dtype=pl.Int64).cast(pl.Datetime("ms", "Asia/Kolkata")),
    pl.Series([0, 1, None, 2], dtype=pl.Int64).cast(pl.Duration("us")),
    pl.Series([0, 1, None, 2], dtype=pl.Int64).cast(pl.Time),
    pl.Series([[1], [], None, [None]], dtype=pl.List(pl.Int64)),
    pl.Series([{"value": 1, "unit": "mg/dL"}, {"value": None, "unit": None}, None, {"value": 2, "unit": "g/L"}]),
    pl.Series([None, None, None, None], dtype=pl.Null),
)


@pytest.mark.parametrize("cells", TYPED, ids=[str(cells.dtype) for cells in TYPED])
@pytest.mark.parametrize("name", ["x", "x_unit", "a", "color", "m", "screening", "p", "p_start", "p_end", "id"])
def test_a_column_of_any_type(name: str, cells: pl.Series, tmp_path: Path) -> None:
    whole: dict[str, pl.Series | list[object]] = {
        "id": ["1", "2", "3", "4"],
        "x": [5, 5, 5, 5],
        "p_start": ["2025-11-01"] * 4,
    }
    _, ids, _ = screened(parquet(tmp_path, **{**whole, name: cells}))
    if name != "id":
        assert "3" in ids  # a missing cell is no reason to reject a patient


def test_reasons_tell_nothing_of_what_a_cell_says(tmp_path: Path) -> None:
    rows = (
        "id,x,x_unit,a\n"
        "name,120 John Smith 1970-01-01,,\nsecret,5,secretvalue123,\nsurname,5 Smith,,\nbraces,5 g/L{Smith},Pa,\n"
        "spelling,5 mg/dll,,\nother,5 kPa,,\nflag,5,,y\n"
    )
    _, _, lost = screened(text(tmp_path, "in.csv", rows))
    for word in ("John", "Smith", "1970", "secretvalue"):
        assert word not in str(lost)
    assert lost["name"] == lost["secret"] == lost["surname"] == ["x: the unit is not a UCUM unit"]
    assert lost["braces"] == ["x: expected a number with one unit, in its cell or in x_unit"]
    assert "`kPa` does not convert" in lost["other"][0]
    assert lost["flag"] == ["a: expected yes, no, true, false, 1 or 0"]


IDS: list[tuple[pl.Series, list[str], bool]] = [
    (pl.Series([1.0, None]), ["1", ""], False),
    (pl.Series([1.5, -0.0]), ["1.5", "0"], False),
    (pl.Series([float("nan"), 2.0]), ["", "2"], True),
    (pl.Series([1, 3_000_000], dtype=pl.Int32).cast(pl.Date), ["1970-01-02", ""], True),
    (pl.Series(["1.00", "2.50"]).cast(pl.Decimal(10, 2)), ["1", "2.5"], False),
    (pl.Series([b"ab", b"\xff"]), ["ab", ""], True),
    (pl.Series(["a" * 200, "a" * 201]), ["a" * 200, ""], True),
    (pl.Series([[1], [2]]), ["", ""], True),
]


@pytest.mark.parametrize(("cells", "ids", "noted"), IDS)
def test_identifiers_of_any_type(cells: pl.Series, ids: list[str], noted: bool, tmp_path: Path) -> None:
    funnel, found, _ = screened(parquet(tmp_path, id=cells, x=[1, 2]))
    assert (found, bool(funnel.notes)) == (ids, noted)
    assert all("--id" in note for note in funnel.notes)


def test_the_next_column_identifies_where_the_first_cannot(tmp_path: Path) -> None:
    assert screened(parquet(tmp_path, patient_id=[[1], None], id=["a", "b"], x=[1, 2]))[1] == ["a", "b"]
    rows = '{"patient_id": [1], "id": 7.0}\n{"Patient ID": "q"}\n'
    assert screened(text(tmp_path, "in.jsonl", rows))[1] == ["7", "q"]


def test_a_column_that_might_identify_patients_is_hinted_at(tmp_path: Path) -> None:
    (note,) = screened(text(tmp_path, "in.csv", "subject_id,x\ns1,1\n"))[0].notes
    assert "should subject_id do so, name it with --id" in note
    assert screened(text(tmp_path, "in.csv", "Patient_ID,x\ns1,1\n"))[1] == ["s1"]


def test_capitals_alone_are_a_near_miss(tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match="did you mean x for 'X', color for 'Color'"):
        screened(text(tmp_path, "in.csv", "X,Color\n1,red\n"))


def test_only_our_own_part_is_touched_and_links_stay(tmp_path: Path) -> None:
    patients = text(tmp_path, "in.csv", "id,x\n1,1\n")
    text(tmp_path, "out.csv.part", "mine")
    real = text(tmp_path, "real.csv", "old")
    real.chmod(0o600)
    (tmp_path / "out.csv").symlink_to(real)
    screen_file(RULE, patients, output=tmp_path / "out.csv", rejects=tmp_path / "r.jsonl")
    assert (tmp_path / "out.csv.part").read_text() == "mine"
    assert (tmp_path / "out.csv").is_symlink()
    assert real.read_text().startswith("row,id,verdict")
    assert real.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".eligo-*"))
