"""Selections among entries to the core's nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eligo.core import nodes as n
from eligo.core.selection import until_screening
from eligo.core.truth import TRUE
from eligo.semantics.series import CONDITIONS, VALUE, key, stretch_of, time_of
from eligo.semantics.walk import every
from eligo.syntax import tree

if TYPE_CHECKING:
    from .expressions import Expressions


class Selections:
    """Lowers the selections of one checked module."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def condition(self, node: tree.Select) -> n.Condition:
        """A condition on how many entries there are, or a flag of a chosen one."""
        if node.how not in CONDITIONS:
            line, field = self.expressions.line(node), self.field(node)
            return self.pick_is(node, n.Ref(field, line=line) if self._defined(field) else n.Flag(field, line=line))
        among, asked = self._among(node)
        count = 0 if node.number is None else int(node.number)
        low, high = {
            "any": (1, None),
            "none": (0, 0),
            "all": (0, 0),
            "at least": (count, None),
            "at most": (0, count),
            "exactly": (count, count),
        }[node.how]
        line = self.expressions.line(node)
        if node.how == "all":
            asked = n.Not(asked, line=line)
        repeated = self._fact(node).repeated
        sampled: Any = "no" if not repeated else "always" if node.how == "all" else "unless closed"
        return n.Several(self._series(node), among, asked, low, high, sampled, line=line)

    def number(self, node: tree.Select) -> n.Pick:
        """A number out of the entries that count."""
        among, _ = self._among(node)
        how: Any = node.how
        line = self.expressions.line(node)
        value: n.Numeric | None = None
        if how != "count":
            field = self.field(node)
            value = n.NumberRef(field, line=line) if self._defined(field) else n.Measured(field, line=line)
        return n.Pick(self._series(node), how, value, self._time(node), among, line=line)

    def pick_moment(self, node: tree.Select) -> n.PickMoment:
        """A moment of the chosen entry."""
        among, _ = self._among(node)
        how: Any = node.how
        line = self.expressions.line(node)
        moment = n.When(self.field(node), line=line)
        return n.PickMoment(self._series(node), how, moment, self._time(node), among, line=line)

    def pick_is(self, node: tree.Select, test: n.Condition) -> n.PickIs:
        """Whether the chosen entry passes a test."""
        among, _ = self._among(node)
        how: Any = node.how
        return n.PickIs(self._series(node), how, self._time(node), among, test, line=self.expressions.line(node))

    def field(self, node: tree.Select) -> str:
        """The full name of the field that is selected."""
        name, _, field = self.expressions.meaning(node).key.partition(".")
        return f"{name}.{field or VALUE}"

    def _defined(self, key: str) -> bool:
        return key in self.expressions.checked.symbols.inner

    def _fact(self, node: tree.Select) -> tree.Fact:
        return self.expressions.checked.symbols.facts[self._series(node)]

    def _series(self, node: tree.Select) -> str:
        return self.expressions.meaning(node).key.partition(".")[0]

    def _time(self, node: tree.Select) -> str:
        time = time_of(self._fact(node))
        return "" if time is None else key(self._fact(node), time)

    def _period(self, node: tree.Select) -> str:
        """Of entries without a moment, the period that windows ask for."""
        return key(self._fact(node), stretch_of(self._fact(node)) or "")

    def _from_within(self, node: tree.Select) -> bool:
        """Whether a selection is measured from an entry of the same record, whose others it looks for."""
        assert node.stretch is not None
        series, meanings = self._series(node), self.expressions.checked.meanings
        named = (meanings.get(id(part)) for part in every(node.stretch.anchor))
        return any(one is not None and one.around and one.key.startswith(f"{series}.") for one in named)

    def _among(self, node: tree.Select) -> tuple[n.Condition, n.Condition]:
        """Which entries count, and what is asked of them; without a stretch measurements count until the screening.

        Of measurements ``where`` is asked, so that a stretch without any leaves the answer open; but of those that must
        ``all have`` something it says which count.
        """
        expressions = self.expressions
        among: list[n.Condition] = []
        asked: list[n.Condition] = []
        if node.stretch is not None:
            stretch, line = node.stretch, expressions.line(node.stretch)
            time = self._time(node)
            subject = n.When(time, line=line) if time else n.Spell(self._period(node))
            among.append(expressions.windows.window(stretch, subject, expressions.moment(stretch.anchor)))
            if self._from_within(node):
                among.append(n.Other(self._series(node), line=line))
        elif self._fact(node).repeated:
            among.append(until_screening(self._series(node)))
        if node.where is not None:
            asks = self._fact(node).repeated and node.how in CONDITIONS and node.how != "all"
            (asked if asks else among).append(expressions.condition(node.where))
        if node.have is not None:
            asked.append(expressions.condition(node.have))
        return _every(among), _every(asked)


def _every(conditions: Sequence[n.Condition]) -> n.Condition:
    if len(conditions) == 1:
        return conditions[0]
    return n.All(tuple(conditions)) if conditions else n.Always(TRUE)
