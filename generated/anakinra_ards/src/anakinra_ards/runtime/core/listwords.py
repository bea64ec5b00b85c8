"""Selections among entries in words."""

from __future__ import annotations

from collections.abc import Callable

from . import nodes as n
from .numberwords import NumberWords, defined_bit, label_bit
from .phrases import Bit, Bits, plain
from .program import Program
from .reach import Reaches
from .selection import until_screening
from .timewords import window_relation
from .truth import TRUE

_CHOSEN = {"latest": "latest ", "previous": "second-to-last ", "first": "first "}
_TOGETHER = {"lowest": "lowest ", "highest": "highest ", "sum": "sum of ", "mean": "mean "}

Selection = n.Several | n.PickIs | n.Pick | n.PickMoment


class ListWords:
    """Puts selections of one program into words."""

    def __init__(self, program: Program, numbers: NumberWords) -> None:
        self.program = program
        self.condition: Callable[[n.Condition], Bits] = numbers.condition
        self.reaches = Reaches(program, numbers)

    def several(self, node: n.Several, *, negated: bool) -> Bits:
        """How many entries there are that count and pass the test."""
        if (node.low, node.high) == (0, 0) and isinstance(node.test, n.Not):
            lead = "not every " if negated else "every "
            return (
                Bit(lead),
                *self._one(node),
                *self.among(node),
                *self._asked(node, node.test.operand, " is", " has "),
            )
        count, plural = _count(node.low, node.high, negated=negated)
        who = self._many(node) if plural and count != "no" else self._one(node)
        return (Bit(f"{count} "), *who, *self.among(node), *self._asked(node, node.test, "", " that has "))

    def pick_is(self, node: n.PickIs, *, negated: bool) -> Bits:
        """What holds of the chosen entry."""
        if isinstance(node.test, n.Flag | n.Is) or self._own(node.test):
            return (*self.chosen(node), Bit(f" {_said(node.test, negated=negated)}"))
        asked = (Bit(" has "), *self.condition(node.test))
        return (Bit("not: " if negated else ""), *self.chosen(node), *asked)

    def chosen(self, node: n.PickIs) -> Bits:
        """The flag or the choice of the chosen entry, or the entry itself."""
        lead = Bit(_CHOSEN[node.how])
        match node.test:
            case n.Flag(fact) | n.Known(n.Flag(fact)) | n.Known(n.Chosen(fact)) | n.Is(fact):
                return (lead, *self._field(self._label(fact), node))
            case n.Ref(name) if self._own(node.test):
                return (lead, *self._field(self._defined(name), node))
            case _:
                return (lead, *self._one(node), *self.among(node))

    def number(self, node: n.Pick) -> Bits:
        """A number out of the entries."""
        if node.value is None:
            return (Bit("number of "), *self._many(node), *self.among(node))
        lead = _CHOSEN.get(node.how) or _TOGETHER[node.how]
        return (Bit(lead), *self._of(node.value, node))

    def moment(self, node: n.PickMoment) -> Bits:
        """A moment of the chosen entry."""
        return (Bit(_CHOSEN[node.how]), *self._of(node.value, node))

    def among(self, node: Selection) -> Bits:
        """Which entries count, such as *within 7 days before screening*; nothing when all do."""
        window, others = self.split(node)
        stretch = () if window is None else (Bit(" "), *window)
        return (*stretch, Bit(" where "), *self.condition(others)) if others is not None else stretch

    def split(self, node: Selection) -> tuple[Bits | None, n.Condition | None]:
        """Which entries count by their own time, and what else is asked of them.

        That measurements count until the screening is not said: neither is it of a value by its bare name.
        """
        if node.among == n.Always(TRUE):
            return None, None
        until = until_screening(node.series)
        if self.program.fact[node.series].repeated and node.among == until:
            return None, None
        if self.program.fact[node.series].repeated and isinstance(node.among, n.All) and node.among.members[0] == until:
            rest = node.among.members[1:]
            return None, rest[0] if len(rest) == 1 else n.All(rest)
        whole = self._stretch(node.among, node)
        if whole is not None:
            return whole, None
        members = node.among.members if isinstance(node.among, n.All) else (node.among,)
        parts = tuple(member for member in members if not isinstance(member, n.Other))
        first, rest = self._stretch(parts[0], node), parts[1:]
        if first is None:
            return None, n.All(parts)
        return first, None if not rest else rest[0] if len(rest) == 1 else n.All(rest)

    def _stretch(self, node: n.Condition, selection: Selection) -> Bits | None:
        """What a window of an entry's own time says of it."""
        reach = self.reaches.of(node)
        time = n.When(self._time(selection))
        if reach is not None:
            return reach.relation(self.program) if reach.subject == time else None
        return window_relation(self.program, node) if isinstance(node, n.Window) and node.subject == time else None

    def _time(self, node: Selection) -> str:
        """The moment of an entry: the first that it holds."""
        moments = [field.name for field in self.program.fact[node.series].fields if field.kind == "moment"]
        return moments[0] if moments else ""

    def _asked(self, node: n.Several, test: n.Condition, verb: str, otherwise: str) -> Bits:
        """What is asked of the entries; of a measurement, how it compares."""
        if test == n.Always(TRUE):
            return ()
        said = self.condition(test)
        own = f"{node.series}.value"
        if said and said[0].name == own and isinstance(test, n.Compare | n.Is):
            return (*plain(verb), *said[1:])
        return (Bit(otherwise), *said)

    def _label(self, name: str) -> Bit:
        return label_bit(self.program.fact[name].label, name, "fact")

    def _of(self, value: n.Numeric | n.Temporal, node: Selection) -> Bits:
        """What is selected of an entry."""
        match value:
            case n.Measured(fact) | n.When(fact):
                return self._field(self._label(fact), node)
            case n.NumberRef(name):
                return self._field(self._defined(name), node)
            case _:
                raise TypeError(f"a selection has no words for a `{type(value).__name__}`")

    def _own(self, test: n.Condition) -> bool:
        """Whether a test is a definition of the entry."""
        return (
            isinstance(test, n.Ref)
            and test.name in self.program.definition
            and bool(self.program.definition[test.name].within)
        )

    def _defined(self, name: str) -> Bit:
        return defined_bit(self.program.definition[name])

    def _field(self, field: Bit, node: Selection) -> Bits:
        repeated = self.program.fact[node.series].repeated
        if repeated and field.name in (f"{node.series}.value", f"{node.series}.time"):  # their labels name the fact
            name: Bits = (self._label(node.series) if field.name.endswith(".value") else field,)
        else:
            name = (field, Bit(" of "), self._label(node.series))
        return (*name, *self.among(node))

    def _one(self, node: Selection) -> Bits:
        label = (*self._others(node), self._label(node.series))
        return (*label, Bit(" measurement")) if self.program.fact[node.series].repeated else label

    def _many(self, node: Selection) -> Bits:
        word = "measurements of " if self.program.fact[node.series].repeated else "entries of "
        return (*self._others(node), Bit(word), self._label(node.series))

    def _others(self, node: Selection) -> Bits:
        """That the entries are others than the one which they are looked for from."""
        members = node.among.members if isinstance(node.among, n.All) else ()
        return plain("other ") if n.Other(node.series) in members else ()


def _said(test: n.Condition, *, negated: bool) -> str:
    """What holds of a flag or a choice. Where either may be meant, not being one thing is as unknown as being it."""
    if not isinstance(test, n.Is):
        return "is no" if negated else "is yes"
    names = [option.replace("_", " ") for option in test.options]
    if not names:
        return "is something" if negated else "is nothing"
    return f"{'is none of' if negated and len(names) > 1 else 'is not' if negated else 'is'} {' or '.join(names)}"


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
        return (f"any number but {low} of the", True) if negated else (f"exactly {low}", low != 1)
    return (f"fewer than {low} or more than {high}", True) if negated else (f"from {low} to {high}", True)
