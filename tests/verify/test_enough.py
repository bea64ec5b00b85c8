"""How many entries of a list are enough: what longer lists make of a condition, lists of so many make of it too.

The oracle is the interpreter alone: of a long list some of the entries tell the same.
"""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Program
from eligo.core.truth import Truth
from eligo.core.values import DAY, Entries, Moment, Value
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.enough import Enough

NOW = 738_976 * DAY
HEADING = """protocol T "T" { version 1 }
flag   ill "Ill"
number cr  "Creatinine" in mg/dL  plausible 0 to 40  repeated
events drug "Drug" {
    choice agent  "Agent" of a, b
    number dose   "Dose"  in mg  plausible 0 to 1000
    moment given  "Given"
    define strong "Strong" = dose > 10 mg
}
number age "Age" in a  plausible 0 to 120
define last_dose "Last dose" in mg = latest of drug.dose
"""

NEEDED = [
    ("any of drug", {"drug": 1}),
    ("none of drug where agent = a", {"drug": 1}),
    ("at least 3 of drug where dose > 10 mg", {"drug": 3}),
    ("at most 2 of drug", {"drug": 3}),
    ("(any of drug where agent = a) and (any of drug where agent = b)", {"drug": 2}),
    ("(any of drug where agent = a) and ill or not (any of drug where agent = a)", {"drug": 1}),
    ("(any of drug) and any of cr", {"drug": 1, "cr": 2}),
    ("count of drug <= 3", {"drug": 4}),
    ("latest of drug.agent = a", {"drug": 2}),
    ("last_dose > 10 mg", {"drug": 3}),
    ("highest of drug.dose > 10 mg", {"drug": 3}),
    ("cr > 2 mg/dL and cr < 3 mg/dL", {"cr": 3}),
    ("(latest of drug.given) within 3 d before screening", {"drug": 3}),
    ("ill", {}),
    ("sum of drug.dose > 10 mg", None),
    ("previous of cr > 1 mg/dL", None),
    ("count of drug <= count of cr", None),
    ("any of drug where (any of cr where value > 1 mg/dL)", None),
    ("any of cr where count of cr before time >= 1", None),
    ("any of drug where dose > last_dose", None),
    ("any of drug where cr > 1 mg/dL", None),
]


def program(*conditions: str) -> Program:
    criteria = "".join(f'include C{i} "C" {{ require {one} }}\n' for i, one in enumerate(conditions))
    made, diagnostics = compile_source(Source("t.eligo", HEADING + criteria))
    assert made is not None, [d.message for d in diagnostics]
    return made


@pytest.mark.parametrize(("condition", "needed"), NEEDED)
def test_how_many_are_enough(condition: str, needed: dict[str, int] | None) -> None:
    made = program(condition)
    found = Enough(made).of([made.criteria[0].condition])
    assert (None if found is None else dict(found)) == needed


# ---------------------------------------------------------------- the oracle

WINDOWS = ["", " within 5 d before screening"]
FILTERS = ["", " where agent = a", " where dose > 10 mg", " where (agent = a or strong)"]
CHOSEN = [
    "({} of drug.agent{}{}) = a",
    "({} of drug.dose{}{}) > 10 mg",
    "({} of drug.given{}{}) within 3 d before screening",
]
EXTREME = ["({} of drug.dose{}{}) >= 20 mg", "({} of drug.dose{}{}) < 20 mg"]
COUNTED = [
    "any of drug{}{}",
    "at least 2 of drug{}{}",
    "at most 1 of drug{}{}",
    "none of drug{}{}",
    "(count of drug{}{}) = 1",
]


@st.composite
def selections(draw: st.DrawFn) -> str:
    window, where = draw(st.sampled_from(WINDOWS)), draw(st.sampled_from(FILTERS))
    words = draw(
        st.sampled_from(
            [form.format(window, where) for form in COUNTED]
            + [form.format(how, window, where) for form in CHOSEN for how in ("latest", "first")]
            + [form.format(how, window, where) for form in EXTREME for how in ("lowest", "highest")]
            + [f"all of drug{window}{where} have dose > 10 mg"]
        )
    )
    return f"({words})"


AGENTS, DOSES, DAYS = ("a", None), (5, 15, 25, None), (1, 4, 9, None)
KINDS = [
    tuple(
        (name, value)
        for name, value in (
            ("drug.agent", agent),
            ("drug.dose", dose),
            ("drug.given", None if day is None else Moment(NOW - day * DAY, NOW - day * DAY)),
        )
        if value is not None
    )
    for agent, dose, day in product(AGENTS, DOSES, DAYS)
]


def outcomes(made: Program, entries: tuple[object, ...]) -> set[tuple[Truth, ...]]:
    """What the criteria come to, of a list that lacks nothing and of one that may."""
    found = set()
    for complete in (True, False):
        drug = Entries(entries, complete=complete, closed=complete)  # type: ignore[arg-type]
        record: dict[str, Value] = {SCREENING: Moment(NOW, NOW), "drug": drug}
        seen = Interpreter(made, record)
        found.add((Truth.TRUE if complete else Truth.FALSE, *(seen.truths[c.name] for c in made.criteria)))
    return found


@settings(max_examples=25)
@given(st.lists(selections(), min_size=1, max_size=2, unique=True), st.integers(0, 1000))
def test_longer_lists_tell_nothing_new(conditions: list[str], seed: int) -> None:
    made = program(*conditions)
    needed = Enough(made).of([criterion.condition for criterion in made.criteria])
    assert needed is not None
    chance = random.Random(seed)
    few = needed["drug"]
    for _ in range(100):
        entries = tuple(chance.choices(KINDS, k=chance.randint(few + 1, few + 3)))
        told = set().union(*(outcomes(made, some) for some in combinations(entries, few)))
        assert outcomes(made, entries) <= told, (conditions, entries)
