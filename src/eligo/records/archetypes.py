"""Finding patients that come out in a given way: all criteria passed, one failed, one unknown.

Every search is a climb: one fact at a time takes the candidate value that brings the patient nearest to the goal.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from eligo.core.interpret import Evaluation, Interpreter, Outcome, Verdict, evaluate, verdict_of
from eligo.core.program import SCREENING, Program
from eligo.core.truth import FALSE
from eligo.core.values import Value

from .edges import Edges
from .nearness import nearness
from .plans import AT_SCREENING, Plan, Planned, known_value, record_of
from .reach import Reach
from .sample_lists import Lists

_PASSES = 6
_STARTS = 6
_NEARLY = 1e-6

Goal = dict[str, bool]
"""Criteria that are to pass (True) or to fail (False)."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Archetype:
    """A patient found by search, and each criterion's outcome."""

    plan: Plan
    outcomes: dict[str, Outcome]

    @property
    def verdict(self) -> Verdict:
        """Of the whole protocol."""
        return verdict_of(self.outcomes)


class Finder:
    """Finds plans for one program, screened at one instant (in microseconds)."""

    def __init__(self, program: Program, screening: int, rng: Random) -> None:
        self.program = program
        self.screening = screening
        self._reach = Reach(program)
        self._rng = rng
        self._lists = Lists(program, rng.random)
        self.edges = Edges(program, screening, self._reach, self._lists)
        self._kind = {c.name: c.kind for c in program.criteria}
        self._names = [fact.name for fact in program.facts if fact.name != SCREENING]
        self._reads = {c.name: self._reach.facts(c.condition) for c in program.criteria}
        self._around: dict[str, Program] = {}

    # ------------------------------------------------------------ looking at a plan

    def seen_from(self, archetype: Archetype, fact: str) -> Hashable:
        """All of a patient that tells what other values of one fact would change."""
        around = self._program_around(fact)
        outcomes = tuple(archetype.outcomes[criterion.name] for criterion in around.criteria)
        return fact, outcomes, tuple(archetype.plan.get(other.name) for other in around.facts)

    def same_with(self, archetype: Archetype, fact: str, value: Planned | None) -> bool:
        """Whether a patient comes out the same, and contradicts no assumption, with another value of one fact."""
        around = self._program_around(fact)
        record = record_of(archetype.plan, around.facts, self.screening)
        known = known_value(self.program.fact[fact], value, self.screening)
        if known is None:
            record.pop(fact, None)
        else:
            record[fact] = known
        found = evaluate(around, record)
        return not found.conflicts and all(archetype.outcomes[name] is o for name, o in found.outcomes.items())

    def _judge(self, plan: Plan) -> Evaluation:
        return evaluate(self.program, record_of(plan, self.program.facts, self.screening))

    def _archetype(self, plan: Plan) -> Archetype:
        return Archetype(plan, self._judge(plan).outcomes)

    def _program_around(self, fact: str) -> Program:
        if fact not in self._around:
            self._around[fact] = self._reach.only_around(fact)
        return self._around[fact]

    # ------------------------------------------------------------ goals

    def eligible(self) -> Archetype:
        """A patient who passes everything, or the nearest to it that was found."""
        goal = dict.fromkeys(self._kind, True)
        best, highest = self._any_start(), -1.0
        for _ in range(_STARTS):
            plan, score = self._climb(self._any_start(), goal, self._names)
            if score > highest:
                best, highest = plan, score
            if self._reached(score, goal):
                break
        return self._archetype(best)

    def failing(self, start: Plan, criterion: str) -> Archetype | None:
        """A patient who fails a criterion, no other one if possible; None when none was found."""
        alone = {name: name != criterion for name in self._kind}
        plan, score = self._climb(dict(start), alone, self._own(criterion))
        if self._reached(score, alone):
            return self._archetype(plan)
        failing = self._failing(start, criterion)
        if failing is None:
            return None
        plan, _ = self._climb(failing, alone, self._kept_from(failing, alone))
        found = self._archetype(plan)
        return found if found.outcomes[criterion] is Outcome.FAILED else self._archetype(failing)

    def _failing(self, start: Plan, criterion: str) -> Plan | None:
        """A patient who fails a criterion: one beside the start, else anybody with other values of what it reads."""
        goal, own = {criterion: False}, self._own(criterion)
        for _ in range(_STARTS):
            plan, score = self._climb(dict(start), goal, own)
            if self._reached(score, goal):
                return plan
            own = self._bound_to(own)
            start = {**start, **self._any_plan(own)}
        return None

    def _kept_from(self, plan: Plan, goal: Goal) -> list[str]:
        """The facts that criteria read which do not come out as they are to."""
        outcomes = self._judge(plan).outcomes
        missed = [name for name, passing in goal.items() if passing is not (outcomes[name] is Outcome.PASSED)]
        read = frozenset[str]().union(*(self._reads[name] for name in missed))
        return [name for name in self._names if name in read]

    def _own(self, criterion: str) -> list[str]:
        return [name for name in self._names if name in self._reads[criterion]]

    def _bound_to(self, names: list[str]) -> list[str]:
        """Some facts and those that stand in an assumption with one of them: they may have to change together."""
        bound = set(names)
        for assumption in self.program.assumptions:
            read = self._reach.facts(assumption.condition)
            bound |= read if read & bound else set()
        return [name for name in self._names if name in bound]

    def unknown(self, start: Plan, criterion: str) -> Archetype | None:
        """A patient of whom a criterion is unknown, as few facts missing as the search finds; None without any."""
        own = [name for name in self._names if name in self._reads[criterion] and name in start]
        self._shuffle(own)
        plan = {name: planned for name, planned in start.items() if name not in own}
        if self._judge(plan).outcomes[criterion] is not Outcome.UNKNOWN:
            return None
        for name in own:
            back = {**plan, name: start[name]}
            if self._judge(back).outcomes[criterion] is Outcome.UNKNOWN:
                plan = back
        return self._archetype(plan)

    def varied(self, archetype: Archetype) -> Archetype:
        """Another patient who comes out the same: each fact takes any value, or none, that changes nothing."""
        names = list(self._names)
        self._shuffle(names)
        plan = archetype.plan
        for name in names:
            value: Planned | None = None
            if self._rng.random() > 0.1:
                value = self._pick(self.edges.candidates(self.program.fact[name], plan))
            if self.same_with(Archetype(plan, archetype.outcomes), name, value):
                plan = {k: v for k, v in plan.items() if k != name}
                if value is not None:
                    plan[name] = value
        return Archetype(plan, archetype.outcomes)

    def roles(self, plan: Plan) -> tuple[set[str], set[str]]:
        """The facts of a plan that may vary at once, and those that make no difference because others are used.

        Of the facts that matter together to one condition, one may vary, as chance has it.
        """
        groups = self.edges.joint(plan)
        mattering = frozenset[str]().union(*groups)
        names = list(self._names)
        self._shuffle(names)
        free: set[str] = set()
        for name in names:
            if all(name not in group or free.isdisjoint(group) for group in groups):
                free.add(name)
        return free, {name for name in names if name not in mattering and self.edges.only_joint(name)}

    # ------------------------------------------------------------ climbing

    def _any_start(self) -> Plan:
        own: Plan | None = self._pick(self._lists.own)
        plan: Plan = {SCREENING: AT_SCREENING, **(own or {})}
        return {**plan, **self._any_plan([name for name in self._names if name not in plan])}

    def _any_plan(self, names: Sequence[str]) -> Plan:
        plan: Plan = {SCREENING: AT_SCREENING}
        for name in names:
            value = self._pick(self.edges.candidates(self.program.fact[name], plan))
            if value is not None:
                plan[name] = value
        return plan

    def _climb(self, plan: Plan, goal: Goal, names: list[str]) -> tuple[Plan, float]:
        """The best plan found from a start by changing some facts, and its score."""
        score = self._score(self.program, record_of(plan, self.program.facts, self.screening), goal)
        for _ in range(_PASSES):
            before = score
            order = list(names)
            self._shuffle(order)
            for name in order:
                if self._reached(score, goal):
                    return plan, score
                plan, gained = self._better(plan, goal, name, self._highest(goal) - score)
                score += gained
            if score - before < _NEARLY:
                break
        return plan, score

    def _better(self, plan: Plan, goal: Goal, name: str, enough: float) -> tuple[Plan, float]:
        """The plan with the best value of one fact, or the first that gains enough, and how much it gains."""
        around = self._program_around(name)
        record = record_of(plan, around.facts, self.screening)
        before = self._score(around, record, goal)
        best, gained = plan, _NEARLY
        fact = self.program.fact[name]
        for value in self.edges.candidates(fact, plan):
            known = known_value(fact, value, self.screening)
            gain = self._score(around, {**record, name: known} if known is not None else record, goal) - before
            if gain > gained:
                best, gained = {**plan, name: value}, gain
                if gained > enough - _NEARLY:
                    break
        return best, gained if best is not plan else 0.0

    def _reached(self, score: float, goal: Goal) -> bool:
        return score > self._highest(goal) - _NEARLY

    def _highest(self, goal: Goal) -> int:
        return len(goal) + len(self.program.assumptions)

    def _score(self, program: Program, record: Mapping[str, Value], goal: Goal) -> float:
        """One for each criterion that comes out as wanted and each assumption kept; less for those that are near."""
        interpreter = Interpreter(program, record)
        score = 0.0
        for criterion in program.criteria:
            if criterion.name in goal:
                met = goal[criterion.name] is (criterion.kind == "include")
                score += nearness(interpreter, self._reach, criterion.condition, met)
        for assumption in program.assumptions:
            score += interpreter.truth(assumption.condition) is not FALSE
        return score

    # ------------------------------------------------------------ chance, the same on every machine

    def _pick(self, options: Sequence[Item]) -> Item | None:
        return options[int(self._rng.random() * len(options))] if options else None

    def _shuffle(self, names: list[str]) -> None:
        for i in range(len(names) - 1, 0, -1):
            j = int(self._rng.random() * (i + 1))
            names[i], names[j] = names[j], names[i]
