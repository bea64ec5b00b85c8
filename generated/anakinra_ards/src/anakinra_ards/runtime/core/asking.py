"""What can be asked: the missing facts that can still change the verdict, and what each would decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from . import nodes as n
from .display import display_unit
from .entrywords import EntryWords
from .interpret import Interpreter
from .phrases import clean
from .program import SCREENING, Fact, Program
from .reads import Reads
from .truth import UNKNOWN
from .values import NEVER, Moment, Value, is_open


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that can still change the verdict.

    Attributes:
        fact: its name.
        question: what to find out, in the author's words, with unit or possible answers.
        decides: undecided criteria that some value of this fact decides, whatever else is missing.
        bears_on: the other undecided criteria that still read it.
        vague: the fact is in the record, but not precisely enough.
    """

    fact: str
    question: str
    decides: tuple[str, ...]
    bears_on: tuple[str, ...]
    vague: bool

    def __str__(self) -> str:
        parts = [f"can decide {', '.join(self.decides)}"] if self.decides else []
        if self.bears_on:
            parts.append(f"bears on {', '.join(self.bears_on)}")
        return f"{self.question}: {'; '.join(parts)}" if parts else self.question


def needs_of(interpreter: Interpreter, needed: Sequence[str], entries: EntryWords) -> tuple[Need, ...]:
    """The needed facts, in their given order, with the undecided criteria that each of them bears on."""
    probes = _Probes(interpreter)
    return tuple(_need(name, probes, entries) for name in needed)


def question(fact: Fact, *, vague: bool = False) -> str:
    """What to find out about a fact."""
    label = "Moment of screening" if fact.name == SCREENING else clean(fact.label) or fact.name
    if fact.kind == "number":
        unit = display_unit(fact.unit)
        answer = f" [{unit}]" if unit else ""
    elif fact.kind == "events":
        answer = f" (each with {', '.join(clean(field.label) or field.name for field in fact.fields)})"
    elif fact.kind == "choice":
        answer = f" ({', '.join(clean(o.replace('_', ' ')) for o in fact.options)})"
    else:
        answer = {"flag": " (yes or no)", "period": " (from when, until when, or none)"}.get(fact.kind, " (when)")
    joint = ", " if fact.roles else ""
    times = ", each value with its time" if fact.repeated else ""
    more = ", completely" if fact.fields else ", more precisely"
    return f"{label}{answer}{joint}{fact.roles}{times}{more if vague else ''}"


def _need(name: str, probes: _Probes, entries: EntryWords) -> Need:
    fact = probes.program.fact[name]
    undecided, decided = probes.undecided(name), probes.decided_by(fact)
    vague = name in probes.interpreter.record
    decides = tuple(c for c in undecided if c in decided)
    others = tuple(c for c in undecided if c not in decided)
    asked = entries.to_ask(name, [probes.program.criterion[c].condition for c in undecided]) if vague else ""
    return Need(name, asked or question(fact, vague=vague), decides, others, vague)


class _Probes:
    """Tries values of one fact on the undecided names that read it, leaving all others as they are."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.program: Program = interpreter.program
        self._unordered = replace(self.program, order=())
        self._readers: dict[str, list[str]] = {}
        names = [name for name in self.program.order if not self._of_entries(name)]
        settled = {name for name in names if not self._unsettled(name)}
        reads = Reads(self.program, settled)
        for name in names:
            for fact in reads.of_name(name):
                self._readers.setdefault(fact, []).append(name)

    def _of_entries(self, name: str) -> bool:
        definition = self.program.definition.get(name)
        return definition is not None and bool(definition.within)

    def _unsettled(self, name: str) -> bool:
        found = self.interpreter
        if name in found.truths:
            return found.truths[name] is UNKNOWN
        if name in found.moments:
            return is_open(found.moments[name])
        number = found.numbers[name]
        return number is None or not number.exact

    def undecided(self, fact: str) -> tuple[str, ...]:
        """The undecided criteria that read a fact, in the author's order."""
        readers = set(self._readers.get(fact, ()))
        return tuple(c.name for c in self.program.criteria if c.name in readers)

    def decided_by(self, fact: Fact) -> frozenset[str]:
        """The undecided names that some value of a fact decides."""
        decided: set[str] = set()
        for value in _probe_values(fact, self.interpreter.record.get(SCREENING)):
            probe = Interpreter(self._unordered, {**self.interpreter.record, fact.name: value})
            probe.truths, probe.numbers = dict(self.interpreter.truths), dict(self.interpreter.numbers)
            probe.moments = dict(self.interpreter.moments)
            for name in self._readers.get(fact.name, ()):
                self._decide(name, probe)
                if probe.truths.get(name, UNKNOWN) is not UNKNOWN:
                    decided.add(name)
        return frozenset(decided)

    def _decide(self, name: str, probe: Interpreter) -> None:
        criterion = self.program.criterion.get(name)
        if criterion is not None:
            probe.truths[name] = probe.truth(criterion.condition)
            return
        definition = self.program.definition[name]
        if isinstance(definition.body, n.Temporal):
            probe.moments[name] = probe.moment(definition.body)
        elif definition.unit is None:
            probe.truths[name] = probe.truth(definition.body)  # type: ignore[arg-type]  # unit None: a condition
        else:
            probe.numbers[name] = probe.number(definition.body)  # type: ignore[arg-type]


def _probe_values(fact: Fact, screening: Value | None) -> Iterator[Value]:
    """A few values far apart; what one of them decides is decided by that value for certain."""
    match fact.kind:
        case "flag":
            yield from (True, False)
        case "choice":
            yield from fact.options
        case "number":
            yield from fact.plausible or (Fraction(-(10**12)), Fraction(10**12))
        case "moment":
            if fact.name != SCREENING:
                yield NEVER
            if isinstance(screening, Moment):
                yield Moment(screening.high, screening.high)
        case "period" | "events":
            yield NEVER
