"""How deep the parts of a statement lie within each other.

Every later pass follows a tree by recursion; this limit is what keeps all of them within Python's stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eligo.syntax import tree

MAX_PARTS = 100
"""How many parts may lie within each other: operators in a chain of sums, branches in a chain of ``else if``."""

MAX_BRANCHES = 5
"""How many ``if ... else`` may lie within the condition or the first branch of each other.

Such a condition comes to be written out with these two parts in two places: a few levels more would make a rule that
no one could run. A chain of ``else if`` may be long.
"""

_IF = re.compile(r"\bif\b|\bcase\b|:")
_DEEPENS = re.compile(
    r"[-+*/^({<>=:]"
    r"|\b(?:not|implies|if|in|of|from|lasting|at|before|after|is|between|otherwise|and|or|where|have)\b"
)


@dataclass(frozen=True, slots=True)
class Deep:
    """The first part that lies too deep, and of what there are too many around it."""

    part: tree.Node
    excess: str


def too_deep(statement: tree.Node, text: str, start: int, end: int) -> Deep | None:
    """The first part that lies too deep, or None.

    A statement with fewer words and signs that can put one part within another needs no closer look.
    """
    if end - start < MAX_PARTS:
        return None
    if len(_DEEPENS.findall(text, start, end)) >= MAX_PARTS - 3:
        level: list[tree.Node] = [statement]
        for _ in range(MAX_PARTS):
            level = [part for node in level for part in _parts(node)]
        if level:
            return Deep(level[0], f"{MAX_PARTS} parts within each other")
    return _too_branched(statement) if len(_IF.findall(text, start, end)) > MAX_BRANCHES else None


def _too_branched(statement: tree.Node) -> Deep | None:
    stack = [(statement, 0)]
    while stack:
        node, level = stack.pop()
        if isinstance(node, tree.Case):
            node = _chain(node)
        if not isinstance(node, tree.If) or node.otherwise is None:
            stack.extend((part, level) for part in _parts(node))
        elif level == MAX_BRANCHES:
            return Deep(node, f"{MAX_BRANCHES} `if ... else` within the condition or first branch of each other")
        else:
            stack += [(node.condition, level + 1), (node.then, level + 1), (node.otherwise, level)]
    return None


def _chain(case: tree.Case) -> tree.Node:
    """The ``if ... else`` that a ``case`` stands for: its first arm, and the rest as the other branch."""
    first, rest = case.arms[0], case.arms[1:]
    if first.condition is None:
        return first.value
    return tree.If(first.condition, first.value, tree.Case(rest, span=case.span) if rest else None, span=case.span)


def _parts(node: tree.Node) -> list[tree.Node]:
    if isinstance(node, tree.Case):
        node = _chain(node)
    parts: list[tree.Node] = []
    for name in type(node).__slots__:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            parts.append(value)
        elif isinstance(value, tuple):
            parts.extend(part for part in value if isinstance(part, tree.Node))
    return parts
