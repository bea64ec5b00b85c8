"""What a syntax error may have hidden: names that no pass after the parser should call unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """What the parser could not keep.

    Attributes:
        partial: statements are missing from the tree.
        names: those that the missing statements declare; empty when not all of them are known.
        sources: a source, and with it its items, is among them.
    """

    partial: bool = False
    names: frozenset[str] = frozenset()
    sources: bool = False

    @classmethod
    def of(cls, text: str, names: frozenset[str], *, partial: bool) -> Lost:
        """What was lost of a text."""
        sources = any(re.search(rf"\bsource\s+{re.escape(name)}\b", text) for name in names)
        return cls(partial, names, partial and (sources or not names))

    def hides(self, name: str) -> bool:
        """Whether a name may be declared by a statement that is missing."""
        return self.partial and (not self.names or name in self.names)
