"""The patient's own values as they are shown in an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from . import nodes as n
from .display import (
    display_unit,
    show_length,
    show_moment,
    show_number,
    show_number_beside,
    show_written,
    with_unit,
    written_quantity,
)
from .entrywords import EntryWords
from .factwords import FactWords, as_given
from .interpret import Interpreter
from .moments import completed_months
from .numberwords import NumberWords, moment_bits
from .phrases import clean, text_of
from .program import SCREENING, Fact
from .reading import Reading
from .reads import Reads
from .residual import Residual
from .selection import current, of_single
from .tellingunits import Telling
from .truth import TRUE, UNKNOWN
from .values import DAY, UNBOUNDED, Entries, Moment, Range
from .words import Wording

_ONE = 25
"""Ends of a range that agree in so many digits are shown as one number."""
_ENDLESS = UNBOUNDED / 10**100
"""From here on a number was unbounded before some calculation."""


def _shown(value: Range, beside: Range, scale: Fraction) -> str:
    """A number, scaled, with as many digits as it takes to tell it from what it is compared with."""
    value, beside = (replace(r, low=r.low * scale, high=r.high * scale) for r in (value, beside))
    if value.exact or show_number(value.low, _ONE) == show_number(value.high, _ONE):  # a power that is no fraction
        return show_number_beside(value.low, beside.low) if beside.exact else show_number(value.low)
    return _span(value)


def _span(value: Range) -> str:
    """A number that is known only as a range."""
    if value.low <= -_ENDLESS and value.high >= _ENDLESS:
        return "not known"
    if value.high >= _ENDLESS:
        return f"at least {show_number(value.low)}"
    if value.low <= -_ENDLESS:
        return f"at most {show_number(value.high)}"
    return f"between {show_number(value.low)} and {show_number(value.high)}"


class PatientWords(FactWords):
    """One patient's values in words: facts, and the numbers and moments that are computed from them."""

    def __init__(self, interpreter: Interpreter, raw: Mapping[str, object], reading: Reading) -> None:
        super().__init__(interpreter.program, raw, reading)
        self.interpreter = interpreter
        self.reads = Reads(self.program)
        self.words: NumberWords = Wording(self.program).numbers
        self.entries = EntryWords(interpreter, self.words.lists)

    @cached_property
    def _residual(self) -> Residual:
        return Residual(self.interpreter)

    # ------------------------------------------------------------ numbers

    def number(self, node: n.Numeric, value: Range, beside: Range, told: Telling) -> str:
        """A number's name and value, with what it was computed from, such as ``Age is 54 years``."""
        return " is ".join(self._named(node, value, beside, told))

    def _named(self, node: n.Numeric, value: Range, beside: Range, told: Telling) -> tuple[str, str]:
        """A number's name, and its value with what it was computed from."""
        label, source, unit = self._resolve(node)
        if isinstance(source, n.Measured) and not isinstance(self.reading.values.get(source.fact), Entries):
            return label, self.given_number(self.program.fact[source.fact], beside)
        scale = told.scale if unit is None else Fraction(1)
        shown = _shown(value, beside, scale)
        if unit is None:
            unit = told.unit
        if unit is not None:
            shown = with_unit(shown, unit)
        shown = shown.replace("≈", "about")
        if isinstance(source, n.Measured):
            source, label = current(source.fact), f"latest {label}"
        if isinstance(source, n.Pick):
            return label, f"{shown} ({self.entries.from_what(source, value)})"
        used = self._used(source)
        return label, f"{shown} (from {'; '.join(map(self._input, used))})" if used else shown

    def _input(self, fact: Fact) -> str:
        colon = ":" if fact.kind in ("moment", "period") else ""
        return f"{self.label(fact.name)}{colon} {self.value(fact)}"

    def limit(self, node: n.Numeric, limit_node: n.Numeric, limit: Range, told: Telling) -> str:
        """What a number is compared with, in the author's unit, and in the number's own when that is another."""
        if not isinstance(limit_node, n.Number):
            return ", ".join(self._named(limit_node, limit, limit, told))
        shown = show_written(limit_node.shown) if limit_node.shown else show_number(limit_node.value)
        unit, parts = self._resolve(node)[2], written_quantity(limit_node.shown)
        if unit is None or parts is None or display_unit(parts[1]) == display_unit(unit):
            return shown
        return f"{shown} ({with_unit(show_number(limit_node.value), unit)})"

    def _resolve(self, node: n.Numeric) -> tuple[str, n.Numeric, str | None]:
        """The name that a number goes by for this patient, what it comes from, and its declared unit if it has one."""
        label, unit = text_of(self.words.compared(node)), None
        while True:
            if isinstance(node, n.NumberRef):
                definition = self.program.definition[node.name]
                label, unit = clean(definition.label) or node.name, definition.unit
                node = definition.body  # type: ignore[assignment]  # a NumberRef names a number
            elif isinstance(node, n.FirstKnown):
                known = [o for o in node.operands if self.interpreter.known(o)]
                if not known:
                    return label, node, unit
                node = known[0]
            elif isinstance(node, n.Choose) and isinstance(branch := self._branch(node), n.Pick):
                node = branch
            elif isinstance(node, n.Measured):
                return self.label(node.fact), node, self.program.fact[node.fact].unit
            elif isinstance(node, n.Pick) and unit is None:
                return label, node, None if node.value is None else self._resolve(node.value)[2]
            else:
                return label, node, unit

    def _branch(self, node: n.Choose) -> n.Numeric | None:
        """The number that is chosen; None while nobody knows which."""
        truth = self.interpreter.truth(node.condition)
        return None if truth is UNKNOWN else node.then if truth is TRUE else node.otherwise

    def _used(self, node: n.Numeric) -> list[Fact]:
        """The facts that a computed number came from, in the dictionary's order."""
        names: set[str] = set()
        seen: set[str] = set()
        stack: list[object] = [node]
        while stack:
            part = stack.pop()
            match part:
                case n.NumberRef(name):
                    if name not in seen:
                        seen.add(name)
                        stack.append(self.program.definition[name].body)
                case n.FirstKnown(operands):
                    stack.extend([o for o in operands if self.interpreter.known(o)][:1])
                case n.Choose(condition, then, otherwise):
                    truth = self.interpreter.truth(condition)
                    names.update(self.reads.of(condition))
                    stack.extend((then, otherwise) if truth is UNKNOWN else (then,) if truth is TRUE else (otherwise,))
                case n.Arithmetic(_, left, right):
                    stack.extend((left, right))
                case n.Logarithm(_, operand):
                    stack.append(operand)
                case n.Pick(series, among=among):  # that measurements count until the screening goes without saying
                    names.update((series, *self.reads.of(of_single(among, series))))
                case _:
                    names.update(self.reads.of(part))
        return [f for f in self.program.facts if f.name in names and f.name in self.reading.values]

    def missing_for(self, node: n.Numeric) -> str:
        """What it would take to know a number."""
        label = self._resolve(node)[0]
        if isinstance(node, n.Measured):
            if not isinstance(self.reading.values.get(node.fact), Entries):
                return self.missing(node.fact)
            node = current(node.fact)
        what = self._lacking(node, 8)
        rejected = [self.missing(f) for f in self.reading.implausible if f in self.reads.of(node)]
        why = (
            f": it takes {what}"
            if what
            else ": its formula has no value here, as of a division by zero or of a moment that never happened"
        )
        said = self.entries.unknown(node) if isinstance(node, n.Pick) else f"{label} is not known{why}"
        return "; ".join([said, *rejected])

    def _lacking(self, node: n.Numeric, depth: int) -> str:
        """The missing facts that a number needs, alternatives joined by *or*."""
        match node:
            case n.NumberRef(name) if depth:
                return self._lacking(self.program.definition[name].body, depth - 1)  # type: ignore[arg-type]
            case n.FirstKnown(operands) if depth:
                ways = [way for operand in operands if (way := self._lacking(operand, depth - 1))]
                return ", or ".join(dict.fromkeys(ways))
            case _:
                lacking = set(self._residual.open_facts(node))
                names = [f.name for f in self.reads.facts(node) if f.name in lacking]
                return " and ".join(f"“{self.label(name)}”" for name in names)

    # ------------------------------------------------------------ moments

    def missing_moment(self, node: n.Temporal) -> str:
        """That a moment is not known."""
        if isinstance(node, n.MomentRef):
            body = self.interpreter.meant(node)
            said = text_of(moment_bits(self.program, node))
            return f"{said} is not known" if isinstance(body, n.FirstMoment) else f"{said}: {self.missing_moment(body)}"
        if isinstance(node, n.When):
            return self.missing(node.fact)
        if isinstance(node, n.PickMoment):
            return self.entries.unknown(node)
        return f"{text_of(moment_bits(self.program, node))} is not known"

    def moment(self, node: n.Temporal) -> str:
        """A known moment."""
        node = self.interpreter.meant(node)
        if isinstance(node, n.When):
            return self.value(self.program.fact[node.fact])
        if isinstance(node, n.PickMoment):
            picked = self.interpreter.moment(node)
            return show_moment(picked) if isinstance(picked, Moment) else "never"
        value = self.interpreter.moment(node)
        if not isinstance(node, n.EdgeOf):
            return show_moment(value) if isinstance(value, Moment) else "not known"
        given = self.raw.get(node.period)
        if self.interpreter.running(node) is not None:
            return "still to come"
        if not isinstance(value, Moment):
            return "never"
        return as_given(given.get(node.edge) if isinstance(given, Mapping) else None, value)

    def gap(self, node: n.Window) -> str:
        """How far a moment lies from its anchor, such as *16 hours before*; empty unless both are exact."""
        subject, anchor = self.interpreter.moment(node.subject), self.interpreter.moment(node.anchor)
        if not isinstance(subject, Moment) or not isinstance(anchor, Moment):
            return ""
        if subject.low != subject.high or anchor.low != anchor.high:
            return ""
        at = "" if node.anchor == n.When(SCREENING) else f" {self.moment(node.anchor)}"
        apart = anchor.low - subject.low
        if not apart:
            return "at that moment"
        side = "before" if apart > 0 else "after"
        bounds = [b for b in (node.low, node.high) if b is not None]
        if any(b.months for b in bounds):
            years, months = divmod(completed_months(*sorted((subject.low, anchor.low))), 12)
            counted = [(years, "year"), (months, "month")]
            length = " ".join(f"{c} {w}{'s' * (c != 1)}" for c, w in counted if c) or "less than a month"
            return f"{length} {side}{at}"
        days = any(b.micros and b.micros % DAY == 0 and not b.shown.endswith(" h") for b in bounds)
        return f"{show_length(apart, days=days)} {side}{at}"
