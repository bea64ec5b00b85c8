"""Synthetic patients: readable, repeatable, and such that every criterion decides for someone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from eligo.core import nodes as n
from eligo.core.interpret import Evaluation, Outcome, Verdict, evaluate
from eligo.core.program import SCREENING, Assumption, Criterion, Definition, Fact, Program
from eligo.core.reading import Reading, read_record
from eligo.core.values import DAY, HOUR, Duration
from eligo.pipeline import compile_source
from eligo.records.cells import from_cells, to_cells
from eligo.records.reach import Reach
from eligo.records.sample import sample
from eligo.source import Source

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "protocols" / "anakinra_ards.eligo"
EXAMPLES = ROOT / "protocols" / "examples"


@pytest.fixture(scope="module")
def flagship() -> Program:
    program, diagnostics = compile_source(Source(FLAGSHIP.name, FLAGSHIP.read_text(encoding="utf-8")))
    assert program is not None, diagnostics
    return program


@pytest.fixture(scope="module")
def patients(flagship: Program) -> list[dict[str, object]]:
    return list(sample(flagship, 1500, 7))


@pytest.fixture(scope="module")
def readings(flagship: Program, patients: list[dict[str, object]]) -> list[Reading]:
    return [read_record(flagship.facts, patient) for patient in patients]


@pytest.fixture(scope="module")
def evaluations(flagship: Program, readings: list[Reading]) -> list[Evaluation]:
    return [evaluate(flagship, reading.values) for reading in readings]


def test_every_patient_can_be_read_and_contradicts_nothing(
    readings: list[Reading], evaluations: list[Evaluation]
) -> None:
    assert [problem for reading in readings for problem in reading.problems] == []
    assert [conflict for evaluation in evaluations for conflict in evaluation.conflicts] == []


def test_every_criterion_decides_for_someone(flagship: Program, evaluations: list[Evaluation]) -> None:
    for criterion in flagship.criteria:
        seen = Counter(evaluation.outcomes[criterion.name] for evaluation in evaluations)
        assert min(seen[outcome] for outcome in Outcome) >= 20, (criterion.name, seen)
        alone = [
            e for e in evaluations if [k for k, o in e.outcomes.items() if o is Outcome.FAILED] == [criterion.name]
        ]
        assert len(alone) >= 10, criterion.name


def test_about_a_third_are_eligible(evaluations: list[Evaluation]) -> None:
    seen = Counter(evaluation.verdict for evaluation in evaluations)
    assert 0.25 < seen[Verdict.ELIGIBLE] / len(evaluations) < 0.42
    assert seen[Verdict.UNDETERMINED] / len(evaluations) > 0.1


def test_thresholds_are_met_exactly_and_missed_by_a_step(patients: list[dict[str, object]]) -> None:
    def met(name: str) -> list[object]:
        return [patient.get(name) for patient in patients]

    for name, below, exactly in (("pf_ratio", 199, 200), ("neutrophils", 1.4, 1.5), ("age", 17, 18)):
        assert below in met(name)
        assert exactly in met(name)
    assert {59, 60} <= {v for v in met("creatinine_clearance") if isinstance(v, int)}


def test_there_are_missing_implausible_and_converted_values_and_bare_dates(
    flagship: Program, patients: list[dict[str, object]], readings: list[Reading]
) -> None:
    assert sum(bool(reading.implausible) for reading in readings) > 15
    units = {v["unit"] for patient in patients for v in patient.values() if isinstance(v, dict) and "unit" in v}
    assert {"kPa", "umol/L"} <= units
    for fact in flagship.facts[1:]:
        assert any(fact.name not in patient for patient in patients), fact.name
        assert any(fact.name in patient for patient in patients), fact.name
    diagnosed = [patient.get("ards_diagnosed") for patient in patients]
    assert any(isinstance(moment, str) and len(moment) == 10 for moment in diagnosed)


def test_other_units_can_be_left_out(flagship: Program) -> None:
    for patient in sample(flagship, 300, 7, other_units=False):
        assert not any(isinstance(value, dict) and "unit" in value for value in patient.values())


def test_the_same_seed_gives_the_same_patients_and_another_seed_others(flagship: Program) -> None:
    assert list(sample(flagship, 40, 3)) == list(islice(sample(flagship, 1_000_000_000, 3), 40))
    assert list(sample(flagship, 40, 3)) != list(sample(flagship, 40, 4))


def test_patients_do_not_depend_on_the_order_of_hashes(flagship: Program) -> None:
    script = f"""
import hashlib, json
from pathlib import Path
from eligo.pipeline import compile_source
from eligo.records.sample import sample
from eligo.source import Source
program, _ = compile_source(Source("x", Path({str(FLAGSHIP)!r}).read_text(encoding="utf-8")))
print(hashlib.sha256("".join(map(json.dumps, sample(program, 150, 5))).encode()).hexdigest())
"""
    here = hashlib.sha256("".join(map(json.dumps, sample(flagship, 150, 5))).encode()).hexdigest()
    for seed in ("0", "1", "123"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here


def test_every_patient_survives_the_way_through_table_cells(
    flagship: Program, patients: list[dict[str, object]], readings: list[Reading]
) -> None:
    for patient, reading in zip(patients, readings, strict=True):
        cells = to_cells(flagship.facts, patient)
        assert read_record(flagship.facts, from_cells(flagship.facts, cells)) == reading


# ---------------------------------------------------------------- other protocols


def number(value: int | str) -> n.Number:
    return n.Number(Fraction(value))


def protocol(*criteria: Criterion, facts: tuple[Fact, ...] = (), **rest: object) -> Program:
    definitions: tuple[Definition, ...] = rest.pop("definitions", ())  # type: ignore[assignment]
    order = (*(d.name for d in definitions), *(c.name for c in criteria))
    every = (Fact(SCREENING, "Screening", "moment"), *facts)
    return Program("T", "T", facts=every, criteria=criteria, definitions=definitions, order=order, **rest)  # type: ignore[arg-type]


def include(name: str, condition: n.Condition) -> Criterion:
    return Criterion(name, name, "include", condition, condition)


X = Fact("x", "X", "number", "mg/dL", plausible=(Fraction(0), Fraction(100)))
A, B = Fact("a", "A", "flag"), Fact("b", "B", "flag")
M, K = Fact("m", "M", "moment"), Fact("k", "K", "moment")
P = Fact("p", "P", "period")


def outcomes(program: Program, count: int = 400) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {c.name: Counter() for c in program.criteria}
    for patient in sample(program, count, 1):
        reading = read_record(program.facts, patient)
        assert not reading.problems
        for name, outcome in evaluate(program, reading.values).outcomes.items():
            found[name][outcome.value] += 1
    return found


def window(subject: str, anchor: str, low: int | None, high: int | None) -> n.Window:
    bounds = [None if bound is None else Duration(micros=bound) for bound in (low, high)]
    return n.Window(n.When(subject), n.When(anchor), bounds[0], bounds[1])


DECIDING = {
    "a flag": protocol(include("I1", n.Flag("a")), facts=(A,)),
    "a window of two days": protocol(include("I1", window("m", SCREENING, -2 * DAY, 0)), facts=(M,)),
    "a moment after another": protocol(include("I1", window("m", "k", 3 * DAY, 4 * DAY)), facts=(M, K)),
    "a length of treatment": protocol(include("I1", n.Lasting("p", ">=", Duration(micros=HOUR))), facts=(P,)),
    "a treatment in progress": protocol(include("I1", n.During("p", n.When(SCREENING))), facts=(P,)),
    "an age from a date of birth": protocol(
        include("I1", n.Compare(n.Elapsed("years", n.When("m"), n.When(SCREENING)), ">=", number(18))), facts=(M,)
    ),
    "a quotient": protocol(
        include("I1", n.Compare(n.Arithmetic("/", n.Measured("x"), n.Measured("y")), "<", number("0.37"))),
        facts=(X, Fact("y", "Y", "number", "1", plausible=(Fraction(1, 5), Fraction(1)), precision=Fraction(1, 100))),
    ),
    "a number without plausible range or precision": protocol(
        include("I1", n.Compare(n.Measured("z"), ">", number("-2.75"))), facts=(Fact("z", "Z", "number", "mmol/L"),)
    ),
    "an odd precision and a threshold off its grid": protocol(
        include("I1", n.Compare(n.Measured("z"), ">", n.Number(Fraction(10, 3)))),
        facts=(Fact("z", "Z", "number", "1", plausible=(Fraction(0), Fraction(9)), precision=Fraction(3, 7)),),
    ),
    "three of five, one negated": protocol(
        include("I1", n.Count(3, 3, (*(n.Flag(f"f{i}") for i in range(4)), n.Not(n.Flag("f4"))))),
        facts=tuple(Fact(f"f{i}", "F", "flag") for i in range(5)),
    ),
}


@pytest.mark.parametrize("program", DECIDING.values(), ids=DECIDING.keys())
def test_every_kind_of_condition_comes_out_in_every_way(program: Program) -> None:
    seen = outcomes(program)["I1"]
    assert min(seen["passed"], seen["failed"], seen["unknown"]) >= 10, seen


LISTS = """
protocol L "Lists" { version 2025-10-21 }
number weight "Weight" in kg  plausible 20 to 300  repeated
events drug "Drug" {
    moment taken "Taken"
    choice agent "Agent" of a, b, c, d, e, f
    number dose  "Dose" in mg  plausible 0 to 1000
}
events reaction "Reaction" { moment seen_on "Seen on"  flag severe "Severe" }
choice sex "Sex" of female, male
flag pregnant "Pregnant"
assume "Only women": pregnant implies sex = female
include I1 "Weighed twice" { require at least 2 of weight within 30 d before screening }
include I2 "Not losing"    { require latest of weight >= 40 kg }
exclude E1 "Dose"          { when any of drug within 7 d before screening where (agent = e and dose > 20 mg) }
exclude E2 "Reaction"      {
    when any of reaction where (severe and (any of drug within 2 d before seen_on where agent = b))
}
exclude E3 "Pregnant"      { when pregnant }
"""


def test_a_criterion_of_entries_that_hang_together_is_failed_alone_as_any_other() -> None:
    program, diagnostics = compile_source(Source("lists.eligo", LISTS))
    assert program is not None, diagnostics
    alone: Counter[str] = Counter()
    for raw in sample(program, 300):
        reading = read_record(program.facts, raw)
        assert not reading.problems
        evaluation = evaluate(program, reading.values)
        assert not evaluation.conflicts
        names = [name for name, outcome in evaluation.outcomes.items() if outcome is Outcome.FAILED]
        alone.update(names if len(names) == 1 else ())
    assert min(alone[criterion.name] for criterion in program.criteria) >= 5, alone


def test_a_protocol_that_nobody_can_meet_still_gives_patients() -> None:
    program = protocol(
        include("I1", n.All((n.Flag("a"), n.Not(n.Flag("a"))))), include("I2", n.Flag("b")), facts=(A, B)
    )
    seen = outcomes(program)
    assert seen["I1"]["failed"] > 300
    assert seen["I2"]["passed"] > 100


def test_assumptions_are_kept() -> None:
    implied = n.Any((n.Not(n.Flag("a")), n.Flag("b")))
    program = protocol(include("I1", n.Flag("a")), facts=(A, B), assumptions=(Assumption("a implies b", implied),))
    for patient in sample(program, 300, 1):
        assert not (patient.get("a") is True and patient.get("b") is False)


def test_protocols_without_criteria_or_facts() -> None:
    assert len(list(sample(protocol(facts=(A,)), 5, 1))) == 5
    assert len(list(sample(protocol(), 5, 1))) == 5
    assert list(sample(protocol(), 0, 1)) == []


def test_a_fact_named_patient_id_is_a_fact() -> None:
    program = protocol(include("I1", n.Flag("patient_id")), facts=(Fact("patient_id", "?", "flag"),))
    assert {type(patient.get("patient_id")) for patient in sample(program, 50, 1)} <= {bool, type(None)}
    assert all(patient["id"] for patient in sample(program, 50, 1))


def test_a_long_chain_of_definitions_is_no_deep_recursion() -> None:
    first = Definition("d0", "", n.Compare(n.Measured("x"), ">", number(50)))
    chain = (first, *(Definition(f"d{i}", "", n.Ref(f"d{i - 1}")) for i in range(1, 1500)))
    program = protocol(include("I1", n.Ref("d1499")), facts=(X,), definitions=chain)
    seen = outcomes(program, 60)["I1"]
    assert min(seen["passed"], seen["failed"], seen["unknown"]) >= 3, seen


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.eligo")), ids=lambda file: file.stem)
def test_every_criterion_of_a_protocol_with_lists_is_failed_by_someone(file: Path) -> None:
    program, _ = compile_source(Source(str(file), file.read_text(encoding="utf-8")), file)
    assert program is not None
    readings = [read_record(program.facts, raw) for raw in sample(program, 600)]
    found = [evaluate(program, reading.values) for reading in readings if not reading.problems]
    assert len(found) == 600
    verdicts = Counter(one.verdict for one in found)
    assert min(verdicts[verdict] for verdict in Verdict) >= 30, verdicts
    failures = [[name for name, outcome in one.outcomes.items() if outcome is Outcome.FAILED] for one in found]
    failed = {name for names in failures for name in names}
    alone = {names[0] for names in failures if len(names) == 1}
    assert failed == {criterion.name for criterion in program.criteria}
    assert len(alone) >= 0.9 * len(program.criteria), failed - alone


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.eligo")), ids=lambda file: file.stem)
def test_a_program_cut_down_to_one_fact_has_all_that_its_numbers_read(file: Path) -> None:
    program, _ = compile_source(Source(str(file), file.read_text(encoding="utf-8")), file)
    assert program is not None
    reach = Reach(program)
    for fact in program.facts:
        cut = reach.only_around(fact.name)
        assert cut.signs is not None  # of every number that it defines
        assert {made.name for made in cut.definitions} <= {*cut.order}
        evaluate(cut, {})
