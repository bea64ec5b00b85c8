"""Rows of cells for a small data dictionary, edges and oddities among them, and programs over it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Assumption, Criterion, Definition, Fact, Program
from eligo.core.truth import Truth
from eligo.core.values import DAY, HOUR, NEVER, Duration

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("x", "X", "number", "mg/dL", plausible=(Fraction(0), Fraction(100))),
    Fact("y", "Y", "number", "mg/dL", plausible=(Fraction("0.1"), Fraction(50))),
    Fact("z", "Z", "number", "1"),
    Fact("d", "D", "number", "1", missing=Fraction(3), plausible=(Fraction(-5), Fraction(5))),
    Fact("a", "A", "flag"),
    Fact("b", "B", "flag", missing=False),
    Fact("color", "Color", "choice", options=("red", "green", "blue")),
    Fact("m", "M", "moment"),
    Fact("k", "K", "moment", missing=NEVER),
    Fact("p", "P", "period"),
    Fact("q", "Q", "period", missing=NEVER),
)

# ---------------------------------------------------------------- programs

LIMITS = st.sampled_from(
    [Fraction(v) for v in ("0", "1", "-1", "3", "10", "20", "99.9", "0.3", "50", "100", "1/3", "2.5")]
)
NUMBERS = st.sampled_from(["x", "y", "z", "d"])
RELATIONS = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
TEMPORAL = st.one_of(
    st.sampled_from(["m", "k", SCREENING]).map(n.When),
    st.tuples(st.sampled_from(["start", "end"]), st.sampled_from(["p", "q"])).map(lambda t: n.EdgeOf(*t)),
)
DURATIONS = st.sampled_from(
    [
        Duration(micros=48 * HOUR),
        Duration(micros=-48 * HOUR),
        Duration(),
        Duration(months=1),
        Duration(months=-216),
        Duration(months=-1, micros=-DAY),
    ]
)


def _numerics(conditions: st.SearchStrategy[n.Condition], names: tuple[str, ...]) -> st.SearchStrategy[n.Numeric]:
    constants = LIMITS.map(n.Number)
    leaves = [
        constants,
        NUMBERS.map(n.Measured),
        st.tuples(st.sampled_from(["years", "months", "weeks", "days", "hours", "minutes"]), TEMPORAL, TEMPORAL).map(
            lambda t: n.Elapsed(*t)
        ),
    ]
    if names:
        leaves.append(st.sampled_from(names).map(n.NumberRef))
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["+", "-", "*", "/", "^", "max", "min"]), inner, inner).map(
                lambda t: n.Arithmetic(*t)
            ),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: n.FirstKnown(tuple(parts))),
            st.tuples(conditions, inner, inner | st.just(n.FirstKnown(()))).map(lambda t: n.Choose(*t)),
            st.tuples(inner, st.builds(n.Choose, conditions, constants, constants)).map(
                lambda t: n.Arithmetic("*", *t)
            ),
        ),
        max_leaves=4,
    )


def _leaves(names: tuple[str, ...]) -> st.SearchStrategy[n.Condition]:
    leaves: list[st.SearchStrategy[n.Condition]] = [
        st.sampled_from(list(Truth)).map(n.Always),
        st.sampled_from(["a", "b"]).map(n.Flag),
        st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, max_size=2, unique=True).map(
            lambda o: n.Is("color", tuple(o))
        ),
        st.builds(
            n.Window,
            TEMPORAL,
            TEMPORAL,
            st.none() | DURATIONS,
            st.none() | DURATIONS,
            st.booleans(),
            st.booleans(),
        ),
        st.tuples(st.sampled_from(["p", "q"]), st.sampled_from(["<", "<=", ">=", ">"]), DURATIONS).map(
            lambda t: n.Lasting(*t)
        ),
        st.tuples(st.sampled_from(["p", "q"]), TEMPORAL).map(lambda t: n.During(*t)),
        st.sampled_from(
            [n.Flag("a"), n.Flag("b"), n.Chosen("color"), n.Spell("p"), n.Spell("q"), n.When("m"), n.EdgeOf("end", "p")]
        ).map(n.Known),
    ]
    if names:
        leaves.append(st.sampled_from(names).map(n.Ref))
    return st.one_of(leaves)


def conditions(names: tuple[str, ...] = (), numbers: tuple[str, ...] = ()) -> st.SearchStrategy[n.Condition]:
    """Conditions over the facts, earlier conditions and earlier numbers."""
    leaves = _leaves(names)
    numerics = _numerics(leaves, numbers)
    atoms = st.one_of(
        leaves,
        st.tuples(numerics, RELATIONS, numerics).map(lambda t: n.Compare(*t)),
        st.tuples(numerics, RELATIONS, LIMITS.map(n.Number)).map(lambda t: n.Compare(*t)),
        numerics.map(n.Known),
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            inner.map(n.Not),
            st.lists(inner, max_size=3).map(lambda m: n.All(tuple(m))),
            st.lists(inner, max_size=3).map(lambda m: n.Any(tuple(m))),
            st.tuples(st.integers(-1, 3), st.none() | st.integers(0, 3), st.lists(inner, max_size=3).map(tuple)).map(
                lambda t: n.Count(*t)
            ),
        ),
        max_leaves=5,
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Programs of a few definitions, criteria and assumptions."""
    definitions = []
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    for index in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            definitions.append(Definition(f"f{index}", "", draw(conditions(names, numbers))))
            names += (f"f{index}",)
        else:
            definitions.append(Definition(f"v{index}", "", draw(_numerics(_leaves(names), numbers)), unit="1"))
            numbers += (f"v{index}",)
    criteria = []
    for index in range(draw(st.integers(1, 4))):
        condition = draw(conditions(names, numbers))
        kind = draw(st.sampled_from(["include", "exclude"]))
        criteria.append(Criterion(f"C{index}", f"C{index}", kind, condition, condition))
        names += (f"C{index}",)
    assumptions = tuple(
        Assumption(f"assumption {i}", draw(conditions(names, numbers))) for i in range(draw(st.integers(0, 2)))
    )
    order = (*(d.name for d in definitions), *(c.name for c in criteria))
    return Program(
        "T1",
        "Test",
        facts=FACTS,
        definitions=tuple(definitions),
        criteria=tuple(criteria),
        assumptions=assumptions,
        order=order,
    )


# ---------------------------------------------------------------- rows of text cells

GOOD_NUMBERS = [
    "0",
    "1",
    "3",
    "10",
    "9.99999999999",
    "20",
    "99.9",
    "0.3",
    "0.1",
    "50",
    "100",
    "2.5",
    "33.3",
    "30",
    "0.2",
]
ODD_NUMBERS = ["101", "-1", "1e2", "0.3000000000000000001", " 5 ", "5 mg/dL", "0.05 g/L", "0.00000001", "-0", "1e-40"]
BAD_NUMBERS = ["nan", "five", "5 kPa", "1,5", "inf", "--1", "٣"]
GOOD_MOMENTS = [
    "2024-02-29",
    "2024-03-31T12:00",
    "2024-03-31T12:00:00.000001",
    "2006-03-31T12:00",
    "2006-02-28",
    "2024-03-29T12:00",
    "2024-04-01T00:00:00",
    "2024-03-31",
    "2024-02-29 00:00",
    "1980-01-31T23:59:59",
]
ODD_MOMENTS = [
    "2024-03",
    "2024",
    "2024-03-31T12:00Z",
    "2024-03-31T14:00+02:00",
    "9999-12-31",
    "0001-01-01",
    " 2024-03-31 ",
]
BAD_MOMENTS = ["2023-02-29", "2024-03-31T24:00", "31.03.2024", "2024-3-1", "2024-03-31T12:00:60", "yes"]
CELLS: dict[str, tuple[list[str], list[str], list[str]]] = {
    **dict.fromkeys(("x", "y", "z", "d"), (GOOD_NUMBERS, ODD_NUMBERS, BAD_NUMBERS)),
    **{f"{name}_unit": ([], ["mg/dL", "g/L"], ["kPa", "zork"]) for name in ("x",)},
    **{name: (["yes", "no", "true", "0"], ["TRUE", "No"], ["maybe", "2"]) for name in ("a", "b")},
    "color": (["red", "green", "blue"], [" red"], ["Red", "violet", "=cmd()"]),
    SCREENING: ([*GOOD_MOMENTS], ODD_MOMENTS, BAD_MOMENTS),
    "m": ([*GOOD_MOMENTS, "no"], [*ODD_MOMENTS, "NO"], BAD_MOMENTS),
    "k": ([*GOOD_MOMENTS, "no"], [*ODD_MOMENTS, "NO"], BAD_MOMENTS),
    **{name: (["no"], ["No"], ["yes", "2024-01-01"]) for name in ("p", "q")},
    **{f"{name}_{edge}": (GOOD_MOMENTS, ODD_MOMENTS, BAD_MOMENTS) for name in ("p", "q") for edge in ("start", "end")},
}


@st.composite
def _row(draw: st.DrawFn, spice: str) -> dict[str, str | None]:
    row: dict[str, str | None] = {}
    for name, (good, _, _) in CELLS.items():
        pick = draw(st.integers(-2, len(good) - 1)) if good else -1
        row[name] = None if pick < 0 else good[pick]
    for edge in ("p", "q"):  # a period is said in one way
        if row[edge] is not None and draw(st.booleans()):
            row[f"{edge}_start"] = row[f"{edge}_end"] = None
        else:
            row[edge] = None
            if row[f"{edge}_start"] is None:
                row[f"{edge}_end"] = None
    if spice:
        for name in draw(st.lists(st.sampled_from(list(CELLS)), max_size=1)):
            _, odd, bad = CELLS[name]
            row[name] = draw(st.sampled_from(odd + (bad if spice == "bad" else [])))
    return row


def rows(spice: str = "", *, least: int = 1, most: int = 12) -> st.SearchStrategy[list[dict[str, str | None]]]:
    """Rows of text cells: plain ones; with ``odd`` ones that take the exact path; with ``bad`` ones that are rejected."""
    return st.lists(_row(spice), min_size=least, max_size=most)
