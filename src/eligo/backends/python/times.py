"""Temporal node to code: moments are pairs of datetimes, earliest and latest; None is unknown, False never."""

from __future__ import annotations

from eligo.backends.python.expressions import NO, Expression, Test, both, either
from eligo.backends.python.scope import Code, Num, Scope, Truths
from eligo.core import nodes as n
from eligo.core.program import SCREENING
from eligo.core.values import DAY, HOUR, MINUTE, Duration

Pair = tuple[str, str]


def moment(scope: Scope, node: n.Temporal) -> Pair:
    """The variables of a moment."""
    if isinstance(node, n.When):
        return scope.moments[node.fact]
    period = scope.periods[node.period]
    return (period.start, period.start_high) if node.edge == "start" else (period.end, period.end_high)


def window(scope: Scope, node: n.Window) -> Truths:
    """A window as a variable that is True, False or None."""
    subject, anchor = moment(scope, node.subject), moment(scope, node.anchor)
    yes, no = [], []
    if node.low is not None:
        bound = _moved(scope, anchor, node.low)
        within, outside = precedes(bound, subject, strict=node.strict_low)
        yes.append(within)
        no.append(outside)
    if node.high is not None:
        bound = _moved(scope, anchor, node.high)
        within, outside = precedes(subject, bound, strict=node.strict_high)
        yes.append(within)
        no.append(outside)
    given = list(dict.fromkeys((subject[0], anchor[0])))
    return _three_way(
        scope,
        "in_window",
        never=either(Test(f"{name} is False") for name in given),
        known=both(Test(f"{name} is not None") for name in given),
        yes=both(yes),
        no=either(no),
    )


def during(scope: Scope, node: n.During) -> Truths:
    """Whether a period is in progress, as a variable that is True, False or None."""
    period, anchor = scope.periods[node.period], moment(scope, node.anchor)
    begun, not_begun = precedes((period.start, period.start_high), anchor)
    open_ended, not_ended, ended = running(period.end), *precedes(anchor, (period.end, period.end_high))
    return _three_way(
        scope,
        "in_progress",
        never=either((Test(f"{period.start} is False"), Test(f"{anchor[0]} is False"))),
        known=both((Test(f"{period.start} is not None"), Test(f"{anchor[0]} is not None"))),
        yes=both((begun, either((open_ended, not_ended)))),
        no=either((not_begun, both((Test(f"{period.end} is not None"), ended)))),
    )


def lasting(scope: Scope, node: n.Lasting) -> Truths:
    """Whether a period has lasted for a duration, as a variable that is True, False or None."""
    period = scope.periods[node.period]
    now, now_high = scope.moments[SCREENING]
    ends = ", ".join((period.start, period.start_high, period.end, period.end_high, now, now_high))
    reached = node.relation in (">=", ">")
    strict = node.relation in (">", "<=")
    length = node.duration.months + node.duration.micros
    at_once = 0 > length or (not strict and length == 0)
    result = scope.namer.local("long_enough")
    out = scope.out
    out.line(f"{result}: bool | None = None")
    with out.when(Test(f"{period.start} is False")):
        out.line(f"{result} = {at_once}")
    with out.when(Test(f"{period.start} is not None"), "elif"):
        out.line(f"{result} = lasts({ends}, {node.duration.months}, {scope.duration(node.duration.micros)}, {strict})")
    truths = Truths(Test(f"{result} is True"), Test(f"{result} is False"))
    return truths if reached else Truths(truths.no, truths.yes)


def running(end: str) -> Expression:
    """Whether a period that was has no end."""
    return Test(f"{end} is None")


def precedes(a: Pair, b: Pair, *, strict: bool = False) -> tuple[Expression, Expression]:
    """Known to be at or before (before, when ``strict``), and known not to be."""
    if strict:
        return Test(f"{a[1]} < {b[0]}"), Test(f"{a[0]} >= {b[1]}")
    return Test(f"{a[1]} <= {b[0]}"), Test(f"{a[0]} > {b[1]}")


def elapsed(scope: Scope, node: n.Elapsed) -> Num:
    """The time between two moments, as a range of numbers."""
    start, end = moment(scope, node.start), moment(scope, node.end)
    low, high = scope.namer.local(node.measure), scope.namer.local(f"{node.measure}_high")
    ends = ", ".join((*start, *end))
    step = STEPS.get(node.measure)
    if step is not None:
        scope.out.line(f"{low}, {high} = completed({ends}, {step})")
        return Num(Code(low), Code(high))
    scope.out.line(f"{low}, {high} = elapsed({ends}, {scope.duration(UNITS[node.measure])})")
    return Num(Code(low), Code(high), Code(f"max(abs({low}), abs({high}))"))


STEPS = {"years": 12, "months": 1}
UNITS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}


def _moved(scope, anchor: Pair, duration: Duration) -> Pair:
    if duration.months:
        months, rest = duration.months, scope.duration(duration.micros)
        return f"moved({anchor[0]}, {months}, {rest})", f"moved({anchor[1]}, {months}, {rest})"
    if not duration.micros:
        return anchor
    sign, size = ("-", -duration.micros) if duration.micros < 0 else ("+", duration.micros)
    return f"{anchor[0]} {sign} {scope.duration(size)}", f"{anchor[1]} {sign} {scope.duration(size)}"


def _three_way(
    scope: Scope, wanted: str, *, never: Expression, known: Expression, yes: Expression, no: Expression
) -> Truths:
    result = scope.namer.local(wanted)
    out = scope.out
    out.line(f"{result}: bool | None = None")
    with out.when(never):
        out.line(f"{result} = False")
    with out.when(known, "elif"):
        with out.when(yes):
            out.line(f"{result} = True")
        if no != NO:
            with out.when(no, "elif"):
                out.line(f"{result} = False")
    return Truths(Test(f"{result} is True"), Test(f"{result} is False"))
