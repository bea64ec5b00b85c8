"""W403: a fact, a definition, a list or a set of codes that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.series import stretch_of
from eligo.semantics.symbols import SCREENING, Declared, describe
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Declarations whose name stands in no expression."""
    if not checked.complete or checked.shared:
        return
    used = {meaning.key for meaning in checked.meanings.values() if meaning.kind != "option"} | {SCREENING}
    used |= {key.partition(".")[0] for key in used if key in checked.fields}
    symbols = checked.symbols
    asked: list[Declared] = [*symbols.facts.values(), *symbols.defines.values()]
    silent: list[Declared] = [*symbols.lists.values(), *symbols.value_sets.values()]
    for node in (*asked, *silent):
        name = node.name.text
        if name in used:
            continue
        if node.span.start >= checked.own:
            yield from _given(checked, name)
            continue
        way_out = "use it, or leave it out"
        if isinstance(node, tree.Fact | tree.Define):
            way_out = "use it in a criterion, or leave it out: a site would be asked for it in vain"
        message = f"the {describe(node)} `{name}` is never used"
        yield finding(checked, "W403", node.name.span, message, hints=(way_out,))
    for key, define in symbols.inner.items():
        if key not in used and define.span.start < checked.own:
            message = f"the definition `{key}` is never used"
            yield finding(checked, "W403", define.name.span, message, hints=("use it, or leave it out",))
    for key, field in checked.fields.items():
        events = symbols.facts[key.partition(".")[0]]
        own = events.kind == "events" and events.span.start < checked.own
        if own and key not in used and field.node.name.text != stretch_of(events):
            message = f"the {field.node.kind} `{key}` is never used"
            way_out = "use it in a criterion, or leave it out: a site would be asked for it in vain"
            yield finding(checked, "W403", field.node.name.span, message, hints=(way_out,))


def _given(checked: Checked, name: str) -> Iterator[Diagnostic]:
    """A fact of a used file that is there for the sake of patients alone."""
    for patient in checked.symbols.patients.values():
        for given in patient.given:
            if given.fact.text == name:
                message = f"the patient `{patient.name.text}` has `{name}`, which no rule needs"
                way_out = "leave it out: a site would be asked for it in vain"
                yield finding(checked, "W403", given.fact.span, message, hints=(way_out,))
                return
