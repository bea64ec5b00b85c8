"""Two versions of a protocol and one patient: the questions that compare them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from eligo.core.interpret import Interpreter
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.residual import selects
from eligo.verify.answers import TOO_LATE, Answer, Patient, Proof
from eligo.verify.dictionary import merged, plain, readable, with_units
from eligo.verify.difference.sameness import Sameness
from eligo.verify.near import near_known
from eligo.verify.patients import simplified
from eligo.verify.questions import Question, real_patients
from eligo.verify.session import entries_tried

if TYPE_CHECKING:
    from eligo.verify.solver.ask import Solver

_SOON = 5
"""The part of the time for a question that a look near known patients takes at most."""

Seen = tuple[Interpreter, Interpreter]
"""One record as either version evaluates it."""


class Joint:
    """Both versions: side 0 of a question is the old one, side 1 the new one.

    Args:
        old: the version before.
        new: the version after.
        seconds: how long one question may take.
        limit: how long all questions together may take; what comes later is not decided.
    """

    def __init__(self, old: Program, new: Program, seconds: float, limit: float) -> None:
        self._deadline = time.monotonic() + limit
        self.sides = (old, new)
        self.sameness = Sameness(old, new)
        self.wording = Sameness(old, new, wording=True)
        self.seconds = seconds
        self.domain = tuple(
            replace(wanted, side=side) for side, program in enumerate(self.sides) for wanted in real_patients(program)
        )
        self.pool: list[tuple[dict[str, object], Seen]] = []
        self._entries = max(map(entries_tried, self.sides))
        self._facts = merged(old, new)
        self._reads = (Reads(old), Reads(new))
        facts = {fact.name: fact for fact in self._facts}
        for program in (new, old):
            for vignette in program.vignettes:
                given = {name: value for name, value in vignette.raw if value is not None}
                if not read_record(program.facts, given).problems:
                    self.remember(plain(given, program, facts))

    @cached_property
    def solver(self) -> Solver:
        """The solver, for lists of a few entries."""
        from eligo.verify.solver.ask import Solver

        old, new = self.sides
        return Solver(old, self._entries, self.seconds, new, self.sameness.twins)

    @cached_property
    def unbounded(self) -> Solver:
        """The solver, for lists of any length: all selections free."""
        from eligo.verify.solver.ask import Solver

        old, new = self.sides
        return Solver(old, 0, self.seconds, new, self.sameness.twins) if selects(old) or selects(new) else self.solver

    def remember(self, raw: dict[str, object]) -> None:
        """Keep a patient for other questions."""
        seen = self.seen(raw)
        if seen is not None and _answers(self.domain, seen):
            self.pool.append((raw, seen))

    def ask(self, question: Question) -> Answer:
        """Is there a patient like that?"""
        for raw, seen in self.pool:
            if _answers(question, seen):
                return Patient(raw)
        if time.monotonic() > self._deadline:
            return TOO_LATE
        found = self.solver.ask(
            question, lambda raw: self.holds(question, raw), partial(self._near, question), named=False
        )
        if isinstance(found, Proof) and found.bounded:
            found = self.unbounded.rules_out(question, named=False) or found
        if isinstance(found, Patient):
            self.remember(found.raw)
        return found

    def likely(self, question: Question) -> Patient | None:
        """A patient like that near those at hand, if one is found soon."""
        if time.monotonic() > self._deadline:
            return None
        known = next((raw for raw, seen in self.pool if _answers(question, seen)), None)
        found = known if known is not None else self._near(question, self.seconds / _SOON)
        if found is not None and known is None:
            self.remember(found)
        return None if found is None else Patient(found)

    def _near(self, question: Question, seconds: float) -> dict[str, object] | None:
        sides = list(zip(self.sides, self._reads, strict=True))
        wanted = (*self.domain, *question)
        return near_known(
            sides, self._facts, wanted, self.pool, self._entries, lambda raw: self.holds(question, raw), seconds
        )

    def witness(self, question: Question, raw: dict[str, object]) -> dict[str, object]:
        """A patient like that in as few and as round values as will do."""
        small = simplified(self._facts, raw, lambda other: self.holds(question, other))
        return with_units(small, *self.sides)

    def holds(self, question: Question, raw: Mapping[str, object]) -> bool:
        """Whether a record is an answer, in the eyes of the interpreter."""
        seen = self.seen(raw)
        return seen is not None and _answers((*self.domain, *question), seen)

    def seen(self, raw: Mapping[str, object]) -> Seen | None:
        """A record as either version evaluates it; None when one of them cannot read it."""
        given = with_units(raw, *self.sides)
        found = []
        for program in self.sides:
            reading = read_record(program.facts, readable(given, program))
            if reading.problems:
                return None
            found.append(Interpreter(program, reading.values))
        return found[0], found[1]


def _answers(question: Question, seen: Seen) -> bool:
    return all(wanted.holds(seen[wanted.side]) for wanted in question)
