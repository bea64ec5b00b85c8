"""What every node of the core is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything in the core; ``line`` is the source line it came from, 0 when it has none."""

    line: int = field(default=0, compare=False, repr=False)
