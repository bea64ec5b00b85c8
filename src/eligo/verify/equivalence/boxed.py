"""What a condition or a number can come to while numbers lie in a box: each fact between two limits, or not given.

Interval arithmetic as the interpreter's own, and partial evaluation by it: what comes to one thing in the whole box is
replaced by that, and what cannot be the greater of two, or the branch taken, is left out. Lists and moments are in no
box: what is asked of them is left as it stands. Two conditions of which the same is left mean the same for every
patient in the box, however closely they pass a limit there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product

from eligo.core import nodes as n
from eligo.core.intervals import combine, compare, hull
from eligo.core.logarithms import logarithm
from eligo.core.program import Program
from eligo.core.residual import names_in
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjoin, disjoin, negate, truth_of
from eligo.core.values import UNBOUNDED, Range

from .symbolic_intervals import by_bounds

Box = Mapping[str, Range | bool | str]
"""The facts that are given: numbers between limits, the value of a flag, of a choice."""

NEVER_KNOWN = n.FirstKnown(())
_MARGIN = Fraction(1, 10**30)
"""More than enclosed powers and logarithms are wrong by, relative to their size."""
_EVERY = frozenset((TRUE, FALSE, UNKNOWN))


class CannotTellError(Exception):
    """Of this nothing can be told, in any box: what is asked of a list or of time is not the same in both programs."""


class TooWideError(Exception):
    """Of this box nothing can be told; of a smaller one perhaps."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """All that a number can come to: known, known by a limit alone, not known."""

    known: Range | None = None
    partial: Range | None = None
    unknown: bool = False

    @property
    def kinds(self) -> tuple[Range | None, ...]:
        """One of each kind."""
        found: list[Range | None] = [one for one in (self.known, self.partial) if one is not None]
        return (*found, None) if self.unknown else tuple(found)

    @property
    def surely(self) -> Range | None:
        """The range of a number that is known, whoever the patient is."""
        return self.known if self.partial is None and not self.unknown else None


ANYTHING = Amounts(Range(-UNBOUNDED, UNBOUNDED), Range(-UNBOUNDED, UNBOUNDED, partial=True), unknown=True)
"""A number out of a list, or a time passed."""


class Boxed:
    """Evaluates the conditions and numbers of one program for all patients in a box; answers with what is left of them.

    Args:
        outside: the facts that the box says nothing of.
        unlike: the names that mean something else in the program that this one is compared with.

    Raises:
        CannotTellError: one of those names is used where lists or moments are asked for.
        TooWideError: whether a number is known is not the same in the whole box.
    """

    def __init__(self, program: Program, box: Box, outside: frozenset[str], unlike: frozenset[str]) -> None:
        self.program = program
        self.box = box
        self.outside = outside
        self.unlike = unlike
        self._seen: dict[int, tuple[n.Numeric, tuple[Amounts, n.Numeric]]] = {}
        self._truths: dict[str, tuple[frozenset[Truth], n.Condition]] = {}

    # ------------------------------------------------------------ conditions

    def condition(self, node: n.Condition) -> tuple[frozenset[Truth], n.Condition]:
        """What a condition can come to, and what is left of it."""
        found, left = self._condition(node)
        return found, n.Always(next(iter(found))) if len(found) == 1 else left

    def _condition(self, node: n.Condition) -> tuple[frozenset[Truth], n.Condition]:
        match node:
            case n.Flag(fact) | n.Is(fact) if fact in self.outside:
                return _EVERY, node
            case n.Always(truth):
                return frozenset((truth,)), node
            case n.Not(operand):
                found, left = self.condition(operand)
                return frozenset(map(negate, found)), n.Not(left)
            case n.All(members) | n.Any(members):
                return self._group(node, members)
            case n.Count(low, high, members):
                every, left_of = zip(*map(self.condition, members), strict=True)
                return counts(every, low, high), n.Count(low, high, left_of)
            case n.Known():
                return self._known(node)
            case n.Flag(fact):
                value = self.box.get(fact)
                return frozenset((truth_of(value if isinstance(value, bool) else None),)), node
            case n.Is(fact, options):
                choice = self.box.get(fact)
                return frozenset((UNKNOWN if choice is None else truth_of(choice in options),)), node
            case n.Compare(left, relation, right):
                (ones, one), (others, other) = self.number(left), self.number(right)
                cases = (_compared(a, relation, b) for a in ones.kinds for b in others.kinds)
                found = frozenset[Truth]().union(*cases)
                bounds = by_bounds(self, node) if found == _EVERY else None
                return (found, n.Compare(one, relation, other)) if bounds is None else self.condition(bounds)
            case n.Ref(name):
                if name not in self._truths:
                    self._truths[name] = self.condition(self.program.body(name))  # type: ignore[arg-type]  # a Ref names a condition
                return self._truths[name]
            case _:
                self._as_it_stands(node)
                return _EVERY, node

    def _as_it_stands(self, node: n.Node) -> None:
        """Make sure that what is asked of lists or of time means the same in both programs."""
        if not self.unlike.isdisjoint(names_in(node)):
            raise CannotTellError

    def _group(self, node: n.All | n.Any, members: tuple[n.Condition, ...]) -> tuple[frozenset[Truth], n.Condition]:
        join, idle = (conjoin, TRUE) if isinstance(node, n.All) else (disjoin, FALSE)
        found, left = frozenset((idle,)), []
        for truths, member in map(self.condition, members):
            found = frozenset(join(case) for case in product(found, truths))
            left += [] if member == n.Always(idle) else [member]
        return found, replace(node, members=tuple(left))

    def _known(self, node: n.Known) -> tuple[frozenset[Truth], n.Condition]:
        match node.operand:
            case n.Flag(fact) | n.Chosen(fact) if fact not in self.outside:
                return frozenset((truth_of(fact in self.box),)), node
            case (
                n.Number() | n.Measured() | n.Arithmetic() | n.Logarithm() | n.Choose() | n.FirstKnown() | n.NumberRef()
            ):
                found, left = self.number(node.operand)
                cases = (truth_of(one is not None and not one.partial) for one in found.kinds)
                return frozenset(cases), n.Known(left)
            case _:
                self._as_it_stands(node)
                return frozenset((TRUE, FALSE)), node

    # ------------------------------------------------------------ numbers

    def number(self, node: n.Numeric) -> tuple[Amounts, n.Numeric]:
        """What a number can come to, and what is left of it."""
        if id(node) not in self._seen:  # with the node, so that its identity stays its own
            self._seen[id(node)] = node, self._left_of(node)
        return self._seen[id(node)][1]

    def _left_of(self, node: n.Numeric) -> tuple[Amounts, n.Numeric]:
        found, left = self._number(node)
        sure = found.surely
        if sure is not None and sure.exact:
            return found, n.Number(sure.low)
        return found, NEVER_KNOWN if not found.known and not found.partial else left

    def _number(self, node: n.Numeric) -> tuple[Amounts, n.Numeric]:
        match node:
            case n.Number(value):
                return Amounts(Range(value, value)), node
            case n.Measured(fact) if fact in self.outside:
                return ANYTHING, node
            case n.Measured(fact):
                measured = self.box.get(fact)
                return (Amounts(measured) if isinstance(measured, Range) else Amounts(unknown=True)), node
            case n.Arithmetic(op, left, right):
                (ones, one), (others, other) = self.number(left), self.number(right)
                found = _any_of(_calculated(a, op, b) for a in ones.kinds for b in others.kinds)
                return found, _extreme(op, ones, one, others, other) or replace(node, left=one, right=other)
            case n.Logarithm(base, operand):
                ones, one = self.number(operand)
                return _any_of(_logarithm(base, a) for a in ones.kinds), replace(node, operand=one)
            case n.Choose():
                return self._chosen(node)
            case n.FirstKnown(operands):
                return self._first_known(operands)
            case n.NumberRef(name):
                return self.number(self.program.definition[name].body)  # type: ignore[arg-type]  # it names a number
            case _:
                self._as_it_stands(node)
                return ANYTHING, node

    def _chosen(self, node: n.Choose) -> tuple[Amounts, n.Numeric]:
        truths, condition = self.condition(node.condition)
        (ones, one), (others, other) = self.number(node.then), self.number(node.otherwise)
        if truths == {TRUE}:
            return ones, one
        if truths == {FALSE}:
            return others, other
        found: list[Range | None] = []
        found += ones.kinds if TRUE in truths else ()
        found += others.kinds if FALSE in truths else ()
        found += [hull(a, b) for a in ones.kinds for b in others.kinds] if UNKNOWN in truths else []
        return _any_of(found), n.Choose(condition, one, other)

    def _first_known(self, operands: tuple[n.Numeric, ...]) -> tuple[Amounts, n.Numeric]:
        found: list[Range | None] = []
        left: list[n.Numeric] = []
        for amounts, operand in map(self.number, operands):
            if amounts.known is not None:
                found.append(amounts.known)
                left.append(operand)
            if amounts.surely is not None:
                return _any_of(found), left[0] if len(left) == 1 else n.FirstKnown(tuple(left))
        return _any_of([*found, None]), n.FirstKnown(tuple(left))


def counts(every: Sequence[frozenset[Truth]], low: int, high: int | None) -> frozenset[Truth]:
    """All that a count of members can come to, of which each can come to some truths: see :func:`count_between`.

    Not every case of every member is tried: what decides is how few of them, and how many, can be true or unknown.
    """
    if high is None:
        high = len(every)
    elif high < low:
        return frozenset((FALSE,))
    due = [truths for truths in every if FALSE not in truths]  # true or unknown, whatever the case
    free = [truths for truths in every if FALSE in truths]
    may_be_true = sum(TRUE in truths for truths in free)
    only_true = sum(TRUE in truths and UNKNOWN not in truths for truths in free)
    most = len(due) + sum(UNKNOWN in truths for truths in free)  # true or unknown, as few of them true as can be
    surely_true = sum(truths == {TRUE} for truths in due)

    def some(least: int, most_true: int) -> bool:
        """Whether at least so many can be true or unknown, while at most so many are true."""
        added = max(0, least - most)
        return added <= only_true and surely_true + added <= most_true

    found = []
    if len(due) < low or sum(TRUE in truths for truths in every) > high:
        found.append(FALSE)
    added = max(0, low - sum(TRUE in truths for truths in due))
    if added <= may_be_true and len(due) + added <= high:
        found.append(TRUE)
    if some(low, low - 1) or some(high + 1, high):
        found.append(UNKNOWN)
    return frozenset(found)


def _any_of(every: Iterator[Range | None] | list[Range | None]) -> Amounts:
    found = Amounts()
    for one in every:
        if one is None:
            found = replace(found, unknown=True)
        elif one.partial:
            found = replace(found, partial=one if found.partial is None else hull(found.partial, one))
        else:
            found = replace(found, known=one if found.known is None else hull(found.known, one))
    return found


def _compared(a: Range | None, relation: n.Relation, b: Range | None) -> frozenset[Truth]:
    """What a comparison can come to for numbers in two ranges."""
    if a is None or b is None:
        return frozenset((UNKNOWN,))
    truth = compare(a, relation, b)
    return _EVERY if truth is UNKNOWN else frozenset((truth,))


@lru_cache(maxsize=8192)  # a box and its halves share most powers, and so do a program and its mutants
def _power(a: Range | None, b: Range | None) -> Range | None:
    return combine(a, "^", b)


def _calculated(a: Range | None, op: str, b: Range | None) -> Range | None:
    found = _power(a, b) if op == "^" else combine(a, op, b)
    if a is None or b is None or (op == "^" and (a.partial or b.partial)):
        return found
    if found is None and not (a.exact and b.exact):
        raise TooWideError  # some of them may be known
    return _widened(found) if op == "^" else found


def _logarithm(base: str, a: Range | None) -> Range | None:
    found = logarithm(base, a)  # type: ignore[arg-type]  # a base
    if found is None and a is not None and not a.exact:
        raise TooWideError
    return _widened(found)


def _widened(found: Range | None) -> Range | None:
    """A range with room for how powers in it are rounded; what is exact stays so."""
    if found is None or found.exact:
        return found
    return replace(found, low=found.low - abs(found.low) * _MARGIN, high=found.high + abs(found.high) * _MARGIN)


def _extreme(op: str, ones: Amounts, one: n.Numeric, others: Amounts, other: n.Numeric) -> n.Numeric | None:
    """Of the greater or lesser of two numbers, that which it always is."""
    a, b = ones.surely, others.surely
    if op not in ("max", "min") or a is None or b is None:
        return None
    if a.low >= b.high:
        return one if op == "max" else other
    if b.low >= a.high:
        return other if op == "max" else one
    return None
