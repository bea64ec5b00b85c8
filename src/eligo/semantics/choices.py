"""Choices and their values: which choice an expression takes a value of, and values that it does not have."""

from __future__ import annotations

from eligo.syntax import tree

from .findings import Findings
from .series import ENTRY, fields_of
from .symbols import Symbols


def choice_of(node: tree.Expr, entry: tree.Fact | None, symbols: Symbols) -> tree.Fact | None:
    """The choice that an expression takes a value of."""
    if isinstance(node, tree.Name):
        name = node.name
        found = fields_of(entry).get(name.removeprefix(f"{entry.name.text}.")) if entry is not None else None
        fact = found or symbols.facts.get(name)
    elif isinstance(node, tree.Select) and node.how in ENTRY:
        name, _, field = node.target.text.partition(".")
        events = symbols.facts.get(name)
        fact = events if events is None or events.repeated else fields_of(events).get(field)
    else:
        fact = None
    return fact if fact is not None and fact.kind == "choice" else None


def no_such_option(text: str, at: tree.Node, fact: tree.Fact, findings: Findings) -> None:
    """Report a value that a choice does not have."""
    options = [option.text for option in fact.options]
    listed = ", ".join(options[:12]) + (", ..." if len(options) > 12 else "")
    findings.error(
        "E208",
        at.span,
        f"`{fact.name.text}` has no value `{text}`",
        labels=(),
        hints=(*findings.did_you_mean(text, options), f"its values are: {listed}"),
    )
