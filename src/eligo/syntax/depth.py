"""How deep the parts of a statement lie within each other.

Every later pass follows a tree by recursion; this limit is what keeps all of them within Python's stack.
"""

from __future__ import annotations

import re

from eligo.syntax import tree

MAX_PARTS = 100
"""How many parts may lie within each other: operators in a chain of sums, branches in a chain of ``else if``."""

_DEEPENS = re.compile(
    r"[-+*/({<>=]|\b(?:not|implies|if|in|of|from|lasting|at|before|after|is|between|otherwise|and|or)\b"
)


def too_deep(statement: tree.Node, text: str, start: int, end: int) -> tree.Node | None:
    """The first part that lies too deep, or None.

    A statement with fewer words and signs that can put one part within another needs no closer look.
    """
    if end - start < MAX_PARTS or len(_DEEPENS.findall(text, start, end)) < MAX_PARTS - 3:
        return None
    level: list[tree.Node] = [statement]
    for _ in range(MAX_PARTS):
        level = [part for node in level for part in _parts(node)]
        if not level:
            return None
    return level[0]


def _parts(node: tree.Node) -> list[tree.Node]:
    parts: list[tree.Node] = []
    for name in type(node).__slots__:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            parts.append(value)
        elif isinstance(value, tuple):
            parts.extend(part for part in value if isinstance(part, tree.Node))
    return parts
