"""How likely criteria are to be met, as if their parts were independent: for games too large to be played through."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from .game import Game, State


class Guess:
    """The chances in one game. They are exact where no fact is read twice."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self._above: list[list[int]] = []
        gates = game.residual.gates
        for variable in game.variables:
            reached = set(variable.atoms)
            for index in game.gates:
                if not reached.isdisjoint(gates[index].inputs):
                    reached.add(~index)
            self._above.append([index for index in game.gates if ~index in reached])

    def passing(self, state: State) -> float:
        """The chance that all criteria pass."""
        return self._met(*self._chances(state))

    def question(self, state: State) -> str:
        """The fact whose answer moves that chance most, on the average of the squares."""
        game = self.game
        atoms, gates = self._chances(state)
        before = self._met(atoms, gates)
        score = dict.fromkeys(game.open(state), 0.0)
        for place, variable in enumerate(game.variables):
            missing = [fact for fact in variable.facts if fact not in state[0]]
            if missing and not score.keys().isdisjoint(missing):
                moves = [(self._after(place, choice, atoms, gates) - before) ** 2 for choice in variable.choices]
                for fact in missing:
                    if fact in score:  # a comparison of several facts is a step nearer with each of them
                        score[fact] += sum(moves) / len(moves) / len(missing)
        return max(score, key=lambda fact: score[fact])

    def _after(self, place: int, choice: Sequence[bool], atoms: list[float], gates: list[float]) -> float:
        """The chance when one variable turns out in some way."""
        atoms, gates = list(atoms), list(gates)
        for atom, truth in zip(self.game.variables[place].atoms, choice, strict=True):
            atoms[atom] = float(truth)
        self._settle(self._above[place], atoms, gates)
        return self._met(atoms, gates)

    def _chances(self, state: State) -> tuple[list[float], list[float]]:
        residual = self.game.residual
        atoms, gates = [0.5] * len(residual.atoms), [0.5] * len(residual.gates)
        for variable, choice in zip(self.game.variables, state[1], strict=True):
            for place, atom in enumerate(variable.atoms):
                truths = [c[place] for c in ([variable.choices[choice - 1]] if choice else variable.choices)]
                atoms[atom] = sum(truths) / len(truths)
        self._settle(self.game.gates, atoms, gates)
        return atoms, gates

    def _settle(self, indices: Sequence[int], atoms: list[float], gates: list[float]) -> None:
        for index in indices:
            gate = self.game.residual.gates[index]
            inputs = [gates[~i] if i < 0 else atoms[i] for i in gate.inputs]
            chance = _between(gate.low, gate.high, inputs)
            gates[index] = 1 - chance if gate.negated else chance

    def _met(self, atoms: list[float], gates: list[float]) -> float:
        signals = (goal.signal for goal in self.game.goals)
        return prod(float(s) if isinstance(s, bool) else gates[~s] if s < 0 else atoms[s] for s in signals)


def _between(low: int, high: int, chances: Sequence[float]) -> float:
    """The chance that between ``low`` and ``high`` of independent things are so."""
    if low == len(chances) and high >= low:
        return prod(chances)
    if low == 1 and high >= len(chances):
        return 1 - prod(1 - chance for chance in chances)
    counts = [1.0]
    for chance in chances:
        counts = [a * (1 - chance) + b * chance for a, b in zip([*counts, 0.0], [0.0, *counts], strict=True)]
    return sum(counts[max(low, 0) : high + 1])
