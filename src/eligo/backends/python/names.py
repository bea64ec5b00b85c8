"""Python names for the names of a protocol: never a keyword, never one that means something else, never two alike."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable

LONGEST = 28
_PACKAGE = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


class Namer:
    """Gives each thing a name of its own, in the order in which it is asked."""

    def __init__(self, taken: Iterable[str] = (), *, forbidden_prefixes: tuple[str, ...] = ()) -> None:
        self._taken = {*taken, *keyword.kwlist, *keyword.softkwlist, *dir(builtins)}
        self._prefixes = forbidden_prefixes
        self._next: dict[str, int] = {}
        """The number to try next behind each name, so that thousands of one name take linear time."""

    def local(self, wanted: str) -> str:
        """A name for a local variable: lower case, near to what was wanted."""
        return self._unique(re.sub(r"[^a-z0-9_]", "_", wanted.lower()))

    def attribute(self, wanted: str) -> str:
        """A name for a field: what was wanted whenever that is possible."""
        return self._unique(re.sub(r"[^A-Za-z0-9_]", "_", wanted), longest=len(wanted))

    def _unique(self, wanted: str, longest: int = LONGEST) -> str:
        base = wanted[:longest].strip("_") or "value"
        if base[0].isdigit() or base.startswith(self._prefixes):
            base = f"fact_{base}"
        name, number = base, self._next.get(base, 2)
        while name in self._taken:
            name, number = f"{base}_{number}", number + 1
        self._next[base] = number
        self._taken.add(name)
        return name


def is_package_name(name: str) -> bool:
    """Whether a name can be that of a generated distribution and its package."""
    return _PACKAGE.fullmatch(name) is not None and not keyword.iskeyword(name)
