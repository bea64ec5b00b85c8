"""What of a verdict is unsettled: the conditions that an eligible patient still has to meet, what is free in them, and
which of them have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from . import nodes as n
from .cells import EITHER, Choice, candidates, fact_choices
from .excerpt import excerpt
from .interpret import Interpreter
from .program import SCREENING, Fact, Program
from .residual import Residual, Signal
from .truth import TRUE, UNKNOWN
from .values import NEVER, Value
from .widest import Widest

MOST_TRIED = 500
"""Most combinations of values of which it is tried whether they settle a comparison."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A signal that an eligible patient makes true; a ``domain`` goal, without a name, holds of every real patient."""

    signal: Signal
    name: str = ""

    @property
    def domain(self) -> bool:
        """Whether it is of an assumption, not of a criterion."""
        return not self.name


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that is free to turn out: a fact's values, as truths of the atoms it alone decides, or a joint atom."""

    facts: frozenset[str]
    atoms: tuple[int, ...]
    choices: tuple[Choice, ...]


def goals_of(program: Program, interpreter: Interpreter, residual: Residual) -> Iterator[Goal]:
    """The undecided criteria in the author's order, then the undecided assumptions."""
    for criterion in program.criteria:
        if interpreter.truths[criterion.name] is UNKNOWN:
            met = residual.signal(criterion.condition)
            yield Goal(met if criterion.kind == "include" else residual.inverse(met), criterion.name)
    for assumption in program.assumptions:
        if interpreter.truth(assumption.condition) is UNKNOWN:
            yield Goal(residual.signal(assumption.condition))


def variables_of(goals: Iterable[Goal], residual: Residual) -> list[Variable]:
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
            variables.append(Variable(names, (index,), EITHER if truth is UNKNOWN else ((truth is TRUE,),)))
    for fact, atoms in alone.items():
        choices = fact_choices(program.fact[fact], [residual.atoms[i] for i in atoms], residual.interpreter)
        if choices is None:
            variables += [Variable(frozenset((fact,)), (index,), EITHER) for index in atoms]
        else:
            variables.append(Variable(frozenset((fact,)), tuple(atoms), choices))
    return variables


def settled_by(facts: Iterable[str], atoms: Sequence[int], residual: Residual) -> frozenset[Choice]:
    """How atoms that join open facts can turn out when only some of those are found out; others may exist.

    Tried are the ends and the middle of plausible ranges, every option, and moments on the edges that are known.
    """
    interpreter = residual.interpreter
    conditions = [residual.atoms[index] for index in atoms]
    own = Interpreter(excerpt(interpreter.program, conditions), interpreter.record)
    names = sorted(facts)
    values = [_tried(own.program.fact[name], conditions, own) for name in names]
    found: set[Choice] = set()
    for assignment in islice(product(*values), MOST_TRIED):
        probe = Interpreter(own.program, {**own.record, **dict(zip(names, assignment, strict=True))})
        truths = [probe.truth(condition) for condition in conditions]
        if UNKNOWN not in truths:
            found.add(tuple(truth is TRUE for truth in truths))
    return frozenset(found)


def _tried(fact: Fact, conditions: list[n.Condition], interpreter: Interpreter) -> list[Value]:
    found = candidates(fact, conditions, interpreter)
    never: list[Value] = [NEVER] if fact.kind in ("moment", "period", "events") and fact.name != SCREENING else []
    return found if NEVER in found else [*found, *never]


def groups_of(
    goals: Iterable[Goal], variables: Sequence[Variable], residual: Residual
) -> Iterator[tuple[list[Goal], list[Variable]]]:
    """Split goals and variables into groups that share no fact: each can be searched by itself."""
    of_atom = {atom: v for v in variables for atom in v.atoms}
    groups: dict[int, tuple[list[Goal], set[str]]] = {}
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
    variables_of: dict[int, list[Variable]] = {}
    for variable in variables:
        for number in {group_of[f] for f in variable.facts if f in group_of}:
            variables_of.setdefault(number, []).append(variable)
    for number, (members, _) in groups.items():
        if any(not g.domain for g in members):
            yield members, variables_of.get(number, [])
