"""Looking for a patient who differs from a known one in a few facts: all others are constants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import z3

from eligo.core.excerpt import excerpt
from eligo.core.program import Fact, Program
from eligo.core.values import Value
from eligo.verify.questions import Wanted
from eligo.verify.solver.asked import asked
from eligo.verify.solver.conditions import Encoder
from eligo.verify.solver.model import raw_record
from eligo.verify.solver.pinned import pinned
from eligo.verify.solver.placed import Placed
from eligo.verify.solver.terms import is_among
from eligo.verify.solver.variables import Variables

_ROUNDS = 4


def closest(
    sides: Sequence[Program],
    facts: tuple[Fact, ...],
    wanted: Sequence[Wanted],
    near: Mapping[str, Value | None],
    raw: Mapping[str, object],
    entries: int,
    replays: Callable[[dict[str, object]], bool],
    seconds: float,
) -> dict[str, object] | None:
    """A raw record with these facts as they are, and the others such that the rest of a question is answered too.

    Args:
        sides: the protocol, or two that are compared.
        facts: what a record for all of them may hold.
        wanted: what depends on the other facts.
        near: the facts that stay, as values.
        raw: the known record, as it was given.
        entries: the most entries of a list.
        replays: whether the whole question is answered.
        seconds: the time limit of each of a few rounds.
    """
    variables = pinned(Variables(facts, entries), near)
    solver: Any = z3.Solver()
    solver.set("timeout", max(1, int(seconds * 1000)))
    placed: list[Placed] = []
    for place, program in enumerate(sides):
        here = [one for one in wanted if one.side == place]
        part = excerpt(program, [one.condition for one in here])
        encoder = Encoder(part, variables.declared(program.facts) if len(sides) > 1 else variables)
        held = [is_among(encoder.truth(one.condition), one.truths) for one in here]
        held += [*encoder.constraints, *encoder.calendar.constraints, *encoder.numbers.curved]
        solver.add([one for one in held if one is not True])
        placed += encoder.numbers.placed
    solver.add([one for one in variables.constraints if one is not True])
    for _ in range(_ROUNDS):
        if asked(solver) != z3.sat:
            return None
        model = solver.model()
        found = {fact: value for fact, value in raw_record(model, variables).items() if fact not in near}
        record = {**{fact: value for fact, value in raw.items() if fact in near}, **found}
        if replays(record):
            return record
        if not placed:
            return None
        solver.add([one.worth(model) for one in placed])
    return None
