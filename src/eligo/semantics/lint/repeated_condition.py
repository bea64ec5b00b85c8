"""W407: the same condition twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic, Label
from eligo.semantics.checked import Checked
from eligo.syntax import tree

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Lists joined by ``and`` or ``or``, or in braces, with two equal members."""
    for root, expr in checked.expressions:
        match expr:
            case tree.Logic(operands=operands):
                listed = operands
            case tree.Group(members=members):
                listed = tuple(member.condition for member in members)
            case _:
                continue
        repeated: dict[tree.Expr, list[tree.Expr]] = {}
        for one in listed:
            repeated.setdefault(one, []).append(one)
        for first, *others in repeated.values():
            if others:
                times = "twice" if len(others) == 1 else f"{len(others) + 1} times"
                yield finding(
                    checked,
                    "W407",
                    others[0].span,
                    f"the same condition stands in this list {times}",
                    labels=(Label(first.span, "the first is here"),),
                    context=root.context,
                    hints=("one of them was probably meant to be something else; or leave it out",),
                )
