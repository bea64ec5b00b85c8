"""Finding out what some criteria come to, question by question: the states, the answers, and how likely they are.

A fact's values are cut into cells by the conditions that read it. Each way in which these conditions can turn out is
one case, and all cases of a fact count as equally likely; facts are independent but for the assumptions, which rule out
some. A comparison of several facts is free to turn out either way once all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from .residual import Residual, Signal
from .unsettled import Goal, Variable

State = tuple[frozenset[str], tuple[int, ...]]
"""The facts that are known, and for each variable the number of its choice, from 1; 0 while it is open."""


class Game:
    """Some criteria, and the facts that are to be asked for.

    Attributes:
        criteria: the names of the criteria.
        facts: the facts that can be asked for.
        start: the state in which none of them is known.
        size: no fewer than the states that there are.
    """

    def __init__(
        self, goals: Sequence[Goal], variables: Sequence[Variable], residual: Residual, askable: Sequence[str]
    ) -> None:
        self.goals = [goal for goal in goals if not goal.domain]
        self.domain = [goal for goal in goals if goal.domain]
        self.criteria = tuple(goal.name for goal in self.goals)
        self.variables = list(variables)
        self.residual = residual
        read = {fact for variable in variables for fact in variable.facts}
        self.facts = tuple(fact for fact in askable if fact in read)
        self.start: State = (frozenset(), (0,) * len(self.variables))
        self._every = sorted(fact for fact in read if not fact.startswith("#"))
        reached = {signal for goal in goals for signal in residual.reached(goal.signal)}
        self.gates = sorted(~signal for signal in reached if signal < 0)
        self._seen: dict[tuple[int, ...], tuple[bool | None, bool | None]] = {}
        self._weights: dict[State, Fraction] = {}

    @property
    def size(self) -> int:
        """No fewer than the states that there are."""
        ways = dict.fromkeys(self._every, 1)
        joint = 1
        for variable in self.variables:
            if len(variable.facts) == 1 and (fact := next(iter(variable.facts))) in ways:
                ways[fact] *= len(variable.choices)
            else:
                joint *= len(variable.choices)
        return joint * prod(count + 1 for count in ways.values())

    def stands(self, state: State) -> bool | None:
        """True: all criteria pass; False: one fails."""
        return self._settled(state[1])[0]

    def answers(self, state: State, fact: str) -> Iterator[tuple[Fraction, State]]:
        """The states that an answer can lead to, each with its probability."""
        whole = self._weight(state)
        for share, after in self._cases(state, fact):
            weight = self._weight(after)
            if weight:
                yield share * weight / whole, after

    def cases(self, state: State, fact: str) -> int:
        """How many states an answer can lead to, those apart that assumptions rule out."""
        return prod(len(self.variables[place].choices) for place in self.learnt(state, fact))

    def open(self, state: State) -> list[str]:
        """The facts that are still to be asked for."""
        return [fact for fact in self.facts if fact not in state[0]]

    def outcomes(self, state: State) -> list[tuple[str, bool | None]]:
        """What each criterion comes to."""
        atoms, found = self._truths(state[1])
        return [(goal.name, _value(goal.signal, atoms, found)) for goal in self.goals]

    def learnt(self, state: State, fact: str) -> list[int]:
        """The variables that are known once a fact is."""
        known = {*state[0], fact}
        return [i for i, one in enumerate(self.variables) if fact in one.facts and known.issuperset(one.facts)]

    # ------------------------------------------------------------ answers

    def _cases(self, state: State, fact: str) -> Iterator[tuple[Fraction, State]]:
        learnt = self.learnt(state, fact)
        known = state[0] | {fact}
        share = Fraction(1, self.cases(state, fact))
        for choices in product(*(range(1, len(self.variables[place].choices) + 1) for place in learnt)):
            found = list(state[1])
            for place, choice in zip(learnt, choices, strict=True):
                found[place] = choice
            yield share, (known, tuple(found))

    def _weight(self, state: State) -> Fraction:
        """How much of what is still possible the assumptions allow."""
        if not self.domain:
            return Fraction(1)
        if state not in self._weights:
            allowed = self._settled(state[1])[1]
            left = next((fact for fact in self._every if fact not in state[0]), None)
            if allowed is None and left is not None:
                weight = sum((s * self._weight(after) for s, after in self._cases(state, left)), Fraction(0))
            else:
                weight = Fraction(0 if allowed is False else 1)
            self._weights[state] = weight
        return self._weights[state]

    # ------------------------------------------------------------ truths

    def _settled(self, choices: tuple[int, ...]) -> tuple[bool | None, bool | None]:
        """Whether all criteria are met, and all assumptions."""
        if choices not in self._seen:
            atoms, found = self._truths(choices)
            met, allowed = (
                _all([_value(g.signal, atoms, found) for g in goals]) for goals in (self.goals, self.domain)
            )
            self._seen[choices] = (met, allowed)
        return self._seen[choices]

    def _truths(self, choices: tuple[int, ...]) -> tuple[list[bool | None], list[bool | None]]:
        atoms: list[bool | None] = [None] * len(self.residual.atoms)
        found: list[bool | None] = [None] * len(self.residual.gates)
        for variable, choice in zip(self.variables, choices, strict=True):
            if choice:
                for atom, truth in zip(variable.atoms, variable.choices[choice - 1], strict=True):
                    atoms[atom] = truth
        self.residual.settle(self.gates, atoms, found)
        return atoms, found


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _value(signal: Signal, atoms: list[bool | None], found: list[bool | None]) -> bool | None:
    if isinstance(signal, bool):
        return signal
    return found[~signal] if signal < 0 else atoms[signal]
