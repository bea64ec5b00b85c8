"""Small parts of statements as they are spelled on their line."""

from __future__ import annotations

import re

from eligo.syntax import tree
from eligo.syntax.begins_fact import begins_fact
from eligo.syntax.spell_amount import spelled_quantity
from eligo.syntax.strings import quoted

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:+\-]*")


def spelled_property(value: tree.Text | tree.Word) -> str:
    """A header's value: a bare word as it is, a text in quotes."""
    return value.text if isinstance(value, tree.Word) else quoted(value.text)


def spelled_ref(ref: tree.ItemRef) -> str:
    """``inclusion 3``, ``registry inclusion 3``."""
    return f"{ref.source.text} {ref.kind} {ref.number}" if ref.source else f"{ref.kind} {ref.number}"


def spelled_item(item: tree.SourceItem) -> str:
    """An item of a source document, without what is said of it."""
    return f"{spelled_ref(item.ref)} {quoted(item.text.text)}"


def spelled_notes(item: tree.SourceItem) -> list[str]:
    """What is said of an item, in its one order."""
    reason = [f"not computable {quoted(item.not_computable.text)}"] if item.not_computable else []
    defects = [f"defect {quoted(defect.text)}" for defect in item.defects]
    return [*reason, *defects, *(f"reading {quoted(reading.text)}" for reading in item.readings)]


def spelled_code(code: tree.Code) -> str:
    """``code LOINC 50984-4``."""
    return f"code {code.system.text} {spelled_code_text(code.code)}"


def spelled_code_text(code: tree.Text) -> str:
    """A code; one that is no bare word stands in quotes."""
    return code.text if _BARE.fullmatch(code.text) else quoted(code.text)


def spelled_value(value: tree.Value) -> str:
    """A patient's value."""
    match value:
        case tree.Quantity(number=number, unit=unit):
            # Bare, a word that is no unit would begin the next fact.
            return f"{number} '{unit.text}'" if unit and begins_fact(unit.text) else spelled_quantity(value)
        case tree.Truth(value=yes):
            return "yes" if yes else "no"
        case tree.Word(text=text) | tree.Timestamp(text=text):
            return text
        case tree.PeriodValue(start=start, end=end):
            return f"from {start.text} to {end.text}" if end else f"from {start.text}"
        case tree.Sample(value=sampled, at=at):
            return f"{spelled_value(sampled)} at {at.text}"
        case tree.Entry(given=given):
            inside = ", ".join(f"{one.fact.text} {spelled_value(one.value)}" for one in given)
            return f"{{ {inside} }}" if given else "{}"
