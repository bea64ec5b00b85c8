"""The entries of one patient in words: which of them decide a selection, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import nodes as n
from . import selection
from .display import show_moment, show_number, with_unit
from .interpret import Interpreter
from .lackings import asked_of, lacking, selections_of
from .listwords import ListWords, Selection
from .phrases import clean, text_of
from .program import Fact
from .residual import names_in
from .truth import FALSE, TRUE, Truth, conjoin
from .values import Entries, Moment, Never, Period, Range, Value

_DAY = len("2025-10-09")
_MOST = 4
"""Most entries that are named; of more their number is said."""
_LONG = 100
"""A rule of more characters follows what decides it."""


class EntryWords:
    """Speaks of the entries of one patient."""

    def __init__(self, interpreter: Interpreter, words: ListWords) -> None:
        self.interpreter = interpreter
        self.program = interpreter.program
        self.words = words

    # ------------------------------------------------------------ one entry

    def entry(self, series: str, seen: Interpreter, node: Selection | None = None) -> str:
        """An entry, such as ``creatinine 3 mg/dL on 2025-10-09 14:00``.

        With the selection that it stands in the numbers that this one computes of it, and what keeps that open.
        """
        fact = self.program.fact[series]
        if fact.repeated:
            computed = "; ".join(self._computed(series, seen, node)) if node is not None else ""
            sample = f"{self._label(fact)} {self._shown(fact.fields[0], seen)}{self._when(fact, seen)}"
            return f"{sample} ({computed})" if computed else sample
        time = self._time(fact)
        told = [f for f in fact.fields if f is not time and f.name in seen.record]
        words = [f"{self._label(field)} {self._shown(field, seen)}" for field in told]
        if node is not None:
            words += [*self._computed(series, seen, node), *self._unknown_fields(series, seen, node)]
        held = "; ".join(words)
        return f"{self._label(fact)}{self._when(fact, seen)}{f' ({held})' if held else ''}"

    def _computed(self, series: str, seen: Interpreter, node: Selection) -> Iterator[str]:
        """The numbers that a selection takes of an entry and that are computed of it."""
        for name in dict.fromkeys(name for part in asked_of(node) for name in names_in(part)):
            definition = self.program.definition.get(name)
            if definition is None or definition.within != series or definition.unit is None:
                continue
            value = seen.number(n.NumberRef(name))
            if value is not None and value.exact:
                shown = with_unit(show_number(value.low, 4), definition.unit).replace("≈", "about")
                yield f"{clean(definition.label) or name} {shown}"

    def _unknown_fields(self, series: str, seen: Interpreter, node: Selection) -> Iterator[str]:
        """The fields that keep a selection open, where the entry lacks them."""
        open_ = dict.fromkeys(name for part in asked_of(node) for name in lacking(seen, series, part))
        for name in open_:
            field = self.program.fact[name]
            if name not in seen.record and field is not self._time(self.program.fact[series]):
                yield f"{self._label(field)} not known"

    def _when(self, fact: Fact, seen: Interpreter) -> str:
        time = self._time(fact)
        if time is None:
            return ""
        value = seen.record.get(time.name)
        if not isinstance(value, Moment):
            return " at an unknown time"
        shown = show_moment(value)
        return f" {shown}" if shown.startswith("between") else f" {'on' if len(shown) >= _DAY else 'in'} {shown}"

    def _time(self, fact: Fact) -> Fact | None:
        return next((field for field in fact.fields if field.kind == "moment"), None)

    def _shown(self, field: Fact, seen: Interpreter) -> str:
        return show_value(field, seen.record.get(field.name))

    def _label(self, fact: Fact) -> str:
        return clean(fact.label) or fact.name

    # ------------------------------------------------------------ several entries

    def deciding(self, node: n.Several, phrase: str) -> str:
        """What holds of the entries, as ``phrase`` says, and those that count and pass the test, or how many there are.

        Before a long rule the entries come first: they are what a reader looks for.
        """
        met = [seen for seen, truth in self._tested(node) if truth is TRUE]
        if not met:
            return f"{phrase}: {self.recorded(node.series)}"
        listed = self._listed(node, met)
        return f"{listed}: {phrase}" if len(phrase) > _LONG else f"{phrase}: {listed}"

    def meant(self, node: n.PickIs) -> str:
        """The entry that is chosen, or those that it may be."""
        return self._listed(node, selection.chosen(self.interpreter, node) or [])

    def recorded(self, series: str) -> str:
        """How many entries there are."""
        found = selection.entries_of(self.interpreter, series)
        count = len(found.entries)
        return f"{count} recorded" if count else "none recorded"

    def from_what(self, node: n.Pick, value: Range) -> str:
        """The entry that a number comes from, or how many there were."""
        if node.how in ("latest", "previous", "first"):
            chosen = selection.chosen(self.interpreter, node) or []
        elif node.how in ("lowest", "highest") and node.value is not None:
            members = [seen for seen, truth in selection.members(self.interpreter, node) if truth is TRUE]
            chosen = [seen for seen in members if seen.number(node.value) == value and value.exact][:1]
        else:
            chosen = []
        recorded = self.recorded(node.series)
        if not chosen:
            return recorded
        fact = self.program.fact[node.series]
        if len(chosen) == 1 and fact.repeated:
            return f"{self._when(fact, chosen[0]).strip()}, of {recorded}"
        return f"{self._listed(node, chosen)}, of {recorded}"

    def unknown(self, node: Selection) -> str:
        """Why a selection has no answer."""
        value, label = self.interpreter.record.get(node.series), self._label(self.program.fact[node.series])
        if value is None:
            return f"{label} is not known"
        if isinstance(value, Entries) and not value.complete:
            return f"{label}: {self.recorded(node.series)}, but the list may lack entries"
        members = list(selection.members(self.interpreter, node))
        stretch = text_of(self.words.among(node))
        if not members:
            return f"no {label} recorded{stretch}"
        open_ = [seen for seen, truth in members if truth is not TRUE]
        if open_ and len(open_) == len(members):
            return f"whether {self._listed(node, open_)} counts is not known"
        if isinstance(node, n.Several):
            open_ = [seen for seen, truth in self._tested(node) if truth not in (TRUE, FALSE)]
            return f"not decided by {self._listed(node, open_)}" if open_ else f"{label}: {self.recorded(node.series)}"
        chosen = selection.chosen(self.interpreter, node) if node.how in ("latest", "previous", "first") else None
        if chosen is None:
            return f"{label}: {self.recorded(node.series)}, too few or without a value"
        if len(chosen) == 1:
            return f"{self.entry(node.series, chosen[0], node)} does not tell"
        return f"which of these is meant is not known: {self._listed(node, chosen)}"

    def to_ask(self, series: str, undecided: Iterable[n.Condition]) -> str:
        """Which fields of which entries keep conditions open; empty when others than these may be missing, or many."""
        found = self.interpreter.record.get(series)
        if not isinstance(found, Entries) or not found.complete or self.program.fact[series].repeated:
            return ""
        wanted: dict[str, None] = {}
        for node in selections_of(self.program, series, undecided):
            for seen, _ in selection.members(self.interpreter, node):
                fields = dict.fromkeys(name for part in asked_of(node) for name in lacking(seen, series, part))
                absent = [name for name in fields if name not in seen.record]
                for name in absent or fields:  # of the hour of a known day only when nothing else is missing
                    more = ", more precisely" if name in seen.record else ""
                    entry = f"{self._label(self.program.fact[series])}{self._when(self.program.fact[series], seen)}"
                    wanted[f"{self._label(self.program.fact[name])} of {entry}{more}"] = None
        return "; ".join(wanted) if len(wanted) <= _MOST else ""

    def _tested(self, node: n.Several) -> Iterator[tuple[Interpreter, Truth]]:
        for seen, among in selection.members(self.interpreter, node):
            yield seen, conjoin((among, seen.truth(node.test)))

    def _listed(self, node: Selection, seen: Iterable[Interpreter]) -> str:
        texts = [self.entry(node.series, one, node) for one in seen]
        more = len(texts) - _MOST
        return "; ".join(texts[:_MOST]) + (f"; and {more} more" if more > 0 else "")


def show_value(field: Fact, value: Value | None) -> str:
    """A value of an entry."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return clean(value.replace("_", " "))
    if isinstance(value, Moment):
        return show_moment(value)
    if isinstance(value, Period):
        end = "still running" if value.end is None else f"until {show_moment(value.end)}"
        return f"from {show_moment(value.start)}, {end}"
    if isinstance(value, Never):
        return "never" if field.kind == "moment" else "none"
    if isinstance(value, Entries):
        return f"{len(value.entries)} recorded"
    return with_unit(show_number(value, 4), field.unit)
