"""Strategies of raw records for a protocol: values below, at and above every edge, uncertain, unusual and bad ones."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from eligo.syntax import tree
from eligo.units import UnitError, convert, parse_unit

from .clock import DAY, MICROSECONDS, ORIGIN, length, moved
from .vocabulary import QUANTITIES

BAD = (
    True,
    "5",
    [],
    {},
    "x" * 50,
    float("nan"),
    float("inf"),
    -float("inf"),
    {"value": 1},
    {"value": "1", "unit": "kg"},
)
BAD_TIMES = (
    "2025-02-29",
    "2025-13-01",
    "2025-03-31T24:00",
    "31.03.2025",
    "yes",
    "",
    "2025-3-1",
    "2025-03-31T10:00+15:00",
    5,
    True,
)
BAD_LISTS = (
    True,
    0,
    "no",
    {},
    {"complete": True},
    {"entries": [], "complete": "yes"},
    {"entries": {}},
    [1],
    [{"nothing_of_this_name": 1}],
    [[]],
)
UNITS_OF_TIME = {"a", "mo", *MICROSECONDS}
SCREENING = dt.datetime(2025, 3, 31, 10, 0)  # a month's last day, which other months lack
OFFSETS = ("Z", "+02:00", "-05:30", "+01:00")


def parts_of(node: object) -> Iterator[tree.Node]:
    """All nodes of a tree."""
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, tree.Node):
            yield part
            stack.extend(getattr(part, name) for name in type(part).__slots__)


class Edges:
    """The numbers and durations that a protocol compares with."""

    def __init__(self, module: tree.Module) -> None:
        self.module = module
        self.facts = [s for s in module.statements if isinstance(s, tree.Fact)]
        quantities = [p for p in parts_of(module) if isinstance(p, tree.Quantity)]
        self.quantities = sorted({(q.number, q.unit.text if q.unit else "1") for q in quantities})
        windows = [p for p in parts_of(module) if isinstance(p, tree.Window | tree.Lasting | tree.Stretch)]
        amounts = [p for w in windows for p in parts_of(w.duration) if isinstance(p, tree.Quantity) and p.unit]
        lengths = [(p.number, p.unit.text) for p in amounts if p.unit and p.unit.text in UNITS_OF_TIME]
        self.lengths = [length(*pair) for pair in sorted({*lengths, ("0", "h"), ("18", "a"), ("1", "mo")})]

    def numbers(self, fact: tree.Fact) -> list[Fraction]:
        """The edges of a number in its declared unit."""
        unit = parse_unit(fact.unit.text if fact.unit else "1")
        mass = Fraction(fact.molar_mass.number) if fact.molar_mass else None
        found = {Fraction(0), Fraction(1)}
        for number, text in self.quantities:
            try:
                found |= {convert(Fraction(number), parse_unit(text), unit, mass), Fraction(number)}
            except UnitError:
                found |= {Fraction(number)}
        return sorted(found)


def number(fact: tree.Fact, edges: Edges, *, plain: bool) -> st.SearchStrategy[object]:
    """A number: an edge, beside one, or any; with ``plain`` off, in other units and types as well."""
    cuts = st.sampled_from(edges.numbers(fact))
    exact = cuts.map(_as_json)
    beside = st.tuples(cuts, st.sampled_from([math.inf, -math.inf])).map(lambda t: math.nextafter(float(t[0]), t[1]))
    off = st.tuples(cuts, st.sampled_from(["0.1", "-0.1", "1", "-1", "1e-9"])).map(
        lambda t: _as_json(t[0] + Fraction(t[1]))
    )
    ways = [exact, exact, beside, off, st.integers(-3, 300), st.floats(-1e4, 1e4).map(lambda x: round(x, 3))]
    if not plain:
        ways.append(st.tuples(exact, st.sampled_from(_units(fact))).map(lambda t: {"value": t[0], "unit": t[1]}))
        ways.append(cuts.map(_decimal))
    return st.one_of(ways)


def _units(fact: tree.Fact) -> list[str]:
    own = fact.unit.text if fact.unit else "1"
    written = [[u.strip("'") for u in quantity.units] for quantity in QUANTITIES.values()]
    mates = [units for units in written if own in units]
    if fact.molar_mass is not None:
        mates += [["mg/dL", "umol/L", "mmol/L"]]
    return [own, *(u for units in mates for u in units)]


def _as_json(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


# ---------------------------------------------------------------- time


def instants(edges: Edges) -> st.SearchStrategy[dt.datetime]:
    """Instants on and beside the edges that the durations draw around the screening, and others."""
    base = (SCREENING - ORIGIN) // dt.timedelta(microseconds=1)
    on = st.tuples(st.sampled_from(edges.lengths), st.sampled_from([-1, 1])).map(lambda t: moved(base, *t))
    step = st.sampled_from([0, 0, 1, -1, 60_000_000, -60_000_000, DAY, -DAY, DAY // 2])
    far = st.sampled_from([0, 736_330 * DAY, 3_652_058 * DAY, 739_000 * DAY + 1])
    at = st.one_of(*[st.tuples(on, step).map(sum)] * 8, far)
    return at.map(lambda micros: ORIGIN + dt.timedelta(microseconds=min(max(micros, 0), 3_652_058 * DAY)))


def stamp(edges: Edges, offset: st.SearchStrategy[str], *, plain: bool) -> st.SearchStrategy[object]:
    """A moment as a record writes it: to the microsecond, the minute, the day; less usually the month or the year."""
    forms = ["%04Y-%m-%dT%H:%M", "%04Y-%m-%dT%H:%M:%S", "%04Y-%m-%dT%H:%M:%S.%f", "%04Y-%m-%d", "%04Y-%m-%d"]
    if not plain:
        forms += ["%04Y-%m-%d %H:%M", "%04Y-%m", "%04Y"]

    def written(parts: tuple[dt.datetime, str, str]) -> str:
        moment, form, zone = parts
        text = moment.strftime(form.replace("%04Y", f"{moment.year:04d}"))
        return text + zone if "%H" in form else text

    ways: list[st.SearchStrategy[object]] = [st.tuples(instants(edges), st.sampled_from(forms), offset).map(written)]
    if not plain:
        ways.append(instants(edges).map(lambda m: m.date()))
    return st.one_of(*ways * 2, *ways[:1])


# ---------------------------------------------------------------- values of facts


class _Kinds:
    """Values of each kind; now and then one that another entry has as well, so that times are the same."""

    def __init__(self, edges: Edges, moments: st.SearchStrategy[object], plain: bool) -> None:
        self.edges = edges
        self.plain = plain
        self.moments = moments
        self.periods = st.builds(
            lambda start, end: {"start": start} | ({} if end is None else {"end": end}), moments, st.none() | moments
        )

    def of(self, fact: tree.Fact) -> st.SearchStrategy[object]:
        """The values of a fact or of a field."""
        match fact.kind:
            case "number":
                return number(fact, self.edges, plain=self.plain)
            case "flag":
                return st.booleans()
            case "choice":
                return st.sampled_from([o.text for o in fact.options])
            case "moment":
                return st.one_of(self.moments, self.moments, self.moments, st.just(False))
            case _:
                return st.one_of(self.periods, self.periods, self.periods, st.just(False))


MOST_ENTRIES = 3
"""The oracle tries every order of them."""


@st.composite
def entries(draw: st.DrawFn, fact: tree.Fact, kinds: _Kinds) -> object:
    """A list of events: one that may lack some, a complete one, or the word that there are none."""
    shared = {f.name.text: draw(kinds.of(f)) for f in fact.fields}
    found = []
    for _ in range(draw(st.integers(0, MOST_ENTRIES))):
        entry: dict[str, object] = {}
        for declared in fact.fields:
            luck = draw(st.integers(0, 7))
            if luck == 1:
                entry[declared.name.text] = None
            elif luck > 1:
                same = luck == 2
                entry[declared.name.text] = shared[declared.name.text] if same else draw(kinds.of(declared))
        found.append(entry)
    form = draw(st.integers(0, 5))
    if form == 0 and not found:
        return False
    if form <= 2:
        return found
    return {"entries": found, "complete": form < 5}


@st.composite
def samples(draw: st.DrawFn, fact: tree.Fact, kinds: _Kinds) -> object:
    """A single value, one sample, or a list of them; some without a value or a time."""
    form = draw(st.integers(0, 7))
    if form == 0:
        return draw(kinds.of(fact))
    shared = draw(kinds.moments)
    found: list[object] = []
    for _ in range(draw(st.integers(0, MOST_ENTRIES)) if form > 1 else 1):
        value = draw(kinds.of(fact))
        sample = dict(value) if isinstance(value, dict) else {"value": value}
        luck = draw(st.integers(0, 9))
        if luck != 1:
            sample["time"] = shared if luck == 2 else draw(kinds.moments)
        if luck == 3:
            sample["value"] = None
        found.append(value if luck == 4 and not isinstance(value, dict) else sample)
    if form == 7:
        return {"entries": found, "complete": draw(st.booleans())}
    return found[0] if form == 1 and isinstance(found[0], dict) and "time" in found[0] else found


def _bad(kind: str) -> tuple[object, ...]:
    if kind == "events":
        return BAD_LISTS
    return BAD_TIMES if kind in ("moment", "period") else BAD


@st.composite
def records(draw: st.DrawFn, module: tree.Module, *, plain: bool = False, bad: bool = True) -> dict[str, object]:
    """One raw record.

    Args:
        draw: given by hypothesis.
        module: the protocol.
        plain: only what JSON can hold, in the usual forms.
        bad: now and then, a value that cannot be read.
    """
    edges = Edges(module)
    zones = draw(
        st.sampled_from([("",), ("",), ("",), ("",), ("+02:00",), OFFSETS, ("", "Z")] if bad else [("",), ("Z",)])
    )
    moments = stamp(edges, st.sampled_from(zones), plain=plain)
    values: dict[str, st.SearchStrategy[object]] = {"screening": moments}
    kinds = _Kinds(edges, moments, plain)
    for fact in edges.facts:
        name = fact.name.text
        if name == "screening":
            continue
        if fact.kind == "events":
            values[name] = entries(fact, kinds)
        elif fact.repeated:
            values[name] = samples(fact, kinds)
        else:
            values[name] = kinds.of(fact)
    given: dict[str, object] = {}
    for name, strategy in values.items():
        luck = draw(st.integers(0, 11))
        if luck <= 2:
            if luck == 1:
                given[name] = None
        elif luck == 11 and bad and draw(st.integers(0, 4)) == 0:
            kind = next((f.kind for f in edges.facts if f.name.text == name), "moment")
            given[name] = draw(st.sampled_from((*_bad(kind), False) if name == "screening" else _bad(kind)))
        else:
            given[name] = draw(strategy)
    return given
