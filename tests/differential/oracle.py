"""A second opinion on what a protocol means, straight from its syntax tree.

A truth is the set of Boolean values that are still possible, a number the two ends of where it may lie, in its own
unit; whatever may lie in several places is tried there, one place after another. Nothing here is fast, and nothing is
shared with the interpreter but the units.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from eligo.semantics.walk import parts
from eligo.syntax import tree
from eligo.units import UNITY, UnitError, UnitOfMeasure, convert, divide, multiply, parse_unit

from . import choosing
from .arms import last_needed, logarithms, powers
from .choosing import ENDLESS
from .clock import DAY, LAST, Length, Stamp, Stretch, compared, completed, length, moved, on_one_clock, read_stamp
from .sides import Seen, Side, side

Truth = frozenset[bool]
YES, NO, OPEN = frozenset({True}), frozenset({False}), frozenset({True, False})

NEVER = "never"
ABSENT = ("absent",)
"""The value of an entry that surely is not there."""
RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, "!=": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip
_FLIPPED: dict[str, Any] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
BOUNDS = {"at least": ">=", "at most": "<=", "more than": ">", "less than": "<"}
ELAPSED = {"years": "a", "months": "mo", "weeks": "wk", "days": "d", "hours": "h", "minutes": "min"}


@dataclass(frozen=True)
class Number:
    """A number that lies between two ends, in a unit; a substance's molar mass goes with it."""

    low: Fraction
    high: Fraction
    unit: UnitOfMeasure
    molar_mass: Fraction | None = None
    partial: bool = False
    """An operand of a greatest or least number is missing in it: a limit of it is all that is known."""

    def into(self, unit: UnitOfMeasure, molar_mass: Fraction | None = None) -> Number:
        mass = self.molar_mass if self.molar_mass is not None else molar_mass
        ends = [convert(end, self.unit, unit, mass) for end in (self.low, self.high)]
        return Number(*ends, unit, mass, self.partial)

    def ends(self) -> tuple[Fraction, ...]:
        return (self.low,) if self.low == self.high else (self.low, self.high)


@dataclass(frozen=True)
class Stay:
    """A period: where its start and its end may lie; without an end it still runs."""

    start: Stretch
    end: Stretch | None


@dataclass(frozen=True)
class WholeDay(Stretch):
    """A date of the protocol's own: what lies beside it is compared by days."""


@dataclass(frozen=True)
class Coming:
    """The end of a period that still runs: after the screening, and not before the period's start."""

    start: Stretch


@dataclass(frozen=True)
class Many:
    """The entries of a fact that repeats, each by the short names of its fields, and whether there are no others.

    ``closed``: the record says so; of measurements those recorded are otherwise all that count.
    """

    entries: list[dict[str, Any]]
    complete: bool
    closed: bool = False


@dataclass(frozen=True)
class Timed:
    """A value with moments, until all of a record are on one clock: where it goes, and what it is called there."""

    into: dict[str, Any]
    name: str
    told: str
    value: Stamp | tuple[Stamp, Stamp | None]


@dataclass(frozen=True)
class Opinion:
    """What the oracle says of one record; ``rejected`` names what cannot be read, and then nothing else counts."""

    verdict: str
    outcomes: dict[str, str]
    conflicts: tuple[str, ...]
    implausible: tuple[str, ...]
    rejected: frozenset[str]


def judge(module: tree.Module, raw: Mapping[str, object]) -> Opinion:
    """The meaning of a protocol for one raw record."""
    reader = _Reader(module, raw)
    if reader.bad:
        return Opinion("", {}, (), (), frozenset(reader.bad))
    oracle = _Oracle(module, reader.values)
    outcomes = {c.name.text: oracle.outcome(c) for c in oracle.criteria.values()}
    assumes = [s for s in module.statements if isinstance(s, tree.Assume)]
    conflicts = tuple(a.label.text for a in assumes if oracle.truth(a.condition, "") == NO)
    return Opinion(oracle.verdict(outcomes), outcomes, conflicts, tuple(reader.implausible), frozenset())


# ---------------------------------------------------------------- the record


class _Reader:
    """Reads a raw record by the declarations; ``bad`` are the facts (or "") that cannot be read."""

    def __init__(self, module: tree.Module, raw: Mapping[str, object]) -> None:
        self.values: dict[str, Any] = {}
        self.implausible: list[str] = []
        self.bad: set[str] = set()
        self.timed: list[Timed] = []
        facts = {s.name.text: s for s in module.statements if isinstance(s, tree.Fact)}
        facts = {"screening": tree.Fact("moment", tree.Word("screening"), tree.Text("")), **facts}
        for name, fact in facts.items():
            given = raw.get(name)
            if given is None:
                if fact.missing is not None:
                    self.values[name] = _default(fact.kind, fact.missing.text)
            elif fact.kind == "events":
                self._events(fact, given)
            elif fact.repeated and isinstance(given, list | Mapping) and not _is_number(given):
                closed = isinstance(given, Mapping) and "entries" in given
                if closed and not (set(given) <= {"entries", "complete"} and isinstance(given["entries"], list)):
                    self.bad.add(name)
                    continue
                if closed and not isinstance(given.get("complete", False), bool):
                    self.bad.add(name)
                    continue
                samples = given["entries"] if closed else given if isinstance(given, list) else [given]
                self._samples(fact, samples, closed=closed and given.get("complete", False))
            else:
                self._read(_Place(fact, name, name, name, self.values), given)
        self._time()
        self.implausible = list(dict.fromkeys(self.implausible))

    def _events(self, fact: tree.Fact, given: Any) -> None:
        """A list of entries, which may say that it is complete, or ``false``: none."""
        name, closed = fact.name.text, fact.missing is not None
        if given is False:
            self.values[name] = Many([], True)
            return
        if isinstance(given, Mapping):
            said = given.get("complete", False)
            if "entries" not in given or set(given) - {"entries", "complete"} or not isinstance(said, bool):
                self.bad.add(name)
                return
            closed, given = closed or said, given["entries"]
        fields = {field.name.text: field for field in fact.fields}
        if not isinstance(given, list) or any(not isinstance(e, Mapping) or set(e) - set(fields) for e in given):
            self.bad.add(name)
            return
        self.values[name] = Many([{} for _ in given], closed)
        for number, (entry, into) in enumerate(zip(given, self.values[name].entries, strict=True), 1):
            for key, declared in fields.items():
                if entry.get(key) is not None:
                    self._read(_Place(declared, key, f"{name}[{number}].{key}", name, into), entry[key])
                elif declared.missing is not None:
                    into[key] = _default(declared.kind, declared.missing.text)

    def _samples(self, fact: tree.Fact, given: list[Any], *, closed: bool) -> None:
        """Values with their times, or without."""
        name = fact.name.text
        allowed = {"value", "time", "unit"} if fact.kind == "number" else {"value", "time"}
        samples = [sample if isinstance(sample, Mapping) else {"value": sample} for sample in given]
        if any("value" not in sample or set(sample) - allowed for sample in samples):
            self.bad.add(name)
            return
        self.values[name] = Many([{} for _ in samples], True, closed)
        for number, (sample, into) in enumerate(zip(samples, self.values[name].entries, strict=True), 1):
            value, unit, time = sample["value"], sample.get("unit"), sample.get("time")
            if value is not None:
                measured = value if unit is None else {"value": value, "unit": unit}
                self._read(_Place(fact, "value", f"{name}[{number}].value", name, into), measured)
            if time is not None:
                moment = tree.Fact("moment", tree.Word("time"), tree.Text(""))
                self._read(_Place(moment, "time", f"{name}[{number}].time", name, into), time)

    def _read(self, place: _Place, given: Any) -> None:
        kind = place.fact.kind
        if kind == "number":
            self._number(place, given)
        elif kind in ("moment", "period") and given is False and place.told != "screening":  # which always is
            place.into[place.name] = NEVER
        elif kind in ("moment", "period"):
            value = read_stamp(given) if kind == "moment" else _edges(given)
            if value is None:
                self.bad.add(place.told)
            else:
                self.timed.append(Timed(place.into, place.name, place.told, value))
        elif kind == "flag":
            self._keep(place, given if isinstance(given, bool) else None)
        else:
            options = [option.text for option in place.fact.options]
            self._keep(place, given if isinstance(given, str) and given in options else None)

    def _keep(self, place: _Place, value: Any) -> None:
        if value is None:
            self.bad.add(place.told)
        else:
            place.into[place.name] = value

    def _number(self, place: _Place, given: Any) -> None:
        fact, name, unit = place.fact, place.told, parse_unit(place.fact.unit.text if place.fact.unit else "1")
        mass = None if fact.molar_mass is None else _written(fact.molar_mass).low
        own = unit
        if isinstance(given, Mapping):
            if set(given) != {"value", "unit"} or not isinstance(given["unit"], str):
                self.bad.add(name)
                return
            try:
                own = parse_unit(given["unit"])
                # What stands in braces says what was measured: it has to be the same.
                if sorted(own.annotations) != sorted(unit.annotations):
                    raise UnitError("another annotation")
            except UnitError:
                self.bad.add(name)
                return
            if sorted(own.annotations) != sorted(unit.annotations):  # a text in braces may say what was measured
                self.bad.add(name)
                return
            given = given["value"]
        value = _decimal(given)
        if value is None:
            self.bad.add(name)
            return
        try:
            number = Number(value, value, own).into(unit, mass)
        except UnitError:
            self.bad.add(name)
            return
        if fact.plausible is not None and not self._plausible(fact.plausible, number, mass):
            self.implausible.append(place.owner)
        else:
            place.into[place.name] = Number(number.low, number.high, unit, mass)

    def _plausible(self, plausible: tree.Plausible, number: Number, mass: Fraction | None) -> bool:
        ends = []
        for quantity in (plausible.low, plausible.high):
            end = _written(quantity)
            ends.append(end.low if quantity.unit is None else end.into(number.unit, mass).low)
        return ends[0] <= number.low <= ends[1]

    def _time(self) -> None:
        stamps = [s for t in self.timed for s in (t.value if isinstance(t.value, tuple) else (t.value,)) if s]
        screening = next((t.value for t in self.timed if t.told == "screening"), None)
        placed = on_one_clock(stamps, screening if isinstance(screening, Stamp) else None)
        if placed is None:
            self.bad.add("")
            return
        for timed in self.timed:
            value = timed.value
            if isinstance(value, Stamp):
                timed.into[timed.name] = placed[value]
                continue
            start, end = placed[value[0]], None if value[1] is None else placed[value[1]]
            if end is not None and end.last < start.first:
                self.bad.add(timed.told)
            timed.into[timed.name] = Stay(start, end)


@dataclass(frozen=True)
class _Place:
    """A value to read: its declaration, the name it is kept under, what it is called where it is bad, whose it is."""

    fact: tree.Fact
    name: str
    told: str
    owner: str
    into: dict[str, Any]


def _is_number(given: object) -> bool:
    """Whether a mapping gives one number with its unit, not a sample with its time."""
    return isinstance(given, Mapping) and set(given) <= {"value", "unit"}


def _default(kind: str, word: str) -> object:
    if kind == "events":
        return Many([], True)
    return word == "yes" if kind == "flag" else word if kind == "choice" else NEVER


def _edges(given: object) -> tuple[Stamp, Stamp | None] | None:
    if not isinstance(given, Mapping) or not set(given) <= {"start", "end"}:
        return None
    start, end = read_stamp(given.get("start")), read_stamp(given.get("end"))
    if start is None or (end is None and given.get("end") is not None):
        return None
    return start, end


def _decimal(given: object) -> Fraction | None:
    """The decimal that a number was written as."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | Fraction):
        return None
    if isinstance(given, float):
        given = Decimal(repr(given))
    if isinstance(given, Decimal):
        if not given.is_finite() or (given and abs(given.adjusted()) > 400):
            return None
    elif isinstance(given, int) and abs(given) >= 10**400:
        return None
    return Fraction(given)


def _written(quantity: tree.Quantity) -> Number:
    value = Fraction(quantity.number)
    return Number(value, value, UNITY if quantity.unit is None else parse_unit(quantity.unit.text))


# ---------------------------------------------------------------- the rules


def lifted(function: Callable[..., bool], *truths: Truth) -> Truth:
    """A Boolean function of truths, each of which may turn out in its own ways."""
    return frozenset(function(*values) for values in product(*truths))


ONE_ENTRY = ("latest", "previous", "first")
CONDITIONS = ("any", "none", "all", "at least", "at most", "exactly")
UNTIL_SCREENING = tree.Select(
    "latest", tree.Word(""), stretch=tree.Stretch("at or", None, "before", tree.Name("screening"))
)


class _Oracle:
    """The rules for one record; ``entry`` is the entry of a list that they are seen from, with the list's name."""

    def __init__(self, module: tree.Module, values: Mapping[str, Any]) -> None:
        self.values = values
        self.root = self
        self.entry: tuple[str, dict[str, Any]] | None = None
        self.lists: dict[str, tree.Fact] = {}
        self.fields: dict[str, dict[str, tree.Fact]] = {}
        self.inner: dict[str, dict[str, tree.Define]] = {}
        self.facts = {"screening": "moment"}
        self.defines: dict[str, tree.Define] = {}
        self.criteria: dict[str, tree.Criterion] = {}
        self.members: dict[str, tuple[str, tree.Expr]] = {}
        self.options: dict[str, list[str]] = {}
        self.named = {s.name.text: s for s in module.statements if isinstance(s, tree.NamedList)}
        self.anchor = "screening"
        self.declared: dict[str, tree.Fact] = {}
        for s in module.statements:
            match s:
                case tree.Header(properties=properties):
                    self.anchor = next((p.value.text for p in properties if p.key.text == "anchor"), "screening")
                case tree.Fact():
                    self.facts[s.name.text] = s.kind
                    self.options[s.name.text] = [o.text for o in s.options]
                    self.declared[s.name.text] = s
                    if s.repeated:
                        moment = tree.Fact("moment", tree.Word("time"), tree.Text(""))
                        self.lists[s.name.text], self.fields[s.name.text] = s, {"value": s, "time": moment}
                    if s.kind == "events":
                        self.lists[s.name.text] = s
                        self.fields[s.name.text] = {field.name.text: field for field in s.fields}
                    self.inner[s.name.text] = {define.name.text: define for define in s.defines}
                case tree.Define():
                    self.defines[s.name.text] = s
                case tree.Criterion():
                    self.criteria[s.name.text] = s
                    for part in (s.applies, s.condition, *(u.condition for u in s.unless)):
                        self._find_members(part, s.name.text)

    def _find_members(self, part: object, owner: str) -> None:
        if isinstance(part, tree.Member) and part.name is not None:
            self.members[f"{owner}.{part.name.text}"] = (owner, part.condition)
        if isinstance(part, tree.Node):
            for name in type(part).__slots__:
                self._find_members(getattr(part, name), owner)
        if isinstance(part, tuple):
            for inner in part:
                self._find_members(inner, owner)

    # ------------------------------------------------------------ criteria

    def met(self, criterion: tree.Criterion) -> Truth:
        """Whether a criterion is met as written; an exemption lets a patient through."""
        name = criterion.name.text
        stated = self.truth(criterion.condition, name)
        for unless in criterion.unless:
            exempt = self.truth(unless.condition, name)
            if criterion.kind == "include":
                stated = lifted(lambda a, b: a or b, stated, exempt)
            else:
                stated = lifted(lambda a, b: a and not b, stated, exempt)
        if criterion.applies is None:
            return stated
        applies = self.truth(criterion.applies.condition, name)
        if criterion.kind == "include":
            return lifted(lambda a, b: b or not a, applies, stated)
        return lifted(lambda a, b: a and b, applies, stated)

    def outcome(self, criterion: tree.Criterion) -> str:
        met = self.met(criterion)
        good = YES if criterion.kind == "include" else NO
        return "unknown" if met == OPEN else "passed" if met == good else "failed"

    def verdict(self, outcomes: Mapping[str, str]) -> str:
        found = set(outcomes.values())
        return "ineligible" if "failed" in found else "undetermined" if "unknown" in found else "eligible"

    # ------------------------------------------------------------ names

    def _resolve(self, name: str, owner: str) -> tuple[str, Any, str]:
        """What a name stands for, and the criterion in which it stands."""
        field = self._field(name)
        if field is not None:
            return "fact", self.fields[field[0]][field[1]].kind, ""
        if self.entry is not None:
            here = self.inner[self.entry[0]].get(name.removeprefix(f"{self.entry[0]}."))
            if here is not None:
                return "here", here, ""
        if name in self.facts:
            return "fact", self.facts[name], ""
        if name in self.defines:
            return "define", self.defines[name], ""
        if name in self.criteria:
            return "criterion", self.criteria[name], name
        if f"{owner}.{name}" in self.members:
            name = f"{owner}.{name}"
        inside, condition = self.members[name]
        return "member", condition, inside

    def _kind(self, expr: tree.Expr, owner: str) -> str:
        """``number``, ``condition``, or the kind of a fact."""
        match expr:
            case tree.Name(name="anchor") if "anchor" not in self.facts:
                return "moment"
            case tree.Name(name=name) if name not in ("eligible", "ineligible"):
                what, found, _ = self._resolve(name, owner)
                if what == "fact":
                    return "condition" if found == "flag" else str(found)
                return self._kind(found.body, "") if what in ("define", "here") else "condition"
            case (
                tree.Quantity()
                | tree.Negative()
                | tree.Arithmetic()
                | tree.Elapsed()
                | tree.InUnit()
                | tree.Extreme()
                | tree.Power()
                | tree.Logarithm()
            ):
                return "number"
            case tree.If():
                return self._kind(expr.then, owner)
            case tree.Case(arms=arms):
                return self._kind(arms[0].value, owner)
            case tree.EdgeOf() | tree.Date():
                return "moment"
            case tree.Otherwise(operands=operands):
                return self._kind(operands[0], owner)
            case tree.Select(how=how) if how in ONE_ENTRY:
                series, _, field = expr.target.text.partition(".")
                if field in self.inner[series]:
                    return self._inside(series, {})._kind(self.inner[series][field].body, "")
                kind = self._selected(expr)[1].kind
                return "condition" if kind == "flag" else kind
            case tree.Select(how=how) if how not in CONDITIONS:
                return "number"
            case _:
                return "condition"

    # ------------------------------------------------------------ entries

    def _field(self, name: str) -> tuple[str, str] | None:
        """The list and the field that a name stands for inside an entry."""
        if self.entry is None:
            return None
        series = self.entry[0]
        short = name.removeprefix(f"{series}.")
        return (series, short) if short in self.fields[series] else None

    def _value(self, name: str) -> Any:
        """What the record, or the entry at hand, holds under a name; None is unknown."""
        field = self._field(name)
        if field is None or self.entry is None:
            return self.values.get(name)
        return self.entry[1].get(field[1])

    def _possible(self, expr: tree.Expr, owner: str) -> list[Any]:
        """The values that a name or the selection of one entry may have; None among them is unknown."""
        if isinstance(expr, tree.Select):
            series, _, field = expr.target.text.partition(".")
            return self._of_one(series, field or "value", expr, owner)
        assert isinstance(expr, tree.Name)
        value = self._value(expr.name)
        if isinstance(value, Many):  # a bare name is the latest at or before the screening
            return self._of_one(expr.name, "value", UNTIL_SCREENING, owner)
        return [value]

    def _answers(self, expr: tree.Expr, owner: str) -> list[Any]:
        """The same where nothing measured is no answer, and no event is one."""
        series = expr.target.text.partition(".")[0] if isinstance(expr, tree.Select) else ""
        measured = series not in self.lists or self.lists[series].repeated
        return [None if value == ABSENT and measured else value for value in self._possible(expr, owner)]

    def _taken(self, field: str) -> Any:
        """A field of the entry at hand, or what is defined of it."""
        assert self.entry is not None
        define = self.inner[self.entry[0]].get(field)
        if define is None:
            return self._value(field)
        if self._kind(define.body, "") == "number":
            return self.number(tree.Name(field), "")
        truth = self.truth(define.body, "")
        return None if truth == OPEN else truth == YES

    def _selected(self, node: tree.Select) -> tuple[str, tree.Fact]:
        """The field that a selection takes, with its declaration."""
        series, _, field = node.target.text.partition(".")
        field = field or "value"
        return field, self.fields[series][field]

    def _list(self, series: str) -> Many:
        value = self.values.get(series)
        if isinstance(value, Many):
            return value
        return Many([], False) if value is None else Many([{"value": value}], True)

    def _inside(self, series: str, entry: dict[str, Any]) -> _Oracle:
        seen = copy(self)
        seen.entry = (series, entry)
        own = {name: [option.text for option in field.options] for name, field in self.fields[series].items()}
        seen.options = {**self.options, **own, **{f"{series}.{name}": options for name, options in own.items()}}
        return seen

    def _counting(self, series: str, node: tree.Select, owner: str) -> list[tuple[_Oracle, Truth]]:
        """The entries that may count, each with whether it does."""
        stretch = node.stretch
        if stretch is None and self.lists[series].repeated:
            stretch = UNTIL_SCREENING.stretch
        single = not isinstance(self.values.get(series), Many)  # the one until the screening
        if single and stretch is not None and stretch.bound == "at or" and stretch.direction == "before":
            stretch = None if self._names_screening(stretch.anchor) else stretch
        found = []
        others = None if stretch is None else self._looked_from(series, stretch.anchor)
        for entry in self._list(series).entries:
            if others is not None and (single or entry is others):
                continue
            seen = self._inside(series, entry)
            truth = YES
            if stretch is not None:
                s = stretch
                window = tree.Window(tree.Name(""), s.bound, s.duration, s.direction, s.anchor)
                time = entry.get(self._time_field(series) or self._period_field(series))
                sides = (False, self._is_screening(s.anchor, owner))
                truth = seen._within(window, time, self._moment(s.anchor, owner), owner, sides)
            if node.where is not None and not self._asks(series, node):
                truth = lifted(lambda a, b: a and b, truth, seen.truth(node.where, owner))
            if truth != NO:
                found.append((seen, truth))
        return found

    def _looked_from(self, series: str, anchor: tree.Expr) -> dict[str, Any] | None:
        """The entry from which others of the same list are looked for: a stretch is measured from one of its fields."""
        if self.entry is None or self.entry[0] != series:
            return None
        return self.entry[1] if any(self._field(name) for name in _names(anchor)) else None

    def _asks(self, series: str, node: tree.Select) -> bool:
        """Whether `where` asks something of measurements, rather than saying which of them count."""
        return self.lists[series].repeated and node.how in CONDITIONS and node.how != "all"

    def _names_screening(self, expr: tree.Expr) -> bool:
        name = expr.name if isinstance(expr, tree.Name) else ""
        return (self.anchor if name == "anchor" and "anchor" not in self.facts else name) == "screening"

    def _time_field(self, series: str) -> str:
        own = self.fields[series]
        return next((name for name, field in own.items() if field.kind == "moment"), "")

    def _period_field(self, series: str) -> str:
        own = self.fields[series]
        return next((name for name, field in own.items() if field.kind == "period"), "")

    def _times(self, series: str, counting: Sequence[tuple[_Oracle, Truth]]) -> list[Stretch | None]:
        times = [seen.entry[1].get(self._time_field(series)) for seen, _ in counting if seen.entry]
        return [time if isinstance(time, Stretch) else None for time in times]

    def _of_one(self, series: str, field: str, node: tree.Select, owner: str) -> list[Any]:
        """The values of a field in the entries that may be the chosen one."""
        if not self._list(series).complete:
            return [None]
        counting = self._counting(series, node, owner)
        found = choosing.chosen([truth for _, truth in counting], self._times(series, counting), node.how)
        if found is None and len(counting) <= (node.how == "previous"):
            return [ABSENT]
        return [None] if found is None else [counting[place][0]._taken(field) for place in sorted(found)]

    def _several(self, node: tree.Select, owner: str) -> Truth:
        """A condition on how many entries there are."""
        series = node.target.text
        counting = self._counting(series, node, owner)
        asked = [part for part in (node.where if self._asks(series, node) else None, node.have) if part is not None]
        truths = []
        for seen, among in counting:
            met = lifted(lambda *v: all(v), *(seen.truth(part, owner) for part in asked))
            if node.how == "all":
                met = lifted(operator.not_, met)
            truths.append(lifted(lambda a, b: a and b, among, met))
        closed = node.how != "all" and self._list(series).closed
        if self.lists[series].repeated and not closed and not any(among == YES for _, among in counting):
            return OPEN  # no measurement is no answer
        number = int(node.number or 0)
        tests: dict[str, Callable[[int], bool]] = {
            "any": lambda n: n > 0,
            "none": lambda n: n == 0,
            "all": lambda n: n == 0,  # those that do not have it
            "at least": lambda n: n >= number,
            "at most": lambda n: n <= number,
            "exactly": lambda n: n == number,
        }
        return choosing.counted(truths, tests[node.how], complete=self._list(series).complete)

    def _selected_number(self, node: tree.Select, owner: str) -> Number | None:
        """A number out of the entries that count."""
        series = node.target.text.partition(".")[0]
        if node.how in ONE_ENTRY:
            return _either_of(self._possible(node, owner))
        counting, complete = self._counting(series, node, owner), self._list(series).complete
        counts = [truth for _, truth in counting]
        if node.how == "count":
            worlds = [sum(world) for world in product(*counts)]
            most = Fraction(max(worlds)) if complete else ENDLESS
            return Number(Fraction(min(worlds)), most, UNITY)
        if node.how == "sum" and (series not in self.values or (self.lists[series].repeated and YES not in counts)):
            return None
        field = node.target.text.partition(".")[2] or "value"
        define = self.inner[series].get(field)
        if define is None:
            declared = self._selected(node)[1]
            unit = parse_unit(declared.unit.text if declared.unit else "1")
            mass = None if declared.molar_mass is None else _written(declared.molar_mass).low
        else:  # every generated one says its unit
            assert define.unit is not None
            unit, mass = parse_unit(define.unit.text), None
        # What is not known may be implausible: of the plausible range only the side of zero counts.
        never_negative, never_positive = self._inside(series, {})._side(tree.Name(field))
        limits = (Fraction(0) if never_negative else -ENDLESS, Fraction(0) if never_positive else ENDLESS)
        values = [seen._taken(field) for seen, _ in counting]
        ranges = [v and (v.low, v.high) for v in values]
        lacking = [v is None or v.partial for v in values]
        found = choosing.reduced(node.how, counts, ranges, limits, lacking, complete=complete)
        return None if found is None else Number(*found, unit, mass)

    def _side(self, expr: tree.Expr) -> Side:
        """On which side of zero a number surely lies."""
        return side(expr, Seen(self._side_of_name, self._plain, self._zero, self._arms))

    def _side_of_name(self, expr: tree.Expr) -> Side:
        if isinstance(expr, tree.Select):
            series, _, field = expr.target.text.partition(".")
            inside = self._inside(series, {})
            return (True, False) if expr.how == "count" else inside._side_of_name(tree.Name(field or "value"))
        assert isinstance(expr, tree.Name)
        what, found, _ = self._resolve(expr.name, "")
        if what == "here":
            return self._side(found.body)
        if what == "define":
            return self.root._side(found.body)
        declared = self._number_fact(expr.name)
        if declared.plausible is None:
            return False, False
        unit = parse_unit(declared.unit.text if declared.unit else "1")
        mass = None if declared.molar_mass is None else _written(declared.molar_mass).low
        ends = [declared.plausible.low, declared.plausible.high]
        low, high = (_written(end).low if end.unit is None else _written(end).into(unit, mass).low for end in ends)
        return low >= 0, high <= 0

    def _number_fact(self, name: str) -> tree.Fact:
        field = self._field(name)
        return self.declared[name] if field is None else self.fields[field[0]][field[1]]

    def _plain(self, expr: tree.Expr) -> Fraction | None:
        """The value of what is written without any name; None of anything else."""
        plain = (tree.Quantity, tree.Negative, tree.Arithmetic, tree.InUnit)
        stack: list[tree.Expr] = [expr]
        while stack:
            part = stack.pop()
            if not isinstance(part, plain):
                return None
            stack += [] if isinstance(part, tree.Quantity) else parts(part)
        value = self.number(expr, "")
        return None if value is None else value.low

    def _zero(self, expr: tree.InUnit) -> Fraction:
        """Where the zero of a fact's own unit lies in another; numbers that are computed have no other zero."""
        if not isinstance(expr.operand, tree.Name) or self._resolve(expr.operand.name, "")[0] != "fact":
            return Fraction(0)
        declared = self._number_fact(expr.operand.name)
        mass = None if declared.molar_mass is None else _written(declared.molar_mass).low
        own = parse_unit(declared.unit.text if declared.unit else "1")
        return convert(Fraction(0), own, parse_unit(expr.unit.text), mass)

    def _selected_moment(self, node: tree.Select, owner: str) -> Stretch | str | None:
        """The time of the chosen entry, or another moment of it; never when there surely is none."""
        series = node.target.text.partition(".")[0]
        if self._list(series).complete and len(self._counting(series, node, owner)) <= (node.how == "previous"):
            return NEVER
        if self._selected(node)[0] != self._time_field(series):
            found = self._possible(node, owner)
            if all(moment == NEVER for moment in found):
                return NEVER
            known = [moment for moment in found if isinstance(moment, Stretch)]
            if len(known) < len(found):
                return None
            return Stretch(min(m.first for m in known), max(m.last for m in known))
        counting = self._counting(series, node, owner)
        times = [time for time in self._times(series, counting) if time is not None]
        if not self._list(series).complete or len(times) < len(counting):
            return None
        return choosing.time_of_chosen([truth for _, truth in counting], times, node.how)

    # ------------------------------------------------------------ conditions

    def truth(self, expr: tree.Expr, owner: str) -> Truth:
        """The values that a condition may still have."""

        def inner(part: tree.Expr) -> Truth:
            return self.truth(part, owner)

        match expr:
            case tree.Truth(value=value):
                return frozenset({value})
            case tree.Name(name=name):
                return self._named(name, owner)
            case tree.Not(operand=operand):
                return lifted(operator.not_, inner(operand))
            case tree.Logic(op=op, operands=operands):
                return lifted(lambda *v: all(v) if op == "and" else any(v), *map(inner, operands))
            case tree.Implies(condition=a, consequence=b):
                return lifted(lambda x, y: y or not x, inner(a), inner(b))
            case tree.If(condition=c, then=a, otherwise=None):
                return lifted(lambda x, y: y or not x, inner(c), inner(a))
            case tree.If(condition=c, then=a, otherwise=b):
                return lifted(lambda x, y, z: y if x else z, inner(c), inner(a), inner(b))
            case tree.Case():
                return self._case(expr, owner)
            case tree.Group():
                return self._group(expr, owner)
            case tree.Compare():
                return self._compare(expr, owner)
            case tree.Between(operand=tree.Name() as x, low=tree.Name() as a, high=tree.Name() as b) if (
                b.name in self.options.get(x.name, [])
            ):
                options = self.options[x.name]
                wanted = options[options.index(a.name) : options.index(b.name) + 1]
                return self._chosen(x, wanted, negated=False)
            case tree.Between(operand=x, low=a, high=b):
                within = (tree.Compare(">=", x, a), tree.Compare("<=", x, b))
                return lifted(lambda p, q: p and q, *map(inner, within))
            case tree.OneOf(operand=x, options=options, negated=negated):
                words = options if expr.named is None else (expr.named,)
                return self._chosen(x, [value for word in words for value in self._listed(word.text)], negated)
            case tree.IsKnown(operand=x, negated=negated):
                return frozenset({self._known(x, owner) is not negated})
            case tree.Window():
                return self._window(expr, owner)
            case tree.Lasting():
                return self._lasting(expr)
            case tree.During():
                return self._during(expr, owner)
            case tree.Select(how=how) if how in ONE_ENTRY:
                return _any_of(self._answers(expr, owner), lambda value: value is True)
            case tree.Select():
                return self._several(expr, owner)
        raise AssertionError(f"no condition: {expr}")

    def _listed(self, word: str) -> list[str]:
        """The values of a list; a value stands for itself."""
        named = self.named.get(word)
        return [word] if named is None else [value for w in named.members for value in self._listed(w.text)]

    def _named(self, name: str, owner: str) -> Truth:
        if name in ("eligible", "ineligible"):
            met = [(c.kind == "include", self.met(c)) for c in self.criteria.values()]
            passed = lifted(
                lambda *v: all(x is good for x, (good, _) in zip(v, met, strict=True)), *(m for _, m in met)
            )
            return passed if name == "eligible" else lifted(operator.not_, passed)
        what, found, inside = self._resolve(name, owner)
        if what == "fact":
            return _any_of(self._answers(tree.Name(name), owner), lambda value: value)
        if what == "criterion":
            return self.root.met(found)
        if what == "here":
            return self.truth(found.body, "")
        return self.root.truth(found.body if what == "define" else found, inside)

    def _group(self, group: tree.Group, owner: str) -> Truth:
        members = [self.truth(m.condition, owner) for m in group.members]
        count = int(group.count or 0)
        tests: dict[str, Callable[[int], bool]] = {
            "all": lambda n: n == len(members),
            "any": lambda n: n > 0,
            "at least": lambda n: n >= count,
            "at most": lambda n: n <= count,
            "exactly": lambda n: n == count,
        }
        return lifted(lambda *v: tests[group.quantifier](sum(v)), *members)

    def _case(self, node: tree.Case, owner: str, value: Callable[[tree.Expr], Truth] | None = None) -> Truth:
        """The first arm that holds; what no arm holds for is open. ``value`` is what an arm comes to."""
        value = value or (lambda part: self.truth(part, owner))
        truths: list[Truth] = []
        for arm in self._arms(node):
            truths += [YES if arm.condition is None else self.truth(arm.condition, owner), value(arm.value)]

        def first(*values: bool) -> bool:
            pairs = zip(values[::2], values[1::2], strict=True)
            return next(value for holds, value in pairs if holds)

        return lifted(first, *truths, YES, OPEN)

    def _arms(self, node: tree.Case) -> list[tree.Arm]:
        """The arms, the last one unconditional when they leave no one out."""
        last = last_needed(node.arms, self.options, self._constants_beside, self._plausible)
        if last is None:
            return list(node.arms)
        return [*node.arms[:last], tree.Arm(None, node.arms[last].value)]

    def _constants_beside(self, condition: tree.Expr) -> Callable[[tree.Expr], Fraction | None]:
        """How constants read in the unit of the fact that a condition is about."""
        subject = next((name for name in _names(condition) if name in self.declared), "")
        return lambda expr: self._constant(expr, subject)

    def _constant(self, expr: tree.Expr, subject: str) -> Fraction | None:
        """A constant in the unit that a fact is declared in; in its own beside anything else."""
        if next(_names(expr), None) is not None or self._kind(expr, "") != "number":
            return None
        value, fact = self.number(expr, ""), self.declared.get(subject)
        if value is None or fact is None or fact.unit is None:
            return None if value is None else value.low * value.unit.factor + value.unit.offset
        mass = None if fact.molar_mass is None else _written(fact.molar_mass).low
        try:
            return value.into(parse_unit(fact.unit.text), mass).low
        except UnitError:  # a constant of another arm, about another quantity
            return value.low

    def _plausible(self, expr: tree.Expr) -> tuple[Fraction | None, Fraction | None]:
        fact = self.declared.get(expr.name) if isinstance(expr, tree.Name) else None
        if fact is None or fact.plausible is None or fact.unit is None:
            return None, None
        mass = None if fact.molar_mass is None else _written(fact.molar_mass).low
        unit = parse_unit(fact.unit.text)
        low, high = (_written(q) for q in (fact.plausible.low, fact.plausible.high))
        return (
            low.low if fact.plausible.low.unit is None else low.into(unit, mass).low,
            high.low if fact.plausible.high.unit is None else high.into(unit, mass).low,
        )

    def _compare(self, node: tree.Compare, owner: str) -> Truth:
        for this, other, op in ((node.left, node.right, node.op), (node.right, node.left, _FLIPPED[node.op])):
            if isinstance(other, tree.Extreme) and op in ("<", "<=", ">", ">="):
                parts = [self._compare(tree.Compare(op, this, x), owner) for x in other.operands]
                every = (other.which == "greatest") == (op in (">", ">="))
                return lifted(lambda *v: all(v), *parts) if every else lifted(lambda *v: any(v), *parts)
        for this, other, op in ((node.left, node.right, node.op), (node.right, node.left, _FLIPPED[node.op])):
            if isinstance(other, tree.Name) and other.name in self._options(this):
                if op == "!=":  # so is a choice of no entry at all
                    return self._chosen(this, [other.name], negated=True)
                return self._chosen(this, self._ranked(this, op, other.name), negated=False)
        if self._kind(node.left, owner) == "condition":
            same = lifted(operator.eq, self.truth(node.left, owner), self.truth(node.right, owner))
            return same if node.op == "=" else lifted(operator.not_, same)
        left, right = self.number(node.left, owner), self.number(node.right, owner)
        if left is None or right is None:
            return OPEN
        right = right.into(left.unit, left.molar_mass)
        return self._ordered(left, node.op, right)

    def _ordered(self, a: Number, op: str, b: Number) -> Truth:
        """Every place of one number against every place of the other: ends, middles, and where the two meet."""
        places = []
        for this, other in ((a, b), (b, a)):
            inside = [e for e in (*other.ends(), (this.low + this.high) / 2) if this.low <= e <= this.high]
            places.append({*this.ends(), *inside})
        return frozenset(RELATIONS[op](x, y) for x in places[0] for y in places[1])

    def _ranked(self, choice: tree.Expr, op: str, value: str) -> list[str]:
        """The values of a choice that stand in a relation to one of them, by the order of its declaration."""
        options = self._options(choice)
        return [option for option in options if RELATIONS[op](options.index(option), options.index(value))]

    def _chosen(self, choice: tree.Expr, options: Iterable[str], negated: bool) -> Truth:
        return _any_of(self._answers(choice, ""), lambda value: (value in options) is not negated)

    def _options(self, expr: tree.Expr) -> list[str]:
        """The values of a choice that an expression takes; none of any other."""
        if (
            isinstance(expr, tree.Select)
            and expr.how in ONE_ENTRY
            and expr.target.text.partition(".")[2] not in (self.inner[expr.target.text.partition(".")[0]])
        ):
            return [option.text for option in self._selected(expr)[1].options]
        if not isinstance(expr, tree.Name):
            return []
        field = self._field(expr.name)
        if field is not None:
            return [option.text for option in self.fields[field[0]][field[1]].options]
        return self.options.get(expr.name, [])

    def _known(self, expr: tree.Expr, owner: str) -> bool:
        match self._kind(expr, owner), expr:
            case "number", _:
                number = self.number(expr, owner)
                return number is not None and not number.partial
            case "moment", _:
                return self._knows(expr, owner)
            case _, tree.Name() | tree.Select():
                return not {None, ABSENT} & set(self._possible(expr, owner))
        raise AssertionError(f"no operand of `is known`: {expr}")

    # ------------------------------------------------------------ numbers

    def number(self, expr: tree.Expr, owner: str) -> Number | None:
        """A number, None when it is unknown."""
        match expr:
            case tree.Quantity():
                return _written(expr)
            case tree.Name(name=name):
                what, found, _ = self._resolve(name, owner)
                if what == "fact":
                    return _either_of(self._possible(expr, owner))
                value = (self if what == "here" else self.root).number(found.body, "")
                return value if value is None or found.unit is None else value.into(parse_unit(found.unit.text))
            case tree.Negative(operand=x):
                value = self.number(x, owner)
                return (
                    None
                    if value is None
                    else Number(-value.high, -value.low, value.unit, value.molar_mass, value.partial)
                )
            case tree.Arithmetic():
                return self._calculated(expr, owner)
            case tree.Otherwise(operands=operands):
                known = [v for v in (self.number(o, owner) for o in operands) if v is not None and not v.partial]
                return known[0] if known else None
            case tree.If(condition=c, then=a, otherwise=b) if b is not None:
                return self._either(self.truth(c, owner), self.number(a, owner), self.number(b, owner))
            case tree.Case():
                return self._case_of_numbers(expr, owner)
            case tree.Extreme(which=which, operands=operands):
                values = [self.number(o, owner) for o in operands]
                known = [v for v in values if v is not None]
                if not known:
                    return None
                alike = [v.into(known[0].unit, known[0].molar_mass) for v in known]
                pick = max if which == "greatest" else min
                low, high = pick(v.low for v in alike), pick(v.high for v in alike)
                partial = len(known) < len(values) or any(v.partial for v in known)
                if len(known) < len(values):  # the others may be anything
                    low, high = (low, ENDLESS) if which == "greatest" else (-ENDLESS, high)
                return Number(low, high, alike[0].unit, self._mass(alike), partial)
            case tree.Power(base=x, exponent=y):
                return self._power(self.number(x, owner), self.number(y, owner))
            case tree.Logarithm(which=which, operand=x):
                value = self.number(x, owner)
                ends = None if value is None or value.partial else logarithms(which, value.low, value.high)
                return None if ends is None else Number(*ends, UNITY)
            case tree.InUnit(operand=x, unit=unit):
                value = self.number(x, owner)
                if value is None:
                    return None
                value = value.into(parse_unit(unit.text))
                return Number(value.low, value.high, UNITY, partial=value.partial)
            case tree.Elapsed():
                return self._elapsed(expr, owner)
            case tree.Select():
                return self._selected_number(expr, owner)
        raise AssertionError(f"no number: {expr}")

    def _case_of_numbers(self, node: tree.Case, owner: str) -> Number | None:
        result: Number | None = None
        for arm in reversed(self._arms(node)):
            holds = YES if arm.condition is None else self.truth(arm.condition, owner)
            result = self._either(holds, self.number(arm.value, owner), result)
        return result

    def _mass(self, values: list[Number]) -> Fraction | None:
        return next((v.molar_mass for v in values if v.molar_mass is not None), None)

    def _power(self, base: Number | None, exponent: Number | None) -> Number | None:
        if base is None or exponent is None or base.partial or exponent.partial:
            return None
        ends = powers(base.low, base.high, exponent.low, exponent.high)
        if ends is None:
            return None
        unit = UNITY
        if base.unit.dimension or base.unit.factor != 1:
            for _ in range(abs(int(exponent.low))):
                unit = multiply(unit, base.unit) if exponent.low > 0 else divide(unit, base.unit)
        return Number(*ends, unit)

    def _either(self, truth: Truth, then: Number | None, other: Number | None) -> Number | None:
        ways = [way for value, way in ((True, then), (False, other)) if value in truth]
        if any(way is None for way in ways):
            return None
        first = ways[0]
        assert first is not None
        moved_ways = [w.into(first.unit, first.molar_mass) for w in ways if w is not None]
        return Number(
            min(w.low for w in moved_ways),
            max(w.high for w in moved_ways),
            first.unit,
            first.molar_mass,
            any(w.partial for w in moved_ways),
        )

    def _calculated(self, node: tree.Arithmetic, owner: str) -> Number | None:
        a, b = self.number(node.left, owner), self.number(node.right, owner)
        if a is None or b is None:
            return None
        mass = a.molar_mass if a.molar_mass is not None else b.molar_mass
        if node.op in "+-":
            b, unit = b.into(a.unit, a.molar_mass), a.unit
        else:
            unit = multiply(a.unit, b.unit) if node.op == "*" else divide(a.unit, b.unit)
        if node.op == "/" and b.low <= 0 <= b.high:
            return None
        apply = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[node.op]
        corners = [apply(x, y) for x in a.ends() for y in b.ends()]
        return Number(min(corners), max(corners), unit, mass, a.partial or b.partial)

    def _elapsed(self, node: tree.Elapsed, owner: str) -> Number | None:
        start, end = self._moment(node.start, owner), self._moment(node.end, owner)
        if not isinstance(start, Stretch) or not isinstance(end, Stretch):
            return None
        unit = ELAPSED[node.measure]
        step = {"years": 12, "months": 1}.get(node.measure)
        counts = []
        for s, e in product({start.first, start.last}, {end.first, end.last}):
            counts.append(Fraction(completed(step, s, e)) if step else Fraction(e - s, length("1", unit).micros))
        return Number(min(counts), max(counts), parse_unit(unit))

    # ------------------------------------------------------------ time

    def _moment(self, expr: tree.Expr, owner: str) -> Stretch | str | None:
        """Where a moment may lie, :data:`NEVER`, or None when nothing is known of it."""
        if isinstance(expr, tree.EdgeOf):
            assert isinstance(expr.period, tree.Name)
            stay = self._value(expr.period.name)
            if isinstance(stay, Stay):
                return stay.start if expr.edge == "start" else stay.end or Coming(stay.start)
            return stay
        if isinstance(expr, tree.Select):
            return self._selected_moment(expr, owner)
        if isinstance(expr, tree.Date):
            stamp = read_stamp(expr.text)
            assert stamp is not None
            return stamp.stretch if stamp.timed else WholeDay(stamp.stretch.first, stamp.stretch.last)
        if isinstance(expr, tree.Otherwise):
            known = (self._moment(operand, owner) for operand in expr.operands)
            return next((moment for moment in known if moment is not None and not isinstance(moment, Coming)), None)
        assert isinstance(expr, tree.Name)
        if self._field(expr.name) is None and expr.name in self.defines and expr.name not in self.facts:
            return self.root._moment(self.defines[expr.name].body, "")
        name = expr.name if expr.name in self.facts or expr.name != "anchor" else self.anchor
        return self._value(name)

    def _window(self, node: tree.Window, owner: str) -> Truth:
        sides = [self._is_screening(side, owner) for side in (node.subject, node.anchor)]
        return self._within(node, self._moment(node.subject, owner), self._moment(node.anchor, owner), owner, sides)

    def _within(
        self, node: tree.Window, subject: Any, anchor: Any, owner: str, sides: Sequence[bool] = (False, False)
    ) -> Truth:
        """Whether a moment lies in a window of another; ``sides`` are the screening."""
        if NEVER in (subject, anchor):
            return NO
        if node.duration is not None and not isinstance(node.duration, tree.Quantity):
            return self._reaches(node, node.duration, subject, anchor, owner, sides)
        if isinstance(subject, Stay):
            return self._stays(node, subject, anchor, sides[1])
        coming = next((moment for moment in (subject, anchor) if isinstance(moment, Coming)), None)
        if coming is None or not any(sides):
            return self._lies(node, self._placed(subject), self._placed(anchor))
        now, start = self.values.get("screening"), coming.start
        ways = set()
        # The end and the screening move together: the one is always after the other.
        for at in now.around(start.first, start.last) if now else (start.last,):
            here, end = Stretch(at, at), Stretch(max(_next(at), start.first), LAST)
            ways |= self._lies(node, *((here, end) if sides[0] else (end, here)))
        return frozenset(ways)

    def _stays(self, node: tree.Window, stay: Stay, anchor: Any, beside_screening: bool) -> Truth:
        """Whether some of a period lies in a window, or all of it on one side of a moment."""
        far = _length_of(node.duration) if node.duration is not None else Length(0, 0)
        some = node.direction == "of" or node.bound in ("within", "at most", "less than")
        by_days = isinstance(anchor, WholeDay)

        def holds(start: int, end: int, at: int) -> bool:
            if some:
                return any(_in_window(node, t, at, far, by_days) for t in (start, end, at) if start <= t <= end)
            return all(_in_window(node, t, at, far, by_days) for t in (start, end))

        return self._each_stay(stay, anchor, beside_screening, (far,), holds)

    def _stays_for(
        self, node: tree.Window, stay: Stay, anchor: Any, limits: Number | None, beside_screening: bool
    ) -> Truth:
        """The same of a window whose length is computed, and may lie between two limits."""
        holds = RELATIONS[BOUNDS.get(node.bound, "<=")]
        lengths = (Fraction(0), Fraction(LAST)) if limits is None else limits.ends()

        def near(length: Fraction) -> Callable[[int, int, int], bool]:
            def holds_for(start: int, end: int, at: int) -> bool:
                begun = start <= at or (node.direction != "before" and holds(start - at, length))
                return begun and (end >= at or (node.direction != "after" and holds(at - end, length)))

            return holds_for

        tries = [self._each_stay(stay, anchor, beside_screening, _whole(x), near(x)) for x in lengths]
        return frozenset().union(*tries)

    def _each_stay(
        self,
        stay: Stay,
        anchor: Any,
        beside_screening: bool,
        lengths: Sequence[Length],
        holds: Callable[[int, int, int], bool],
    ) -> Truth:
        """What holds of the instants that a period may begin and end at, and a moment may be."""
        now = self.values.get("screening")
        if stay.end is None and anchor is None and beside_screening:
            anchor = Stretch(0, LAST)
        anchor = self._placed(anchor)
        if anchor == NEVER:
            return NO
        if not isinstance(anchor, Stretch):
            return OPEN

        def beside(*instants: int) -> list[int]:
            return [moved(i, far, sign) for i in instants for far in lengths for sign in (-1, 0, 1)]

        last = stay.end or Stretch(0, LAST)
        found = set()
        for at in anchor.around(*beside(*_ends(stay.start), *_ends(stay.end)), *_ends(now)):
            for start in stay.start.around(*beside(at, *_ends(anchor), *_ends(stay.end))):
                earliest = start
                if stay.end is None:
                    earliest = max(
                        start, _next(at if beside_screening else _ends(now)[0]) if beside_screening or now else 0
                    )
                for end in {max(e, earliest) for e in last.around(earliest, *beside(at, *_ends(anchor)))}:
                    found.add(holds(start, end, at))
        return frozenset(found)

    def _is_screening(self, expr: tree.Expr, owner: str) -> bool:
        if isinstance(expr, tree.Otherwise):
            known = (part for part in expr.operands if self._knows(part, owner))
            return any(self._is_screening(part, owner) for part in itertools.islice(known, 1))
        if isinstance(expr, tree.Name) and self._field(expr.name) is None and expr.name in self.defines:
            return expr.name not in self.facts and self.root._is_screening(self.defines[expr.name].body, "")
        if not isinstance(expr, tree.Name) or self._field(expr.name) is not None:
            return False
        is_anchor = expr.name == "anchor" and "anchor" not in self.facts
        return (self.anchor if is_anchor else expr.name) == "screening"

    def _knows(self, expr: tree.Expr, owner: str) -> bool:
        moment = self._moment(expr, owner)
        return moment is not None and not isinstance(moment, Coming)

    def _placed(self, moment: Any) -> Any:
        """Where a moment lies, though it may be still to come."""
        if not isinstance(moment, Coming):
            return moment
        now = self.values.get("screening")
        return Stretch(max(moment.start.first, _next(now.first) if now else 0), LAST)

    def _lies(self, node: tree.Window, subject: Any, anchor: Any) -> Truth:
        """Whether a moment lies in a window of another."""
        if NEVER in (subject, anchor):
            return NO
        if not isinstance(subject, Stretch) or not isinstance(anchor, Stretch):
            return OPEN
        far = _length_of(node.duration) if node.duration is not None else Length(0, 0)
        edges = [moved(a, far, sign) for a in (anchor.first, anchor.last) for sign in (-1, 0, 1)]
        backwards = [moved(s, far, sign) for s in (subject.first, subject.last) for sign in (-1, 0, 1)]
        by_days = isinstance(subject, WholeDay) or isinstance(anchor, WholeDay)
        ways = product(subject.around(*edges), anchor.around(*backwards))
        return frozenset(_in_window(node, s, a, far, by_days) for s, a in ways)

    def _reaches(
        self, node: tree.Window, length: tree.Expr, subject: Any, anchor: Any, owner: str, sides: Sequence[bool]
    ) -> Truth:
        """The same for a length that is chosen or computed."""

        def lies(part: tree.Expr) -> Truth:
            return self._within(replace(node, duration=part), subject, anchor, owner, sides)

        near = node.bound in ("within", "at most", "less than")
        match length:
            case tree.Name(name=name) if isinstance(body := self._choice_of_lengths(name), tree.Expr):
                return self.root._reaches(node, body, subject, anchor, "", sides)
            case tree.Extreme(which=which, operands=operands):
                join = any if (which == "greatest") == near else all
                return lifted(lambda *v: join(v), *map(lies, operands))
            case tree.If(condition=condition, then=then, otherwise=otherwise) if otherwise is not None:
                return lifted(lambda c, a, b: a if c else b, self.truth(condition, owner), lies(then), lies(otherwise))
            case tree.Case():
                return self._case(length, owner, lies)
        number = self.number(length, owner)
        limits = None if number is None else number.into(parse_unit("us"))
        holds = RELATIONS[BOUNDS.get(node.bound, "<=")]
        if isinstance(subject, Stay):
            if near:
                return self._stays_for(node, subject, anchor, limits, sides[1])
            last = subject.end or Coming(subject.start)
            subject = subject.start if node.direction == "after" else last
        truths: list[Truth] = []
        if node.direction != "of":
            truths = [self._within(replace(node, bound="at or", duration=None), subject, anchor, owner, sides)]
        for sign in {"before": (-1,), "after": (1,), "of": (-1, 1)}[node.direction]:
            if limits is None or not isinstance(subject, Stretch) or not isinstance(anchor, Stretch):
                truths.append(OPEN)
                continue
            apart = [sign * (s - a) for s in (subject.first, subject.last) for a in (anchor.first, anchor.last)]
            truths.append(frozenset(holds(x, y) for x in apart for y in limits.ends()))
        return lifted(lambda *v: all(v), *truths)

    def _choice_of_lengths(self, name: str) -> tree.Expr | None:
        """What a definition says, if it chooses between lengths."""
        if self._field(name) is not None or name not in self.defines or name in self.facts:
            return None
        body = self.defines[name].body
        return body if isinstance(body, tree.Extreme | tree.Case | tree.If) else None

    def _lasting(self, node: tree.Lasting) -> Truth:
        assert isinstance(node.period, tree.Name)
        stay, now = self._value(node.period.name), self.values.get("screening")
        asked = _length_of(node.duration)
        holds = RELATIONS[BOUNDS[node.bound]]
        if stay == NEVER:
            return frozenset({holds(0, asked.months + asked.micros)})
        if not isinstance(stay, Stay):
            return OPEN
        found = set()
        starts = stay.start
        nows = now if isinstance(now, Stretch) else Stretch(0, 2 * LAST)  # no end of the calendar decides
        ends = stay.end if stay.end is not None else nows
        goals = [moved(s, asked, 1) for s in (starts.first, starts.last)]
        for start in starts.around(*(moved(e, asked, -1) for e in (ends.first, ends.last, nows.first, nows.last))):
            for end in ends.around(start, *goals):
                for here in nows.around(start, end, *goals):
                    until = max(start, here if stay.end is None else min(end, here))
                    found.add(holds(compared(until, moved(start, asked, 1), asked), 0))
        return frozenset(found)

    def _during(self, node: tree.During, owner: str) -> Truth:
        assert isinstance(node.period, tree.Name)
        stay, at = self._value(node.period.name), self._placed(self._moment(node.anchor, owner))
        if NEVER in (stay, at):
            return NO
        if not isinstance(stay, Stay) or not isinstance(at, Stretch):
            return OPEN
        found, step = set(), DAY if isinstance(at, WholeDay) else 1
        for here in at.around(*_ends(stay.start), *_ends(stay.end)):
            for start in stay.start.around(here):
                for end in (stay.end or at).around(here):
                    found.add(start // step <= here // step and (stay.end is None or here // step <= end // step))
        return frozenset(found)


def _names(part: object) -> Iterator[str]:
    if isinstance(part, tree.Name):
        yield part.name
    if isinstance(part, tree.Node):
        for name in type(part).__slots__:
            yield from _names(getattr(part, name))
    if isinstance(part, tuple):
        for inner in part:
            yield from _names(inner)


def _any_of(values: Iterable[Any], holds: Callable[[Any], bool]) -> Truth:
    """Whether something holds of a value that is one of several."""
    return frozenset(truth for value in values for truth in (OPEN if value is None else (holds(value),)))


def _either_of(numbers: Sequence[Number | None]) -> Number | None:
    """A number that is one of several; unknown when one of them is."""
    known = [number for number in numbers if isinstance(number, Number)]
    if len(known) < len(numbers):
        return None
    partial = any(n.partial for n in known)
    return Number(min(n.low for n in known), max(n.high for n in known), known[0].unit, known[0].molar_mass, partial)


def _whole(length: Fraction) -> tuple[Length, ...]:
    """The whole microseconds about a length."""
    return (Length(0, min(abs(int(length)), LAST)), Length(0, min(abs(int(length)) + 1, LAST)))


def _next(instant: int) -> int:
    """The instant after one, as far as the calendar goes."""
    return min(instant + 1, LAST)


def _ends(stretch: Stretch | None) -> tuple[int, ...]:
    return () if stretch is None else (stretch.first, stretch.last)


def _length_of(quantity: tree.Quantity) -> Length:
    assert quantity.unit is not None
    return length(quantity.number, quantity.unit.text)


def _in_window(node: tree.Window, subject: int, anchor: int, far: Length, by_days: bool = False) -> bool:
    """Whether an instant lies in a window of another, or its day in one of a day."""
    step = DAY if by_days else 1
    if node.duration is None:
        tests = {"before": operator.lt, "after": operator.gt}
        loose = node.bound == "at or" and subject // step == anchor // step
        return loose or tests[node.direction](subject // step, anchor // step)
    if node.direction == "of":
        return any(
            _in_window(replace(node, bound="within", direction=side), subject, anchor, far, by_days)
            for side in ("before", "after")
        )
    sign = -1 if node.direction == "before" else 1
    edge = moved(anchor, far, sign)
    beyond = sign * (subject // DAY - edge // DAY if by_days else compared(subject, edge, far))
    on_side = sign * (subject // step - anchor // step) >= 0
    match node.bound:
        case "within" | "at most":
            return on_side and beyond <= 0
        case "less than":
            return on_side and beyond < 0
        case "at least":
            return beyond >= 0
        case _:
            return beyond > 0
