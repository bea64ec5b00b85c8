"""Single values of a patient: that each is one which its declaration allows."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Label
from eligo.syntax import tree
from eligo.units.model import shown

from .choices import no_such_option
from .dates import Instant, read_instant
from .facts import CheckedFact
from .findings import Findings
from .given_lists import says_complete
from .quantities import Quantities, quantity_text
from .series import defined_in
from .symbols import SCREENING
from .types import NumberType

YEAR = re.compile(r"[0-9]{4}")
"""A year alone, as a moment; the same word is a number elsewhere."""


class GivenValues:
    """Checks values, and reports those that are wrong."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.quantities = Quantities(findings)

    def of_many(self, fact: CheckedFact, given: tree.Given) -> bool:
        """Whether a value is one that a fact that repeats may have among others."""
        match fact.node.kind, given.value:
            case "events", tree.Entry(given=fields):
                return self._entry(fact, fields)
            case "events", tree.Truth(value=False) | tree.Word(text="complete" | "incomplete"):
                return True
            case "events", _:
                self._contradicts(fact, given)
                return False
            case _ if says_complete(fact, given):
                return True
            case _, tree.Sample(value=value, at=at):
                taken = self._instant(at) is not None
                return self.allowed(fact, tree.Given(given.fact, value, span=given.span)) and taken
            case _:
                return self.allowed(fact, given)

    def _entry(self, events: CheckedFact, fields: tuple[tree.Given, ...]) -> bool:
        seen: dict[str, tree.Word] = {}
        sound = True
        for given in fields:
            name = given.fact.text
            field = events.fields.get(name)
            first = seen.setdefault(name, given.fact)
            if field is None:
                held = f"its entries hold {', '.join(events.fields)}"
                hints = self.findings.did_you_mean(name, events.fields) or (held,)
                if name in defined_in(events.node):
                    hints = (f"`{name}` is worked out from the fields; an entry gives {', '.join(events.fields)}",)
                message = f"`{events.node.name.text}` has no `{name}`"
                self.findings.error("E224", given.fact.span, message, hints=hints)
                sound = False
            elif first is not given.fact:
                labels = (Label(first.span, "the first is here"),)
                message = f"`{name}` is given twice in one entry"
                self.findings.error("E310", given.fact.span, message, labels=labels, hints=("leave one of them out",))
                sound = False
            else:
                sound = self.allowed(field, given) and sound
        return sound

    def allowed(self, fact: CheckedFact, given: tree.Given) -> bool:
        """Whether a value is one that its declaration allows."""
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
            case "moment" | "period", tree.Truth(value=False) if fact.node.name.text != SCREENING:
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
        or_else = "leave it out while it is not known" if node.name.text == SCREENING else "`no` when it never happened"
        ways = {
            "number": f"write a number, such as `{node.name.text} 1{_unit_suffix(fact)}`",
            "flag": f"write `{node.name.text} yes` or `{node.name.text} no`",
            "choice": "its values are: " + ", ".join(option.text for option in node.options[:12]),
            "moment": f"write a date, such as `{node.name.text} 2025-10-21T14:30`, or {or_else}",
            "events": f"write `{node.name.text} {{ ... }}` for each entry, `{node.name.text} complete` when there are "
            f"no others, `{node.name.text} incomplete` when there may be, or `{node.name.text} no` when there are none",
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
        case tree.Sample(value=sampled, at=at):
            return f"{_value_text(sampled)} at {shown(at.text)}"
        case tree.Entry():
            return "{ ... }"
