"""Temporal node to code, where every moment is one datetime or one number of microseconds.

No moment is one that never was, and no period is known whose edges stand by themselves: such records go elsewhere.
"""

from __future__ import annotations

from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either
from eligo.backends.python.scope import Code, Num, Scope, Times, Truths, UnsupportedNode
from eligo.core import nodes as n
from eligo.core.moments import shift
from eligo.core.program import SCREENING, Program
from eligo.core.values import DAY, HOUR, MINUTE, Duration

Pair = tuple[str, str]
STEPS = {"years": 12, "months": 1}
UNITS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}


def moment(scope: Scope, node: n.Temporal) -> Pair:
    """The variables of a moment."""
    if isinstance(node, n.MomentRef):
        known = scope.named_moments.get(node.name)
        return moment(scope, scope.program.resolved(node)) if known is None else known[:2]
    if isinstance(node, n.When):
        return scope.moments[node.fact]
    if isinstance(node, n.PickMoment):
        return scope.pick_moment(node)[:2]
    if not isinstance(node, n.EdgeOf):
        raise UnsupportedNode(node)
    period = scope.periods[node.period]
    return (period.start, period.start_high) if node.edge == "start" else (period.end, period.end_high)


def variables(scope: Scope, node: n.Temporal) -> tuple[str, str, str]:
    """The variables of a moment, and the one that holds it as a datetime."""
    if isinstance(node, n.PickMoment):
        return scope.pick_moment(node)
    if isinstance(scope.program.resolved(node), n.Fixed):
        return "", "", ""  # stands where it is used
    held = moment(scope, node)
    return (*held, held[0] if scope.times is Times.RANGES else _date(scope, node))


def place(scope: Scope, node: n.Temporal) -> Pair:
    """The variables of where a moment lies: the end of a period that still runs is still to come."""
    end = scope.program.resolved(node)
    if not isinstance(end, n.EdgeOf) or end.edge == "start" or scope.times is not Times.RANGES:
        return moment(scope, node)
    node = end
    period = scope.periods[node.period]
    ending = tuple(scope.namer.local(name) for name in ("ending", "ending_latest"))
    scope.out.call(ending, "ending", (period.start, period.end, period.end_high, *scope.moments[SCREENING]))
    return ending[0], ending[1]


def window(scope: Scope, node: n.Window) -> Truths:
    """Whether a moment lies in a window around another."""
    fixed = fixed_anchor(scope.program, node)
    if isinstance(node.subject, n.EdgeOf) and node.subject.period not in scope.edges:
        return _edge_in_window(scope, node, node.subject, fixed)
    calendar = any(edge is not None and edge.months for edge in (node.low, node.high))
    calendar = calendar or (fixed is not None and fixed.whole_day)
    if scope.times is Times.TICKS and not calendar:
        subject = moment(scope, node.subject)[0]
        anchor: str | n.Fixed = fixed or moment(scope, node.anchor)[0]
        yes, no = _edges(scope, node, subject, anchor)
        return Truths(both(yes), either(no))
    subject, anchor = _date(scope, node.subject), fixed or _date(scope, node.anchor)
    yes, _ = _edges(scope, node, subject, anchor)
    result = _undecided(scope, "in_window")
    out = scope.out
    given = [name for name in dict.fromkeys((subject, anchor)) if isinstance(name, str)]
    with out.when(both(Test(f"{name} is not None") for name in given)):
        _assign(scope, result, both(yes))
    return Truths(Test(result), Test(f"{result} is False"))


def _edge_in_window(scope: Scope, node: n.Window, subject: n.EdgeOf, fixed: n.Fixed | None) -> Truths:
    """Whether the start or the end of a period lies in a window."""
    out, ticks = scope.out, scope.times is Times.TICKS
    calendar = any(edge is not None and edge.months for edge in (node.low, node.high))
    calendar = calendar or (fixed is not None and fixed.whole_day)
    dates = calendar or not ticks
    period = scope.periods[subject.period]
    held = _date(scope, subject) if dates else moment(scope, subject)[0]
    anchor = fixed or (_date(scope, node.anchor) if dates else moment(scope, node.anchor)[0])
    given = [] if isinstance(anchor, n.Fixed) else [anchor]

    def known(name: str) -> Test:
        return Test(f"{name} is not None") if dates else scope.known(name)

    result = _undecided(scope, "in_window")
    with out.when(Test(f"{period.start} == INF" if ticks else f"{period.start} is False")):
        out.line(f"{result} = False")
    if subject.edge == "end":
        running = both((scope.known(period.start), Test(f"{held} is None" if dates else f"{held} == INF")))
        with out.when(running, "elif"):
            if (node.unending or node.past) and scope.program.resolved(node.anchor) == n.When(SCREENING):
                out.line(f"{result} = {node.unending}")  # it ends after the screening
            else:
                out.line("raise Unusual")
    with out.when(both(known(name) for name in (held, *given)), "elif"):
        _assign(scope, result, both(_edges(scope, node, held, anchor)[0]))
    return Truths(Test(result), Test(f"{result} is False"))


def _edges(
    scope: Scope, node: n.Window, subject: str, anchor: str | n.Fixed
) -> tuple[list[Expression], list[Expression]]:
    """Tests that the edges of a window keep, and that they are broken."""
    yes: list[Expression] = []
    no: list[Expression] = []
    low = None if node.low is None else _edge(scope, subject, anchor, node.low)
    high = None if node.high is None else _edge(scope, subject, anchor, node.high)
    under, over = ("<" if node.strict_low else "<="), ("<" if node.strict_high else "<=")
    if low is not None and high is not None and low[0] == high[0]:
        yes.append(Test(f"{low[1]} {under} {low[0]} {over} {high[1]}"))
    else:
        yes += [] if low is None else [Test(f"{low[1]} {under} {low[0]}")]
        yes += [] if high is None else [Test(f"{high[0]} {over} {high[1]}")]
    if low is not None:
        no.append(Test(f"{low[0]} {'<=' if node.strict_low else '<'} {low[1]}"))
    if not yes:
        yes = [scope.known(name) for name in (subject, anchor) if isinstance(name, str)]
    if high is not None:
        no.append(Test(f"{high[0]} {'>=' if node.strict_high else '>'} {high[1]}"))
    return yes, no


def fixed_anchor(program: Program, node: n.Window) -> n.Fixed | None:
    """The date of the protocol's own that a window lies around, if it does."""
    anchor = program.resolved(node.anchor)
    return anchor if isinstance(anchor, n.Fixed) else None


def by_days(anchor: n.Fixed, offset: Duration) -> bool:
    """Whether the edge of a window around a date of the protocol's own compares days."""
    return anchor.whole_day or bool(offset.months)


def _edge(scope: Scope, subject: str, anchor: str | n.Fixed, offset: Duration) -> Pair:
    """The subject, and the edge of a window that it is compared with."""
    if isinstance(anchor, n.Fixed):
        edge = shift(anchor.low, offset)
        if by_days(anchor, offset):
            return f"{subject}.toordinal()", str(edge // DAY + 1)
        return subject, scope.instant_in_ticks(edge) if scope.times is Times.TICKS else scope.instant(edge)
    if offset.months:
        return f"{subject}.toordinal()", f"moved({anchor}, {offset.months}, {scope.duration(offset.micros)})"
    if not offset.micros:
        return subject, anchor
    return subject, f"{anchor} {'-' if offset.micros < 0 else '+'} {_length(scope, abs(offset.micros))}"


def during(scope: Scope, node: n.During) -> Truths:
    """Whether a period is in progress."""
    period, anchor = scope.periods[node.period], moment(scope, node.anchor)[0]
    start, end = period.start, period.end
    if scope.times is Times.TICKS:
        begun = Test(f"{start} <= {anchor} <= {end}")
        return Truths(begun, either((Test(f"{start} > {anchor}"), Test(f"{anchor} > {end}"), Test(f"{start} == INF"))))
    result = _undecided(scope, "in_progress")
    out = scope.out
    with out.when(Test(f"{start} is False")):
        out.line(f"{result} = False")
    with out.when(both((Test(f"{start} is not None"), Test(f"{anchor} is not None"))), "elif"):
        still = either((Test(f"{end} is None"), Test(f"{anchor} <= {end}")))
        _assign(scope, result, both((Test(f"{start} <= {anchor}"), still)))
    return Truths(Test(result), Test(f"{result} is False"))


def lasting(scope: Scope, node: n.Lasting) -> Truths:
    """Whether a period has lasted for a duration."""
    reached = node.relation in (">=", ">")
    strict = node.relation in (">", "<=")
    months, micros = node.duration.months, node.duration.micros
    period = scope.periods[node.period]
    at_once = months + micros < 0 or (not strict and months + micros == 0)
    result = _undecided(scope, "long_enough")
    out = scope.out
    with out.when(Test(f"{period.start} == INF" if scope.times is Times.TICKS else f"{period.start} is False")):
        out.line(f"{result} = {at_once}")
    if months == 0 and micros > 0:
        _span(scope, period.start, period.end, _length(scope, micros), strict, result)
    else:
        start, end = (period.start_at, period.end_at) if scope.times is Times.TICKS else (period.start, period.end)
        now = scope.dated[SCREENING]
        with out.when(scope.known(period.start), "elif"):
            length = (str(months), scope.duration(micros), str(strict))
            out.call((result,), "lasts", (start, start, end, end, now, now, *length))
    truths = Truths(Test(result), Test(f"{result} is False"))
    return truths if reached else Truths(truths.no, truths.yes)


def _span(scope: Scope, start: str, end: str, length: str, strict: bool, result: str) -> None:
    """Whether a period reaches a length of some microseconds: up to now, or certainly not when now is unknown."""
    out, now = scope.out, scope.moments[SCREENING][0]
    over, short = ("<", ">=") if strict else ("<=", ">")
    with out.when(both((scope.known(start), scope.known(now))), "elif"):
        running = "" if scope.times is Times.TICKS else f"{end} is None or "
        until = scope.number("until") if scope.times is Times.TICKS else scope.namer.local("until")
        out.line(f"{until} = {now} if {running}{end} > {now} else {end}")
        out.line(f"{result} = {start} + {length} {over} {until}")
    ended = [] if scope.times is Times.TICKS else [scope.known(start), scope.known(end)]
    with out.when(both((*ended, Test(f"{start} + {length} {short} {end}"))), "elif"):
        out.line(f"{result} = False")


def elapsed(scope: Scope, node: n.Elapsed) -> Num:
    """The time between two moments."""
    result = scope.number(node.measure)
    step = STEPS.get(node.measure)
    if step is not None:
        scope.out.call((result,), scope.helper("full"), (_date(scope, node.start), _date(scope, node.end), str(step)))
        return Num(Code(result), Code(result))
    start, end = moment(scope, node.start)[0], moment(scope, node.end)[0]
    if scope.times is Times.TICKS:
        scope.out.line(f"{result} = ({end} - {start}) / {scope.ticks(UNITS[node.measure])}")
    else:
        scope.out.call((result, "_"), "elapsed", (start, start, end, end, scope.duration(UNITS[node.measure])))
    return Num(Code(result), Code(result), Code(f"abs({result})"))


def _date(scope: Scope, node: n.Temporal) -> str:
    """The variable of a moment as a datetime."""
    if isinstance(node, n.MomentRef):
        known = scope.named_moments.get(node.name)
        return _date(scope, scope.program.resolved(node)) if known is None else known[2]
    if isinstance(node, n.When):
        return scope.dated[node.fact]
    if isinstance(node, n.PickMoment):
        return scope.pick_moment(node)[2]
    if not isinstance(node, n.EdgeOf):
        raise UnsupportedNode(node)
    period = scope.periods[node.period]
    if scope.times is Times.TICKS:
        return period.start_at if node.edge == "start" else period.end_at
    return period.start if node.edge == "start" else period.end


def _length(scope: Scope, micros: int) -> str:
    return scope.ticks(micros) if scope.times is Times.TICKS else scope.duration(micros)


def _undecided(scope: Scope, wanted: str) -> str:
    result = scope.namer.local(scope.title or wanted)
    scope.out.line(f"{result}: bool | None = None")
    return result


def _assign(scope: Scope, result: str, test: Expression) -> None:
    if test in (YES, NO):
        scope.out.line(f"{result} = {test == YES}")
        return
    with scope.out.when(test):
        scope.out.line(f"{result} = True")
    with scope.out.otherwise():
        scope.out.line(f"{result} = False")
