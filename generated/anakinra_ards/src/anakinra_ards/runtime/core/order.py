"""The order of questions: which missing fact to ask for next, so that few questions are to be expected.

What is minimized is the expected number of questions until the verdict is settled, in the model that :mod:`game`
states. A small game is played through, and the answer is the best there is. Otherwise criteria that share no fact are
looked at apart, and the group is asked about whose best line of questions fails the patient at the highest rate: the
chance to fail divided by the questions to expect. That is the best order, too, where each group is a plain *all of* or
*some of* (H. A. Simon and J. B. Kadane, Optimal problem-solving search: all-or-none solutions, Artificial Intelligence
6 (1975) 235-247), and a rule of thumb elsewhere. In a group that is too large by itself the fact is asked for that
moves the chance to pass most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .game import Game, State
from .guess import Guess
from .interpret import Interpreter
from .program import Program
from .residual import Residual, Signal
from .unsettled import goals_of, groups_of, variables_of

BUDGET = 1 << 11
"""Most states of a game that is played through."""

_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to ask for next.

    Attributes:
        fact: its name.
        settles: the share of its cases that settle the verdict; None: too many to count.
        expected: the questions to expect until then, this one included; None: not worked out.
        best: whether no other order leads to fewer.
    """

    fact: str
    settles: Fraction | None
    expected: Fraction | None
    best: bool

    def to_dict(self) -> dict[str, object]:
        """The advice as JSON would hold it."""
        return {
            "fact": self.fact,
            "settles": None if self.settles is None else float(self.settles),
            "expected_questions": None if self.expected is None else float(self.expected),
            "best": self.best,
        }

    def __str__(self) -> str:
        parts = []
        if self.settles is not None:
            cases = self.settles
            parts.append(f"settles the verdict in {cases.numerator} of {cases.denominator} cases" if cases else "")
        if self.expected is not None:
            parts.append(f"{float(self.expected):.3g} question{'' if self.expected == 1 else 's'} to expect")
        return "; ".join(part for part in parts if part)


def advise(interpreter: Interpreter, needed: Sequence[str]) -> Advice | None:
    """Which of the needed facts to ask for next; None when there is none.

    Args:
        interpreter: has evaluated an undetermined patient.
        needed: the facts that can still change the verdict.
    """
    if not needed:
        return None
    whole, groups = games(interpreter, needed)
    if not groups:
        return None
    if _together(whole):
        play = Play(whole)
        return Advice(
            play.question(whole.start), _settling(whole, play.question(whole.start)), play.cost(whole.start), True
        )
    order = Order(groups)
    place = order.group()
    assert place is not None  # a fact is needed: something is open
    fact = order.question(place)
    alone = len(groups) == 1
    return Advice(fact, _settling(groups[place], fact, passes=alone), None, all(map(_plain, groups)))


def games(interpreter: Interpreter, askable: Sequence[str]) -> tuple[Game, list[Game]]:
    """All that is undecided as one game, and as games that share no fact."""
    program: Program = interpreter.program
    residual = Residual(interpreter)
    goals = list(goals_of(program, interpreter, residual))
    variables = variables_of(goals, residual)
    place = {id(goal): i for i, goal in enumerate(goals)}  # groups are merged as they meet; criteria keep their order
    found = groups_of(goals, variables, residual)
    apart = [(sorted(members, key=lambda goal: place[id(goal)]), theirs) for members, theirs in found]
    together = [goal for goals, _ in apart for goal in goals]
    free = [variable for _, variables in apart for variable in variables]
    whole = Game(together, free, residual, askable)
    games_apart = (Game(*group, residual, askable) for group in apart)
    return whole, [game for game in games_apart if game.facts]


class Order:
    """The order of questions about groups of criteria that share no fact, one answer after another.

    Attributes:
        states: how far each group is.
    """

    def __init__(self, groups: Sequence[Game]) -> None:
        self.groups = groups
        self.states = [group.start for group in groups]
        self._plays = [Play(game) if game.size <= BUDGET else None for game in groups]
        self._guesses = [None if play else Guess(game) for play, game in zip(self._plays, groups, strict=True)]
        self._rates: dict[tuple[int, State], tuple[Fraction | float, str]] = {}

    def group(self) -> int | None:
        """The place of the group to ask about; None when nothing is left to ask."""
        going = [
            place
            for place, (game, state) in enumerate(zip(self.groups, self.states, strict=True))
            if game.stands(state) is None and game.open(state)
        ]
        return max(going, key=lambda place: self._rated(place)[0], default=None)

    def question(self, place: int) -> str:
        """The fact of a group to ask for."""
        play, state = self._plays[place], self.states[place]
        others = (
            game.stands(at) for i, (game, at) in enumerate(zip(self.groups, self.states, strict=True)) if i != place
        )
        if play is not None and all(others):
            return play.question(state)
        return self._rated(place)[1]

    def _rated(self, place: int) -> tuple[Fraction | float, str]:
        state = self.states[place]
        if (place, state) not in self._rates:
            play, guess = self._plays[place], self._guesses[place]
            if play is not None:
                self._rates[place, state] = play.rate(state)
            else:
                assert guess is not None
                game = self.groups[place]
                self._rates[place, state] = (1 - guess.passing(state)) / len(game.open(state)), guess.question(state)
        return self._rates[place, state]


class Play:
    """A game small enough to be played through."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self._costs: dict[State, tuple[Fraction, str]] = {}

    def cost(self, state: State) -> Fraction:
        """The questions to expect in the best order."""
        return self._best(state)[0]

    def question(self, state: State) -> str:
        """The first of them."""
        return self._best(state)[1]

    def _best(self, state: State) -> tuple[Fraction, str]:
        if state not in self._costs:
            best = (_NONE, "")
            if self.game.stands(state) is None:
                costs = [
                    (1 + sum((p * self.cost(after) for p, after in self.game.answers(state, fact)), _NONE), fact)
                    for fact in self.game.open(state)
                ]
                best = min(costs, key=lambda cost: cost[0], default=best)
            self._costs[state] = best
        return self._costs[state]

    def rate(self, state: State) -> tuple[Fraction, str]:
        """The highest chance to fail for each question to expect, stopping where one likes; and the first question."""
        rate, first = _NONE, self.question(state)
        while True:
            failing, cost, fact = self._worth(state, rate, {})
            if not cost or failing <= rate * cost:
                return rate, first
            rate, first = failing / cost, fact

    def _worth(
        self, state: State, rate: Fraction, seen: dict[State, tuple[Fraction, Fraction, str]]
    ) -> tuple[Fraction, Fraction, str]:
        """The chance to fail, the questions and the first of them that are worth most when each costs ``rate``."""
        if state not in seen:
            stands = self.game.stands(state)
            best = (Fraction(stands is False), _NONE, "")
            for fact in self.game.open(state) if stands is None else ():
                failing, cost = _NONE, Fraction(1)
                for chance, after in self.game.answers(state, fact):
                    then = self._worth(after, rate, seen)
                    failing, cost = failing + chance * then[0], cost + chance * then[1]
                if (failing - rate * cost, -cost) > (best[0] - rate * best[1], -best[1]):
                    best = (failing, cost, fact)
            seen[state] = best
        return seen[state]


def _together(game: Game) -> bool:
    """Whether all groups can be played through as one game."""
    return game.size <= BUDGET


def _settling(game: Game, fact: str, *, passes: bool = True) -> Fraction | None:
    """The share of cases in which an answer settles the verdict."""
    if game.size > BUDGET and (game.domain or game.cases(game.start, fact) > BUDGET):
        return None
    ends = {False, True} if passes else {False}
    return sum((p for p, after in game.answers(game.start, fact) if game.stands(after) in ends), _NONE)


def _plain(game: Game) -> bool:
    """Whether a game is of one fact, or of one *all of* or *some of* facts that are each read once."""
    if len(game.facts) == 1:
        return True
    read = [fact for variable in game.variables for fact in variable.facts]
    each = all(len(variable.atoms) == 1 and len(variable.choices) == 2 for variable in game.variables)
    if (
        game.domain
        or len(game.goals) > 1
        or not each
        or len(read) != len(set(read))
        or len(read) != len(game.variables)
    ):
        return False
    inside = _without_negations(game, game.goals[0].signal)
    if inside >= 0:
        return True
    gate = game.residual.gates[~inside]
    together = gate.low == len(gate.inputs) or (gate.low == 1 and gate.high >= len(gate.inputs))
    return together and all(_without_negations(game, one) >= 0 for one in gate.inputs)


def _without_negations(game: Game, signal: Signal) -> int:
    """The atom or gate that a signal or its opposite is."""
    while signal < 0 and (gate := game.residual.gates[~signal]).negated:
        (signal,) = gate.inputs
    return signal
