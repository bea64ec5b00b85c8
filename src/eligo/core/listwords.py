"""Selections among entries in words."""

from __future__ import annotations

from collections.abc import Callable

from . import nodes as n
from .numberwords import label_bit
from .phrases import Bit, Bits, plain
from .program import Program
from .truth import TRUE

_CHOSEN = {"latest": "latest", "previous": "second-to-last", "first": "first"}
_TOGETHER = {"lowest": "lowest", "highest": "highest", "sum": "sum of", "mean": "mean of"}


class ListWords:
    """Puts selections of one program into words; ``condition`` says a condition on one line."""

    def __init__(self, program: Program, condition: Callable[[n.Condition], Bits]) -> None:
        self.program = program
        self.condition = condition

    def several(self, node: n.Several, *, negated: bool) -> Bits:
        """How many entries there are that count and pass the test."""
        if (node.low, node.high) == (0, 0) and isinstance(node.test, n.Not):
            lead = "not every " if negated else "every "
            return (Bit(lead), *self._entries(node, "entry"), Bit(" has: "), *self.condition(node.test.operand))
        count, plural = _count(node.low, node.high, negated=negated)
        asked = () if node.test == n.Always(TRUE) else (Bit(" that has: "), *self.condition(node.test))
        return (Bit(f"{count} "), *self._entries(node, "entries" if plural else "entry"), *asked)

    def pick_is(self, node: n.PickIs, *, negated: bool) -> Bits:
        """What holds of the chosen entry."""
        lead = f"{'not: ' if negated else ''}the {_CHOSEN[node.how]} "
        return (Bit(lead), *self._entries(node, "entry"), Bit(" has: "), *self.condition(node.test))

    def number(self, node: n.Pick) -> Bits:
        """A number out of the entries."""
        if node.how == "count":
            return (Bit("the number of "), *self._entries(node, "entries"))
        if node.how in _CHOSEN:
            return (Bit(f"the {_CHOSEN[node.how]} "), *self._field(node.field, node.series, node.among))
        return (Bit(f"the {_TOGETHER[node.how]} "), *self._field(node.field, node.series, node.among))

    def moment(self, node: n.PickMoment) -> Bits:
        """A moment of the chosen entry."""
        return (Bit(f"the {_CHOSEN[node.how]} "), *self._field(node.field, node.series, node.among))

    def _label(self, name: str) -> Bit:
        return label_bit(self.program.fact[name].label, name, "fact")

    def _field(self, field: str, series: str, among: n.Condition) -> Bits:
        own = field.rpartition(".")[2] == "value" and self.program.fact[series].repeated
        name = (self._label(series),) if own else (self._label(field), Bit(" of "), self._label(series))
        return (*name, *self._among(among))

    def _entries(self, node: n.Several | n.PickIs | n.Pick, word: str) -> Bits:
        return (Bit(f"{word} of "), self._label(node.series), *self._among(node.among))

    def _among(self, among: n.Condition) -> Bits:
        return () if among == n.Always(TRUE) else (*plain(" with "), *self.condition(among))


def _count(low: int, high: int | None, *, negated: bool) -> tuple[str, bool]:
    """Between how many, and whether it takes the plural."""
    if high is None:
        if low == 1:
            return ("no", True) if negated else ("at least one", False)
        return (f"fewer than {low}", True) if negated else (f"at least {low}", low != 1)
    if low <= 0:
        if high == 0:
            return ("at least one", False) if negated else ("no", True)
        return (f"more than {high}", True) if negated else (f"at most {high}", high != 1)
    if low == high:
        return (f"any number but {low}", True) if negated else (f"exactly {low}", low != 1)
    return (f"fewer than {low} or more than {high}", True) if negated else (f"from {low} to {high}", True)
