"""Windows to limits: where a moment may lie from its anchor."""

from __future__ import annotations

from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.values import Duration
from eligo.syntax import tree

HERE = Duration()
"""The anchor itself."""


def window(
    node: tree.Window | tree.Stretch, subject: n.Temporal, anchor: n.Temporal, length: Duration | None, line: int
) -> n.Window:
    """A window's limits, from the words that bound it.

    ``within``, ``at most`` and ``less than`` end at the anchor, which is in; ``at least`` and ``more than`` are open on
    the far side; without a duration the anchor itself is the limit.
    """
    after = node.direction == "after"
    if length is None:
        low, high = (HERE, None) if after else (None, HERE)
        strict = node.bound == "strictly"
        return n.Window(subject, anchor, low, high, after and strict, not after and strict, line=line)
    if node.direction == "of":
        return n.Window(subject, anchor, opposite(length), length, line=line)
    far = length if after else opposite(length)
    if node.bound in ("within", "at most", "less than"):
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
