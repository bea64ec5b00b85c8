"""How many entries of a list are enough: what a longer list makes of a question, one of so many does too.

A selection looks at each entry by itself, and what comes of it hangs on a few of them: ``at least 2`` on two that
count, ``latest`` on the last one and on those that may be it and tell otherwise. Keep these few for every selection and
leave out all other entries: each selection comes out as before, and with it everything else. So a proof for lists of
that many entries is one for lists of any length.

This holds where an entry is asked about itself and the patient alone, not about other entries; of sums, means and
previous entries nothing is said. As everywhere in the solver, the moments of entries are exact or not given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.references import looked_through
from eligo.core.residual import parts

_SELECTING = (n.Several, n.Pick, n.PickIs, n.PickMoment)

_ANSWERS = 2
"""Of entries that may be the latest one that is not a yes and one that is not a no, the latest itself among them."""

_ENDS = 3
"""The latest, and of those that may be it the least and the greatest value; or of the lowest value the least that may
count, the least that surely does, and one that is known."""

Needed = Mapping[object, tuple[str, int]]
"""Of each selection its list, and how many entries keep what comes of it."""


class _NotSaid(Exception):
    """For some selection no number of entries is known to be enough."""


class Enough:
    """The entries that conditions of one program need."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._by_name: dict[str, Needed | None] = {}
        for name in program.order:
            self._by_name[name] = self._needed_by(program.body(name))

    def of(self, conditions: Iterable[n.Condition]) -> Counter[str] | None:
        """How many entries of each list are enough; None when that is not known."""
        needed: dict[object, tuple[str, int]] = {}
        for condition in conditions:
            found = self._needed_by(condition)
            if found is None:
                return None
            needed.update(found)
        total: Counter[str] = Counter()
        for series, entries in needed.values():
            total[series] += entries
        return total

    def _needed_by(self, node: object) -> Needed | None:
        try:
            return dict(self._selections(node))
        except _NotSaid:
            return None

    def _selections(self, node: object) -> Iterator[tuple[object, tuple[str, int]]]:
        waiting = [node]
        while waiting:
            here = waiting.pop()
            match here:
                case n.Ref(name) | n.NumberRef(name) | n.MomentRef(name):
                    known = self._by_name.get(name)
                    if known is None:
                        raise _NotSaid
                    yield from known.items()
                case n.Compare(n.Pick(series, "count") as picked, _, n.Number(limit)):
                    self._by_themselves(picked)
                    yield (picked, limit), (series, _more_than(limit))
                case n.Several(series) | n.Pick(series) | n.PickIs(series) | n.PickMoment(series):
                    self._by_themselves(here)
                    yield here, (series, _kept(here))
                case n.Flag(fact) | n.Is(fact) | n.Measured(fact) | n.Chosen(fact) if self._repeats(fact):
                    yield fact, (fact, _ENDS)
                case _:
                    waiting += parts(here)

    def _by_themselves(self, selection: object) -> None:
        """Make sure that entries are asked about themselves alone: no list is looked into from inside of one."""
        for here in looked_through(self.program, parts(selection)):
            if isinstance(here, (*_SELECTING, n.Other)):
                raise _NotSaid
            if isinstance(here, n.Flag | n.Is | n.Measured | n.Chosen) and self._repeats(here.fact):
                raise _NotSaid

    def _repeats(self, fact: str) -> bool:
        declared = self.program.fact.get(fact)
        return declared is not None and (declared.repeated or declared.kind == "events")


def _kept(selection: object) -> int:
    """How many entries keep what comes of a selection."""
    match selection:
        case n.Several(low=low, high=high, sampled=sampled):
            return max(low, 0 if high is None else high + 1, 1) + (sampled != "no")  # one of them surely counts
        case n.PickIs(how="latest" | "first"):
            return _ANSWERS
        case n.Pick(how="latest" | "first" | "lowest" | "highest") | n.PickMoment(how="latest" | "first"):
            return _ENDS
    raise _NotSaid


def _more_than(limit: Fraction) -> int:
    """As many as tell whether there are more than a limit."""
    return max(int(limit) + 1, 1)
