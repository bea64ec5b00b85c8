"""What the solver found, as a raw record: the values of a patient as a JSON record would hold them, exact."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import z3

from eligo.core.program import SCREENING
from eligo.core.values import DAY
from eligo.verify.moments import moment_text
from eligo.verify.solver.terms import Bool, Tick
from eligo.verify.solver.variables import Several, Single, Variables

LONGEST_MONTH = 31
"""Days of the longest month."""


def raw_record(model: Any, variables: Variables) -> dict[str, object]:
    """The record of a model; facts that it leaves open are not given."""
    reader = _Reader(model)
    record: dict[str, object] = {}
    for name, single in variables.single.items():
        if reader.holds(single.given):
            record[name] = reader.value(single)
    for name, several in variables.several.items():
        if reader.holds(several.given):
            record[name] = reader.listing(several)
    screening = record.pop(SCREENING, None)
    return record if screening is None else {SCREENING: screening, **record}


class _Reader:
    """The values of one model."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def holds(self, term: Bool) -> bool:
        """Whether a Boolean is true; what the model leaves open is false."""
        return term if isinstance(term, bool) else z3.is_true(self.model.eval(term))

    def number(self, term: Any) -> Fraction:
        """A number; one that is no fraction is approximated, and has to show what it is worth when it is replayed."""
        value = self.model.eval(term, model_completion=True)
        if z3.is_algebraic_value(value):
            value = value.approx(20)
        return Fraction(value.numerator_as_long(), value.denominator_as_long())

    def moment(self, tick: Tick) -> str:
        """An instant."""
        return moment_text(self.model.eval(tick.at, model_completion=True).as_long())

    def precision(self, start: Tick, late: Tick) -> int | None:
        """How much of the text of a moment is known: the day, the month or the year; None is all of it."""
        first, last = (self.model.eval(tick.at, model_completion=True).as_long() for tick in (start, late))
        days = (last - first + DAY - 1) // DAY
        return None if not days else 10 if days == 1 else 7 if days <= LONGEST_MONTH else 4

    def value(self, single: Single) -> object:
        """A value that is given."""
        fact = single.fact
        match fact.kind:
            case "number":
                return self.number(single.value)
            case "flag":
                return self.holds(single.value)
            case "choice":
                return single.options[int(self.number(z3.ToReal(single.value)))]
        if self.holds(single.never):
            return False
        assert single.start is not None  # it is a moment or a period
        if single.end is None:
            text = self.moment(single.start)
            return text if single.late is None else text[: self.precision(single.start, single.late)]
        end = None if self.holds(single.running) else self.moment(single.end)
        return {"start": self.moment(single.start), "end": end}

    def listing(self, several: Several) -> object:
        """The entries of a list that is given."""
        if self.holds(several.none):
            return False
        if self.holds(several.alone):
            return self.value(several.entries[0][f"{several.fact.name}.value"])
        entries = [
            self._entry(entry)
            for exists, entry in zip(several.exists, several.entries, strict=True)
            if self.holds(exists)
        ]
        if several.fact.repeated:
            samples = [{"value": None, **entry} for entry in entries]
            return {"entries": samples, "complete": True} if self.holds(several.closed) else samples
        return {"entries": entries, "complete": True} if self.holds(several.complete) else entries

    def _entry(self, entry: dict[str, Single]) -> dict[str, object]:
        return {
            name.rpartition(".")[2]: self.value(single) for name, single in entry.items() if self.holds(single.given)
        }
