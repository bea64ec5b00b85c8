"""The order in which a protocol's facts are best found out, and what each answer ends.

The order is that of :mod:`eligo.core.order`, of a patient of whom nothing is known but the moment of screening;
defaults of facts do not count as answers. From question to question the patient is taken to give the answer that leaves
the criteria open, as long as there is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from eligo.core.asking import question
from eligo.core.cells import Choice
from eligo.core.game import Game, State
from eligo.core.interpret import Interpreter
from eligo.core.needs import needs
from eligo.core.order import Order, games
from eligo.core.program import SCREENING, Program
from eligo.core.values import DAY, HOUR, Moment
from eligo.verify.answerwords import answer_words

_NOW = (dt.date(2028, 1, 1).toordinal() - 1) * DAY + 12 * HOUR
"""A moment of screening; what is counted from it does not depend on which it is."""


_MOST = 64
"""Most ways in which conditions may turn out together that are all looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, or what one condition makes of it.

    Attributes:
        text: the answer.
        fails: the criteria that it fails: the patient is ineligible.
        passes: the criteria that it settles.
    """

    text: str
    fails: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question.

    Attributes:
        fact: the fact to find out.
        question: what to find out, in the author's words.
        together: the criteria that have to do with each other and that this fact bears on.
        answers: those that end something.
        only_if: whether it is asked only if earlier answers leave the criteria open in some other way.
    """

    fact: str
    question: str
    together: tuple[str, ...]
    answers: tuple[Answer, ...]
    only_if: bool = False


def checklist(program: Program) -> tuple[Step, ...]:
    """The questions of a protocol in the order in which they are best asked; none where no fact decides anything."""
    record = {SCREENING: Moment(_NOW, _NOW)}
    interpreter = Interpreter(program, record)
    _, groups = games(interpreter, needs(program, record))
    order = Order(groups)
    return tuple(_Walk(interpreter, order).steps())


class _Walk:
    """Through all questions, by the answers that leave most open."""

    def __init__(self, interpreter: Interpreter, order: Order) -> None:
        self.interpreter = interpreter
        self.order = order

    def steps(self) -> Iterator[Step]:
        while (place := self.order.group()) is not None:
            fact = self.order.question(place)
            game, state = self.order.groups[place], self.order.states[place]
            yield self._step(game, state, fact)
            self.order.states[place] = _going_on(game, state, fact)
            if game.stands(self.order.states[place]) is not None:
                # What is left of the group is asked after other answers than those that were taken here.
                for other in game.open(self.order.states[place]):
                    yield replace(self._step(game, state, other), only_if=True)

    def _step(self, game: Game, state: State, fact: str) -> Step:
        declared = self.interpreter.program.fact[fact]
        before = dict(game.outcomes(state))
        answers = []
        for place in game.learnt(state, fact):
            variable = game.variables[place]
            atoms = [game.residual.atoms[atom] for atom in variable.atoms]
            ends: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Choice]] = {}
            for number, choice in enumerate(variable.choices, 1):
                found = dict(game.outcomes(_with(state, fact, place, number)))
                fails = tuple(name for name, truth in found.items() if truth is False and before[name] is None)
                passes = tuple(name for name, truth in found.items() if truth is True and before[name] is None)
                ends.setdefault((fails, () if fails else passes), []).append(choice)
            for (fails, passes), choices in ends.items():
                if fails or passes:
                    alone = declared if len(variable.facts) == 1 else None
                    answers.append(Answer(answer_words(alone, atoms, choices, self.interpreter), fails, passes))
        if not any(answer.passes for answer in answers):
            answers += _all_others(game, state, fact)
        return Step(fact, question(declared), game.criteria, tuple(answers))


def _all_others(game: Game, state: State, fact: str) -> Iterator[Answer]:
    """That all is well, where an answer settles several conditions each of which fails by itself or not at all."""
    learnt = list(game.learnt(state, fact))
    if len(learnt) < 2 or prod(len(game.variables[place].choices) for place in learnt) > _MOST:
        return
    before = dict(game.outcomes(state))

    def ended(*chosen: tuple[int, int]) -> dict[str, bool]:
        after = state
        for place, number in chosen:
            after = _with(after, fact, place, number)
        return {name: truth for name, truth in game.outcomes(after) if before[name] is None and truth is not None}

    ways = [[(place, number) for number in range(1, len(game.variables[place].choices) + 1)] for place in learnt]
    fine = [[way for way in each if False not in ended(way).values()] for each in ways]
    left = {tuple(sorted(ended(*chosen).items())) for chosen in product(*fine)}
    found = left.pop() if len(left) == 1 else ()
    if found and all(truth for _, truth in found):
        yield Answer("otherwise", (), tuple(name for name, _ in found))


def _going_on(game: Game, state: State, fact: str) -> State:
    """The state after an answer that leaves something open; otherwise after one that passes, or else fails."""
    for place in game.learnt(state, fact):
        states = [_with(state, fact, place, number) for number in range(1, len(game.variables[place].choices) + 1)]
        ranks = {None: 0, True: 1, False: 2}
        state = min(states, key=lambda one: ranks[game.stands(one)])
    return state[0] | {fact}, state[1]


def _with(state: State, fact: str, place: int, number: int) -> State:
    choices = list(state[1])
    choices[place] = number
    return state[0] | {fact}, tuple(choices)
