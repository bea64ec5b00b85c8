"""Moments, windows and periods for the solver, as the interpreter has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import z3

from eligo.core import nodes as n
from eligo.core.moments import LAST
from eligo.core.program import SCREENING
from eligo.core.values import Duration
from eligo.verify.solver.numbers import greater, lesser
from eligo.verify.solver.terms import Bool, Instant, Kleene, Tick, conj, disj, either, either_bool, inverse

if TYPE_CHECKING:
    from eligo.verify.solver.conditions import Encoder, Scope
    from eligo.verify.solver.variables import Single

MIXED = "a length of months and of hours at once"
LOOSE = "what is asked of time"
_HERE = Duration()


def exactly(tick: Tick) -> Instant:
    """A moment that is known."""
    return Instant(True, False, tick, tick)


def _whole_day(moment: n.Temporal) -> bool:
    return isinstance(moment, n.Fixed) and moment.whole_day


class Times:
    """The moments and the conditions of time of one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def instant(self, node: n.Temporal, scope: Scope) -> Instant:
        """A moment."""
        match node:
            case n.When(fact):
                return self.encoder.single(fact, scope).instant()
            case n.EdgeOf(edge, period):
                given = self.encoder.single(period, scope)
                assert given.start is not None  # it is the value of a period
                assert given.end is not None
                never = given.never_was
                if edge == "start":
                    return Instant(given.known, never, given.start, given.start)
                known = disj((never, conj((given.known, inverse(given.running)))))
                return Instant(known, never, given.end, given.end)
            case n.PickMoment():
                return self.encoder.entries.pick_moment(node, scope)
            case n.MomentRef(name):
                return self.encoder.instant(self.encoder.program.definition[name].body, scope)  # type: ignore[arg-type]  # a moment
            case n.FirstMoment(operands):
                found = Instant(False, False, _end(), _end())
                for operand in reversed(operands):
                    one = self.encoder.instant(operand, scope)
                    low, high = (
                        Tick(either(one.known, a.at, b.at)) for a, b in ((one.low, found.low), (one.high, found.high))
                    )
                    never = either_bool(one.known, one.never, found.never)
                    found = Instant(disj((one.known, found.known)), never, low, high)
                return found
            case n.Fixed(low, high):
                return Instant(True, False, Tick(z3.IntVal(low)), Tick(z3.IntVal(high)))

    def meant(self, node: n.Temporal, scope: Scope) -> list[tuple[Bool, n.Temporal]]:
        """What a moment is in the end, each with when it is that: names and what is chosen looked through."""
        match node:
            case n.MomentRef(name):
                return self.meant(self.encoder.program.definition[name].body, scope)  # type: ignore[arg-type]  # a moment
            case n.FirstMoment(operands):
                found: list[tuple[Bool, n.Temporal]] = []
                open_still: list[Bool] = []
                for operand in operands:
                    known = self.encoder.instant(operand, scope).known
                    found += [(conj((*open_still, known, when)), one) for when, one in self.meant(operand, scope)]
                    open_still.append(inverse(known))
                return [*found, (conj(open_still), node)]
            case _:
                return [(True, node)]

    def window(self, node: n.Window, scope: Scope) -> Kleene:
        """Whether a moment lies in a window; of moments that are chosen, each of those that may be meant."""
        yes: list[Bool] = []
        no: list[Bool] = []
        for when, subject in self.meant(node.subject, scope):
            for also, anchor in self.meant(node.anchor, scope):
                found = self._window(replace(node, subject=subject, anchor=anchor), scope)
                yes.append(conj((when, also, found.yes)))
                no.append(conj((when, also, found.no)))
        return Kleene(disj(yes), disj(no))

    def _window(self, node: n.Window, scope: Scope) -> Kleene:
        ordinary = self._around(node, self.place(node.subject, scope), self.place(node.anchor, scope))
        screening = n.When(SCREENING)
        ends = [m for m in (node.subject, node.anchor) if isinstance(m, n.EdgeOf) and m.edge == "end"]
        if not ends or screening not in (node.subject, node.anchor):
            return ordinary
        period = self.encoder.single(ends[0].period, scope)
        now, end = self._beside(period)
        beside = self._around(node, *((now, end) if node.subject == screening else (end, now)))
        running = conj((period.known, inverse(period.never_was), period.running))
        return Kleene(either_bool(running, beside.yes, ordinary.yes), either_bool(running, beside.no, ordinary.no))

    def _beside(self, period: Single) -> tuple[Instant, Instant]:
        """The screening and the end of a period that still runs, of which it is known that it is after it.

        Of a screening that is not known, any instant of the period will do.
        """
        assert period.start is not None  # it is the value of a period
        screening = self.encoder.single(SCREENING, {})
        assert screening.start is not None
        now = Tick(either(screening.known, screening.start.at, period.start.at))
        return exactly(now), Instant(True, False, Tick(greater(period.start.at, now.at + 1)), _end())

    def place(self, node: n.Temporal, scope: Scope) -> Instant:
        """Where a moment lies: that of a running period's end, of unknown date, after the screening."""
        if not isinstance(node, n.EdgeOf) or node.edge == "start":
            return self.encoder.instant(node, scope)
        period = self.encoder.single(node.period, scope)
        assert period.start is not None  # it is the value of a period
        assert period.end is not None
        _, end = self._beside(period)
        low = Tick(either(period.running, end.low.at, period.end.at))
        high = Tick(either(period.running, _end().at, period.end.at))
        return Instant(period.known, period.never_was, low, high)

    def _around(self, node: n.Window, subject: Instant, anchor: Instant) -> Kleene:
        """Whether one moment lies in a window around another."""
        never = disj((conj((subject.known, subject.never)), conj((anchor.known, anchor.never))))
        mixed = any(bound is not None and bound.months and bound.micros for bound in (node.low, node.high))
        if mixed or self.encoder.loose:
            asked = (_length(node.low), _length(node.high), node.strict_low, node.strict_high)
            ticks = (subject.low, subject.high, anchor.low, anchor.high)
            inside = self.encoder.free_truth(asked, MIXED if mixed else LOOSE, *ticks)
        else:
            inside = self._within(subject, anchor, node)
        both = conj((subject.happened, anchor.happened))
        return Kleene(conj((both, inside.yes)), disj((never, conj((both, inside.no)))))

    def _within(self, subject: Instant, anchor: Instant, node: n.Window) -> Kleene:
        yes: list[Bool] = []
        no: list[Bool] = []
        by_days = any(_whole_day(moment) for moment in (node.subject, node.anchor))
        reaches = self.encoder.calendar.reaches_day if by_days else self.encoder.calendar.reaches
        if node.low is not None:
            yes.append(reaches(subject.low, anchor.high, node.low, strict=node.strict_low))
            no.append(inverse(reaches(subject.high, anchor.low, node.low, strict=node.strict_low)))
        if node.high is not None:
            beyond = not node.strict_high
            yes.append(inverse(reaches(subject.high, anchor.low, node.high, strict=beyond)))
            no.append(reaches(subject.low, anchor.high, node.high, strict=beyond))
        return Kleene(conj(yes), disj(no))

    def precedes(self, a: Instant, b: Instant, *, by_days: bool) -> Kleene:
        """Whether one moment that happened lies at or before another, or on a day that does."""
        if self.encoder.loose:
            return self.encoder.free_truth(by_days, LOOSE, a.low, a.high, b.low, b.high)
        reaches = self.encoder.calendar.reaches_day if by_days else self.encoder.calendar.reaches
        return Kleene(
            reaches(b.low, a.high, _HERE, strict=False),
            reaches(a.low, b.high, _HERE, strict=True),
        )

    def during(self, node: n.During, scope: Scope) -> Kleene:
        """Whether a period is in progress at a moment; of one that is chosen, at each that may be meant."""
        ways = [(when, self._during(node.period, one, scope)) for when, one in self.meant(node.anchor, scope)]
        never = self.encoder.single(node.period, scope).never_was
        yes = disj(conj((when, found.yes)) for when, found in ways)
        return Kleene(yes, disj((never, *(conj((when, found.no)) for when, found in ways))))

    def _during(self, period: str, at: n.Temporal, scope: Scope) -> Kleene:
        anchor, by_days = self.place(at, scope), _whole_day(at)
        given = self.encoder.single(period, scope)
        assert given.start is not None  # it is the value of a period
        assert given.end is not None
        begun = self.precedes(exactly(given.start), anchor, by_days=by_days)
        going = self.precedes(anchor, exactly(given.end), by_days=by_days)
        never = disj((given.never_was, conj((anchor.known, anchor.never))))
        was = conj((given.known, inverse(given.never_was), anchor.happened))
        yes = conj((was, begun.yes, disj((given.running, going.yes))))
        no = conj((was, disj((begun.no, conj((inverse(given.running), going.no))))))
        return Kleene(yes, disj((never, no)))

    def lasting(self, node: n.Lasting, scope: Scope) -> Kleene:
        """Whether a period's length up to the screening stands in a relation to a duration."""
        given = self.encoder.single(node.period, scope)
        assert given.start is not None  # it is the value of a period
        assert given.end is not None
        screening = self.encoder.single(SCREENING, {})
        now = screening.instant()
        mixed = node.duration.months and node.duration.micros
        if mixed or self.encoder.loose:
            asked = (_length(node.duration), node.relation in (">", "<="))
            reached = self.encoder.free_truth(asked, MIXED if mixed else LOOSE, given.start, given.end)
        else:
            reached = self._lengths(node, Tick(given.start.at), given.end, now.low, given.running, screening.known)
        nothing = node.duration.months + node.duration.micros
        never = {">=": nothing <= 0, ">": nothing < 0, "<": nothing > 0, "<=": nothing >= 0}[node.relation]
        if node.relation in ("<", "<="):
            reached = Kleene(reached.no, reached.yes)
        was = conj((given.known, inverse(given.never_was)))
        yes = disj((conj((given.never_was, never)), conj((was, reached.yes))))
        no = disj((conj((given.never_was, not never)), conj((was, reached.no))))
        return Kleene(yes, no)

    def _lengths(self, node: n.Lasting, start: Tick, end: Tick, now: Tick, running: Bool, screened: Bool) -> Kleene:
        """Whether the length is surely reached, or surely not (exceeded, for the relations that ask for more)."""
        strict = node.relation in (">", "<=")

        def long(until: Tick) -> Bool:
            """Whether the length from the start is reached; one that ends before it starts is nothing."""
            nothing = node.duration.months + node.duration.micros
            always = nothing < 0 or (nothing == 0 and not strict)
            return True if always else self.encoder.calendar.reaches(until, start, node.duration, strict=strict)

        counted = Tick(either(running, now.at, lesser(end.at, now.at)))
        # Without a screening it may lie before the period, or after all of it.
        yes = either_bool(screened, long(counted), long(start))
        no = either_bool(screened, inverse(long(counted)), conj((inverse(running), inverse(long(end)))))
        return Kleene(yes, no)


def _length(duration: Duration | None) -> tuple[int, int] | None:
    return None if duration is None else (duration.months, duration.micros)


def _end() -> Tick:
    """The last moment there is."""
    return Tick(z3.IntVal(LAST))
