"""A second look at a question that took too long: at those of its parts alone that have to do with each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.verify.questions import Wanted, pieces
from eligo.verify.solver.asked import asked
from eligo.verify.solver.conditions import Encoder
from eligo.verify.solver.terms import is_among
from eligo.verify.solver.variables import Variables

_SEEDS = 3
"""How many parts are tried as a beginning."""


def ruled_out(
    program: Program, wanted: Sequence[Wanted], reads: Reads, entries: int, seconds: float, *, named: bool = False
) -> tuple[str, ...] | None:
    """The names of parts that already cannot be together: then neither can the whole. None when none are found.

    What is not just a criterion, such as the condition of a claim, is taken with all that reads one of its facts. None
    of the parts can be spared if they are to be ``named``.
    """
    parts = [part for one in wanted for part in pieces(one)]
    facts = [reads.of(part.condition) for part in parts]
    seeds = [read for part, read in zip(parts, facts, strict=True) if read and not isinstance(part.condition, n.Ref)]
    for seed in sorted(seeds or facts, key=len)[:_SEEDS]:
        kept = [part for part, read in zip(parts, facts, strict=True) if not read.isdisjoint(seed)]
        facts_of = frozenset().union(*(reads.of(k.condition) for k in kept))
        if _impossible(program, kept, facts_of, entries, seconds):
            for part in list(kept) if named else ():
                rest = [other for other in kept if other is not part]
                if _impossible(program, rest, facts_of, entries, seconds):
                    kept = rest
            return tuple(dict.fromkeys(part.name for part in kept if part.name))
    return None


def impossible(program: Program, parts: Sequence[Wanted], entries: int, seconds: float) -> bool:
    """Whether some parts of a question cannot be together, of patients with lists of so many entries."""
    reads = Reads(program)
    facts = frozenset().union(*(reads.of(part.condition) for part in parts))
    return _impossible(program, parts, facts, entries, seconds)


def _impossible(program: Program, parts: Sequence[Wanted], facts: frozenset[str], entries: int, seconds: float) -> bool:
    variables = Variables(tuple(fact for fact in program.facts if fact.name in facts or not fact.line), entries)
    encoder = Encoder(excerpt(program, [part.condition for part in parts]), variables)
    solver: Any = z3.Solver()
    solver.set("timeout", max(1, int(seconds * 1000)))
    solver.add([one for one in (is_among(encoder.truth(p.condition), p.truths) for p in parts) if one is not True])
    said = [*variables.constraints, *encoder.constraints, *encoder.calendar.constraints, *encoder.numbers.curved]
    solver.add([one for one in said if one is not True])
    return bool(asked(solver) == z3.unsat)
