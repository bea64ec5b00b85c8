"""How many entries show that two conditions differ, where more entries can only help both, or only harm both.

Of such a condition, which says that so many entries are there, perhaps with others that they are told apart by, a few
entries keep what it came to from getting worse, and nothing that is left out makes it better. So where one of two
conditions holds of a long list and the other does not, the one still holds of its witnesses, and the other does not. Of
conditions that are joined by *or* only those that are not alike can be what holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.references import names_reached

from .witnesses import counted, selected

Way = Literal[1, -1]
"""Whether leaving entries out can only take a condition away from true, or only towards it."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """The two programs, and the list whose entries are left out.

    Attributes:
        unlike: the names that do not mean the same in both.
    """

    right: Program
    wrong: Program
    unlike: frozenset[str]
    series: str

    def enough(self, right: n.Condition, wrong: n.Condition) -> int | None:
        """How many entries are; None where entries may act both ways."""
        ways: tuple[Way, Way] = (1, -1)
        return next((found for way in ways if (found := self._between(right, wrong, way)) is not None), None)

    def _between(self, right: n.Condition, wrong: n.Condition, way: Way) -> int | None:
        """How many keep the one of two conditions that is further on its way where it is, if the other is not."""
        match right, wrong:
            case n.Ref(one), n.Ref(other):
                return self._between(_meant(self.right, one), _meant(self.wrong, other), way)
            case n.Not(one), n.Not(other):
                return self._between(one, other, _back(way))
            case (n.All(ones), n.All(others)) | (n.Any(ones), n.Any(others)) if len(ones) == len(others):
                return self._among(ones, others, way, either=isinstance(right, n.Any) == (way == 1))
            case _:
                return _most((_keeping(self.right, right, self.series, way), self._of_wrong(wrong, way)))

    def _among(
        self, ones: tuple[n.Condition, ...], others: tuple[n.Condition, ...], way: Way, *, either: bool
    ) -> int | None:
        alike, apart = [], []
        for one, other in zip(ones, others, strict=True):
            if one == other and self.unlike.isdisjoint(names_reached(self.right, [one])):
                alike.append(_keeping(self.right, one, self.series, way))
            else:
                apart.append((one, other))
        if None in alike:
            return None
        if either:  # of two that are alike neither is further on its way
            return _most([self._between(one, other, way) for one, other in apart])
        if len(apart) == 1:
            return _sum([*alike, self._between(*apart[0], way)])
        every = [_most((_keeping(self.right, one, self.series, way), self._of_wrong(two, way))) for one, two in apart]
        return _sum([*alike, *every])

    def _of_wrong(self, wrong: n.Condition, way: Way) -> int | None:
        return _keeping(self.wrong, wrong, self.series, way)


def _keeping(program: Program, node: n.Condition, series: str, way: Way) -> int | None:
    """How many entries keep a condition from going back on its way; None where it may go both ways."""
    if series not in selected(program, node):
        return 0
    match node:
        case n.Ref(name):
            return _keeping(program, _meant(program, name), series, way)
        case n.Not(operand):
            return _keeping(program, operand, series, _back(way))
        case n.All(members) | n.Any(members):
            found = [_keeping(program, member, series, way) for member in members]
            return _most(found) if isinstance(node, n.Any) == (way == 1) else _sum(found)
        case n.Several(among=among, test=test, low=low, high=None, sampled="no") if way == 1:
            return _times(low, node.series == series, [_keeping(program, part, series, 1) for part in (among, test)])
        case n.Several(among=among, test=test, low=0, high=int(high), sampled="no") if way == -1:
            inside = [_keeping(program, part, series, 1) for part in (among, test)]
            return _times(high + 1, node.series == series, inside)
        case n.Compare():
            count = counted(program, node)
            if count is None or node.relation in ("=", "!=") or count[1] != (way == 1):
                return None
            pick, _, least = count
            return _times(max(0, least), pick.series == series, [_keeping(program, pick.among, series, 1)])
        case _:
            return None


def _times(many: int, own: bool, inside: list[int | None]) -> int | None:
    """So many entries, each with those that are asked for beside it."""
    each = _sum(inside)
    return None if each is None else many * (own + each)


def _sum(found: list[int | None]) -> int | None:
    return None if None in found else sum(one for one in found if one is not None)


def _most(found: list[int | None] | tuple[int | None, ...]) -> int | None:
    return None if None in found else max((one for one in found if one is not None), default=0)


def _back(way: Way) -> Way:
    return -1 if way == 1 else 1


def _meant(program: Program, name: str) -> n.Condition:
    return program.body(name)  # type: ignore[return-value]  # it names a condition
