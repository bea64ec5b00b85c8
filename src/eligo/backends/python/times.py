"""Temporal node to code, where moments are pairs of datetimes: None is unknown, False never.

Where every moment is one number or one datetime, :mod:`sharp` writes the code.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligo.backends.python import sharp
from eligo.backends.python.expressions import NO, Expression, Test, both, either
from eligo.backends.python.scope import Code, Num, Scope, Times, Truths
from eligo.core import nodes as n
from eligo.core.moments import shift
from eligo.core.program import SCREENING
from eligo.core.values import DAY, Duration

Pair = sharp.Pair


def window(scope: Scope, node: n.Window) -> Truths:
    """Whether a moment lies in a window around another."""
    if scope.times is not Times.RANGES:
        return sharp.window(scope, node)
    fixed = sharp.fixed_anchor(scope.program, node)
    subject = sharp.place(scope, node.subject)
    anchor = fixed or sharp.place(scope, node.anchor)
    yes, no = [], []
    if node.low is not None:
        here, edge = _comparable(scope, subject, anchor, node.low)
        within, outside = precedes(edge, here, strict=node.strict_low)
        yes.append(within)
        no.append(outside)
    if node.high is not None:
        here, edge = _comparable(scope, subject, anchor, node.high)
        within, outside = precedes(here, edge, strict=node.strict_high)
        yes.append(within)
        no.append(outside)
    given = list(dict.fromkeys((subject[0],) if isinstance(anchor, n.Fixed) else (subject[0], anchor[0])))
    never = _never(scope, given)
    result = scope.namer.local(scope.title or "in_window")
    out = scope.out
    out.line(f"{result}: bool | None = None")
    with out.when(both(Test(name) for name in given)):
        _decide(scope, result, both(yes), either(no))
    if never != NO:
        with out.when(never, "elif"):
            out.line(f"{result} = False")
    return Truths(Test(result), Test(f"{result} is False"))


def during(scope: Scope, node: n.During) -> Truths:
    """Whether a period is in progress."""
    if scope.times is not Times.RANGES:
        return sharp.during(scope, node)
    period, anchor = scope.periods[node.period], sharp.place(scope, node.anchor)
    begun, not_begun = precedes((period.start, period.start_high), anchor)
    not_ended, ended = precedes(anchor, (period.end, period.end_high))
    result = scope.namer.local(scope.title or "in_progress")
    out = scope.out
    out.line(f"{result}: bool | None = None")
    with out.when(_never(scope, (period.start, anchor[0]))):
        out.line(f"{result} = False")
    with out.when(both((Test(period.start), Test(anchor[0]))), "elif"):
        with out.when(Test(f"{period.end} is None")):
            _decide(scope, result, begun, not_begun)
        with out.otherwise():
            _decide(scope, result, both((begun, not_ended)), either((not_begun, ended)))
    return Truths(Test(result), Test(f"{result} is False"))


def lasting(scope: Scope, node: n.Lasting) -> Truths:
    """Whether a period has lasted for a duration."""
    if scope.times is not Times.RANGES:
        return sharp.lasting(scope, node)
    period = scope.periods[node.period]
    now, now_high = scope.moments[SCREENING]
    ends = (period.start, period.start_high, period.end, period.end_high, now, now_high)
    reached = node.relation in (">=", ">")
    strict = node.relation in (">", "<=")
    length = node.duration.months + node.duration.micros
    at_once = length < 0 or (not strict and length == 0)
    result = scope.namer.local(scope.title or "long_enough")
    out = scope.out
    out.line(f"{result}: bool | None = None")
    with out.when(Test(f"{period.start} is False")):
        out.line(f"{result} = {at_once}")
    with out.when(Test(f"{period.start} is not None"), "elif"):
        length_parts = (str(node.duration.months), scope.duration(node.duration.micros), str(strict))
        out.call((result,), "lasts", (*ends, *length_parts))
    truths = Truths(Test(result), Test(f"{result} is False"))
    return truths if reached else Truths(truths.no, truths.yes)


def precedes(a: Pair, b: Pair, *, strict: bool = False) -> tuple[Expression, Expression]:
    """Known to be at or before (before, when ``strict``), and known not to be."""
    if strict:
        return Test(f"{a[1]} < {b[0]}"), Test(f"{a[0]} >= {b[1]}")
    return Test(f"{a[1]} <= {b[0]}"), Test(f"{a[0]} > {b[1]}")


def elapsed(scope: Scope, node: n.Elapsed) -> Num:
    """The time between two moments, as a range of numbers."""
    if scope.times is not Times.RANGES:
        return sharp.elapsed(scope, node)
    start, end = sharp.moment(scope, node.start), sharp.moment(scope, node.end)
    low, high = (scope.namer.local(name) for name in (node.measure, f"{node.measure}_high"))
    step = sharp.STEPS.get(node.measure)
    if step is not None:
        scope.out.call((low, high), "completed", (*start, *end, str(step)))
        return Num(Code(low), Code(high))
    scope.out.call((low, high), "elapsed", (*start, *end, scope.duration(sharp.UNITS[node.measure])))
    return Num(Code(low), Code(high), Code(f"max(abs({low}), abs({high}))"))


def _comparable(scope: Scope, subject: Pair, anchor: Pair | n.Fixed, offset: Duration) -> tuple[Pair, Pair]:
    """The subject and the edge of a window: instants, or calendar days when the edge is months away."""
    if isinstance(anchor, n.Fixed):
        first, last = shift(anchor.low, offset), shift(anchor.high, offset)
        if sharp.by_days(anchor, offset):
            days = (f"{subject[0]}.toordinal()", f"{subject[1]}.toordinal()")
            return days, (str(first // DAY + 1), str(last // DAY + 1))
        return subject, (scope.instant(first), scope.instant(first))
    if offset.months:
        more = f"{offset.months}, {scope.duration(offset.micros)}"
        days = (f"{subject[0]}.toordinal()", f"{subject[1]}.toordinal()")
        return days, (f"moved({anchor[0]}, {more})", f"moved({anchor[1]}, {more})")
    if not offset.micros:
        return subject, anchor
    sign, size = ("-", -offset.micros) if offset.micros < 0 else ("+", offset.micros)
    length = scope.duration(size)
    return subject, (f"{anchor[0]} {sign} {length}", f"{anchor[1]} {sign} {length}")


def _never(scope: Scope, moments: Iterable[str]) -> Expression:
    """Whether one of some moments never was, which the screening always was."""
    return either(Test(f"{name} is False") for name in moments if name != scope.moments[SCREENING][0])


def _decide(scope: Scope, result: str, yes: Expression, no: Expression) -> None:
    with scope.out.when(yes):
        scope.out.line(f"{result} = True")
    if no != NO:
        with scope.out.when(no, "elif"):
            scope.out.line(f"{result} = False")
