"""What a record gives for its facts, in words: their values, and why one was not used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .display import show_moment, show_number, show_number_beside, with_unit
from .lists import listed
from .phrases import clean, roles
from .program import SCREENING, Fact, Program
from .reading import Reading, exact_number, plausible, read_number
from .values import Entries, Moment, Never, Period, Range


class FactWords:
    """One patient's facts in words; ``raw`` is the record as it was given."""

    def __init__(self, program: Program, raw: Mapping[str, object], reading: Reading) -> None:
        self.program = program
        self.raw = raw
        self.reading = reading

    def label(self, name: str) -> str:
        """A fact's label; whether it is about someone else or planned belongs to it."""
        if name == SCREENING:
            return "Moment of screening"
        fact = self.program.fact[name]
        aside = roles("", "", fact.about, planned=fact.planned)
        return f"{clean(fact.label) or name}{f' ({aside})' if aside else ''}"

    def with_value(self, name: str) -> str:
        """Such as ``Pregnant: no`` or ``Lactate is 4.8 mmol/L``."""
        fact = self.program.fact[name]
        default = fact.missing is not None and self.raw.get(name) is None
        value = f"{self.value(fact)} (not recorded, which counts as that)" if default else self.value(fact)
        return f"{self.label(name)} is {value}" if fact.kind in ("number", "choice") else f"{self.label(name)}: {value}"

    def value(self, fact: Fact) -> str:
        """A known value."""
        value = self.reading.values.get(fact.name)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return clean(value.replace("_", " "))
        if isinstance(value, Moment):
            return as_given(self.raw.get(fact.name), value)
        if isinstance(value, Period):
            given = self.raw.get(fact.name)
            parts = given if isinstance(given, Mapping) else {}
            start = as_given(parts.get("start"), value.start)
            end = "still running" if value.end is None else f"until {as_given(parts.get('end'), value.end)}"
            return f"from {start}, {end}"
        if isinstance(value, Never):
            return "never" if fact.kind == "moment" else "none"
        if isinstance(value, Entries):
            count = len(value.entries)
            return f"{count} {'entry' if count == 1 else 'entries'}"
        return self.given_number(fact)

    def given_number(self, fact: Fact, beside: Range | None = None) -> str:
        """A number as it was given, and in the declared unit when it was given in another; plausible or not."""
        return self._as_given(fact, self.raw[fact.name], beside)

    def _as_given(self, fact: Fact, given: object, beside: Range | None = None) -> str:
        value = read_number(fact, given)
        shown = show_number_beside(value, beside.low) if beside is not None and beside.exact else show_number(value, 4)
        if not isinstance(given, Mapping) or given["unit"] == fact.unit:
            return with_unit(shown, fact.unit)
        own = with_unit(show_number(exact_number(given["value"])), str(given["unit"]))
        return f"{clean(own)} ({with_unit(shown, fact.unit)})"

    def implausible(self, name: str) -> str:
        """Why a value, or values among the entries of a list, were not used."""
        return "; ".join(
            f"{told} lies outside its plausible range{self._limits(fact)} and was not used"
            for fact, told in self._rejected(self.program.fact[name])
        )

    def _limits(self, fact: Fact) -> str:
        if fact.plausible is None:
            return ""
        low, high = map(show_number, fact.plausible)
        return f" ({low} to {with_unit(high, fact.unit)})"

    def _rejected(self, fact: Fact) -> list[tuple[Fact, str]]:
        """The numbers of a fact that are not plausible, each with the fact or the field that it is a value of."""
        found = listed(fact, self.raw[fact.name])
        if found is None:
            return [(fact, f"{self.label(fact.name)} {self.given_number(fact)}")]
        return [
            (field, f"{clean(field.label)} {self._as_given(field, entry[field.name])}")
            for entry in found.entries
            for field in fact.fields
            if field.kind == "number" and entry.get(field.name) is not None
            if not plausible(field, read_number(field, entry[field.name]))
        ]

    def missing(self, name: str) -> str:
        """That a fact is not known."""
        if name not in self.reading.implausible:
            return f"{self.label(name)} is not known"
        rejected = self._rejected(self.program.fact[name])
        return "; ".join(f"{told} is not plausible and was not used" for _, told in rejected)


def as_given(given: object, moment: Moment) -> str:
    """A moment as it was written in the record, where it was written."""
    if isinstance(given, str):
        return clean(given.replace("T", " "))
    if isinstance(given, dt.datetime):
        return given.isoformat(" ", "seconds" if given.second or given.microsecond else "minutes")
    return given.isoformat() if isinstance(given, dt.date) else show_moment(moment)
