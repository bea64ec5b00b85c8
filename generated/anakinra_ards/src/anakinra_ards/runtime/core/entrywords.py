"""The entries of one patient in words: which of them decide a selection, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import nodes as n
from . import selection
from .display import show_moment, show_number, with_unit
from .interpret import Interpreter
from .listwords import ListWords, Selection
from .phrases import clean, text_of
from .program import Fact
from .truth import FALSE, TRUE, Truth, conjoin
from .values import Entries, Moment, Never, Period, Range, Value

_MOST = 4
"""Most entries that are named; of more their number is said."""


class EntryWords:
    """Speaks of the entries of one patient."""

    def __init__(self, interpreter: Interpreter, words: ListWords) -> None:
        self.interpreter = interpreter
        self.program = interpreter.program
        self.words = words

    # ------------------------------------------------------------ one entry

    def entry(self, series: str, seen: Interpreter) -> str:
        """An entry, such as ``creatinine 3 mg/dL on 2025-10-09 14:00``."""
        fact = self.program.fact[series]
        if fact.repeated:
            return f"{self._label(fact)} {self._shown(fact.fields[0], seen)}{self._when(fact, seen)}"
        time = next((field for field in fact.fields if field.kind == "moment"), None)
        told = [f for f in fact.fields if f is not time and f.name in seen.record]
        held = "; ".join(f"{self._label(field)} {self._shown(field, seen)}" for field in told)
        return f"{self._label(fact)}{self._when(fact, seen)}{f' ({held})' if held else ''}"

    def _when(self, fact: Fact, seen: Interpreter) -> str:
        time = next((field for field in fact.fields if field.kind == "moment"), None)
        if time is None:
            return ""
        value = seen.record.get(time.name)
        return f" on {show_moment(value)}" if isinstance(value, Moment) else " at an unknown time"

    def _shown(self, field: Fact, seen: Interpreter) -> str:
        return show_value(field, seen.record.get(field.name))

    def _label(self, fact: Fact) -> str:
        return clean(fact.label) or fact.name

    # ------------------------------------------------------------ several entries

    def deciding(self, node: n.Several) -> str:
        """The entries that count and pass the test, or how many there are at all."""
        met = [seen for seen, truth in self._tested(node) if truth is TRUE]
        return self._listed(node, met) if met else self.recorded(node.series)

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
            return f"{self.entry(node.series, chosen[0])} does not tell"
        return f"which of these is meant is not known: {self._listed(node, chosen)}"

    def _tested(self, node: n.Several) -> Iterator[tuple[Interpreter, Truth]]:
        for seen, among in selection.members(self.interpreter, node):
            yield seen, conjoin((among, seen.truth(node.test)))

    def _listed(self, node: Selection, seen: Iterable[Interpreter]) -> str:
        texts = [self.entry(node.series, one) for one in seen]
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
