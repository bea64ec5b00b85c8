"""The screening order of small protocols: each question, and what its answers end."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.core.needs import needs
from eligo.core.program import SCREENING, Program
from eligo.core.values import Moment
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.checklist import Step, checklist

PROTOCOLS = Path(__file__).parents[2] / "protocols"

FACTS = """
flag   consent   "Consent"
flag   pregnant  "Pregnant"  missing means no
choice sex       "Sex" of female, male
choice stage     "Stage" of i < ii < iii
number age       "Age" in a  plausible 0 to 120
number platelets "Platelets" in 10*9/L  plausible 0 to 2000
number weight    "Weight" in kg  plausible 1 to 300
number height    "Height" in m  plausible 0.5 to 2.5
moment infarct   "Infarction"
events transfusion "Transfusion" {
    moment given "Given"
}
"""


def compiled(*criteria: str) -> Program:
    text = 'protocol T "T" { version 1 }\n' + FACTS + "\n".join(criteria) + "\n"
    program, found = compile_source(Source("t.eligo", text))
    assert program is not None, [d.message for d in found]
    return program


def told(steps: tuple[Step, ...]) -> list[str]:
    lines = []
    for step in steps:
        lines.append(step.fact + (" (only if still open)" if step.only_if else ""))
        for answer in step.answers:
            end = f"fails {' '.join(answer.fails)}" if answer.fails else f"passes {' '.join(answer.passes)}"
            lines.append(f"  {answer.text}: {end}")
    return lines


@pytest.mark.parametrize(
    ("criteria", "lines"),
    [
        pytest.param(
            ['include I1 "A" { require consent }'], ["consent", "  yes: passes I1", "  no: fails I1"], id="a flag"
        ),
        pytest.param(
            ['include I1 "A" { require age between 18 a and 75 a }'],
            [
                "age",
                "  below 18 years or above 75 years: fails I1",
                "  at least 18 years and at most 75 years: passes I1",
            ],
            id="a range",
        ),
        pytest.param(
            ['include I1 "A" { require stage >= ii }'],
            ["stage", "  i: fails I1", "  ii or iii: passes I1"],
            id="a choice",
        ),
        pytest.param(
            ['exclude E1 "A" { when infarct within 30 d before screening }'],
            [
                "infarct",
                "  Infarction not within 30 days before screening: passes E1",
                "  Infarction within 30 days before screening: fails E1",
            ],
            id="a moment",
        ),
        pytest.param(
            ['exclude E1 "A" { when any of transfusion within 30 d before screening }'],
            [
                "transfusion",
                "  at least one Transfusion within 30 days before screening: fails E1",
                "  no Transfusion within 30 days before screening: passes E1",
            ],
            id="a list",
        ),
        pytest.param(
            ['include I1 "A" { require weight / (height * height) < 40 kg/m2 }'],
            [
                "weight",
                "height",
                "  Weight [kg] ÷ (Height [m] × Height [m]) below 40 kg/m²: passes I1",
                "  Weight [kg] ÷ (Height [m] × Height [m]) at least 40 kg/m²: fails I1",
            ],
            id="a formula",
        ),
        pytest.param(
            ['include I1 "A" { require weight / (height * height) between 18.5 kg/m2 and 40 kg/m2 }'],
            [
                "weight",
                "height",
                "  Weight [kg] ÷ (Height [m] × Height [m]) below 18.5 kg/m²: fails I1",
                "  Weight [kg] ÷ (Height [m] × Height [m]) above 40 kg/m²: fails I1",
                "  otherwise: passes I1",
            ],
            id="a range of a formula",
        ),
        pytest.param(
            [
                'define w "W" = weight / height',
                'define p "P" = weight * height',
                'include I1 "A" { require at least 2 of { w > 9 kg/m, p > 9 kg.m, w / height > 9 kg/m2 } }',
            ],
            ["weight", "height"],
            id="formulas that decide together alone",
        ),
        pytest.param(
            ['include I1 "A" { require age >= 18 a or consent }', 'exclude E1 "B" { when platelets < 100 10*9/L }'],
            [
                "platelets",
                "  below 100 ×10⁹/L: fails E1",
                "  at least 100 ×10⁹/L: passes E1",
                "consent",
                "  yes: passes I1",
                "age",
                "  below 18 years: fails I1",
                "  at least 18 years: passes I1",
            ],
            id="what fails more patients comes first",
        ),
        pytest.param(
            ['exclude E1 "A" { when pregnant }'],
            ["pregnant", "  yes: fails E1", "  no: passes E1"],
            id="a default is no answer",
        ),
        pytest.param(
            ['include I1 "A" { require age >= 0 a or age < 0 a }'],
            ["age", "  any value: passes I1"],
            id="it need only be known",
        ),
    ],
)
def test_small_protocols(criteria: list[str], lines: list[str]) -> None:
    assert told(checklist(compiled(*criteria))) == lines


@pytest.mark.parametrize(
    "path", [PROTOCOLS / "anakinra_ards.eligo", *sorted(PROTOCOLS.glob("examples/*.eligo"))], ids=lambda p: p.stem
)
def test_every_fact_that_is_needed_is_asked_for_once(path: Path) -> None:
    program, _ = compile_source(Source(path.name, path.read_text(encoding="utf-8")))
    assert program is not None
    asked = [step.fact for step in checklist(program)]
    at = Moment(738_976 * 24 * 3600 * 10**6, 738_976 * 24 * 3600 * 10**6)
    assert sorted(asked) == sorted(needs(program, {SCREENING: at}))
