"""Why a condition is true, false or unknown for one patient: its decisive parts, with the patient's own values."""

from __future__ import annotations

from dataclasses import dataclass

from . import nodes as n
from .interpret import Interpreter
from .numberwords import moment_bits
from .patientwords import PatientWords
from .phrases import clean, text_of
from .program import SCREENING
from .tellingunits import telling
from .timewords import OR_NONE, window_predicate, window_relation
from .truth import FALSE, TRUE, UNKNOWN, Truth
from .values import NEVER
from .words import RELATION_WORDS, Wording, oriented

_FAILS: dict[n.Relation, str] = {
    "<": "not below",
    "<=": "above",
    "=": "not exactly",
    "!=": "exactly",
    ">=": "below",
    ">": "not above",
}

_MAX_DEPTH = 12
"""Names within names beyond this are reported by their label and outcome alone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement about the patient that bears on an outcome.

    Attributes:
        text: the statement, true of this patient whatever it does to the outcome.
        truth: of the condition that it speaks of.
        children: what it rests on.
    """

    text: str
    truth: Truth
    children: tuple[Reason, ...] = ()


class Reasons:
    """Finds the reasons within one criterion; each named condition is explained once."""

    def __init__(self, interpreter: Interpreter, patient: PatientWords) -> None:
        self.program = interpreter.program
        self.interpreter = interpreter
        self.patient = patient
        self._told: set[str] = set()
        self._depth = 0

    def of(self, node: n.Condition) -> tuple[Reason, ...]:
        """The decisive parts of a condition: all of them when each counts, those that settle it otherwise."""
        match node:
            case n.Not(operand):
                return self.of(operand)
            case n.All(members) if members:
                return self._decisive(members, self.interpreter.truth(node), settled_by=FALSE)
            case n.Any(members) if members:
                return self._decisive(members, self.interpreter.truth(node), settled_by=TRUE)
            case n.Count():
                return (self._count(node),)
            case n.Ref(name):
                return (self._named(name),)
            case _:
                return (Reason(self._statement(node), self.interpreter.truth(node)),)

    def _decisive(self, members: tuple[n.Condition, ...], truth: Truth, settled_by: Truth) -> tuple[Reason, ...]:
        wanted = truth if truth in (settled_by, UNKNOWN) else None
        found: dict[Reason, None] = {}
        for member in members:
            if wanted is None or self.interpreter.truth(member) is wanted:
                found.update(dict.fromkeys(self.of(member)))
        return tuple(found)

    def _count(self, node: n.Count) -> Reason:
        truths = [self.interpreter.truth(member) for member in node.members]
        met, unknown, total = truths.count(TRUE), truths.count(UNKNOWN), len(truths)
        text = f"{met} of {total} {'is' if met == 1 else 'are'} met"
        if unknown:
            text += f", {unknown} {'is' if unknown == 1 else 'are'} not known"
        truth = self.interpreter.truth(node)
        if node.high is None:
            text += f"; at least {node.low} must be"
            wanted = {truth}
        else:
            text += f"; asked for: {node.low}" if node.low == node.high else f"; asked for: {node.low} to {node.high}"
            wanted = {UNKNOWN} if truth is UNKNOWN else {TRUE, FALSE}
        children: dict[Reason, None] = {}
        for member, found in zip(node.members, truths, strict=True):
            if found in wanted:
                children.update(dict.fromkeys(self.of(member)))
        return Reason(text, truth, tuple(children))

    def _named(self, name: str) -> Reason:
        definition, criterion = self.program.definition.get(name), self.program.criterion.get(name)
        truth = self.interpreter.truths[name]
        if definition is None and criterion is not None:
            word = {TRUE: "met as written", FALSE: "not met as written", UNKNOWN: "not decided"}[truth]
            label, body = clean(f"criterion {name} ({criterion.label})"), criterion.condition
        else:
            word = {TRUE: "yes", FALSE: "no", UNKNOWN: "not known"}[truth]
            label = clean(self.program.definition[name].label) or name
            body = self.program.definition[name].body  # type: ignore[assignment]  # a Ref names a condition
        if name in self._told or self._depth >= _MAX_DEPTH:
            return Reason(f"{label}: {word}", truth)
        self._told.add(name)
        self._depth += 1
        children = self.of(body)
        self._depth -= 1
        if len(children) == 1 and not children[0].children and len(label) <= 80:
            return Reason(f"{label}: {word} – {children[0].text}", truth)
        return Reason(f"{label}: {word}", truth, children)

    # ------------------------------------------------------------ statements

    def _statement(self, node: n.Condition) -> str:
        match node:
            case n.Flag(fact):
                value = self.interpreter.record.get(fact)
                return self.patient.missing(fact) if value is None else self.patient.with_value(fact)
            case n.Is(fact, options):
                return self._choice(fact, options)
            case n.Compare(left, relation, right):
                return self._compare(node, *oriented(left, relation, right))
            case n.Window():
                return self._window(node)
            case n.Lasting(period) | n.During(period):
                return self._period(node, period)
            case n.Several():
                truth = self.interpreter.truth(node)
                if truth is UNKNOWN:
                    return f"{self.patient.entries.unknown(node)}; {self._asked(node)}"
                return self.patient.entries.deciding(node, self._phrase(node, negated=truth is FALSE))
            case n.PickIs():
                truth = self.interpreter.truth(node)
                if truth is UNKNOWN:
                    return f"{self.patient.entries.unknown(node)}; {self._asked(node)}"
                meant = self.patient.entries.meant(node)
                return f"{self._phrase(node, negated=truth is FALSE)}: {meant or 'there is none'}"
            case n.Known():
                return self._phrase(node, negated=self.interpreter.truth(node) is FALSE)
            case _:
                return self._phrase(node)

    def _phrase(self, node: n.Condition, *, negated: bool = False) -> str:
        return text_of(Wording(self.program).phrase(node, negated=negated))

    def _asked(self, node: n.Condition) -> str:
        return f"the rule asks: {self._phrase(node)}"

    def _choice(self, fact: str, options: tuple[str, ...]) -> str:
        value = self.interpreter.record.get(fact)
        if value is None:
            return self.patient.missing(fact)
        text = self.patient.with_value(fact)
        if value in options:
            return text
        names = [clean(option.replace("_", " ")) for option in options]
        return f"{text}, not {' or '.join(names)}" if names else text

    def _compare(self, node: n.Compare, left: n.Numeric, relation: n.Relation, right: n.Numeric) -> str:
        truth = self.interpreter.truth(node)
        value, limit = self.interpreter.number(left), self.interpreter.number(right)
        told = telling(self.program, left, right)
        if value is None or limit is None:
            if limit is None:
                return f"{self.patient.missing_for(right)}; {self._asked(node)}"
            if isinstance(left, n.Pick):  # what is not known is the list, of which the rule asks something
                return f"{self.patient.missing_for(left)}; {self._asked(node)}"
            against = self.patient.limit(left, right, limit, told)
            return f"{self.patient.missing_for(left)}; the rule asks whether it is {RELATION_WORDS[relation]} {against}"
        shown = self.patient.number(left, value, limit, told)
        against = self.patient.limit(left, right, limit, told)
        if truth is UNKNOWN:
            return f"{shown}; that does not tell whether it is {RELATION_WORDS[relation]} {against}"
        words = RELATION_WORDS[relation] if truth is TRUE else _FAILS[relation]
        return f"{shown}, {words} {against}"

    def _window(self, node: n.Window) -> str:
        truth = self.interpreter.truth(node)
        subject, anchor = self.interpreter.place(node.subject), self.interpreter.place(node.anchor)
        if truth is UNKNOWN and subject is None:
            asked = text_of(window_relation(self.program, node))
            return f"{self.patient.missing_moment(node.subject)}; the rule asks whether it is {asked}"
        if truth is UNKNOWN and anchor is None:
            return f"{self.patient.missing_moment(node.anchor)}; {self._asked(node)}"
        if anchor is NEVER:
            return f"{text_of(moment_bits(self.program, node.anchor))}: never"
        text = f"{text_of(moment_bits(self.program, node.subject))}: {self.patient.moment(node.subject)}"
        if subject is NEVER:
            return text
        words, gap = text_of(window_relation(self.program, node)), self.patient.gap(node)
        if node.anchor != n.When(SCREENING) and not isinstance(node.anchor, n.Fixed) and not gap:
            gap = f"{text_of(moment_bits(self.program, node.anchor))}: {self.patient.moment(node.anchor)}"
        beside = f" ({gap})" if gap else ""
        if truth is UNKNOWN:
            if self.interpreter.running(node.subject) is not None:
                return f"{text}; when decides whether it is {words}"
            return f"{text}{beside}; the exact time decides whether it is {words}"
        negation = "" if truth is TRUE else "not " if window_predicate(node) is not None else "this is not "
        return f"{text}, {negation}{words}{beside}"

    def _period(self, node: n.Lasting | n.During, period: str) -> str:
        truth = self.interpreter.truth(node)
        if period not in self.interpreter.record:
            return f"{self.patient.missing(period)}; {self._asked(node)}"
        text = self.patient.with_value(period)
        if truth is UNKNOWN:
            return f"{text}; that does not tell: {self._phrase(node)}"
        if self.interpreter.record[period] is NEVER:
            return text
        bits = Wording(self.program).phrase(node, negated=truth is FALSE)
        return f"{text};{text_of(bits[1:]).removesuffix(OR_NONE)}"
