"""Windows of a length that is chosen or computed, in words: several conditions that together say one thing.

Lowering makes `within greatest of { a, b } before m` two windows, and `within (5 * half_life) before m` a side of ``m``
and a comparison with the time to it. Here they are put together again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import nodes as n
from .numberwords import NumberWords, label_bit, moment_bits
from .phrases import Bit, Bits
from .program import Program
from .timewords import window_predicate

_BOUNDS: dict[n.Relation, str] = {"<=": "within ", "<": "less than ", ">=": "at least ", ">": "more than "}
_NEAR = ("within ", "less than ")


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a moment, or some of a period, lies from a moment: the words of its bound and side, and how far."""

    subject: n.Temporal | n.Spell
    anchor: n.Temporal
    bound: str
    length: Bits
    side: str
    computed: bool

    def beside(self, other: Reach) -> bool:
        """Whether another one differs in its length alone."""
        mine = (self.subject, self.anchor, self.bound, self.side)
        return mine == (other.subject, other.anchor, other.bound, other.side)

    def named(self, program: Program) -> Bits:
        """What lies there, by its name."""
        if isinstance(self.subject, n.Spell):
            return (label_bit(program.fact[self.subject.fact].label, self.subject.fact, "fact"),)
        return moment_bits(program, self.subject)

    def relation(self, program: Program) -> Bits:
        """What it says of its moment, without naming it."""
        return (Bit(self.bound), *self.length, Bit(self.side), *moment_bits(program, self.anchor))


class Reaches:
    """Finds them in one program, and puts them into its words."""

    def __init__(self, program: Program, numbers: NumberWords) -> None:
        self.program = program
        self.numbers = numbers

    def words(self, node: n.Condition, *, negated: bool = False) -> Bits | None:
        """Such a window in words; None of any other condition."""
        found = self.of(node)
        if found is None:
            return None
        return (*found.named(self.program), Bit(" not " if negated else " "), *found.relation(self.program))

    def of(self, node: n.Condition) -> Reach | None:
        """A window whose length is chosen or computed; None of any other condition."""
        found = self._joint(node)
        return found if found is not None and found.computed else None

    def _joint(self, node: n.Condition) -> Reach | None:
        match node:
            case n.Window():
                return _written(node)
            case n.All((n.Window(low=low, high=high) as window, n.Compare(n.Elapsed(_, a, b), relation, length))):
                apart = (a, b) == ((window.anchor, window.subject) if high is None else (window.subject, window.anchor))
                edge = low if high is None else high
                if not apart or (low is None) is (high is None) or edge is None or edge.months or edge.micros:
                    return None
                return self._computed(window, relation, length, " after " if high is None else " before ")
            case n.All(
                (n.Window(low=None, high=None) as window, n.Compare(n.Elapsed(_, a, b), relation, length), other)
            ):
                apart = (a, b) == (window.subject, window.anchor)
                back = isinstance(other, n.Compare) and (other.relation, other.right) == (relation, length)
                return self._computed(window, relation, length, " before or after ") if apart and back else None
            case n.All((n.Window() | n.Any() as begun, n.Window() | n.Any() as ended)) if (
                found := self._overlap(begun, ended)
            ) is not None:
                return found
            case n.All(members):
                cases = cases_of(members)
                return self._several(node, members) if cases is None else self._either(*cases)
            case n.Any(members):
                return self._several(node, members)
            case _:
                return None

    def _overlap(self, begun: n.Condition, ended: n.Condition) -> Reach | None:
        """The window that some of a period lies in: it begins by the far end of the window and ends by its near one."""
        start, later = _edge(begun)
        end, earlier = _edge(ended)
        if start is None or end is None or start.anchor != end.anchor:
            return None
        match start, end:
            case n.Window(n.EdgeOf("start", period), low=None), n.Window(n.EdgeOf("end", other), high=None):
                if period != other:
                    return None
            case _:
                return None
        whole = replace(start, low=end.low, strict_low=end.strict_low)
        if later is None and earlier is None:
            written = _written(whole)
            return None if written is None else replace(written, subject=n.Spell(period))
        near = later or earlier
        if near is None or (later and earlier and (later.relation, later.right) != (earlier.relation, earlier.right)):
            return None
        side = " before " if later is None else " after " if earlier is None else " before or after "
        found = self._computed(whole, near.relation, near.right, side)
        return None if found is None else replace(found, subject=n.Spell(period))

    def _computed(self, window: n.Window, relation: n.Relation, length: n.Numeric, side: str) -> Reach | None:
        bound = _BOUNDS.get(relation)
        if bound is None:
            return None
        return Reach(window.subject, window.anchor, bound, self.numbers.bits(length), side, computed=True)

    def _several(self, node: n.All | n.Any, members: tuple[n.Condition, ...]) -> Reach | None:
        """The greatest or the least of several lengths."""
        first = self._joint(members[0]) if len(members) > 1 else None
        if first is None:
            return None
        which = "greatest" if isinstance(node, n.Any) == (first.bound in _NEAR) else "least"
        bits, computed = (Bit(f"the {which} of "), *first.length), first.computed
        for place, member in enumerate(members[1:], 2):
            one = self._joint(member)
            if one is None or not first.beside(one):
                return None
            bits = (*bits, Bit(" and " if place == len(members) else ", "), *one.length)
            computed = computed or one.computed
        return Reach(first.subject, first.anchor, first.bound, bits, first.side, computed)

    def _either(self, condition: n.Condition, then: n.Condition, otherwise: n.Condition) -> Reach | None:
        first, second = self._joint(then), self._joint(otherwise)
        if first is None or second is None or not first.beside(second):
            return None
        rest = second.length
        if isinstance(otherwise, n.All) and cases_of(otherwise.members) is not None:  # a chain needs no more of them
            rest = rest[1:-1]
        condition_bits = self.numbers.condition(condition)
        bits = (Bit("("), *first.length, Bit(" if "), *condition_bits, Bit(", otherwise "), *rest, Bit(")"))
        return Reach(first.subject, first.anchor, first.bound, bits, first.side, computed=True)


def _edge(node: n.Condition) -> tuple[n.Window | None, n.Compare | None]:
    """How one edge of a period lies to the near end of a window, or how far beyond it."""
    match node:
        case n.Window():
            return node, None
        case n.Any((n.Window(subject, anchor) as window, n.Compare(n.Elapsed(_, a, b)) as far)) if {a, b} == {
            subject,
            anchor,
        }:
            return window, far
        case _:
            return None, None


def _written(node: n.Window) -> Reach | None:
    simple = window_predicate(node)
    if simple is None or len(simple[0]) < 2:
        return None
    (bound, *length), side = simple
    return Reach(node.subject, node.anchor, bound.text, tuple(length), side, computed=False)


def cases_of(members: tuple[n.Condition, ...]) -> tuple[n.Condition, n.Condition, n.Condition] | None:
    """The parts of ``if c then a else b``."""
    match members:
        case (n.Any((n.Not(condition), then)), n.Any((n.All((*both,)), otherwise))) if both == [condition, then]:
            return condition, then, otherwise
        case _:
            return None
