"""Strategies of selections among the entries of records that repeat."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from .pieces import EXPRESSION, NOT, PRIMARY, RELATION, VALUE, Piece, Slot, piece

if TYPE_CHECKING:
    from .expressions import Author, Scope

ONE_ENTRY = ("latest", "previous", "first")
TOGETHER = ("lowest", "highest", "mean", "sum")


@dataclass
class Listing:
    """A fact that repeats.

    Attributes:
        sampled: whether it is a fact with repeated values.
        kinds: the kind of each field by its short name, the author's order; of numbers the kind of quantity.
        options: the values of the choices among them.
        molar: its numbers that convert between mass and amount of substance.
        defined: what is defined of each entry: ``condition``, or the kind of quantity.
        exact_times: its numbers that are lengths of time in units other than months and years.
    """

    sampled: bool
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    molar: list[str] = field(default_factory=list)
    defined: dict[str, str] = field(default_factory=dict)
    exact_times: list[str] = field(default_factory=list)

    @property
    def timed(self) -> bool:
        """Whether its entries have a time."""
        return "moment" in self.kinds.values()

    def of(self, *kinds: str) -> list[str]:
        """The fields of some kinds; ``number`` is any quantity."""
        plain = ("flag", "choice", "moment", "period", "condition")
        named = {**self.kinds, **self.defined}
        return [name for name, kind in named.items() if kind in kinds or ("number" in kinds and kind not in plain)]

    def kind(self, name: str) -> str:
        """The kind of a field, or of what is defined."""
        return self.kinds.get(name) or self.defined[name]


class Selecting:
    """Writes selections for an author."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self.scope: Scope = author.scope

    # ------------------------------------------------------------ which there are

    def holding(self, *kinds: str, timed: bool = True) -> list[tuple[str, str]]:
        """The lists with a field of some kinds; ``timed`` leaves those out whose entries have no time."""
        lists = self.scope.lists.items()
        return [(name, key) for name, one in lists if one.timed or not timed for key in one.of(*kinds)]

    def quantities(self) -> list[str]:
        """The kinds of quantity that entries hold."""
        return sorted({self.scope.lists[name].kind(key) for name, key in self.holding("number", timed=False)})

    # ------------------------------------------------------------ conditions

    def condition(self, depth: int) -> Piece:
        """How many entries there are."""
        name = self.author.draw(st.sampled_from(sorted(self.scope.lists)))
        how = self.author.one("any", "any", "none", "all", "at least 1", "at least 2", "at most 1", "exactly 1")
        where = self._inside(name, depth) if self.author.chance(2) else None
        have = self._inside(name, depth) if how == "all" or self.author.chance(4) else None
        return self._written(f"{how} of {name}", name, where, have)

    def flag(self, depth: int) -> Piece:
        """A flag of one entry."""
        return self._one(self.holding("flag", "condition"), depth)

    def choice(self, depth: int) -> Piece:
        """A choice of one entry, compared."""
        name, key = self.author.draw(st.sampled_from(self.holding("choice")))
        values = self.scope.lists[name].options[key]
        chosen = Slot(self._one([(name, key)], depth), VALUE)
        if self.author.chance(3):
            listed = self.author.draw(st.lists(st.sampled_from(values), min_size=1, max_size=3))
            return piece(RELATION, chosen, f" {self.author.one('is', 'is not')} one of {{ {', '.join(listed)} }}")
        return piece(RELATION, chosen, f" {self.author.one('=', '!=')} {self.author.draw(st.sampled_from(values))}")

    def known(self, depth: int) -> Piece:
        """Whether one entry has a value."""
        chosen = self._one(self.holding("flag", "choice", "moment", "number"), depth)
        return piece(RELATION, Slot(chosen, VALUE), str(self.author.one(" is known", " is not known")))

    # ------------------------------------------------------------ values

    def number(self, kind: str, depth: int) -> Piece:
        """A number of a kind of quantity out of the entries."""
        lists = self.scope.lists
        held = [(n, k) for n, k in self.holding("number", timed=False) if lists[n].kind(k) == kind]
        ways = [(how, *one) for one in held for how in TOGETHER if how != "sum" or kind != "temperature"]
        ways += [(how, *one) for one in held if lists[one[0]].timed for how in ONE_ENTRY]
        how, name, key = self.author.draw(st.sampled_from(ways))
        where = self._inside(name, depth) if self.author.chance(3) else None
        return self._written(f"{how} of {self._target(name, key)}", name, where)

    def count(self, depth: int) -> Piece:
        """How many entries there are, a number."""
        name = self.author.draw(st.sampled_from(sorted(self.scope.lists)))
        return self._written(f"count of {name}", name, self._inside(name, depth) if self.author.chance(2) else None)

    def moment(self, *, before_window: bool = False) -> Piece:
        """A moment of one entry. Without a stretch of its own it would take a window that follows for one."""
        one = self._one(self.holding("moment"), 0)
        return replace(one, level=EXPRESSION) if before_window and one.level == PRIMARY else one

    def _one(self, held: list[tuple[str, str]], depth: int) -> Piece:
        name, key = self.author.draw(st.sampled_from(held))
        where = self._inside(name, depth) if self.author.chance(3) else None
        return self._written(f"{self.author.one(*ONE_ENTRY)} of {self._target(name, key)}", name, where)

    # ------------------------------------------------------------ parts

    def _target(self, name: str, key: str) -> str:
        return name if self.scope.lists[name].sampled and key == "value" and self.author.chance(2) else f"{name}.{key}"

    def _written(self, head: str, name: str, where: Piece | None = None, have: Piece | None = None) -> Piece:
        parts: list[str | Slot] = [head]
        listing = self.scope.lists[name]
        if (listing.timed or listing.of("period")) and not self.author.chance(3):
            parts += self._stretch(name)
        for word, condition in (("where", where), ("have", have)):
            if condition is not None:
                parts += [f" {word} ", Slot(condition, NOT)]
        return piece(PRIMARY if where is have is None else EXPRESSION, *parts)

    def _stretch(self, name: str) -> list[str | Slot]:
        anchor = Slot(self.author.moment(selections=False), PRIMARY)
        bound = str(self.author.one("within", "within", "within", "at least", "at most", "more than", "less than", ""))
        if not bound:
            return [f" {self.author.one('before', 'after', 'at or before', 'at or after')} ", anchor]
        direction = self.author.one("before", "before", "after", "of") if bound == "within" else "before"
        length = self.author.within(self._seen_from(name)).length(bound)  # each entry may have one of its own
        return [f" {bound} ", *length, f" {direction} ", anchor]

    def definition(self, name: str) -> tuple[str, Piece]:
        """Something to define of each entry: its kind, and what it is."""
        author = self.author.within(self._seen_from(name))
        kinds = [k for k, names in author.scope.numbers.items() if names and k != "temperature"]
        if kinds and not self.author.chance(3):
            kind = self.author.draw(st.sampled_from(sorted(kinds)))
            return kind, author.number(kind, 1)
        return "condition", author.condition(1)

    def _inside(self, name: str, depth: int) -> Piece:
        """A condition on one entry, which may use its fields and everything outside."""
        return self.author.within(self._seen_from(name)).condition(min(depth, 1))

    def _seen_from(self, name: str) -> Scope:
        outside = self.scope.outside or self.scope
        scope, listing = deepcopy(outside), self.scope.lists[name]
        scope.members, scope.outside = None, outside
        nested = self.author.chance(6)
        if not nested:
            scope.lists = {}
        for key, kind in listing.kinds.items():
            written = f"{name}.{key}" if self.author.chance(4) else key
            scope.facts.append(written)
            if kind == "flag":
                scope.flags += [written] * 3
            elif kind == "choice":
                scope.choices[written] = listing.options[key]
            elif kind == "moment":
                scope.moments += [written]
            elif kind == "period":
                scope.periods += [written]
            else:
                scope.numbers.setdefault(kind, []).append(written)
                scope.number_facts[written] = kind
                if key in listing.molar:
                    scope.molar.append(written)
                if key in listing.exact_times:
                    scope.exact_times.append(written)
        for key, kind in listing.defined.items():
            written = f"{name}.{key}" if self.author.chance(4) else key
            if kind == "condition":
                scope.conditions += [written] * 3
            else:
                scope.numbers.setdefault(kind, []).append(written)
        return scope
