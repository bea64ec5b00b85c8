"""A second opinion on what a protocol means, straight from its syntax tree.

A truth is the set of Boolean values that are still possible, a number the two ends of where it may lie, in its own
unit; whatever may lie in several places is tried there, one place after another. Nothing here is fast, and nothing is
shared with the interpreter but the units.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from eligo.syntax import tree
from eligo.units import UNITY, UnitError, UnitOfMeasure, convert, divide, multiply, parse_unit

from .arms import last_needed, powers
from .clock import LAST, Length, Stamp, Stretch, compared, completed, length, moved, on_one_clock, read_stamp

Truth = frozenset[bool]
YES, NO, OPEN = frozenset({True}), frozenset({False}), frozenset({True, False})

NEVER = "never"
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

    def into(self, unit: UnitOfMeasure, molar_mass: Fraction | None = None) -> Number:
        mass = self.molar_mass if self.molar_mass is not None else molar_mass
        ends = [convert(end, self.unit, unit, mass) for end in (self.low, self.high)]
        return Number(*ends, unit, mass)

    def ends(self) -> tuple[Fraction, ...]:
        return (self.low,) if self.low == self.high else (self.low, self.high)


@dataclass(frozen=True)
class Stay:
    """A period: where its start and its end may lie; without an end it still runs."""

    start: Stretch
    end: Stretch | None


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
        facts = {s.name.text: s for s in module.statements if isinstance(s, tree.Fact)}
        facts = {"screening": tree.Fact("moment", tree.Word("screening"), tree.Text("")), **facts}
        timed: dict[str, Stamp | tuple[Stamp, Stamp | None]] = {}
        for name, fact in facts.items():
            given = raw.get(name)
            if given is None:
                if fact.missing is not None:
                    self.values[name] = _default(fact.kind, fact.missing.text)
            else:
                self._read(fact, given, timed)
        self._time(timed)

    def _read(self, fact: tree.Fact, given: Any, timed: dict[str, Any]) -> None:
        name = fact.name.text
        if fact.kind == "number":
            self._number(fact, given)
        elif fact.kind in ("moment", "period") and given is False:
            self.values[name] = NEVER
        elif fact.kind == "moment":
            self._keep(name, read_stamp(given), timed)
        elif fact.kind == "period":
            self._keep(name, _edges(given), timed)
        elif fact.kind == "flag":
            self._keep(name, given if isinstance(given, bool) else None, self.values)
        else:
            options = [option.text for option in fact.options]
            self._keep(name, given if isinstance(given, str) and given in options else None, self.values)

    def _keep(self, name: str, value: Any, into: dict[str, Any]) -> None:
        if value is None:
            self.bad.add(name)
        else:
            into[name] = value

    def _number(self, fact: tree.Fact, given: Any) -> None:
        name, unit = fact.name.text, parse_unit(fact.unit.text if fact.unit else "1")
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
            self.implausible.append(name)
        else:
            self.values[name] = Number(number.low, number.high, unit, mass)

    def _plausible(self, plausible: tree.Plausible, number: Number, mass: Fraction | None) -> bool:
        ends = []
        for quantity in (plausible.low, plausible.high):
            end = _written(quantity)
            ends.append(end.low if quantity.unit is None else end.into(number.unit, mass).low)
        return ends[0] <= number.low <= ends[1]

    def _time(self, timed: dict[str, Stamp | tuple[Stamp, Stamp | None]]) -> None:
        stamps = [s for value in timed.values() for s in (value if isinstance(value, tuple) else (value,)) if s]
        screening = timed.get("screening")
        placed = on_one_clock(stamps, screening if isinstance(screening, Stamp) else None)
        if placed is None:
            self.bad.add("")
            return
        for name, value in timed.items():
            if isinstance(value, Stamp):
                self.values[name] = placed[value]
                continue
            start, end = placed[value[0]], None if value[1] is None else placed[value[1]]
            if end is not None and end.last < start.first:
                self.bad.add(name)
            self.values[name] = Stay(start, end)


def _default(kind: str, word: str) -> object:
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


class _Oracle:
    def __init__(self, module: tree.Module, values: Mapping[str, Any]) -> None:
        self.values = values
        self.facts = {"screening": "moment"}
        self.defines: dict[str, tree.Define] = {}
        self.criteria: dict[str, tree.Criterion] = {}
        self.members: dict[str, tuple[str, tree.Expr]] = {}
        self.options: dict[str, list[str]] = {}
        self.lists = {s.name.text: s for s in module.statements if isinstance(s, tree.NamedList)}
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
        if f"{owner}.{name}" in self.members:
            name = f"{owner}.{name}"
        if name in self.facts:
            return "fact", self.facts[name], ""
        if name in self.defines:
            return "define", self.defines[name], ""
        if name in self.criteria:
            return "criterion", self.criteria[name], name
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
                return self._kind(found.body, "") if what == "define" else "condition"
            case (
                tree.Quantity()
                | tree.Negative()
                | tree.Arithmetic()
                | tree.Otherwise()
                | tree.Elapsed()
                | tree.InUnit()
                | tree.Extreme()
                | tree.Power()
            ):
                return "number"
            case tree.If():
                return self._kind(expr.then, owner)
            case tree.Case(arms=arms):
                return self._kind(arms[0].value, owner)
            case tree.EdgeOf():
                return "moment"
            case _:
                return "condition"

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
                return self._window(expr)
            case tree.Lasting():
                return self._lasting(expr)
            case tree.During():
                return self._during(expr)
        raise AssertionError(f"no condition: {expr}")

    def _listed(self, word: str) -> list[str]:
        """The values of a list; a value stands for itself."""
        named = self.lists.get(word)
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
            return frozenset({self.values[name]}) if name in self.values else OPEN
        if what == "criterion":
            return self.met(found)
        return self.truth(found.body if what == "define" else found, inside)

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

    def _case(self, node: tree.Case, owner: str) -> Truth:
        """The first arm that holds; what no arm holds for is open."""
        truths = [inner for arm in self._arms(node) for inner in self._arm(arm, owner)]

        def first(*values: bool) -> bool:
            pairs = zip(values[::2], values[1::2], strict=True)
            return next(value for holds, value in pairs if holds)

        return lifted(first, *truths, YES, OPEN)

    def _arm(self, arm: tree.Arm, owner: str) -> tuple[Truth, Truth]:
        holds = YES if arm.condition is None else self.truth(arm.condition, owner)
        return holds, self.truth(arm.value, owner)

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
        return value.into(parse_unit(fact.unit.text), mass).low

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
            if (
                isinstance(this, tree.Name)
                and isinstance(other, tree.Name)
                and other.name in self.options.get(this.name, [])
            ):
                return self._chosen(this, self._ranked(this.name, op, other.name), negated=False)
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

    def _ranked(self, choice: str, op: str, value: str) -> list[str]:
        """The values of a choice that stand in a relation to one of them, by the order of its declaration."""
        options = self.options[choice]
        return [option for option in options if RELATIONS[op](options.index(option), options.index(value))]

    def _chosen(self, choice: tree.Expr, options: Iterable[str], negated: bool) -> Truth:
        assert isinstance(choice, tree.Name)
        value = self.values.get(choice.name)
        return OPEN if value is None else frozenset({(value in options) is not negated})

    def _known(self, expr: tree.Expr, owner: str) -> bool:
        match self._kind(expr, owner), expr:
            case "number", tree.Name(name=name) if name in self.facts:
                return name in self.values
            case "number", _:
                return self.number(expr, owner) is not None
            case _, tree.EdgeOf():
                return self._moment(expr) is not None
            case _, tree.Name(name=name):
                return name in self.values
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
                    return self.values.get(name)
                value = self.number(found.body, "")
                return value if value is None or found.unit is None else value.into(parse_unit(found.unit.text))
            case tree.Negative(operand=x):
                value = self.number(x, owner)
                return None if value is None else Number(-value.high, -value.low, value.unit, value.molar_mass)
            case tree.Arithmetic():
                return self._calculated(expr, owner)
            case tree.Otherwise(operands=operands):
                known = [v for v in (self.number(o, owner) for o in operands) if v is not None]
                return known[0] if known else None
            case tree.If(condition=c, then=a, otherwise=b) if b is not None:
                return self._either(self.truth(c, owner), self.number(a, owner), self.number(b, owner))
            case tree.Case():
                return self._case_of_numbers(expr, owner)
            case tree.Extreme(which=which, operands=operands):
                values = [self.number(o, owner) for o in operands]
                if any(v is None for v in values):
                    return None
                first = values[0]
                assert first is not None
                alike = [v.into(first.unit, first.molar_mass) for v in values if v is not None]
                pick = max if which == "greatest" else min
                return Number(pick(v.low for v in alike), pick(v.high for v in alike), first.unit, self._mass(alike))
            case tree.Power(base=x, exponent=y):
                return self._power(self.number(x, owner), self.number(y, owner))
            case tree.InUnit(operand=x, unit=unit):
                value = self.number(x, owner)
                if value is None:
                    return None
                value = value.into(parse_unit(unit.text))
                return Number(value.low, value.high, UNITY)
            case tree.Elapsed():
                return self._elapsed(expr)
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
        if base is None or exponent is None:
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
        return Number(min(w.low for w in moved_ways), max(w.high for w in moved_ways), first.unit, first.molar_mass)

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
        return Number(min(corners), max(corners), unit, mass)

    def _elapsed(self, node: tree.Elapsed) -> Number | None:
        start, end = self._moment(node.start), self._moment(node.end)
        if not isinstance(start, Stretch) or not isinstance(end, Stretch):
            return None
        unit = ELAPSED[node.measure]
        step = {"years": 12, "months": 1}.get(node.measure)
        counts = []
        for s, e in product({start.first, start.last}, {end.first, end.last}):
            counts.append(Fraction(completed(step, s, e)) if step else Fraction(e - s, length("1", unit).micros))
        return Number(min(counts), max(counts), parse_unit(unit))

    # ------------------------------------------------------------ time

    def _moment(self, expr: tree.Expr) -> Stretch | str | None:
        """Where a moment may lie, :data:`NEVER`, or None when nothing is known of it."""
        if isinstance(expr, tree.EdgeOf):
            assert isinstance(expr.period, tree.Name)
            stay = self.values.get(expr.period.name)
            if isinstance(stay, Stay):
                return stay.start if expr.edge == "start" else stay.end
            return stay
        assert isinstance(expr, tree.Name)
        name = expr.name if expr.name in self.facts or expr.name != "anchor" else self.anchor
        return self.values.get(name)

    def _window(self, node: tree.Window) -> Truth:
        subject, anchor = self._moment(node.subject), self._moment(node.anchor)
        if NEVER in (subject, anchor):
            return NO
        if not isinstance(subject, Stretch) or not isinstance(anchor, Stretch):
            return OPEN
        far = _length_of(node.duration) if node.duration is not None else Length(0, 0)
        edges = [moved(a, far, sign) for a in (anchor.first, anchor.last) for sign in (-1, 0, 1)]
        backwards = [moved(s, far, sign) for s in (subject.first, subject.last) for sign in (-1, 0, 1)]
        return frozenset(_in_window(node, s, a, far) for s in subject.around(*edges) for a in anchor.around(*backwards))

    def _lasting(self, node: tree.Lasting) -> Truth:
        assert isinstance(node.period, tree.Name)
        stay, now = self.values.get(node.period.name), self.values.get("screening")
        asked = _length_of(node.duration)
        holds = RELATIONS[BOUNDS[node.bound]]
        if stay == NEVER:
            return frozenset({holds(0, asked.months + asked.micros)})
        if not isinstance(stay, Stay):
            return OPEN
        found = set()
        starts = stay.start
        nows = now if isinstance(now, Stretch) else Stretch(0, LAST)
        ends = stay.end if stay.end is not None else nows
        goals = [moved(s, asked, 1) for s in (starts.first, starts.last)]
        for start in starts.around(*(moved(e, asked, -1) for e in (ends.first, ends.last, nows.first, nows.last))):
            for end in ends.around(start, *goals):
                for here in nows.around(start, end, *goals):
                    until = max(start, here if stay.end is None else min(end, here))
                    found.add(holds(compared(until, moved(start, asked, 1), asked), 0))
        return frozenset(found)

    def _during(self, node: tree.During) -> Truth:
        assert isinstance(node.period, tree.Name)
        stay, at = self.values.get(node.period.name), self._moment(node.anchor)
        if NEVER in (stay, at):
            return NO
        if not isinstance(stay, Stay) or not isinstance(at, Stretch):
            return OPEN
        found = set()
        for here in at.around(*_ends(stay.start), *_ends(stay.end)):
            for start in stay.start.around(here):
                found |= {start <= here and (stay.end is None or here <= end) for end in (stay.end or at).around(here)}
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


def _ends(stretch: Stretch | None) -> tuple[int, ...]:
    return () if stretch is None else (stretch.first, stretch.last)


def _length_of(quantity: tree.Quantity) -> Length:
    assert quantity.unit is not None
    return length(quantity.number, quantity.unit.text)


def _in_window(node: tree.Window, subject: int, anchor: int, far: Length) -> bool:
    """Whether an instant lies in a window of another."""
    if node.duration is None:
        tests = {"before": operator.lt, "after": operator.gt}
        loose = node.bound == "at or" and subject == anchor
        return loose or tests[node.direction](subject, anchor)
    if node.direction == "of":
        return any(
            _in_window(tree.Window(node.subject, "within", node.duration, side, node.anchor), subject, anchor, far)
            for side in ("before", "after")
        )
    sign = -1 if node.direction == "before" else 1
    beyond = sign * compared(subject, moved(anchor, far, sign), far)
    on_side = sign * (subject - anchor) >= 0
    match node.bound:
        case "within" | "at most":
            return on_side and beyond <= 0
        case "less than":
            return on_side and beyond < 0
        case "at least":
            return beyond >= 0
        case _:
            return beyond > 0
