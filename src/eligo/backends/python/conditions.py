"""Condition node to code: two tests, one for known to be true and one for known to be false."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from eligo.backends.python import sharp, times
from eligo.backends.python.arithmetic import Numbers
from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either, negated, one_line
from eligo.backends.python.layout import text
from eligo.backends.python.operands import without_end
from eligo.backends.python.scope import Num, Scope, Truths, UnsupportedNode, double, literal
from eligo.backends.python.selections import Selections
from eligo.core import cuts
from eligo.core import nodes as n
from eligo.core.intervals import compare
from eligo.core.truth import FALSE, TRUE
from eligo.core.values import exactly

LONGEST_PART, LONGEST_OF_MANY = 50, 96
"""A part of a test that is itself a test of several parts gets a variable of its own beyond this many characters.

Two such parts fit on one line; of three or more each has a line.
"""


class Conditions:
    """Writes conditions into a scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.selections = Selections(scope, self)
        scope.picked = self.selections.pick_moment
        elapsed, pick = (lambda node: times.elapsed(scope, node)), self.selections.number
        self.numbers = Numbers(scope, self.write, elapsed, pick)
        self.emitters: dict[type, Callable[[Any], Truths]] = {
            n.Always: self._always,
            n.Not: self._not,
            n.All: self._all,
            n.Any: self._any,
            n.Count: self._count,
            n.Known: self._known,
            n.Flag: self._flag,
            n.Is: self._is,
            n.Compare: self._compare,
            n.Window: lambda node: times.window(scope, node),
            n.Lasting: lambda node: times.lasting(scope, node),
            n.During: lambda node: times.during(scope, node),
            n.Several: self.selections.several,
            n.PickIs: self.selections.pick_is,
            n.Other: lambda node: self.selections.loops.other(node.series),
            n.Ref: self._ref,
        }

    def write(self, node: n.Condition) -> Truths:
        """Write the code that a condition needs; what remains are its two tests."""
        emitter = self.emitters.get(type(node))
        if emitter is None:
            raise UnsupportedNode(node)
        self.scope.begin()
        return emitter(node)

    def define(self, name: str) -> None:
        """Write the code of a definition into variables, which stand for it from there on."""
        scope, definition = self.scope, self.scope.program.definition[name]
        scope.hint = name
        if isinstance(definition.body, n.Temporal):
            scope.named_moments[name] = sharp.variables(scope, definition.body)
        elif definition.unit is None:
            truths = self.write(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
            scope.conditions[name] = self.in_variable(truths, name)
        else:
            made = self.numbers.write(definition.body)  # type: ignore[arg-type]
            scope.named_numbers[name] = self.numbers.in_variables(made, name)

    def in_variable(self, truths: Truths, wanted: str) -> Truths:
        """The same condition, computed into one variable that is True, False or None."""
        if YES in (truths.yes, truths.no):
            return truths
        name = self.scope.namer.local(wanted)
        out = self.scope.out
        out.line(f"{name}: bool | None = None")
        with out.when(truths.yes):
            out.line(f"{name} = True")
        with out.when(truths.no, "elif"):
            out.line(f"{name} = False")
        return Truths(Test(name), Test(f"{name} is False"))

    def _parts(self, nodes: Iterable[n.Condition]) -> list[Truths]:
        members = list(nodes)
        longest = LONGEST_OF_MANY if len(members) > 2 else LONGEST_PART
        return [self._part(member, longest) for member in members]

    def _part(self, node: n.Condition, longest: int) -> Truths:
        """A member of a larger condition."""
        truths = self.write(node)
        compound = [side for side in (truths.yes, truths.no) if not isinstance(side, Test)]
        if not compound or max(len(one_line(side)) for side in compound) <= longest:
            return truths
        return self.in_variable(truths, "part")

    # ------------------------------------------------------------ joining

    def _always(self, node: n.Always) -> Truths:
        return Truths(YES if node.truth is TRUE else NO, YES if node.truth is FALSE else NO)

    def _not(self, node: n.Not) -> Truths:
        operand = self.write(node.operand)
        return Truths(operand.no, operand.yes)

    def _all(self, node: n.All) -> Truths:
        parts = self._parts(self._members(node))
        return Truths(both(p.yes for p in parts), either(p.no for p in parts))

    def _members(self, node: n.All | n.Any) -> Iterator[n.Condition]:
        """The members, and in place of a member of the same kind its own."""
        for member in node.members:
            inner: object = member
            while isinstance(inner, n.Ref) and inner.name not in self.scope.conditions:
                inner = self.scope.program.body(inner.name)
            if isinstance(inner, n.All | n.Any) and type(inner) is type(node):
                yield from self._members(inner)
            else:
                yield member

    def _any(self, node: n.Any) -> Truths:
        parts = self._parts(self._members(node))
        return Truths(either(p.yes for p in parts), both(p.no for p in parts))

    def _count(self, node: n.Count) -> Truths:
        total = len(node.members)
        if node.high is not None and node.high < node.low:
            return Truths(NO, YES)
        if node.low == 1 and (node.high is None or node.high >= total):
            return self._any(n.Any(node.members))
        if node.low == total and (node.high is None or node.high >= total):
            return self._all(n.All(node.members))
        if node.low <= 0 and node.high == 0:
            some = self._any(n.Any(node.members))
            return Truths(some.no, some.yes)
        parts = [self._part(member, LONGEST_PART) for member in node.members]
        true, false = self.scope.namer.local("true_parts"), self.scope.namer.local("false_parts")
        self._sum(true, [p.yes for p in parts])
        self._sum(false, [p.no for p in parts])
        yes, no = [Test(f"{true} >= {node.low}")], [Test(f"{false} > {total - node.low}")]
        if node.high is not None:
            yes.append(Test(f"{false} >= {total - node.high}"))
            no.append(Test(f"{true} > {node.high}"))
        return Truths(both(yes), either(no))

    def _sum(self, name: str, tests: list[Expression]) -> None:
        self.scope.out.line(f"{name} = 0")
        for test in tests:
            if test == YES:
                self.scope.out.line(f"{name} += 1")
            elif test != NO:
                with self.scope.out.when(test):
                    self.scope.out.line(f"{name} += 1")

    def _ref(self, node: n.Ref) -> Truths:
        known = self.scope.conditions.get(node.name)
        if known is not None:
            return known
        self.scope.hint = node.name
        return self.write(self.scope.program.body(node.name))  # type: ignore[arg-type]  # it names a condition

    # ------------------------------------------------------------ facts

    def _flag(self, node: n.Flag) -> Truths:
        name = self.scope.numbers[node.fact]
        return Truths(Test(name), Test(f"{name} is False"))

    def _is(self, node: n.Is) -> Truths:
        name = self.scope.numbers[node.fact]
        others = tuple(o for o in self.scope.program.fact[node.fact].options if o not in node.options)
        return Truths(self._one_of(name, node.options), self._one_of(name, others))

    def _one_of(self, name: str, options: tuple[str, ...]) -> Expression:
        if not options:
            return NO
        if len(options) == 1:
            return Test(f"{name} == {text(options[0])}")
        return Test(f"{name} in {self.scope.options(options)}")

    def _known(self, node: n.Known) -> Truths:
        match node.operand:
            case n.Flag(fact) | n.Chosen(fact):
                name = self.scope.numbers[fact]
                return Truths(Test(f"{name} is not None"), Test(f"{name} is None"))
            case n.Spell(fact):
                name = self.scope.periods[fact].start
                return Truths(self.scope.known(name), self.scope.unknown(name))
            case n.When() | n.EdgeOf() | n.PickMoment() | n.MomentRef() | n.FirstMoment() | n.Fixed() as temporal:
                name = sharp.moment(self.scope, temporal)[0]
                return Truths(self.scope.known(name), self.scope.unknown(name))
            case n.PickIs() as picked:
                result = self.write(picked).yes
                return Truths(result, negated(result))
            case numeric:
                made = self.numbers.in_variables(self.numbers.write(numeric), "value")
                value = made.low.text
                known, unknown = Test(f"{value} == {value}"), Test(f"{value} != {value}")
                if not self.numbers.estimates.of(numeric).open:
                    return Truths(known, unknown)
                limit = without_end(made)
                return Truths(both((known, negated(limit))), either((unknown, limit)))

    # ------------------------------------------------------------ comparisons

    def _compare(self, node: n.Compare) -> Truths:
        if isinstance(node.left, n.Number) and isinstance(node.right, n.Number):
            truth = compare(exactly(node.left.value), node.relation, exactly(node.right.value))
            return self._always(n.Always(truth))
        if isinstance(node.left, n.Number):
            return self._compare(n.Compare(node.right, n.MIRRORED[node.relation], node.left))
        left = self.numbers.in_variables(self._operand(node.left), "value")
        if isinstance(node.right, n.Number):
            self._guard(left, literal(node.right.value))
            return _against(left, node.relation, node.right.value)
        right = self.numbers.in_variables(self._operand(node.right), "limit")
        sizes = [s.text for s in (left.size, right.size) if s is not None]
        if sizes:
            for one in dict.fromkeys((left.low.text, left.high.text)):
                for other in dict.fromkeys((right.low.text, right.high.text)):
                    self._too_close(one, other, " + ".join(sizes))
        return _between(left, node.relation, right)

    def _operand(self, node: n.Numeric) -> Num:
        """A number that is compared as it is: a count may have no upper end."""
        if isinstance(node, n.Pick) and node.how == "count":
            return self.selections.numbers.count(node)
        return self.numbers.write(node)

    def _guard(self, number: Num, limit: str) -> None:
        if number.size is not None:
            for end in dict.fromkeys((number.low.text, number.high.text)):
                self._too_close(end, limit, number.size.text, mixed=number.mixed)

    def _too_close(self, one: str, other: str, size: str, *, mixed: bool = False) -> None:
        margin = f"({size})" if " " in size else size
        test = Test(f"abs({one} - {other}) < 1e-09 * {margin}")
        with self.scope.out.when(both((Test(size), test)) if mixed else test):
            self.scope.out.line("raise Unusual")


def _against(number: Num, relation: n.Relation, limit: Fraction) -> Truths:
    """A comparison with a constant, exact for a number that is not rounded."""
    low, high = number.low.text, number.high.text
    least, most = double(cuts.at_least(limit)), double(cuts.at_most(limit))
    match relation:
        case "<":
            return Truths(Test(f"{high} < {least}"), Test(f"{low} >= {least}"))
        case ">=":
            return Truths(Test(f"{low} >= {least}"), Test(f"{high} < {least}"))
        case ">":
            return Truths(Test(f"{low} > {most}"), Test(f"{high} <= {most}"))
        case "<=":
            return Truths(Test(f"{high} <= {most}"), Test(f"{low} > {most}"))
    exact = cuts.exactly_double(limit)
    equal: Expression = NO if exact is None else both(Test(f"{e} == {exact!r}") for e in dict.fromkeys((low, high)))
    if number.point and exact is not None:
        apart: Expression = either((Test(f"{low} < {exact!r}"), Test(f"{low} > {exact!r}")))
    else:
        apart = either((Test(f"{high} < {least}"), Test(f"{low} > {most}")))
    return Truths(equal, apart) if relation == "=" else Truths(apart, equal)


def _between(left: Num, relation: n.Relation, right: Num) -> Truths:
    """A comparison of two numbers; those that may be rounded are known not to be close."""
    match relation:
        case "<":
            return _less(left, right)
        case ">":
            return _less(right, left)
        case ">=":
            less = _less(left, right)
            return Truths(less.no, less.yes)
        case "<=":
            less = _less(right, left)
            return Truths(less.no, less.yes)
    apart = either((_less(left, right).yes, _less(right, left).yes))
    ends = (right.low.text, right.high.text) if left.point else (left.high.text, right.low.text, right.high.text)
    equal = both(Test(f"{left.low.text} == {end}") for end in ends)
    return Truths(equal, apart) if relation == "=" else Truths(apart, equal)


def _less(left: Num, right: Num) -> Truths:
    return Truths(
        Test(f"{left.high.text} < {right.low.text}"),
        Test(f"{left.low.text} >= {right.high.text}"),
    )
