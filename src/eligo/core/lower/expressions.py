"""Expressions to the core's few kinds of node; every threshold moves into the unit of the data that it meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from eligo.core import nodes as n
from eligo.core.moments import Written, parse_moment
from eligo.core.program import around
from eligo.core.truth import Truth, truth_of
from eligo.core.values import Duration
from eligo.semantics.checked import Checked
from eligo.semantics.coverage import coverage
from eligo.semantics.quantities import quantity_text
from eligo.semantics.ranks import ranked
from eligo.semantics.relations import FLIPPED, HOLDS
from eligo.semantics.types import ChoiceType, ConditionType, Meaning, MomentType, NumberType, PeriodType
from eligo.syntax import tree

from .calculations import Calculations
from .selections import Selections
from .windows import Windows, either

_ALL_OF = {">": "greatest", ">=": "greatest", "<": "least", "<=": "least"}
"""To be above the greatest is to be above all of them, to be below it is to be below one; likewise for the least."""
_LASTING: dict[str, Any] = {"at least": ">=", "at most": "<=", "more than": ">", "less than": "<"}


class Expressions:
    """Lowers the expressions of one checked module, which holds no errors."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.member_keys = {id(symbol.node): key for key, symbol in checked.symbols.members.items()}
        self.calculations = Calculations(self)
        self.selections = Selections(self)
        self.windows = Windows(self)
        self.everyone_passes = n.All(tuple(self._passing(name) for name in checked.symbols.criteria))

    def _passing(self, criterion: str) -> n.Condition:
        met = n.Ref(criterion)
        return met if self.checked.symbols.criteria[criterion].kind == "include" else n.Not(met)

    def line(self, node: tree.Node) -> int:
        """The source line of a node; 0 in a file that the protocol uses, whose lines would be taken for its own."""
        start = node.span.start
        return self.checked.source.place(start).line if start < self.checked.own else 0

    def meaning(self, expr: tree.Expr) -> Meaning:
        """What a name stands for."""
        return self.checked.meanings[id(expr)]

    def number_type(self, expr: tree.Expr) -> NumberType:
        """The type of an expression known to be a number."""
        return cast(NumberType, self.checked.types[id(expr)])

    # ------------------------------------------------------------ conditions

    def condition(self, expr: tree.Expr) -> n.Condition:
        """A condition."""
        return _CONDITIONS[type(expr)](self, expr)

    def conditions(self, exprs: Iterable[tree.Expr]) -> tuple[n.Condition, ...]:
        """Several conditions."""
        return tuple(self.condition(expr) for expr in exprs)

    def name(self, node: tree.Name) -> n.Condition:
        meaning, line = self.meaning(node), self.line(node)
        if meaning.kind == "fact":
            return n.Flag(meaning.key, line=line)
        if meaning.kind == "verdict":
            return self.everyone_passes if meaning.key == "eligible" else n.Not(self.everyone_passes, line=line)
        return n.Ref(meaning.key, line=line)

    def truth(self, node: tree.Truth) -> n.Condition:
        return n.Always(truth_of(node.value), line=self.line(node))

    def negation(self, node: tree.Not) -> n.Condition:
        return n.Not(self.condition(node.operand), line=self.line(node))

    def logic(self, node: tree.Logic) -> n.Condition:
        members = self.conditions(node.operands)
        return n.All(members, line=self.line(node)) if node.op == "and" else n.Any(members, line=self.line(node))

    def implies(self, node: tree.Implies) -> n.Condition:
        unmet = n.Not(self.condition(node.condition), line=self.line(node.condition))
        return n.Any((unmet, self.condition(node.consequence)), line=self.line(node))

    def choose(self, node: tree.If) -> n.Condition:
        """``if`` with and without ``else``."""
        condition, then, line = self.condition(node.condition), self.condition(node.then), self.line(node)
        if node.otherwise is None:
            return n.Any((n.Not(condition, line=self.line(node.condition)), then), line=line)
        return either(condition, then, self.condition(node.otherwise), line)

    def cases(self, node: tree.Case) -> n.Condition:
        """A chain of ``if ... else``; without ``otherwise`` nobody knows, unless the arms leave no one out."""
        arms, last = self.arms(node)
        line = self.line(node)
        result = n.Always(Truth.UNKNOWN, line=line) if last is None else self.condition(last.value)
        for arm in reversed(arms):
            result = either(self.holds(arm), self.condition(arm.value), result, self.line(arm))
        return result

    def arms(self, node: tree.Case) -> tuple[tuple[tree.Arm, ...], tree.Arm | None]:
        """The arms that need their conditions, and the one for everyone else, if there is one."""
        covers = coverage(self.checked, node)
        if covers is None or covers.gap:
            return node.arms, None
        return node.arms[: covers.last], node.arms[covers.last]

    def holds(self, arm: tree.Arm) -> n.Condition:
        """The condition of an arm that has one."""
        return self.condition(cast(tree.Expr, arm.condition))

    def select(self, node: tree.Select) -> n.Condition:
        return self.selections.condition(node)

    def group(self, node: tree.Group) -> n.Condition:
        members, line = tuple(map(self.member, node.members)), self.line(node)
        if node.count is None:
            if node.quantifier == "all":
                return n.All(members, line=line)
            some = n.Any(members, line=line)
            return some if node.quantifier == "any" else n.Not(some, line=line)
        count = int(node.count)
        low = 0 if node.quantifier == "at most" else count
        high = None if node.quantifier == "at least" else count
        return n.Count(low, high, members, line=line)

    def member(self, member: tree.Member) -> n.Condition:
        """A member of a group: a labelled one is a definition of its own, which the group refers to."""
        key = self.member_keys.get(id(member))
        if key is None:
            return self.condition(member.condition)
        return n.Ref(key, line=self.line(member.condition))

    def one_of(self, node: tree.OneOf) -> n.Condition:
        return self._is(node, node.operand, self.checked.chosen[id(node)], node.negated)

    def _is(self, node: tree.Expr, choice: tree.Expr, wanted: Iterable[str], negated: bool) -> n.Condition:
        kind, line, listed = cast(ChoiceType, self.checked.types[id(choice)]), self.line(node), set(wanted)
        chosen: n.Condition = n.Is(kind.fact, tuple(o for o in kind.options if o in listed), line=line)
        if isinstance(choice, tree.Select):
            chosen = self.selections.pick_is(choice, chosen)
        return n.Not(chosen, line=line) if negated else chosen

    def is_known(self, node: tree.IsKnown) -> n.Condition:
        line = self.line(node)
        known = n.Known(self._operand(node.operand), line=line)
        return n.Not(known, line=line) if node.negated else known

    def _operand(self, expr: tree.Expr) -> n.Operand:
        line = self.line(expr)
        match self.checked.types[id(expr)]:
            case ConditionType() | ChoiceType() if isinstance(expr, tree.Select):
                return self.selections.pick_is(expr, n.Known(n.Chosen(self.selections.field(expr)), line=line))
            case ConditionType():
                return n.Flag(self.meaning(expr).key, line=line)
            case ChoiceType(fact=fact):
                return n.Chosen(fact, line=line)
            case PeriodType():
                return n.Spell(self.meaning(expr).key, line=line)
            case MomentType():
                return self.moment(expr)
            case _:
                return self.number(expr)

    # ------------------------------------------------------------ comparisons

    def compare(self, node: tree.Compare) -> n.Condition:
        for this, other in ((node.left, node.right), (node.right, node.left)):
            meaning = self.checked.meanings.get(id(other))
            if isinstance(other, tree.Truth):
                negated = other.value is (node.op == "!=")
                condition = self.condition(this)
                return n.Not(condition, line=self.line(node)) if negated else condition
            if isinstance(other, tree.Name) and meaning is not None and meaning.kind == "option":
                if node.op in ("=", "!="):
                    return self._is(node, this, [other.name], node.op == "!=")
                kind = cast(ChoiceType, self.checked.types[id(this)])
                return self._is(
                    node, this, ranked(kind, node.op, other.name, flipped=this is node.right), negated=False
                )
        return self._numbers_compared(node, node.left, node.op, node.right)

    def _numbers_compared(
        self, node: tree.Expr, left: tree.Expr, relation: n.Relation, right: tree.Expr
    ) -> n.Condition:
        """A comparison with the constant, if there is one, on the right, in the unit of what it meets.

        One with a greatest or least number is one with each of its operands: it may be settled by some of them alone.
        """
        for this, extreme, flipped in ((left, right, False), (right, left, True)):
            if isinstance(extreme, tree.Extreme) and relation in _ALL_OF:
                other = FLIPPED[relation] if flipped else relation
                parts = tuple(self._numbers_compared(node, this, other, operand) for operand in extreme.operands)
                joint = n.All if _ALL_OF[other] == extreme.which else n.Any
                return joint(parts, line=self.line(node))
        if self.number_type(left).constant is not None and self.number_type(right).constant is None:
            left, relation, right = right, FLIPPED[relation], left
        first, second = self.number(left), self.calculations.number_as(right, self.number_type(left))
        if isinstance(first, n.Number) and isinstance(second, n.Number):
            return n.Always(truth_of(HOLDS[relation](first.value, second.value)), line=self.line(node))
        return n.Compare(first, relation, second, line=self.line(node))

    def between(self, node: tree.Between) -> n.Condition:
        kind = self.checked.types[id(node.operand)]
        if isinstance(kind, ChoiceType):
            low_value, high_value = cast(tree.Name, node.low).name, cast(tree.Name, node.high).name
            above = ranked(kind, ">=", low_value)
            return self._is(node, node.operand, set(ranked(kind, "<=", high_value)) & set(above), negated=False)
        low = self._numbers_compared(node, node.operand, ">=", node.low)
        high = self._numbers_compared(node, node.operand, "<=", node.high)
        return n.All((low, high), line=self.line(node))

    # ------------------------------------------------------------ time

    def window(self, node: tree.Window) -> n.Condition:
        if isinstance(self.checked.types[id(node.subject)], PeriodType):
            subject: n.Temporal | n.Spell = n.Spell(self.meaning(node.subject).key)
        else:
            subject = self.moment(node.subject)
        return self.windows.window(node, subject, self.moment(node.anchor))

    def lasting(self, node: tree.Lasting) -> n.Condition:
        return n.Lasting(
            self.meaning(node.period).key,
            _LASTING[node.bound],
            self.duration(node.duration),
            line=self.line(node),
        )

    def during(self, node: tree.During) -> n.Condition:
        return n.During(self.meaning(node.period).key, self.moment(node.anchor), line=self.line(node))

    def moment(self, expr: tree.Expr) -> n.Temporal:
        """A moment."""
        if isinstance(expr, tree.EdgeOf):
            return n.EdgeOf(expr.edge, _seen_from(self.meaning(expr.period)), line=self.line(expr))
        if isinstance(expr, tree.Select):
            return self.selections.pick_moment(expr)
        line = self.line(expr)
        if isinstance(expr, tree.Date):
            written = cast(Written, parse_moment(expr.text))
            return n.Fixed(written.low, written.high, expr.text, line=line)
        if isinstance(expr, tree.Otherwise):
            return n.FirstMoment(tuple(self.moment(operand) for operand in expr.operands), line=line)
        meaning = self.meaning(expr)
        return n.When(_seen_from(meaning), line=line) if meaning.kind == "fact" else n.MomentRef(meaning.key, line=line)

    def duration(self, node: tree.Quantity) -> Duration:
        """A duration as the author wrote it."""
        span = self.checked.spans[id(node)]
        return Duration(span.months, span.micros, quantity_text(node))

    # ------------------------------------------------------------ numbers

    def number(self, expr: tree.Expr) -> n.Numeric:
        """A number, in the unit of its type; what the protocol itself settles is one constant."""
        return self.calculations.number(expr)


def _seen_from(meaning: Meaning) -> str:
    return around(meaning.key) if meaning.around else meaning.key


_CONDITIONS: dict[type, Callable[[Expressions, Any], n.Condition]] = {
    tree.Name: Expressions.name,
    tree.Truth: Expressions.truth,
    tree.Not: Expressions.negation,
    tree.Logic: Expressions.logic,
    tree.Implies: Expressions.implies,
    tree.If: Expressions.choose,
    tree.Case: Expressions.cases,
    tree.Group: Expressions.group,
    tree.OneOf: Expressions.one_of,
    tree.IsKnown: Expressions.is_known,
    tree.Compare: Expressions.compare,
    tree.Between: Expressions.between,
    tree.Window: Expressions.window,
    tree.Lasting: Expressions.lasting,
    tree.During: Expressions.during,
    tree.Select: Expressions.select,
}
