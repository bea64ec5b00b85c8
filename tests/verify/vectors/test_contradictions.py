"""Patients on either side of each assumption, with what they contradict."""

from __future__ import annotations

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors.contradictions import contradictions

PROTOCOL = """
protocol p "P" { version 1 }
flag pregnant "Pregnant"
choice sex "Sex" of female, male
number weight "Weight" in kg  plausible 1 to 300  precision 1
assume "Only women are pregnant": pregnant implies sex = female
assume "No adult weighs less than 20 kg": weight >= 20 kg
include I1 "Woman" { require sex = female and weight is known }
patient woman "A woman" { pregnant no  sex female  weight 60 kg }
expect woman eligible
"""


def made(text: str) -> list[tuple[dict[str, object], tuple[str, ...]]]:
    program, found = compile_source(Source("p.eligo", text))
    assert program is not None, found
    return [(dict(one.change), one.conflicts) for one in contradictions(program)]


def test_an_assumption_is_contradicted_and_just_not_contradicted() -> None:
    rows = made(PROTOCOL)
    assert ({"pregnant": True, "sex": "male"}, ("Only women are pregnant",)) in rows
    assert ({"sex": "male", "pregnant": False}, ()) in rows
    assert ({"weight": 19}, ("No adult weighs less than 20 kg",)) in rows
    assert ({"weight": 20}, ()) in rows


def test_a_protocol_without_assumptions_has_none() -> None:
    assert made("\n".join(line for line in PROTOCOL.splitlines() if not line.startswith("assume"))) == []
