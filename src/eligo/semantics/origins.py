"""Source documents: that each item is listed once, and that criteria name items that exist."""

from __future__ import annotations

from dataclasses import dataclass

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .findings import Findings
from .lost import Lost
from .symbols import Symbols, context_of, item_text

ItemKey = tuple[str, str, str]
"""Source name, kind and number of an item."""


@dataclass(frozen=True, slots=True)
class Origins:
    """The items of all sources, and the criteria that answer each.

    Attributes:
        items: every item by its key.
        answered: for each criterion the keys of its items.
    """

    items: dict[ItemKey, tree.SourceItem]
    answered: dict[str, tuple[ItemKey, ...]]


def check_origins(symbols: Symbols, findings: Findings, lost: Lost) -> Origins:
    """Match the criteria's ``from`` with the items of the source documents."""
    items: dict[ItemKey, tree.SourceItem] = {}
    for name, source in symbols.sources.items():
        for item in source.items:
            key = (name, item.ref.kind, item.ref.number)
            first = items.setdefault(key, item)
            if first is not item:
                findings.error(
                    "E305",
                    item.ref.span,
                    f"`{name}` lists {item.ref.kind} {item.ref.number} twice",
                    labels=(Label(first.ref.span, "the first is here"),),
                    hints=("give each item of the source its own number",),
                )
    answered = {}
    for name, criterion in symbols.criteria.items():
        findings.context = context_of(criterion)
        found = [_find(ref, items, symbols, findings, lost) for ref in criterion.origins]
        answered[name] = tuple(dict.fromkeys(key for key in found if key is not None))
    findings.context = ""
    return Origins(items, answered)


def _find(
    ref: tree.ItemRef,
    items: dict[ItemKey, tree.SourceItem],
    symbols: Symbols,
    findings: Findings,
    lost: Lost,
) -> ItemKey | None:
    if ref.source is not None:
        names = [ref.source.text]
        if ref.source.text not in symbols.sources:
            if not lost.hides(ref.source.text):
                hints = findings.did_you_mean(ref.source.text, symbols.sources)
                findings.error("E201", ref.source.span, f"there is no source named `{ref.source.text}`", hints=hints)
            return None
    else:
        names = list(symbols.sources)
    found = [key for name in names if (key := (name, ref.kind, ref.number)) in items]
    if len(found) == 1:
        return found[0]
    if lost.sources:
        return None
    text = item_text(ref)
    if found:
        ways = " or ".join(f"`{key[0]} {ref.kind} {ref.number}`" for key in found)
        findings.error("E304", ref.span, f"several sources have {text}", hints=(f"write {ways}",))
        return None
    if symbols.sources:
        known = [f"{kind} {number}" for name, kind, number in items if name in names]
        hints = findings.did_you_mean(f"{ref.kind} {ref.number}", known)
        hints = (*hints, "add it to the source, or correct the number")
        findings.error("E304", ref.span, f"no source has {text}", hints=hints)
    else:
        findings.error(
            "E304",
            ref.span,
            f"the file has no source for {text}",
            hints=(f'declare it: source registry "where the criteria stand" {{ {ref.kind} {ref.number} "..." }}',),
        )
    return None
