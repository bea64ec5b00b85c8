"""What is still needed: facts that can change the verdict, none that cannot."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eligo.core import nodes as n
from eligo.core.interpret import Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.program import Assumption, Criterion, Definition, Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from tests.core.programs import SCREENED, A, B, C, M, X, Y, days, exclude, hours, include, number, program, record

LOW = n.Compare(X, "<", number(10))
HIGH = n.Compare(X, ">", number(90))
RECENT = n.Window(M, SCREENED, hours(-48), hours(0))


@pytest.mark.parametrize(
    ("criteria", "raw", "expected"),
    [
        pytest.param([include("I1", A), include("I2", B)], {}, ("a", "b"), id="all that is missing"),
        pytest.param([include("I1", A), include("I2", B)], {"a": False}, (), id="already ineligible"),
        pytest.param([include("I1", A), include("I2", B)], {"a": True, "b": True}, (), id="already eligible"),
        pytest.param([include("I1", n.Any((A, B))), include("I2", C)], {"a": True}, ("c",), id="settled by the other"),
        pytest.param(
            [include("I1", n.Any((A, n.Not(A)))), include("I2", B)],
            {},
            ("a", "b"),
            id="either answer will do, but is due",
        ),
        pytest.param([include("I1", A), exclude("E1", A)], {}, ("a",), id="a contradiction: any answer excludes"),
        pytest.param([include("I1", n.Any((LOW, B)))], {"b": False}, ("x",), id="one number"),
        pytest.param(
            [include("I1", n.Compare(X, "<", number(200))), include("I2", B)],
            {},
            ("x", "b"),
            id="every plausible value passes",
        ),
        pytest.param(
            [include("I1", LOW), include("I2", HIGH), include("I3", A)], {}, ("x", "a"), id="no value passes both"
        ),
        pytest.param([include("I1", n.Compare(n.FirstKnown((X, Y)), "<", number(9)))], {}, ("x", "y"), id="either one"),
        pytest.param(
            [include("I1", n.Compare(n.FirstKnown((X, Y)), "<", number(9))), include("I2", A)],
            {"y": 3},
            ("a",),
            id="the other stands in",
        ),
        pytest.param(
            [include("I1", n.Compare(n.Arithmetic("+", X, Y), "<", number(300))), include("I2", A)],
            {},
            ("x", "y", "a"),
            id="no plausible pair fails",
        ),
        pytest.param(
            [include("I1", n.Compare(n.Arithmetic("*", X, Y), "<", number(30)))], {"y": 2}, ("x",), id="formula"
        ),
        pytest.param(
            [include("I1", n.Window(M, SCREENED, hours(-48), hours(0)))],
            {"screening": "2025-10-21T12:00", "m": "2025-10-19"},
            ("m",),
            id="the day is known, but the hour decides",
        ),
        pytest.param(
            [include("I1", n.Window(M, SCREENED, hours(-48), hours(0))), include("I2", A)],
            {"screening": "2025-10-21T12:00", "m": "2025-10-20"},
            ("a",),
            id="any hour of the day will do",
        ),
        pytest.param(
            [include("I1", n.Compare(X, "<", n.Choose(n.All((RECENT, A)), number(9), number(3))))],
            {"screening": "2025-10-21T12:00", "m": "2025-10-20", "x": 5},
            ("a",),
            id="of what chooses between numbers, a part that is decided",
        ),
        pytest.param(
            [
                include("I1", n.Window(M, SCREENED, days(-9), None)),
                exclude("E1", n.Window(M, SCREENED, days(-8), None)),
            ],
            {"screening": "2025-10-21T12:00"},
            ("m",),
            id="a narrow gap between two windows",
        ),
        pytest.param(
            [include("I1", n.Compare(n.Arithmetic("/", X, Y), "<", number(9))), include("I2", A)],
            {"x": 1, "y": 0},
            ("a",),
            id="a formula that no fact can settle",
        ),
        pytest.param(
            [include("I1", n.Ref("sick")), include("I2", n.Not(n.Ref("sick")))], {}, ("x",), id="through a name"
        ),
        pytest.param(
            [include("I1", n.Count(1, 1, (A, B))), include("I2", A)], {}, ("a", "b"), id="exactly one of, and which"
        ),
    ],
)
def test_needs(criteria: list[Criterion], raw: dict[str, object], expected: tuple[str, ...]) -> None:
    sick = Definition("sick", "Sick", HIGH)
    assert needs(program(*criteria, definitions=(sick,)), record(**raw)) == expected  # type: ignore[arg-type]


def test_an_assumption_rules_values_out() -> None:
    # Only the blue are c, and the patient is red: I1 can only fail, so that what can only pass no longer matters.
    criteria = (include("I1", C), include("I2", n.Any((B, n.Not(B)))))
    only_blue = Assumption("Only the blue are c", n.Any((n.Not(C), n.Is("color", ("blue",)))))
    assert needs(program(*criteria, assumptions=(only_blue,)), record(color="red")) == ("c",)  # type: ignore[arg-type]
    assert needs(program(*criteria), record(color="red")) == ("b", "c")  # type: ignore[arg-type]


def test_a_sum_whose_second_part_can_only_help_still_needs_it() -> None:
    total = n.Compare(n.Arithmetic("+", X, Y), ">", number(8))
    assert needs(program(include("I1", total)), record(x=9)) == ("y",)  # type: ignore[arg-type]


def test_what_cannot_make_the_patient_eligible_is_not_needed_unless_it_excludes() -> None:
    # Nobody passes I1 and I2. Any value of x excludes; b, which only ever passes, changes nothing.
    criteria = (include("I1", LOW), include("I2", HIGH), include("I3", n.Any((B, n.Not(B)))))
    assert needs(program(*criteria), record()) == ("x",)  # type: ignore[arg-type]


# ---------------------------------------------------------------- against an oracle that tries everything


def conditions_of(leaves: list[n.Condition]) -> st.SearchStrategy[n.Condition]:
    return st.recursive(
        st.sampled_from(leaves),
        lambda inner: st.one_of(
            inner.map(n.Not),
            st.lists(inner, min_size=1, max_size=3).map(tuple).map(n.All),
            st.lists(inner, min_size=1, max_size=3).map(tuple).map(n.Any),
            st.tuples(st.integers(0, 2), st.integers(2, 3), st.lists(inner, min_size=2, max_size=3).map(tuple)).map(
                lambda t: n.Count(*t)
            ),
        ),
        max_leaves=6,
    )


PLAIN: list[n.Condition] = [A, B, C, n.Is("color", ("red",)), n.Is("color", ("red", "blue")), LOW, HIGH]
JOINT: list[n.Condition] = [
    n.Compare(X, "<", n.Choose(n.Is("color", ("red",)), number(10), number(90))),
    n.Compare(X, ">=", n.Choose(n.All((A, B)), number(10), n.Choose(C, number(50), number(95)))),
]
"""Comparisons with a limit that hangs from other facts: a value below all limits, or above them, settles them alone."""

VALUES: dict[str, tuple[object, ...]] = {
    "a": (True, False),
    "b": (True, False),
    "c": (True, False),
    "color": ("red", "green", "blue"),
    "x": (0, 5, 10, 50, 90, 95, 100),
}
RECORDS = st.fixed_dictionaries({name: st.sampled_from((None, *values)) for name, values in VALUES.items()})


def deciding(protocol: Program, raw: dict[str, object]) -> set[str]:
    """The missing facts that lead from undetermined to a verdict, once some others have been found out or none."""
    if evaluate(protocol, record(**raw)).verdict is not Verdict.UNDETERMINED:  # type: ignore[arg-type]
        return set()
    missing = [name for name, value in raw.items() if value is None]
    verdicts: dict[tuple[object, ...], Verdict] = {}
    for values in product(*((None, *VALUES[name]) for name in missing)):
        result = evaluate(protocol, record(**raw | dict(zip(missing, values, strict=True))))  # type: ignore[arg-type]
        if not result.conflicts:
            verdicts[values] = result.verdict
    return {
        name
        for i, name in enumerate(missing)
        for before, verdict in verdicts.items()
        if before[i] is None and verdict is Verdict.UNDETERMINED
        for value in VALUES[name]
        if verdicts.get((*before[:i], value, *before[i + 1 :]), verdict) is not verdict
    }


def requiring(conditions: list[n.Condition], assumed: list[n.Condition]) -> Program:
    return program(
        *(include(f"I{i}", c) for i, c in enumerate(conditions)),
        assumptions=tuple(Assumption(f"A{i}", c) for i, c in enumerate(assumed)),
    )


@given(st.lists(conditions_of(PLAIN), min_size=1, max_size=3), st.lists(conditions_of(PLAIN), max_size=1), RECORDS)
def test_needs_are_what_trying_every_order_of_answers_finds(
    conditions: list[n.Condition], assumed: list[n.Condition], raw: dict[str, object]
) -> None:
    protocol = requiring(conditions, assumed)
    assume(not evaluate(protocol, record(**raw)).conflicts)  # type: ignore[arg-type]
    assert set(needs(protocol, record(**raw))) == deciding(protocol, raw)  # type: ignore[arg-type]


@given(
    st.lists(conditions_of(PLAIN + JOINT), min_size=1, max_size=3),
    st.lists(conditions_of(PLAIN), max_size=1),
    RECORDS,
)
def test_needs_are_never_too_few_where_a_limit_hangs_from_other_facts(
    conditions: list[n.Condition], assumed: list[n.Condition], raw: dict[str, object]
) -> None:
    protocol = requiring(conditions, assumed)
    assume(not evaluate(protocol, record(**raw)).conflicts)  # type: ignore[arg-type]
    assert set(needs(protocol, record(**raw))) >= deciding(protocol, raw)  # type: ignore[arg-type]


def test_a_value_that_is_too_low_for_everybody_is_needed_though_the_limit_is_not_known() -> None:
    # Red is certain to be kept out by E1 as soon as anybody asks; until then a low x keeps the patient out, too.
    only_red = Assumption("All are red", n.Is("color", ("red",)))
    limit = n.Choose(n.Is("color", ("red",)), number(11), number(12))
    criteria = (include("I1", n.Compare(X, ">=", limit)), exclude("E1", n.Is("color", ("red",))))
    asked = needs(program(*criteria, assumptions=(only_red,)), record())  # type: ignore[arg-type]
    assert set(asked) == {"color", "x"}


def test_several_measurements_may_pass_what_one_value_cannot() -> None:
    """A count of measurements is 0 of one value without a time; of several it may be anything."""
    text = """protocol T "T" { version 1 }
number s "S" in mg/dL  plausible 0 to 100  repeated
number x "X" in mg/dL  plausible 0 to 100
include I1 "Two" { require count of s within 24 h before screening >= 2 }
include I2 "Any" { require x < 200 mg/dL }
"""
    protocol, _ = compile_source(Source("t.eligo", text))
    assert protocol is not None
    assert needs(protocol, read_record(protocol.facts, {"screening": "2026-01-02T10:00"}).values) == ("s", "x")


def test_what_never_was_may_settle_a_verdict_that_hangs_from_an_unknown_screening() -> None:
    """Whoever was born in 2025 is a child at every screening but a late one; without ventilation there is no late one."""
    text = """protocol T "T" { version 1 }
moment born "Born"
period ventilated "Ventilated"
period heparin "Heparin"
include I1 "Adult" { require years from born to screening >= 18 a }
include I2 "Ventilated" { require ventilated at screening and ventilated lasting at least 2 h }
exclude E1 "Heparin" { when heparin within 24 h before screening }
"""
    protocol, _ = compile_source(Source("t.eligo", text))
    assert protocol is not None
    given = {"born": "2025-01-01T00:00", "heparin": {"start": "2025-06-12T10:00", "end": "2025-06-14T10:00"}}
    assert needs(protocol, read_record(protocol.facts, given).values) == ("screening", "ventilated")
    assert needs(protocol, read_record(protocol.facts, {**given, "heparin": False}).values) == (
        "screening",
        "ventilated",
    )
