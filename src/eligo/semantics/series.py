"""Records that repeat: what an entry of each holds, and by which names."""

from __future__ import annotations

from eligo.syntax import tree

VALUE, TIME = "value", "time"
"""What a sample of a fact with repeated values holds."""

ENTRY = ("latest", "previous", "first")
"""Selections of one entry, by its time."""
CONDITIONS = ("any", "none", "all", "at least", "at most", "exactly")
"""Selections that are true or false."""


def repeats(fact: tree.Fact) -> bool:
    """Whether a record may hold several entries of a fact."""
    return fact.repeated or fact.kind == "events"


def fields_of(fact: tree.Fact) -> dict[str, tree.Fact]:
    """What an entry holds, by name, in the author's order; of duplicates the first. Nothing if it cannot repeat."""
    if fact.kind == "events":
        fields: dict[str, tree.Fact] = {}
        for field in fact.fields:
            fields.setdefault(field.name.text, field)
        return fields
    if fact.repeated:
        return {
            VALUE: fact,
            TIME: tree.Fact("moment", tree.Word(TIME, span=fact.name.span), tree.Text(f"Time of {fact.label.text}")),
        }
    return {}


def defined_in(fact: tree.Fact) -> dict[str, tree.Define]:
    """What is defined of each entry, by name, in the author's order; of duplicates the first."""
    defined: dict[str, tree.Define] = {}
    for define in fact.defines:
        defined.setdefault(define.name.text, define)
    return defined


def names_in(fact: tree.Fact) -> tuple[str, ...]:
    """Every name that a rule may use of an entry."""
    return (*fields_of(fact), *defined_in(fact))


def time_of(fact: tree.Fact) -> str | None:
    """The field with an entry's time: that of a sample, or the first moment of an event; None when it has none."""
    return next((name for name, field in fields_of(fact).items() if field.kind == "moment" and field is not fact), None)


def stretch_of(fact: tree.Fact) -> str | None:
    """The field that windows ask for: an entry's time, or of an event without a moment its first period."""
    period = next((name for name, field in fields_of(fact).items() if field.kind == "period"), None)
    return time_of(fact) or period


def key(fact: tree.Fact, field: str) -> str:
    """A field's full name, such as ``biologic.dose``."""
    return f"{fact.name.text}.{field}"
