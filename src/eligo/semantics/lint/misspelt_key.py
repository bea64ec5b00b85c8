"""W422: a key of the header that is nearly one with a meaning."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.diagnostics.suggest import nearest
from eligo.semantics.checked import Checked

from .finding import finding

KEYS = ("anchor", "condition", "phase", "sponsor", "version")
"""The keys that protocols have; an author may have others."""
_ALIKE = 0.8


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Keys that differ from one of :data:`KEYS` by a letter or two exchanged ones; a plural is a word of its own."""
    for entry in checked.header.properties if checked.header else ():
        key = entry.key.text
        near = nearest(key, KEYS)
        if near is None or key in KEYS or key == f"{near}s" or not _alike(key, near):
            continue
        yield finding(
            checked,
            "W422",
            entry.key.span,
            f"the header's key `{key[:60]}` is nearly `{near}`",
            hints=(f"did you mean `{near}`?",),
        )


def _alike(key: str, known: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, key.lower(), known, autojunk=False).ratio() >= _ALIKE
