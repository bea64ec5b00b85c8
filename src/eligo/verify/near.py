"""Looking near known patients: most questions are answered by someone who differs from one of them in a few facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.verify.questions import Wanted, pieces

_MOST = 12
"""Most facts in which someone near a known patient differs from them."""

Known = tuple[Mapping[str, object], tuple[Interpreter, ...]]
"""A patient as given, and as each protocol that is asked about evaluates them."""


def near_known(
    sides: Sequence[tuple[Program, Reads]],
    facts: tuple[Fact, ...],
    wanted: Sequence[Wanted],
    known: Sequence[Known],
    entries: int,
    replays: Callable[[dict[str, object]], bool],
    seconds: float,
) -> dict[str, object] | None:
    """Someone who differs from a known patient only in what those conditions read that he does not meet.

    Args:
        sides: the protocol, or two that are compared, each with what its conditions read.
        facts: what a record for all of them may hold.
        wanted: what is wanted of the patient.
        known: the patients to begin with.
        entries: the most entries of a list.
        replays: whether the whole question is answered.
        seconds: the time limit of each of a few rounds.
    """
    from eligo.verify.solver.close import closest

    every = [piece for one in wanted for piece in pieces(one)]
    unmet = [[one for one in every if not one.holds(seen[one.side])] for _, seen in known]
    if not unmet:
        return None
    least = min(range(len(unmet)), key=lambda place: len(unmet[place]))
    raw, seen = known[least]

    def read_by(one: Wanted) -> frozenset[str]:
        return sides[one.side][1].of(one.condition)

    free = frozenset().union(*map(read_by, unmet[least]))
    if len(free) > _MOST:
        return None
    record = {name: value for interpreter in seen for name, value in interpreter.record.items()}
    for changed in [free - {SCREENING}, free] if SCREENING in free else [free]:
        near = {fact.name: record.get(fact.name) for fact in facts if fact.name not in changed}
        touched = [one for one in every if not changed.isdisjoint(read_by(one))]
        programs = [program for program, _ in sides]
        found = closest(programs, facts, touched, near, raw, entries, replays, seconds)
        if found is not None:
            return found
    return None
