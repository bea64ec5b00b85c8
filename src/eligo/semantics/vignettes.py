"""Patients written in the protocol: that their values are ones the declarations allow, and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .dates import Instant, read_instant
from .facts import CheckedFact
from .findings import Findings
from .given_lists import UNKNOWN, Values, check_list, merged, says_complete
from .given_values import GivenValues
from .lost import Lost
from .series import repeats
from .symbols import Symbols


@dataclass(frozen=True, slots=True)
class CheckedPatient:
    """A patient with ``like`` resolved: what holds for each fact, ``unknown`` ones left out.

    A fact that repeats may have several values; any other has one.
    """

    node: tree.Patient
    given: dict[str, Values]


def check_patients(
    symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, lost: Lost
) -> tuple[CheckedPatient, ...]:
    """Check all patients' values and resolve ``like``; what is wrong is reported and left out."""
    checker = _Patients(symbols, facts, findings, lost)
    own = {name: checker.own_values(patient) for name, patient in symbols.patients.items()}
    resolved: dict[str, dict[str, Values]] = {}
    for name in symbols.patients:
        for base in checker.ancestry(name, resolved):
            like = symbols.patients[base].like
            inherited = resolved.get(like.text, {}) if like is not None else {}
            resolved[base] = inherited | checker.over(base, own[base], inherited)
    checked = []
    for name, patient in symbols.patients.items():
        given = {fact: left for fact, values in resolved[name].items() if (left := _without_unknown(values))}
        checker.one_clock(patient, given)
        checked.append(CheckedPatient(patient, given))
    findings.context = ""
    return tuple(checked)


def _without_unknown(values: Values) -> Values:
    return values[1:] if values and _is_unknown(values[0]) else values


def _is_unknown(given: tree.Given) -> bool:
    return isinstance(given.value, tree.Word) and given.value.text == UNKNOWN


class _Patients:
    def __init__(self, symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, lost: Lost) -> None:
        self.symbols = symbols
        self.facts = facts
        self.findings = findings
        self.values = GivenValues(findings)
        self.lost = lost

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
        if not self.lost.hides(like.text):
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

    def over(self, name: str, own: Mapping[str, Values], inherited: Mapping[str, Values]) -> dict[str, Values]:
        """What a patient itself gives, together with what of it was taken over from the one that it is like."""
        like = self.symbols.patients[name].like
        self.findings.context = f"patient {name}"
        found: dict[str, Values] = {}
        for fact, values in own.items():
            found[fact] = values
            if self.facts[fact].node.kind == "events":
                base = inherited.get(fact, ())
                check_list(self.facts[fact], values, base, like.text if like else "", self.findings)
                found[fact] = merged(values, base)
            elif repeats(self.facts[fact].node) and all(says_complete(self.facts[fact], one) for one in values):
                found[fact] = (*(one for one in inherited.get(fact, ()) if one not in values), *values)
        return found

    def own_values(self, patient: tree.Patient) -> dict[str, Values]:
        """The values that a patient itself gives, those in error left out."""
        self.findings.context = f"patient {patient.name.text}"
        seen: dict[str, tree.Word] = {}
        values: dict[str, Values] = {}
        for given in patient.given:
            name = given.fact.text
            first = seen.setdefault(name, given.fact)
            fact = self.facts.get(name)
            if fact is not None and repeats(fact.node) and not _is_unknown(given):
                if self.values.of_many(fact, given):
                    values[name] = (*values.get(name, ()), given)
                continue
            if first is not given.fact:
                self.findings.error(
                    "E310",
                    given.fact.span,
                    f"`{name}` is given twice",
                    labels=(Label(first.span, "the first is here"),),
                    hints=("leave one of them out",),
                )
                continue
            if fact is None:
                self._no_fact(given.fact)
            elif _is_unknown(given) or self.values.allowed(fact, given):
                values[name] = (given,)
        return values

    def _no_fact(self, word: tree.Word) -> None:
        if self.lost.hides(word.text):
            return
        hints = self.findings.did_you_mean(word.text, self.facts)
        if self.symbols.declared(word.text) is not None:
            hints = (f"`{word.text}` is worked out by the rules; a patient gives facts only",)
        self.findings.error("E201", word.span, f"there is no fact named `{word.text}`", hints=hints)

    def one_clock(self, patient: tree.Patient, given: Mapping[str, Values]) -> None:
        """Report a patient whose times partly carry an offset and partly do not; dates count as neither."""
        first: dict[bool, tree.Timestamp] = {}
        for stamp in _stamps(one for values in given.values() for one in values):
            read = read_instant(stamp.text)
            if isinstance(read, Instant) and read.timed:
                first.setdefault(read.zoned, stamp)
        if len(first) < 2:
            return
        self.findings.context = f"patient {patient.name.text}"
        own = {id(stamp) for stamp in _stamps(patient.given)}
        at = next((stamp.span for stamp in first.values() if id(stamp) in own), patient.name.span)
        self.findings.error(
            "E313",
            at,
            f"the times of `{patient.name.text}` partly carry a UTC offset and partly do not",
            labels=[Label(s.span, "with an offset" if z else "without") for z, s in first.items() if s.span != at],
            hints=("write all of them with an offset, such as 2025-10-21T14:30+02:00, or all without",),
        )


def _stamps(given: Iterable[tree.Given]) -> Iterator[tree.Timestamp]:
    for one in given:
        match one.value:
            case tree.Timestamp():
                yield one.value
            case tree.PeriodValue(start=start, end=end):
                yield start
                if end is not None:
                    yield end
            case tree.Sample(at=at):
                yield at
            case tree.Entry(given=fields):
                yield from _stamps(fields)
