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
        seen: dict[tree.Expr, tree.Expr] = {}
        for one in listed:
            first = seen.setdefault(one, one)
            if first is not one:
                yield finding(
                    checked,
                    "W407",
                    one.span,
                    "the same condition stands in this list before",
                    labels=(Label(first.span, "here"),),
                    context=root.context,
                    hints=("one of the two was probably meant to be something else; or leave it out",),
                )
