"""Windows to limits: where a moment may lie from its anchor.

A window whose length is chosen is lowered to the windows that it may be: *within the greatest of* two lengths is within
one or the other, *at least* so far away is both; of a `case`, each under its condition. So an amount keeps its
calendar meaning, and where all that may be chosen agree the answer does not wait for the choice. A length that is
computed is compared with the exact time from one moment to the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from eligo.core import nodes as n
from eligo.core.truth import Truth
from eligo.core.values import Duration
from eligo.semantics.lengths import alternatives, named
from eligo.semantics.quantities import quantity_text
from eligo.semantics.types import NumberType
from eligo.syntax import tree
from eligo.units import parse_unit

from .numbers import moved, plain

if TYPE_CHECKING:
    from .expressions import Expressions

HERE = Duration()
"""The anchor itself."""
NEAR = ("within", "at most", "less than")
"""The bounds that have the anchor for an end; the others are open on the far side."""
_MEASURES: dict[str, n.Measure] = {"wk": "weeks", "d": "days", "h": "hours", "min": "minutes"}
_BOUNDS: dict[str, n.Relation] = {
    "within": "<=", "at most": "<=", "less than": "<", "at least": ">=", "more than": ">",
}  # fmt: skip


class Windows:
    """Lowers the windows of one checked module."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def window(
        self, node: tree.Window | tree.Stretch, subject: n.Temporal | n.Spell, anchor: n.Temporal
    ) -> n.Condition:
        """Whether a moment lies in a window, or some of a period; beyond a limit, all of it."""
        length, checked = node.duration, self.expressions.checked
        if length is not None:
            length = named(length, checked.meanings, checked.symbols) or length
        return self._lies(node, subject, anchor, length, self.expressions.line(node))

    def _lies(
        self,
        node: tree.Window | tree.Stretch,
        subject: n.Temporal | n.Spell,
        anchor: n.Temporal,
        length: tree.Expr | None,
        line: int,
    ) -> n.Condition:
        if length is None or id(length) in self.expressions.checked.spans:
            duration = None if length is None else self._duration(length)
            if isinstance(subject, n.Spell):
                return period_window(node, subject.fact, anchor, duration, line)
            return window(node, subject, anchor, duration, line)
        parts = tuple(self._lies(node, subject, anchor, part, line) for part in alternatives(length))
        match length:
            case tree.Extreme(which=which):
                some = (which == "greatest") == (node.bound in NEAR)
                return n.Any(parts, line=line) if some else n.All(parts, line=line)
            case tree.If(condition=condition):
                return either(self.expressions.condition(condition), parts[0], parts[1], line)
            case tree.Case():
                moment = n.EdgeOf("start", subject.fact, line=line) if isinstance(subject, n.Spell) else subject
                ever = n.Window(moment, anchor, None, None, line=line)
                return self._case(length, parts, n.All((ever, n.Always(Truth.UNKNOWN, line=line)), line=line), line)
            case _:
                return self._computed(node, subject, anchor, length, line)

    def _case(
        self, node: tree.Case, parts: tuple[n.Condition, ...], nobody_knows: n.Condition, line: int
    ) -> n.Condition:
        """The window of the first arm that holds; for whom there is none, nobody knows."""
        arms, last = self.expressions.arms(node)
        result = nobody_knows if last is None else parts[len(arms)]
        for arm, part in zip(reversed(arms), reversed(parts[: len(arms)]), strict=True):
            result = either(self.expressions.condition(cast(tree.Expr, arm.condition)), part, result, line)
        return result

    def _duration(self, length: tree.Expr) -> Duration:
        span = self.expressions.checked.spans[id(length)]
        quantity = isinstance(length, tree.Quantity)
        shown = quantity_text(length) if quantity else plain(self.expressions.number_type(length))  # type: ignore[arg-type]
        return Duration(span.months, span.micros, shown)

    def _computed(
        self,
        node: tree.Window | tree.Stretch,
        subject: n.Temporal | n.Spell,
        anchor: n.Temporal,
        length: tree.Expr,
        line: int,
    ) -> n.Condition:
        """The side of the anchor, and how far away on it; of what never happened the first is false."""
        kind = self.expressions.number_type(length)
        measure = _MEASURES.get(kind.unit.text, "hours")
        unit = next(unit for unit, one in _MEASURES.items() if one == measure)
        limit = moved(self.expressions.number(length), kind, NumberType(parse_unit(unit)))

        def apart(start: n.Temporal, end: n.Temporal) -> n.Condition:
            return n.Compare(n.Elapsed(measure, start, end, line=line), _BOUNDS[node.bound], limit, line=line)

        after = node.direction == "after"
        if isinstance(subject, n.Spell):
            start, end = n.EdgeOf("start", subject.fact, line=line), n.EdgeOf("end", subject.fact, line=line)
            if node.bound in NEAR:
                begun: n.Condition = n.Window(start, anchor, None, HERE, line=line)
                ended: n.Condition = n.Window(end, anchor, HERE, None, line=line)
                if node.direction != "before":
                    begun = n.Any((begun, apart(anchor, start)), line=line)
                if not after:
                    ended = n.Any((ended, apart(end, anchor)), line=line)
                return n.All((begun, ended), line=line)
            subject = start if after else end
        if node.direction == "of":
            ever = n.Window(subject, anchor, None, None, line=line)
            return n.All((ever, apart(subject, anchor), apart(anchor, subject)), line=line)
        side = n.Window(subject, anchor, HERE if after else None, None if after else HERE, line=line)
        return n.All((side, apart(anchor, subject) if after else apart(subject, anchor)), line=line)


def window(
    node: tree.Window | tree.Stretch, subject: n.Temporal, anchor: n.Temporal, length: Duration | None, line: int
) -> n.Window:
    """A window's limits, from the words that bound it.

    ``within``, ``at most`` and ``less than`` end at the anchor, which is in; ``at least`` and ``more than`` are open on
    the far side; without a duration the anchor itself is the limit.
    """
    after = node.direction == "after"
    if length is None and isinstance(subject, n.Fixed):  # said of what a record gives
        subject, anchor, after = anchor, subject, not after
    if length is None:
        low, high = (HERE, None) if after else (None, HERE)
        strict = node.bound == "strictly"
        return n.Window(subject, anchor, low, high, after and strict, not after and strict, line=line)
    if node.direction == "of":
        return n.Window(subject, anchor, opposite(length), length, line=line)
    far = length if after else opposite(length)
    if node.bound in NEAR:
        low, high = (HERE, far) if after else (far, HERE)
        strict = node.bound == "less than"
        return n.Window(subject, anchor, low, high, not after and strict, after and strict, line=line)
    low, high = (far, None) if after else (None, far)
    strict = node.bound == "more than"
    return n.Window(subject, anchor, low, high, after and strict, not after and strict, line=line)


def period_window(
    node: tree.Window | tree.Stretch, period: str, anchor: n.Temporal, length: Duration | None, line: int
) -> n.Condition:
    """Where a period lies: within a stretch when some of it does, before or after a limit when all of it does."""
    start, end = n.EdgeOf("start", period, line=line), n.EdgeOf("end", period, line=line)
    whole = window(node, start, anchor, length, line)
    begun = replace(whole, low=None, strict_low=False)
    ended = replace(whole, subject=end, high=None, strict_high=False)
    if whole.low is None:
        return replace(whole, subject=end)
    return whole if whole.high is None else n.All((begun, ended), line=line)


def opposite(duration: Duration) -> Duration:
    """The same length backwards; it is shown as written."""
    return Duration(-duration.months, -duration.micros, duration.shown)


def either(condition: n.Condition, then: n.Condition, otherwise: n.Condition, line: int) -> n.Condition:
    """``if c then a else b``: ``(not c or a) and ((c and a) or b)``.

    The shorter ``(not c or a) and (c or b)`` would be unknown with ``c``, even where neither ``a`` nor ``b`` holds.
    """
    met = n.Any((n.Not(condition, line=condition.line), then), line=line)
    return n.All((met, n.Any((n.All((condition, then), line=line), otherwise), line=line)), line=line)
