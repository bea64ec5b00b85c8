"""The reference interpreter: the one definition of what a protocol means.

It is written to be read, not to be fast. Every other form of a protocol (generated Python, Polars, SQL, JavaScript,
solver) is held to it by differential tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from . import nodes as n
from . import selection
from .intervals import combine, compare, hull
from .logarithms import logarithm
from .outcomes import Outcome, Verdict, outcome_of, verdict_of
from .program import SCREENING, Program, around
from .timing import Instant, beside_screening, elapsed, holds, in_progress, lasting, still_to_come, within
from .truth import FALSE, TRUE, UNKNOWN, Truth, conjoin, count_between, disjoin, negate, truth_of
from .values import NEVER, Duration, Entries, Moment, Never, Period, Range, Value, exactly

__all__ = ["Evaluation", "Interpreter", "Outcome", "Record", "Verdict", "evaluate", "outcome_of", "verdict_of"]

Record = Mapping[str, Value]
"""The known facts of one patient, as :func:`reading.read_record` makes them: none implausible, defaults filled in."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The meaning of a protocol for one record.

    Attributes:
        verdict: of the whole protocol.
        outcomes: of each criterion, in the author's order.
        truths: of each named condition: definitions, labelled members, criteria as written.
        numbers: of each named number; None is unknown.
        conflicts: labels of the assumptions that the record makes false.
    """

    verdict: Verdict
    outcomes: dict[str, Outcome]
    truths: dict[str, Truth]
    numbers: dict[str, Range | None]
    conflicts: tuple[str, ...]


def evaluate(program: Program, record: Record) -> Evaluation:
    """Evaluate every criterion of a protocol for one record."""
    interpreter = Interpreter(program, record)
    outcomes = {c.name: outcome_of(c.kind, interpreter.truths[c.name]) for c in program.criteria}
    conflicts = tuple(a.label for a in program.assumptions if interpreter.truth(a.condition) is FALSE)
    return Evaluation(verdict_of(outcomes), outcomes, interpreter.truths, interpreter.numbers, conflicts)


class Interpreter:
    """Evaluates conditions, numbers and moments of one program for one record.

    Named things are evaluated once, in the program's order, so that the depth of recursion is the depth of one
    expression and not of a chain of names.
    """

    def __init__(self, program: Program, record: Record) -> None:
        self.program = program
        self.record = record
        self.truths: dict[str, Truth] = {}
        self.numbers: dict[str, Range | None] = {}
        self.moments: dict[str, Instant] = {}
        self.places: dict[str, int] = {}
        for name in program.order:
            criterion = program.criterion.get(name)
            if criterion is not None:
                self.truths[name] = self.truth(criterion.condition)
            elif not program.definition[name].within:
                self._define(name)

    def inside(self, series: str, entry: Record, place: int = 0) -> Interpreter:
        """The same record seen from inside one entry of a list, which stands at a ``place`` there.

        Of that list its own fields alone have values, and those of an entry that is looked out from, by names of their
        own.
        """
        seen = object.__new__(Interpreter)
        seen.places = {**self.places, series: place}
        seen.program, seen.truths, seen.numbers = self.program, self.truths, self.numbers
        seen.moments = self.moments
        own = self.program.of_entries.get(series)
        if own is not None:  # what is defined of an entry is found out for each, when it is asked for
            seen.truths = {name: truth for name, truth in self.truths.items() if name not in own}
            seen.numbers = {name: number for name, number in self.numbers.items() if name not in own}
        outside = self.record
        if series in self.places:
            seen.places[f"{series}.."] = self.places[series]
            fields = [field.name for field in self.program.fact[series].fields]
            outside = {name: value for name, value in outside.items() if not name.startswith(f"{series}.")}
            outside |= {around(name): self.record[name] for name in fields if name in self.record}
        seen.record = {**outside, **entry}
        return seen

    def _define_of_entry(self, name: str) -> None:
        """Find out a definition of the entry at hand, those of it that it uses first."""
        waiting = [name]
        while waiting:
            at = waiting[-1]
            used = self.program.of_entries[self.program.definition[at].within][at]
            open_ = [other for other in used if other not in self.truths and other not in self.numbers]
            if open_:
                waiting += open_
            elif waiting.pop() not in self.truths and at not in self.numbers:
                self._define(at)

    def _define(self, name: str) -> None:
        definition = self.program.definition[name]
        if isinstance(definition.body, n.Temporal):
            self.moments[name] = self.moment(definition.body)
            return
        if definition.unit is None:
            self.truths[name] = self.truth(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
        else:
            self.numbers[name] = self.number(definition.body)  # type: ignore[arg-type]

    # ------------------------------------------------------------ conditions

    def truth(self, node: n.Condition) -> Truth:
        """The truth of a condition."""
        match node:
            case n.Always(truth):
                return truth
            case n.Not(operand):
                return negate(self.truth(operand))
            case n.All(members):
                return conjoin(map(self.truth, members))
            case n.Any(members):
                return disjoin(map(self.truth, members))
            case n.Count(low, high, members):
                return count_between(map(self.truth, members), low, high)
            case n.Known(operand):
                return truth_of(self.known(operand))
            case n.Flag(fact):
                value = self.record.get(fact)
                if isinstance(value, Entries):
                    return selection.pick_is(self, selection.current_is(fact, n.Flag(f"{fact}.value")))
                return truth_of(value if isinstance(value, bool) else None)
            case n.Is(fact, options):
                choice = self.record.get(fact)
                if isinstance(choice, Entries):
                    return selection.pick_is(self, selection.current_is(fact, n.Is(f"{fact}.value", options)))
                return UNKNOWN if choice is None else truth_of(choice in options)
            case n.Compare(left, relation, right):
                return compare(self.number(left), relation, self.number(right))
            case n.Window():
                return self._window(node)
            case n.Lasting(period, relation, duration):
                return self._lasting(period, relation, duration)
            case n.During(period, anchor):
                return self._during(period, anchor)
            case n.Several():
                return selection.several(self, node)
            case n.PickIs():
                return selection.pick_is(self, node)
            case n.Other(series):
                here, there = self.places.get(series), self.places.get(f"{series}..")
                return truth_of(None if here is None or there is None else here != there)
            case n.Ref(name):
                if name not in self.truths:
                    self._define_of_entry(name)
                return self.truths[name]

    def known(self, operand: n.Operand) -> bool:
        """Whether an operand has a value."""
        match operand:
            case n.Flag(fact) | n.Chosen(fact) | n.Spell(fact):
                if isinstance(self.record.get(fact), Entries):
                    test = n.Known(n.Flag(f"{fact}.value"))
                    return selection.pick_is(self, selection.current_is(fact, test)) is TRUE
                return fact in self.record
            case n.When() | n.EdgeOf() | n.PickMoment() | n.MomentRef() | n.FirstMoment() | n.Fixed():
                return self.moment(operand) is not None
            case n.PickIs():
                return selection.pick_is(self, operand) is TRUE
            case _:
                number = self.number(operand)
                return number is not None and not number.partial

    # ------------------------------------------------------------ numbers

    def number(self, node: n.Numeric) -> Range | None:
        """The range of a number, None when it is unknown."""
        match node:
            case n.Number(value):
                return exactly(value)
            case n.Measured(fact):
                measured = self.record.get(fact)
                if isinstance(measured, Entries):
                    return selection.pick(self, selection.current(fact))
                return exactly(measured) if isinstance(measured, Fraction) else None
            case n.Arithmetic(op, left, right):
                return combine(self.number(left), op, self.number(right))
            case n.Logarithm(base, operand):
                return logarithm(base, self.number(operand))
            case n.Choose(condition, then, otherwise):
                truth = self.truth(condition)
                if truth is UNKNOWN:
                    return hull(self.number(then), self.number(otherwise))
                return self.number(then if truth is TRUE else otherwise)
            case n.FirstKnown(operands):
                return next((v for v in map(self.number, operands) if v is not None and not v.partial), None)
            case n.Elapsed(measure, start, end):
                return elapsed(measure, self.moment(start), self.moment(end))
            case n.Pick():
                return selection.pick(self, node)
            case n.NumberRef(name):
                if name not in self.numbers:
                    self._define_of_entry(name)
                return self.numbers[name]

    # ------------------------------------------------------------ time

    def moment(self, node: n.Temporal) -> Instant:
        """A moment, NEVER, or None when it is unknown."""
        match node:
            case n.When(fact):
                value = self.record.get(fact)
                return value if isinstance(value, Moment | Never) else None
            case n.EdgeOf(edge, period):
                value = self.record.get(period)
                if isinstance(value, Period):
                    return value.start if edge == "start" else value.end
                return value if isinstance(value, Never) else None
            case n.PickMoment():
                return selection.pick_moment(self, node)
            case n.MomentRef(name):
                return self.moments[name]
            case n.FirstMoment(operands):
                return next((m for m in map(self.moment, operands) if m is not None), None)
            case n.Fixed(low, high):
                return Moment(low, high)

    def meant(self, node: n.Temporal) -> n.Temporal:
        """What a moment is in the end: names, and what is chosen by being known, looked through."""
        while True:
            if isinstance(node, n.MomentRef):
                node = self.program.definition[node.name].body  # type: ignore[assignment]  # it names a moment
            elif isinstance(node, n.FirstMoment):
                known = next((operand for operand in node.operands if self.moment(operand) is not None), None)
                if known is None:
                    return node
                node = known
            else:
                return node

    def running(self, node: n.Temporal) -> Period | None:
        """The period whose end a moment is, if that period still runs."""
        node = self.meant(node)
        period = self.record.get(node.period) if isinstance(node, n.EdgeOf) and node.edge == "end" else None
        return period if isinstance(period, Period) and period.end is None else None

    def place(self, node: n.Temporal) -> Instant:
        """Where a moment lies: that of a running period's end, of unknown date, after the screening."""
        running = self.running(node)
        if running is None:
            return self.moment(node)
        screening = self.record.get(SCREENING)
        return still_to_come(running, screening if isinstance(screening, Moment) else None)

    def _window(self, node: n.Window) -> Truth:
        subject, anchor = self.place(node.subject), self.place(node.anchor)
        meant = (self.meant(node.subject), self.meant(node.anchor))
        if n.When(SCREENING) in meant:
            running = self.running(node.subject) or self.running(node.anchor)
            if running is not None:
                screened = meant[0] == n.When(SCREENING)
                return beside_screening(node, running, self.record.get(SCREENING), screened=screened)
        if subject is NEVER or anchor is NEVER:
            return FALSE
        if subject is None or anchor is None:
            return UNKNOWN
        return within(subject, anchor, node, by_days=any(isinstance(m, n.Fixed) and m.whole_day for m in meant))

    def _lasting(self, name: str, relation: n.Relation, duration: Duration) -> Truth:
        period = self.record.get(name)
        if period is NEVER:
            return truth_of(holds(0, relation, duration.months + duration.micros))
        if not isinstance(period, Period):
            return UNKNOWN
        screening = self.record.get(SCREENING)
        now = screening if isinstance(screening, Moment) else None
        return lasting(period, now, relation, duration)

    def _during(self, name: str, at: n.Temporal) -> Truth:
        period, anchor = self.record.get(name), self.place(at)
        if period is NEVER or anchor is NEVER:
            return FALSE
        if not isinstance(period, Period) or not isinstance(anchor, Moment):
            return UNKNOWN
        meant = self.meant(at)
        return in_progress(period, anchor, by_days=isinstance(meant, n.Fixed) and meant.whole_day)
