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

from .clock import DAY, ORIGIN, length, moved
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
        windows = [p for p in parts_of(module) if isinstance(p, tree.Window | tree.Lasting)]
        lengths = [(w.duration.number, w.duration.unit.text) for w in windows if w.duration and w.duration.unit]
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
    periods = st.builds(
        lambda start, end: {"start": start} | ({} if end is None else {"end": end}), moments, st.none() | moments
    )
    values: dict[str, st.SearchStrategy[object]] = {"screening": moments}
    for fact in edges.facts:
        name = fact.name.text
        match fact.kind:
            case "number":
                values[name] = number(fact, edges, plain=plain)
            case "flag":
                values[name] = st.booleans()
            case "choice":
                values[name] = st.sampled_from([o.text for o in fact.options])
            case "moment":
                values[name] = moments if name == "screening" else st.one_of(moments, moments, moments, st.just(False))
            case "period":
                values[name] = st.one_of(periods, periods, periods, st.just(False))
    given: dict[str, object] = {}
    for name, strategy in values.items():
        luck = draw(st.integers(0, 11))
        if luck <= 2:
            if luck == 1:
                given[name] = None
        elif luck == 11 and bad and draw(st.integers(0, 4)) == 0:
            kind = next((f.kind for f in edges.facts if f.name.text == name), "moment")
            given[name] = draw(st.sampled_from(BAD_TIMES if kind in ("moment", "period") else BAD))
        else:
            given[name] = draw(strategy)
    return given
