"""Screening one record at a time: the python engine, and the exact path of the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from eligo.core.interpret import Interpreter, Outcome, evaluate, verdict_of
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reading import Reading, read_record
from eligo.core.truth import FALSE
from eligo.records.rejects import Reject, reject_of
from eligo.records.rows import RawRow

from .parts import part_of
from .table import Row

Decide = Callable[[Mapping[str, object], Reading], dict[str, Outcome]]
"""The outcome of every criterion, for a raw record and what was read from it."""


class RowScreener:
    """Screens rows one by one.

    Args:
        program: the protocol.
        with_needs: whether to find out what undetermined patients are still to be asked.
        decide: how criteria are evaluated; the reference interpreter when it is not given.
    """

    def __init__(self, program: Program, *, with_needs: bool = True, decide: Decide | None = None) -> None:
        self._program = program
        self._with_needs = with_needs
        self._decide = decide or self._interpret

    @cached_property
    def _assumed(self) -> Program:
        return part_of(self._program, [a.condition for a in self._program.assumptions])

    def screen(self, row: RawRow) -> Row | Reject:
        """The result of a row, or why it has none."""
        reading = None if row.raw is None else read_record(self._program.facts, row.raw)
        reject = reject_of(row, reading)
        if reject is not None or reading is None or row.raw is None:
            return reject or Reject(row.number, row.id, ("nothing was read",))
        outcomes = self._decide(row.raw, reading)
        verdict = verdict_of(outcomes)
        return Row(
            row.number,
            row.id,
            verdict.value,
            tuple(outcomes[c.name].value for c in self._program.criteria),
            needs(self._program, reading.values) if self._with_needs and verdict == "undetermined" else (),
            reading.implausible,
            self._conflicts(reading),
        )

    def _interpret(self, _: Mapping[str, object], reading: Reading) -> dict[str, Outcome]:
        return evaluate(self._program, reading.values).outcomes

    def _conflicts(self, reading: Reading) -> tuple[str, ...]:
        if not self._program.assumptions:
            return ()
        interpreter = Interpreter(self._assumed, reading.values)
        return tuple(a.label for a in self._program.assumptions if interpreter.truth(a.condition) is FALSE)


def generated(program: Program) -> Decide:
    """Decide by the evaluator that is generated for the protocol, loaded from memory."""
    from hashlib import sha256

    from eligo.backends.python import load

    # One package for each protocol: what one has imported lazily never comes from another.
    module = load(program, "eligo_screening_" + sha256(repr(program).encode()).hexdigest()[:16])
    names = [fact.name for fact in program.facts]
    words = {outcome.value: outcome for outcome in Outcome}

    def decide(raw: Mapping[str, object], _: Reading) -> dict[str, Outcome]:
        result = module.screen_values(*map(raw.get, names))
        return {name: words[outcome.value] for name, outcome in result.outcomes.items()}

    return decide
