"""Finding patients that come out in a given way: all criteria passed, one failed, one unknown.

Every search is a climb: one fact at a time takes the candidate value that brings the patient nearest to the goal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from eligo.core import nodes as n
from eligo.core.interpret import Evaluation, Interpreter, Outcome, evaluate
from eligo.core.program import SCREENING, Program
from eligo.core.residual import facts_of
from eligo.core.truth import FALSE, TRUE, UNKNOWN

from .edges import Edges, names_in
from .plans import AT_SCREENING, Plan, Planned, record_of

_PASSES = 6
_STARTS = 6

T = TypeVar("T")

Goal = dict[str, bool]
"""Criteria that are to pass (True) or to fail (False)."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """A patient found by search, and each criterion's outcome."""

    plan: Plan
    outcomes: dict[str, Outcome]


class Finder:
    """Finds plans for one program, screened at one instant (in microseconds)."""

    def __init__(self, program: Program, screening: int, rng: Random) -> None:
        self.program = program
        self.screening = screening
        self.edges = Edges(program, screening)
        self._rng = rng
        self._kind = {c.name: c.kind for c in program.criteria}
        self._facts = [f for f in program.facts if f.name != SCREENING]
        self._reads = {c.name: self._facts_read(c.condition) for c in program.criteria}
        self._assumed = [self._facts_read(a.condition) for a in program.assumptions]
        self._around = {fact.name: self._program_around(fact.name) for fact in self._facts}

    def _facts_read(self, condition: n.Condition) -> frozenset[str]:
        return frozenset(facts_of(condition, self._body))

    def _body(self, name: str) -> n.Condition | n.Numeric:
        criterion = self.program.criterion.get(name)
        return criterion.condition if criterion else self.program.definition[name].body

    def _program_around(self, fact: str) -> Program:
        """The program with only what one fact can change."""
        criteria = tuple(c for c in self.program.criteria if fact in self._reads[c.name])
        assumed = tuple(a for a, read in zip(self.program.assumptions, self._assumed, strict=True) if fact in read)
        needed = names_in(self.program, [*(c.condition for c in criteria), *(a.condition for a in assumed)])
        needed.update(c.name for c in criteria)
        order = tuple(name for name in self.program.order if name in needed)
        return replace(self.program, criteria=criteria, assumptions=assumed, order=order)

    # ------------------------------------------------------------ looking at a plan

    def judge(self, plan: Plan, program: Program | None = None) -> Evaluation:
        """What the protocol says of a plan."""
        return evaluate(program or self.program, record_of(plan, self.program.fact, self.screening))

    def same_with(self, archetype: Archetype, fact: str, value: Planned | None) -> bool:
        """Whether a patient comes out the same, and contradicts no assumption, with another value of one fact."""
        plan = {name: planned for name, planned in archetype.plan.items() if name != fact}
        if value is not None:
            plan[fact] = value
        found = self.judge(plan, self._around[fact])
        return not found.conflicts and all(archetype.outcomes[name] is o for name, o in found.outcomes.items())

    def archetype(self, plan: Plan) -> Archetype:
        """A plan with its outcomes."""
        return Archetype(plan, self.judge(plan).outcomes)

    # ------------------------------------------------------------ goals

    def eligible(self) -> Archetype | None:
        """A patient who passes everything; None when none was found."""
        goal = dict.fromkeys(self._kind, True)
        for _ in range(_STARTS):
            plan = self._climb(self._any_plan(), goal, self._names())
            if self._reached(plan, goal):
                return self.archetype(plan)
        return None

    def failing(self, start: Plan, criterion: str) -> Archetype | None:
        """A patient who fails a criterion, no other one if possible; None when none was found."""
        goal = {name: name != criterion for name in self._kind}
        own = [f.name for f in self._facts if f.name in self._reads[criterion]]
        for alone in (True, False):
            wanted = goal if alone else {criterion: False}
            plan = self._climb(dict(start), wanted, own)
            if self._reached(plan, wanted):
                return self.archetype(plan)
        return None

    def unknown(self, start: Plan, criterion: str) -> Archetype | None:
        """A patient of whom a criterion is unknown for as few missing facts as the search finds; None without any."""
        plan = dict(start)
        own = [f.name for f in self._facts if f.name in self._reads[criterion] and f.name in plan]
        self._shuffle(own)
        for name in own:
            del plan[name]
        if self.judge(plan).outcomes[criterion] is not Outcome.UNKNOWN:
            return None
        for name in own:
            back = {**plan, name: start[name]}
            if self.judge(back).outcomes[criterion] is Outcome.UNKNOWN:
                plan = back
        return self.archetype(plan)

    def varied(self, archetype: Archetype) -> Archetype:
        """Another patient who comes out the same: each fact takes any value, or none, that changes nothing."""
        names = self._names()
        self._shuffle(names)
        for name in names:
            options: list[Planned | None] = [*self.edges.candidates(self.program.fact[name], archetype.plan)]
            if self._rng.random() < 0.1:
                options = [None]
            value = self._pick(options)
            if self.same_with(archetype, name, value):
                plan = {k: v for k, v in archetype.plan.items() if k != name}
                archetype = Archetype(plan if value is None else {**plan, name: value}, archetype.outcomes)
        return archetype

    # ------------------------------------------------------------ searching

    def _names(self) -> list[str]:
        return [fact.name for fact in self._facts]

    def _any_plan(self) -> Plan:
        plan: Plan = {SCREENING: AT_SCREENING}
        for fact in self._facts:
            value = self._pick(self.edges.candidates(fact, plan))
            if value is not None:
                plan[fact.name] = value
        return plan

    def _climb(self, plan: Plan, goal: Goal, names: list[str]) -> Plan:
        score = self._score(plan, goal)
        for _ in range(_PASSES):
            before = score
            order = list(names)
            self._shuffle(order)
            for name in order:
                if score >= len(goal) + len(self.program.assumptions):
                    return plan
                plan, score = self._better(plan, score, goal, name)
            if score == before:
                break
        return plan

    def _better(self, plan: Plan, score: float, goal: Goal, name: str) -> tuple[Plan, float]:
        best, highest = plan, score
        for value in self.edges.candidates(self.program.fact[name], plan):
            trial = {**plan, name: value}
            reached = self._score(trial, goal)
            if reached > highest:
                best, highest = trial, reached
        return best, highest

    def _reached(self, plan: Plan, goal: Goal) -> bool:
        return self._score(plan, goal) >= len(goal) + len(self.program.assumptions)

    def _score(self, plan: Plan, goal: Goal) -> float:
        """One for each criterion that comes out as wanted and each assumption kept, less for those that are only near."""
        interpreter = Interpreter(self.program, record_of(plan, self.program.fact, self.screening))
        score = 0.0
        for name, passes in goal.items():
            met = passes is (self._kind[name] == "include")
            score += self._nearness(interpreter, self.program.criterion[name].condition, met)
        for assumption in self.program.assumptions:
            score += interpreter.truth(assumption.condition) is not FALSE
        return score

    def _nearness(self, interpreter: Interpreter, node: n.Condition, wanted: bool) -> float:
        """How near a condition is to being true (or false): 1 when it is, the share of its parts that are otherwise."""
        if interpreter.truth(node) is (TRUE if wanted else FALSE):
            return 1.0
        match node:
            case n.Not(operand):
                return self._nearness(interpreter, operand, not wanted)
            case n.Ref(name):
                return self._nearness(interpreter, self._body(name), wanted)  # type: ignore[arg-type]  # a condition
            case n.All(members) | n.Any(members) | n.Count(_, _, members) if members:
                parts = [self._nearness(interpreter, member, wanted) for member in members]
                return 0.9 * sum(parts) / len(parts)
            case _:
                return 0.2 if interpreter.truth(node) is UNKNOWN else 0.0

    # ------------------------------------------------------------ chance, the same on every machine

    def _pick(self, options: list[T]) -> T | None:
        return options[int(self._rng.random() * len(options))] if options else None

    def _shuffle(self, names: list[str]) -> None:
        for i in range(len(names) - 1, 0, -1):
            j = int(self._rng.random() * (i + 1))
            names[i], names[j] = names[j], names[i]


def distinct(archetypes: Iterable[Archetype | None]) -> list[Archetype]:
    """The archetypes that were found, each once."""
    found: list[Archetype] = []
    for archetype in archetypes:
        if archetype is not None and archetype not in found:
            found.append(archetype)
    return found
