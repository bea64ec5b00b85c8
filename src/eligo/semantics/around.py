"""Looking from one entry of a record for others of it: what is then said of the one that is looked from."""

from __future__ import annotations

from eligo.syntax import tree

from .findings import Findings
from .series import names_in
from .walk import parts


def looked_from(anchor: tree.Expr, entry: tree.Fact, findings: Findings) -> set[int]:
    """The names in the anchor of a stretch that are fields of the entry from which others are looked for, by their ids.

    A selection of the same record in the anchor has entries of its own: from there that entry cannot be seen.
    """
    found: set[int] = set()
    stack = [(anchor, False)]
    while stack:
        part, deeper = stack.pop()
        if isinstance(part, tree.Select):
            if part.stretch is not None:
                own = part.target.text.partition(".")[0] == entry.name.text
                stack.append((part.stretch.anchor, deeper or own))
            continue
        if isinstance(part, tree.Name) and part.name.removeprefix(f"{entry.name.text}.") in names_in(entry):
            if deeper:
                findings.error(
                    "E225",
                    part.span,
                    f"`{part.name}` could be that of either entry of `{entry.name.text}`",
                    hints=("measure the stretch from the entry itself, or from a moment outside",),
                )
            found.add(id(part))
        stack.extend((inner, deeper) for inner in parts(part))
    return found
