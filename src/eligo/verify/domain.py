"""Of whom the answers speak: what a record may hold for a proof to cover it."""

from __future__ import annotations

from eligo.core.program import Program
from eligo.core.residual import selects
from eligo.verify.session import entries_tried


def domain(program: Program) -> tuple[str, ...]:
    """What every patient of a proof is like, a sentence each."""
    said = [
        "any fact may be missing; a number lies in its plausible range, as any other counts as missing",
        "no assumption is contradicted",
    ]
    if any(fact.kind in ("moment", "period") or fact.repeated or fact.fields for fact in program.facts):
        said.append("a moment that is given is known exactly and lies between 1901 and 2099")
    if selects(program):
        many = entries_tried(program)
        said.append(f"lists have any number of entries, or up to {many} where an answer says so")
    return tuple(said)
