"""Screening files: every format, both engines, bad rows, damaged files, and what is written."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from eligo.core import nodes as n
from eligo.core.program import Assumption, Program
from eligo.records.rows import RecordFileError
from eligo.records.sample import sample
from eligo.records.write import write_records
from eligo.screening import Engine, Funnel, screen_file, screen_frame
from tests.core.programs import FACTS, SCREENED, A, B, X, Y, days, exclude, include, number, program

ENGINES: tuple[Engine, ...] = ("polars", "python")

RULE = program(
    include("I1", n.Compare(X, "<", number(10))),
    include("I2", n.Any((A, n.Compare(n.Arithmetic("/", X, Y), ">=", number(2))))),
    exclude("E1", n.Window(n.When("m"), SCREENED, days(-30), days(0))),
    exclude("E2", n.Is("color", ("red",))),
    assumptions=(Assumption("=B implies A", n.Any((n.Not(B), A))),),
)

ROWS = """\
patient_id,screening,x,x_unit,y,a,b,color,m,weight
p1,2025-11-03,5,,2.5,yes,no,blue,no,70
p2,2025-11-03,50,,2.5,no,no,red,2025-10-20,70
p3,2025-11-03T10:00,,,,,,,,
=p4,2025-11-03,5,,,no,yes,green,2025-01-01,
-5,2025-11-03,0.05,g/L,1,TRUE,no,blue,no,
p6,2025-11-03,five,,1,yes,no,blue,no,
p7,2025-11-03,5,kPa,1,yes,no,blue,no,
p8,2025-02-30,5,,1,maybe,no,violet,no,
p9,2025-11-03,nan,,1,yes,no,blue,no,
short,line
p11,2025-11-03,200,,1,yes,no,blue,no,
"p12
,2025-11-03,5,,1,yes,no,blue,no,
p13,2025-11-03,3,,1.5,no,no,blue,no,
"""

REASONS = {
    "p6": ["x: expected a number"],
    "p8": [
        "screening: expected a date or a time that exists, such as 2025-10-21 or 2025-10-21T14:30",
        "a: expected yes, no, true, false, 1 or 0",
        "color: expected one of red, green, blue",
    ],
}


@pytest.fixture
def patients(tmp_path: Path) -> Path:
    path = tmp_path / "patients.csv"
    path.write_text(ROWS)
    return path


def _screen(
    path: Path, engine: Engine, suffix: str = ".jsonl", rule: Program = RULE
) -> tuple[Funnel, Path, list[dict]]:
    output, rejects = path.with_name(f"{engine}{suffix}"), path.with_name(f"{engine}.rejects.jsonl")
    funnel = screen_file(rule, path, engine=engine, output=output, rejects=rejects)
    assert funnel.screened + funnel.rejected == funnel.read
    return funnel, output, [json.loads(line) for line in rejects.read_text().splitlines()]


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_is_screened_or_rejected_with_its_reason(patients: Path, engine: Engine) -> None:
    funnel, output, rejects = _screen(patients, engine)
    results = {row["id"]: row for row in map(json.loads, output.read_text().splitlines())}
    assert [row["row"] for row in results.values()] == [2, 3, 4, 5, 6, 12, 14, 15]
    assert results["p1"] == {
        "row": 2,
        "id": "p1",
        "verdict": "eligible",
        "I1": "passed",
        "I2": "passed",
        "E1": "passed",
        "E2": "passed",
        "needs": [],
        "implausible": [],
        "conflicts": [],
    }
    assert results["p2"]["verdict"] == "ineligible"
    assert results["p3"]["needs"] == ["x", "y", "a", "color", "m"]  # b only bears on an assumption
    assert results["=p4"]["conflicts"] == ["=B implies A"]
    assert results["-5"]["verdict"] == "eligible"
    assert (results["p11"]["implausible"], results["p11"]["needs"]) == (["x"], ["x"])
    assert results["p13"]["I2"] == "passed"  # 3 / 1.5 is exactly 2
    assert [reject["row"] for reject in rejects] == [7, 8, 9, 10, 11, 13]
    assert {r["id"]: r["reasons"] for r in rejects if r.get("id") in REASONS} == REASONS
    assert (funnel.read, funnel.screened, funnel.rejected) == (14, 8, 6)


def test_engines_write_the_same_bytes(patients: Path) -> None:
    for suffix in (".jsonl", ".csv", ".parquet"):
        results = [_screen(patients, engine, suffix) for engine in ENGINES]
        (fast, fast_output, fast_rejects), (slow, slow_output, slow_rejects) = results
        assert fast == slow
        assert fast_rejects == slow_rejects
        if suffix == ".parquet":
            assert pl.read_parquet(fast_output).equals(pl.read_parquet(slow_output))
        else:
            assert fast_output.read_bytes() == slow_output.read_bytes()


def test_the_funnel(patients: Path) -> None:
    found = screen_file(RULE, patients).to_dict()
    assert found["verdicts"] == {"eligible": 4, "ineligible": 1, "undetermined": 3}
    by_name = {c["name"]: c for c in found["criteria"]}  # type: ignore[attr-defined]
    # p2 fails I1, E1 and E2: nobody is lost to one of them alone.
    assert (by_name["I1"]["failed"], by_name["I1"]["failed_alone"]) == (1, 0)
    # Of p4, like p3, nobody knows: x is 5, and y is missing.
    assert by_name["I2"]["unknown"] == 2
    assert found["needed"] == {"x": 2, "y": 2, "a": 1, "color": 1, "m": 1}
    assert found["implausible"] == {"x": 1}
    assert found["conflicts"] == {"=B implies A": 1}
    assert found["unknown_columns"] == [{"column": "weight", "nearest": None}]


def test_a_table_in_memory_is_screened_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"x": ["5", "five", "50", "1", "9 g/L", "7"], "a": ["yes", "no", "maybe", "yes", None, "no"]})
    whole = screen_frame(RULE, frame)
    monkeypatch.setattr("eligo.screening.screen._AT_ONCE", 2)
    assert screen_frame(RULE, frame).equals(whole)
    assert whole["rejected"].is_not_null().to_list() == [False, True, True, False, False, False]


def test_needs_can_be_left_out(patients: Path) -> None:
    output = patients.with_name("o.csv")
    assert screen_file(RULE, patients, output=output, needs=False).needed is None
    assert "needs" not in output.read_text().splitlines()[0]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".tsv", ".jsonl", ".json", ".json.gz", ".parquet"])
def test_both_engines_agree_on_samples_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"sample{suffix}"
    write_records(path, FACTS, sample(RULE, 300, seed=4))
    fast, slow = (_screen(path, engine) for engine in ENGINES)
    assert fast[0] == slow[0]
    assert fast[1].read_bytes() == slow[1].read_bytes()
    assert fast[0].read == 300


def test_json_lines_are_read_as_strictly_by_both(tmp_path: Path) -> None:
    lines = [
        '{"x": 5, "a": true}',
        '{"x": "5", "a": true}',
        '{"x": 5, "a": "yes"}',
        '{"x": {"value": 0.05, "unit": "g/L"}, "a": true}',
        '{"x": 5.0000000000000000000001, "y": 2.5}',
        '{"x": 5, "color": " red"}',
        '{"x": 5, "m": "no"}',
        '{"x": 5, "m": false, "p": {"start": "2025-01-01"}, "id": 7}',
        '{"x": 5, "p": {"start": "2025-01-02", "end": "2025-01-01"}}',
        '{"x": 5, "p": {"end": "2025-01-01"}}',
        '{"x": 5, "p": [], "k": "2025-01-01T10:00+01:00"}',
        '{"x": NaN}',
        '{"x": 5, "x": 6}',
        "not json",
        "[]",
        '{"x": true}',
        '{"screening": "2025-11-03T10:00Z", "m": "2025-11-03T10:00", "x": 5}',
        '{"screening": "2025-11-03T10:00Z", "m": "2025-11-03", "x": 5}',
    ]
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(lines))
    fast, slow = (_screen(path, engine) for engine in ENGINES)
    assert fast[0] == slow[0]
    assert fast[2] == slow[2]
    assert fast[1].read_bytes() == slow[1].read_bytes()
    assert [reject["row"] for reject in fast[2]] == [2, 3, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_screening_that_never_was_is_refused(tmp_path: Path, kind: str, engine: Engine) -> None:
    path = tmp_path / f"p.{kind}"
    if kind == "csv":
        path.write_text("id,screening,m\np1,2025-11-03,no\np2,No,no\np3,,no\n")
    elif kind == "jsonl":
        path.write_text(
            '{"id": "p1", "screening": "2025-11-03", "m": false}\n{"id": "p2", "screening": false, "m": false}\n'
        )
    else:
        pl.DataFrame({"id": ["p1", "p2"], "screening": ["2025-11-03", "no"], "m": ["no", "no"]}).write_parquet(path)
    _, output, rejects = _screen(path, engine)
    assert "p2" not in output.read_text()
    assert [(reject["id"], reject["reasons"]) for reject in rejects] == [
        (
            "p2",
            ["screening: a screening always takes place: expected a date or a time, or nothing where it is not known"],
        )
    ]


def test_typed_columns_of_every_kind(tmp_path: Path) -> None:
    import datetime as dt
    from decimal import Decimal

    frame = pl.DataFrame(
        {
            "id": [1, 2, 3],
            "x": pl.Series([5, None, 50], dtype=pl.Int32),
            "y": pl.Series([Decimal("2.5"), None, Decimal("0.1")]),
            "a": pl.Series([1, 0, 2], dtype=pl.UInt8),
            "b": ["yes", None, "No"],
            "color": pl.Series(["red", "blue", None], dtype=pl.Categorical),
            "screening": pl.Series([dt.date(2025, 11, 3)] * 3),
            "m": pl.Series([dt.datetime(2025, 11, 2, 3), None, None]).dt.replace_time_zone("UTC"),
            "k": pl.Series([dt.datetime(2025, 11, 2, 3), None, None]).dt.replace_time_zone("Europe/Rome"),
            "p_start": pl.Series([dt.datetime(2025, 11, 2, 3), None, None], dtype=pl.Datetime("ns")),
        }
    )
    path = tmp_path / "p.parquet"
    frame.drop("p_start").write_parquet(path)
    fast, slow = (_screen(path, engine) for engine in ENGINES)
    assert fast[0] == slow[0]
    assert fast[1].read_bytes() == slow[1].read_bytes()
    assert [reject["row"] for reject in fast[2]] == [3]
    mixed = screen_frame(RULE, frame)
    assert mixed["rejected"].to_list()[0] == "some moments carry a UTC offset and others do not"


def test_a_single_in_a_parquet_column_is_the_decimal_that_it_was_written_as(tmp_path: Path) -> None:
    # Exactly 200 in each row; by its binary expansion the single 0.4 were more, 0.21 less.
    cells = {"id": ["p1", "p2", "p3"], "x": [80, 60, 42], "y": [0.4, 0.3, 0.21]}
    ratio = n.Arithmetic("/", X, Y)
    exactly = program(
        include("I1", n.Compare(ratio, "<=", number(200))), include("I2", n.Compare(ratio, ">=", number(200)))
    )
    for precision in (pl.Float16, pl.Float32, pl.Float64):
        path = tmp_path / "p.parquet"
        pl.DataFrame(cells, schema={"id": pl.String, "x": precision, "y": precision}).write_parquet(path)
        for engine in ENGINES:
            _, output, _ = _screen(path, engine, rule=exactly)
            found = [json.loads(line) for line in output.read_text().splitlines()]
            assert [(row["I1"], row["I2"]) for row in found] == [("passed", "passed")] * 3


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["gz", "parquet"])
def test_a_truncated_file_is_an_error_and_leaves_the_old_results(tmp_path: Path, kind: str, engine: Engine) -> None:
    rows = sample(RULE, 5000, seed=1)
    path = tmp_path / ("p.csv.gz" if kind == "gz" else "p.parquet")
    write_records(path, FACTS, rows)
    path.write_bytes(path.read_bytes()[:-400])
    output, rejects = tmp_path / "out.csv", tmp_path / "rejects.jsonl"
    output.write_text("old")
    rejects.write_text("old")
    with pytest.raises(RecordFileError):
        screen_file(RULE, path, engine=engine, output=output, rejects=rejects)
    assert (output.read_text(), rejects.read_text()) == ("old", "old")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, "out.csv", "rejects.jsonl"])


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_full_disk_is_an_error_and_leaves_the_old_results(
    patients: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    output = patients.with_name("out" + suffix)
    output.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for method in ("write_csv", "write_ndjson"):
        monkeypatch.setattr(pl.DataFrame, method, full)
    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)
    with pytest.raises(RecordFileError, match="No space left on device"):
        screen_file(RULE, patients, output=output)
    assert output.read_text() == "old"
    assert not list(patients.parent.glob("*.part"))


def test_places_that_cannot_be_written(patients: Path) -> None:
    with pytest.raises(RecordFileError, match="different files"):
        screen_file(RULE, patients, output=patients)
    with pytest.raises(RecordFileError, match="cannot be written"):
        screen_file(RULE, patients, output=patients.parent / "nowhere" / "o.csv")
    with pytest.raises(RecordFileError, match="cannot be written"):
        screen_file(RULE, patients, rejects=patients.parent / "nowhere" / "r.jsonl")
    with pytest.raises(RecordFileError, match="is none of these"):
        screen_file(RULE, patients, output=patients.parent / "o.xlsx")


def test_nothing_in_csv_can_be_taken_for_a_formula(patients: Path) -> None:
    output = patients.with_name("o.csv")
    screen_file(RULE, patients, output=output)
    with output.open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["'=p4"]["conflicts"] == "'=B implies A"
    assert "-5" in rows


def test_criteria_named_like_other_columns(patients: Path) -> None:
    rule = program(include("id", A), include("Verdict", B))
    output = patients.with_name("o.parquet")
    screen_file(rule, patients, output=output)
    assert pl.read_parquet(output).columns[:5] == ["row", "id", "verdict", "criterion_id", "criterion_Verdict"]


def test_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("x,y\n")
    for engine in ENGINES:
        funnel, output, _ = _screen(path, engine, ".csv")
        assert funnel.read == 0
        assert output.read_text() == "row,id,verdict,I1,I2,E1,E2,needs,implausible,conflicts\n"


def test_progress_reaches_the_end(patients: Path) -> None:
    seen: list[float] = []
    screen_file(RULE, patients, progress=seen.append)
    assert seen[-1] == 1.0


def test_a_compressed_file_that_holds_something_else(tmp_path: Path) -> None:
    path = tmp_path / "p.csv.gz"
    path.write_bytes(gzip.compress(b"x\n5\n")[:-4] + b"!!!!")
    with pytest.raises(RecordFileError):
        screen_file(RULE, path)
