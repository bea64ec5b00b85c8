"""Sets of codes: that no code is named twice, or taken in and out at once."""

from __future__ import annotations

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .findings import Findings
from .symbols import Symbols


def check_value_sets(symbols: Symbols, findings: Findings) -> None:
    """Report codes that stand twice in one set."""
    for name, value_set in symbols.value_sets.items():
        findings.context = f"codes {name}"
        seen: dict[tuple[str, str], tree.Text] = {}
        for part in value_set.parts:
            for code in (*part.codes, *part.excluded):
                if not code.text:
                    findings.error(
                        "E230", code.span, "a code without any letter", hints=("write the code, or nothing",)
                    )
                    continue
                first = seen.setdefault((part.system.text, code.text), code)
                if first is not code:
                    findings.error(
                        "E230",
                        code.span,
                        f"`{name}` names the code `{code.text[:60]}` of {part.system.text[:60]} twice",
                        labels=(Label(first.span, "the first is here"),),
                        hints=("leave one of them out: a code is either in the set or not",),
                    )
    findings.context = ""
