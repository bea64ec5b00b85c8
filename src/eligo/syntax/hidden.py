"""Characters that a reader cannot see.

A control character or an invisible mark can make a text read otherwise than it is compiled (N. Boucher, R. Anderson:
*Trojan Source: Invisible Vulnerabilities*, USENIX Security 2023), so none may stand in a protocol, comments included.
The two joiners that Persian and Indian scripts need (U+200C, U+200D) are allowed in texts.
"""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.report import error

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
_MAX = 100


def hidden_characters(source: Source) -> list[Diagnostic]:
    """An error for the first hidden character of each line, of the first hundred such lines."""
    found: list[Diagnostic] = []
    text = source.text
    match = _HIDDEN.search(text)
    while match and len(found) < _MAX:
        found.append(_error(source, match.start()))
        end = text.find("\n", match.start())
        match = _HIDDEN.search(text, end) if end >= 0 else None
    return found


def _error(source: Source, at: int) -> Diagnostic:
    import unicodedata

    character = source.text[at]
    name = unicodedata.name(character, "control character").lower()
    shown = f"U+{ord(character):04X} ({name})"
    control = unicodedata.category(character) == "Cc"
    return error(
        "E104" if control else "E105",
        f"the {'control' if control else 'invisible'} character {shown} stands here",
        source,
        Span(at, at + 1),
        label="this place looks otherwise than it reads" if not control else "",
        help=("delete it; most often it came along with copied text",),
    )
