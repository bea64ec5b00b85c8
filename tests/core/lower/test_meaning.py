"""The meaning of what was lowered, by the reference interpreter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligo.core.interpret import Outcome, evaluate
from eligo.core.lower import lower
from eligo.core.moments import parse_moment
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.semantics import check
from eligo.semantics.dates import Instant, read_instant
from eligo.source import Source
from eligo.syntax.parse import parse
from tests.semantics.annotated import checked

FLAGSHIP = Path(__file__).parents[3] / "protocols" / "anakinra_ards.eligo"


@pytest.fixture(scope="module")
def flagship() -> Program:
    source = Source("protocols/anakinra_ards.eligo", FLAGSHIP.read_text(encoding="utf-8"))
    return lower(check(source, parse(source).module))


def test_every_patient_of_the_flagship_is_as_expected(flagship: Program) -> None:
    patients = {vignette.name: vignette for vignette in flagship.vignettes}
    assert len(flagship.expectations) >= 20
    for expected in flagship.expectations:
        reading = read_record(flagship.facts, dict(patients[expected.patient].raw))
        assert reading.problems == ()
        result = evaluate(flagship, reading.values)
        assert (expected.patient, result.verdict.value) == (expected.patient, expected.verdict)
        if expected.because is not None:
            failed = {name for name, outcome in result.outcomes.items() if outcome is Outcome.FAILED}
            assert (expected.patient, failed) == (expected.patient, set(expected.because))


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        ({"b": True, "c": True}, Outcome.PASSED),
        ({"b": False, "c": False}, Outcome.FAILED),
        ({"b": True, "c": False}, Outcome.UNKNOWN),
        ({"b": False, "c": True}, Outcome.UNKNOWN),
        ({"a": True, "b": True}, Outcome.PASSED),
        ({"a": True, "c": True}, Outcome.UNKNOWN),
        ({"a": False, "c": False}, Outcome.FAILED),
    ],
)
def test_branches_that_agree_settle_a_condition(known: dict[str, object], outcome: Outcome) -> None:
    program = lower(checked('flag a "A" flag b "B" flag c "C" include I1 "One" { require if a then b else c }'))
    assert evaluate(program, read_record(program.facts, known).values).outcomes["I1"] is outcome


def test_units_are_exact_at_the_edge() -> None:
    program = lower(
        checked("""
        number crea "Creatinine" in mg/dL molar mass 113.12 g/mol
        number temp "Temperature" in [degF]
        include I1 "One" { require crea <= 100 umol/L }
        include I2 "Two" { require temp < 38 Cel }
        patient edge "Edge" { crea 100 umol/L  temp 100.4 [degF] }
        patient over "Over" { crea 100.0000001 umol/L  temp 100.3999999 [degF] }
        """)
    )
    outcomes = {
        v.name: evaluate(program, read_record(program.facts, dict(v.raw)).values).outcomes for v in program.vignettes
    }
    assert outcomes == {
        "edge": {"I1": Outcome.PASSED, "I2": Outcome.FAILED},
        "over": {"I1": Outcome.FAILED, "I2": Outcome.PASSED},
    }


_TWO = st.integers(0, 99).map(lambda number: f"{number:02}")
_TIMES = st.one_of(
    st.just(""),
    st.builds(
        lambda h, m, s, z: f"T{h}:{m}{s}{z}",
        _TWO,
        _TWO,
        st.one_of(st.just(""), _TWO.map(":{}".format), _TWO.map(":59.{}".format)),
        st.one_of(st.just(""), st.just("Z"), st.builds("{}{}:{}".format, st.sampled_from("+-"), _TWO, _TWO)),
    ),
)


@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32), _TIMES)
def test_a_date_is_possible_in_a_protocol_exactly_when_it_is_in_a_record(y: int, m: int, d: int, time: str) -> None:
    text = f"{y:04}-{m:02}-{d:02}{time}"
    assert isinstance(read_instant(text), Instant) == (parse_moment(text) is not None)
