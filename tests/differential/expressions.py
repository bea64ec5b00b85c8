"""Strategies of well-typed expressions over the names that are declared so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from .pieces import (
    AND,
    BRANCH,
    EXPRESSION,
    MEASURE,
    NOT,
    OR,
    POWER,
    PRIMARY,
    PRODUCT,
    RELATION,
    SIGN,
    SUM,
    VALUE,
    Piece,
    Slot,
    atom,
    chain,
    infix,
    piece,
)  # fmt: skip
from .selections import Listing, Selecting
from .vocabulary import CALENDAR, FIXED, QUANTITIES, RARE, TEXTS

RELATIONS = ("<", "<=", "=", "!=", ">=", ">")
WINDOWS = ("within", "at least", "at most", "more than", "less than")
SUBSTANCE = ("mass concentration", "amount concentration")
LITERALS = ("2025-03-31", "2025-02-28", "2025-03-31T10:00", "2025-03-30T23:59:59", "2024-09-30", "2007-03-31")
MEASURES = ("years", "months", "weeks", "days", "hours", "minutes")


@dataclass
class Scope:
    """The names that an expression may use.

    Attributes:
        numbers: by kind of quantity; facts and definitions.
        molar: facts that convert between mass and amount of substance.
        flags, choices, moments, periods: facts; ``choices`` with their values.
        named: for a choice, the lists that it has all values of.
        conditions: definitions, criteria and labelled members.
        exact_times: facts that are lengths of time in units other than months and years.
        taken: every name in use.
        members: receives the names of labelled members where an expression may declare them, else None.
        verdicts: whether `eligible` may be used.
        lists: facts that repeat.
        outside: the scope around the entry whose fields this one adds; what they hold is for that entry alone.
    """

    numbers: dict[str, list[str]] = field(default_factory=dict)
    molar: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)
    ordered: list[str] = field(default_factory=list)
    moments: list[str] = field(default_factory=lambda: ["screening"])
    anchor: str = "screening"
    periods: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=lambda: {"screening"})
    facts: list[str] = field(default_factory=lambda: ["screening"])
    number_facts: dict[str, str] = field(default_factory=dict)
    exact_times: list[str] = field(default_factory=list)
    members: list[str] | None = None
    verdicts: bool = False
    lists: dict[str, Listing] = field(default_factory=dict)
    outside: Scope | None = None


class Author:
    """Writes expressions; every method draws what it needs."""

    def __init__(self, draw: st.DrawFn, scope: Scope, name: Callable[[], str]) -> None:
        self.draw = draw
        self.scope = scope
        self.name = name
        self.selecting = Selecting(self)

    def within(self, scope: Scope) -> Author:
        """The same author with other names to use."""
        return Author(self.draw, scope, self.name)

    def one(self, *values: object) -> object:
        return self.draw(st.sampled_from(values))

    def chance(self, out_of: int) -> bool:
        return self.draw(st.integers(1, out_of)) == out_of

    def pick(self, ways: list[Callable[[], Piece]]) -> Piece:
        return self.draw(st.sampled_from(ways))()

    def text(self) -> str:
        text = self.draw(st.sampled_from(TEXTS))
        for said, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(said, written)
        return f'"{text}"'

    # ------------------------------------------------------------ conditions

    def condition(self, depth: int) -> Piece:
        """Any condition with at most ``depth`` parts within each other."""
        if depth <= 0:
            return self.pick(self._leaves())
        return self.pick([*self._leaves(), *self._compounds(depth - 1)])

    def _leaves(self) -> list[Callable[[], Piece]]:
        scope, ways = self.scope, []
        if scope.flags:
            ways += [self._flag]
        if scope.choices:
            ways += [self._choice, self._one_of]
        if scope.ordered:
            ways += [self._ranked]
        if scope.number_facts:
            ways += [self._threshold, self._threshold, self._threshold, self._between]
        if len(scope.moments) > 1 or scope.periods:
            ways += [self._window, self._window, self._order]
        if scope.periods:
            ways += [self._lasting, self._lasting, self._during]
        if scope.conditions:
            ways += [lambda: atom(self.draw(st.sampled_from(scope.conditions)))]
        if scope.verdicts:
            ways += [lambda: atom(str(self.one("eligible", "ineligible")))]
        if len(scope.facts) > 1 or not ways:
            ways += [self._known]
        return ways + self._selections()

    def _selections(self) -> list[Callable[[], Piece]]:
        ways, selecting = [], self.selecting
        if self.scope.lists:
            ways += [lambda: selecting.condition(1)] * 6
        if selecting.holding("flag", "condition"):
            ways += [lambda: selecting.flag(1)] * 2
        if selecting.holding("choice"):
            ways += [lambda: selecting.choice(1)] * 2
        if selecting.holding("flag", "choice", "moment", "number"):
            ways += [lambda: selecting.known(1)]
        if selecting.quantities():
            ways += [self._selected_threshold] * 6
        return ways

    def _selected_threshold(self) -> Piece:
        kind = self.draw(st.sampled_from(self.selecting.quantities()))
        number, limit = Slot(self.selecting.number(kind, 1), VALUE), Slot(self.literal(kind), VALUE)
        first, second = (number, limit) if self.draw(st.booleans()) else (limit, number)
        return piece(RELATION, first, f" {self.one(*RELATIONS)} ", second)

    def _compounds(self, depth: int) -> list[Callable[[], Piece]]:
        ways = [
            lambda: self._logic(depth),
            lambda: self._logic(depth),
            lambda: self._group(depth),
            lambda: self._group(depth),
            lambda: piece(NOT, "not ", Slot(self.condition(depth), NOT)),
            lambda: piece(
                EXPRESSION, Slot(self.condition(depth), OR), " implies ", Slot(self.condition(depth), BRANCH)
            ),
            lambda: self._branch(lambda: self.condition(depth), may_end=True, depth=depth),
            lambda: self._case(lambda: self.condition(depth), depth),
            lambda: self._asked(depth),
        ]
        if any(self.scope.numbers.values()):
            ways += [lambda: self._comparison(depth)] * 3
        return ways

    def _logic(self, depth: int) -> Piece:
        operands = [self.condition(depth) for _ in range(self.draw(st.integers(2, 3)))]
        return chain(OR, "or", operands) if self.chance(2) else chain(AND, "and", operands)

    def _asked(self, depth: int) -> Piece:
        inner, word = Slot(self.condition(depth), VALUE), self.one("= yes", "= no", "!= yes", "!= no")
        return piece(RELATION, inner, f" {word}")

    def _branch(self, operand: Callable[[], Piece], *, may_end: bool, depth: int) -> Piece:
        head: list[str | Slot] = ["if ", Slot(self.condition(depth), BRANCH), " then ", Slot(operand(), EXPRESSION)]
        if not may_end or self.chance(2):
            head += [" else ", Slot(operand(), BRANCH)]
        return Piece(BRANCH, tuple(head))

    def _case(self, value: Callable[[], Piece], depth: int) -> Piece:
        """Arms of one choice, of one number in steps, or of anything."""
        conditions = self.draw(st.sampled_from([self._mixed_arms, self._choice_arms, self._steps]))(depth)
        parts: list[str | Slot] = ["case { "]
        for index, condition in enumerate(conditions):
            if index:
                parts.append(str(self.one(",\n", ", ")))
            parts += [Slot(condition, BRANCH), ": ", Slot(value(), BRANCH)]
        if self.draw(st.booleans()):
            parts += [str(self.one(",\n", ", ", "\n")), "otherwise: ", Slot(value(), BRANCH)]
        return piece(PRIMARY, *parts, str(self.one(" }", "\n}", ",\n}")))

    def _mixed_arms(self, depth: int) -> list[Piece]:
        return [self.condition(depth) for _ in range(self.draw(st.integers(1, 3)))]

    def _choice_arms(self, depth: int) -> list[Piece]:
        if not self.scope.choices:
            return self._mixed_arms(depth)
        name = self.draw(st.sampled_from(sorted(self.scope.choices)))
        values = self.draw(st.permutations(self.scope.choices[name]))
        kept = values[: self.draw(st.integers(1, len(values)))]
        return [piece(RELATION, Slot(atom(name), VALUE), " = ", Slot(atom(value), VALUE)) for value in kept]

    def _steps(self, depth: int) -> list[Piece]:
        if not self.scope.number_facts:
            return self._mixed_arms(depth)
        name = self.draw(st.sampled_from(sorted(self.scope.number_facts)))
        kind = self.scope.number_facts[name]
        unit = self.draw(st.integers(0, len(QUANTITIES[kind].units) - 1))
        numbers = sorted(set(QUANTITIES[kind].numbers[unit]), key=float)
        relation, beyond = self.draw(st.sampled_from([("<", ">="), ("<=", ">"), ("<", ">")]))
        limits = [self._with_unit(number, QUANTITIES[kind].units[unit]) for number in numbers]
        arms = [(relation, limit) for limit in limits]
        if self.draw(st.booleans()):
            arms.append((beyond, limits[-1]))
        return [piece(RELATION, Slot(atom(name), VALUE), f" {op} ", Slot(atom(limit), VALUE)) for op, limit in arms]

    def _group(self, depth: int) -> Piece:
        count = self.draw(st.integers(1, 3))
        members = [self._member(depth) for _ in range(count)]
        quantifier = self.one(
            "all of", "any of",
            f"at least {self.draw(st.integers(1, count))} of",
            f"at most {self.draw(st.integers(0, count + 1))} of",
            f"exactly {self.draw(st.integers(0, count))} of",
        )  # fmt: skip
        parts: list[str | Slot] = [f"{quantifier} {{ "]
        for index, member in enumerate(members):
            if index:
                # Without a comma a minus would go on with the member before.
                minus = piece(PRIMARY, *member).text().startswith("-")
                parts.append(str(self.one(",\n", ", ") if minus else self.one(",\n", ", ", "\n")))
            parts += member
        return piece(PRIMARY, *parts, str(self.one(" }", "\n}", ",\n}")))

    def _member(self, depth: int) -> tuple[str | Slot, ...]:
        label = None
        if self.scope.members is not None and self.chance(2):
            label = self.name()
            likely = [fact for fact in self.scope.facts if fact not in self.scope.members and "." not in fact]
            if likely and self.chance(3):
                label = self.draw(st.sampled_from(likely))  # outside it has its criterion's name before it
            self.scope.members.append(label)  # taken before its own condition declares any
        inner = Slot(self.condition(depth), BRANCH)
        if label is None:
            return (inner,)
        if label not in self.scope.facts:
            self.scope.conditions.append(label)
        return (f"{label} {self.text()}: ", inner)

    def _flag(self) -> Piece:
        return atom(self.draw(st.sampled_from(self.scope.flags)))

    def _choice(self) -> Piece:
        name = self.draw(st.sampled_from(sorted(self.scope.choices)))
        value, relation = self.draw(st.sampled_from(self.scope.choices[name])), self.one("=", "!=")
        sides = (name, value) if self.draw(st.booleans()) or value in self.scope.taken else (value, name)
        return piece(RELATION, Slot(atom(sides[0]), VALUE), f" {relation} ", Slot(atom(sides[1]), VALUE))

    def _ranked(self) -> Piece:
        """A comparison of an ordered choice that is neither always true nor always false."""
        name = self.draw(st.sampled_from(self.scope.ordered))
        values = self.scope.choices[name]
        place = self.draw(st.integers(1, len(values) - 1))
        relation, value = self.one(
            ("<", values[place]), (">=", values[place]), (">", values[place - 1]), ("<=", values[place - 1])
        )  # type: ignore[misc]
        if self.chance(4):
            return piece(RELATION, Slot(atom(name), VALUE), f" between {values[place - 1]} and {values[place]}")
        if self.chance(4) and value not in self.scope.taken:
            relation = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}[relation]
            return piece(RELATION, f"{value} {relation} ", Slot(atom(name), VALUE))
        return piece(RELATION, Slot(atom(name), VALUE), f" {relation} {value}")

    def _one_of(self) -> Piece:
        name = self.draw(st.sampled_from(sorted(self.scope.choices)))
        verb, lists = self.one("is", "is not"), self.scope.named.get(name, [])
        if lists and self.draw(st.booleans()):
            return piece(RELATION, Slot(atom(name), VALUE), f" {verb} one of {self.one(*lists)}")
        words = [*self.scope.choices[name], *lists]
        values = self.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))
        return piece(RELATION, Slot(atom(name), VALUE), f" {verb} one of {{ {', '.join(values)} }}")

    def _known(self) -> Piece:
        verb = self.one(" is known", " is not known")
        if self.chance(2) and any(self.scope.numbers.values()):
            operand = self.number(self._kind(), 1)
        elif self.scope.periods and self.chance(3):
            operand = self.moment()
        else:
            operand = atom(self.draw(st.sampled_from(self.scope.facts)))
        return piece(RELATION, Slot(operand, VALUE), str(verb))

    # ------------------------------------------------------------ comparisons of numbers

    def _kind(self) -> str:
        return self.draw(st.sampled_from(sorted(kind for kind, names in self.scope.numbers.items() if names)))

    def _threshold(self) -> Piece:
        name = self.draw(st.sampled_from(sorted(self.scope.number_facts)))
        limit, relation = self.limit(name), self.one(*RELATIONS)
        left, right = (atom(name), limit) if self.draw(st.booleans()) else (limit, atom(name))
        return piece(RELATION, Slot(left, VALUE), f" {relation} ", Slot(right, VALUE))

    def limit(self, name: str) -> Piece:
        """A constant that a fact can be compared with, in any unit that fits."""
        kind = self.scope.number_facts[name]
        if name in self.scope.molar:
            kind = str(self.one(*SUBSTANCE))
        elif kind == "pure":
            kind = str(self.one("pure", "pure", "percent"))
        return self.literal(kind)

    def _between(self) -> Piece:
        name = self.draw(st.sampled_from(sorted(self.scope.number_facts)))
        kind = self.scope.number_facts[name]
        unit = self.draw(st.integers(0, len(QUANTITIES[kind].units) - 1))
        numbers = st.sampled_from(QUANTITIES[kind].numbers[unit])
        low, high = sorted((self.draw(numbers), self.draw(numbers)), key=float)
        ends = [atom(self._with_unit(number, QUANTITIES[kind].units[unit])) for number in (low, high)]
        facts = [other for other in self.scope.numbers[kind] if other in self.scope.number_facts]
        if self.chance(4):
            ends[self.draw(st.integers(0, 1))] = atom(self.draw(st.sampled_from(facts)))
        return piece(
            RELATION, Slot(atom(name), VALUE), " between ", Slot(ends[0], VALUE), " and ", Slot(ends[1], VALUE)
        )

    def _comparison(self, depth: int) -> Piece:
        kind, relation = self._kind(), self.one(*RELATIONS)
        left, right = self.number(kind, depth), self.number(kind, depth)
        return piece(RELATION, Slot(left, VALUE), f" {relation} ", Slot(right, VALUE))

    # ------------------------------------------------------------ numbers

    def _with_unit(self, number: str, unit: str) -> str:
        return number if unit == "1" else f"{number} {unit}"

    def literal(self, kind: str, *, positive: bool = False) -> Piece:
        """A constant; one above zero, when ``positive``."""
        quantity = QUANTITIES[kind]
        unit = self.draw(st.integers(0, len(quantity.units) - 1))
        numbers = [n for n in quantity.numbers[unit] if not positive or float(n)]
        text = self._with_unit(self.draw(st.sampled_from(numbers)), quantity.units[unit])
        return piece(SIGN, "-", Slot(atom(text), SIGN)) if not positive and self.chance(8) else atom(text)

    def number(self, kind: str, depth: int) -> Piece:
        """A number of a kind of quantity."""
        names = self.scope.numbers.get(kind, [])
        leaves: list[Callable[[], Piece]] = [lambda: self.literal(kind)]
        if names:
            leaves += [lambda: atom(self.draw(st.sampled_from(names)))] * 2
        if kind == "time" and (len(self.scope.moments) > 1 or self.scope.periods):
            leaves.append(self._elapsed)
        if kind == "pure" and self.scope.number_facts:
            leaves.append(self._bare)
        if kind == "pure" and self.scope.lists:
            leaves.append(lambda: self.selecting.count(1))
        if kind in self.selecting.quantities():
            leaves += [lambda: self.selecting.number(kind, 1)] * 3
        if depth <= 0:
            return self.pick(leaves)
        return self.pick([*leaves, *self._calculations(kind, depth - 1)])

    def _calculations(self, kind: str, depth: int) -> list[Callable[[], Piece]]:
        def same() -> Piece:
            return self.number(kind, depth)

        ways: list[Callable[[], Piece]] = [
            lambda: chain(VALUE, "otherwise", [same() for _ in range(self.draw(st.integers(2, 3)))]),
            lambda: self._branch(same, may_end=False, depth=depth),
            lambda: self._case(same, depth),
            lambda: self._extreme(same),
        ]
        if not QUANTITIES[kind].additive:
            return ways
        ways += [
            lambda: infix(SUM, str(self.one("+", "-")), same(), same()),
            lambda: infix(PRODUCT, "*", same(), self.number("pure", depth)),
            lambda: infix(PRODUCT, "*", self.number("pure", depth), same()),
            lambda: infix(PRODUCT, "/", same(), self._divisor("pure")),
            lambda: piece(SIGN, "-", Slot(same(), SIGN)),
        ]
        if kind == "pure":
            ways.append(lambda: self._ratio(depth))
            ways.append(lambda: self._power(depth))
            ways.append(lambda: self._logarithm(depth))
        else:
            ways.append(lambda: infix(PRODUCT, "*", self.number("pure", depth), atom(f"1 {QUANTITIES[kind].units[0]}")))
            ways.append(lambda: infix(PRODUCT, "/", self._square(same()), self.literal(kind, positive=True)))
        return ways

    def _extreme(self, operand: Callable[[], Piece]) -> Piece:
        parts: list[str | Slot] = [f"{self.one('greatest', 'least')} of {{ ", Slot(operand(), VALUE)]
        for _ in range(self.draw(st.integers(1, 2))):
            parts += [", ", Slot(operand(), VALUE)]
        return piece(PRIMARY, *parts, str(self.one(" }", ", }")))

    def _square(self, base: Piece) -> Piece:
        return piece(POWER, Slot(base, MEASURE), " ^ ", Slot(atom("2"), SIGN))

    def _power(self, depth: int) -> Piece:
        exponents = ("2", "3", "0.5", "0.25", "-1", "-0.241", "-1.154", "0", "1.5", "(1 / 3)", "2 ^ 2")
        written = self.draw(st.sampled_from(exponents))
        exponent = Slot(atom(written) if "^" not in written else piece(POWER, written), SIGN)
        if self.chance(4):
            exponent = Slot(self.number("pure", 0), SIGN)
        return piece(POWER, Slot(self.number("pure", depth), MEASURE), " ^ ", exponent)

    def _logarithm(self, depth: int) -> Piece:
        """Of a positive constant, or of what holds a fact: a constant that has no logarithm is an error."""
        facts = [name for name in self.scope.numbers.get("pure", []) if name in self.scope.number_facts]
        operand = self.literal("pure", positive=True)
        if facts and not self.chance(4):
            operand = atom(self.draw(st.sampled_from(facts)))
            if self.draw(st.booleans()):
                sign, other = str(self.one("+", "-")), self.number("pure", depth)
                operand = infix(SUM, sign, *((operand, other) if self.draw(st.booleans()) else (other, operand)))
        return piece(POWER, f"{self.one('ln', 'log10')} of ", Slot(operand, MEASURE))

    def _elapsed(self) -> Piece:
        start, end = self.two_moments()
        end = Slot(end.piece, PRIMARY)
        return piece(VALUE, f"{self.one(*MEASURES)} from ", start, " to ", end)  # it extends over what follows it

    def _bare(self) -> Piece:
        name = self.draw(st.sampled_from(sorted(self.scope.number_facts)))
        kind = self.scope.number_facts[name]
        if name in self.scope.molar:
            kind = str(self.one(*SUBSTANCE))
        unit = self.draw(st.sampled_from(QUANTITIES[kind].units))
        return piece(MEASURE, Slot(atom(name), MEASURE), f" in {unit}")

    def _divisor(self, kind: str) -> Piece:
        names = self.scope.numbers.get(kind, [])
        facts = [name for name in names if name in self.scope.number_facts]
        if facts and self.draw(st.booleans()):
            return atom(self.draw(st.sampled_from(facts)))
        return self.literal(kind, positive=True)

    def _ratio(self, depth: int) -> Piece:
        """The quotient of two numbers of one kind, which may be in different units."""
        kinds = sorted(k for k, names in self.scope.numbers.items() if names and QUANTITIES[k].additive)
        kind = self.draw(st.sampled_from(kinds or ["pure"]))
        quotient = infix(PRODUCT, "/", self.number(kind, depth), self._divisor(kind))
        return piece(MEASURE, Slot(quotient, MEASURE), " in 1")

    # ------------------------------------------------------------ time

    def moment(self, *, selections: bool = True) -> Piece:
        """A moment, an edge of a period, or a moment of an entry."""
        if selections and self.selecting.holding("moment") and self.chance(3):
            return self.selecting.moment()
        if self.scope.periods and self.chance(3):
            return self._edge(self.draw(st.sampled_from(self.scope.periods)))
        return self._at(self.draw(st.sampled_from(self.scope.moments)))

    def any_moment(self) -> Piece:
        """What a name may stand for: a moment, one of several, or a date."""
        if self.chance(4):
            return atom(str(self.one(*LITERALS)))
        if self.chance(3):
            return chain(VALUE, "otherwise", [self.moment() for _ in range(self.draw(st.integers(2, 3)))])
        return self.moment()

    def _at(self, name: str) -> Piece:
        """A moment by its name, or the protocol's anchor by the word for it."""
        return atom("anchor" if name == self.scope.anchor and self.chance(2) else name)

    def _edge(self, period: str) -> Piece:
        return piece(PRIMARY, f"{self.one('start', 'end')} of ", Slot(atom(period), PRIMARY))

    def two_moments(self, *, period: bool = False) -> tuple[Slot, Slot]:
        """Two moments of different facts: a fact lies where it lies, also beside itself. The first may be a period."""
        facts = st.sampled_from([*self.scope.moments, *self.scope.periods])
        names = self.draw(st.lists(facts, min_size=2, max_size=2, unique=True))
        places = [self._edge(name) if name in self.scope.periods else self._at(name) for name in names]
        if self.chance(6):
            places[self.draw(st.integers(0, 1))] = atom(str(self.one(*LITERALS)))
        if self.chance(6):
            others = [self._at(self.draw(st.sampled_from(self.scope.moments))), atom(str(self.one(*LITERALS)))]
            place = self.draw(st.integers(0, 1))
            places[place] = chain(VALUE, "otherwise", [places[place], self.draw(st.sampled_from(others))])
        if period and names[0] in self.scope.periods and self.chance(2):
            places[0] = atom(names[0])
        elif self.selecting.holding("moment") and self.chance(3):
            place = self.draw(st.integers(0, 1))
            places[place] = self.selecting.moment(before_window=place == 0)
        return Slot(places[0], VALUE), Slot(places[1], VALUE)

    def duration(self, *, zero: bool = True) -> str:
        lengths = [d for d in (*FIXED, *CALENDAR) if zero or not d.startswith("0 ")]
        return self.draw(st.sampled_from(RARE)) if self.chance(40) else self.draw(st.sampled_from(lengths))

    def length(self, bound: str) -> list[str | Slot]:
        """How long a window is: mostly an amount, otherwise one that is chosen or computed."""
        # Nothing is less than no time from anything: a window of nothing decides nothing.
        if not self.chance(4):
            return [self.duration(zero=bound != "less than")]
        ways = [
            lambda: self._lengths("greatest"),
            lambda: self._lengths("least"),
            self._length_by_case,
            self._length_by_if,
        ]
        return [*self.draw(st.sampled_from(ways))()]

    def _lengths(self, which: str) -> list[str | Slot]:
        parts: list[str | Slot] = [f"{which} of {{ "]
        for index in range(self.draw(st.integers(2, 3))):
            parts += [", " if index else "", *self._one_length()]
        return [*parts, " }"]

    def _length_by_case(self) -> list[str | Slot]:
        parts: list[str | Slot] = ["case { "]
        for condition in self._choice_arms(0):
            parts += [Slot(condition, BRANCH), ": ", *self._one_length(), ", "]
        return [*parts, *(["otherwise: ", *self._one_length(), " }"] if self.draw(st.booleans()) else [" }"])]

    def _length_by_if(self) -> list[str | Slot]:
        condition = Slot(self.condition(0), BRANCH)
        return ["(if ", condition, " then ", *self._one_length(), " else ", *self._one_length(), ")"]

    def _one_length(self) -> list[str | Slot]:
        exact = [name for name in self.scope.exact_times if name in self.scope.facts]
        if exact and self.draw(st.booleans()):
            return [f"{self.one('5', '0.5')} * {self.draw(st.sampled_from(exact))}"]
        return [self.duration()]

    def _window(self) -> Piece:
        first, second = self.two_moments(period=True)
        bound = str(self.one(*WINDOWS))
        direction = self.one("before", "after", "of") if bound == "within" else self.one("before", "after")
        return piece(RELATION, first, f" {bound} ", *self.length(bound), f" {direction} ", second)

    def _order(self) -> Piece:
        first, second = self.two_moments(period=True)
        words = self.one("before", "after", "at or before", "at or after")
        return piece(RELATION, first, f" {words} ", second)

    def _lasting(self) -> Piece:
        period = Slot(atom(self.draw(st.sampled_from(self.scope.periods))), VALUE)
        return piece(RELATION, period, f" lasting {self.one(*WINDOWS[1:])} {self.duration()}")

    def _during(self) -> Piece:
        period = self.draw(st.sampled_from(self.scope.periods))
        others = [*self.scope.moments, *(p for p in self.scope.periods if p != period)]
        name = self.draw(st.sampled_from(others))
        moment = self._edge(name) if name in self.scope.periods else atom(name)
        return piece(RELATION, Slot(atom(period), VALUE), " at ", Slot(moment, VALUE))
