"""A patient written out as an author writes one: pasted into the protocol, the same record comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.core.pasted import patient_source
from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source

ROOT = Path(__file__).parents[2]
PROTOCOLS = sorted([*ROOT.glob("protocols/*.eligo"), *ROOT.glob("protocols/examples/*.eligo")])

SOURCE = """protocol p "P" { version 1 }
number ph    "pH"        in 1  precision 0.01
number gfr   "GFR"       in 'mL/min/{1.73_m2}'
flag   pain  "Pain"
choice sex   "Sex"       of female, male
moment born  "Born"
period drug  "Drug"
number pulse "Pulse" in /min  repeated
events dose  "Doses" { number amount "Amount" in mg  moment time "Time" }
include I1 "Pain" { require pain }
"""

WRITTEN = """patient ann "Ann 'A'" {
    screening 2025-01-02T10:00
    ph 7.35
    gfr 30 'mL/min/{1.73_m2}'
    pain yes
    sex female
    born no
    drug from 2025-01-01 to 2025-01-02
    pulse 80 /min at 2025-01-02T09:00
    pulse 90 /min
    dose { amount 5 mg, time 2025-01-01 }
    dose { }
    dose complete
}
"""


def program_of(text: str, file: Path | None = None) -> Program:
    program, diagnostics = compile_source(Source("p.eligo", text), file)
    assert program is not None, diagnostics
    return program


def test_each_kind_of_value_is_written_as_an_author_writes_it() -> None:
    raw = {
        "screening": "2025-01-02T10:00",
        "ph": 7.35,
        "gfr": 30,
        "pain": True,
        "sex": "female",
        "born": False,
        "drug": {"start": "2025-01-01", "end": "2025-01-02"},
        "pulse": [{"value": 80, "time": "2025-01-02T09:00"}, {"value": 90}],
        "dose": {"entries": [{"amount": 5, "time": "2025-01-01"}, {}], "complete": True},
    }
    assert patient_source(program_of(SOURCE), "ann", 'Ann "A"', raw) == WRITTEN


def test_what_is_written_is_read_as_the_same_patient() -> None:
    program = program_of(SOURCE + WRITTEN)
    (ann,) = program.vignettes
    assert patient_source(program, "ann", ann.label, dict(ann.raw)) == WRITTEN


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_the_patients_of_the_protocols_come_back_as_they_were(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    program = program_of(text, path)
    copies = [patient_source(program, f"{v.name}_again", v.label, dict(v.raw)) for v in program.vignettes]
    again = {v.name: v.raw for v in program_of(text + "\n" + "".join(copies), path).vignettes}
    for vignette in program.vignettes:
        assert again[f"{vignette.name}_again"] == vignette.raw
