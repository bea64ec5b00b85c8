"""One protocol under examination: its patients at hand, the solver, and what could not be decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.residual import parts, selects
from eligo.verify.answers import TOO_LATE, Answer, Patient, Proof, Undecided
from eligo.verify.dictionary import plain
from eligo.verify.near import near_known
from eligo.verify.patients import interpreted, replayed, simplified
from eligo.verify.questions import Question, answered, real_patients

if TYPE_CHECKING:
    from eligo.verify.findings.finding import Finding
    from eligo.verify.solver.ask import Solver

SECONDS = 5.0
"""How long one question may take unless the caller says otherwise."""

LIMIT = 300.0
"""How long all questions about one protocol may take unless the caller says otherwise."""

_FEWEST, _MOST = 2, 4
"""Entries of a list that are tried: at least two, and more where a condition counts them."""

_DECIDES_NOTHING = {"V502", "V503", "V511"}
_LIMITS = {"V505", "V506"}

Evaluator = Callable[[Mapping[str, object]], Mapping[str, str] | None]
"""Another form of the protocol: the outcome of each criterion for a raw record; None when it rejects the record."""


def entries_tried(program: Program) -> int:
    """How many entries of a list are tried: enough for what the protocol counts, within reason."""
    wanted = _FEWEST
    stack: list[object] = [d.body for d in program.definitions]
    stack += [c.condition for c in program.criteria]
    stack += [a.condition for a in program.assumptions]
    stack += [c.condition for c in program.claims]
    while stack:
        node = stack.pop()
        match node:
            case n.Several(low=low, high=high):
                wanted = max(wanted, low, (high or 0) + 1)
            case n.Compare(n.Pick(how="count"), _, n.Number(limit)):
                wanted = max(wanted, int(limit) + 1)
            case n.PickMoment(how="previous") | n.Pick(how="previous") | n.PickIs(how="previous"):
                wanted = max(wanted, 3)
        stack.extend(parts(node))
    given = (value for vignette in program.vignettes for _, value in vignette.raw)
    lists = (value["entries"] if isinstance(value, Mapping) and "entries" in value else value for value in given)
    longest = max((len(entries) for entries in lists if isinstance(entries, list)), default=0)
    return min(max(wanted, longest), _MOST)


@dataclass
class Session:
    """What the findings and the claims of one protocol share.

    Attributes:
        program: the protocol.
        seconds: how long one question may take.
        limit: how long all questions together may take; what comes later is not decided.
        undecided: the questions without an answer, each with the reason.
        faults: questions whose patient the interpreter did not confirm though the solver left nothing free: our bug.
        found: the findings so far.
        pool: patients at hand, the protocol's own first.
    """

    program: Program
    seconds: float = SECONDS
    limit: float = LIMIT
    undecided: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    pool: list[tuple[Mapping[str, object], Interpreter]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.limit
        for vignette in self.program.vignettes:
            given = {name: value for name, value in vignette.raw if value is not None}
            if not read_record(self.program.facts, given).problems:
                self.remember(plain(given, self.program))

    @cached_property
    def solver(self) -> Solver:
        """The solver, for lists of a few entries; z3 is loaded when it is first asked."""
        from eligo.verify.solver.ask import Solver

        return Solver(self.program, entries_tried(self.program), self.seconds)

    @cached_property
    def unbounded(self) -> Solver:
        """The solver, all selections among entries free: what it excludes is excluded for lists of any length."""
        from eligo.verify.solver.ask import Solver

        return Solver(self.program, 0, self.seconds) if selects(self.program) else self.solver

    @cached_property
    def reads(self) -> Reads:
        """The facts that conditions read."""
        return Reads(self.program)

    @cached_property
    def domain(self) -> Question:
        """What holds of every patient."""
        return real_patients(self.program)

    def remember(self, raw: Mapping[str, object]) -> None:
        """Keep a patient: many questions are answered by one who is known already."""
        interpreter = interpreted(self.program, raw)
        if interpreter is not None and answered(self.domain, interpreter):
            self.pool.append((raw, interpreter))

    def ask(self, question: Question, *, named: bool = True) -> Answer:
        """Is there a patient like that? A proof that there is none names what it needs, if it is ``named``."""
        for raw, interpreter in self.pool:
            if answered(question, interpreter):
                return Patient(dict(raw))
        if time.monotonic() > self._deadline:
            return TOO_LATE
        wanted = (*self.domain, *question)

        def replays(raw: dict[str, object]) -> bool:
            return replayed(self.program, raw, wanted)

        found = self.solver.ask(
            question,
            replays,
            partial(self._close, question, replays),
            partial(self._narrowly, wanted, named=named),
            named=named,
        )
        if isinstance(found, Undecided):
            found = self._narrowly(wanted, self.seconds, named=named) or found
        elif isinstance(found, Proof) and found.bounded:
            found = self.unbounded.rules_out(question, named=named) or found
        if isinstance(found, Patient):
            self.remember(found.raw)
        return found

    def ask_without(self, fact: str, readers: list[str], replays: Callable[[dict[str, object]], bool]) -> Answer:
        """Is there a patient for whom one of the criteria comes out otherwise when a fact is not known?"""
        if time.monotonic() > self._deadline:
            return TOO_LATE
        from eligo.verify.solver.ask import Solver

        # Only what these criteria say is told the solver: formulas elsewhere would take it time.
        roots = [*map(n.Ref, readers), *(assumption.condition for assumption in self.program.assumptions)]
        part = replace(excerpt(self.program, roots), assumptions=self.program.assumptions)
        found = Solver(part, entries_tried(self.program), self.seconds).ask_without(fact, readers, replays)
        if isinstance(found, Proof) and found.bounded:
            found = Solver(part, 0, self.seconds).rules_out_without(fact, readers) or found
        if isinstance(found, Patient):
            self.remember(found.raw)
        return found

    def _narrowly(self, wanted: Question, seconds: float, *, named: bool) -> Proof | None:
        """A proof out of what has to do with the narrowest part of a question alone."""
        from eligo.verify.solver.narrow import ruled_out

        for entries in dict.fromkeys((0, self.solver.entries)):
            core = ruled_out(self.program, wanted, self.reads, entries, seconds, named=named)
            if core is not None:
                return Proof(core, entries if entries and selects(self.program) else None)
        return None

    def _close(
        self, question: Question, replays: Callable[[dict[str, object]], bool], seconds: float
    ) -> dict[str, object] | None:
        """Someone near a patient at hand."""
        program, known = self.program, [(raw, (seen,)) for raw, seen in self.pool]
        wanted, entries = (*self.domain, *question), entries_tried(self.program)
        return near_known([(program, self.reads)], program.facts, wanted, known, entries, replays, seconds)

    def note(self, what: str, answer: Answer) -> None:
        """Keep in mind what has no answer, or one for short lists only."""
        if isinstance(answer, Proof) and answer.bounded:
            self.undecided.append((what, f"nobody with lists of up to {answer.entries} entries is like that"))
        if isinstance(answer, Undecided):
            self.undecided.append((what, answer.why))
            if answer.fault:
                self.faults.append(what)

    def has(self, code: str, subject: str | None = None) -> bool:
        """Whether there is such a finding already."""
        return any(f.code == code and (subject is None or f.subject == subject) for f in self.found)

    def about(self, subject: str) -> bool:
        """Whether a finding says already that something decides nothing."""
        return any(f.subject == subject and f.code in _DECIDES_NOTHING for f in self.found)

    def explains(self, criteria: set[str]) -> bool:
        """Whether a finding about limits speaks of these criteria already."""
        return any(f.code in _LIMITS and criteria == set(f.criteria) for f in self.found)

    def witness(self, question: Question, raw: dict[str, object]) -> dict[str, object]:
        """A patient like that in as few and as round values as will do."""
        wanted = (*self.domain, *question)
        return simplified(self.program.facts, raw, lambda other: replayed(self.program, other, wanted))
