"""Reading patient files: every row comes out, good or with its problem, and none is lost."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.records.files import open_records
from eligo.records.rejects import Reject, RejectsFile, reject_of
from eligo.records.rows import RawRow, RecordFileError
from eligo.records.sample import sample
from eligo.records.write import write_records

from .dictionary import FACTS


def rows(path: Path, text: str | bytes, name: str = "in.csv", **options: str) -> list[RawRow]:
    file = path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with open_records(file, FACTS, **options) as records:
        return list(records)


def outline(found: list[RawRow]) -> list[tuple[int, object]]:
    """Each row's number with its age, or with its problem."""
    return [(row.number, row.problem if row.raw is None else row.raw.get("age")) for row in found]


# ---------------------------------------------------------------- CSV

CSV = """\
patient_id,age,consent
p1,54,yes
p2,17,no
"""


def test_csv_rows_carry_line_number_and_identifier(tmp_path: Path) -> None:
    assert [(r.number, r.id, r.raw) for r in rows(tmp_path, CSV)] == [
        (2, "p1", {"age": 54, "consent": True}),
        (3, "p2", {"age": 17, "consent": False}),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("age,swab\n1,a\n2,b,c\n3,d\n", [(2, 1), (3, "3 cells where the header has 2"), (4, 3)]),
        ("age,swab\n1,a\n2\n3,d\n", [(2, 1), (3, "1 cells where the header has 2"), (4, 3)]),
        ("age,swab\n\n1,a\n\n\n2,b\n", [(3, 1), (6, 2)]),
        ("age,swab\r\n1,a\r\n2,b\r\n", [(2, 1), (3, 2)]),
        ("age,swab\n1,a\n2,b", [(2, 1), (3, 2)]),
        ("\ufeffage,swab\n1,a\n", [(2, 1)]),
        ('age,note\n1,"two\nlines, one cell"\n2,b\n', [(2, 1), (4, 2)]),
        ('age,note\n1,"say ""hello"""\n2,b\n', [(2, 1), (3, 2)]),
        (
            'age,note\n1,"never closed\n2,b\n3,c\n',
            [(2, "a quotation mark is out of place or never closed"), (3, 2), (4, 3)],
        ),
        ('age,note\n1,"ab"c\n2,b\n', [(2, "a quotation mark is out of place or never closed"), (3, 2)]),
        ('age,note\n1,5" tube\n2,b\n', [(2, 1), (3, 2)]),
        # The quotation mark of line 2 finds another in line 4; the lines between are rows all the same.
        (
            'age,note,x\n1,"open,x\n2,b,x\n3,"c",x\n4,d,x\n',
            [(2, "a quotation mark is out of place or never closed"), (3, 2), (4, 3), (5, 4)],
        ),
        ("age,swab\n,\n", [(2, None)]),
    ],
)
def test_a_broken_csv_row_costs_itself_only(text: str, found: list[tuple[int, object]], tmp_path: Path) -> None:
    assert outline(rows(tmp_path, text)) == found


def test_bad_utf8_is_the_problem_of_its_row(tmp_path: Path) -> None:
    assert outline(rows(tmp_path, b"age,swab\n1,a\n2,\xff\n3,c\n")) == [(2, 1), (3, "not UTF-8"), (4, 3)]


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    found = rows(tmp_path, "age,swab\n1,a\n2," + "x" * 5_000_000 + "\n3,c\n")
    assert [(r.number, r.problem is None) for r in found] == [(2, True), (3, False), (4, True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "begins with a line of column names"),
        ("\n\n", "begins with a line of column names"),
        ("age,age\n1,2\n", "stands twice"),
        ("age;consent\n1;yes\n", "semicolons"),
        ("54,yes\n17,no\n", "none of its columns has the name of a fact"),
        ("age\x00,consent\n", "not UTF-8 text"),
        ("age,consent\n".encode("utf-16"), "UTF-16"),
        ('"age,consent\n1,yes\n', "not a line of column names"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_why(text: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match=message):
        rows(tmp_path, text)


def test_tab_separated(tmp_path: Path) -> None:
    assert outline(rows(tmp_path, "age\tswab\n1\ta,b\n\t\n", "in.tsv")) == [(2, 1), (3, None)]


def test_the_identifier_column_may_be_named(tmp_path: Path) -> None:
    assert [r.id for r in rows(tmp_path, "mrn,age\nA7,1\n", id_column="mrn")] == ["A7"]
    with pytest.raises(RecordFileError, match="no column 'nhs'"):
        rows(tmp_path, "mrn,age\nA7,1\n", id_column="nhs")


# ---------------------------------------------------------------- JSON Lines

GOOD = '{"id": "p1", "age": 54}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"age": 54', "not JSON: Expecting ',' delimiter"),
        ('{"age": NaN}', "NaN is not a JSON number"),
        ('{"age": -Infinity}', "-Infinity is not a JSON number"),
        ('{"age": 1, "age": 2}', 'the key "age" stands twice'),
        ('{"po2": {"value": 1, "unit": "kPa", "unit": "Pa"}}', 'the key "unit" stands twice'),
        ("[1, 2]", "not a JSON object"),
        ("54", "not a JSON object"),
        ('{"age": ' + "9" * 100_000 + "}", "too many digits"),
        ('{"age": 0.' + "9" * 100_000 + "}", "too many digits"),
        ('{"age": 1e-99999999999999999999}', "too large or too small"),
        ('{"age": ' + "[" * 200_000, "nested too deeply"),
        ('{"age": 54} {"age": 55}', "not JSON: Extra data"),
        ("\x00\x00", "not JSON"),
        ("{'age': 54}", "not JSON"),
    ],
)
def test_a_broken_line_of_json_is_a_problem_and_the_next_is_read(line: str, problem: str, tmp_path: Path) -> None:
    found = rows(tmp_path, f"{GOOD}\n{line}\n\n{GOOD}\n", "in.jsonl")
    assert [r.number for r in found] == [1, 2, 4]
    assert found[0].raw == found[2].raw == {"id": "p1", "age": 54}
    assert found[1].raw is None
    assert problem in str(found[1].problem)
    assert len(str(found[1].problem)) < 200


def test_json_numbers_are_read_as_they_were_written(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, '{"age": 0.1000000000000000000001, "po2": 1e2}', "in.ndjson")
    assert row.raw is not None
    assert str(row.raw["age"]) == "0.1000000000000000000001"


def test_json_with_bad_utf8(tmp_path: Path) -> None:
    found = rows(tmp_path, b'{"swab": "\xff"}\n{"age": 1}\n', "in.jsonl")
    assert outline(found) == [(1, "not UTF-8"), (2, 1)]


@pytest.mark.parametrize(
    ("swab", "whole"),
    [
        (r"\ud83d\ude00", True),
        (r"\\ud800", True),
        (r"\u00e4 \ud7ff", True),
        (r"\ud800", False),
        (r"\uDE00\uD83D", False),
        (r"\\\ud800", False),
        (r"2025-10-2\ud800", False),
    ],
)
@pytest.mark.parametrize("key", ["patient_id", "swab", "somewhere else"])
def test_json_with_half_a_character(key: str, swab: str, whole: bool, tmp_path: Path) -> None:
    found = rows(tmp_path, f'{{"age": 1, "{key}": "{swab}"}}\n', "in.jsonl")
    assert outline(found) == [(1, 1 if whole else r"an escape such as \ud800 is half a character: not text")]


# ---------------------------------------------------------------- JSON

ARRAYS: list[tuple[str, list[tuple[int, object]]]] = [
    ("[]", []),
    (" [ ] ", []),
    ('{"age": 1}', [(1, 1)]),
    ('\ufeff\n {"age": 1}\n', [(1, 1)]),
    ('[{"age": 1}]', [(1, 1)]),
    ('[{"age": 1}, {"age": 2}]', [(1, 1), (2, 2)]),
    ('[{"age": 1, "swab": "}],[{\\""}, {"age": 2}]', [(1, 1), (2, 2)]),
    ('[{"age": 1},, {"age": 2}]', [(1, 1), (2, "not JSON: Expecting value, at character 1"), (3, 2)]),
    ('[{"age": 1}, {"age" 5}, {"age": 2}]', [(1, 1), (2, "not JSON: Expecting ':' delimiter, at character 8"), (3, 2)]),
    ('[{"age": 1}, 7, null]', [(1, 1), (2, "not a JSON object"), (3, "not a JSON object")]),
    ('[{"age": 1}, {"age": 2}', [(1, 1), (2, "the array has no end; what follows its last comma was not read")]),
    ('[{"age": 1}, {"swab": "open}]', [(1, 1), (2, "the array has no end; what follows its last comma was not read")]),
]


@pytest.mark.parametrize(("text", "found"), ARRAYS)
def test_a_json_file_is_one_object_or_an_array(text: str, found: list[tuple[int, object]], tmp_path: Path) -> None:
    assert outline(rows(tmp_path, text, "in.json")) == found


@pytest.mark.parametrize(("text", "message"), [("", "empty"), (" \n", "empty"), ("[] x", "after the array's end")])
def test_a_json_file_that_cannot_be_read_says_why(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match=message):
        rows(tmp_path, text, "in.json")


def test_a_long_array_is_cut_rightly_wherever_the_blocks_of_the_file_end(tmp_path: Path) -> None:
    patients = [{"age": i % 100, "swab": 'é"\\,]}{[' * (i % 7)} for i in range(6000)]
    found = rows(tmp_path, json.dumps(patients, ensure_ascii=False), "in.json")
    assert [r.raw for r in found] == patients


def test_an_overlong_element_is_passed_over(tmp_path: Path) -> None:
    found = rows(tmp_path, '[{"age": 1}, {"swab": "' + "x" * 5_000_000 + '"}, {"age": 2}]', "in.json")
    assert [(r.number, r.problem is None) for r in found] == [(1, True), (2, False), (3, True)]


# ---------------------------------------------------------------- Parquet, compression, the rest


def test_parquet_rows(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "id": ["a", "b", "c"],
            "age": [54.0, None, float("nan")],
            "po2": [19.5, 142.0, 1.0],
            "po2_unit": ["kPa", None, None],
            "consent": [True, False, None],
            "zzz": [[1], [2], [3]],
        }
    )
    frame.write_parquet(tmp_path / "in.parquet")
    with open_records(tmp_path / "in.parquet", FACTS) as records:
        assert records.unknown == [("zzz", None)]
        found = list(records)
        assert records.progress == 1.0
    assert [(r.number, r.id) for r in found] == [(1, "a"), (2, "b"), (3, "c")]
    assert found[0].raw == {"age": 54.0, "po2": {"value": 19.5, "unit": "kPa"}, "consent": True}
    assert found[1].raw == {"po2": 142.0, "consent": False}
    assert found[2].raw is not None
    assert [str(p) for p in read_record(FACTS, found[2].raw).problems] == ["age: not a finite number"]


def test_a_fact_that_also_identifies_is_read_as_any_other_fact(tmp_path: Path) -> None:
    pl.DataFrame({"age": [54.1]}, schema={"age": pl.Float32}).write_parquet(tmp_path / "in.parquet")
    with open_records(tmp_path / "in.parquet", FACTS, id_column="age") as records:
        assert [(row.id, row.raw) for row in records] == [("54.1", {"age": 54.1})]


def test_a_file_that_is_no_parquet(tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match="not a Parquet file"):
        rows(tmp_path, b"PAR1 but not really PAR1", "in.parquet")


def test_compressed_files(tmp_path: Path) -> None:
    assert len(rows(tmp_path, gzip.compress(CSV.encode()), "in.csv.gz")) == 2
    assert len(rows(tmp_path, gzip.compress(GOOD.encode()), "in.jsonl.gz")) == 1


def test_a_compressed_file_that_was_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    packed = gzip.compress(CSV.encode() * 1000)
    with pytest.raises(RecordFileError, match="ends too early"):
        rows(tmp_path, packed[:-20], "in.csv.gz")
    with pytest.raises(RecordFileError, match="damaged"):
        rows(tmp_path, b"no gzip at all", "in.csv.gz")


@pytest.mark.parametrize("name", ["in.xlsx", "in", "in.csv.zip", "in.parquet.gz", ".csv"])
def test_an_unknown_extension(name: str, tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match="ends in none of"):
        rows(tmp_path, "", name)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordFileError, match="No such file"):
        open_records(tmp_path / "absent.csv", FACTS)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(RecordFileError, match="directory"):
        open_records(tmp_path / "folder.csv", FACTS)


def test_unknown_keys_of_json_are_collected_once(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"agee": 1}\n{"agee": 2, "x": 1}\n', encoding="utf-8")
    with open_records(tmp_path / "in.jsonl", FACTS) as records:
        assert len(list(records)) == 2
        assert records.unknown == [("agee", "age"), ("x", None)]


# ---------------------------------------------------------------- rejects


def test_rejects_name_row_identifier_and_reasons_but_no_values(tmp_path: Path) -> None:
    text = "patient_id,age,po2\np1,54,142\np2,fifty-four,142 mmHg\np3,54\n"
    with RejectsFile(tmp_path / "rejects.jsonl") as rejects:
        for row in rows(tmp_path, text):
            reject = reject_of(row, None if row.raw is None else read_record(FACTS, row.raw))
            if reject is not None:
                rejects.write(reject)
    lines = (tmp_path / "rejects.jsonl").read_text(encoding="ascii").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "row": 3,
            "id": "p2",
            "reasons": ["age: expected a number", "po2: `mmHg` is not a UCUM unit; did you mean `mm[Hg]`?"],
        },
        {"row": 4, "reasons": ["2 cells where the header has 3"]},
    ]
    assert "fifty" not in lines[0]
    assert rejects.count == 2


def test_a_hostile_identifier_stays_inside_its_json_string() -> None:
    line = Reject(1, 'a"\n\x1b[31m\u202e', ("x",)).line()
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["id"] == 'a"\n\x1b[31m\u202e'


def test_an_interrupted_run_leaves_the_old_rejects(tmp_path: Path) -> None:
    path = tmp_path / "rejects.jsonl"
    path.write_text("old\n", encoding="ascii")

    def run() -> None:
        with RejectsFile(path) as rejects:
            rejects.write(Reject(1, "", ("x",)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert path.read_text(encoding="ascii") == "old\n"
    assert list(tmp_path.iterdir()) == [path]


# ---------------------------------------------------------------- writing

RECORDS: list[dict[str, object]] = [
    {"patient_id": "p1", "screening": "2025-11-03T10:00", "age": 54, "po2": {"value": 19.5, "unit": "kPa"}},
    {"patient_id": "p2", "consent": False, "swab": "negative", "diagnosed": False, "pressors": False},
    {"patient_id": "p3", "age": 0.5, "pressors": {"start": "2025-11-02", "end": "2025-11-02T20:00"}},
    {"patient_id": "p4", "pressors": {"start": "2025-11-02"}},
]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson.gz", "a.csv", "a.tsv", "a.csv.gz", "a.parquet"])
def test_what_is_written_reads_back_the_same(name: str, tmp_path: Path) -> None:
    assert write_records(tmp_path / name, FACTS, RECORDS) == 4
    with open_records(tmp_path / name, FACTS) as records:
        found = list(records)
        assert records.unknown == []
    assert [r.id for r in found] == ["p1", "p2", "p3", "p4"]
    for row, record in zip(found, RECORDS, strict=True):
        assert row.raw is not None
        assert read_record(FACTS, row.raw) == read_record(FACTS, record)
    assert list(tmp_path.iterdir()) == [tmp_path / name]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.parquet"])
@pytest.mark.parametrize(("named", "identifying"), [(["patient_id"], "id"), (["patient_id", "id"], None)])
def test_identifiers_stand_in_a_column_that_no_fact_has(
    name: str, named: list[str], identifying: str | None, tmp_path: Path
) -> None:
    facts = (*FACTS, *(Fact(fact, fact, "number", "a") for fact in named))
    program = Program("T1", "Test", facts=facts, criteria=())
    records = list(sample(program, 50, seed=1))
    write_records(tmp_path / name, facts, records)
    with open_records(tmp_path / name, facts) as reader:
        found = list(reader)
        assert reader.unknown == []
    assert [row.id for row in found] == [record[identifying] if identifying else "" for record in records]
    for row, record in zip(found, records, strict=True):
        assert row.raw is not None
        assert read_record(facts, row.raw) == read_record(facts, record)


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.parquet"])
def test_no_records_make_a_file_without_rows(name: str, tmp_path: Path) -> None:
    assert write_records(tmp_path / name, FACTS, []) == 0
    with open_records(tmp_path / name, FACTS) as records:
        assert list(records) == []
