"""What is left to find out: conditions with everything known folded away, over atoms that are still unknown.

An atom is a condition without parts (a flag, a comparison, a window, ...). Named conditions are looked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import nodes as n
from .interpret import Interpreter
from .program import SCREENING, Program
from .selection import of_single
from .truth import FALSE, TRUE, UNKNOWN
from .values import Entries, Moment, Never, Period, is_open

Signal = bool | int
"""A constant; an atom, by its index; or a gate, by ``~`` its index."""


@dataclass(frozen=True, slots=True)
class Gate:
    """True when between ``low`` and ``high`` of its inputs are (the opposite when ``negated``): and, or, N of."""

    low: int
    high: int
    inputs: tuple[int, ...]
    negated: bool = False


class Residual:
    """The circuit of everything that is still unknown of some conditions; each named one is in it once.

    Attributes:
        atoms: the unknown atoms met so far; equal ones share an index.
        facts: for each atom, the open facts that it depends on.
        gates: each has inputs among the atoms and the gates before it.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.atoms: list[n.Condition] = []
        self.facts: list[frozenset[str]] = []
        self.gates: list[Gate] = []
        self._index: dict[n.Condition, int] = {}
        self._named: dict[str, Signal] = {}
        self._open: dict[str, frozenset[str]] = {}
        # In the program's order, so that the depth of recursion is that of one expression and not of a chain of names.
        for name in interpreter.program.order:
            body = interpreter.program.body(name)
            self._open[name] = frozenset(self.open_facts(body))
            if interpreter.truths.get(name) is UNKNOWN:
                self._named[name] = self.signal(body)  # type: ignore[arg-type]  # names a condition

    def signal(self, node: n.Condition) -> Signal:
        """The condition with its known parts folded away."""
        truth = self.interpreter.truth(node)
        if truth is not UNKNOWN:
            return truth is TRUE
        match node:
            case n.Not(operand):
                return self.inverse(self.signal(operand))
            case n.All(members):
                return self._gate(len(members), None, members)
            case n.Any(members):
                return self._gate(1, None, members)
            case n.Count(low, high, members):
                return self._gate(low, high, members)
            case n.Ref(name):
                return self._named[name]
            case _:
                return self._atom(node)

    def inverse(self, signal: Signal) -> Signal:
        """The negation of a signal."""
        if isinstance(signal, bool):
            return not signal
        return self._add(Gate(1, 1, (signal,), negated=True))

    def settle(self, gates: Sequence[int], atoms: Sequence[bool | None], found: list[bool | None]) -> None:
        """Put the truths of some gates, given in ascending order with all that they depend on, into ``found``."""
        for index in gates:
            gate = self.gates[index]
            inputs = [found[~i] if i < 0 else atoms[i] for i in gate.inputs]
            sure = inputs.count(True)
            possible = sure + inputs.count(None)
            truth: bool | None = None
            if possible < gate.low or sure > gate.high or gate.high < gate.low:
                truth = False
            elif gate.low <= sure and possible <= gate.high:
                truth = True
            found[index] = truth if truth is None else truth is not gate.negated

    def reached(self, signal: Signal) -> Iterator[int]:
        """The atoms and gates that a signal depends on, itself included, each as often as it is an input."""
        if isinstance(signal, bool):
            return
        seen: set[int] = set()
        stack = [signal]
        while stack:
            here = stack.pop()
            yield here
            if here < 0 and here not in seen:
                seen.add(here)
                stack.extend(self.gates[~here].inputs)

    def _gate(self, low: int, high: int | None, members: Sequence[n.Condition]) -> Signal:
        signals = [self.signal(m) for m in members]
        sure = sum(s is True for s in signals)
        inputs = tuple(s for s in signals if not isinstance(s, bool))
        return self._add(Gate(low - sure, len(inputs) if high is None else high - sure, inputs))

    def _add(self, gate: Gate) -> int:
        self.gates.append(gate)
        return ~(len(self.gates) - 1)

    def _atom(self, node: n.Condition) -> int:
        index = self._index.get(node)
        if index is None:
            index = self._index[node] = len(self.atoms)
            self.atoms.append(node)
            self.facts.append(frozenset(self.open_facts(node)))
        return index

    def open_facts(self, node: object) -> Iterator[str]:
        """The open facts that an undecided node still depends on: not those of a branch that is out already."""
        interpreter = self.interpreter
        match node:
            case n.FirstKnown(operands):
                for operand in operands:
                    yield from self.open_facts(operand)
                    if interpreter.known(operand):
                        break
            case n.FirstMoment(operands):
                for moment in operands:
                    yield from self.open_facts(moment)
                    if interpreter.moment(moment) is not None:
                        break
            case n.Choose(condition, then, otherwise):
                truth = interpreter.truth(condition)
                if truth is UNKNOWN:
                    yield from self.open_facts(condition)
                if truth is not FALSE:
                    yield from self.open_facts(then)
                if truth is not TRUE:
                    yield from self.open_facts(otherwise)
            case n.Ref(name) | n.NumberRef(name) | n.MomentRef(name):
                yield from self._open[name]
            case n.All(members) | n.Any(members) | n.Count(_, _, members):
                for member in members:
                    if interpreter.truth(member) is UNKNOWN:
                        yield from self.open_facts(member)
            case n.Several() | n.Pick() | n.PickIs() | n.PickMoment() if self._lacks_its_time(node):
                yield node.series
                for part in parts(node):
                    yield from self.open_facts(part)
            case n.EdgeOf(edge, name) if isinstance(period := interpreter.record.get(name), Period):
                yield from self._open_edge(edge, name, period)
            case _:
                for fact in self._read_by(node):
                    value = interpreter.record.get(fact)
                    if is_open(value):
                        yield fact
                    if isinstance(value, Entries) and is_open(interpreter.record.get(SCREENING)):
                        yield SCREENING
                for part in parts(node):
                    yield from self.open_facts(part)

    def _read_by(self, node: object) -> tuple[str, ...]:
        """The facts that a node reads of this record: a window the screening only where an end is still to come."""
        if isinstance(node, n.Window | n.During) and not any(map(self.interpreter.running, _moments(node))):
            return tuple(fact for fact in reads(node) if fact != SCREENING)
        return reads(node)

    def _lacks_its_time(self, node: n.Several | n.Pick | n.PickIs | n.PickMoment) -> bool:
        """Whether the record gives a single value, whose time is asked for."""
        value = self.interpreter.record.get(node.series)
        single = value is not None and not isinstance(value, Entries | Never)
        return single and _asks_when(node)

    def _open_edge(self, edge: str, name: str, period: Period) -> Iterator[str]:
        """The period of an open edge; while it runs, that is its start as far as it may follow the screening."""
        if edge == "start" or period.end is not None:
            if is_open(period.start if edge == "start" else period.end):
                yield name
            return
        screening = self.interpreter.record.get(SCREENING)
        begun = isinstance(screening, Moment) and period.start.high <= screening.low
        if is_open(period.start) and not begun:
            yield name


def reads(node: object) -> tuple[str, ...]:
    """The facts that a node reads itself, those of its parts apart."""
    match node:
        case n.Flag(fact) | n.Is(fact, _) | n.Measured(fact) | n.When(fact) | n.Chosen(fact) | n.Spell(fact):
            return (_record_of(fact),)
        case n.EdgeOf(_, period):
            return (_record_of(period),)
        case n.During(period, _):
            return (_record_of(period), *_may_be_to_come(node))
        case n.Window():
            return _may_be_to_come(node)
        case n.Lasting(period, _, _):
            return (_record_of(period), SCREENING)
        case n.Several(series) | n.Pick(series) | n.PickIs(series) | n.PickMoment(series):
            return (series,)
        case _:
            return ()


def _asks_when(node: n.Several | n.Pick | n.PickIs | n.PickMoment) -> bool:
    """Whether something is asked of an entry's time, apart from being until the screening."""
    if isinstance(node, n.PickMoment):
        return True
    waiting: list[object] = [of_single(node.among, node.series)]
    waiting += [node.test] if isinstance(node, n.Several | n.PickIs) else []
    while waiting:
        part = waiting.pop()
        if part == n.When(f"{node.series}.time"):
            return True
        waiting += parts(part)
    return False


def _may_be_to_come(node: n.Window | n.During) -> tuple[str, ...]:
    """The screening, where a moment may be the end of a period: of one that still runs it is not before."""
    named = (n.MomentRef, n.FirstMoment)
    ends = any(isinstance(m, named) or (isinstance(m, n.EdgeOf) and m.edge == "end") for m in _moments(node))
    return (SCREENING,) if ends else ()


def _moments(node: n.Window | n.During) -> tuple[n.Temporal, ...]:
    return (node.subject, node.anchor) if isinstance(node, n.Window) else (node.anchor,)


def selects(program: Program) -> bool:
    """Whether a program reads records that repeat."""
    return any(fact.repeated or fact.kind == "events" for fact in program.facts)


def _record_of(fact: str) -> str:
    """The fact that a record holds: of a field the one that repeats."""
    return fact.partition(".")[0]


def names_in(node: object) -> tuple[str, ...]:
    """The named conditions and numbers that a node refers to itself, each once."""
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, n.Ref | n.NumberRef | n.MomentRef):
            found[here.name] = None
        waiting.extend(reversed(parts(here)))
    return tuple(found)


def parts(node: object) -> tuple[object, ...]:
    """The nodes directly inside a node."""
    match node:
        case n.Not(operand) | n.Known(operand) | n.Logarithm(_, operand):
            return (operand,)
        case n.All(members) | n.Any(members) | n.Count(_, _, members):
            return members
        case n.FirstKnown(operands) | n.FirstMoment(operands):
            return operands
        case n.Compare(left, _, right) | n.Arithmetic(_, left, right):
            return (left, right)
        case n.Window(subject, anchor):
            return (subject, anchor)
        case n.Choose(condition, then, otherwise):
            return (condition, then, otherwise)
        case n.Elapsed(_, start, end):
            return (start, end)
        case n.During(_, anchor):
            return (anchor,)
        case n.Several(_, among, test) | n.PickIs(_, _, _, among, test):
            return (among, test)
        case n.Pick(_, _, None, _, among):
            return (among,)
        case n.Pick(_, _, value, _, among) | n.PickMoment(_, _, value, _, among):
            return (value, among)
        case _:
            return ()
