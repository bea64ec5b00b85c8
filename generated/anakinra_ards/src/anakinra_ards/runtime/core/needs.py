"""The facts that can still change the verdict, and none that cannot.

A fact is open when it is missing, implausible, or a moment that is not known to the hour. An open fact is needed when
there is a way to find out some of the others, and then it, such that it is what makes the verdict definite: one of its
values fails a criterion, or makes the last open one pass. Values range over what is plausible and what the assumptions
allow. What ``is known`` and ``otherwise`` say of the record as it stands is taken as said.

The search works on cells: the thresholds cut the values of a fact into cells within which no comparison changes, and
one value of each is tried. Comparisons that join several open facts (a formula of two laboratory values, say) are
taken to be free: each may turn out true or false, unless the plausible ranges already decide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from .interpret import Interpreter, Record, Verdict, outcome_of, verdict_of
from .program import Program
from .residual import Residual, Signal
from .unsettled import Goal, Variable, goals_of, groups_of, settled_by, variables_of

BUDGET = 1 << 14
"""Most assignments tried for one group of entangled facts; beyond it all of them are named, which is never too few."""


_MOST_MISSING = 2
"""Most facts without which it is tried whether the others settle a comparison that joins them."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What criteria that share open facts still need.

    Attributes:
        to_fail: facts of which some value fails one of the criteria.
        to_pass: facts of which some value makes all of the criteria pass.
        can_pass: whether the criteria can all pass.
    """

    to_fail: frozenset[str] = frozenset()
    to_pass: frozenset[str] = frozenset()
    can_pass: bool = True


def joined(groups: Sequence[Needed]) -> frozenset[str]:
    """The facts that groups of criteria need together: one passes the patient only if all the others can pass."""
    found = frozenset().union(*(group.to_fail for group in groups))
    if all(group.can_pass for group in groups):
        return found.union(*(group.to_pass for group in groups))
    return found


def needs(program: Program, record: Record) -> tuple[str, ...]:
    """The facts to find out for a record, in the order of the data dictionary; none when the verdict is definite."""
    found = joined(needed_facts(program, record))
    return tuple(f.name for f in program.facts if f.name in found)


def needed_facts(program: Program, record: Record) -> tuple[Needed, ...]:
    """What each group of criteria that share open facts needs; nothing when the verdict is definite."""
    interpreter = Interpreter(program, record)
    outcomes = {c.name: outcome_of(c.kind, interpreter.truths[c.name]) for c in program.criteria}
    if verdict_of(outcomes) is not Verdict.UNDETERMINED:
        return ()
    residual = Residual(interpreter)
    goals = list(goals_of(program, interpreter, residual))
    variables = variables_of(goals, residual)
    return tuple(_relevant(*group, residual) for group in groups_of(goals, variables, residual))


def _relevant(goals: list[Goal], variables: list[Variable], residual: Residual) -> Needed:
    """What a group needs; facts that only assumptions speak of are none of it."""
    reached = {signal for goal in goals if not goal.domain for signal in residual.reached(goal.signal)}
    every = frozenset(f for v in variables if not reached.isdisjoint(v.atoms) for f in v.facts)
    if _read_once(goals, variables, residual):
        return Needed(every, every)
    size = 1
    for variable in variables:
        size *= len(variable.choices) + 1
        if size > BUDGET:
            return Needed(every, every)
    found = _search(goals, variables, residual)
    return Needed(
        frozenset(f for f in every if _decides(f, variables, found.open, found.failing)),
        frozenset(f for f in every if _decides(f, variables, found.open, found.passing)),
        bool(found.passing),
    )


def _read_once(goals: list[Goal], variables: list[Variable], residual: Residual) -> bool:
    """Whether every fact occurs once and can turn out either way: then each of them matters."""
    seen = [signal for goal in goals for signal in residual.reached(goal.signal)]
    facts = [f for v in variables for f in v.facts]
    free = all(len(v.atoms) == 1 and len(v.choices) == 2 for v in variables)
    return free and len(seen) == len(set(seen)) and len(facts) == len(set(facts)) and not any(g.domain for g in goals)


_Assignment = tuple[int, ...]
"""For each variable the number of its choice, from 1; 0 while it is not found out."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The assignments in which a group's criteria are undecided, all pass, and in which one fails."""

    open: set[_Assignment]
    passing: set[_Assignment]
    failing: set[_Assignment]


def _search(goals: list[Goal], variables: list[Variable], residual: Residual) -> _Found:
    """Try all assignments that no assumption forbids; a joint atom needs enough of its facts to be found out."""
    result = _Found(set(), set(), set())
    reached = {signal for goal in goals for signal in residual.reached(goal.signal)}
    gates = sorted(~signal for signal in reached if signal < 0)
    atoms: list[bool | None] = [None] * len(residual.atoms)
    found: list[bool | None] = [None] * len(residual.gates)
    joint = _enough(variables, residual)

    def value(signal: Signal) -> bool | None:
        if isinstance(signal, bool):
            return signal
        return found[~signal] if signal < 0 else atoms[signal]

    for assignment in product(*(range(len(v.choices) + 1) for v in variables)):
        if not all(_settled(enough[assignment[i]], assignment) for i, enough in joint.items()):
            continue
        for variable, choice in zip(variables, assignment, strict=True):
            truths = variable.choices[choice - 1] if choice else (None,) * len(variable.atoms)
            for atom, truth in zip(variable.atoms, truths, strict=True):
                atoms[atom] = truth
        residual.settle(gates, atoms, found)
        if any(value(g.signal) is False for g in goals if g.domain):
            continue
        outcomes = [value(g.signal) for g in goals if not g.domain]
        if False in outcomes:
            result.failing.add(assignment)
        elif None in outcomes:
            result.open.add(assignment)
        else:
            result.passing.add(assignment)
    return result


_Places = tuple[int, ...]
"""The variables of one fact alone; it is found out when any of them is."""

_Enough = list[tuple[_Places, ...]]
"""The facts that are found out when a joint atom is settled; any one of these is enough."""


def _settled(enough: _Enough, assignment: _Assignment) -> bool:
    return any(all(any(assignment[i] for i in places) for places in found) for found in enough)


def _enough(variables: list[Variable], residual: Residual) -> dict[int, list[_Enough]]:
    """For each joint atom, by the number of its choice, which of its facts that also stand alone have to be found out.

    All of them always are enough. Fewer are when some values of the others settle it: a haemoglobin of 5 is below the
    limit for women and for men, so that the sex need not be known.
    """
    alone = _alone(variables)
    found: dict[int, list[_Enough]] = {}
    for i, variable in enumerate(variables):
        if len(variable.facts) > 1:
            every = sorted(fact for fact in variable.facts if fact in alone)
            missing = [m for size in range(1, min(len(every), _MOST_MISSING) + 1) for m in combinations(every, size)]
            without = {m: settled_by(variable.facts.difference(m), variable.atoms, residual) for m in missing}
            found[i] = [[()]]
            for choice in variable.choices:
                kept = [tuple(alone[f] for f in every if f not in m) for m in missing if choice in without[m]]
                found[i].append([tuple(alone[f] for f in every), *kept])
    return found


def _alone(variables: list[Variable]) -> dict[str, _Places]:
    """The variables of single facts, by fact: several where nothing is known of how they turn out together."""
    found: dict[str, _Places] = {}
    for i, variable in enumerate(variables):
        if len(variable.facts) == 1:
            fact = next(iter(variable.facts))
            found[fact] = (*found.get(fact, ()), i)
    return found


def _decides(fact: str, variables: list[Variable], undecided: set[_Assignment], settled: set[_Assignment]) -> bool:
    """Whether finding out one fact leads from an undecided assignment to a settled one."""
    fixed = [i for i, v in enumerate(variables) if fact not in v.facts]
    own = [i for i, v in enumerate(variables) if fact in v.facts]
    before = {tuple(a[i] for i in fixed) for a in undecided if not any(a[i] for i in own)}
    itself = _alone(variables).get(fact, own)
    return any(tuple(a[i] for i in fixed) in before for a in settled if any(a[i] for i in itself))
