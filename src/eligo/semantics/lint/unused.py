"""W403: a fact, a definition, a list or a set of codes that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked
from eligo.semantics.symbols import SCREENING, Declared, describe
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Declarations whose name stands in no expression."""
    if not checked.complete:
        return
    used = {meaning.key for meaning in checked.meanings.values() if meaning.kind != "option"} | {SCREENING}
    symbols = checked.symbols
    asked: list[Declared] = [*symbols.facts.values(), *symbols.defines.values()]
    silent: list[Declared] = [*symbols.lists.values(), *symbols.value_sets.values()]
    for node in (*asked, *silent):
        name = node.name.text
        if name in used:
            continue
        way_out = "use it, or leave it out"
        if isinstance(node, tree.Fact | tree.Define):
            way_out = "use it in a criterion, or leave it out: a site would be asked for it in vain"
        message = f"the {describe(node)} `{name}` is never used"
        yield finding(checked, "W403", node.name.span, message, hints=(way_out,))
