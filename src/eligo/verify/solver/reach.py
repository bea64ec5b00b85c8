"""Up to how many entries of a list a proof holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eligo.core.program import Program
from eligo.verify.enough import Enough
from eligo.verify.questions import Wanted
from eligo.verify.solver.narrow import impossible

_MOST = 6
"""The longest lists that a proof for lists of any length is tried with."""


class Reach:
    """The reach of one solver's proofs.

    Args:
        sides: the protocol, or two that are compared.
        entries: the most entries of a list that the solver tries; 0: nothing that it finds hangs on that.
        seconds: how long a proof with longer lists may take.
    """

    def __init__(self, sides: Sequence[Program], entries: int, seconds: float) -> None:
        self.sides = sides
        self.entries = entries
        self.seconds = seconds
        self._enough = tuple(map(Enough, sides))

    @property
    def of_all(self) -> int | None:
        """Up to how many entries a proof out of everything holds; None: for any number."""
        return self.entries or None

    def of(self, kept: Sequence[Wanted]) -> int | None:
        """The same of a proof that needs these parts alone."""
        if not self.entries:
            return None
        needed: Counter[str] = Counter()
        for side, enough in enumerate(self._enough):
            found = enough.of(wanted.condition for wanted in kept if wanted.side == side)
            if found is None:
                return self.entries
            needed += found
        most = max(needed.values(), default=0)
        if most <= self.entries:
            return None
        if most <= _MOST and len(self.sides) == 1 and impossible(self.sides[0], kept, most, self.seconds):
            return None
        return self.entries
