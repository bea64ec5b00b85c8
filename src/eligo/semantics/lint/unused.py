"""W403: a fact or a definition that no rule uses."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.series import time_of
from eligo.semantics.symbols import SCREENING, Declared, describe

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Declarations whose name stands in no expression."""
    if not checked.complete:
        return
    used = {meaning.key for meaning in checked.meanings.values() if meaning.kind != "option"} | {SCREENING}
    used |= {key.partition(".")[0] for key in used if key in checked.fields}
    declared: list[Declared] = [*checked.symbols.facts.values(), *checked.symbols.defines.values()]
    for node in declared:
        name = node.name.text
        if name not in used:
            yield finding(
                checked,
                "W403",
                node.name.span,
                f"the {describe(node)} `{name}` is never used",
                hints=("use it in a criterion, or leave it out: a site would be asked for it in vain",),
            )
    for key, field in checked.fields.items():
        events = checked.symbols.facts[key.partition(".")[0]]
        if events.kind == "events" and key not in used and field.node.name.text != time_of(events):
            yield finding(
                checked,
                "W403",
                field.node.name.span,
                f"the {field.node.kind} `{key}` is never used",
                hints=("use it in a criterion, or leave it out: a site would be asked for it in vain",),
            )
