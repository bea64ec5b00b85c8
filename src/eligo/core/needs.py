"""The facts that can still change the verdict, and none that cannot.

A fact is open when it is missing, implausible, or a moment that is not known to the hour. An open fact is needed when
the others can turn out so that one value of it makes the patient eligible and another makes the patient ineligible.
Values range over what is plausible and what the assumptions allow.

The search works on cells: the thresholds cut the values of a fact into cells within which no comparison changes, and
one value of each is tried. Comparisons that join several open facts (a formula of two laboratory values, say) are
taken to be free: each may turn out true or false, unless the plausible ranges already decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from .cells import EITHER, Choice, fact_choices
from .interpret import Interpreter, Record, Verdict, outcome_of, verdict_of
from .program import Program
from .residual import Residual, Signal
from .truth import TRUE, UNKNOWN
from .widest import Widest

BUDGET = 1 << 14
"""Most assignments tried for one group of entangled facts; beyond it all of them are named, which is never too few."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """A signal that an eligible patient makes true; a ``domain`` goal holds of every real patient."""

    signal: Signal
    domain: bool


@dataclass(frozen=True, slots=True)
class _Variable:
    """Something that is free to turn out: a fact's values, as truths of the atoms it alone decides, or a joint atom."""

    facts: frozenset[str]
    atoms: tuple[int, ...]
    choices: tuple[Choice, ...]


def needs(program: Program, record: Record) -> tuple[str, ...]:
    """The facts to find out for a record, in the order of the data dictionary; none when the verdict is definite."""
    found = needed_facts(program, record)
    return tuple(f.name for f in program.facts if found is not None and f.name in found)


def needed_facts(program: Program, record: Record) -> frozenset[str] | None:
    """The facts to find out as a set; None when nothing can make all criteria pass, whatever is found out."""
    interpreter = Interpreter(program, record)
    outcomes = {c.name: outcome_of(c.kind, interpreter.truths[c.name]) for c in program.criteria}
    if verdict_of(outcomes) is not Verdict.UNDETERMINED:
        return frozenset()
    residual = Residual(interpreter)
    goals = list(_goals(program, interpreter, residual))
    variables = _variables(goals, residual)
    found: set[str] = set()
    for group in _groups(goals, variables, residual):
        relevant = _relevant(*group, residual)
        if relevant is None:
            return None
        found |= relevant
    return frozenset(found)


def _goals(program: Program, interpreter: Interpreter, residual: Residual) -> Iterator[_Goal]:
    for criterion in program.criteria:
        if interpreter.truths[criterion.name] is UNKNOWN:
            met = residual.signal(criterion.condition)
            yield _Goal(met if criterion.kind == "include" else residual.inverse(met), domain=False)
    for assumption in program.assumptions:
        if interpreter.truth(assumption.condition) is UNKNOWN:
            yield _Goal(residual.signal(assumption.condition), domain=True)


def _variables(goals: Iterable[_Goal], residual: Residual) -> list[_Variable]:
    """What is free to turn out among the atoms that the goals depend on; a definition that none uses adds nothing."""
    program = residual.interpreter.program
    reached = {signal for goal in goals for signal in residual.reached(goal.signal)}
    alone: dict[str, list[int]] = {}
    variables = []
    widest = Widest(residual.interpreter)
    for index, facts in enumerate(residual.facts):
        if index not in reached:
            continue
        if len(facts) == 1:
            alone.setdefault(next(iter(facts)), []).append(index)
        else:
            # What no fact can settle (a division by a known zero) may still turn out either way; it stands for itself.
            names = facts or frozenset((f"#{index}",))
            truth = widest.truth(residual.atoms[index])
            variables.append(_Variable(names, (index,), EITHER if truth is UNKNOWN else ((truth is TRUE,),)))
    for fact, atoms in alone.items():
        choices = fact_choices(program.fact[fact], [residual.atoms[i] for i in atoms], residual.interpreter)
        if choices is None:
            variables += [_Variable(frozenset((fact,)), (index,), EITHER) for index in atoms]
        else:
            variables.append(_Variable(frozenset((fact,)), tuple(atoms), choices))
    return variables


def _groups(
    goals: Iterable[_Goal], variables: Sequence[_Variable], residual: Residual
) -> Iterator[tuple[list[_Goal], list[_Variable]]]:
    """Split goals and variables into groups that share no fact: each can be searched by itself."""
    of_atom = {atom: v for v in variables for atom in v.atoms}
    groups: dict[int, tuple[list[_Goal], set[str]]] = {}
    group_of: dict[str, int] = {}
    for number, goal in enumerate(goals):
        facts = {f for atom in residual.reached(goal.signal) if atom >= 0 for f in of_atom[atom].facts}
        members = [goal]
        for other in {group_of[f] for f in facts if f in group_of}:
            earlier, theirs = groups.pop(other)
            members += earlier
            facts |= theirs
        groups[number] = (members, facts)
        group_of.update(dict.fromkeys(facts, number))
    variables_of: dict[int, list[_Variable]] = {}
    for variable in variables:
        for number in {group_of[f] for f in variable.facts if f in group_of}:
            variables_of.setdefault(number, []).append(variable)
    for number, (members, _) in groups.items():
        if any(not g.domain for g in members):
            yield members, variables_of.get(number, [])


def _relevant(goals: list[_Goal], variables: list[_Variable], residual: Residual) -> set[str] | None:
    """The facts of a group that matter; None when its criteria cannot all pass."""
    every = {f for v in variables for f in v.facts}
    if _read_once(goals, variables, residual):
        return every
    size = 1
    for variable in variables:
        size *= len(variable.choices)
        if size > BUDGET:
            return every
    passing, failing = _search(goals, variables, residual)
    if not passing:
        return None
    return {fact for fact in every if _decides(fact, variables, passing, failing)}


def _read_once(goals: list[_Goal], variables: list[_Variable], residual: Residual) -> bool:
    """Whether every fact occurs once and can turn out either way: then each of them matters."""
    seen = [signal for goal in goals for signal in residual.reached(goal.signal)]
    facts = [f for v in variables for f in v.facts]
    free = all(len(v.atoms) == 1 and len(v.choices) == 2 for v in variables)
    return free and len(seen) == len(set(seen)) and len(facts) == len(set(facts)) and not any(g.domain for g in goals)


_Assignment = tuple[int, ...]
"""For each variable, the index of its choice."""


def _search(
    goals: list[_Goal], variables: list[_Variable], residual: Residual
) -> tuple[set[_Assignment], set[_Assignment]]:
    """All assignments that respect the assumptions: those that pass every criterion, and those that fail one."""
    passing: set[_Assignment] = set()
    failing: set[_Assignment] = set()
    reached = {signal for goal in goals for signal in residual.reached(goal.signal)}
    gates = sorted(~signal for signal in reached if signal < 0)
    atoms, found = [False] * len(residual.atoms), [False] * len(residual.gates)

    def holds(signal: Signal) -> bool:
        if isinstance(signal, bool):
            return signal
        return found[~signal] if signal < 0 else atoms[signal]

    for assignment in product(*(range(len(v.choices)) for v in variables)):
        for variable, choice in zip(variables, assignment, strict=True):
            for atom, truth in zip(variable.atoms, variable.choices[choice], strict=True):
                atoms[atom] = truth
        residual.settle(gates, atoms, found)
        if all(holds(g.signal) for g in goals if g.domain):
            passes = all(holds(g.signal) for g in goals if not g.domain)
            (passing if passes else failing).add(assignment)
    return passing, failing


def _decides(fact: str, variables: list[_Variable], passing: set[_Assignment], failing: set[_Assignment]) -> bool:
    """Whether two assignments that differ in one fact's variables alone lie on either side."""
    fixed = [i for i, v in enumerate(variables) if fact not in v.facts]
    sides = {tuple(a[i] for i in fixed) for a in passing}
    return any(tuple(a[i] for i in fixed) in sides for a in failing)
