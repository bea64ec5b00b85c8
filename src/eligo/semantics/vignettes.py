"""Patients written in the protocol: that their values are ones the declarations allow, and what is expected of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eligo.diagnostics.model import Label
from eligo.syntax import tree
from eligo.units.model import shown

from .dates import Instant, read_instant
from .facts import CheckedFact
from .findings import Findings
from .quantities import Quantities, quantity_text
from .resolve import no_such_option
from .symbols import Symbols
from .types import NumberType

YEAR = re.compile(r"[0-9]{4}")
"""A year alone, as a moment; the same word is a number elsewhere."""
UNKNOWN = "unknown"
"""The word that takes a value away again."""


@dataclass(frozen=True, slots=True)
class CheckedPatient:
    """A patient with ``like`` resolved: the value that holds for each fact, ``unknown`` ones left out."""

    node: tree.Patient
    given: dict[str, tree.Given]


def check_patients(
    symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, *, partial: bool
) -> tuple[CheckedPatient, ...]:
    """Check all patients' values and resolve ``like``; what is wrong is reported and left out."""
    checker = _Patients(symbols, facts, findings, partial)
    own = {name: checker.own_values(patient) for name, patient in symbols.patients.items()}
    resolved: dict[str, dict[str, tree.Given]] = {}
    for name in symbols.patients:
        for base in checker.ancestry(name, resolved):
            like = symbols.patients[base].like
            inherited = resolved.get(like.text, {}) if like is not None else {}
            resolved[base] = inherited | own[base]
    checked = []
    for name, patient in symbols.patients.items():
        given = {fact: value for fact, value in resolved[name].items() if not _is_unknown(value)}
        checker.one_clock(patient, given)
        checked.append(CheckedPatient(patient, given))
    findings.context = ""
    return tuple(checked)


def _is_unknown(given: tree.Given) -> bool:
    return isinstance(given.value, tree.Word) and given.value.text == UNKNOWN


class _Patients:
    def __init__(self, symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, partial: bool) -> None:
        self.symbols = symbols
        self.facts = facts
        self.findings = findings
        self.quantities = Quantities(findings)
        self.partial = partial

    def ancestry(self, name: str, resolved: Mapping[str, object]) -> Iterator[str]:
        """The patients that must be resolved for one, the most basic first; circles are reported and cut."""
        chain: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in resolved and at not in chain:
            chain[at] = None
            at = self._like(at)
        if at is not None and at in chain:
            self._circle(at, list(chain))
        return reversed(chain)

    def _like(self, name: str) -> str | None:
        patient = self.symbols.patients[name]
        like = patient.like
        if like is None or like.text in self.symbols.patients:
            return None if like is None else like.text
        if not self.partial:
            self.findings.context = f"patient {name}"
            hints = self.findings.did_you_mean(like.text, self.symbols.patients)
            self.findings.error("E201", like.span, f"there is no patient named `{like.text}`", hints=hints)
        return None

    def _circle(self, start: str, chain: list[str]) -> None:
        circle = chain[chain.index(start) :]
        route = " -> ".join([*(circle if len(circle) < 9 else [*circle[:8], "..."]), start])
        self.findings.context = f"patient {start}"
        self.findings.error(
            "E315",
            self.symbols.patients[start].name.span,
            f"the patient `{start}` is like itself: {route}",
            hints=("write one of them without `like`",),
        )

    def own_values(self, patient: tree.Patient) -> dict[str, tree.Given]:
        """The values that a patient itself gives, those in error left out."""
        self.findings.context = f"patient {patient.name.text}"
        seen: dict[str, tree.Word] = {}
        values: dict[str, tree.Given] = {}
        for given in patient.given:
            name = given.fact.text
            first = seen.setdefault(name, given.fact)
            if first is not given.fact:
                self.findings.error(
                    "E310",
                    given.fact.span,
                    f"`{name}` is given twice",
                    labels=(Label(first.span, "the first is here"),),
                    hints=("leave one of them out",),
                )
                continue
            fact = self.facts.get(name)
            if fact is None:
                self._no_fact(given.fact)
            elif _is_unknown(given) or self._allowed(fact, given):
                values[name] = given
        return values

    def _no_fact(self, word: tree.Word) -> None:
        if self.partial:
            return
        hints = self.findings.did_you_mean(word.text, self.facts)
        if self.symbols.declared(word.text) is not None:
            hints = (f"`{word.text}` is worked out by the rules; a patient gives facts only",)
        self.findings.error("E201", word.span, f"there is no fact named `{word.text}`", hints=hints)

    def _allowed(self, fact: CheckedFact, given: tree.Given) -> bool:
        value = given.value
        match fact.node.kind, value:
            case "number", tree.Quantity():
                return self._number(fact, value)
            case "flag", tree.Truth():
                return True
            case "choice", tree.Word():
                if value.text in (option.text for option in fact.node.options):
                    return True
                no_such_option(value.text, value, fact.node, self.findings)
                return False
            case "moment" | "period", tree.Truth(value=False):
                return True
            case "moment", tree.Timestamp():
                return self._instant(value) is not None
            case "moment", tree.Quantity(number=number, unit=None) if YEAR.fullmatch(number):
                return self._instant(tree.Timestamp(number, span=value.span)) is not None
            case "period", tree.PeriodValue():
                return self._period(given.fact.text, value)
        self._contradicts(fact, given)
        return False

    def _contradicts(self, fact: CheckedFact, given: tree.Given) -> None:
        node = fact.node
        ways = {
            "number": f"write a number, such as `{node.name.text} 1{_unit_suffix(fact)}`",
            "flag": f"write `{node.name.text} yes` or `{node.name.text} no`",
            "choice": "its values are: " + ", ".join(option.text for option in node.options[:12]),
            "moment": f"write a date, such as `{node.name.text} 2025-10-21T14:30`, or `no` when it never happened",
            "period": f"write `{node.name.text} from 2025-10-21T08:00 to 2025-10-21T09:00`, or `no` when it never was",
        }
        self.findings.error(
            "E311",
            given.value.span,
            f"`{_value_text(given.value)}` is no value of the {node.kind} `{node.name.text}`",
            labels=() if node.name.span == tree.NOWHERE else (Label(node.name.span, f"declared as a {node.kind}"),),
            hints=(ways[node.kind],),
        )

    def _number(self, fact: CheckedFact, value: tree.Quantity) -> bool:
        kind = self.quantities.literal(value)
        if kind is None or not isinstance(fact.kind, NumberType):
            return False
        declared = tree.Name(fact.node.name.text, span=fact.node.name.span)
        return self.quantities.meet((declared, fact.kind), (value, kind))

    def _instant(self, stamp: tree.Timestamp) -> Instant | None:
        """Where a moment lies; each impossible one is reported once."""
        read = read_instant(stamp.text)
        if isinstance(read, Instant):
            return read
        self.findings.error(
            "E312",
            stamp.span,
            f"`{shown(stamp.text)}` is impossible: {read}",
            hints=("write a day that the calendar has, and hours from 00 to 23, such as 2025-10-21T14:30",),
        )
        return None

    def _period(self, name: str, value: tree.PeriodValue) -> bool:
        start = self._instant(value.start)
        end = self._instant(value.end) if value.end is not None else None
        if start is None or (end is None and value.end is not None):
            return False
        # With one offset missing the two lie on different clocks, which is reported for the whole patient.
        if end is not None and start.zoned == end.zoned and end.high < start.low:
            self.findings.error(
                "E314",
                value.span,
                f"`{name}` ends before it starts",
                hints=("the earlier moment stands after `from`, the later one after `to`",),
            )
            return False
        return True

    def one_clock(self, patient: tree.Patient, given: Mapping[str, tree.Given]) -> None:
        """Report a patient whose times partly carry an offset and partly do not; dates count as neither."""
        first: dict[bool, tree.Timestamp] = {}
        for stamp in _stamps(given):
            read = read_instant(stamp.text)
            if isinstance(read, Instant) and read.timed:
                first.setdefault(read.zoned, stamp)
        if len(first) < 2:
            return
        self.findings.context = f"patient {patient.name.text}"
        own = {id(stamp) for stamp in _stamps({g.fact.text: g for g in patient.given})}
        at = next((stamp.span for stamp in first.values() if id(stamp) in own), patient.name.span)
        self.findings.error(
            "E313",
            at,
            f"the times of `{patient.name.text}` partly carry a UTC offset and partly do not",
            labels=[Label(s.span, "with an offset" if z else "without") for z, s in first.items() if s.span != at],
            hints=("write all of them with an offset, such as 2025-10-21T14:30+02:00, or all without",),
        )


def _stamps(given: Mapping[str, tree.Given]) -> Iterator[tree.Timestamp]:
    for one in given.values():
        if isinstance(one.value, tree.Timestamp):
            yield one.value
        elif isinstance(one.value, tree.PeriodValue):
            yield one.value.start
            if one.value.end is not None:
                yield one.value.end


def _unit_suffix(fact: CheckedFact) -> str:
    return "" if fact.unit is None or fact.unit.text == "1" else f" {shown(fact.unit.text)}"


def _value_text(value: tree.Value) -> str:
    match value:
        case tree.Quantity():
            return shown(quantity_text(value))
        case tree.Truth(value=truth):
            return "yes" if truth else "no"
        case tree.Word(text=text) | tree.Timestamp(text=text):
            return shown(text)
        case tree.PeriodValue(start=start):
            return shown(f"from {start.text} ...")
